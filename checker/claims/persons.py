"""Whose age a number is. Imports no spaCy."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import TYPE_CHECKING

from checker.claims import traits
from checker.claims.discourse import Discourse, person_name
from checker.parse.memo import entities_of
from checker.records import Person, QuantityMention
from checker.words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


_REFLEXIVE = {"self", "himself", "herself", "itself", "themselves"}  # "3-Year-Old Shoots Self", as titles have it


def holder(doc: Doc, mention: QuantityMention, discourse: Discourse) -> frozenset[str]:
    """The full name of the person whose age is given, as telling words in order; empty for "a 23-year-old girl"."""
    token = owner(doc, mention)
    token = traits.called(token) or _said_of(token) or token
    # "the 28-year-old suspect Dennis Clark": the name follows the noun.
    spots = {token.i, *(t.i for t in token.rights if t.dep_ == "appos" and t.i - token.i <= 4)}
    for entity in entities_of(token.sent):
        told = spots & set(range(entity.start, entity.end)) and entity[0].lower_ != "old"  # "15-Year-Old Dies"
        if entity.label_ == "PERSON" and told and entity[-1].lower_ not in _REFLEXIVE:
            name = person_name(entity.text)
            before = _before_nickname(entity) if " " not in name else _cut_off(entity)
            name = f"{before} {name}" if before else name
            return frozenset({discourse.full_name(name)}) - {""}
    if token.pos_ != "PROPN":
        return frozenset()
    run = _name_run(token)
    words = [t.lower_ for t in run]
    if any(w == "old" or w in _REFLEXIVE or lexicon.person_class(w) or lexicon.role(w) for w in words):
        return frozenset()  # "11-Year-Old Boy Shot In ...", as titles have it
    return frozenset({discourse.full_name(person_name(" ".join(t.text for t in run)))}) - {""}


def _name_run(token: Token) -> list[Token]:
    """A name's words up to its last one; each of several first names may hang on the next."""
    return [*(t for left in token.lefts if left.pos_ == "PROPN" for t in _name_run(left)), token]


def _cut_off(entity: Span) -> str:
    """Names that belong to an entity's but were left out of it: Ana in "Ana Maria Roe" found as "Maria Roe"."""
    before = entity.doc[max(entity.sent.start, entity.start - 2) : entity.start]
    part = [t for t in before if t.pos_ == "PROPN" and not t.ent_type_ and t.dep_ == "compound" and t.head in entity]
    return person_name(" ".join(t.text for t in part))


def _before_nickname(entity: Span) -> str:
    """The names right before an entity, nicknames in quotation marks left out: Joe in 'Joe "Duke" Smith'."""
    found: list[str] = []
    quoted = False
    for token in reversed(entity.doc[max(entity.sent.start, entity.start - 8) : entity.start]):
        if token.is_quote:
            quoted = not quoted
        elif not quoted and token.pos_ != "PROPN":
            break
        elif not quoted:
            found.insert(0, token.text)
    return "" if quoted else person_name(" ".join(found))


def owner(doc: Doc, mention: QuantityMention) -> Token:
    """The noun or name to which an age belongs, else the number itself."""
    return doc[mention.noun] if mention.noun is not None else doc[mention.first_token]


def _said_of(token: Token) -> Token | None:
    """The person's name in "Jane Roe is a 45-year-old nurse"."""
    if token.dep_ != "attr" or token.pos_ != "NOUN":
        return None
    return next((t for t in token.head.children if t.dep_ == "nsubj" and t.ent_type_ == "PERSON"), None)


def described(doc: Doc, mention: QuantityMention, names: Iterable[str], discourse: Discourse) -> Person:
    """What the sentence, and for a named person the whole article, says of the person whose age is given."""
    found = traits.of_subject(owner(doc, mention))
    for name in sorted(names):
        found = traits.joined(discourse.traits.get(name, Person(name)), found)
        if " " in name and (sex := lexicon.sex_of_name(name)):
            found = dataclasses.replace(found, sex=sex)  # surer than nouns and pronouns around the name
    return found
