"""Sums of coordinated counts: "five soldiers and two contractors" are seven people. Pure."""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
from collections.abc import Sequence

from checker import compare, lexicon
from checker.records import Claim, Quantity, QuantityKind

_LONGEST_GAP = 80  # characters between the two numbers of a coordination
_NO_SUM = (";", ":", " from ", " to ")


def totals(claims: Sequence[Claim]) -> list[Claim]:
    """Sums of neighbouring counts that one sentence coordinates, each with the ids of its ``parts``."""
    by_sentence: dict[tuple[str, str, int], list[Claim]] = {}
    for c in claims:
        if c.quantity and c.quantity.kind is QuantityKind.COUNT and not (c.part_of or c.negated):
            by_sentence.setdefault((c.article, c.field, c.sentence_start), []).append(c)
    made = (_total(a, b) for group in by_sentence.values() for a, b in itertools.pairwise(group))
    return [total for total in made if total is not None]


def _total(a: Claim, b: Claim) -> Claim | None:
    """The total of two coordinated counts of one predicate and different nouns or places, else None."""
    people = a.frame.predicate in ("kill", "injure") or all(lexicon.person_class(c.frame.noun) for c in (a, b))
    one_noun = a.frame.noun == b.frame.noun
    if not _coordinated(a, b) or not (people or one_noun):
        return None
    assert a.quantity is not None and b.quantity is not None
    quantity = compare.total(
        [a.quantity, b.quantity], _unit(a.quantity, b.quantity, "person" if people else a.frame.noun)
    )
    if quantity is None:
        return None
    frame = dataclasses.replace(
        a.frame,
        noun=a.frame.noun if one_noun else "person",
        noun_words=a.frame.noun_words & b.frame.noun_words,
        places=tuple(dict.fromkeys([*a.frame.places, *b.frame.places])),
        actor=a.frame.actor & b.frame.actor,
    )
    return dataclasses.replace(
        a,
        id=hashlib.blake2b(f"{a.id}+{b.id}".encode(), digest_size=8).hexdigest(),
        end=b.end,
        mention=a.sentence[a.start - a.sentence_start : b.end - a.sentence_start],
        quantity=quantity,
        place=tuple(dict.fromkeys([*a.place, *b.place])),
        parts=(a.id, b.id),
        frame=frame,
        additional=False,
    )


def _coordinated(a: Claim, b: Claim) -> bool:
    """Whether "and" joins two counts of one predicate and one speaker that count different groups or places."""
    gap = a.sentence[a.end - a.sentence_start : b.start - a.sentence_start]
    joined = " and " in gap and len(gap) <= _LONGEST_GAP and not any(sign in gap for sign in _NO_SUM)
    same = a.frame.predicate.rstrip(">") == b.frame.predicate.rstrip(">") != "" and a.attribution == b.attribution
    apart = a.frame.noun_words != b.frame.noun_words or a.frame.places != b.frame.places
    return joined and same and apart


def _unit(a: Quantity, b: Quantity, otherwise: str) -> str:
    return a.unit if a.unit == b.unit else otherwise
