"""Two quantities that exclude each other -> an update, a pair of scope or a contradiction. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from checker.block.thresholds import ERROR_FROM, NEUTRAL_VETO, OPEN_NEUTRAL
from checker.compare import quantities
from checker.judge.doubts import loosely_framed, two_things, undated
from checker.records import CandidatePair, Claim, NLIScores, QuantityKind, Relation
from checker.words.events import GROWING_TOLLS
from checker.words.lists import listed

# Standing counts (troops in a country) reported this many days apart may well have changed.
STANDING_DAYS = 365
# Running totals reported so many days apart may each have begun anew when nobody says since when they run.
UNTOLD_DAYS = 7
# A running total that is revised stays above this part of what it was.
HALVED = 0.5
SHRUNK = ": a running total cannot shrink"

_SURE = {QuantityKind.COUNT, QuantityKind.AGE, QuantityKind.CLOCK}  # kinds whose frames say what they are of
_REVISED = listed("numbers", "revisions")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule concluded of a pair, before speakers and severity are added."""

    relation: Relation
    confidence: float
    reason: str


def difference(pair: CandidatePair, a: Claim, b: Claim, detail: str, nli: NLIScores | None) -> Finding:
    """Two values that exclude each other: an update, a vague word, or a contradiction."""
    assert a.quantity is not None and b.quantity is not None
    if (plain := without_model(pair, a, b, detail)) is not None:
        return plain
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


def without_model(pair: CandidatePair, a: Claim, b: Claim, detail: str) -> Finding | None:
    """What two values that exclude each other are, where that is plain without NLI; else None."""
    assert a.quantity is not None and b.quantity is not None
    if a.quantity.vague or b.quantity.vague:
        return Finding(Relation.SCOPE, 0.5, f"{detail}, but a vague word settles nothing")
    if pair.changes:
        return Finding(Relation.UPDATE, pair.score, f"{detail}: {pair.changes[0]}")
    earlier, later = _in_time(a, b)
    if a.cumulative and (_low(later) > _low(earlier) or later.published == earlier.published):
        return Finding(Relation.UPDATE, pair.score, f"{detail}: a running total that has grown")
    if a.cumulative and _low(later) < HALVED * _low(earlier):
        return Finding(Relation.SCOPE, 0.6, f"{detail}, but no total is revised so far down: it is of something else")
    if a.cumulative and not (a.event_time and b.event_time) and _days_between(a, b) > UNTOLD_DAYS:
        return Finding(Relation.SCOPE, 0.6, f"{detail}, but no period is told, and the reports are long apart")
    if not a.cumulative and a.frame.predicate in GROWING_TOLLS and (why := moved_on(a, b)):
        return Finding(Relation.UPDATE, pair.score, f"{detail}: {why}")
    if why := two_things(a, b):
        return Finding(Relation.SCOPE, 0.6, f"{detail}{SHRUNK if a.cumulative else ''} of one thing, but {why}")
    return None


def moved_on(a: Claim, b: Claim) -> str:
    """Why two values of one thing may each hold at its own time; empty where nothing says so."""
    earlier, later = _in_time(a, b)
    grew = _low(later) > _low(earlier)
    if a.cumulative and b.cumulative and (grew or later.published == earlier.published):
        return "a running total that has grown"
    if a.frame.predicate in GROWING_TOLLS and _revised(earlier, later, grew):
        return "the later report has the newer figure"
    return ""


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
