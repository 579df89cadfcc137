"""Stated days: which exclude each other, and arrests that two reports date differently."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from test_judge import claim, relation

from checker.records import Attribute, Claim, ClaimKind, Frame, Person, Relation, TimeSpan
from checker.times import days

MONDAY = dt.date(2024, 8, 5)


def span(surface: str, after: int = 0) -> TimeSpan:
    day = MONDAY + dt.timedelta(days=after)
    return TimeSpan(day, day, surface)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (span("Monday"), span("Monday"), False),
        (span("Monday"), span("Tuesday", 1), False),  # a night between the two
        (span("Monday"), span("Wednesday", 2), True),
        (span("late Monday"), span("early Tuesday", 1), False),
        (span("Monday night"), span("Tuesday morning", 1), False),
        (span("early Monday"), span("Tuesday morning", 1), True),
        (span("Monday afternoon"), span("Tuesday", 1), True),
        (span("Monday evening"), span("Tuesday", 1), False),
        (span("Monday"), span("Monday", 7), False),  # one weekday of two weeks: a date misread, or another case
        (span(""), span("Wednesday", 2), False),  # taken over from the article
        (replace(span("this week"), end=MONDAY + dt.timedelta(days=6)), span("Wednesday", 9), False),
    ],
)
def test_days_that_exclude_each_other(one: TimeSpan, other: TimeSpan, apart: bool) -> None:
    assert days.clash(one, other) is apart
    assert days.clash(other, one) is apart


def test_without_a_day_nothing_clashes() -> None:
    assert not days.clash(None, span("Monday")) and not days.clash(span("Monday"), None)


def test_of_whom_he_was_arrested_tells_nothing() -> None:
    one, two = (arrest(n, span(*t), MONDAY) for n, t in (("a", ("Monday", 0)), ("b", ("Thursday", 3))))
    nameless = replace(two, frame=replace(two.frame, person=Person("", 30, "male", "suspect")))
    assert relation(one, two, nli=None) is Relation.CONTRADICTION
    assert relation(one, nameless, nli=None) is Relation.AGREEMENT


def arrest(name: str, time: TimeSpan | None, published: dt.date, value: str = "arrested") -> Claim:
    frame = Frame(predicate="attack", person=Person("ana roe", 30))
    told = claim(name, frame=frame, kind=ClaimKind.ATTRIBUTIVE, quantity=None, time=time, published=published)
    return replace(told, attribute=Attribute("custody", value, "Ana Roe"))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((span("Monday"), 1, "arrested"), (span("Thursday", 3), 4, "arrested"), Relation.CONTRADICTION),
        ((span("Monday"), 1, "arrested"), (span("Monday"), 4, "arrested"), Relation.AGREEMENT),
        ((None, 1, "arrested"), (span("Thursday", 3), 4, "arrested"), Relation.CONTRADICTION),  # told before it was
        ((None, 5, "arrested"), (span("Thursday", 3), 4, "arrested"), Relation.AGREEMENT),
        ((None, 1, "arrested"), (span("the 20th", 15), 16, "arrested"), Relation.AGREEMENT),  # another arrest
        ((span("Monday"), 1, "arrested"), (span("Thursday", 3), 4, "charged"), Relation.UPDATE),
    ],
)
def test_one_arrest_has_one_day(one: tuple, other: tuple, expected: Relation) -> None:
    a, b = (
        arrest(name, time, MONDAY + dt.timedelta(days=published), value)
        for name, (time, published, value) in (("a", one), ("b", other))
    )
    assert relation(a, b, nli=None) is expected
    assert relation(b, a, nli=None) is expected
