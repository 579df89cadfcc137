"""Holidays and feasts: their names and the days they fall on. Pure; they lie in ``words/data/time.toml``."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace
from functools import cache

from dateutil import easter

from checker.times.expression import Expression
from checker.words.lists import keys, mapping, words_in

_NATIONAL = "holidays.national"


@cache
def _everywhere() -> dict[str, str]:
    """Name to rule, of the holidays that fall on one day wherever they are kept."""
    tables = ("holidays.fixed", "holidays.counted", "holidays.easter")
    return {name: rule for table in tables for name, rule in mapping("time", table).items()}


@cache
def _national() -> dict[str, dict[str, str]]:
    """Name to country to rule."""
    return {bare(name): mapping("time", f"{_NATIONAL}.{name}") for name in keys("time", _NATIONAL)}


def _spelt(name: str) -> str:
    """An apostrophe may be curled, or left out."""
    return re.escape(name).replace("'", "['’]?")


_NAMES = sorted((*_everywhere(), *keys("time", _NATIONAL)), key=lambda name: (-len(name), name))
PATTERN = f"(?:{'|'.join(map(_spelt, _NAMES))})"
_MARKS = re.compile(r"['’.]")


def bare(name: str) -> str:
    """A holiday's name in lower case, without apostrophes and full stops, in full: "Christmas" is "christmas day"."""
    name = _MARKS.sub("", " ".join(name.lower().split()))
    return _MARKS.sub("", mapping("time", "holidays.short").get(name, name))


@cache
def _rules() -> dict[str, str]:
    return {bare(name): rule for name, rule in _everywhere().items()}


def day_of(name: str, year: int, nations: frozenset[str] = frozenset()) -> dt.date:
    """The day of a holiday in a year, in one of the countries ``nations`` where that depends on the country.

    Raises KeyError for a name without a rule, and where no country or more than one of them has a rule of its own.
    """
    spelt = bare(name)
    orthodox = spelt.startswith("orthodox ")
    numbers = [int(n) for n in _rule(spelt.removeprefix("orthodox "), nations).split()]
    if len(numbers) == 1:
        sunday = easter.easter(year, easter.EASTER_ORTHODOX) if orthodox else easter.easter(year)
        return sunday + dt.timedelta(days=numbers[0])
    if len(numbers) == 2:
        return dt.date(year, *numbers)
    month, weekday, nth, after = numbers
    return nth_weekday(year, month, weekday, nth) + dt.timedelta(days=after)


def _rule(name: str, nations: frozenset[str]) -> str:
    if name in _rules():
        return _rules()[name]
    by_nation = _national()[name]
    found = {by_nation[nation] for nation in nations if nation in by_nation}
    if len(found) != 1 or (name in words_in("time", "of_any_country") and len(nations) > 1):
        raise KeyError(name)
    return found.pop()


def within(x: Expression, nations: frozenset[str]) -> Expression:
    """The expression, and those that it is made of, with the countries whose holidays it may name."""
    inner = tuple(within(y, nations) for y in x.inner)
    named = tuple(("nation", nation) for nation in sorted(nations)) if x.kind == "holiday" else ()
    return replace(x, parts=(*x.parts, *named), inner=inner) if inner or named else x


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth such weekday (0 is Monday) of a month; -1 is its last. Raises ValueError where it has fewer."""
    days = [
        d for d in range(1, calendar.monthrange(year, month)[1] + 1) if dt.date(year, month, d).weekday() == weekday
    ]
    if nth > len(days):
        raise ValueError(f"no weekday {weekday} number {nth} in {year}-{month:02d}")
    return dt.date(year, month, days[nth - 1 if nth > 0 else nth])
