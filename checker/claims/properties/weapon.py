"""What an attack was carried out with: "attacked with missiles", "a knife attack". Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.claims.properties.events import (
    CARRYING_OUT,
    OBJECTS,
    is_event,
    mention,
    negated,
    unreal,
    value_phrase,
)
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import DIFFERENT, NARROWER, SAME, UNRELATED, value_words
from checker.parse.memo import words_of
from checker.words import lexicon
from checker.words.lists import keys, listed, words_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEADING = words_in("conflict", "before_a_weapon")


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """A mention per noun for a weapon that an event word leads to."""
    for token in words_of(told.sentence, "NOUN", "PROPN"):
        if lexicon.is_event_noun(token.lemma_.lower()):
            continue
        kind = lexicon.weapon_kinds().get(token.lemma_.lower())
        if kind is None or (token.dep_ == "compound" and not is_event(token.head)):
            continue  # the "gas" of a gas station, the "car" of a car bomb
        if token.i + 1 < len(token.doc) and token.nbor(1).text == "-":
            continue  # the "rocket" of a rocket-propelled grenade
        if token.dep_ in ("pobj",) and token.head.lower_ in ("against", "on", "at", "towards"):
            continue
        anchor = _anchor(token)
        if anchor is not None and not negated(token):
            yield mention(anchor, token, "weapon", value_phrase(token))


def _anchor(weapon: Token) -> Token | None:
    """The event word whose instrument a weapon noun is; None for weapons found, carried or only spoken of."""
    current = weapon
    for _ in range(5):
        head = current.head
        if head == current:
            return None
        if head.lemma_ == "be":  # "it was an attack, using missiles"
            head = next((c for c in head.children if c.dep_ == "attr" and is_event(c)), head)
        if is_event(head) or _of_attack(head):
            return None if negated(head) or unreal(head) else head
        if head.lemma_ == "use" and current.dep_ == "nsubjpass":  # "missiles were used in the attack"
            into = (g for c in head.children if c.lower_ in ("in", "for") for g in c.children if g.dep_ == "pobj")
            return None if negated(head) or unreal(head) else next((g for g in into if is_event(g)), None)
        passes = head.lower_ in _LEADING or head.lemma_.lower() == "use"
        passes = passes or current.dep_ in ("conj", "compound", "amod", "nmod", "appos", "npadvmod")
        if not passes:
            return None
        current = head
    return None


def _of_attack(verb: Token) -> bool:
    """ "the attack was carried out", "they staged a raid": the verb is the event's own."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in CARRYING_OUT:
        return False
    return any(c.dep_ in ("nsubjpass", *OBJECTS) and is_event(c) for c in verb.children)


def _relation(a: str, b: str) -> str:
    """Two kinds of weapon exclude each other, but for what carries the other; in one kind, other words say nothing."""
    one, two = value_words(a), value_words(b)
    if one == two:
        return SAME
    mine, theirs = _of_kind(a), _of_kind(b)
    if mine is None or theirs is None:
        return UNRELATED
    if one <= two or two <= one:
        return NARROWER  # "grenades", "rocket-propelled grenades"
    return UNRELATED if mine == theirs or _carries(mine, theirs) or _carries(theirs, mine) else DIFFERENT


def _carries(carrier: str, load: str) -> bool:
    return load in keys("lexicon", "weapon_carriers") and carrier in listed("lexicon", f"weapon_carriers.{load}")


def _kind(value: str) -> str:
    return _of_kind(value) or value.lower()


def _of_kind(value: str) -> str | None:
    return lexicon.weapon_kind(" ".join(lexicon.singular(w) for w in lexicon.words(value)))


PROPERTY = Property("weapon", _mentions, _relation, "The attack was carried out with {}.", kind=_kind)
