"""What time expressions mean: inclusive dates relative to the publication date. Pure.

Newspaper convention: a bare weekday or month is the most recent one not after publication (the default "past"
anchoring of HeidelTime, Strötgen & Gertz 2013), the next one when the text speaks of the future.
"""

from __future__ import annotations

import calendar
import datetime as dt

from checker.parse.memo import lowered
from checker.times import holidays
from checker.times.expression import Expression
from checker.words.lists import listed, words_in

Span = tuple[dt.date, dt.date]

_WEEKDAYS = tuple(map(str.lower, listed("time", "weekdays")))
_MONTHS = tuple(map(str.lower, listed("time", "months")))
_NUMBERS = {w: n for n, w in enumerate(listed("time", "counts"), 1)} | {"a": 1, "an": 1, "a couple of": 2}
_OFFSETS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first months, northern, meteorological
_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def resolve(x: Expression, published: dt.date | None, future: bool = False) -> Span | None:
    """Inclusive first and last day of an expression; None when it has no date or needs the missing publication date."""
    try:
        parts = dict(x.parts)
        span = _holiday(x, published, future) if x.kind == "holiday" else _resolve(x.kind, parts, published, future)
        if span and "part" in parts:
            span = half(span, parts["part"])
        if span and x.since and published is not None and span[0] <= published:
            return span[0], published
        return span
    except (ValueError, OverflowError, KeyError):
        return None


def _resolve(kind: str, p: dict[str, str], published: dt.date | None, future: bool) -> Span | None:
    month = int(p["monthno"]) if "monthno" in p else month_number(p.get("month", ""))
    if "year" in p:
        year = int(p["year"]) + (2000 if len(p["year"]) == 2 else 0)
        if kind == "slash" and month > 12:  # day first
            return _absolute(year, int(p["day"]), {"day": p["monthno"]})
        return _absolute(year, month, p)
    if published is None:
        return None
    if kind == "day":
        return _nearest_day(month, p, published, future)
    if kind == "month":
        return _nearest_month(month, lowered(p.get("which", "")), published, future)
    if kind == "weekday":
        which = lowered(p.get("which", ""))
        if which.startswith("the "):
            return None  # "the following Monday" counts from an event, not from publication
        day = _weekday(p["weekday"], which, published, future)
        return day, day
    if kind in _OFFSETS:
        day = published + dt.timedelta(days=_OFFSETS[kind])
        return day, day
    if kind == "ago":
        return ago(count_of(p["count"]), lowered(p["unit"]), published)
    if kind == "ago weekday":
        day = _weekday(p["weekday"], "", published, False) - dt.timedelta(days=7 * count_of(p["count"]))
        return day, day
    if kind == "before last":
        return _period("last", lowered(p["unit"]), back(published, 1, lowered(p["unit"]).replace("weekend", "week")))
    if kind == "window":
        count = count_of(p["count"]) if "count" in p else 1
        return back(published, count, lowered(p["unit"])), published
    if kind != "period":
        return None
    which, unit = lowered(p["which"]), lowered(p["unit"])
    if unit == "weekend" and which in {"the", "that", "this"}:  # the one that is under way, else the next or the last
        which = "this" if future else "past"
    first, last = _period(which, unit, published)
    side = lowered(p.get("side", "")) if first <= published <= last else ""
    return (published if side == "later" else first), (published if side == "earlier" else last)


def _holiday(x: Expression, published: dt.date | None, future: bool) -> Span | None:
    p, nations = dict(x.parts), frozenset(value for name, value in x.parts if name == "nation")
    if "year" in p:
        day = holidays.day_of(p["holiday"], int(p["year"]), nations)
    elif published is None:
        return None
    else:
        days = [holidays.day_of(p["holiday"], published.year + k, nations) for k in (-1, 0, 1)]
        day = min(d for d in days if d >= published) if future else max(d for d in days if d <= published)
    return day, day


