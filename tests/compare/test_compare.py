"""compare: a table of pairs, and properties that hold for all quantities."""

from __future__ import annotations

import csv
import math
from dataclasses import replace
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.compare.quantities import (
    DISJOINT,
    EQUAL,
    INCOMPARABLE,
    OVERLAP,
    compare,
    last_place,
    parts_fit,
    share_of,
    total,
)
from checker.compare.units import conversion
from checker.records import Comparator, Quantity, QuantityKind
from checker.words.wording import number, phrase

BOUNDS = [c for c in Comparator if c is not Comparator.RANGE]


def quantity(text: str) -> Quantity:
    """Parse a cell of ``cases/compare.csv``."""
    words = text.split()
    comparator = Comparator(words[0])
    numbers = [float(w) for w in words[1:] if w.replace(".", "", 1).isdigit()]
    unit, kind = (
        ([*words[1 + len(numbers) :], "", "count", "count"])[:2] if len(words) > 1 + len(numbers) else ("", "count")
    )
    base = Quantity(None, unit=unit.replace("_", " "), kind=QuantityKind(kind), comparator=comparator)
    if comparator is Comparator.RANGE:
        return replace(base, low=numbers[0], high=numbers[1])
    return replace(base, value=numbers[0])


def table() -> list[tuple[str, str, str]]:
    lines = (ROOT / "tests/cases/compare.csv").read_text(encoding="utf-8").splitlines()
    return [(a, b, r) for a, b, r in csv.reader(line for line in lines if not line.startswith("#"))]


@pytest.mark.parametrize(("a", "b", "relation"), table())
def test_table(a: str, b: str, relation: str) -> None:
    found = compare(quantity(a), quantity(b))
    assert found.relation == relation, found.detail
    assert compare(quantity(b), quantity(a)).relation == relation


numbers = st.one_of(st.integers(0, 5000).map(float), st.floats(0, 1e6, allow_nan=False).map(lambda x: round(x, 3)))
kinds = st.sampled_from([QuantityKind.COUNT, QuantityKind.AGE, QuantityKind.MONEY, QuantityKind.PERCENTAGE])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    kind = draw(kinds)
    if draw(st.booleans()):
        return Quantity(draw(numbers), comparator=draw(st.sampled_from(BOUNDS)), kind=kind)
    low, high = sorted((draw(numbers), draw(numbers)))
    return Quantity(None, low=low, high=high, comparator=Comparator.RANGE, kind=kind)


@given(quantities(), quantities())
def test_symmetric_and_explained(a: Quantity, b: Quantity) -> None:
    one, two = compare(a, b), compare(b, a)
    assert (one.relation, one.score) == (two.relation, two.score)
    assert 0 <= one.score <= 1
    assert one.detail and "\n" not in one.detail


@given(quantities())
def test_a_quantity_fits_itself(a: Quantity) -> None:
    impossible = a.value == 0 and a.comparator is Comparator.LESS_THAN
    assume(not impossible)
    assert compare(a, a).relation in (EQUAL, OVERLAP)


@given(numbers, quantities(), st.sampled_from([Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.ABOUT]))
def test_a_wider_reading_never_turns_a_fit_into_a_conflict(value: float, b: Quantity, wider: Comparator) -> None:
    value = float(int(value) % 90)  # below the numbers that a writer may have rounded
    exact = Quantity(value, kind=QuantityKind.COUNT)
    if compare(exact, replace(b, kind=QuantityKind.COUNT)).relation != DISJOINT:
        assert compare(replace(exact, comparator=wider), replace(b, kind=QuantityKind.COUNT)).relation != DISJOINT


@given(st.floats(1, 1e5), st.floats(1, 1e5))
def test_conversion_changes_no_verdict(x: float, y: float) -> None:
    factor = conversion("mile", "kilometre")
    assert factor is not None
    loose = [Quantity(v, unit="mile", kind=QuantityKind.MEASURE, comparator=Comparator.AT_LEAST) for v in (x, y)]
    upper = replace(loose[1], comparator=Comparator.LESS_THAN)
    metric = replace(upper, unit="kilometre", value=y * factor[0])
    assume(not math.isclose(x, y, rel_tol=1e-6))
    assert compare(loose[0], upper).relation == compare(loose[0], metric).relation


def test_conversion_of_unknown_units_is_none() -> None:
    assert conversion("troop", "rocket") is None
    assert conversion("", "metre") is None


@pytest.mark.parametrize(
    ("value", "place"), [(2500, 100), (14, 1), (30, 10), (0, 1), (1.5, 0.1), (2.25, 0.01), (1e6, 1e6)]
)
def test_last_place(value: float, place: float) -> None:
    assert math.isclose(last_place(value), place)


def test_totals() -> None:
    made = total([Quantity(5), Quantity(2)], "person")
    assert made is not None and (made.value, made.comparator, made.unit) == (7, Comparator.EXACT, "person")
    bounded = total([Quantity(58, comparator=Comparator.AT_LEAST), Quantity(83)], "attack")
    assert bounded is not None and (bounded.value, bounded.comparator) == (141, Comparator.AT_LEAST)


@pytest.mark.parametrize(
    "parts",
    [
        [Quantity(5)],
        [Quantity(5), Quantity(2, comparator=Comparator.LESS_THAN)],
        [Quantity(5), Quantity(None, low=2, high=3, comparator=Comparator.RANGE)],
        [Quantity(5), Quantity(2, kind=QuantityKind.MONEY)],
        [Quantity(5), Quantity(2, change="up")],
    ],
)
def test_no_total(parts: list[Quantity]) -> None:
    assert total(parts, "") is None


