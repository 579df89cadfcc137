"""Evidence from days and years that the two sentences state or inherit. Pure."""

from __future__ import annotations

import math

from checker.records import TimeSpan
from checker.same.measures import Articles, differ, same
from checker.same.view import ClaimView

CODE = "time"
NAMES = (
    "event_days_apart", "stated_days_apart", "stated_days_same", "weekday_differs", "weekday_same", "year_differs",
    "year_same", "published_apart",
)  # fmt: skip
_LONGEST = 60  # days between two reports beyond which more tells nothing


def measures(a: ClaimView, b: ClaimView, _: Articles) -> tuple[float, ...]:
    """Ones and zeros, and the days between publications as a logarithm, in the order of ``NAMES``."""
    event, stated = _gap(a.event_time, b.event_time), _gap(a.time, b.time)
    told = (
        event is not None and event > 2,
        stated is not None and stated > 1,
        stated == 0,
        differ(a.weekdays, b.weekdays),
        same(a.weekdays, b.weekdays),
        differ(a.years, b.years),
        same(a.years, b.years),
    )
    apart = 1.0
    if a.published is not None and b.published is not None:
        apart = math.log1p(min(abs(a.published - b.published), _LONGEST))
    return (*map(float, told), apart)


def _gap(one: TimeSpan | None, two: TimeSpan | None) -> int | None:
    if one is None or two is None:
        return None
    return max(0, (one.start - two.end).days, (two.start - one.end).days)


def detail(a: ClaimView, b: ClaimView, agreeing: bool) -> str:
    one, two = a.time or a.event_time, b.time or b.event_time
    if one is None or two is None:
        return "days that may be one" if agreeing else "one of them has no date"
    if agreeing:
        return f"both on {max(one.start, two.start)}" if _gap(one, two) == 0 else "days that may be one"
    return f"another time: {one.start} against {two.start}" if _gap(one, two) else "reports of other days"
