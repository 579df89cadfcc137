"""Holidays and feasts: their names and the days they fall on. Pure; they lie in ``words/data/time.toml``."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import cache

from dateutil import easter

from checker.words.lists import mapping

_FIXED = "holidays.fixed"
_COUNTED = "holidays.counted"
_EASTER = "holidays.easter"


@cache
def _rules() -> dict[str, tuple[str, str]]:
    """Name to the table that it lies in and its rule there."""
    return {name: (kind, rule) for kind in (_FIXED, _COUNTED, _EASTER) for name, rule in mapping("time", kind).items()}


def _spelt(name: str) -> str:
    """An apostrophe may be curled, or left out."""
    return re.escape(name).replace("'", "['’]?")


PATTERN = f"(?:{'|'.join(_spelt(name) for name in sorted(_rules(), key=lambda name: (-len(name), name)))})"
_BARE = re.compile(r"['’.]")


@cache
def _by_spelling() -> dict[str, tuple[str, str]]:
    named = {_BARE.sub("", name): rule for name, rule in _rules().items()}
    short = mapping("time", "holidays.short")
    return named | {feast: named[_BARE.sub("", day)] for feast, day in short.items()}


def day_of(name: str, year: int) -> dt.date:
    """The day of a holiday in a year. Raises KeyError for a name without a rule."""
    bare = _BARE.sub("", " ".join(name.lower().split()))
    orthodox = bare.startswith("orthodox ")
    kind, rule = _by_spelling()[bare.removeprefix("orthodox ")]
    if kind == _EASTER:
        method = easter.EASTER_ORTHODOX if orthodox else easter.EASTER_WESTERN
        return easter.easter(year, method) + dt.timedelta(days=int(rule))
    numbers = [int(n) for n in rule.split()]
    if kind == _FIXED:
        month, day = numbers
        return dt.date(year, month, day)
    month, weekday, nth, after = numbers
    return nth_weekday(year, month, weekday, nth) + dt.timedelta(days=after)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth such weekday (0 is Monday) of a month; -1 is its last. Raises ValueError where it has fewer."""
    days = [
        d for d in range(1, calendar.monthrange(year, month)[1] + 1) if dt.date(year, month, d).weekday() == weekday
    ]
    if nth > len(days):
        raise ValueError(f"no weekday {weekday} number {nth} in {year}-{month:02d}")
    return dt.date(year, month, days[nth - 1 if nth > 0 else nth])
