"""Who carried out an attack: "attacked by rebels", "blamed the army for the raid". Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.claims.properties.arguments import unreal
from checker.claims.properties.events import (
    CARRYING_OUT,
    OBJECTS,
    can_act,
    doers_behind,
    is_event,
    mention,
    negated,
    value_phrase,
)
from checker.claims.properties.office import is_title
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import DIFFERENT, NARROWER, SAME, UNRELATED
from checker.parse.memo import words_of
from checker.words import lexicon
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_AGENTIVE = words_in("conflict", "attacking") | CARRYING_OUT
_SIDING = words_in("conflict", "siding")
_EMPTY = words_in("conflict", "forces_of_any_side")


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """A mention per doer: behind "by" or "on", or as the subject of a verb of attacking."""
    for token in words_of(told.sentence, "VERB"):
        lemma = token.lemma_.lower()
        if negated(token) or unreal(token):
            continue
        if lemma == "blame":
            yield from _blamed(token)
        elif lemma == "attribute":
            for prep in (c for c in token.children if c.dep_ == "prep" and c.lower_ == "to"):
                yield from doers_behind(token, prep, "perpetrator")
        elif lexicon.is_event_verb(lemma) or lemma in CARRYING_OUT:
            yield from _doers(token, lemma)


def _doers(verb: Token, lemma: str) -> Iterator[AttributeMention]:
    passive_subject = [c for c in verb.children if c.dep_ == "nsubjpass"]
    objects = [c for c in verb.children if c.dep_ in OBJECTS]
    about = passive_subject or objects or ([verb.head] if verb.dep_ in ("acl", "relcl") else [])
    concerns_event = lexicon.is_event_verb(lemma) and lemma not in CARRYING_OUT
    concerns_event = concerns_event or any(is_event(t) for t in about)
    if not concerns_event:
        return
    for child in verb.children:
        if child.dep_ == "agent":
            yield from doers_behind(verb, child, "perpetrator")
        elif child.dep_ == "nsubj" and lemma in _AGENTIVE and objects and can_act(child):
            yield mention(verb, child, "perpetrator", value_phrase(child))


def _blamed(verb: Token) -> Iterator[AttributeMention]:
    objects = [c for c in verb.children if c.dep_ in OBJECTS and is_event(c)]
    for child in (*verb.children, *(c for o in objects for c in o.children)):
        if child.dep_ == "prep" and child.lower_ == "on":
            yield from doers_behind(verb, child, "perpetrator")
        elif child.head == verb and child.dep_ in OBJECTS and not is_event(child) and can_act(child):
            yield mention(verb, child, "perpetrator", value_phrase(child))


def _relation(a: str, b: str) -> str:
    """Who did it: words in common fit; two nations differ, and so do two names, which may still be one group's."""
    one, two = (frozenset(lexicon.nation(w) or lexicon.singular(w) for w in lexicon.words(v)) - _EMPTY for v in (a, b))
    if one == two:
        return SAME if one else UNRELATED
    if one and two and (one <= two or two <= one or len(one & two) >= 2):
        return NARROWER
    if _sided(a) or _sided(b) or one & two:
        return UNRELATED  # "Russian-backed fighters" may be anybody's
    return DIFFERENT if (_nations(a) and _nations(b)) or (_named(a) and _named(b)) else UNRELATED


def of_nations(a: str, b: str) -> bool:
    """Whether both values name a nation: these are never two names of one group."""
    return bool(_nations(a) and _nations(b))


def _nations(value: str) -> frozenset[str]:
    return frozenset(n for w in lexicon.words(value) if (n := lexicon.nation(w)))


def _named(value: str) -> bool:
    """Whether a value has a name; a title alone ("the President") may stand for any other name."""
    return any(w[:1].isupper() for w in value.split()) and not _nations(value) and not is_title(value)


def _sided(value: str) -> bool:
    return bool(set(lexicon.words(value.replace("-", " "))) & _SIDING)


PROPERTY = Property("perpetrator", _mentions, _relation, "The attack was carried out by {}.")
