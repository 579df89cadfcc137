"""Whose age a number is. Imports no spaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import lexicon
from checker.claims.discourse import Discourse, person_name
from checker.records import QuantityMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


def holder(doc: Doc, mention: QuantityMention, discourse: Discourse) -> frozenset[str]:
    """The full name of the person whose age is given, as telling words in order; empty for "a 23-year-old girl"."""
    token = doc[mention.noun] if mention.noun is not None else doc[mention.first_token]
    # "the 28-year-old suspect Dennis Clark": the name follows the noun.
    spots = {token.i, *(t.i for t in token.rights if t.dep_ == "appos" and t.i - token.i <= 4)}
    for entity in token.sent.ents:
        if entity.label_ == "PERSON" and spots & set(range(entity.start, entity.end)):
            name = person_name(entity.text)
            cut = " " not in name and _follows_name(entity)  # 'Joe "Duke" Smith' found as "Smith"
            return frozenset() if cut else frozenset({_full(name, discourse)}) - {""}
    if token.pos_ != "PROPN":
        return frozenset()
    run = [t for t in (*token.lefts, token) if t.pos_ == "PROPN"]
    return frozenset({_full(person_name(" ".join(t.text for t in run)), discourse)}) - {""}


def _follows_name(entity: Span) -> bool:
    """Whether other parts of a name stand right before an entity, quotation marks aside."""
    before = [t for t in entity.doc[max(entity.sent.start, entity.start - 3) : entity.start] if not t.is_quote]
    return bool(before) and before[-1].pos_ == "PROPN" and before[-1].lower_.strip(".") not in lexicon.TITLES


def _full(name: str, discourse: Discourse) -> str:
    """A surname alone stands for the one full name of the article that carries it, for nobody where several do."""
    return name if " " in name else discourse.persons.get(name, name)
