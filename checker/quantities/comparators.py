"""Bounds ("more than", "up to", "or so") and changes ("rose by", "down 3%") around a number, read from the text.

Every pattern is matched on a window of fixed length beside the number, so the cost is constant per number.
"""

from __future__ import annotations

import re

from checker.records import Comparator
from checker.words.lists import alternation

_WINDOW = 48
# words that may stand between the bound and its number: "at least another 58", "more than a total of 20"; the loop is
# possessive, so that a string of them is read in one way, which is why those of several words come first
_FILLER = rf"(?:{alternation('numbers', 'between_bound_and_number')} )*+"
# Their order decides where two fit.
_BEFORE = (Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.MORE_THAN, Comparator.LESS_THAN, Comparator.ABOUT)
_RULES = tuple(
    (bound, re.compile(rf"(?<![\w-]){words}[ -]{_FILLER}$", re.IGNORECASE))
    for bound in _BEFORE
    for words in [alternation("numbers", f"bounds.{bound.name.lower()}")]
)
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
    rf"\b{alternation('numbers', 'reaching')} up to(?: (?:a|an|the|just|about|around))? $", re.IGNORECASE
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


_HOW = rf"(?: (?:{alternation('numbers', 'between_change_and_number')}|\w+ly)\b)*+[ ]?"
_NOUN_UP, _NOUN_DOWN = alternation("numbers", "noun_changes.up"), alternation("numbers", "noun_changes.down")
_CHANGES = tuple(
    (direction, measured, re.compile(rf"{before}{words}{after}$", re.IGNORECASE))
    for measured, name, before, after in (
        (False, "changes", r"(?<![\w-])", _HOW),
        (True, "changes_of_measures", r"(?<![\w-])", _HOW),  # with a direct object too: "lost 40 soldiers"
        (False, "noun_changes", r"\b", f" of{_HOW}"),
    )
    for direction in ("up", "down")
    for words in [alternation("numbers", f"{name}.{direction}")]
)
# phrasal verbs: "gave up 517 yards", "picked up 12 seats", "shot down 30 drones"
_NO_CHANGE = re.compile(
    rf"\b{alternation('numbers', 'phrasal_stems')}(?:s|ed|ing|e|es)? (?:up|down)\b|\bup to", re.IGNORECASE
)
_NO_CHANGE_OF_COUNTS = re.compile(
    rf"\b{alternation('numbers', 'phrasal_stems_of_counts')}(?:s|ed|ing|e|es)? (?:up|down)\b", re.IGNORECASE
)
_AFTER_UP = re.compile(rf"[ -](?:[\w-]+ ){{0,2}}(?:{_NOUN_UP})\b", re.IGNORECASE)
_AFTER_DOWN = re.compile(rf"[ -](?:[\w-]+ ){{0,2}}(?:{_NOUN_DOWN})\b", re.IGNORECASE)
_CHANGE_WINDOW = 72


def change(text: str, start: int, end: int, *, measured: bool, sentence_start: int) -> str | None:
    """ "up", "down" or None. ``start``..``end`` spans sign, number and unit; ``measured`` is false for counted things.

    "rose by 12%" and "a 12% rise" are changes, "rose to 12%" is not.
    """
    before = text[max(sentence_start, start - _CHANGE_WINDOW) : start].replace("\n", " ").replace("\u00a0", " ")
    if not (_NO_CHANGE.search(before[-40:]) or (not measured and _NO_CHANGE_OF_COUNTS.search(before[-40:]))):
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
