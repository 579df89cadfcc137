"""Comparison + alignment + NLI + times + speakers -> Verdict. Pure.

Arithmetic decides first; an obstacle found by alignment makes the pair one of scope; time turns a grown count into an
update; NLI has to agree that the two sentences speak of one thing before a difference is called a contradiction. What a
difference of values comes to is decided in :mod:`checker.judge.difference`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from checker.block.thresholds import FRAMED
from checker.compare import quantities, values
from checker.judge import attributes, numeric, order
from checker.judge.difference import Finding, difference, without_model
from checker.judge.disagreement import NO_OTHERS, Agreeing, probability
from checker.judge.doubts import undated
from checker.judge.severity import severity
from checker.judge.speakers import between
from checker.records import (
    Between,
    CandidatePair,
    Claim,
    ClaimKind,
    Comparator,
    NLIScores,
    QuantityKind,
    Relation,
    Verdict,
)
from checker.same import extremes
from checker.words.wording import phrase


def question(pair: CandidatePair, a: Claim, b: Claim, sums: Mapping[str, Sequence[Claim]]) -> tuple[str, str] | None:
    """Premise and hypothesis for NLI, which costs the most; None where the verdict is the same whatever it says.

    Numbers are made the same on both sides, so that the words alone decide whether the sentences speak of one thing.
    """
    if a.quantity is not None and b.quantity is not None:
        unlikely = pair.p_same is not None and (not pair.framed or pair.p_same < FRAMED)
        if unlikely or a.frame.noun in ("age", "clock"):
            return None  # whose age it is, names and roles tell better than words
        found = quantities.compare(a.quantity, b.quantity)
        if found.relation != quantities.DISJOINT or _obstacles(pair, a, b, sums):
            return None
        if without_model(pair, a, b, found.detail) is not None:
            return None
        at = b.start - b.sentence_start
        return a.sentence, b.sentence[:at] + a.mention + b.sentence[at + len(b.mention) :]
    if (
        a.attribute is not None
        and b.attribute is not None
        and not pair.obstacles
        and between(a, b) is not Between.SELF  # see ``disputes``
        and values.relation(a.attribute, b.attribute) == values.DIFFERENT
    ):
        return values.statement(a.attribute), values.statement(b.attribute)
    return None


def judge(
    pair: CandidatePair,
    a: Claim,
    b: Claim,
    nli: NLIScores | None,
    sums: Mapping[str, Sequence[Claim]],
    told: Agreeing = NO_OTHERS,
) -> Verdict | None:
    """The verdict on one candidate pair, None where the two claims have nothing to do with each other.

    ``nli`` is the mean of both directions for :func:`question`; ``sums`` maps a claim's id to the totals it is part of;
    ``told`` says which other claims of the two articles agree.
    """
    if pair.p_same is not None and a.kind is ClaimKind.NUMERIC:
        p_differing = probability(pair, a, b, told)
        weighed = numeric.verdict(pair, a, b, p_differing)
        framed = _numeric(pair, a, b, nli, sums) if pair.framed else None
        found = numeric.chosen(pair, a, b, weighed, framed, p_differing)
    elif a.kind is ClaimKind.NUMERIC:
        found = _numeric(pair, a, b, nli, sums)
    else:
        found = _attributive(pair, a, b, nli)
    if found is None:
        return None
    who = between(a, b)
    return Verdict(
        id=hashlib.blake2b(f"{a.id}|{b.id}".encode(), digest_size=8).hexdigest(),
        a=a.id,
        b=b.id,
        topic="",
        relation=found.relation,
        severity=severity(found.relation, found.confidence, who, a, b),
        confidence=round(min(max(found.confidence, 0.0), 1.0), 4),
        between=who,
        reason=found.reason,
        nli=nli,
        score=pair.score,
        evidence=(*pair.weighed, *pair.evidence) if pair.framed else pair.evidence,
        p_same=pair.p_same,
    )


def _numeric(
    pair: CandidatePair, a: Claim, b: Claim, nli: NLIScores | None, sums: Mapping[str, Sequence[Claim]]
) -> Finding | None:
    assert a.quantity is not None and b.quantity is not None
    if a.quantity.kind is QuantityKind.CLOCK and a.frame.predicate != b.frame.predicate:
        ordered = order.in_order(pair, a, b)
        return Finding(*ordered) if ordered else None
    if a.frame.noun == "age" and a.frame.predicate != b.frame.predicate:
        return _beyond(pair, *((a, b) if extremes.is_extreme(a) else (b, a)))
    found = quantities.compare(a.quantity, b.quantity)
    if found.relation == quantities.INCOMPARABLE:
        return None
    if obstacles := _obstacles(pair, a, b, sums):
        both = f"{phrase(a.quantity)} and {phrase(b.quantity)}"
        return Finding(Relation.SCOPE, 0.5 + pair.score / 4, f"{both} count different things: {obstacles[0]}")
    if found.relation == quantities.DISJOINT:
        return difference(pair, a, b, found.detail, nli)
    if a.cumulative and b.cumulative and a.published != b.published and a.quantity.value != b.quantity.value:
        return Finding(Relation.UPDATE, pair.score, f"{found.detail}: a running total at two dates")
    loose = {a.quantity.comparator, b.quantity.comparator} <= {Comparator.EXACT, Comparator.ABOUT}
    if found.relation == quantities.EQUAL or (loose and found.score >= 0.97):
        return Finding(Relation.AGREEMENT, pair.score * found.score, found.detail)
    return Finding(Relation.COMPATIBLE, pair.score, found.detail)


def _beyond(pair: CandidatePair, extreme: Claim, single: Claim) -> Finding | None:
    """A contradiction where somebody who was hurt is younger than the youngest, or older than the oldest."""
    assert extreme.quantity is not None and single.quantity is not None
    limit, age = quantities.interval(extreme.quantity), quantities.interval(single.quantity)
    young = extreme.frame.predicate == extremes.YOUNGEST
    if not (age.high < limit.low if young else age.low > limit.high):
        return None
    detail = f"{phrase(single.quantity)} is {'younger' if young else 'older'} than the {extreme.frame.predicate}"
    return Finding(Relation.CONTRADICTION, pair.score, f"{detail} can be: {phrase(extreme.quantity)}")


def _obstacles(pair: CandidatePair, a: Claim, b: Claim, sums: Mapping[str, Sequence[Claim]]) -> list[str]:
    return [*pair.obstacles, *_part_of_sum(a, b, sums), *_part_of_sum(b, a, sums)]


def _part_of_sum(part: Claim, whole: Claim, sums: Mapping[str, Sequence[Claim]]) -> list[str]:
    """Why a term of a sum can't be set against ``whole``, which counts what the sum counts."""
    for total in sums.get(part.id, ()):
        if whole.frame.noun == total.frame.noun != part.frame.noun or (
            total.quantity
            and whole.quantity
            and set(total.frame.places) == set(whole.frame.places) != set(part.frame.places)
        ):
            assert total.quantity is not None
            return [f"{part.mention} is a part of {phrase(total.quantity)}"]
    return []


def _attributive(pair: CandidatePair, a: Claim, b: Claim, nli: NLIScores | None) -> Finding | None:
    found = attributes.judge(pair, a, b, nli, between(a, b))
    if found is None or (found[0] is Relation.CONTRADICTION and a.frame.person is None and undated(a, b, nli)):
        return None
    return Finding(*found)
