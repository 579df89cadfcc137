"""Sentence -> what is claimed besides numbers, from open predicate-argument structure.

``attributes`` has the properties of events (weapon, perpetrator, claimant, day); here are those of persons: where hit,
how they are, where they stand with the law, where taken and by whom, rank; and an event's address and cause. Each file
yields mentions of one family.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.claims import attributes
from checker.claims.attributes import AttributeMention
from checker.claims.properties import causes, conditions, custody, ranks, scenes, transfers, wounds
from checker.claims.properties.people import People
from checker.records import Claim, TimeMention
from checker.values.places import street

if TYPE_CHECKING:
    from spacy.tokens import Span

_FAMILIES = (wounds, conditions, custody, transfers, ranks, scenes, causes)


def find(sentence: Span, times: Sequence[TimeMention], people: People) -> list[AttributeMention]:
    """Attributive claims of one sentence in text order; never raises."""
    found = [*attributes.find(sentence, times), *(m for family in _FAMILIES for m in family.find(sentence, people))]
    unique = {(m.property, m.value.lower(), m.trigger, m.party): m for m in found}
    return sorted(unique.values(), key=lambda m: (m.start, m.end, m.property, m.value))


def one_of_several(claims: Sequence[Claim]) -> list[Claim]:
    """Addresses marked ``part_of`` where one article gives streets of several scenes."""
    scenes_of = [c.attribute.value for c in claims if c.attribute and c.attribute.property == "address"]
    streets = [street(value) for value in scenes_of]
    if all(a & b for a in streets for b in streets):
        return list(claims)
    return [
        dataclasses.replace(c, part_of=True) if c.attribute and c.attribute.property == "address" else c for c in claims
    ]
