"""Clock times and what happened at them: "shots were fired about 2:30 a.m.". Imports no spaCy.

A clock time is a quantity of its own kind, in minutes after midnight of local time. It dates the verb it hangs on;
only times of one kind of moment are ever compared, since a shooting, the call and the arrest have each their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.parse.memo import text_of
from checker.records import Comparator, Quantity, QuantityKind
from checker.words import lexicon
from checker.words.lists import alternation, words_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

UNIT = "time of day"
_TIME = re.compile(
    r"(?<![\d:.])(?<!\| )(?:(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<word>\b(?:noon|midnight)\b)|(?P<h24>0\d|1[3-9]|2[0-3]):(?P<m24>[0-5]\d)(?![\d:]| ?[ap]\.?m))",
    re.IGNORECASE,
)
_ABOUT = re.compile(rf"\b{alternation('time', 'about_a_time')} (?:after |before |past )?$")
_AFTER, _BEFORE = re.compile(r"\b(?:after|past|since|from) $"), re.compile(r"\b(?:before|until|till|by) $")
_HAPPEN = words_in("time", "happening_at")
_OF_THE_PAGE = words_in("time", "of_pages")  # "Updated: May 27, 2015 4:49 AM" dates the report
_CLAUSES = {"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "xcomp", "conj", "pcomp"}


@dataclass(frozen=True, slots=True)
class ClockMention:
    """A clock time at ``start``/``end`` (characters of the Doc) and the moment it dates ("occur", "find", "arrest")."""

    start: int
    end: int
    token: int
    quantity: Quantity
    moment: str


def times_of_day(doc: Doc, sentence: Span) -> Iterator[ClockMention]:
    """The clock times of a sentence that date something; times of a schedule or a deadline are left out."""
    text = text_of(doc)
    for m in _TIME.finditer(text, sentence.start_char, sentence.end_char):
        minutes = _minutes(m)
        tokens = doc.char_span(m.start(), m.end(), alignment_mode="expand")
        if minutes is None or tokens is None or _of_span(text, m):
            continue
        moment = _moment(_right_before(tokens) or tokens.root)
        if moment and moment not in _OF_THE_PAGE:
            lead = text[max(0, m.start() - 24) : m.start()].lower()
            quantity = Quantity(minutes, comparator=_bound(lead), unit=UNIT, kind=QuantityKind.CLOCK)
            yield ClockMention(m.start(), m.end(), tokens.root.i, quantity, moment)


def _minutes(m: re.Match[str]) -> float | None:
    if m["word"]:
        return 720.0 if m["word"].lower() == "noon" else 0.0
    if m["h24"]:
        return 60.0 * int(m["h24"]) + int(m["m24"])
    hour = int(m["hour"])
    if not 1 <= hour <= 12:
        return None
    return 60.0 * (hour % 12 + (12 if m["half"].lower() == "p" else 0)) + int(m["minute"] or 0)


def _of_span(text: str, m: re.Match[str]) -> bool:
    """ "from 9 a.m. to 5 p.m.", "between 1 and 2 a.m.": a stretch of time, no moment."""
    after, before = text[m.end() : m.end() + 10], text[max(0, m.start() - 16) : m.start()]
    return bool(re.match(r"\s?(?:-|–|to |until |and )\s?\d", after)) or bool(
        re.search(r"(?:\d|[ap]\.?m\.?|noon|midnight)\s?(?:-|–|to|until|and)\s?$", before)
    )


def _bound(lead: str) -> Comparator:
    if _ABOUT.search(lead):
        return Comparator.ABOUT
    if _AFTER.search(lead):
        return Comparator.AT_LEAST
    return Comparator.AT_MOST if _BEFORE.search(lead) else Comparator.EXACT


def _right_before(tokens: Span) -> Token | None:
    """The verb on which a clock time follows, "at" and the like aside; parsers hang "found about 3 p.m." anywhere."""
    i = tokens.start - 1
    while i > tokens.sent.start and tokens.doc[i].pos_ in ("ADP", "ADV", "SCONJ", "DET"):
        i -= 1
    verb = tokens.doc[i] if i >= tokens.sent.start else None
    return verb if verb is not None and verb.pos_ == "VERB" and verb.tag_ in ("VBD", "VBN") else None


def _moment(token: Token) -> str:
    """What the clause around a clock time says to have happened then; "" for plans, habits and things still to come."""
    verb = token
    for _ in range(12):
        if verb.dep_ in _CLAUSES and verb.pos_ in ("VERB", "AUX"):
            break
        if verb.head == verb:
            break
        verb = verb.head
    within = _in_subject(token, verb)
    if within is not None:
        return within
    if any(c.lower_ in ("will", "would", "should", "may", "can") and c.dep_ == "aux" for c in verb.children):
        return ""
    if verb.pos_ not in ("VERB", "AUX") or verb.tag_ in ("VB", "VBP", "VBZ", "VBG"):  # "on Channel 2 beginning at 5"
        return ""
    if verb.lemma_ == "be":
        found = next((c for c in verb.children if c.dep_ in ("attr", "acomp", "nsubj") and c.i != token.i), verb)
        return lexicon.moment(found.lemma_.lower()) or ""
    if verb.lemma_ == "take" and not any(c.lower_ == "place" for c in verb.children):
        return "arrest" if any(t.lower_ == "custody" for t in verb.subtree) else ""
    moment = lexicon.moment(verb.lemma_.lower()) or verb.lemma_.lower()
    return moment + _of_what(verb) if verb.lemma_ in _HAPPEN else moment


def _in_subject(token: Token, verb: Token) -> str | None:
    """What a clock time in front of its clause's verb dates, where words of that clause come between: "the man killed
    in a shooting about 2 a.m. has been named" names him later. Parsers hang such a time on the verb."""
    first = min([verb.i, *(c.i for c in verb.children if c.dep_ in ("aux", "auxpass"))])
    if not token.sent.start < token.i < first:
        return None
    for before in reversed(token.doc[token.sent.start : token.i]):
        if before.is_punct:
            return None
        moment = lexicon.moment(before.lemma_.lower())
        if moment and (before.tag_ in ("VBN", "VBD") or before.pos_ == "NOUN"):
            return moment
    return None


def _of_what(verb: Token) -> str:
    """What happened where the verb doesn't say and it is no attack or accident: "the party started" is no shooting."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.pos_ != "NOUN" or lexicon.is_event_noun(subject.lemma_.lower()):
        return ""
    return "" if lexicon.moment(subject.lemma_.lower()) else f" {subject.lemma_.lower()}"
