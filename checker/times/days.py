"""Do two stated days exclude each other? Pure.

News tells the part of the day with the day ("late Friday", "Saturday morning"); a night belongs to both of its days.
"""

from __future__ import annotations

import datetime as dt
import re

from checker.records import Claim, TimeSpan

# Hours between two stated times from which no night explains that outlets name two days.
HOURS = 6
# Days apart from which two dates are of two events rather than a slip; a week is one weekday taken for another's.
DAYS = 6
_PARTS = (
    (re.compile(r"\b(?:early|morning)\b"), 0, 12),
    (re.compile(r"\bafternoon\b"), 12, 18),
    (re.compile(r"\bevening\b"), 16, 24),
    (re.compile(r"\b(?:late|night|tonight)\b"), 18, 30),
)
_WHOLE = (0, 30)


def shifted(day: dt.date, days: int) -> dt.date:
    """So many days later, or earlier where negative; the calendar's first or last day where it has no such day."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, 1), dt.date.max.toordinal()))


def hours(time: TimeSpan) -> tuple[int, int]:
    """First and last hour that a stated day may mean, counted from the first hour of all; its night runs till six."""
    part = next(((low, high) for words, low, high in _PARTS if words.search(time.surface.lower())), _WHOLE)
    return 24 * time.start.toordinal() + part[0], 24 * time.end.toordinal() + part[1]


def clash(a: TimeSpan | None, b: TimeSpan | None) -> bool:
    """Whether both are single days, each told in words of its own, that can't be one and are of one week."""
    if a is None or b is None or not (a.surface and b.surface) or a.start != a.end or b.start != b.end:
        return False
    (first, last), (begun, ended) = hours(a), hours(b)
    return max(begun - last, first - ended) >= HOURS and abs((a.start - b.start).days) <= DAYS


def told_before(told: Claim, dated: Claim) -> bool:
    """Whether one report tells as done what the other dates, within the week, after that report appeared."""
    if told.published is None or dated.time is None or told.time is not None or not dated.time.surface:
        return False
    return 0 < (dated.time.start - told.published).days <= DAYS
