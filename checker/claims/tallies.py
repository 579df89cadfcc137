"""Running totals: attacks since October, homicides of a year, a weekend in shootings. Imports no spaCy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.records import Frame, TimeMention, TimeSpan
from checker.words import lexicon
from checker.words.events import TOLLS
from checker.words.lists import alternation

if TYPE_CHECKING:
    from spacy.tokens import Span

# Words that make a count run over a period and grow.
_TALLY = re.compile(
    rf"\b(?:{alternation('time', 'running_totals')}"
    r"|in (?:less than |under |about |just )?\w+ hours)\b",
    re.IGNORECASE,
)
# A weekend of which no days are known; one with days is a time like any other.
_WEEKEND = re.compile(
    r"\b(?:over|during) (?:the|that|this) (?:\w+ )?weekend|th(?:is|at) (?:past )?weekend\b", re.IGNORECASE
)
# The same beside a day up to which it runs: "this year through July 20, over the same period last year".
_YEARLY = re.compile(r"\bsame (?:period|time|point|stretch) (?:last|of last|in|of|a) \w+", re.IGNORECASE)
_TALLY_DAYS = 28  # a count of attacks over a shorter stated time is of that time alone


def is_tally(frame: Frame, value: float | None, time: TimeMention | None, sentence: Span) -> bool:
    """Whether a count runs over many events and grows: attacks since October, homicides this year."""
    if frame.predicate == "station" or frame.noun == "age":
        return False
    span: TimeSpan | None = time.span if time else None
    if span is not None and span.since:
        return True
    if span is not None and span.start == span.end:
        return frame.noun != "" and _YEARLY.search(sentence.text) is not None
    if span is not None and frame.predicate in TOLLS and (span.end - span.start).days >= _TALLY_DAYS:
        return True  # "45 homicides in 2013"
    if frame.noun == "attack" and value != 1:
        return span is None or (span.end - span.start).days >= _TALLY_DAYS
    if frame.noun == "":
        return False
    weekend = span is None and _WEEKEND.search(sentence.text) is not None
    return weekend or _TALLY.search(sentence.text) is not None or _of_many_events(sentence)


def _of_many_events(sentence: Span) -> bool:
    """ "seven people hurt in shootings across the city"."""
    return any(
        t.tag_ == "NNS"
        and lexicon.is_event_noun(t.lemma_.lower())
        and t.dep_ == "pobj"
        and t.head.lower_ in ("in", "during")
        for t in sentence
    )
