"""Dates of two sentences and how they relate: "before April 23, 2020" holds what happened on 22 April 2020. Pure.

A date is the span of days that it leaves open, on a calendar of twelve months of 31 days: only order and overlap
count. Where one of two dates has no year, both are read without. Times that need an article's date to be resolved
("last Tuesday") are left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from checker.compare.quantities import Interval
from checker.times.anchoring import month_number
from checker.times.dates import expressions

_YEAR = re.compile(r"(?<![\w.,$€£-])(1[0-9]\d\d|20\d\d)(?![\w%]|[.,]\d|-\d)")
_BEFORE = re.compile(r"\b(?:before|prior to|earlier than)(?: the)? $", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|by|up to)(?: the)? $", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|later than|following)(?: the)? $", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|from)(?: the)? $", re.IGNORECASE)
_MONTH, _SPAN_OF_YEAR = 31, 12 * 31


@dataclass(frozen=True, slots=True)
class Moment:
    """A date at ``start``–``end`` of its text, "before", "after" and the like looked up in front of it."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    bound: str = ""  # "before" | "until" | "after" | "since"

    def days(self, years: bool) -> Interval:
        """The days it allows; without the year where ``years`` is false."""
        base = (self.year or 0) * _SPAN_OF_YEAR if years else 0
        low, high = base, base + _SPAN_OF_YEAR - 1
        if self.month is not None:
            low += (self.month - 1) * _MONTH
            high = low + _MONTH - 1
            if self.day is not None:
                low = high = low + self.day - 1
        return {
            "before": Interval(-math.inf, low, high_closed=False),
            "until": Interval(-math.inf, high),
            "after": Interval(high, math.inf, low_closed=False),
            "since": Interval(low, math.inf),
        }.get(self.bound, Interval(low, high))


def moments(text: str, covered: Sequence[tuple[int, int]] = ()) -> list[Moment]:
    """The dates of ``text`` in order, those left out that overlap one of the spans in ``covered``."""
    found = []
    for x in expressions(text):
        parts = dict(x.parts)
        if "month" in parts or "monthno" in parts or x.kind == "year":
            month = _number(parts, "monthno") or month_number(parts.get("month", "")) or None
            day, year = _number(parts, "day"), _number(parts, "year")
            found.append(Moment(x.start, x.end, year, month, day, _bound(text, x.start)))
    taken = [(m.start, m.end) for m in found]
    for hit in _YEAR.finditer(text):
        if not any(a < hit.end() and hit.start() < b for a, b in taken):
            found.append(Moment(hit.start(), hit.end(), int(hit[1]), None, None, _bound(text, hit.start())))
    kept = [m for m in found if not any(a < m.end and m.start < b for a, b in covered)]
    return sorted(kept, key=lambda m: m.start)


def _number(parts: Mapping[str, str], name: str) -> int | None:
    return int(parts[name]) if name in parts else None


def _bound(text: str, start: int) -> str:
    before = text[max(0, start - 20) : start]
    bounds = (("before", _BEFORE), ("until", _UNTIL), ("after", _AFTER), ("since", _SINCE))
    return next((name for name, pattern in bounds if pattern.search(before)), "")


def _with_years(a: Moment, b: Moment) -> bool:
    return a.year is not None and b.year is not None


def nearest(moment: Moment, others: Sequence[Moment]) -> Moment | None:
    """The one of ``others`` that can mean the same time, else the one least far off; None where there is none."""
    fitting = [m for m in others if _with_years(moment, m) or (moment.month and m.month)]
    return min(fitting, key=lambda m: (_gap(moment, m), m.bound != moment.bound, m.start), default=None)


def _gap(a: Moment, b: Moment) -> float:
    """Days between two dates, bounds left aside."""
    years = _with_years(a, b)
    first, second = (replace(m, bound="").days(years) for m in (a, b))
    return max(0.0, first.low - second.high, second.low - first.high)


def _date(m: Moment, years: bool) -> tuple[int, int, int]:
    return m.year or 0 if years else 0, m.month or 0, m.day or 0


def relation(a: Moment, b: Moment) -> str:
    """How ``b``, of the hypothesis, stands to ``a``, of the premise: one of the marks' relations."""
    years = _with_years(a, b)
    inner, outer = a.days(years), b.days(years)
    if inner == outer:
        return "[same]"
    if not inner.overlaps(outer):
        far = "far " if _gap(a, b) > _SPAN_OF_YEAR else ""
        later = _date(b, years) > _date(a, years)
        return f"[{far}{'above' if later else 'below'}]"
    inside = outer.low <= inner.low and inner.high <= outer.high
    return "[fits]" if inside else "[open]"
