"""Doc -> what is claimed besides numbers: weapon, perpetrator, who claimed it, day of an event.

Open predicate-argument structure around event words: the property follows from the argument's role (instrument,
agent, claimant, time), the value is the argument's own words. Imports no spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.parse.memo import words_of
from checker.records import Person, TimeMention
from checker.words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CARRY_OUT = {
    "carry",
    "conduct",
    "perpetrate",
    "commit",
    "launch",
    "stage",
    "mount",
    "execute",
    "plan",
    "organise",
    "organize",
}
_AGENTIVE = {"attack", "bomb", "bombard", "shell", "raid", "ambush", "target", "assault", "pound", *_CARRY_OUT}
_OBJECT = {"dobj", "obj"}
_SKIP_IN_VALUE = {"det", "nummod", "poss", "relcl", "acl", "punct", "appos", "prep", "cc", "conj", "advcl", "predet"}
_VAGUE_MODIFIERS = {"several", "multiple", "many", "some", "various", "numerous", "few", "other", "more", "suspected"}


@dataclass(frozen=True, slots=True)
class AttributeMention:
    """Property and value at ``start``/``end`` (characters, from trigger to value); ``trigger`` is a token's index."""

    start: int
    end: int
    trigger: int
    property: str
    value: str
    tally: bool = False  # said of many events at once: "attacked 58 times, mostly with missiles"
    person: Person | None = None  # whose property it is, None for the event's
    predicate: str = "attack"  # what happened; with ``words``, its arguments, and ``subjects`` for yes or no alone
    words: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    partial: bool = False  # of one of several events
    supposed: bool = False  # told as a theory: "may have been caused by"


def find(sentence: Span, times: Sequence[TimeMention]) -> list[AttributeMention]:
    """Attributive claims of one sentence in text order; never raises."""
    found = [*_weapons(sentence), *_agents(sentence), *_claimants(sentence), *_days(sentence, times)]
    unique = {(m.property, m.value.lower(), m.trigger): m for m in found}
    return sorted(unique.values(), key=lambda m: (m.start, m.end, m.property))


