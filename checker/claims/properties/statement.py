"""What a whole sentence states. Imports no spaCy.

Claims of it are made of two sentences that state the same, not of mentions: see :mod:`checker.judge.statements`.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import SAME, UNRELATED
from checker.records import Attribute


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """None: only what two articles state alike is worth a claim."""
    return iter(())


def _relation(a: str, b: str) -> str:
    """Two sentences may be of two things, and whether they are of one their words don't tell here."""
    return SAME if a == b else UNRELATED


def _statement(attribute: Attribute) -> str:
    return attribute.value if attribute.value.endswith((".", "!", "?")) else f"{attribute.value}."


PROPERTY = Property(
    "statement", _mentions, _relation, _statement, label="statement", kind=lambda _: "statement", only_in_pairs=True
)
