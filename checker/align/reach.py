"""Which claims may meet although their articles aren't linked. Pure.

These are *necessary* conditions of the tests in :mod:`checker.align.fit`, far cheaper than those: of the pairs that
share a blocking key, one in a hundred or so is left to be fitted. A ledger's index keeps the same of each article.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from checker import values
from checker.align import circumstances
from checker.records import Claim

Span = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Reach:
    """``lasting``: a count that runs on, which meets others whatever their day; else the inclusive days, if any."""

    lasting: bool
    days: Span | None = None


def of(claim: Claim) -> Reach | None:
    """None for a claim that meets only those of linked articles."""
    if claim.cumulative or claim.frame.predicate == "station":
        return Reach(True)
    if not _meets_by_day(claim) or (days := _days(claim)) is None:
        return None
    return Reach(False, days)


def may_meet(one: Reach | None, two: Reach | None) -> bool:
    if (one is not None and one.lasting) or (two is not None and two.lasting):
        return True
    return one is not None and two is not None and bool(one.days and two.days and near(one.days, two.days))


def near(x: Span, y: Span) -> bool:
    """Whether two spans of days are at most a night apart."""
    return max((x[0] - y[1]).days, (y[0] - x[1]).days) <= circumstances.SAME_EVENT_DAYS


def _meets_by_day(claim: Claim) -> bool:
    """Whether alignment may join a claim to one of an article that isn't linked, by spot and day or by its words."""
    if claim.attribute is None:
        return claim.frame.noun != "age"
    return claim.frame.party is None and not values.only_in_pairs(claim.attribute)


def _days(claim: Claim) -> Span | None:
    """The days of a claim's event, else those before publication; a toll goes on being counted for some more."""
    if claim.event_time is not None:
        start, end = claim.event_time.start, claim.event_time.end
    elif claim.published is not None and claim.attribute is None:
        start, end = claim.published - dt.timedelta(days=2), claim.published
    else:
        return None
    more = dt.timedelta(days=circumstances.TOLL_DAYS if circumstances.of_toll(claim) else 0)
    return start - more, end + more
