"""How likely two values that exclude each other are told of one thing. Pure.

Sameness is blind to values; here they are read. Most numbers that differ are of different things, more so if they lie
far apart, or if either article has a number of its own that agrees with the other's.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checker.block.learned import sigmoid
from checker.claims.predicates import OF_GROUP
from checker.compare import quantities
from checker.records import CandidatePair, Claim, Quantity, QuantityKind
from checker.same.model import load

FEATURES = ("logit of sameness", "closeness", "distance", "agrees elsewhere", "both printed")
_LARGE = 20  # numbers below are often near each other by chance
_NEAREST, _FARTHEST = 0.03, 3.0  # bounds of the distance, as a logarithm, that closeness is made of
_MOST = 4.0  # bound of the other measures
_UNTOLD = 1.2  # the distance of values that says nothing of what they are of: that of two from seven

Sentence = tuple[str, str, int]  # article, field, start
Printed = frozenset[tuple[QuantityKind, float | None]]


@dataclass(frozen=True, slots=True)
class Agreeing:
    """What the other pairs of the same articles tell.

    best     (claim, other article) -> logit of the likeliest pair in which the claim's value agrees with one of that
    printed  article -> kinds and values of all its numbers, without the sizes of groups of which it tells a part
    wholes   (article, field, start of a sentence) -> sizes of such groups in it
    """

    best: Mapping[tuple[str, str], float]
    printed: Mapping[str, Printed]
    wholes: Mapping[Sentence, frozenset[float | None]] = field(default_factory=dict)


NO_OTHERS = Agreeing({}, {})  # of a pair that is judged alone


def agreeing(pairs: Iterable[CandidatePair], claims: Mapping[str, Claim]) -> Agreeing:
    best: dict[tuple[str, str], float] = {}
    for pair in pairs:
        a, b = claims[pair.a], claims[pair.b]
        if pair.p_same is None or a.quantity is None or b.quantity is None:
            continue
        if quantities.compare(a.quantity, b.quantity).relation not in (quantities.EQUAL, quantities.OVERLAP):
            continue
        for claim, other in ((a, b), (b, a)):
            key = claim.id, other.article
            best[key] = max(best.get(key, -math.inf), _logit(pair.p_same))
    printed: dict[str, set[tuple[QuantityKind, float | None]]] = defaultdict(set)
    wholes: dict[Sentence, set[float | None]] = defaultdict(set)
    for claim in claims.values():
        if claim.quantity is not None and claim.frame.predicate == OF_GROUP:
            wholes[_sentence(claim)].add(claim.quantity.value)
        elif claim.quantity is not None:
            printed[claim.article].add((claim.quantity.kind, claim.quantity.value))
    frozen = {article: frozenset(found) for article, found in printed.items()}
    return Agreeing(best, frozen, {sentence: frozenset(found) for sentence, found in wholes.items()})


def _sentence(claim: Claim) -> Sentence:
    return claim.article, claim.field, claim.sentence_start


def measures(pair: CandidatePair, a: Claim, b: Claim, told: Agreeing) -> tuple[float, ...]:
    """Finite numbers in the order of ``FEATURES``."""
    assert a.quantity is not None and b.quantity is not None and pair.p_same is not None
    one, two = _size(a.quantity), _size(b.quantity)
    logit, distance = _logit(pair.p_same), abs(math.log((one + 0.5) / (two + 0.5)))
    closeness = -math.log(min(max(distance, _NEAREST), _FARTHEST)) if min(one, two) >= _LARGE else 0.0
    elsewhere = max(told.best.get((x.id, y.article), -math.inf) for x, y in ((a, b), (b, a))) - logit
    both = sum(
        (x.quantity.kind, x.quantity.value) in told.printed.get(y.article, ())
        for x, y in ((a, b), (b, a))
        if x.quantity is not None
    )
    farthest = _UNTOLD if _none(a) or _none(b) or _whole(a, b, told) or _whole(b, a, told) else _MOST
    return logit, closeness, min(distance, farthest), max(-_MOST, min(_MOST, elsewhere)), float(both)


def _none(claim: Claim) -> bool:
    """A count of none is as far from nine as from ninety."""
    return claim.quantity is not None and claim.quantity.kind is QuantityKind.COUNT and claim.quantity.value == 0


def _whole(part: Claim, other: Claim, told: Agreeing) -> bool:
    """Whether ``other`` has the size of the group of which ``part`` counts some, which was then taken for the part."""
    return other.quantity is not None and other.quantity.value in told.wholes.get(_sentence(part), ())


def probability(pair: CandidatePair, a: Claim, b: Claim, told: Agreeing) -> float:
    """The probability that a person would say that the two tell one thing with two values."""
    known = load()
    found = zip(known.differing, measures(pair, a, b, told), strict=True)
    return round(sigmoid(known.differing_intercept + math.fsum(w * x for w, x in found)), 4)


def _size(quantity: Quantity) -> float:
    value = quantity.value if quantity.value is not None else quantity.low
    return abs(value or 0.0)


def _logit(p: float) -> float:
    held = min(max(p, 1e-6), 1 - 1e-6)
    return math.log(held / (1 - held))
