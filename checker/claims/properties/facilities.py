"""Hospitals, scenes and other places where persons are taken, turn up or die. Imports no spaCy."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.claims.properties.arguments import denied, extent, phrase, places_of, unreal
from checker.claims.properties.property import AttributeMention, InSentence
from checker.claims.properties.relations import DIFFERENT, NARROWER, SAME, UNRELATED
from checker.parse.memo import words_of
from checker.words import lexicon
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Token

INTO = frozenset({"to", "into", "at"})
TAKEN = ("taken_to", "arrived_at")  # what marks somebody without a name
_TIMES = {"DATE", "TIME"}  # "at 11:37 a.m." is no place
_ORDINARY = words_in("people", "words_of_facilities")


def moves(told: InSentence, kind: str) -> Iterator[Token]:
    """Verbs by which somebody is taken somewhere ("other") or turns up there ("self")."""
    for verb in words_of(told.sentence, "VERB"):
        if lexicon.class_of("taking", verb.lemma_.lower()) == kind and not denied(verb) and not unreal(verb):
            yield verb


def at_places(
    verb: Token, who: list[Token], prop: str, prepositions: frozenset[str], told: InSentence
) -> Iterator[AttributeMention]:
    """A mention of ``prop`` per person and place that one of ``prepositions`` joins to a verb."""
    for place in _where(verb, prepositions):
        facility = lexicon.class_of("facilities", place.lemma_.lower())
        named = place.pos_ == "PROPN" and place.ent_type_ in ("GPE", "FAC", "ORG", "LOC")
        if not (facility or named) or (facility == "way" and prop != "died_at"):
            continue
        for taken in who:
            start = taken if taken.sent.start == verb.sent.start and taken.i < verb.i else verb
            at = extent([start, verb, place])
            for person in told.people.each(taken):
                yield AttributeMention(*at, verb.i, prop, phrase(place), person=person)


def _where(verb: Token, prepositions: frozenset[str]) -> list[Token]:
    """Nouns of place of a verb, also "the hospital, where he died"."""
    found = [t for t in places_of(verb, prepositions) if t.ent_type_ not in _TIMES]
    if not found and verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
        found = [verb.head]
    return found


def facility(a: str, b: str) -> str:
    """Places that somebody was brought to or died at: by name where both have one, else by kind.

    Two hospitals are no contradiction: patients are moved on, and one hospital has several names.
    """
    (kind_a, names_a), (kind_b, names_b) = _facility(a), _facility(b)
    if names_a and names_b:
        if names_a == names_b:
            return SAME
        if names_a & names_b:
            return NARROWER
        return DIFFERENT if _apart(kind_a, kind_b) else UNRELATED
    if kind_a == kind_b:
        return NARROWER if kind_a else UNRELATED
    return DIFFERENT if _apart(kind_a, kind_b) else UNRELATED


def _apart(one: str, two: str) -> bool:
    """Whether two kinds of place are never one: the scene may be a home or a school, but no hospital."""
    if not one or not two or one == two:
        return False
    return "scene" not in (one, two) or bool({"hospital", "way"} & {one, two})


def facility_name(value: str) -> frozenset[str]:
    """The telling words of a named facility, none for "the hospital"."""
    return _facility(value)[1]


@lru_cache(maxsize=4096)
def _facility(value: str) -> tuple[str, frozenset[str]]:
    words = lexicon.words(value)
    kinds = [k for w in words if (k := lexicon.class_of("facilities", lexicon.singular(w)))]
    known = {w for w in words if lexicon.class_of("facilities", lexicon.singular(w))}
    nouns = known | _ORDINARY
    # A generic word tells two hospitals of one town apart only beside a name of its own.
    names = frozenset(lexicon.name_tokens(value)) - nouns
    kind = "hospital" if "hospital" in kinds or "medical" in words else kinds[-1] if kinds else ""
    return kind, names if any(w[:1].isupper() for w in value.split()) else frozenset()


def marked(mentions: Sequence[AttributeMention]) -> list[AttributeMention]:
    """Unnamed persons known by where the sentence has them taken: "the woman taken to Lakeside Hospital"."""
    marks = {
        m.person: facility_name(m.value)
        for m in mentions
        if m.property in TAKEN and m.person is not None and not (m.person.name or m.person.many)
    }
    return [
        dataclasses.replace(m, person=dataclasses.replace(m.person, at=marks[m.person]))
        if m.person is not None and m.person in marks
        else m
        for m in mentions
    ]
