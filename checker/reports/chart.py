"""Geometry of the chart of one cumulative count: where points, open ends and ticks go. Drawing is the template's."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from checker.findings.facts import FactValue
from checker.findings.text import listing
from checker.records import Comparator, Quantity
from checker.words.wording import number

WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 72, 24, 20, 36
_INSET = 40  # keeps the first and the last point, and their dates, off the edges
_MIN_LABEL_GAP = 84

OPEN_UP = {Comparator.AT_LEAST, Comparator.MORE_THAN}
OPEN_DOWN = {Comparator.AT_MOST, Comparator.LESS_THAN}


@dataclass(frozen=True, slots=True)
class Point:
    """One value in pixels. ``end`` is the y of the other end of a range or of an open bound, else None.

    ``style``: ``exact``, ``about``, ``range``, ``up`` (the true value lies above) or ``down``.
    """

    x: float
    y: float
    end: float | None
    style: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """``x_ticks`` and ``y_ticks`` are (pixel, words); ``points`` run from left to right."""

    points: tuple[Point, ...]
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]


def chart(rows: Sequence[FactValue]) -> Chart | None:
    """The chart of ``rows``; None when fewer than two of them have a date and a finite value."""
    known = [(r, r.as_of, ends) for r in rows if r.as_of and (ends := ends_of(r.claims[0].quantity))]
    if len(known) < 2:
        return None
    step = _step(max(high for _, _, (_, high) in known) - min(0.0, *(low for _, _, (low, _) in known)))
    bottom = math.floor(min(0.0, *(low for _, _, (low, _) in known)) / step) * step
    top = math.ceil(max(high for _, _, (_, high) in known) / step) * step
    if top <= bottom:
        top = bottom + step
    first, last = min(d for _, d, _ in known), max(d for _, d, _ in known)

    def x(date: dt.date) -> float:
        share = (date - first).days / (last - first).days if last > first else 0.5
        return round(LEFT + _INSET + share * (WIDTH - LEFT - RIGHT - 2 * _INSET), 1)

    def y(value: float) -> float:
        return round(HEIGHT - BOTTOM - (value - bottom) / (top - bottom) * (HEIGHT - TOP - BOTTOM), 1)

    points = [_point(row, x(date), y(low), y(high)) for row, date, (low, high) in known]
    dates = sorted({d for _, d, _ in known})
    ticks = [bottom + i * step for i in range(round((top - bottom) / step) + 1)]
    days = _spaced([(x(d), d.isoformat()) for d in dates])
    return Chart(tuple(points), days, tuple((y(t), number(t)) for t in ticks))


def _point(row: FactValue, x: float, low: float, high: float) -> Point:
    label = f"{row.as_of}: {row.words} ({listing(row.outlets)})"
    comparator = row.claims[0].quantity.comparator if row.claims[0].quantity else Comparator.EXACT
    if low != high:
        return Point(x, low, high, "range", label)
    if comparator in OPEN_UP:
        return Point(x, low, max(TOP - 12.0, low - 28), "up", label)
    if comparator in OPEN_DOWN:
        return Point(x, low, min(HEIGHT - BOTTOM + 0.0, low + 28), "down", label)
    return Point(x, low, None, "about" if comparator is Comparator.ABOUT else "exact", label)


def ends_of(quantity: Quantity | None) -> tuple[float, float] | None:
    """The finite ends that a quantity states, equal for a single value; None when it states none."""
    if quantity is None:
        return None
    given = [v for v in (quantity.value, quantity.low, quantity.high) if v is not None and math.isfinite(v)]
    if quantity.value is not None:
        given = given[:1]
    return (min(given), max(given)) if given else None


def _step(span: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that cuts ``span`` into two to five."""
    if not math.isfinite(span) or span <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(span / 2.5))
    return float(next(power * m for m in (1, 2, 5, 10) if span / (power * m) <= 5))


def _spaced(ticks: list[tuple[float, str]]) -> tuple[tuple[float, str], ...]:
    """The first and the last tick, and those between that leave room for their words."""
    kept = ticks[:1]
    for tick in ticks[1:-1]:
        if tick[0] - kept[-1][0] >= _MIN_LABEL_GAP and ticks[-1][0] - tick[0] >= _MIN_LABEL_GAP:
            kept.append(tick)
    return tuple(kept + ticks[-1:]) if len(ticks) > 1 else tuple(kept)
