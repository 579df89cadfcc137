"""Whose age a number is. Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from checker import lexicon
from checker.claims import traits
from checker.claims.discourse import Discourse, person_name
from checker.records import QuantityMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


def holder(doc: Doc, mention: QuantityMention, discourse: Discourse) -> frozenset[str]:
    """The full name of the person whose age is given, as telling words in order; empty for "a 23-year-old girl"."""
    token = owner(doc, mention)
    token = traits.identified(token) or _said_of(token) or token
    # "the 28-year-old suspect Dennis Clark": the name follows the noun.
    spots = {token.i, *(t.i for t in token.rights if t.dep_ == "appos" and t.i - token.i <= 4)}
    for entity in token.sent.ents:
        if entity.label_ == "PERSON" and spots & set(range(entity.start, entity.end)):
            name = person_name(entity.text)
            cut = " " not in name and _follows_name(entity)  # 'Joe "Duke" Smith' found as "Smith"
            return frozenset() if cut else frozenset({discourse.full_name(name)}) - {""}
    if token.pos_ != "PROPN":
        return frozenset()
    run = [t for t in (*token.lefts, token) if t.pos_ == "PROPN"]
    return frozenset({discourse.full_name(person_name(" ".join(t.text for t in run)))}) - {""}


def _follows_name(entity: Span) -> bool:
    """Whether other parts of a name stand right before an entity, quotation marks aside."""
    before = [t for t in entity.doc[max(entity.sent.start, entity.start - 3) : entity.start] if not t.is_quote]
    return bool(before) and before[-1].pos_ == "PROPN" and before[-1].lower_.strip(".") not in lexicon.TITLES


def owner(doc: Doc, mention: QuantityMention) -> Token:
    """The noun or name to which an age belongs, else the number itself."""
    return doc[mention.noun] if mention.noun is not None else doc[mention.first_token]


def _said_of(token: Token) -> Token | None:
    """The person's name in "Jane Roe is a 45-year-old nurse"."""
    if token.dep_ != "attr" or token.pos_ != "NOUN":
        return None
    return next((t for t in token.head.children if t.dep_ == "nsubj" and t.ent_type_ == "PERSON"), None)


def described(doc: Doc, mention: QuantityMention, names: Iterable[str], discourse: Discourse) -> traits.Traits:
    """What the sentence, and for a named person the whole article, says of the person whose age is given."""
    found = traits.of_token(owner(doc, mention))
    for name in sorted(names):
        found = discourse.traits.get(name, traits.Traits()).joined(found)
    return found
