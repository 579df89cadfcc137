"""Where somebody was taken: "was rushed to Mercy Hospital". Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator

from checker.claims.properties.arguments import patients
from checker.claims.properties.facilities import INTO, at_places, facility, moves
from checker.claims.properties.property import AttributeMention, InSentence, Property


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """A mention per person who is taken and place that the verb leads to."""
    for verb in moves(told, "other"):
        yield from at_places(verb, patients(verb), "taken_to", INTO, told)


PROPERTY = Property("taken_to", _mentions, facility, "{who} was taken to {}.", label="where {} was taken")
