"""Quantities in words, for people: "more than 150", "2:30 a.m.", "60 kilometres". Pure."""

from __future__ import annotations

import math

from checker.records import Comparator, Quantity, QuantityKind
from checker.words.lexicon import plural
from checker.words.vague import word_for

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_SIGNS = {"dollar": "$", "euro": "€", "pound sterling": "£"}
_WORDS = {
    Comparator.ABOUT: "about ",
    Comparator.AT_LEAST: "at least ",
    Comparator.MORE_THAN: "more than ",
    Comparator.AT_MOST: "at most ",
    Comparator.LESS_THAN: "less than ",
}


def number(value: float) -> str:
    """A number as a reader writes it: ``2,500``, ``12.5``, ``20 million``."""
    if not math.isfinite(value):
        return str(value)
    if abs(value) >= 1e16:  # no news, but a file may hold it
        return f"{value:.4g}"
    for scale, word in _SCALES:
        if abs(value) >= scale and round(value / scale, 2) * scale == value:
            return f"{value / scale:,.2f}".rstrip("0").rstrip(".") + f" {word}"
    if value == int(value):
        return f"{int(value):,}"
    if abs(value) < 1e-4:
        return repr(value)
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def measured(words: str, unit: str, one: bool) -> str:
    """A number in words with its unit: "60 kilometres", "1 mile", "$3.4 trillion"; as it is where there is no unit."""
    if sign := _SIGNS.get(unit):
        return sign + words.replace(" to ", f" to {sign}")
    return f"{words} {unit if one else plural(unit)}" if unit else words


def clock(minutes: float) -> str:
    """A time of day for people: "2:30 a.m.", "noon"."""
    hour, minute = divmod(int(minutes), 60)
    if minute == 0 and hour in (0, 12):
        return "midnight" if hour == 0 else "noon"
    return f"{(hour - 1) % 12 + 1}:{minute:02d} {'a.m.' if hour < 12 else 'p.m.'}"


def phrase(q: Quantity) -> str:
    """The value and its bound in words: "more than 150", "20 to 30", "several", "60 kilometres"."""
    comparator, sign = _WORDS.get(q.comparator, ""), f"{q.change} " if q.change else ""
    if q.kind is QuantityKind.CLOCK and q.value is not None:
        return f"{comparator}{clock(q.value)}"
    if q.value is not None:
        return f"{sign}{comparator}{_with_unit(q, number(q.value))}"
    if q.vague and (word := word_for(q.low, q.high)):
        return _with_unit(q, word)
    low, high = ("…" if x is None else number(x) for x in (q.low, q.high))
    return _with_unit(q, f"{low} to {high}")


def _with_unit(q: Quantity, words: str) -> str:
    if q.kind is QuantityKind.PERCENTAGE:
        return f"{words}%"
    if q.kind in (QuantityKind.COUNT, QuantityKind.AGE, QuantityKind.ORDINAL):
        return words
    return measured(words, q.unit, q.value == 1)
