"""How many fired or attacked: "two gunmen opened fire", and "a man shot five people" for one. Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.claims.predicates import OBJECT, governor
from checker.claims.properties.arguments import denied, subjects, unreal
from checker.parse.memo import words_of
from checker.records import Claim, Quantity
from checker.words import lexicon
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

NOUN = "attacker"
PREDICATE = "shoot>"
ONE = (NOUN, PREDICATE, Quantity(1.0, unit=NOUN))  # what is claimed of somebody told of as one
_BY_NAME = {"shooter", "gunman", "attacker", "assailant"}
_THERE = {"be", "involve", "carry", "believe", "responsible"}
_SHOOTING = {"shoot", "gun"}
_SHOTS = words_in("conflict", "shots")
_INTO = {"at", "into", "upon", "toward", "towards"}
_ONE = {"a", "an", "one"}
_ALIAS = words_in("people", "before_aliases")
_LONE = {"lone", "single", "sole"}


@dataclass(frozen=True, slots=True)
class AttackerMention:
    """One who fired, where the text counts no others: characters of the noun phrase up to its head, and its token."""

    start: int
    end: int
    token: int


def fired(noun: Token) -> bool:
    """Whether a noun is of those who fired in an attack, as its clause or the noun itself says; police never is."""
    if not _kind(noun):
        return False
    verb, dep = governor(noun)
    if dep in ("nsubj", "agent") and verb.pos_ == "VERB" and _attacks(verb, dep):
        return True
    return noun.lemma_.lower() in _BY_NAME and verb.lemma_.lower() in _THERE


def single(sentence: Span) -> Iterator[AttackerMention]:
    """Who is told of as one: "a gunman opened fire", "the lone attacker shot five people"."""
    for token in words_of(sentence, "NOUN"):
        if token.tag_ != "NN" or not _kind(token):
            continue
        verb = _after_alias(token)
        if verb is None and (_joined(token) or not fired(token)):
            continue
        verb = verb or governor(token)[0]
        first = token.left_edge
        lone = any(c.lower_ in _LONE for c in token.lefts)
        if (lone or first.lower_ in _ONE) and not denied(verb) and not unreal(verb) and first.i >= sentence.start:
            yield AttackerMention(first.idx, token.idx + len(token.text), token.i)


def _joined(token: Token) -> bool:
    return token.dep_ == "conj" or any(c.dep_ in ("conj", "cc") for c in token.children)


def _after_alias(noun: Token) -> Token | None:
    """The verb of "a man known as Roe shot five people", which parsers take for that of an "as" clause about Roe."""
    for alias in (c for c in noun.children if c.dep_ == "acl" and c.lemma_.lower() in _ALIAS):
        for verb in (c for c in alias.children if c.dep_ == "advcl" and _attacks(c, "nsubj")):
            if any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children):
                return verb
    return None


def _kind(noun: Token) -> bool:
    return lexicon.person_class(noun.lemma_.lower()) not in (None, "officer", "soldier", "worker")


def _attacks(verb: Token, dep: str) -> bool:
    lemma = verb.lemma_.lower()
    objects = [c for c in verb.children if c.dep_ in OBJECT]
    aimed = [g for c in verb.children if c.dep_ == "prep" and c.lower_ in _INTO for g in c.children]
    if lemma in _SHOOTING:  # "shot at him" tells who fired; who was "shot at a party" was hit
        at_people = any(t.pos_ == "PRON" or lexicon.person_class(t.lemma_.lower()) for t in aimed)
        return at_people or dep == "agent" or (bool(objects) and not any(t.lower_.endswith("self") for t in objects))
    if lemma == "open":
        return any(t.lower_ == "fire" for t in objects)
    if lemma == "fire":
        shots = any(t.lemma_.lower() in _SHOTS for t in (*objects, *subjects(verb)))
        return shots or bool(aimed)
    return False


def settled(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one article; where it counts several who fired, "a man opened fire" tells of one of them."""
    several = any(c.frame.noun == NOUN and not implied(c) and c.quantity and c.quantity.value != 1 for c in claims)
    return [c for c in claims if not (several and implied(c))]


def implied(claim: Claim) -> bool:
    """Whether no number is told, so that the claim matters only beside another one."""
    told = claim.mention.split()[0].lower() not in {"a", "an", "the"}
    return claim.frame.noun == NOUN and claim.quantity == ONE[2] and not told
