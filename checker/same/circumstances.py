"""Do two claims speak of one place and time? Pure pairwise tests behind :mod:`checker.same.numbers`."""

from __future__ import annotations

from collections.abc import Iterable

from checker.block.nearness import SAME_EVENT_DAYS, TOLL_DAYS, days_apart, like_words, of_toll, overlap
from checker.block.thresholds import NEARLY
from checker.records import Claim, TimeSpan
from checker.same.fit import Fit
from checker.times.days import shifted

INHERITED_DAYS = 2  # a day taken over from the article is less sure
PUBLISHED_DAYS = 4  # news without any time is about the days before it was published
VAGUE_DAYS = 7  # "in January" hardly tells two events apart
SINCE_DAYS = 45  # "since mid-October" and "since the war began in October"


def names(keys: Iterable[str]) -> str:
    return " and ".join(sorted(k.lstrip("@").title() for k in keys))


def places(a: Claim, b: Claim, found: Fit, exact: bool) -> bool | None:
    """True for a shared place, False for another one, None where one side is silent.

    ``exact`` claims must name the same set of countries, for "Iraq" is only a part of "Iraq and Syria".
    """
    if exact:
        one, two = ({p for p in c.frame.places if p.startswith("@")} or set(c.frame.places) for c in (a, b))
        if one and two and one != two:
            word = "a part of the other's area" if one < two or two < one else "another area"
            found.differs("place", f"{word}: {names(one)} against {names(two)}")
        return bool(one & two) if one and two else None
    one, two = ({p for p in c.frame.places if not p.startswith("@")} for c in (a, b))
    if one and two:
        common = overlap(one, two)
        found.factor(1.0 if common else 0.6, "place", f"both name {names(common)}" if common else "")
        return bool(common)
    nations_a, nations_b = ({p for p in c.frame.places if p.startswith("@")} for c in (a, b))
    if nations_a and nations_b and not nations_a & nations_b:
        found.differs("place", f"another country: {names(nations_a)} against {names(nations_b)}")
        return False
    found.factor(0.9)
    if not nations_a & nations_b:
        found.unknown("place", "one of them names no place")
    return True if nations_a & nations_b else None


def alike(a: Claim, b: Claim, link: float) -> bool:
    """Whether two sentences of one day share most of their content words: news of one thing with few telling names."""
    named = bool(a.frame.context) and bool(b.frame.context)
    if named and link < NEARLY:
        return False
    one, two = _window(a), _window(b)
    if one is None or two is None or days_apart(one, two) > SAME_EVENT_DAYS:
        return False
    return like_words(a.frame.event, b.frame.event)


def _window(claim: Claim) -> TimeSpan | None:
    """The claim's event time, else the days before publication."""
    if claim.event_time is not None:
        return claim.event_time
    if claim.published is None:
        return None
    return TimeSpan(shifted(claim.published, -2), claim.published)


def times(a: Claim, b: Claim, found: Fit, inherited: int = INHERITED_DAYS) -> None:
    if a.cumulative and b.cumulative:
        _periods(a, b, found)
        return
    one, two = _window(a), _window(b)
    if one is None or two is None:
        found.factor(0.8)
        found.unknown("time", "one of them has no date")
        return
    stated = all(c.event_time is not None and c.event_time.surface for c in (a, b))
    dated = all(c.event_time is not None for c in (a, b))
    allowed = SAME_EVENT_DAYS if stated else inherited if dated else PUBLISHED_DAYS
    if of_toll(a, b):
        allowed = TOLL_DAYS  # "the toll rose to 912 on Friday" dates the count, not the event
    gap = days_apart(one, two)
    if _after_report(a, b) or _after_report(b, a):
        found.differs("time", f"another time: {one.start} against {two.start}")
        return
    if max((w.end - w.start).days for w in (one, two)) > VAGUE_DAYS:
        found.factor(0.6)
    if gap > allowed:
        found.differs("time", f"another time: {one.start} against {two.start}")
    else:
        found.factor(1.0 if stated else 0.9, "time", f"both on {max(one.start, two.start)}" if stated else "")


def _after_report(a: Claim, b: Claim) -> bool:
    """Whether one claim is dated in so many words after the other's report appeared; a day may be the time zone's."""
    if a.time is None or not a.time.surface or b.published is None or of_toll(a, b):
        return False
    return (a.time.start - b.published).days > 1


def _periods(a: Claim, b: Claim, found: Fit) -> None:
    """Tallies: periods that both state must begin together; an unstated one may be the other's."""
    one, two = a.event_time, b.event_time
    if one is None or two is None:
        found.factor(0.8)
        found.unknown("period", "one of them tells no period")
        return
    if not (one.since or two.since) and max((w.end - w.start).days for w in (one, two)) <= VAGUE_DAYS:
        if days_apart(one, two):
            found.differs("period", f"another period: {one.start} against {two.start}")
        return
    if one.since != two.since or abs((one.start - two.start).days) > SINCE_DAYS:
        found.differs("period", f"another period: from {one.start} against from {two.start}")
    else:
        found.factor(1.0, "period", f"both count from about {min(one.start, two.start)}")
