"""Counts that an article gives without a number of their own. Pure.

"The crash killed Ada Roe, 31, and Ben Roe, 29" counts at least two dead; "one victim is in critical condition, the
other two are stable" counts three hurt. "Two others were hurt" after a death counts all who were hurt.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterator, Sequence

from checker.claims.properties.condition import state
from checker.records import Claim, ClaimKind, Comparator, Frame, Quantity, QuantityKind
from checker.words import lexicon
from checker.words.events import HARM
from checker.words.lists import alternation

_REST = re.compile(r"\bthe (?:other|remaining) $", re.IGNORECASE)
_DEFINITE = re.compile(rf"\b{alternation('general', 'definite')}(?: other| remaining)? $", re.IGNORECASE)
_ONE = re.compile(r"\b(?:one|another)\b(?! day| night| time)", re.IGNORECASE)

Sentence = tuple[str, str, int]  # article, field, start


def contrasted(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one article; "others" that are set apart from those with another fate are no remainder.

    In "One man died. Two others were hurt" the two are all who were hurt; in "One man was hurt, and two others",
    they are not.
    """
    return [
        dataclasses.replace(c, additional=False)
        if c.additional and c.frame.predicate in HARM and not _known(c) and _other_fate(c, claims)
        else c
        for c in claims
    ]


def _known(claim: Claim) -> bool:
    """ "The three other victims", "his other two victims": what is left of a group told of before."""
    return _DEFINITE.search(claim.sentence[: claim.start - claim.sentence_start]) is not None


def _other_fate(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether what comes before, in this sentence or else the one before it, tells only of people with another fate."""
    ahead = [c for c in claims if c.field == claim.field and c.start < claim.start]
    own = {f for c in ahead if c.sentence_start == claim.sentence_start for f in _fates(c)}
    last = max((c.sentence_start for c in ahead if c.sentence_start < claim.sentence_start), default=None)
    fates = own or {f for c in ahead if c.sentence_start == last for f in _fates(c)}
    return bool(fates) and fates <= HARM - {claim.frame.predicate}


def _fates(claim: Claim) -> set[str]:
    """What a claim says to have happened to people: "kill", "injure", or "shoot" and the like, which leaves it open."""
    if claim.attribute is not None:
        if claim.attribute.property == "condition":
            return {"kill" if state(claim.attribute.value) == "dead" else "injure"}
        return {"injure"} if claim.attribute.property == "wound" else set()
    counted = claim.quantity is not None and claim.quantity.kind is QuantityKind.COUNT and claim.quantity.value != 0
    people = claim.frame.noun == "person" or lexicon.person_class(claim.frame.noun)
    return {claim.frame.predicate} if counted and people and not claim.negated else set()


def counts(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Counts that follow from what sentences name or tell apart, each with the ids of its ``parts``."""
    told: dict[Sentence, list[Claim]] = {}
    for c in claims:
        told.setdefault((c.article, c.field, c.sentence_start), []).append(c)
    for group in told.values():
        yield from _named(group)
        yield from _one_and_the_rest(group)


def _named(group: Sequence[Claim]) -> Iterator[Claim]:
    """The dead whom a sentence names, two or more: at least so many died."""
    dead = [c for c in group if c.attribute is not None and c.attribute.property == "condition"]
    dead = [c for c in dead if c.attribute and state(c.attribute.value) == "dead" and c.frame.person]
    names = {c.frame.person.name: c for c in dead if c.frame.person and c.frame.person.name}
    if len(names) > 1 and not any(c.hedged or c.negated for c in dead):
        yield _made(list(names.values()), Quantity(float(len(names)), comparator=Comparator.AT_LEAST, unit="person"))


def _one_and_the_rest(group: Sequence[Claim]) -> Iterator[Claim]:
    """ "One is in critical condition, the other two are stable": a whole of three, all of them hurt."""
    hurt = any(c.attribute and c.attribute.property == "condition" and "injure" in _fates(c) for c in group)
    for rest in group:
        q = rest.quantity
        if q is None or q.kind is not QuantityKind.COUNT or q.value is None or q.comparator is not Comparator.EXACT:
            continue
        before = rest.sentence[: rest.start - rest.sentence_start]
        counted = [c for c in group if c is not rest and c.quantity and c.quantity.kind is QuantityKind.COUNT]
        single = all(c.quantity and c.quantity.value == 1 and c.start < rest.start for c in counted)
        if hurt and single and _REST.search(before) and len(_ONE.findall(before)) == 1:
            yield _made([rest], Quantity(q.value + 1, unit="person"), "injure")


def _made(parts: Sequence[Claim], quantity: Quantity, predicate: str = "kill") -> Claim:
    first, last = min(parts, key=lambda c: c.start), max(parts, key=lambda c: c.end)
    frame = Frame(
        noun="person",
        noun_words=frozenset({"person"}),
        predicate=predicate,
        places=first.frame.places,
        names=first.frame.names,
        event=first.frame.event,
        context=first.frame.context,
    )
    key = "implied+" + "+".join(sorted(c.id for c in parts))
    return dataclasses.replace(
        first,
        id=hashlib.blake2b(key.encode(), digest_size=8).hexdigest(),
        end=last.end,
        mention=first.sentence[first.start - first.sentence_start : last.end - first.sentence_start],
        kind=ClaimKind.NUMERIC,
        attribute=None,
        quantity=quantity,
        frame=frame,
        parts=tuple(sorted(c.id for c in parts)),
        part_of=False,
        additional=False,
    )
