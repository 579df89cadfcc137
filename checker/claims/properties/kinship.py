"""How two named persons belong together: "his brother, Nils Lund", "Ana Roe's husband, Jon". Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.claims.properties.arguments import denied, extent
from checker.claims.properties.people import PersonsOfArticle
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import DIFFERENT, NARROWER, SAME, UNRELATED
from checker.parse.memo import words_of
from checker.words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_LINKING = {"of", "to"}
_LOOSE = {"friend", "neighbor", "colleague", "stranger"}  # what somebody may be besides


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """A mention per word of kinship between two persons whose names the article gives; the first one's property."""
    for token in words_of(told.sentence, "NOUN"):
        if lexicon.class_of("kin", token.lemma_.lower()) in (None, "stranger"):
            continue
        if token.tag_ != "NN" or _in_law(token):
            continue
        people = told.people
        whose, other = _relative(token, people), _of_whom(token, people)
        if whose is None or other is None:
            continue
        one, two = people.of(whose), people.of(other)
        if one is None or two is None or not (one.name and two.name) or one.name == two.name:
            continue
        value = f"{token.lower_} of {two.shown}"
        yield AttributeMention(*extent([token, whose, other]), token.i, "relation", value, person=one)


def _in_law(token: Token) -> bool:
    after = token.doc[token.i + 1 : token.i + 5].text.lower()
    return after.startswith(("-in-law", " in-law", "in-law"))


def _relative(noun: Token, people: PersonsOfArticle) -> Token | None:
    """The named person whom the noun describes: beside it, after it, or as the subject of "is his brother"."""
    beside = [c for c in noun.children if c.dep_ == "appos"]
    if noun.dep_ in ("appos", "compound", "nmod"):
        beside.append(noun.head)
    verb = noun.head
    if noun.dep_ == "attr" and verb.lemma_ == "be" and not denied(verb):
        beside += [c for c in verb.children if c.dep_ == "nsubj"]
    return next((t for t in beside if _named(t, people)), None)


def _of_whom(noun: Token, people: PersonsOfArticle) -> Token | None:
    owners = [c for c in noun.children if c.dep_ == "poss"]
    if noun.dep_ in ("compound", "nmod"):  # "his brother Nils Lund": parsers hang "his" on the name
        owners += [c for c in noun.head.children if c.dep_ == "poss"]
    owners += [g for c in noun.children if c.lower_ in _LINKING for g in c.children if g.dep_ == "pobj"]
    return next((t for t in owners if _named(t, people)), None)


def _named(token: Token, people: PersonsOfArticle) -> bool:
    person = people.of(token)
    return person is not None and bool(person.name)


def _relation(a: str, b: str) -> str:
    """ "brother of Ana Roe": of the same other person; a relative may be a brother, and a friend anything."""
    (kin_a, _, whom_a), (kin_b, _, whom_b) = (v.partition(" of ") for v in (a, b))
    if not _one_person(whom_a, whom_b):
        return UNRELATED
    one, two = (lexicon.class_of("kin", lexicon.singular(k.split()[-1])) if k else None for k in (kin_a, kin_b))
    if one == two:
        return SAME if one else UNRELATED
    if {one, two} & _LOOSE or None in (one, two):
        return UNRELATED
    return NARROWER if "relative" in (one, two) else DIFFERENT


def _one_person(one: str, two: str) -> bool:
    a, b = (set(lexicon.words(n)) for n in (one, two))
    return bool(a) and (a <= b or b <= a)


PROPERTY = Property("relation", _mentions, _relation, "{who} is the {}.")
