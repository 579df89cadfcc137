"""What composite time expressions mean: inclusive dates. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from checker.parse.memo import lowered
from checker.times import anchoring
from checker.times.anchoring import Span
from checker.times.expression import Expression
from checker.words.lists import listed

_ORDINALS = {w: n for n, w in enumerate(listed("time", "ordinals"), 1)} | {"last": -1, "final": -1}
_ANCHORED = frozenset({"day", "month", "weekday", "holiday"})
_DAY = dt.timedelta(days=1)


def resolve(x: Expression, published: dt.date | None, future: bool = False) -> Span | None:
    """As :func:`anchoring.resolve`, of composite expressions too; None also where their words fit no days."""
    if not x.inner:
        return anchoring.resolve(x, published, future)
    try:
        span = _range(x, published, future) if x.kind == "range" else _moved(x, published, future)
    except (ValueError, OverflowError):
        return None
    if span is None or span[0] > span[1]:
        return None
    return (span[0], published) if x.since and published is not None and span[0] <= published else span


def _needs_anchor(x: Expression) -> bool:
    parts = dict(x.parts)
    if x.kind == "part":
        return _needs_anchor(x.inner[0])
    return x.kind in _ANCHORED and "year" not in parts and "which" not in parts


def _range(x: Expression, published: dt.date | None, future: bool) -> Span | None:
    """The last end first, then the first as the nearest one not after it; a first end with a year leads the last."""
    first, last = (replace(end, since=False) for end in x.inner)
    if not _needs_anchor(first) and _needs_anchor(last):
        begin = resolve(first, published, future)
        end = resolve(last, begin[0], True) if begin else None
    else:
        end = resolve(last, published, future)
        anchor = end[0] if end and _needs_anchor(first) else published
        begin = resolve(first, anchor, future and anchor is published) if end else None
    return (begin[0], end[1]) if begin and end else None


def _moved(x: Expression, published: dt.date | None, future: bool) -> Span | None:
    (inner,) = x.inner
    p = {name: lowered(value) for name, value in x.parts}
    span = resolve(replace(inner, since=False), published, future)
    if span is None or x.kind == "unknown":
        return None
    if x.kind == "part":
        return anchoring.half(span, p["part"])
    if x.kind == "nth":
        return _nth(p["nth"], p["unit"], span)
    if x.kind == "dated":
        return _only([d for d in _days(span) if d.day == int(p["day"])])
    if x.kind == "weekday in":
        wanted = anchoring.weekday_number(p["weekday"])
        return _only([d for d in _days(span) if d.weekday() == wanted])
    if x.kind == "week of":
        return _week_of(span, p["unit"])
    return _shifted(span, p)


def _days(span: Span) -> list[dt.date]:
    days = (span[1] - span[0]).days
    return [span[0] + k * _DAY for k in range(days + 1)] if days <= 366 else []


def _only(days: list[dt.date]) -> Span | None:
    return (days[0], days[0]) if len(days) == 1 else None


def _nth(word: str, unit: str, span: Span) -> Span | None:
    """ "the last week of July" are its last seven days; weeks and weekdays of a month or a year."""
    nth = _ORDINALS[word] if word in _ORDINALS else int(word[0])
    days = _days(span)
    if unit == "week":
        chosen = days[-7:] if nth < 0 else days[7 * (nth - 1) : 7 * nth]
    elif unit == "weekend":
        saturdays = [d for d in days if d.weekday() == 5]
        saturday = _at(saturdays, nth)
        chosen = [saturday, saturday + _DAY] if saturday else []
    else:
        fitting = days if unit == "day" else [d for d in days if d.weekday() == anchoring.weekday_number(unit)]
        day = _at(fitting, nth)
        chosen = [day] if day else []
    return (chosen[0], chosen[-1]) if chosen and len(days) >= 28 else None


def _at(days: list[dt.date], nth: int) -> dt.date | None:
    return days[nth - 1 if nth > 0 else nth] if 0 < (len(days) if nth < 0 else nth) <= len(days) else None


def _week_of(span: Span, unit: str) -> Span | None:
    """The week, or the weekend, that a day lies in or next to."""
    if span[0] != span[1]:
        return None
    if unit == "week":
        return anchoring.week(span[0])
    saturday = span[0] + (5 - span[0].weekday() if span[0].weekday() > 1 else -2 - span[0].weekday()) * _DAY
    return saturday, saturday + _DAY


def _shifted(span: Span, p: dict[str, str]) -> Span | None:
    """So many days, weeks, months or years before or after a day; as exact as the unit."""
    if span[0] != span[1]:
        return None
    unit, sign = p["unit"], 1 if p["way"] in {"after", "from", "following"} else -1
    day = span[0]
    if "count" in p:
        return anchoring.ago(sign * -anchoring.count_of(p["count"]), unit, day)
    if unit == "week":
        return (day + _DAY, day + 7 * _DAY) if sign > 0 else (day - 7 * _DAY, day - _DAY)
    if unit == "weekend":
        days = (5 - day.weekday()) % 7 or 7  # till the next Saturday
        saturday = day + (days if sign > 0 else days - 7 * (2 if days > 5 else 1)) * _DAY
        return saturday, saturday + _DAY
    if p["way"] == "of" and unit != "eve":
        return span
    return day + sign * _DAY, day + sign * _DAY
