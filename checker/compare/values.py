"""Two values of one property -> how they relate, and what people and NLI are told of a value. Pure.

What each property knows of itself lies in its own file of :mod:`checker.claims.properties`.
"""

from __future__ import annotations

import datetime as dt

from checker.claims.properties import PROPERTIES, relation
from checker.claims.properties.relations import CHANGED, DIFFERENT, NARROWER, RESPELT, SAME, UNRELATED
from checker.records import Attribute

__all__ = [
    "CHANGED",
    "DIFFERENT",
    "NARROWER",
    "RESPELT",
    "SAME",
    "UNRELATED",
    "kind",
    "label",
    "plain",
    "relation",
    "shown",
    "statement",
]


def kind(attribute: Attribute) -> str:
    """The class in which two values of a property are one answer; of one that is not known the value itself."""
    found = PROPERTIES.get(attribute.property)
    return found.kind(attribute.value) if found else attribute.value.lower()


def label(prop: str, whom: str = "") -> str:
    """A property in words for people: "weapon", "rank of Jane Roe", "where Jane Roe was taken"."""
    found = PROPERTIES[prop]
    words = found.label or prop
    if "{}" in words:
        return words.format(whom or found.someone)
    return f"{words} of {whom}" if whom else words


def shown(attribute: Attribute) -> str:
    """A value for people, in quotation marks where it is the text's own words."""
    return f"“{attribute.value}”" if PROPERTIES[attribute.property].quoted else plain(attribute)


def plain(attribute: Attribute) -> str:
    """A value without quotation marks; a day as people write it, "10 August 2024"."""
    found = PROPERTIES.get(attribute.property)
    if found is None or found.quoted:
        return attribute.value
    try:
        day = dt.date.fromisoformat(attribute.value)
    except ValueError:
        return attribute.value
    return f"{day.day} {day:%B} {day.year}"


def statement(attribute: Attribute) -> str:
    """A whole sentence that says what the claim says, for NLI."""
    made = PROPERTIES[attribute.property].statement
    if not isinstance(made, str):
        return made(attribute)
    who = f"The {attribute.subject}" if attribute.subject[:1].islower() else attribute.subject
    return made.format(attribute.value, who=who)
