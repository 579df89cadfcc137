"""Which claims may meet although their articles aren't linked. Pure.

These are *necessary* conditions of the tests in :mod:`checker.same.numbers`, far cheaper than those: of the pairs that
share a blocking key, one in a hundred or so is left to be fitted. A ledger's index keeps the same of each article.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from checker.block import nearness
from checker.claims import properties
from checker.records import Claim, QuantityKind
from checker.times.days import shifted

Span = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Reach:
    """What may bring a claim together with those of articles that aren't linked with its own.

    lasting  a count that runs on: it meets others of its places, whatever their day
    tally    a running total: two of these meet where their articles are alike, however long apart
    days     inclusive, on which it meets others; None for no day
    places   the words of its places, of a country the whole key
    words    of its sentence, which meets others that are alike
    """

    lasting: bool
    tally: bool
    days: Span | None
    places: frozenset[str]
    words: frozenset[str]

    @property
    def loose(self) -> bool:
        """Whether it meets others by itself; else only those of linked articles, and lasting ones."""
        return self.lasting or self.days is not None


def place_words(claim: Claim) -> set[str]:
    """The words of a claim's places, of a country the whole key."""
    return {w for place in claim.frame.places for w in ([place] if place.startswith("@") else place.split())}


def of(claim: Claim) -> Reach:
    numeric, standing = claim.attribute is None, claim.frame.predicate == "station"
    # Those who stand somewhere meet as soldiers, or as of one nation.
    lasting = claim.cumulative or (standing and (claim.frame.noun == "soldier" or bool(claim.frame.actor)))
    days = _days(claim) if _meets_by_day(claim) else None
    alike = claim.frame.event if numeric and days is not None else frozenset[str]()
    return Reach(lasting, claim.cumulative, days, frozenset(place_words(claim)), alike)


def may_meet(one: Reach, two: Reach) -> bool:
    if one.tally and two.tally:
        return True
    dated = one.days is not None and two.days is not None and near(one.days, two.days)
    if not one.places.isdisjoint(two.places):
        return dated or one.lasting or two.lasting
    return dated and nearness.like_words(one.words, two.words)


def near(x: Span, y: Span) -> bool:
    """Whether two spans of days are at most a night apart."""
    return max((x[0] - y[1]).days, (y[0] - x[1]).days) <= nearness.SAME_EVENT_DAYS


def _meets_by_day(claim: Claim) -> bool:
    """Whether alignment may join a claim to one of an article that isn't linked, by spot and day or by its words."""
    if claim.quantity is not None:
        # What other numbers have a model weigh them, which knows nothing of articles that no name links.
        return claim.quantity.kind is QuantityKind.CLOCK
    return claim.attribute is not None and claim.frame.person is None and not properties.only_in_pairs(claim.attribute)


def _days(claim: Claim) -> Span | None:
    """The days of a claim's event, else those before publication; a toll goes on being counted for some more."""
    if claim.event_time is not None:
        start, end = claim.event_time.start, claim.event_time.end
    elif claim.published is not None and claim.attribute is None:
        start, end = shifted(claim.published, -2), claim.published
    else:
        return None
    more = nearness.TOLL_DAYS if nearness.of_toll(claim) else 0
    return shifted(start, -more), shifted(end, more)