def half(span: Span, part: str) -> Span:
    """ "early", "mid" or "late" in a span: its first, middle or last half; a day or two have none."""
    days = (span[1] - span[0]).days + 1
    if days <= 2:
        return span
    which = next(n for n, name in enumerate(("early", "middle", "late")) if lowered(part) in words_in("time", name))
    low = (0, days // 4, days // 2)[which]
    high = ((days + 1) // 2, days - days // 4, days)[which]
    return span[0] + dt.timedelta(days=low), span[0] + dt.timedelta(days=high - 1)


def month_number(name: str) -> int:
    return next((n for n, m in enumerate(_MONTHS, 1) if name and m.startswith(lowered(name).rstrip(".")[:3])), 0)


def weekday_number(name: str) -> int:
    """0 is Monday, which "Mon." is too."""
    return next(n for n, w in enumerate(_WEEKDAYS) if w.startswith(lowered(name).rstrip(".")[:3]))


def count_of(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[lowered(word)]


def _absolute(year: int, month: int, p: dict[str, str]) -> Span:
    if not month:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if "day" not in p:
        return dt.date(year, month, 1), _month_end(year, month)
    return dt.date(year, month, int(p["day"])), dt.date(year, month, int(p.get("last", p["day"])))


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _nearest_day(month: int, p: dict[str, str], published: dt.date, future: bool) -> Span | None:
    """The most recent such day; one day ahead is allowed, since outlets publish across time zones."""
    years = [published.year + k for k in (-4, -3, -2, -1, 0, 1)]
    days = [_absolute(y, month, p) for y in years if int(p.get("last", p["day"])) <= calendar.monthrange(y, month)[1]]
    if future:
        return next((d for d in days if d[0] >= published), None)
    return next((d for d in reversed(days) if d[0] <= published + dt.timedelta(days=1)), None)


def _nearest_month(month: int, which: str, published: dt.date, future: bool) -> Span:
    year, ahead = published.year, which in {"next", "coming"}
    if ahead or future:
        year += month < published.month or (ahead and month == published.month)
    elif month > published.month or (which in {"last", "past"} and month == published.month):
        year -= 1
    return dt.date(year, month, 1), _month_end(year, month)


def _weekday(name: str, which: str, published: dt.date, future: bool) -> dt.date:
    wanted = weekday_number(name)
    back = (published.weekday() - wanted) % 7
    if which in {"next", "coming", "this coming"}:
        return published + dt.timedelta(days=7 - back)
    if which == "last" and back == 1:
        return published - dt.timedelta(days=8)  # of yesterday news says "Thursday"
    if which in {"last", "past", "this past"}:
        return published - dt.timedelta(days=back or 7)
    if future:
        return published + dt.timedelta(days=(7 - back) % 7)
    return published - dt.timedelta(days=back)


def back(published: dt.date, count: int, unit: str) -> dt.date:
    """``count`` calendar units before a date; the 31st falls back to a shorter month's last day."""
    if unit in _DAYS:
        return published - dt.timedelta(days=count * _DAYS[unit])
    months = count * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = divmod(published.year * 12 + published.month - 1 - months, 12)
    return dt.date(year, month + 1, min(published.day, calendar.monthrange(year, month + 1)[1]))


def ago(count: int, unit: str, published: dt.date) -> Span:
    """As exact as its unit: a day for days, the calendar week, month or year for longer units."""
    day = back(published, count, unit)
    return {
        "day": (day, day),
        "week": week(day),
        "fortnight": week(day),
        "month": (day.replace(day=1), _month_end(day.year, day.month)),
    }.get(unit, (dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)))


def week(day: dt.date) -> Span:
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=6)


def _period(which: str, unit: str, published: dt.date) -> Span:
    step = {"this": 0, "last": -1, "past": -1, "this past": -1, "next": 1}[which]
    if unit == "week":
        return week(published + dt.timedelta(days=7 * step))
    if unit == "weekend":
        saturday = published - dt.timedelta(days=(published.weekday() - 5) % 7)
        if which == "this" and published.weekday() < 5:
            saturday += dt.timedelta(days=7)
        weeks = 1 if which == "next" else -1 if which == "last" and published.weekday() >= 5 else 0
        saturday += dt.timedelta(days=7 * weeks)
        return saturday, saturday + dt.timedelta(days=1)
    if unit == "month":
        day = back(published, -step, "month")
        return day.replace(day=1), _month_end(day.year, day.month)
    if unit == "year":
        return dt.date(published.year + step, 1, 1), dt.date(published.year + step, 12, 31)
    return _season(_SEASONS[unit], step, published)


def _season(month: int, step: int, published: dt.date) -> Span:
    year = published.year + (step if step > 0 or dt.date(published.year, month, 1) <= published else 0)
    if step < 0:
        year = published.year if (month + 2 < published.month and month != 12) else published.year - 1
    end_year, end_month = (year + 1, 2) if month == 12 else (year, month + 2)
    return dt.date(year, month, 1), _month_end(end_year, end_month)
