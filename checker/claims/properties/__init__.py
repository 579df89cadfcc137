"""Sentence -> what is claimed besides numbers, from open predicate-argument structure.

``attributes`` has the properties of events (weapon, perpetrator, claimant, day); here are those of persons: where hit,
how they are, where they stand with the law, where taken and by whom, rank. Each file yields mentions of one family.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.claims import attributes
from checker.claims.attributes import AttributeMention
from checker.claims.properties import conditions, custody, ranks, transfers, wounds
from checker.claims.properties.people import People
from checker.records import TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Span

_OF_PERSONS = (wounds, conditions, custody, transfers, ranks)


def find(sentence: Span, times: Sequence[TimeMention], people: People) -> list[AttributeMention]:
    """Attributive claims of one sentence in text order; never raises."""
    found = [*attributes.find(sentence, times), *(m for family in _OF_PERSONS for m in family.find(sentence, people))]
    unique = {(m.property, m.value.lower(), m.trigger, m.party): m for m in found}
    return sorted(unique.values(), key=lambda m: (m.start, m.end, m.property, m.value))
