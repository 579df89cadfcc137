"""Comparison + alignment + NLI + times + speakers -> Verdict. Pure.

Arithmetic decides first; an obstacle found by alignment makes the pair one of scope; time turns a grown count into an
update; NLI has to agree that the two sentences speak of one thing before a difference is called a contradiction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.block.thresholds import ERROR_FROM, NEUTRAL_VETO, OPEN_NEUTRAL
from checker.claims.properties import values
from checker.compare import quantities
from checker.judge import attributes, order
from checker.judge.doubts import apart, loosely_framed, undated
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
    Severity,
    Verdict,
)
from checker.same import extremes
from checker.words.wording import phrase

# Standing counts (troops in a country) reported this many days apart may well have changed.
STANDING_DAYS = 365
# Running totals reported so many days apart may each have begun anew when nobody says since when they run.
UNTOLD_DAYS = 7
# A running total that is revised stays above this part of what it was.
HALVED = 0.5
SHRUNK = ": a running total cannot shrink"

_SURE = {QuantityKind.COUNT, QuantityKind.AGE, QuantityKind.CLOCK}  # kinds whose frames say what they are of
_TOLLS = {"kill", "injure", "miss", "arrest", "displace", "rescue", "charge"}
_REVISED = (
    "rose to",
    "risen to",
    "climbed to",
    "now stands",
    "rising to",
    "raised to",
    "raising",
    "increased to",
    "later died",
    "died later",
    "has since",
    "have since",
    "revised",
    "updated",
    "corrected",
    "toll rises",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule concluded of a pair, before speakers and severity are added."""

    relation: Relation
    confidence: float
    reason: str


