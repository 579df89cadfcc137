"""Two quantities -> Comparison: interval algebra with open ends, stated tolerances and unit conversion.

Pure and symmetric: ``compare(a, b)`` and ``compare(b, a)`` differ only in the order of words in ``detail``.

A stated number is read as the interval of true values that it allows:

* ``exact``   the value itself; a long round number ("2,500") also allows what rounds to it;
* ``about``   one unit of its last significant digit to each side, at most a tenth of the value: the rounder the
  number, the wider (Krifka 2007, "Approximate interpretation of number words"; Jansen & Pollmann 2001, "On round
  numbers"). "about 2,500" fits 2,450 and not 2,900; "about 14" fits 13 and 15;
* bounds      half-open rays ("more than 150" is everything above 150);
* ``range``   its two ends, inclusive.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from checker.compare.units import conversion
from checker.records import Comparator, Comparison, Quantity, QuantityKind
from checker.words.wording import phrase

EQUAL, OVERLAP, DISJOINT, INCOMPARABLE = "equal", "overlap", "disjoint", "incomparable"

DAY = 24 * 60.0  # minutes

# Below this, a count is meant to the last digit: "30 rockets" is not "28 rockets".
ROUNDED_FROM = 100

_SMALLEST = 1e-6  # percent; nobody writes more decimals

_LOOSE = {Comparator.EXACT, Comparator.ABOUT}
UPPER = (Comparator.AT_MOST, Comparator.LESS_THAN)
LOWER = (Comparator.AT_LEAST, Comparator.MORE_THAN)


@dataclass(frozen=True, slots=True)
class Interval:
    """Values from ``low`` to ``high``; an end that is not ``closed`` is left out."""

    low: float
    high: float
    low_closed: bool = True
    high_closed: bool = True

    def overlaps(self, other: Interval) -> bool:
        first, second = sorted((self, other), key=lambda i: (i.low, not i.low_closed))
        if first.high > second.low and not math.isclose(first.high, second.low, rel_tol=1e-9):
            return True
        touching = math.isclose(first.high, second.low, rel_tol=1e-9)
        return touching and first.high_closed and second.low_closed


def last_place(value: float) -> float:
    """The size of the last significant digit as written: 2500 -> 100, 14 -> 1, 1.5 -> 0.1."""
    if value == 0 or not math.isfinite(value):
        return 1.0
    if value == int(value):
        digits = str(abs(int(value)))
        return 10.0 ** (len(digits) - len(digits.rstrip("0")))
    # The shortest decimal that gives this float is what was written; more digits are the float's own noise.
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return 10.0 ** int(exponent)


def interval(q: Quantity) -> Interval:
    """The true values that ``q`` allows, in its own unit."""
    if q.comparator is Comparator.RANGE or q.value is None:
        return Interval(-math.inf if q.low is None else q.low, math.inf if q.high is None else q.high)
    v = q.value
    if q.comparator is Comparator.ABOUT:
        slack = min(last_place(v), abs(v) / 10) if q.kind is not QuantityKind.AGE else 1.0
        return Interval(v - slack, v + slack)
    if q.comparator in LOWER:
        return Interval(v, math.inf, low_closed=q.comparator is Comparator.AT_LEAST, high_closed=False)
    if q.comparator in UPPER:
        floor = 0.0 if v > 0 else -math.inf
        return Interval(floor, v, high_closed=q.comparator is Comparator.AT_MOST)
    slack = _rounding(q)
    return Interval(v - slack, v + slack, low_closed=not slack, high_closed=not slack)


def _rounding(q: Quantity) -> float:
    """Half a unit of the last place, at most a fortieth, where a writer may have rounded; 0 where the number is exact.

    The ends stay open, so that "2,500" and "2,600", both rounded to hundreds, still exclude each other.
    """
    assert q.value is not None
    if q.kind in (QuantityKind.AGE, QuantityKind.ORDINAL):
        return 0.0
    if q.kind is QuantityKind.COUNT:
        place = last_place(q.value)
        return min(place / 2, abs(q.value) / 40) if abs(q.value) >= ROUNDED_FROM and place >= 10 else 0.0
    if is_fraction(q):
        return abs(q.value) / 100  # "two thirds" is 66 and 67 percent
    return min(last_place(q.value) / 2, abs(q.value) / 20)


def is_fraction(q: Quantity) -> bool:
    """Whether ``q`` was told as a fraction that has no end in decimals: "two thirds"."""
    return q.kind is QuantityKind.PERCENTAGE and q.value is not None and last_place(q.value) < _SMALLEST


def _converted(q: Quantity, to: Quantity) -> tuple[Interval, float | None] | None:
    """``q``'s interval and value in the unit of ``to``; None where the two don't measure the same thing."""
    factor, offset = 1.0, 0.0
    if q.unit != to.unit and q.kind is not QuantityKind.COUNT:
        found = conversion(q.unit, to.unit) if _convertible(q.kind) else None
        if found is None:
            return None
        factor, offset = found
    i = _allowed(q, to)
    ends = Interval(i.low * factor + offset, i.high * factor + offset, i.low_closed, i.high_closed)
    return ends, None if q.value is None else q.value * factor + offset


def _allowed(q: Quantity, other: Quantity) -> Interval:
    """``q``'s interval beside ``other``: a two-year-old may be 30 months old, and a child of 30 months is two."""
    if q.kind is QuantityKind.AGE and q.unit != other.unit and q.comparator is Comparator.EXACT and q.value is not None:
        return Interval(q.value, math.floor(q.value) + 1.0, high_closed=False)
    return interval(q)


