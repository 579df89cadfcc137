"""Where on the body somebody was hit: "shot in the chest", "a wound to the leg". Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.claims.properties.arguments import denied, extent, patients, phrase, subjects, unreal
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import DIFFERENT, NARROWER, SAME, UNRELATED
from checker.parse.memo import words_of
from checker.records import Person
from checker.words import lexicon
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_TO_BODY = frozenset({"in", "to", "on", "through", "into"})
_HOLDING = words_in("people", "bearing_a_wound")
_SIDES = ("left", "right")


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """One mention per verb or wound noun with all parts of the body it names."""
    by_trigger: dict[int, list[Token]] = {}
    for token in words_of(told.sentence, "NOUN"):
        if (
            _part(token)
            and not _of_part(token)
            and token.dep_ in ("pobj", "conj", "dobj", "nsubjpass")
            and (trigger := _trigger(token)) is not None
        ):
            by_trigger.setdefault(trigger.i, []).append(token)
    for i, parts in sorted(by_trigger.items()):
        trigger = told.sentence.doc[i]
        for victim in _owners(trigger, parts[0]) or _victims(trigger):
            for person in told.people.each(victim):
                if not person.many:
                    yield _mention(trigger, victim, parts, person)


def _part(token: Token) -> str | None:
    return lexicon.class_of("body", token.lemma_.lower()) if token.pos_ == "NOUN" else None


def _of_part(token: Token) -> bool:
    """ "side" of "the right side of the chest", and "the back of his car", which is nobody's."""
    owners = (t for p in token.children if p.lower_ == "of" for t in p.children if t.pos_ == "NOUN")
    return any(_part(t) or not lexicon.person_class(t.lemma_.lower()) for t in owners)


def _trigger(part: Token) -> Token | None:
    """The verb or noun whose place on the body ``part`` is."""
    while part.dep_ == "conj" and part.head.i != part.i:
        part = part.head
    if _wounding(part):  # "burns to her hands and face" read as "burns and face"
        return part
    hurt = next((c for c in part.lefts if c.dep_ == "amod" and lexicon.role(c.lemma_.lower()) == "injure"), None)
    if hurt is not None:  # "with an injured left knee"
        return hurt
    if part.dep_ in ("dobj", "nsubjpass"):  # "injured his left knee"
        owned = any(c.dep_ == "poss" for c in part.lefts)
        return part.head if owned and lexicon.role(part.head.lemma_.lower()) == "injure" else None
    prep = part.head
    while prep.lower_ == "of" and prep.head.pos_ == "NOUN" and prep.head.dep_ == "pobj":
        prep = prep.head.head
    if part.dep_ != "pobj" or prep.lower_ not in _TO_BODY:
        return None
    head = prep.head
    before = prep.doc[prep.i - 1] if prep.i else prep
    if head.pos_ == "VERB" and _wounding(before) and before.i > head.i:
        head = before  # "treated him for wounds to his leg"
    own = any(c.dep_ == "poss" or c.lower_ in ("the", "both") for c in part.lefts) or part.tag_ == "NNS"
    if not own and not any(c.dep_ in ("amod", "compound") for c in part.lefts) and head.pos_ == "VERB":
        return None  # "in back of the house"
    if head.pos_ == "VERB":
        hurts = lexicon.role(head.lemma_.lower()) in ("injure", "shoot", "kill")
        return head if hurts or lexicon.is_event_verb(head.lemma_.lower()) else None
    return head if _wounding(head) else None


