"""Where somebody turned up: "walked into a police station". Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator

from checker.claims.properties.arguments import subjects
from checker.claims.properties.facilities import INTO, at_places, facility, moves
from checker.claims.properties.property import AttributeMention, InSentence, Property


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """A mention per person who goes and place that the verb leads to."""
    for verb in moves(told, "self"):
        yield from at_places(verb, subjects(verb), "arrived_at", INTO, told)


PROPERTY = Property("arrived_at", _mentions, facility, "{who} went to {}.", label="where {} turned up")
