"""Who somebody is: of what nation, in what office, in what part of a crash. Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.claims.attributes import AttributeMention
from checker.claims.properties.arguments import denied
from checker.claims.properties.people import PersonsOfArticle
from checker.parse.memo import words_of
from checker.words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from checker.records import Person

_OTHER_TIME = {
    "former",
    "ex",
    "vice",
    "deputy",
    "acting",
    "late",
    "onetime",
    "designate",
    "elect",
    "then",
    "lieutenant",
}
_BELONGING = {"national", "citizen", "native"}


def find(sentence: Span, people: PersonsOfArticle) -> Iterator[AttributeMention]:
    """Nationalities of persons, and roles of those whom the article names or gives an age."""
    for token in words_of(sentence, "NOUN", "PROPN"):
        yield from _nationality(token, people)
        yield from _role(token, people)


def _nationality(noun: Token, people: PersonsOfArticle) -> Iterator[AttributeMention]:
    if noun.pos_ != "NOUN":
        return
    found = [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod") and _adjective(c)]
    if noun.lemma_.lower() in _BELONGING:
        found += [
            g for c in noun.children if c.lower_ == "of" for g in c.children if lexicon.nation(g.text) and g.ent_type_
        ]
    person = _whose(noun, people) if found else None
    if person is not None:
        first, last = min(*found, noun, key=lambda t: t.i), max(*found, noun, key=lambda t: t.i)
        value = " and ".join(t.text for t in found)
        yield AttributeMention(first.idx, last.idx + len(last.text), noun.i, "nationality", value, person=person)


def _adjective(token: Token) -> bool:
    """A demonym: "Polish", not the "Poland" of "Poland coach"."""
    return token.ent_type_ == "NORP" and lexicon.nation(token.text) is not None


def _role(noun: Token, people: PersonsOfArticle) -> Iterator[AttributeMention]:
    lemma = noun.lemma_.lower()
    if not any(lexicon.class_of(table, lemma) for table in ("offices", "traffic")):
        return
    person = _whose(noun, people)
    words = [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod")]
    if person is None or not (person.name or person.age is not None) or any(w.lower_ in _OTHER_TIME for w in words):
        return
    before = noun.doc[max(noun.sent.start, noun.i - 2) : noun.i]
    if any(t.lower_ in _OTHER_TIME for t in before):
        return
    portfolio = [
        w.text for w in words if w.pos_ in ("NOUN", "ADJ", "PROPN") and w.ent_type_ not in ("GPE", "NORP", "PERSON")
    ]
    value = " ".join([*portfolio, noun.text])
    yield AttributeMention(noun.idx, noun.idx + len(noun.text), noun.i, "role", value, person=person)


def _whose(noun: Token, people: PersonsOfArticle) -> Person | None:
    """The person whom a noun describes: the one it names, stands beside, or is said of."""
    if noun.dep_ == "attr":
        said = noun.head.lemma_ == "be" and not denied(noun.head)
        spots = [c for c in noun.head.children if c.dep_ == "nsubj"] if said else []
    else:
        spots = [noun, *(c for c in noun.children if c.dep_ == "appos")]
    if noun.dep_ in ("appos", "compound", "nmod"):
        spots.append(noun.head)
    found = [p for t in spots if (p := people.of(t)) is not None and not p.many]
    return next((p for p in found if p.name), found[0] if found else None)
