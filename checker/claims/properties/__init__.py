"""Sentence -> what is claimed besides numbers: properties of events and of persons, one file a property.

A file that is a property makes one record, ``PROPERTY``, of how it is found, labelled and stated, and how two of its
values relate; the files are collected by themselves. The others serve several: ``property`` (the records),
``relations`` (of two values), ``arguments`` (of verbs), ``events``, ``facilities``, ``courts``, ``descriptions``,
``denials`` and the persons of an article (``people``, ``drafts``, ``referents``).

To add a property:

1. Write ``NAME.py`` here: a function that yields an ``AttributeMention`` per mention in one sentence; a function that
   tells of two values whether they are the same, one narrower than the other, different (both cannot hold), changed
   (both may, one after the other) or unrelated; and ``PROPERTY = Property("NAME", ...)`` with the sentence that NLI is
   asked about. ``rank.py`` is short enough to begin from.
2. Write ``tests/cases/properties/NAME.yaml``: texts that fire, texts that must not, and pairs of values with their
   relation. A test fails where one of the three is missing.
3. Lists of more than a few words go to ``words/data``.

Blocking, alignment, judging and reports take the new property as it is: claims of one property about one person, or
about one event where it is of no person, are compared by its ``relation``. "different" is a contradiction unless NLI
reads one value as the other, so let values differ only where one subject cannot have both.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from checker.claims.properties.denials import refuted
from checker.claims.properties.facilities import marked
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import UNRELATED
from checker.records import Attribute


def _collected() -> Iterator[Property]:
    """The properties of this folder, by the names of their files."""
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        found = getattr(import_module(f"{__name__}.{name}"), "PROPERTY", None)
        if isinstance(found, Property):
            yield found


PROPERTIES = {p.name: p for p in _collected()}


def mentions(told: InSentence) -> list[AttributeMention]:
    """What one sentence says: mentions in text order, then those of properties that only pairs give a meaning.

    What the source denies is not claimed. Never raises.
    """
    stated = [m for p in PROPERTIES.values() if not p.only_in_pairs for m in p.mentions(told)]
    unique = {(m.property, m.value.lower(), m.trigger, m.person): m for m in marked(stated)}
    ordered = sorted(unique.values(), key=lambda m: (m.start, m.end, m.property, m.value))
    in_pairs = [m for p in PROPERTIES.values() if p.only_in_pairs for m in p.mentions(told)]
    return [*(m for m in ordered if not refuted(told.spans, m.start, m.end)), *in_pairs]


def relation(a: Attribute, b: Attribute) -> str:
    """How two values relate, see ``relations``; those of two properties never do."""
    return PROPERTIES[a.property].relation(a.value, b.value) if a.property == b.property else UNRELATED


def only_in_pairs(attribute: Attribute | None) -> bool:
    """Whether a report keeps a claim only where it meets another: any quotation has a speaker, any clause a yes."""
    return attribute is not None and PROPERTIES[attribute.property].only_in_pairs
