"""Where somebody stands with the law: sought, arrested, charged, convicted, released, or nobody arrested at all.

Imports no spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.claims.properties.arguments import denied, extent, patients, places_of, subjects, unreal
from checker.claims.properties.courts import convicted
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import CHANGED, SAME
from checker.parse.memo import words_of
from checker.records import Person
from checker.words import lexicon
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_SEEKING = {"look": "for", "search": "for", "hunt": "for"}
_SOUGHT = Person(kind="suspect")
_OPEN = ("at large", "sought", "no arrest")
_HELD = words_in("crime", "held_by")


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """One mention per person whose standing a verb or "in custody", "at large" gives."""
    for token in words_of(told.sentence, "VERB", "AUX", "NOUN", "ADJ", "PROPN", "ADV"):
        if (nobody := _nobody(token)) is not None:
            person = told.people.of(nobody) if nobody.ent_type_ == "PERSON" else _SOUGHT
            at = extent([token, nobody])
            yield AttributeMention(*at, token.i, "custody", "no arrest", person=person or _SOUGHT)
            continue
        standing = _standing(token)
        if standing is None:
            continue
        value, whose = standing
        for said in whose:
            at = extent([token, said] if said.sent.start == told.sentence.start else [token])
            for person in told.people.each(said):
                yield AttributeMention(*at, token.i, "custody", value, person=person)


def _nobody(token: Token) -> Token | None:
    """Who or what says that nobody is held: "no arrests", "no one is in custody", "has not been arrested"."""
    lemma = token.lemma_.lower()
    if token.pos_ == "NOUN" and lemma == "arrest":
        none = next((c for c in token.lefts if c.lower_ == "no"), None)
        verb = token.head
        yet = verb.dep_ == "xcomp" and verb.head.lemma_ == "have" and any(c.lower_ == "yet" for c in verb.head.children)
        made = verb.lemma_ == "make" and token.dep_ in ("dobj", "nsubjpass")
        unmade = made and (yet or (denied(verb) and not unreal(verb)))
        return none if none is not None else verb if unmade else None
    held = lemma == "custody" and token.dep_ == "pobj" and token.head.lower_ in ("in", "into")
    verb = token.head.head if held else token
    if not held and (verb.pos_ != "VERB" or lexicon.class_of("custody", lemma) != "arrested" or lemma == "hold"):
        return None
    if verb.pos_ not in ("VERB", "AUX") or not denied(verb) or unreal(verb):
        return None
    whose = patients(verb) or subjects(verb)
    return whose[0] if whose and whose[0].sent.start == token.sent.start and _anybody(whose[0]) else None


def _anybody(token: Token) -> bool:
    """Whether "not arrested" can be said of whoever did it: a name, a suspect, or nobody at all."""
    known = token.ent_type_ == "PERSON" or lexicon.person_class(token.lemma_.lower()) in ("suspect", "fighter")
    return known or token.lower_ in ("one", "nobody", "anyone", "anybody", "none")


def _standing(token: Token) -> tuple[str, list[Token]] | None:
    """The standing that a word tells, and of whom."""
    lemma = token.lemma_.lower()
    if token.pos_ == "NOUN" and token.dep_ == "pobj" and lemma == "custody" and token.head.lower_ in ("in", "into"):
        return ("arrested", _bearers(token.head)) if not _doubtful(token.head.head) else None
    if lemma == "large" and token.i > 0 and token.doc[token.i - 1].lower_ == "at":
        prep = token.doc[token.i - 1]
        return "at large", _bearers(prep if token.head == prep else token)
    if lemma == "guilty" and (found := convicted(token)):
        return "convicted", found
    kind = lexicon.class_of("custody", lemma)
    if token.pos_ not in ("VERB", "AUX") or not (kind or lemma in _SEEKING or lemma == "release"):
        return None
    if denied(token) or unreal(token):
        return None
    if lemma in _SEEKING:
        return "sought", list(places_of(token, frozenset({_SEEKING[lemma]})))
    if lemma == "release":
        return _released(token)
    if kind in ("arrested", "charged", "convicted", "acquitted") and lemma != "hold":
        found = patients(token)
        return (kind, found) if found else None
    return None


def _released(verb: Token) -> tuple[str, list[Token]] | None:
    """ "released on bail", "released from prison"; from hospital it is no matter of law."""
    if any(t.lemma_.lower() in _HELD for t in places_of(verb, frozenset({"on", "from"}))):
        return "released", patients(verb)
    return None


def _doubtful(verb: Token) -> bool:
    return verb.pos_ in ("VERB", "AUX") and (denied(verb) or unreal(verb))


def _bearers(phrase: Token) -> list[Token]:
    """Who is "in custody" or "at large"."""
    head = phrase.head
    if head.pos_ in ("NOUN", "PROPN"):
        return [head]
    if head.pos_ not in ("VERB", "AUX"):
        return []
    return patients(head) or subjects(head)


def _relation(a: str, b: str) -> str:
    """Standing with the law only ever moves on."""
    return SAME if a == b or (a in _OPEN and b in _OPEN) else CHANGED


PROPERTY = Property("custody", _mentions, _relation, label="legal status of {}", someone="a suspect", moves_on=True)