def _convertible(kind: QuantityKind) -> bool:
    return kind in (QuantityKind.MEASURE, QuantityKind.DURATION, QuantityKind.AGE)


def compare(a: Quantity, b: Quantity) -> Comparison:
    """How two stated quantities of one thing relate; whether it is one thing is for alignment to say.

    Returns ``incomparable`` for different kinds, units that don't convert or another role (a change against a level),
    and for a figure that its own text withdraws; counted nouns are not looked at. Score: 1 equal, 0 disjoint, between
    them how close two overlapping values are.
    """
    left, right = phrase(a), phrase(b)
    if a.superseded or b.superseded:
        return Comparison(INCOMPARABLE, 0.0, f"{left if a.superseded else right} is withdrawn by the text itself")
    if a.kind is not b.kind or a.change != b.change or a.role != b.role:
        return Comparison(INCOMPARABLE, 0.0, f"{left} and {right} measure different things")
    if a.kind is QuantityKind.CLOCK:
        return _clock(a, b, left, right)
    other = _converted(b, a)
    if other is None:
        return Comparison(INCOMPARABLE, 0.0, f"{a.unit or 'no unit'} and {b.unit or 'no unit'} do not convert")
    theirs, value = other
    same = a.value is not None and value is not None and math.isclose(a.value, value, rel_tol=1e-9)
    # A value agrees with itself, however narrow and open its interval.
    if not (same and {a.comparator, b.comparator} <= _LOOSE) and not _allowed(a, b).overlaps(theirs):
        return Comparison(DISJOINT, 0.0, f"{left} and {right} cannot both be true")
    if a.value is not None and value is not None and math.isclose(a.value, value, rel_tol=1e-6):
        return _same_number(a, b, left, right)
    detail = f"both say {left}" if left == right else f"{left} and {right} can both be true"
    return Comparison(OVERLAP, _closeness(a.value, value), detail)


def _clock(a: Quantity, b: Quantity, left: str, right: str) -> Comparison:
    """Times of day by their distance round the clock; bounds ("after 10 p.m.") leave the six hours beyond them open."""
    assert a.value is not None and b.value is not None
    ahead = (b.value - a.value) % DAY
    apart = min(ahead, DAY - ahead)
    if apart == 0:
        return _same_number(a, b, left, right)
    for first, later in ((a, ahead), (b, DAY - ahead)):
        after = first.comparator in LOWER and later <= DAY / 4
        if after or (first.comparator in UPPER and DAY - later <= DAY / 4):
            return Comparison(OVERLAP, 0.5, f"{left} and {right} can both be true")
    if apart > _clock_slack(a) + _clock_slack(b):
        return Comparison(DISJOINT, 0.0, f"{left} and {right} cannot both be true")
    return Comparison(OVERLAP, round(1 - apart / DAY, 4), f"{left} and {right} can both be true")


def ahead(a: Quantity, b: Quantity) -> float | None:
    """Minutes by which the time of day ``a`` lies before ``b`` at least, what people round off allowed for.

    Negative where it lies behind; None where one is a mere bound. Times more than half a day apart count as behind.
    """
    if a.value is None or b.value is None or not {a.comparator, b.comparator} <= _LOOSE:
        return None
    before = (b.value - a.value) % DAY
    return (before if before <= DAY / 2 else before - DAY) - _clock_slack(a) - _clock_slack(b)


def _clock_slack(q: Quantity) -> float:
    """Minutes that a stated time may be off: people round to five, ten or thirty minutes, more so after "about"."""
    assert q.value is not None
    rounded = 8.0 if q.value % 30 == 0 else 5.0 if q.value % 5 == 0 else 2.0
    return rounded + (3.0 if q.comparator is Comparator.ABOUT else 0.0)


