"""The table for two quantities whose sameness a model has weighed: comparison x P(same) x change -> relation. Pure.

=========================  =====================================  ============
the values                 and                                    relation
=========================  =====================================  ============
are equal                  P(same, given this value) from         agreement
                           ``AGREEING``
may both be true           P(same) from ``FITTING``               compatible
exclude each other         P(one thing, two values) from          contradiction
                           ``CONTRADICTING``
exclude each other         from ``MOVING``, and the event         update
                           moved on
exclude each other         P(same) from ``FITTING``, and from     scope
                           ``TOLD_APART`` with two values
=========================  =====================================  ============

Anything less sure is no verdict.
"""

from __future__ import annotations

from checker.block.nearness import overlap
from checker.block.thresholds import (
    AGREEING,
    CONTRADICTING,
    FITTING,
    FRAMED,
    FRAMED_AT_PLACE,
    FRAMED_DIFFERING,
    MOVING,
    TOLD_APART,
)
from checker.compare import quantities
from checker.judge.coincidence import p_agreeing
from checker.judge.difference import Finding, moved_on
from checker.judge.doubts import of_none, two_things
from checker.records import CandidatePair, Claim, Comparator, Comparison, Relation


def verdict(pair: CandidatePair, a: Claim, b: Claim, p_differing: float) -> Finding | None:
    """``p_differing`` is :func:`checker.judge.disagreement.probability` of the pair."""
    assert a.quantity is not None and b.quantity is not None and pair.p_same is not None
    found = quantities.compare(a.quantity, b.quantity)
    if found.relation == quantities.INCOMPARABLE:
        return None
    if found.relation == quantities.DISJOINT:
        return _differing(pair, a, b, p_differing, found)
    equal = a.quantity.value is not None and a.quantity.value == b.quantity.value
    p = p_agreeing(pair.p_same, a.quantity) if equal else pair.p_same
    if p < (AGREEING if equal else FITTING):
        return None
    if a.cumulative and b.cumulative and a.published != b.published and a.quantity.value != b.quantity.value:
        return Finding(Relation.UPDATE, p, f"{found.detail}: a running total at two dates")
    loose = {a.quantity.comparator, b.quantity.comparator} <= {Comparator.EXACT, Comparator.ABOUT}
    if found.relation == quantities.EQUAL or (loose and found.score >= 0.97):
        return Finding(Relation.AGREEMENT, p * found.score, found.detail)
    return Finding(Relation.COMPATIBLE, p, found.detail)


def _differing(pair: CandidatePair, a: Claim, b: Claim, p: float, found: Comparison) -> Finding | None:
    assert a.quantity is not None and b.quantity is not None and pair.p_same is not None
    doubt = "a vague word settles nothing" if a.quantity.vague or b.quantity.vague else ""
    if a.article == b.article:
        doubt = doubt or two_things(a, b)
    doubt = doubt or of_none(a, b)
    if not doubt:
        if p >= MOVING and (why := moved_on(a, b)):
            return Finding(Relation.UPDATE, p, f"{found.detail}: {why}")
        if p >= CONTRADICTING:
            return Finding(Relation.CONTRADICTION, p, found.detail)
    if pair.p_same < FITTING or p < TOLD_APART:
        return None
    against = pair.obstacles[0] if pair.obstacles else "nothing tells that both are of one thing"
    return Finding(Relation.SCOPE, 1 - p, f"{found.detail} of one thing, but {doubt or against}")


def chosen(
    pair: CandidatePair, a: Claim, b: Claim, weighed: Finding | None, framed: Finding | None, p_differing: float
) -> Finding | None:
    """What the model's table and the frames of two claims come to together.

    Frames that fit are enough for a disagreement only where the model finds one too, if less likely than it would need
    alone: on news of other kinds than the rules were made with, nineteen of twenty disagreements of frames were false.
    Those of one article or one place may be least likely; of the others below ``FRAMED_DIFFERING`` hardly any was true.
    """
    assert pair.p_same is not None
    if weighed is not None and weighed.relation in (Relation.AGREEMENT, Relation.UPDATE):
        return weighed
    if weighed is not None and weighed.relation is Relation.CONTRADICTION:
        told_apart = framed is not None and framed.relation is Relation.SCOPE  # a part, another period
        return framed if told_apart else weighed
    of_one = a.article == b.article or _one_place(a, b)
    unlikely = pair.p_same < FRAMED or p_differing < (FRAMED_AT_PLACE if of_one else FRAMED_DIFFERING)
    if framed is not None and framed.relation is Relation.CONTRADICTION and unlikely:
        return weighed
    return framed or weighed


def _one_place(a: Claim, b: Claim) -> bool:
    """Whether two claims name one place narrower than a country, or a country in which somebody is stationed."""
    standing = a.frame.predicate == b.frame.predicate == "station"
    one, two = ({p for p in c.frame.places if standing or not p.startswith("@")} for c in (a, b))
    return bool(overlap(one, two))
