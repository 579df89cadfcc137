"""Bounds ("more than", "up to", "or so") and changes ("rose by", "down 3%") around a number, read from the text.

Every pattern is matched on a window of fixed length beside the number, so the cost is constant per number.
"""

from __future__ import annotations

import re

from checker.records import Comparator

_WINDOW = 48
# words that may stand between the bound and its number: "at least another 58", "more than a total of 20"; the loop is
# possessive, so that a string of them is read in one way, which is why those of several words come first
_FILLER = (
    r"(?:(?:an additional|a total of|a combined|a further|a record|an average of|an extra|"
    r"just|only|another|additional|the|a|an|further|its|their|his|her|our) )*+"
)
_BEFORE: tuple[tuple[Comparator, str], ...] = (
    (
        Comparator.AT_LEAST,
        r"at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of|minimum of|at a minimum",
    ),
    (Comparator.AT_MOST, r"up to|at most|no more than|not more than|as (?:many|much|high) as|a maximum of|maximum of"),
    (
        Comparator.MORE_THAN,
        r"(?:more|over) than|(?:well |just |slightly |far )?over|above|exceed(?:s|ed|ing)?|greater than|higher than|"
        r"larger than|longer than|older than|north of|in excess of|upwards? of|surpass(?:es|ed|ing)?",
    ),
    (
        Comparator.LESS_THAN,
        r"less than|fewer than|(?:just |well |slightly )?under|below|lower than|smaller than|younger than|"
        r"shorter than|shy of|short of",
    ),
    (
        Comparator.ABOUT,
        r"about|around|approximately|approx\.?|roughly|some|nearly|almost|close to|an? estimated|estimated|circa|"
        r"in the region of|something like|near|nearing|barely|averag(?:ing|ed)|give or take|more or less",
    ),
)
_RULES = tuple((c, re.compile(rf"(?<![\w-])(?:{p})[ -]{_FILLER}$", re.IGNORECASE)) for c, p in _BEFORE)
_SUB = re.compile(r"(?<!\w)(?:sub|under)-$", re.IGNORECASE)
_TILDE = re.compile(r"[~≈] ?$")
_SIGNS = {">": Comparator.MORE_THAN, "<": Comparator.LESS_THAN, "≥": Comparator.AT_LEAST, "≤": Comparator.AT_MOST}
# "over the past two years", "under the 1974 act", "over 20 days of talks": prepositions, no bounds
_NO_BOUND = re.compile(
    r"(?:\bover|\bunder|\babove|\bbelow|\baround|\babout|\bnear) (?:the|its|their|his|her|our|a|an) (?:\w+ )?$",
    re.IGNORECASE,
)
# a level that has been reached: "ticks up to 5.5%", "went up to 12", "it adds up to 40"
_REACHED = re.compile(
    r"\b(?:(?:tick|edg|inch|creep|nudg)(?:e?s|e?d|ing)?|crept|went|gone|jump(?:s|ed)?|climb(?:s|ed)?|bump(?:s|ed)?"
    r"|shot|add(?:s|ed)?|r(?:ise|ose|isen)|revis(?:es|ed|ing)|rounded|adjusted|driven|drove) up to"
    r"(?: (?:a|an|the|just|about|around))? $",
    re.IGNORECASE,
)
_DURING = re.compile(
    r"(?:\bfor|\blast(?:s|ed|ing)?|\btook|\btakes?|\bin|\bafter|\bwell|\bjust|\bslightly|\bspent|\bto) over $", re.I
)
_AFTER: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    (
        Comparator.ABOUT,
        re.compile(
            r"-odd\b| odd\b|(?: [\w%-]+){0,2} or so\b|-?ish\b|(?: [\w%-]+){0,2} (?:give or take|more or less)\b"
        ),
    ),
    (
        Comparator.AT_LEAST,
        re.compile(r" ?\+|[ -]plus\b|(?: [\w%-]+){0,2} or (?:more|above|over|higher|older|greater|longer)\b"),
    ),
    (Comparator.AT_MOST, re.compile(r"(?: [\w%-]+){0,2} or (?:less|fewer|under|below|lower|younger)\b")),
)


def comparator(text: str, start: int, end: int, *, duration: bool = False) -> tuple[Comparator, int]:
    """(bound, start of its words) of the number at ``start``..``end``; ``start`` itself where there is none.

    ``start`` includes a currency sign. ``duration`` tells "over five weeks" (throughout) from "for over five weeks".
    """
    low = max(0, start - _WINDOW)
    before = text[low:start].replace("\n", " ").replace("\u00a0", " ")
    if before[-1:] in _SIGNS and before[-1:]:
        return _SIGNS[before[-1]], start - 1
    if m := _SUB.search(before):
        return Comparator.LESS_THAN, low + m.start()
    if m := _TILDE.search(before):
        return Comparator.ABOUT, low + m.start()
    for bound, pattern in _RULES:
        m = pattern.search(before)
        if m and not _NO_BOUND.search(before) and not (bound is Comparator.AT_MOST and _REACHED.search(before)):
            if duration and re.search(r"(?i)\bover $", before) and not _DURING.search(before):
                continue
            return bound, low + m.start()
    after = text[end : end + _WINDOW]
    for bound, pattern in _AFTER:
        if pattern.match(after):
            return bound, start
    return Comparator.EXACT, start


