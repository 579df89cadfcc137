"""The day of an event, where its own clause states one. Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator

from checker.claims.properties.events import is_event, negated, unreal
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import SAME, UNRELATED
from checker.parse.memo import words_of
from checker.times import attached


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """A mention per verb of an event to which a single day is attached."""
    for token in words_of(told.sentence, "VERB"):
        if not is_event(token) or negated(token) or unreal(token):
            continue
        time = attached(told.sentence.doc, told.times, token.i)
        if time is None or time.span.start != time.span.end or time.span.since:
            continue
        start, end = min(token.idx, time.start), max(token.idx + len(token.text), time.end)
        yield AttributeMention(start, end, token.i, "day", time.span.start.isoformat())


def _relation(a: str, b: str) -> str:
    """Two days may be of two events."""
    return SAME if a == b else UNRELATED


PROPERTY = Property(
    "day", _mentions, _relation, "The attack took place on {}.", label="date of the event", quoted=False
)
