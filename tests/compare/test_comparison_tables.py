"""Arithmetic on invented quantities: tables that a person reads, and rules that hold for all.

``golden/comparisons.txt`` and ``sums.txt`` tell in words what comes of quantities that matter, a line each. After a
change of the rules: ``CHECKER_UPDATE_GOLDEN=1 pytest tests/compare/test_comparison_tables.py``, and read the diff. What
the tables don't show is held by rules over every pair of the same quantities.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from golden_tables import held

from checker.compare import quantities
from checker.records import (
    Comparator,
    Quantity,
    QuantityKind,
)
from checker.words.lexicon import plural
from checker.words.wording import phrase

C, K = Comparator, QuantityKind


def clock(minutes: float, comparator: Comparator = C.EXACT) -> Quantity:
    return Quantity(minutes, comparator=comparator, unit="time of day", kind=K.CLOCK)


QUANTITIES = [
    *(Quantity(v, unit="person") for v in (0, 1, 14, 15, 99, 100, 1_000, 1_005, 1_010, 2_500, 2_600, 20_000_000)),
    *(Quantity(100, comparator=c, unit="person") for c in (C.ABOUT, C.AT_LEAST, C.MORE_THAN, C.AT_MOST, C.LESS_THAN)),
    Quantity(None, 20, 30, C.RANGE, unit="person"),
    Quantity(None, None, 30, C.RANGE, unit="person"),
    Quantity(None, 20, None, C.RANGE, unit="person"),
    Quantity(None, 3, 9, C.RANGE, unit="person", vague=True),
    Quantity(12, change="up", unit="person"),
    Quantity(-12, comparator=C.LESS_THAN, unit="person"),
    *(Quantity(v, unit="mile", kind=K.MEASURE) for v in (1, 1.5, 60)),
    *(Quantity(v, unit="kilometre", kind=K.MEASURE) for v in (1.609344, 96.5, 97, 100)),
    Quantity(60, unit="mile per hour", kind=K.MEASURE),
    Quantity(20, unit="degree celsius", kind=K.MEASURE),
    Quantity(68, unit="degree fahrenheit", kind=K.MEASURE),
    Quantity(3, unit="day", kind=K.DURATION),
    Quantity(72, unit="hour", kind=K.DURATION),
    *(Quantity(v, unit="dollar", kind=K.MONEY) for v in (3_500_000.0, 3_510_000.0, 0.25)),
    Quantity(3_500_000.0, unit="euro", kind=K.MONEY),
    *(Quantity(v, unit="percentage", kind=K.PERCENTAGE) for v in (12, 12.5, 60)),
    *(Quantity(v, unit="year of age", kind=K.AGE) for v in (23, 24)),
    Quantity(23, comparator=C.ABOUT, unit="year of age", kind=K.AGE),
    *(Quantity(v, kind=K.ORDINAL) for v in (3, 1_000)),
    *(clock(m) for m in (0, 7, 30, 723, 725, 735, 750, 1_430)),
    *(clock(600, c) for c in (C.ABOUT, C.AT_LEAST, C.LESS_THAN)),
    clock(1_200, C.MORE_THAN),
]


def shown(q: Quantity) -> str:
    """ "about 100 people", "1.5 miles", "12%", "23 years"."""
    if q.kind not in (K.COUNT, K.AGE):
        return phrase(q)
    noun = "year" if q.kind is K.AGE else q.unit
    return f"{phrase(q)} {noun if q.value == 1 else plural(noun)}"


def people(value: float | None, comparator: Comparator = C.EXACT, **more: Any) -> Quantity:
    return Quantity(value, comparator=comparator, unit="person", **more)


def of_unit(value: float, unit: str, kind: QuantityKind, comparator: Comparator = C.EXACT) -> Quantity:
    return Quantity(value, comparator=comparator, unit=unit, kind=kind)


READINGS = [
    *map(people, (99, 100, 1_000, 1_005, 2_500, 20_000_000)),
    *(people(100, c) for c in (C.ABOUT, C.AT_LEAST, C.MORE_THAN, C.AT_MOST, C.LESS_THAN)),
    people(None, C.RANGE, low=20, high=30),
    people(None, C.RANGE, low=20),
    people(-12, C.LESS_THAN),
    of_unit(1.5, "mile", K.MEASURE),
    of_unit(60, "mile", K.MEASURE),
    of_unit(3_500_000, "dollar", K.MONEY),
    of_unit(12.5, "percentage", K.PERCENTAGE),
    of_unit(23, "year of age", K.AGE),
    of_unit(23, "year of age", K.AGE, C.ABOUT),
]
PAIRS = [
    (people(14), people(14)), (people(14), people(15)), (people(1_000), people(1_005)), (people(1_000), people(1_010)),
    (people(2_500), people(2_600)), (people(99), people(100, C.ABOUT)), (people(14), people(100, C.ABOUT)),
    (people(100), people(100, C.ABOUT)), (people(100), people(100, C.AT_LEAST)), (people(99), people(100, C.AT_LEAST)),
    (people(99), people(100, C.LESS_THAN)), (people(100, C.MORE_THAN), people(100, C.AT_MOST)),
    (people(100, C.AT_LEAST), people(100, C.AT_MOST)), (people(15), people(None, C.RANGE, low=20, high=30)),
    (people(0), people(1)), (people(0), people(100, C.AT_MOST)),
    (of_unit(60, "mile", K.MEASURE), of_unit(97, "kilometre", K.MEASURE)),
    (of_unit(1, "mile", K.MEASURE), of_unit(100, "kilometre", K.MEASURE)),
    (of_unit(1, "mile", K.MEASURE), of_unit(1.609344, "kilometre", K.MEASURE)),
    (of_unit(20, "degree celsius", K.MEASURE), of_unit(68, "degree fahrenheit", K.MEASURE)),
    (of_unit(3, "day", K.DURATION), of_unit(72, "hour", K.DURATION)),
    (of_unit(60, "mile", K.MEASURE), of_unit(60, "mile per hour", K.MEASURE)),
    (of_unit(3_500_000, "dollar", K.MONEY), of_unit(3_510_000, "dollar", K.MONEY)),
    (of_unit(3_500_000, "dollar", K.MONEY), of_unit(3_500_000, "euro", K.MONEY)),
    (of_unit(12, "percentage", K.PERCENTAGE), of_unit(12.5, "percentage", K.PERCENTAGE)),
    (of_unit(23, "year of age", K.AGE), of_unit(24, "year of age", K.AGE)),
    (of_unit(24, "year of age", K.AGE), of_unit(23, "year of age", K.AGE, C.ABOUT)),
    (people(12, change="up"), people(14)), (people(12), of_unit(12, "year of age", K.AGE)),
    (clock(0), clock(1_430)), (clock(0), clock(7)), (clock(0), clock(30)), (clock(723), clock(725)),
    (clock(723), clock(735)), (clock(600, C.AT_LEAST), clock(723)), (clock(600, C.AT_LEAST), clock(0)),
    (clock(600, C.LESS_THAN), clock(725)), (clock(600), clock(600, C.ABOUT)), (clock(600), clock(600, C.AT_LEAST)),
]  # fmt: skip


def comparisons() -> Iterable[str]:
    for q in READINGS:
        i = quantities.interval(q)
        low = f"{'at least' if i.low_closed else 'more than'} {i.low:,.10g}" if i.low > -math.inf else ""
        high = f"{'at most' if i.high_closed else 'less than'} {i.high:,.10g}" if i.high < math.inf else ""
        yield f"{shown(q)}: {f'{i.low:,.10g}' if i.low == i.high else ', '.join(filter(None, (low, high)))}"
    for a, b in PAIRS:
        found = quantities.compare(a, b)
        yield f"{shown(a)} | {shown(b)}: {found.relation}: {found.detail}"


def test_comparisons_are_those_of_the_table() -> None:
    held("comparisons.txt", comparisons())


@functools.cache
def samples(q: Quantity) -> tuple[float, ...]:
    """Numbers that a quantity allows: its ends where they belong to it, and some between."""
    i = quantities.interval(q)
    low, high = max(i.low, -1e12), min(i.high, 1e12)
    near = ([low] * i.low_closed) + ([high] * i.high_closed)
    return (*near, *(low + (high - low) * part for part in (1e-4, 0.25, 0.5, 0.75, 1 - 1e-4)))


def allowed(x: float, q: Quantity) -> bool:
    i = quantities.interval(q)
    return (i.low < x or (i.low_closed and i.low == x)) and (x < i.high or (i.high_closed and i.high == x))


ALIKE = [
    (a, b)
    for a, b in itertools.product(QUANTITIES, repeat=2)
    if a.kind is b.kind is not K.CLOCK and a.unit == b.unit and a.change == b.change
]


def test_two_quantities_exclude_each_other_where_no_number_fits_both() -> None:
    for a, b in ALIKE:
        both = any(allowed(x, b) for x in samples(a)) or any(allowed(x, a) for x in samples(b))
        same = a.value is not None and a.value == b.value and {a.comparator, b.comparator} <= {C.EXACT, C.ABOUT}
        found = quantities.compare(a, b)
        assert (found.relation == quantities.DISJOINT) == (not both and not same), (a, b)
        assert ("cannot both be true" in found.detail) == (found.relation == quantities.DISJOINT)


def test_the_score_of_a_comparison_is_one_for_equal_values_and_grows_with_nearness() -> None:
    for a, b in itertools.product(QUANTITIES, repeat=2):
        found = quantities.compare(a, b)
        assert (found.score == 1) == (found.relation == quantities.EQUAL) or found.relation == quantities.OVERLAP
        assert found.score == 0 or found.relation in (quantities.EQUAL, quantities.OVERLAP)
    wide = people(100, C.AT_LEAST)
    scores = [quantities.compare(wide, people(value)).score for value in (400, 250, 125, 101)]
    assert scores == sorted(scores) and scores[2] == 0.8 and 0.5 < scores[-1] < 1
    times = [quantities.compare(clock(0), clock(minutes)).score for minutes in (9, 6, 3)]
    assert times == sorted(times) and 0.5 < times[0] < times[-1] < 1
    # Nothing tells how near what has no number, or another sign, is.
    for a, b in ((wide, people(None, C.RANGE, low=90)), (people(0, C.AT_LEAST), people(5, C.ABOUT))):
        assert quantities.compare(a, b).score == 0.5


def test_times_of_day_exclude_each_other_by_what_people_round_off() -> None:
    """To the half hour 8 minutes, to five 5, else 2; "about" 3 more; round midnight as at noon."""
    off = {600: 8, 0: 8, 725: 5, 723: 2, 1_430: 5}
    for (one, two), about in itertools.product(itertools.product(off, repeat=2), (False, True)):
        a, b = clock(one), clock(two, C.ABOUT if about else C.EXACT)
        apart = min((one - two) % 1_440, (two - one) % 1_440)
        expected = apart > off[one] + off[two] + 3 * about
        assert (quantities.compare(a, b).relation == quantities.DISJOINT) == expected, (a, b)
        assert quantities.compare(a, b).relation == quantities.compare(b, a).relation
    for minutes, fits in ((601, True), (960, True), (961, False), (599, True), (580, False)):
        assert (quantities.compare(clock(600, C.MORE_THAN), clock(minutes)).score > 0) == fits, minutes
        assert (quantities.compare(clock(1_200 - minutes), clock(600, C.AT_MOST)).score > 0) == fits, minutes


def test_quantities_of_different_kinds_or_units_are_incomparable() -> None:
    for a, b in itertools.product(QUANTITIES, repeat=2):
        found = quantities.compare(a, b)
        assert found.relation == quantities.compare(b, a).relation
        if a.kind is not b.kind or a.change != b.change:
            told = f"{phrase(a)} and {phrase(b)} measure different things"
            assert (found.relation, found.score, found.detail) == (quantities.INCOMPARABLE, 0.0, told)
    euro, dollar = Quantity(5, unit="euro", kind=K.MONEY), Quantity(5, unit="dollar", kind=K.MONEY)
    assert quantities.compare(euro, dollar).detail == "euro and dollar do not convert"
    assert quantities.compare(replace(euro, unit=""), dollar).detail == "no unit and dollar do not convert"
    assert quantities.compare(euro, replace(dollar, unit="")).detail == "euro and no unit do not convert"


def percent(value: float, comparator: Comparator = C.EXACT) -> Quantity:
    return of_unit(value, "percentage", K.PERCENTAGE, comparator)


SHARES = [
    (percent(12), people(100)), (percent(12.5), people(1_000)), (percent(60), people(14)), (percent(0), people(14)),
 (percent(12, C.MORE_THAN), people(100, C.AT_MOST)),
    (percent(12), people(100, C.AT_LEAST)), (percent(12, C.AT_MOST), people(None, C.RANGE, low=20, high=30)),
]  # fmt: skip
PARTS = [
    (people(15), [people(14), people(1)]), (people(15), [people(14)]), (people(14), [people(15)]),
    (people(100), [people(99), people(14)]), (people(100), [people(99), people(1), people(1)]),
    (people(100, C.AT_LEAST), [people(99), people(14)]), (people(100, C.AT_MOST), [people(100)]),
    (people(100, C.LESS_THAN), [people(99), people(1)]), (people(15), [people(14, C.MORE_THAN), people(1)]),
    (people(15), [people(None, C.RANGE, low=20, high=30)]), (people(15), [people(14, C.AT_MOST), people(14)]),
    (people(None, C.RANGE, low=20, high=30), [people(14), people(15)]), (people(15), []),
]  # fmt: skip
TOTALS = [
    [people(14), people(1)], [people(14), people(1, C.ABOUT)], [people(14, C.ABOUT), people(1, C.AT_LEAST)],
    [people(14, C.MORE_THAN), people(1, C.AT_LEAST)], [people(14), people(1, C.AT_MOST)],
    [people(14), people(None, C.RANGE, low=20, high=30)], [people(14), people(1, change="up")], [people(14)],
]  # fmt: skip


def sums() -> Iterable[str]:
    for rate, base in SHARES:
        part = quantities.share_of(rate, base)
        yield f"{shown(rate)} of {shown(base)}: {shown(part)}"
    for whole, some in PARTS:
        found = quantities.parts_fit(whole, some)
        yield f"{' + '.join(map(shown, some)) or 'nothing'} in {shown(whole)}: {found.relation}: {found.detail}"
    for some in TOTALS:
        made = quantities.total(some, "person")
        yield f"{' + '.join(map(shown, some))}: {shown(made) + ' in all' if made else 'no total'}"


def test_shares_parts_and_totals_are_those_of_the_table() -> None:
    held("sums.txt", sums())


COUNTS = [q for q in QUANTITIES if q.kind is K.COUNT and q.change is None and q.value != -12]


def test_a_share_is_every_part_that_rate_and_whole_allow_and_no_other() -> None:
    rates = [percent(v, c) for v in (0, 12, 60, 99.9) for c in (C.EXACT, C.ABOUT, C.MORE_THAN, C.LESS_THAN)]
    for rate, base in itertools.product(rates, COUNTS):
        made = quantities.share_of(rate, base)
        assert (made.value, made.comparator, made.unit, made.kind) == (None, C.RANGE, base.unit, base.kind)
        least, most = quantities.interval(rate), quantities.interval(base)
        shares = [min(max(x, 0), 100) / 100 for x in (least.low, least.high)]
        ends = [share * max(whole, 0) for share in shares for whole in (most.low, most.high) if share or whole < 1e99]
        assert made.low == pytest.approx(min(ends))
        assert made.high == (None if max(ends) > 1e99 else pytest.approx(max(ends)))


def test_parts_fit_unless_the_least_of_them_is_more_than_the_most_of_the_whole() -> None:
    small = [q for q in COUNTS if (q.value or 0) < 1_005]
    for whole, parts in itertools.product(small, itertools.combinations(small, 2)):
        least = sum(max(quantities.interval(p).low, 0) for p in parts)
        top = quantities.interval(whole)
        reached = top.high_closed and all(quantities.interval(p).low_closed for p in parts)
        found = quantities.parts_fit(whole, parts)
        too_many = least > top.high or (least == top.high and not reached)
        assert (found.relation == quantities.DISJOINT) == too_many == ("is more than" in found.detail)
        values = [q.value for q in (whole, *parts) if q.value is not None]
        adds_up = len(values) == 3 and values[0] == values[1] + values[2]
        assert (found.relation == quantities.EQUAL) == (adds_up and not too_many) == (found.score == 1)


def test_a_total_is_bounded_as_the_least_sure_of_its_parts() -> None:
    order = (C.EXACT, C.ABOUT, C.AT_LEAST, C.MORE_THAN)
    for one, two in itertools.product(order, repeat=2):
        made = quantities.total([people(5, one), people(2, two)], "person")
        assert made == people(7, max(one, two, key=order.index))
        assert quantities.total([people(5, one), people(2, C.AT_MOST)], "person") is None
        assert quantities.total([people(5, one), replace(people(2, two), kind=K.AGE)], "person") is None


def test_what_is_no_share_and_no_part() -> None:
    rate, people = Quantity(12, unit="percentage", kind=K.PERCENTAGE), Quantity(100, unit="person")
    for share, base, told in (
        (people, people, "100 is no share, expected a percentage without change"),
        (replace(rate, change="up"), people, "is no share, expected a percentage without change"),
        (rate, rate, "is no whole, expected a count or an amount"),
        (rate, replace(people, change="down"), "is no whole, expected a count or an amount"),
    ):
        with pytest.raises(ValueError, match=told):
            quantities.share_of(share, base)
    for whole, part in ((people, rate), (people, replace(people, change="up")), (replace(people, change="up"), people)):
        found = quantities.parts_fit(whole, [part])
        assert (found.relation, found.score) == (quantities.INCOMPARABLE, 0.0)
        assert found.detail == (f"{phrase(part)} is no part of {phrase(whole)}: another kind of quantity")
    parts = [Quantity(5, unit="man", concept=("a", "b")), Quantity(2, unit="woman", concept=("b", "c"))]
    made = quantities.total(parts, "person")
    assert made == Quantity(7, unit="person", concept=("a", "b", "c"))


@pytest.mark.parametrize(
    ("earlier", "later", "minutes"),
    [
        (clock(600), clock(660), 44), (clock(660), clock(600), -76), (clock(1_430), clock(10), 10),
        (clock(0), clock(0), -16), (clock(0), clock(720), 704), (clock(0), clock(721), -729),
        (clock(600, C.ABOUT), clock(663), 50), (clock(600, C.AT_LEAST), clock(660), None),
        (clock(600), clock(660, C.LESS_THAN), None), (replace(clock(600), value=None), clock(660), None),
        (clock(600), replace(clock(660), value=None), None),
    ],
)  # fmt: skip
def test_how_long_before_at_least(earlier: Quantity, later: Quantity, minutes: float | None) -> None:
    assert quantities.ahead(earlier, later) == minutes