def _wounding(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    hurts = lexicon.role(lemma) in ("injure", "shoot") or lexicon.class_of("wounds", lemma) is not None
    return noun.pos_ == "NOUN" and hurts


def _owners(trigger: Token, part: Token) -> list[Token]:
    """Whose part it is where the part itself is the object: the one whom "his" stands for, else the subject."""
    if part.dep_ not in ("dobj", "nsubjpass") or denied(trigger) or unreal(trigger):
        return []
    return subjects(trigger)[:1] if part.dep_ == "dobj" else [c for c in part.lefts if c.dep_ == "poss"]


def _victims(trigger: Token) -> list[Token]:
    """Whose body it is."""
    if trigger.pos_ == "VERB":
        if denied(trigger) or unreal(trigger):
            return []
        return patients(trigger) or subjects(trigger)  # "a man shot in the leg was", taken for his own deed
    if trigger.dep_ == "amod":
        return _bearers(trigger.head)
    if trigger.dep_ == "pobj" and trigger.head.lower_ == "with" and trigger.head.head.pos_ == "VERB":
        return _bearers(trigger)  # "left with a wound to the leg"
    verb = trigger.head if trigger.dep_ in ("dobj", "obj") else trigger.head.head
    if trigger.dep_ == "pobj" and trigger.head.head.pos_ in ("NOUN", "PROPN"):
        return [trigger.head.head]  # "a man with a wound to the leg"
    if verb.pos_ != "VERB" or denied(verb) or unreal(verb):
        return []
    if verb.lemma_ == "treat":
        return [t for t in patients(verb) if t.i != trigger.i][:1]
    return subjects(verb)[:1] if verb.lemma_ in _HOLDING else []


def _bearers(noun: Token) -> list[Token]:
    """Whose knee or wound it is: its owner, else whom the clause around "with" or "has" is about."""
    owners = [c for c in noun.lefts if c.dep_ == "poss"]
    if owners:
        return owners
    prep, verb = noun.head, noun.head.head
    if noun.dep_ == "pobj" and prep.lower_ == "with" and verb.pos_ == "VERB" and not denied(verb) and not unreal(verb):
        return patients(verb)[:1] or subjects(verb)[:1]
    has = noun.dep_ == "dobj" and prep.lemma_ in _HOLDING and not denied(prep) and not unreal(prep)
    return subjects(prep)[:1] if has else []


def _mention(trigger: Token, victim: Token, parts: list[Token], person: Person) -> AttributeMention:
    tokens = [trigger, *parts]
    if victim.sent.start == trigger.sent.start and victim.i < trigger.i:
        tokens.append(victim)
    value = " and ".join(_spoken(p) for p in parts)
    return AttributeMention(*extent(tokens), trigger.i, "wound", value, person=person)


def _spoken(part: Token) -> str:
    """ "left arm": the part without its owner."""
    side = next((c.lower_ for c in part.head.head.lefts if c.lower_ in _SIDES), "") if _of(part) else ""
    return " ".join(
        w for w in (side, *phrase(part).split()) if w and w.lower() not in ("his", "her", "their", "its", "the")
    )


def _of(part: Token) -> bool:
    return part.dep_ == "pobj" and part.head.lower_ == "of"


def _relation(a: str, b: str) -> str:
    """Parts of the body: the same, one spot in two words, or apart ("chest" against "leg", "left arm" against "right").

    One shared part is enough: a person hit twice may be told of with either.
    """
    one, two = _parts(a), _parts(b)
    if not one or not two:
        return UNRELATED
    if one == two:
        return SAME
    return NARROWER if any(_meet(x, y) for x in one for y in two) else DIFFERENT


@lru_cache(maxsize=4096)
def _parts(value: str) -> frozenset[tuple[str, str]]:
    """(side, part) of every part named: "left arm and neck" -> {("left", "arm"), ("", "neck")}."""
    found = []
    for piece in value.lower().split(" and "):
        words = [lexicon.singular(w) for w in lexicon.words(piece)]
        part = next((p for w in reversed(words) if (p := lexicon.class_of("body", w))), None)
        if part:
            found.append((next((s for s in _SIDES if s in words), ""), part))
    return frozenset(found)


def _meet(x: tuple[str, str], y: tuple[str, str]) -> bool:
    if x[0] and y[0] and x[0] != y[0]:
        return False
    one, two = x[1], y[1]
    near = two in lexicon.members("body_meets", one) or one in lexicon.members("body_meets", two)
    return one == two or near or "body" in (one, two)


PROPERTY = Property("wound", _mentions, _relation, "{who} was hit in the {}.", label="where {} was hit")