def _is_event(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX"):
        return lexicon.is_event_verb(lemma)
    return token.pos_ in ("NOUN", "PROPN") and lexicon.is_event_noun(lemma)


def _phrase(head: Token) -> str:
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


def _mention(trigger: Token, head: Token, prop: str, value: str) -> AttributeMention:
    tokens = [trigger, head, *[t for t in head.lefts if t.dep_ not in ("det", "punct")]]
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    tally = any(c.lemma_ == "time" and c.dep_ == "npadvmod" for c in trigger.children) or _plural_event(trigger)
    return AttributeMention(first.idx, last.idx + len(last.text), trigger.i, prop, value, tally)


def _plural_event(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS") and lexicon.is_event_noun(token.lemma_.lower())


def _negated(token: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ == "no" for c in token.children)


_ATTEMPT = {"try", "attempt", "plan", "want", "threaten", "intend", "prepare", "hope", "vow", "plot", "seek"}
_MODAL = {"could", "would", "may", "might", "can", "will", "should"}


def _unreal(token: Token) -> bool:
    """Whether an event is only tried, planned, possible or to come."""
    for t in (token, token.head):
        if any(c.dep_ == "aux" and c.lower_ in _MODAL for c in t.children):
            return True
    return token.dep_ in ("xcomp", "advcl", "acl", "ccomp") and token.head.lemma_.lower() in _ATTEMPT


def _anchor(weapon: Token) -> Token | None:
    """The event word whose instrument a weapon noun is; None for weapons found, carried or only spoken of."""
    current = weapon
    for _ in range(5):
        head = current.head
        if head == current:
            return None
        if head.lemma_ == "be":  # "it was an attack, using missiles"
            head = next((c for c in head.children if c.dep_ == "attr" and _is_event(c)), head)
        if _is_event(head) or _of_attack(head):
            return None if _negated(head) or _unreal(head) else head
        if head.lemma_ == "use" and current.dep_ == "nsubjpass":  # "missiles were used in the attack"
            into = (g for c in head.children if c.lower_ in ("in", "for") for g in c.children if g.dep_ == "pobj")
            return None if _negated(head) or _unreal(head) else next((g for g in into if _is_event(g)), None)
        passes = head.lower_ in ("by", "with", "using", "of", "from", "via") or head.lemma_.lower() == "use"
        passes = passes or current.dep_ in ("conj", "compound", "amod", "nmod", "appos", "npadvmod")
        if not passes:
            return None
        current = head
    return None


def _of_attack(verb: Token) -> bool:
    """ "the attack was carried out", "they staged a raid": the verb is the event's own."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in _CARRY_OUT:
        return False
    return any(c.dep_ in ("nsubjpass", *_OBJECT) and _is_event(c) for c in verb.children)


def _weapons(sentence: Span) -> Iterator[AttributeMention]:
    for token in words_of(sentence, "NOUN", "PROPN"):
        if lexicon.is_event_noun(token.lemma_.lower()):
            continue
        kind = lexicon.weapon_kinds().get(token.lemma_.lower())
        if kind is None or (token.dep_ == "compound" and not _is_event(token.head)):
            continue  # the "gas" of a gas station, the "car" of a car bomb
        if token.dep_ in ("pobj",) and token.head.lower_ in ("against", "on", "at", "towards"):
            continue
        anchor = _anchor(token)
        if anchor is not None and not _negated(token):
            yield _mention(anchor, token, "weapon", _phrase(token))


def _value_heads(noun: Token) -> list[Token]:
    return [noun, *[c for c in noun.children if c.dep_ == "conj"]]


def _is_party(token: Token) -> bool:
    """Whether a noun phrase can be who did it: a name, a nation or a kind of person, not a weapon or an event."""
    lemma = token.lemma_.lower()
    if token.pos_ == "PRON" or lexicon.weapon_kinds().get(lemma) or lexicon.is_event_noun(lemma):
        return False
    known = token.ent_type_ in ("PERSON", "ORG", "NORP", "GPE") or (token.pos_ == "PROPN" and not token.ent_type_)
    known = known or lexicon.person_class(lemma) not in (None, "person")
    return token.pos_ in ("NOUN", "PROPN") and (
        known or lemma in ("militia", "group", "faction", "gang", "army", "military")
    )


def _agents(sentence: Span) -> Iterator[AttributeMention]:
    for token in words_of(sentence, "VERB"):
        lemma = token.lemma_.lower()
        if _negated(token):
            continue
        if lemma == "blame":
            yield from _blamed(token)
        elif lemma == "attribute":
            for prep in (c for c in token.children if c.dep_ == "prep" and c.lower_ == "to"):
                yield from _values(token, prep, "perpetrator")
        elif lexicon.is_event_verb(lemma) or lemma in _CARRY_OUT:
            yield from _doers(token, lemma)


def _doers(verb: Token, lemma: str) -> Iterator[AttributeMention]:
    passive_subject = [c for c in verb.children if c.dep_ == "nsubjpass"]
    objects = [c for c in verb.children if c.dep_ in _OBJECT]
    about = passive_subject or objects or ([verb.head] if verb.dep_ in ("acl", "relcl") else [])
    concerns_event = lexicon.is_event_verb(lemma) and lemma not in _CARRY_OUT
    concerns_event = concerns_event or any(_is_event(t) for t in about)
    if not concerns_event:
        return
    for child in verb.children:
        if child.dep_ == "agent":
            yield from _values(verb, child, "perpetrator")
        elif child.dep_ == "nsubj" and lemma in _AGENTIVE and objects and _is_party(child):
            yield _mention(verb, child, "perpetrator", _phrase(child))


def _blamed(verb: Token) -> Iterator[AttributeMention]:
    objects = [c for c in verb.children if c.dep_ in _OBJECT and _is_event(c)]
    for child in (*verb.children, *(c for o in objects for c in o.children)):
        if child.dep_ == "prep" and child.lower_ == "on":
            yield from _values(verb, child, "perpetrator")
        elif child.head == verb and child.dep_ in _OBJECT and not _is_event(child) and _is_party(child):
            yield _mention(verb, child, "perpetrator", _phrase(child))


def _values(trigger: Token, prep: Token, prop: str) -> Iterator[AttributeMention]:
    for child in prep.children:
        if child.dep_ == "pobj":
            yield from (_mention(trigger, h, prop, _phrase(h)) for h in _value_heads(child) if _is_party(h))


def _claimants(sentence: Span) -> Iterator[AttributeMention]:
    """ "X claimed responsibility for most of them", "claimed by X"."""
    for token in words_of(sentence, "VERB"):
        if token.lemma_.lower() != "claim" or _negated(token):
            continue
        children = list(token.children)
        responsibility = [c for c in children if c.lemma_ == "responsibility"]
        claimed = [c for c in children if c.dep_ == "nsubjpass"] + [t for r in responsibility for t in _objects_of(r)]
        claimed += [t for c in children if c.lower_ == "for" for t in c.children]
        many = any(_plural_event(t) or t.lower_ in ("them", "these", "those", "most", "all") for t in claimed)
        for child in children:
            if child.dep_ == "agent":
                yield from (_wide(m, token, many) for m in _values(token, child, "claimed_by"))
            elif child.dep_ == "nsubj" and responsibility and _is_party(child):
                yield _wide(_mention(token, child, "claimed_by", _phrase(child)), responsibility[0], many)


def _objects_of(noun: Token) -> list[Token]:
    return [t for prep in noun.children if prep.dep_ == "prep" for t in prep.children if t.dep_ == "pobj"]


def _wide(m: AttributeMention, to: Token, tally: bool) -> AttributeMention:
    return AttributeMention(m.start, max(m.end, to.idx + len(to.text)), m.trigger, m.property, m.value, tally)


def _days(sentence: Span, times: Sequence[TimeMention]) -> Iterator[AttributeMention]:
    """The day of an event where one is stated in its own clause."""
    from checker.times import attached

    for token in words_of(sentence, "VERB"):
        if not _is_event(token) or _negated(token) or _unreal(token):
            continue
        time = attached(sentence.doc, times, token.i)
        if time is None or time.span.start != time.span.end or time.span.since:
            continue
        start, end = min(token.idx, time.start), max(token.idx + len(token.text), time.end)
        yield AttributeMention(start, end, token.i, "day", time.span.start.isoformat())
