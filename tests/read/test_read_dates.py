"""Dates in words and figures: which day, told as ambiguous, or refused; never guessed."""

from __future__ import annotations

import datetime as dt

import pytest

from checker.errors import ReadError
from checker.read.dates import AmbiguousDate, date_in_words, month_first

DAYS = [
    ("2031-05-06", None, "2031-05-06"),
    ("2031-05-06T23:30:00-05:00", None, "2031-05-06"),
    ("2031-05-06 10:30:00 +0000", None, "2031-05-06"),
    ("20310506103000", None, "2031-05-06"),
    ("2031-05-06T10:00:00Z[UTC]", None, "2031-05-06"),
    ("2031-05-06T10:00:00.123456789Z", None, "2031-05-06"),
    ("2031-5-6", None, "2031-05-06"),
    ("2031/05/06", None, "2031-05-06"),
    ("Tue, 05/06/2031 - 10:30", None, "2031-05-06"),
    ("Thursday 05/06/2031", None, "2031-06-05"),
    ("05.06.2031, Thu", None, "2031-06-05"),
    ("05/06/2031", "en-US", "2031-05-06"),
    ("05/06/2031", "en_GB", "2031-06-05"),
    ("05-06-31", "en-AU", "2031-06-05"),
    ("Thu, 05/06/2031", "en-US", "2031-06-05"),
    ("13/06/2031 08:00", "en-US", "2031-06-13"),
    ("06.13.2031", None, "2031-06-13"),
    ("06/06/2031", None, "2031-06-06"),
    ("May 6, 2031 at 10:30 am EDT", None, "2031-05-06"),
    ("Published: 6 May 2031", None, "2031-05-06"),
    ("Posted on Tuesday 6th May 2031 10.30am BST", None, "2031-05-06"),
    ("Tue, 06 May 2031 10:30:00 +0200", None, "2031-05-06"),
    ("6 May 2031 | 10:30", None, "2031-05-06"),
    ("06-May-2031", None, "2031-05-06"),
    ("1935830400", None, "2031-05-06"),
    ("1935830400000", None, "2031-05-06"),
]


@pytest.mark.parametrize(("value", "language", "day"), DAYS, ids=[f"{v} {lang or ''}" for v, lang, _ in DAYS])
def test_the_day_that_is_meant(value: str, language: str | None, day: str) -> None:
    assert date_in_words(value, language) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("value", "language", "readings"),
    [
        ("05/06/2031", None, ("2031-05-06", "2031-06-05")),
        ("05/06/2031", "en", ("2031-05-06", "2031-06-05")),
        ("5-6-2031 10:30", "en-CA", ("2031-05-06", "2031-06-05")),
        ("Mon, 05/06/2031", None, ("2031-05-06", "2031-06-05")),  # neither is a Monday
        ("5/6/31", None, ("2031-05-06", "2031-06-05")),
        ("24-05-06", None, ("2006-05-24", "2024-05-06")),
    ],
)
def test_a_day_of_two_readings_is_told(value: str, language: str | None, readings: tuple[str, ...]) -> None:
    with pytest.raises(AmbiguousDate, match=f'"published" may be {" or ".join(readings)}') as told:
        date_in_words(value, language)
    assert tuple(map(str, told.value.readings)) == readings


@pytest.mark.parametrize(
    "value",
    ["Jan 5th", "May 2031", "10:30", "yesterday", "Tuesday", "2 June", "32/32/2031", "9 3 2031", "6-5-3", "2031-05",
     "2031-02-01 25:00:00", "13/06/2031 10:99", "page 3 of 13/06/2031", "x" * 500, "6 May 1031", "6 May 9031",
     "٣٢٣٢٣٢٣٢٣٢٣٢", "99999999999999"],
)  # fmt: skip
def test_what_is_no_whole_day_is_refused(value: str) -> None:
    with pytest.raises(ReadError, match='"published" is') as told:
        date_in_words(value)
    assert not isinstance(told.value, AmbiguousDate)


def test_a_missing_value_is_no_date() -> None:
    assert date_in_words(None) is None and date_in_words(" ") is None


@pytest.mark.parametrize(
    ("language", "first"),
    [("en-US", True), ("en_PH", True), ("en-Latn-US", True), ("en-GB", False), ("en-IN", False), ("fr-FR", False),
     ("en", None), ("en-CA", None), ("en-001", None), ("", None), (None, None)],
)  # fmt: skip
def test_who_writes_the_month_first(language: str | None, first: bool | None) -> None:
    assert month_first(language) is first