def _same_number(a: Quantity, b: Quantity, left: str, right: str) -> Comparison:
    if a.comparator is b.comparator or {a.comparator, b.comparator} <= _LOOSE:
        return Comparison(
            EQUAL, 1.0, f"both give {left}" if left == right else f"{left} and {right} are the same value"
        )
    return Comparison(OVERLAP, 0.9, f"{left} and {right} name the same number with different bounds")


def _closeness(x: float | None, y: float | None) -> float:
    if x is None or y is None or x * y <= 0:
        return 0.5
    return round(min(abs(x), abs(y)) / max(abs(x), abs(y)), 4)


def total(parts: Sequence[Quantity], unit: str) -> Quantity | None:
    """The sum of disjoint parts (5 + 2 = 7); None when a part has no number or is bounded from above."""
    values = [p.value for p in parts if p.value is not None]
    comparators = {p.comparator for p in parts}
    if len(values) != len(parts) or len(parts) < 2 or comparators & {*UPPER, Comparator.RANGE}:
        return None
    if any(p.change or p.kind is not parts[0].kind for p in parts):
        return None
    order = (Comparator.MORE_THAN, Comparator.AT_LEAST, Comparator.ABOUT, Comparator.EXACT)
    return Quantity(
        value=sum(values),
        comparator=next(c for c in order if c in comparators),
        unit=unit,
        kind=parts[0].kind,
        concept=tuple(dict.fromkeys(word for p in parts for word in p.concept)),
    )


def share_of(percentage: Quantity, base: Quantity) -> Quantity:
    """The count or amount that ``percentage`` of ``base`` allows, as a range in the unit of the base.

    "40% of 250 people" is 98.75 to 101.25 people, for 40% may be rounded; an end is None where a bound is open
    ("more than 40%" of a count without an upper end). A share of a whole lies between 0 and the whole.
    Raises ``ValueError`` where ``percentage`` is no percentage, is a change, or ``base`` is one.
    """
    if percentage.kind is not QuantityKind.PERCENTAGE or percentage.change is not None:
        raise ValueError(f"{phrase(percentage)} is no share, expected a percentage without change")
    if base.kind is QuantityKind.PERCENTAGE or base.change is not None:
        raise ValueError(f"{phrase(base)} is no whole, expected a count or an amount")
    rate, whole = interval(percentage), interval(base)
    least, most = max(rate.low, 0.0) / 100, min(max(rate.high, 0.0), 100.0) / 100
    low, high = least * max(whole.low, 0.0), most * whole.high if most else 0.0
    return Quantity(
        value=None,
        low=low,
        high=None if math.isinf(high) else max(low, high),
        comparator=Comparator.RANGE,
        unit=base.unit,
        kind=base.kind,
        concept=base.concept,
    )


def parts_fit(whole: Quantity, parts: Sequence[Quantity]) -> Comparison:
    """Whether disjoint ``parts`` fit into ``whole``: their sum, at its least, must not exceed the whole at its most.

    ``equal`` where the stated numbers add up, ``overlap`` where the parts leave a rest or bounds allow them,
    ``disjoint`` where they exceed the whole, ``incomparable`` for no parts, other kinds or units, or changes.
    """
    said = phrase(whole)
    ends, values = [], []
    for part in parts:
        same = part.kind is whole.kind and part.change is None and whole.change is None
        found = _converted(part, whole) if same else None
        if found is None:
            return Comparison(INCOMPARABLE, 0.0, f"{phrase(part)} is no part of {said}: another kind of quantity")
        ends.append(found[0])
        values.append(found[1])
    if not ends:
        return Comparison(INCOMPARABLE, 0.0, f"no parts of {said} are given")
    top, least = interval(whole), math.fsum(max(e.low, 0.0) for e in ends)
    words = " + ".join(phrase(p) for p in parts)
    at_end = math.isclose(least, top.high, rel_tol=1e-9)
    closed = top.high_closed and all(e.low_closed for e in ends)
    if (least > top.high and not at_end) or (at_end and not closed):
        return Comparison(DISJOINT, 0.0, f"{words} is more than {said}")
    stated = [v for v in values if v is not None]
    if len(stated) == len(values) and whole.value is not None:
        if math.isclose(math.fsum(stated), whole.value, rel_tol=1e-6):
            return Comparison(EQUAL, 1.0, f"{words} adds up to {said}")
        return Comparison(OVERLAP, _closeness(math.fsum(stated), whole.value), f"{words} fits into {said}")
    return Comparison(OVERLAP, 0.5, f"{words} fits into {said}")
