"""How somebody is: dead, critical, stable, missing. Imports no spaCy."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.claims.properties.arguments import denied, patients, places_of, subjects, unreal
from checker.claims.properties.people import PersonsOfArticle
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import CHANGED, NARROWER, SAME
from checker.parse.memo import words_of
from checker.records import Person
from checker.words import lexicon
from checker.words.events import DYING
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = ("ADJ", "VERB", "NOUN")
_SAID = words_in("people", "states_said_of_persons")
_FINDING = words_in("people", "finding_somebody")
_KILLING = words_in("crime", "killing")
_WOUNDING = {"shoot", "stab", "wound", "injure"}
_TELLING = DYING | _KILLING | _WOUNDING | {"release", "discharge", "survive"}
# States that nobody has of whom "all were released" or "none of the injuries is life-threatening" is told; whoever died
# may have been left out of these.
GRAVE = ("critical", "serious", "life-threatening", "on life support")


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """One mention per word that tells a state, for each person it is said of."""
    for token in words_of(told.sentence, "VERB", "ADJ", "NOUN"):
        stated = _state_told(token)
        if stated is None:
            continue
        value, whose = stated
        for said in whose:
            for person in _all_of(said, token, told.people):
                tokens = [token, said] if said.i < token.i and said.sent.start == told.sentence.start else [token]
                start = min(t.idx for t in tokens)
                yield AttributeMention(start, token.idx + len(token.text), token.i, "condition", value, person=person)


def _all_of(said: Token, told: Token, people: PersonsOfArticle) -> tuple[Person, ...]:
    """The persons a state is told of; a group of whom each has it is marked so, "they" standing for the last one."""
    persons = people.each(said)
    if not _every(said, told):
        return persons
    if not persons:
        group = people.group_before(said)
        persons = (group,) if group is not None else ()
    return tuple(dataclasses.replace(p, every=True) if p.many else p for p in persons)


def _every(said: Token, told: Token) -> bool:
    """ "all three men were", "they both suffered", "none of the injuries"."""
    verb = next((t for t in (told, *told.ancestors) if t.pos_ in ("VERB", "AUX")), told)
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    near = [*said.children, *verb.children, said]
    return any(t.lower_ in ("all", "both", "each", "none") for t in near)


def _state_told(token: Token) -> tuple[str, list[Token]] | None:
    """The state that a token tells, and of whom."""
    lemma = token.lemma_.lower()
    if lemma == "condition" and token.pos_ == "NOUN":
        return _condition(token)
    if lemma == "injury" and token.dep_ == "pobj" and token.head.head.lower_ == "none":
        return _none_of(token)
    if lemma == "injury" and (value := _threat(token)):
        verb = token.head
        return (value, subjects(verb)) if verb.pos_ == "VERB" and token.dep_ == "dobj" and not denied(verb) else None
    if lemma == "support" and any(c.lower_ == "life" for c in token.lefts) and token.dep_ == "pobj":
        return "on life support", _bearers(token.head)
    if token.pos_ in ("VERB", "ADJ") and token.lower_ in _SAID:
        verb = token.head
        if verb.pos_ in ("VERB", "AUX") and token.dep_ in ("acomp", "oprd", "xcomp", "advcl") and not _blocked(verb):
            return token.lower_, _undergoing(verb)
        return None
    if token.pos_ != "VERB" or lemma not in _TELLING or _blocked(token):
        return None
    if lemma in ("release", "discharge") and any(
        lexicon.class_of("facilities", t.lemma_.lower()) == "hospital" for t in places_of(token, frozenset({"from"}))
    ):
        return "released from hospital", patients(token)
    if lemma in DYING:
        return "dead", subjects(token)
    if lemma == "survive" and not any(c.dep_ in ("auxpass", "agent") for c in token.children):
        return "alive", subjects(token)
    if lemma in _KILLING:
        return "dead", patients(token)
    if lemma in _WOUNDING and any(c.lower_ == "fatally" for c in token.children):
        return "dead", patients(token)
    return None


def _blocked(verb: Token) -> bool:
    return denied(verb) or unreal(verb)


def _undergoing(verb: Token) -> list[Token]:
    if verb.lemma_ in _FINDING:
        return patients(verb) or subjects(verb)
    return []


def _condition(noun: Token) -> tuple[str, list[Token]] | None:
    """ "in critical condition", "her condition was stable"."""
    words = [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod")]
    words += [g for c in words for g in c.conjuncts]
    known = [w.lower_ for w in words if lexicon.class_of("conditions", w.lower_)]
    if known and noun.dep_ == "pobj" and noun.head.lower_ in ("in", "with", "into"):
        return f"{known[-1]} condition", _bearers(noun.head)
    owners = [c for c in noun.lefts if c.dep_ == "poss"]
    if owners and noun.dep_ in ("nsubj", "nsubjpass") and not _blocked(noun.head):
        after = (w for c in noun.head.children if c.i > noun.i for w in (c, *c.children))
        said = [w.lower_ for w in after if lexicon.class_of("conditions", w.lower_) and w.pos_ in _WORDS]
        if said:
            return f"{said[-1]} condition", owners
    return None


def _bearers(prep: Token) -> list[Token]:
    """Who is "in critical condition" or "on life support"."""
    head = prep.head
    while head.pos_ == "ADP" and head.head != head:
        head = head.head
    if head.pos_ in ("NOUN", "PROPN"):
        if lexicon.person_class(head.lemma_.lower()) or head.ent_type_ == "PERSON":
            return [head]
        head = head.head
        while head.pos_ == "ADP" and head.head != head:
            head = head.head
    if head.pos_ not in ("VERB", "AUX") or _blocked(head):
        return []
    return patients(head) or subjects(head)


def _none_of(injury: Token) -> tuple[str, list[Token]] | None:
    """ "none of the injuries is life-threatening": said of everybody hurt."""
    none = injury.head.head
    after = injury.doc[injury.i : injury.sent.end].text.lower().replace("-", " ")
    known = "life threatening" in after and none.dep_ in ("nsubj", "nsubjpass")
    return ("non-life-threatening injuries", [none]) if known else None


def _threat(injury: Token) -> str:
    """ "life-threatening injuries" and "non-life-threatening injuries"."""
    before = injury.doc[max(injury.sent.start, injury.i - 8) : injury.i].text.lower().replace("-", " ")
    if "life threatening" not in before:
        return ""
    gentle = ("non life threatening", "not life threatening", "nonlife threatening")
    return "non-life-threatening injuries" if any(w in before for w in gentle) else "life-threatening injuries"


def _relation(a: str, b: str) -> str:
    """States of health: they change, so two different ones are no contradiction by themselves."""
    one, two = state(a), state(b)
    if one == two:
        return SAME if a == b else NARROWER
    if {one, two} <= {"critical", "serious", "life-threatening"}:
        return NARROWER if "life-threatening" in (one, two) else CHANGED
    return CHANGED


def state(value: str) -> str:
    """The canonical state: "extremely critical condition" -> "critical"."""
    words = value.lower().removesuffix(" condition").removesuffix(" injuries")
    return lexicon.class_of("conditions", words) or words


PROPERTY = Property("condition", _mentions, _relation, "{who} is in {}.", label="condition of {}", moves_on=True)
