"""Quantities in words, for people: "more than 150", "2:30 a.m.", "60 kilometres". Pure."""

from __future__ import annotations

import math

from checker.records import Comparator, Quantity, QuantityKind
from checker.words.lexicon import plural

_WORDS = {
    Comparator.ABOUT: "about ",
    Comparator.AT_LEAST: "at least ",
    Comparator.MORE_THAN: "more than ",
    Comparator.AT_MOST: "at most ",
    Comparator.LESS_THAN: "less than ",
}


def number(value: float) -> str:
    """A number for people: 2,500, 1.5, 14,000,000,000."""
    if not math.isfinite(value) or abs(value) >= 1e15:
        return f"{value:g}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}" if abs(value) < 1e4 else f"{value:,.2f}"


def clock(minutes: float) -> str:
    """A time of day for people: "2:30 a.m.", "noon"."""
    hour, minute = divmod(int(minutes), 60)
    if minute == 0 and hour in (0, 12):
        return "midnight" if hour == 0 else "noon"
    return f"{(hour - 1) % 12 + 1}:{minute:02d} {'a.m.' if hour < 12 else 'p.m.'}"


def phrase(q: Quantity) -> str:
    """The value and its bound in words: "more than 150", "20 to 30", "3 to 9 (a vague word)", "60 kilometres"."""
    if q.kind is QuantityKind.PERCENTAGE:
        unit = "%"
    elif q.kind in (QuantityKind.COUNT, QuantityKind.AGE, QuantityKind.ORDINAL):
        unit = ""
    else:
        unit = f" {q.unit if q.value == 1 else plural(q.unit)}" if q.unit else ""
    if q.kind is QuantityKind.CLOCK and q.value is not None:
        return f"{_WORDS.get(q.comparator, '')}{clock(q.value)}"
    if q.value is None:
        low = "…" if q.low is None else number(q.low)
        high = "…" if q.high is None else number(q.high)
        return f"{low} to {high}{unit}" + (" (a vague word)" if q.vague else "")
    sign = f"{q.change} " if q.change else ""
    return f"{sign}{_WORDS.get(q.comparator, '')}{number(q.value)}{unit}"
