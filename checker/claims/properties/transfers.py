"""Where somebody was taken, turned up or died, and who took them there. Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.claims.attributes import AttributeMention
from checker.claims.properties.arguments import agents, denied, patients, phrase, places_of, subjects, unreal
from checker.claims.properties.people import PersonsOfArticle
from checker.parse.memo import words_of
from checker.words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_INTO = frozenset({"to", "into", "at"})
_AT = frozenset({"at", "in", "on", "inside", "outside", "en"})
_TIMES = {"DATE", "TIME"}  # "at 11:37 a.m." is no place
_DYING = {"die", "perish", "succumb"}
_PRONOUNCING = {"pronounce", "declare"}


def find(sentence: Span, people: PersonsOfArticle) -> Iterator[AttributeMention]:
    """Destinations, places of death and carriers of persons."""
    for verb in words_of(sentence, "VERB"):
        lemma = verb.lemma_.lower()
        kind = lexicon.class_of("taking", lemma)
        if not (kind or lemma in _DYING or lemma in _PRONOUNCING) or denied(verb) or unreal(verb):
            continue
        if kind == "other":
            yield from _taken(verb, people)
        elif kind == "self":
            yield from _places(verb, subjects(verb), "arrived_at", _INTO, people)
        elif lemma in _DYING:
            yield from _places(verb, subjects(verb), "died_at", _AT, people)
        elif lemma in _PRONOUNCING and any(c.lower_ in ("dead", "deceased") for c in verb.children):
            yield from _places(verb, patients(verb) or subjects(verb), "died_at", _AT, people)


def _taken(verb: Token, people: PersonsOfArticle) -> Iterator[AttributeMention]:
    who = patients(verb)
    persons = [p for t in who for p in people.each(t)]
    if not persons:
        return
    yield from _places(verb, who, "taken_to", _INTO, people)
    for agent in agents(verb):
        lemma = agent.lemma_.lower()
        if lexicon.class_of("kin", lemma) or lexicon.class_of("helpers", lemma):
            tokens = [verb, agent, *[t for t in who if t.sent.start == verb.sent.start]]
            first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
            end = last.idx + len(last.text)
            yield AttributeMention(first.idx, end, verb.i, "taken_by", phrase(agent), person=persons[0])


def _places(
    verb: Token, who: list[Token], prop: str, prepositions: frozenset[str], people: PersonsOfArticle
) -> Iterator[AttributeMention]:
    for place in _where(verb, prepositions):
        facility = lexicon.class_of("facilities", place.lemma_.lower())
        named = place.pos_ == "PROPN" and place.ent_type_ in ("GPE", "FAC", "ORG", "LOC")
        if not (facility or named) or (facility == "way" and prop != "died_at"):
            continue
        for taken in who:
            start = taken if taken.sent.start == verb.sent.start and taken.i < verb.i else verb
            start = min((start, verb, place), key=lambda t: t.i)
            end = max((verb, place), key=lambda t: t.i)
            for person in people.each(taken):
                yield AttributeMention(start.idx, end.idx + len(end.text), verb.i, prop, phrase(place), person=person)


def _where(verb: Token, prepositions: frozenset[str]) -> list[Token]:
    """Nouns of place of a verb, also "the hospital, where he died"."""
    found = [t for t in places_of(verb, prepositions) if t.ent_type_ not in _TIMES]
    if not found and verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
        found = [verb.head]
    return found
