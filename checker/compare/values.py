"""Two values of one property -> how they relate, and what people and NLI are told of a value. Pure.

What each property knows of itself lies in its own file of :mod:`checker.claims.properties`.
"""

from __future__ import annotations

from checker.claims.properties import PROPERTIES, relation
from checker.claims.properties.relations import CHANGED, DIFFERENT, NARROWER, SAME, UNRELATED
from checker.records import Attribute

__all__ = [
    "CHANGED",
    "DIFFERENT",
    "NARROWER",
    "SAME",
    "UNRELATED",
    "exact",
    "kind",
    "label",
    "relation",
    "shown",
    "statement",
]


def kind(attribute: Attribute) -> str:
    """The class in which two values of a property are one answer."""
    return PROPERTIES[attribute.property].kind(attribute.value)


def label(prop: str) -> str:
    """A property in words for people."""
    return PROPERTIES[prop].label or prop


def exact(attribute: Attribute) -> bool:
    """Whether letters tell two values of its property apart, so that no model is asked."""
    return PROPERTIES[attribute.property].exact


def shown(attribute: Attribute) -> str:
    """A value for people, in quotation marks where it is the text's own words."""
    return f"“{attribute.value}”" if PROPERTIES[attribute.property].quoted else attribute.value


def statement(attribute: Attribute) -> str:
    """A whole sentence that says what the claim says, for NLI."""
    made = PROPERTIES[attribute.property].statement
    if not isinstance(made, str):
        return made(attribute)
    who = f"The {attribute.subject}" if attribute.subject[:1].islower() else attribute.subject
    return made.format(attribute.value, who=who)
