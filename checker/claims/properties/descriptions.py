"""Whom a noun describes: by its name, by standing beside it, or by being said of it. Imports no spaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.claims.properties.arguments import denied
from checker.claims.properties.people import PersonsOfArticle

if TYPE_CHECKING:
    from spacy.tokens import Token

    from checker.records import Person


def _nearest(noun: Token) -> Token:
    """What a noun stands beside: of several joined by "and" the last before it, for which parsers take the first."""
    before = [t for t in (noun.head, *noun.head.conjuncts) if t.i < noun.i] if noun.dep_ == "appos" else []
    return max(before, key=lambda t: t.i, default=noun.head)


def described(noun: Token, people: PersonsOfArticle) -> Person | None:
    """The person whom a noun describes: the one it names, stands beside, or is said of."""
    if noun.dep_ == "attr":
        said = noun.head.lemma_ == "be" and not denied(noun.head)
        spots = [c for c in noun.head.children if c.dep_ == "nsubj"] if said else []
    else:
        # whom a noun stands beside comes before who else is called so in the article
        beside = [_nearest(noun)] if noun.dep_ in ("appos", "compound", "nmod") else []
        spots = [*beside, noun, *(c for c in noun.children if c.dep_ == "appos")]
    found = [p for t in spots if (p := people.of(t)) is not None and not p.many]
    return next((p for p in found if p.name), found[0] if found else None)
