"""Words of events and who acts in them: what the properties of events are found by. Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.claims.properties.property import AttributeMention
from checker.claims.unasserted import unasserted
from checker.words import lexicon
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Token

CARRYING_OUT = words_in("conflict", "carrying_out")
OBJECTS = {"dobj", "obj"}
_SKIP_IN_VALUE = {"det", "nummod", "poss", "relcl", "acl", "punct", "appos", "prep", "cc", "conj", "advcl", "predet"}
_VAGUE_MODIFIERS = words_in("general", "vague_amounts")
_BODIES = words_in("conflict", "acting_bodies")
# Shorter than what is said of persons: an attack that "must have" happened is told as one.
_ATTEMPT = words_in("general", "trying") - {"fear"}
_MODALS = words_in("general", "modals") - {"must"}


def is_event(token: Token) -> bool:
    """Whether a verb or noun is of an attack."""
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX"):
        return lexicon.is_event_verb(lemma)
    return token.pos_ in ("NOUN", "PROPN") and lexicon.is_event_noun(lemma)


def value_phrase(head: Token) -> str:
    """The noun phrase of ``head`` without determiners, numbers, vague amounts and what follows the head."""
    words: list[Token] = []
    for child in head.lefts:
        if child.dep_ in _SKIP_IN_VALUE or child.lower_ in _VAGUE_MODIFIERS or child.like_num:
            continue
        words += [t for t in child.subtree if not t.is_quote]
    text = " ".join(t.text for t in [*words, head])
    for sign in ("-", "–", "'s", "’s", "/"):
        text = text.replace(f" {sign} ", sign).replace(f" {sign}", sign)
    return text.strip()


def mention(trigger: Token, head: Token, prop: str, value: str) -> AttributeMention:
    """A mention from an event word to the noun of the value; of many events where the text counts them."""
    tokens = [trigger, head, *[t for t in head.lefts if t.dep_ not in ("det", "punct")]]
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    tally = any(c.lemma_ == "time" and c.dep_ == "npadvmod" for c in trigger.children) or plural_event(trigger)
    return AttributeMention(first.idx, last.idx + len(last.text), trigger.i, prop, value, tally)


def plural_event(token: Token) -> bool:
    """Whether a noun is of several attacks."""
    return token.tag_ in ("NNS", "NNPS") and lexicon.is_event_noun(token.lemma_.lower())


def negated(token: Token) -> bool:
    """Whether a word itself is denied, by "not" or "no"."""
    return any(c.dep_ == "neg" or c.lower_ == "no" for c in token.children)


def unreal(token: Token) -> bool:
    """Whether an event is only tried, planned, possible, unsaid or to come."""
    if unasserted(token):
        return True
    for t in (token, token.head):
        if any(c.dep_ == "aux" and c.lower_ in _MODALS for c in t.children):
            return True
    return token.dep_ in ("xcomp", "advcl", "acl", "ccomp") and token.head.lemma_.lower() in _ATTEMPT


def can_act(token: Token) -> bool:
    """Whether a noun phrase can be who did it: a name, a nation or a kind of person, not a weapon or an event."""
    lemma = token.lemma_.lower()
    if token.pos_ == "PRON" or lexicon.weapon_kinds().get(lemma) or lexicon.is_event_noun(lemma):
        return False
    known = token.ent_type_ in ("PERSON", "ORG", "NORP", "GPE") or (token.pos_ == "PROPN" and not token.ent_type_)
    known = known or lexicon.person_class(lemma) not in (None, "person")
    return token.pos_ in ("NOUN", "PROPN") and (known or lemma in _BODIES)


def doers_behind(trigger: Token, prep: Token, prop: str) -> Iterator[AttributeMention]:
    """A mention of ``prop`` per noun behind a preposition that can be who did it."""
    for child in prep.children:
        if child.dep_ == "pobj":
            yield from (mention(trigger, h, prop, value_phrase(h)) for h in _value_heads(child) if can_act(h))


def _value_heads(noun: Token) -> list[Token]:
    return [noun, *[c for c in noun.children if c.dep_ == "conj"]]