_UP = (
    r"r(?:ise|ises|ose|isen|ising)|increas(?:e|es|ed|ing)|gr(?:ow|ows|ew|own|owing)|climb(?:s|ed|ing)?|jump(?:s|ed"
    r"|ing)?|"
    r"surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|advanc(?:e|es|ed|ing)|ralli(?:es|ed)|rally|rallying|swell(?:s|ed|ing)?|"
    r"edg(?:es|ed|ing) up|inch(?:es|ed|ing) up|tick(?:s|ed|ing) up|go(?:es)? up|went up|gone up|up"
)
_DOWN = (
    r"f(?:all|alls|ell|allen|alling)|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|slid(?:e|es"
    r"|ing)?|"
    r"slip(?:s|ped|ping)?|s(?:ink|inks|ank|unk|inking)|plung(?:e|es|ed|ing)|plummet(?:s|ed|ing)?|tumbl(?:e|es|ed|ing)|"
    r"dip(?:s|ped|ping)?|shr(?:ink|inks|ank|unk|inking)|slump(?:s|ed|ing)?|retreat(?:s|ed|ing)?|crash(?:es|ed|ing)?|"
    r"eas(?:es|ed|ing)|edg(?:es|ed|ing) down|go(?:es)? down|went down|gone down|down"
)
# these take a direct object too ("lost 40 soldiers"), so they are changes of measures only
_UP_OF_MEASURE = r"gain(?:s|ed|ing)?|add(?:s|ed|ing)?|put(?:s|ting)? on|expand(?:s|ed|ing)?"
_DOWN_OF_MEASURE = r"lo(?:se|ses|st|sing)|shed(?:s|ding)?|cut(?:s|ting)? by|reduc(?:e|es|ed|ing)"
_HOW = (
    r"(?: (?:more than|less than|at least|up to|as much as|a whopping|a further|an additional|a total of|"
    r"the daily limit of|by|a|an|another|about|around|some|almost|over|under|just|further|again|even|as|\w+ly)\b)*+[ ]?"
)
_NOUN_UP = r"increase|rise|gain|jump|surge|hike|growth|uptick|advance"
_NOUN_DOWN = r"decrease|drop|decline|fall|fall-off|reduction|slump|plunge|dip|loss"
_CHANGES = tuple(
    (direction, measured, re.compile(pattern, re.IGNORECASE))
    for direction, measured, pattern in (
        ("up", False, rf"(?<![\w-])(?:{_UP}){_HOW}$"),
        ("down", False, rf"(?<![\w-])(?:{_DOWN}){_HOW}$"),
        ("up", True, rf"(?<![\w-])(?:{_UP_OF_MEASURE}){_HOW}$"),
        ("down", True, rf"(?<![\w-])(?:{_DOWN_OF_MEASURE}){_HOW}$"),
        ("up", False, rf"\b(?:{_NOUN_UP}) of{_HOW}$"),
        ("down", False, rf"\b(?:{_NOUN_DOWN}) of{_HOW}$"),
    )
)
# phrasal verbs: "gave up 517 yards", "picked up 12 seats", "shot down 30 drones"
_NO_CHANGE = re.compile(
    r"\b(?:g[ai]ve|given|giving|pick|set|ma[dk]e|making|show|turn|sign|end|sum|start|take|took|taken|taking"
    r"|bl[eo]w|open|"
    r"pil|rack|bring|brought|hold|held|us|hand|break|broke|step|line|round|sh[o]+t|gunn?|knock|track|hunt|tear"
    r"|tore|cut|"
    r"shut|lay|laid|put|strip|mow|struck|called|com|came|clos|pull|burn|burnt|eat|ate)(?:s|ed|ing|e|es)? (?:up"
    r"|down)\b|\bup to",
    re.IGNORECASE,
)
_AFTER_UP = re.compile(rf"[ -](?:[\w-]+ ){{0,2}}(?:{_NOUN_UP})\b", re.IGNORECASE)
_AFTER_DOWN = re.compile(rf"[ -](?:[\w-]+ ){{0,2}}(?:{_NOUN_DOWN})\b", re.IGNORECASE)
_CHANGE_WINDOW = 72


def change(text: str, start: int, end: int, *, measured: bool, sentence_start: int) -> str | None:
    """ "up", "down" or None. ``start``..``end`` spans sign, number and unit; ``measured`` is false for counted things.

    "rose by 12%" and "a 12% rise" are changes, "rose to 12%" is not.
    """
    before = text[max(sentence_start, start - _CHANGE_WINDOW) : start].replace("\n", " ").replace("\u00a0", " ")
    if not _NO_CHANGE.search(before[-40:]):
        for direction, needs_measure, pattern in _CHANGES:
            if (measured or not needs_measure) and pattern.search(before):
                return direction
    if measured:
        after = text[end : end + 40]
        if _AFTER_UP.match(after):
            return "up"
        if _AFTER_DOWN.match(after):
            return "down"
    return None