@pytest.mark.parametrize(
    ("q", "words"),
    [
        (Quantity(2500, comparator=Comparator.ABOUT), "about 2,500"),
        (Quantity(150, comparator=Comparator.MORE_THAN), "more than 150"),
        (Quantity(12.5, kind=QuantityKind.PERCENTAGE), "12.5%"),
        (Quantity(None, low=3, high=9, comparator=Comparator.RANGE, vague=True), "several"),
        (Quantity(None, 1e5, 1e6, Comparator.RANGE, vague=True), "hundreds of thousands"),
        (Quantity(60, unit="kilometre", kind=QuantityKind.MEASURE), "60 kilometres"),
        (Quantity(5, change="up"), "up 5"),
    ],
)
def test_phrase(q: Quantity, words: str) -> None:
    assert phrase(q) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (14e9, "14 billion"),
        (3.4e12, "3.4 trillion"),
        (2345678, "2,345,678"),
        (2500, "2,500"),
        (1.5, "1.5"),
        (16369.03, "16,369.03"),
        (0.25, "0.25"),
        (-7, "-7"),
    ],
)
def test_number(value: float, words: str) -> None:
    assert number(value) == words


def percent(value: float, comparator: Comparator = Comparator.EXACT) -> Quantity:
    return Quantity(value, unit="percentage", kind=QuantityKind.PERCENTAGE, comparator=comparator)


@pytest.mark.parametrize(
    ("share", "base", "count", "relation"),
    [
        (percent(40), Quantity(250), 100, OVERLAP),
        (percent(40), Quantity(250), 130, DISJOINT),
        (percent(40, Comparator.MORE_THAN), Quantity(250), 180, OVERLAP),
        (percent(40, Comparator.MORE_THAN), Quantity(250), 90, DISJOINT),
        (percent(40, Comparator.LESS_THAN), Quantity(250), 90, OVERLAP),
        (percent(40), Quantity(250, comparator=Comparator.AT_LEAST), 400, OVERLAP),
        (percent(40), Quantity(250, comparator=Comparator.AT_LEAST), 50, DISJOINT),
    ],
)
def test_share_of_a_known_base(share: Quantity, base: Quantity, count: float, relation: str) -> None:
    assert compare(share_of(share, base), Quantity(count)).relation == relation


def test_share_of_refuses_what_is_no_share() -> None:
    for share, base in [
        (Quantity(40), Quantity(250)),
        (replace(percent(40), change="up"), Quantity(250)),
        (percent(40), percent(20)),
    ]:
        with pytest.raises(ValueError, match="expected"):
            share_of(share, base)


@given(st.integers(0, 100).map(float), st.integers(0, 10**6).map(float), st.sampled_from(BOUNDS))
def test_a_share_never_exceeds_its_whole(rate: float, whole: float, comparator: Comparator) -> None:
    made = share_of(percent(rate, comparator), Quantity(whole))
    top = parts_fit(Quantity(whole), [Quantity(made.low)])
    assert made.low is not None and made.high is not None
    assert 0 <= made.low <= made.high
    assert top.relation in {EQUAL, OVERLAP}


@pytest.mark.parametrize(
    ("whole", "parts", "relation"),
    [
        (Quantity(7), [Quantity(5), Quantity(2)], EQUAL),
        (Quantity(7), [Quantity(5)], OVERLAP),
        (Quantity(7), [Quantity(5), Quantity(3)], DISJOINT),
        (Quantity(7, comparator=Comparator.AT_LEAST), [Quantity(5), Quantity(30)], OVERLAP),
        (Quantity(8, comparator=Comparator.LESS_THAN), [Quantity(5), Quantity(3)], DISJOINT),
        (Quantity(7), [Quantity(5, comparator=Comparator.MORE_THAN), Quantity(2)], DISJOINT),
        (Quantity(7), [Quantity(5, comparator=Comparator.LESS_THAN), Quantity(3)], OVERLAP),
        (Quantity(7), [], INCOMPARABLE),
        (Quantity(7), [percent(5)], INCOMPARABLE),
        (
            Quantity(1, unit="kilometre", kind=QuantityKind.MEASURE),
            [Quantity(2000, unit="metre", kind=QuantityKind.MEASURE)],
            DISJOINT,
        ),
    ],
)
def test_parts_fit(whole: Quantity, parts: list[Quantity], relation: str) -> None:
    assert parts_fit(whole, parts).relation == relation


@given(st.lists(st.integers(0, 99).map(float), min_size=1, max_size=6), st.integers(1, 99), st.randoms())
def test_parts_in_any_order_and_one_more(values: list[float], extra: int, random: Any) -> None:
    parts = [Quantity(v) for v in values]
    whole = Quantity(sum(values))
    shuffled = random.sample(parts, len(parts))
    assert parts_fit(whole, parts).relation == parts_fit(whole, shuffled).relation == EQUAL
    assert parts_fit(whole, [*parts, Quantity(float(extra))]).relation != EQUAL
    if whole.value is not None and whole.value < 100:
        assert parts_fit(whole, [*parts, Quantity(float(extra))]).relation == DISJOINT


def test_a_withdrawn_figure_compares_with_nothing() -> None:
    old = quantity("exact 14")
    withdrawn = replace(old, superseded=True)
    for a, b in ((withdrawn, old), (old, withdrawn), (withdrawn, withdrawn)):
        assert compare(a, b).relation == INCOMPARABLE