def question(pair: CandidatePair, a: Claim, b: Claim, sums: Mapping[str, Sequence[Claim]]) -> tuple[str, str] | None:
    """Premise and hypothesis for NLI, which costs the most; None where the verdict is the same whatever it says.

    Numbers are made the same on both sides, so that the words alone decide whether the sentences speak of one thing.
    """
    if a.quantity is not None and b.quantity is not None:
        if a.frame.noun in ("age", "clock"):
            return None  # whose age it is, names and roles tell better than words
        found = quantities.compare(a.quantity, b.quantity)
        if found.relation != quantities.DISJOINT or _obstacles(pair, a, b, sums) or _settled(pair, a, b, found.detail):
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
    pair: CandidatePair, a: Claim, b: Claim, nli: NLIScores | None, sums: Mapping[str, Sequence[Claim]]
) -> Verdict | None:
    """The verdict on one candidate pair, None where the two claims have nothing to do with each other.

    ``nli`` is the mean of both directions for :func:`question`; ``sums`` maps a claim's id to the totals it is part of.
    """
    found = _numeric(pair, a, b, nli, sums) if a.kind is ClaimKind.NUMERIC else _attributive(pair, a, b, nli)
    if found is None:
        return None
    who = between(a, b)
    return Verdict(
        id=hashlib.blake2b(f"{a.id}|{b.id}".encode(), digest_size=8).hexdigest(),
        a=a.id,
        b=b.id,
        topic="",
        relation=found.relation,
        severity=severity(found, who, a, b),
        confidence=round(min(max(found.confidence, 0.0), 1.0), 4),
        between=who,
        reason=found.reason,
        nli=nli,
        score=pair.score,
        evidence=pair.evidence,
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
        return _difference(pair, a, b, found.detail, nli)
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


def _difference(pair: CandidatePair, a: Claim, b: Claim, detail: str, nli: NLIScores | None) -> Finding:
    """Two values that exclude each other: an update, a vague word, or a contradiction."""
    assert a.quantity is not None and b.quantity is not None
    if (settled := _settled(pair, a, b, detail)) is not None:
        return settled
    if a.cumulative:
        detail += SHRUNK
    if why := undated(a, b, nli):
        return Finding(Relation.SCOPE, 0.6, f"{detail} of one thing, but {why}")
    if nli is not None and nli.neutral >= NEUTRAL_VETO:
        return Finding(
            Relation.SCOPE, 1 - pair.score / 2, f"{detail}, but the sentences seem to speak of different things"
        )
    if (a.quantity.kind not in _SURE or loosely_framed(a)) and nli is not None and nli.neutral > OPEN_NEUTRAL:
        return Finding(Relation.SCOPE, 1 - pair.score / 2, f"{detail}, but may measure different things")
    confidence = pair.score * (1.0 if nli is None else 1 - nli.neutral / 3)
    gap = _days_between(a, b)
    if a.frame.predicate == "station" and gap > STANDING_DAYS:
        confidence = min(confidence * 0.6, ERROR_FROM - 0.01)
        detail += f", though the reports are {gap} days apart"
    return Finding(Relation.CONTRADICTION, confidence, detail)


def _settled(pair: CandidatePair, a: Claim, b: Claim, detail: str) -> Finding | None:
    """What two values that exclude each other are, where that is plain without NLI; else None."""
    assert a.quantity is not None and b.quantity is not None
    if a.quantity.vague or b.quantity.vague:
        return Finding(Relation.SCOPE, 0.5, f"{detail}, but a vague word settles nothing")
    if pair.changes:
        return Finding(Relation.UPDATE, pair.score, f"{detail}: {pair.changes[0]}")
    earlier, later = _in_time(a, b)
    grew = _low(later) > _low(earlier)
    if a.cumulative and (grew or later.published == earlier.published):
        return Finding(Relation.UPDATE, pair.score, f"{detail}: a running total that has grown")
    if a.cumulative and _low(later) < HALVED * _low(earlier):
        return Finding(Relation.SCOPE, 0.6, f"{detail}, but no total is revised so far down: it is of something else")
    if a.cumulative and not (a.event_time and b.event_time) and _days_between(a, b) > UNTOLD_DAYS:
        return Finding(Relation.SCOPE, 0.6, f"{detail}, but no period is told, and the reports are long apart")
    if not a.cumulative and a.frame.predicate in _TOLLS and _revised(earlier, later, grew):
        return Finding(Relation.UPDATE, pair.score, f"{detail}: the later report has the newer figure")
    if why := apart(a, b):
        return Finding(Relation.SCOPE, 0.6, f"{detail}{SHRUNK if a.cumulative else ''} of one thing, but {why}")
    return None


def _low(claim: Claim) -> float:
    assert claim.quantity is not None
    return quantities.interval(claim.quantity).low


def _in_time(a: Claim, b: Claim) -> tuple[Claim, Claim]:
    """The two claims, the one published first in front; undated ones keep their order."""
    if a.published and b.published and b.published < a.published:
        return b, a
    return a, b


def _days_between(a: Claim, b: Claim) -> int:
    return abs((a.published - b.published).days) if a.published and b.published else 0


def _revised(earlier: Claim, later: Claim, grew: bool) -> bool:
    if _days_between(earlier, later) >= 1 and grew:
        return True
    return any(w in c.sentence.lower() for c in (earlier, later) for w in _REVISED)


def _attributive(pair: CandidatePair, a: Claim, b: Claim, nli: NLIScores | None) -> Finding | None:
    found = attributes.judge(pair, a, b, nli, between(a, b))
    if found is None or (found[0] is Relation.CONTRADICTION and a.frame.person is None and undated(a, b, nli)):
        return None
    return Finding(*found)


def severity(found: Finding, who: Between, a: Claim, b: Claim) -> Severity:
    """How much a finding weighs: only a sure contradiction between two outlets, hedged by neither, is an error."""
    if found.relation is not Relation.CONTRADICTION:
        return Severity.NONE
    if who is Between.SPEAKERS:
        return Severity.NOTE
    if who in (Between.SELF, Between.OUTLET) or found.confidence < ERROR_FROM or a.hedged or b.hedged:
        return Severity.WARNING
    return Severity.ERROR
