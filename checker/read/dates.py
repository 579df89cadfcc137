"""Dates as sites and mail write them: "Tue, 08/06/2024 - 10:30", "6 August 2024", seconds since 1970."""

from __future__ import annotations

import datetime as dt
import re
import warnings

from checker.errors import ReadError
from checker.read.scalars import date_of, shown

_MOST = 120  # characters of a date; longer values are something else
_LABEL = re.compile(
    r"(?i)^(?:(?:first |originally )?(?:published|posted|created|issued|date))(?: on| at)?\s*:?\s+(?=\w)"
)
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,4})([/.-])(\d{1,2})\2(\d{4}|\d{1,2})(?![\d/-]|\.\d)")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"(?i)\b(mon|tue|wed|thu|fri|sat|sun)(?:day|sday|s|nesday|rsday|rs|s|r|urday)?\b")
_MONTH = re.compile(r"(?i)(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
_NOISE = re.compile(  # "10:00hrs", "[Europe/Paris]", "(CEST)", "(Central European Summer Time)"
    r"(?<=\d)\s*(?:hrs|hours|h)\b|\[[A-Za-z/_]+\]|\((?:[A-Z]{2,5}|(?:[A-Z][a-z]+ )+Time)\)|[()]"
)
_COMPACT = re.compile(r"\d{8}(?:\d{4}|\d{6})")
_SECONDS = re.compile(r"\d{10}(?:\d{3})?")
# Regions that write English with the month first; Canada writes both ways and so tells nothing.
_MONTH_FIRST = frozenset(("us", "ph", "pr", "gu", "vi", "as", "mp", "fm", "mh", "pw"))
_BOTH_WAYS = frozenset(("ca", "001", "150"))


class AmbiguousDate(ReadError):
    """A numeric date that is one day or another, depending on who wrote it; ``readings`` are those days."""

    def __init__(self, value: str, readings: tuple[dt.date, ...], name: str = "published") -> None:
        self.readings = readings
        days = " or ".join(str(day) for day in readings)
        super().__init__(f'"{name}" may be {days}: it is {shown(value)}, expected ISO 8601')


def date_in_words(value: object, language: str | None = None, name: str = "published") -> dt.date | None:
    """The day that a value names, in its own offset; None where it is missing or blank.

    ISO 8601 first, then what people and mail programs write. A numeric day such as 08/06/2024 is read by its weekday
    where one is given, else by ``language`` ("en-US", "en_GB"); plain "en" tells nothing. Raises AmbiguousDate where
    neither decides, ReadError for what is no whole date.
    """
    if not isinstance(value, str):
        return date_of(value, name)
    try:
        return date_of(value, name)
    except ReadError:
        pass
    words = " ".join(re.sub(r"[|·•–—]|\s-\s", " ", value).split())
    words = _LABEL.sub("", words)
    if len(words) > _MOST or not any(c.isdecimal() for c in words):
        raise ReadError(f'"{name}" is {shown(value)}, expected a date')
    if _SECONDS.fullmatch(words):
        return date_of(dt.datetime.fromtimestamp(int(words[:10]), dt.UTC), name)
    if (found := _NUMERIC.search(words)) is not None:
        readings = _readings(found)
        day = next(iter(readings.values()), None)
        # The rest has to be an hour, a zone or a weekday: a date in a sentence, or at 25 o'clock, is none.
        if day is None or _by_words(f"{words[: found.start()]}{day}{words[found.end() :]}") is None:
            raise ReadError(f'"{name}" is {shown(value)}, expected a date')
        return date_of(_decided(value, readings, _weekday(words), language, name), name)
    day = _by_words(words) if _MONTH.search(words) or _COMPACT.fullmatch(words) else None
    if day is None:
        raise ReadError(f'"{name}" is {shown(value)}, expected a date with day, month and year')
    return date_of(day, name)


def month_first(language: str | None) -> bool | None:
    """Whether a language tag's region writes the month before the day; None where the tag doesn't tell."""
    parts = (language or "").replace("_", "-").lower().split("-")
    region = next((part for part in parts[1:] if len(part) == 2 or part.isdecimal()), None)
    if region is None or region in _BOTH_WAYS:
        return None
    return region in _MONTH_FIRST


def _readings(found: re.Match[str]) -> dict[str, dt.date]:
    """Order of the parts -> the day, for each order that the calendar allows."""
    first, second, third = found.group(1), found.group(3), found.group(4)
    orders = {"mdy": (third, first, second), "dmy": (third, second, first), "ymd": (first, second, third)}
    if len(first) == 4:
        orders = {"ymd": orders["ymd"]}
    elif len(third) == 1:
        return {}
    elif len(third) == 4 or len(first) == 1 or int(first) < 20:  # "08/06/24" is no day of 2008
        del orders["ymd"]
    days: dict[str, dt.date] = {}
    for order, (year, month, day) in orders.items():
        try:
            days[order] = dt.date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
        except ValueError:
            continue
    return days


def _decided(value: str, days: dict[str, dt.date], weekday: int | None, language: str | None, name: str) -> dt.date:
    if weekday is not None:
        days = {order: day for order, day in days.items() if day.weekday() == weekday} or days
    preferred = {True: "mdy", False: "dmy", None: ""}[month_first(language)]
    if preferred in days:
        return days[preferred]
    readings = tuple(dict.fromkeys(days.values()))
    if len(readings) > 1:
        raise AmbiguousDate(value, readings, name)
    return readings[0]


def _weekday(words: str) -> int | None:
    found = _WEEKDAY.search(words)
    return _WEEKDAYS.index(found.group(1).lower()) if found else None


def _by_words(words: str) -> dt.date | None:
    """The day that dateutil finds; None where a part of it would be made up: two defaults give two days."""
    from dateutil import parser

    days = []
    for default in (dt.datetime(2000, 1, 1), dt.datetime(2004, 2, 2)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # names of time zones: the day is taken in its own
                found = parser.parse(
                    _NOISE.sub("", words),
                    default=default,
                    ignoretz=True,
                )
        except (ValueError, OverflowError, TypeError, AttributeError):
            return None
        if not isinstance(found, dt.datetime):
            return None
        days.append(found.date())
    return days[0] if days[0] == days[1] else None
