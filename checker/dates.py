# ruff: noqa: RUF001
"""Time expressions as strings: a grammar of English dates and their resolution against a publication date. Pure.

Days follow the newspaper convention: a bare weekday or month is the most recent one not after publication
(the default "past" anchoring of HeidelTime, Strötgen & Gertz 2013), the next one when the text speaks of the future.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple(m.lower() for m in calendar.month_name[1:])
NUMBERS = {
    w: n
    for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
    if n
} | {"a": 1, "an": 1, "a couple of": 2}  # fmt: skip

_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)"
_MONTH_NAME = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_MONTH = rf"(?P<month>{_MONTH_NAME})"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d%,.]\d|%|-\w)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%:]|[.,]\d)"
_PART = r"(?:early |late |mid-?)?"
_COUNT = r"(?P<count>\d+|an?|a couple of|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_CLOCK = r"(?: (?:early |late )?(?:morning|afternoon|evening|night))?"

_RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"\b(?P<year>(?:19|20)\d\d)-(?P<monthno>[01]\d)-(?P<day>[0-3]\d)\b"),
    ("day", rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:the )?)?\b{_MONTH} {_DAY}(?:,? {_YEAR})?"),
    ("day", rf"\b(?:the )?{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?"),
    ("month", rf"\b{_PART}{_MONTH},? (?:of )?{_YEAR}"),
    ("month", rf"\b(?:(?:early|late|mid)[ -]|(?:last|this|next|in|since|during|until|by|of|from|through|between) (?:early |late |mid-?)?){_MONTH}\b(?! \d)"),
    ("slash", r"\b(?P<monthno>[01]?\d)/(?P<day>[0-3]?\d)/(?P<year>(?:19|20)?\d\d)\b"),
    ("weekday", rf"\b(?:(?P<which>last|next|this past|this coming|this|past|coming|the following|the previous) )?{_PART}{_WEEKDAY}(?!\w){_CLOCK}"),
    ("today", r"\b(?:(?:earlier |later )?today|tonight|this (?:morning|afternoon|evening))\b"),
    ("yesterday", r"\b(?:yesterday(?: (?:morning|afternoon|evening|night))?|last night|the night before(?! the| last| his| her| a\b))\b"),
    ("tomorrow", r"\btomorrow(?: (?:morning|afternoon|evening|night))?\b"),
    ("ago", rf"\b(?:(?:about|around|nearly|almost|some|roughly|just|only|more than|over) )?{_COUNT} {_UNIT} ago\b"),
    ("window", rf"\b(?:the|this|these) (?:past|last) (?:{_COUNT} )?{_UNIT}\b"),
    ("period", r"\b(?:earlier |later )?(?P<which>this|last|next|this past|past) (?P<unit>week|weekend|month|year|spring|summer|autumn|fall|winter)\b"),
    ("year", rf"\b(?:in|since|during|until|by|of|from|through|before|after|between|early|late|mid-?) ?(?:early |late |mid-?)?{_YEAR}\b"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern, 0 if kind in {"day", "month", "weekday"} else re.IGNORECASE)) for kind, pattern in _RULES)
_LIST_DAY = re.compile(r"(?:,? (?:and|or) |, |\s?[-–]\s?| to | through )(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%:/-]|[.,]\d| [a-z]+s\b)")
_AFTER_LIST_YEAR = re.compile(r",? (?P<year>(?:19|20)\d\d)(?!\d)")
_PREFIX = re.compile(r"^(?:(?:in|during|until|by|of|from|through|before|after|between)\s+)", re.IGNORECASE)
_HABIT = re.compile(r"(?:\bevery|\beach|\bmost|\bany|\balternate|\bBlack|\bGood|\bHoly|\bSuper|\bBloody|\bPalm|\bEaster|\bCyber|\bAsh|\bGiving)\s+$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince(?:\s+(?:at least|early|late|mid-?|about|around|last))?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression in a text: what kind, its named parts, and whether "since" stands before it."""

    start: int
    end: int
    kind: str
    parts: tuple[tuple[str, str], ...]
    since: bool = False


Span = tuple[dt.date, dt.date]


def expressions(text: str) -> list[Expression]:
    """All expressions of the grammar, in order and without overlap: the longest wins, then the earlier rule."""
    hits = [x for kind, pattern in _COMPILED for m in pattern.finditer(text) if (x := _expression(text, kind, m))]
    kept: list[Expression] = []
    for x in sorted(hits, key=lambda x: (x.start - x.end, x.start)):
        if all(x.end <= k.start or k.end <= x.start for k in kept):
            kept.append(x)
    more = [y for x in kept if x.kind == "day" for y in _listed(text, x)]
    return sorted(_with_list_year(kept, more), key=lambda x: x.start)


def _expression(text: str, kind: str, m: re.Match[str]) -> Expression | None:
    parts = tuple((k, v) for k, v in m.groupdict().items() if v)
    start, before = m.start(), text[max(0, m.start() - 24) : m.start()]
    since = _SINCE.search(before) is not None or m.group().lower().startswith("since")
    if kind == "weekday" and (_HABIT.search(before) or text[m.end() : m.end() + 1] == "s" or _opening_hours(text, m)):
        return None
    if (prefix := _PREFIX.match(m.group())) and kind in {"month", "year"}:
        start += prefix.end()
    if since and m.group().lower().startswith("since"):
        start += len("since ")
    return Expression(start, m.end(), kind, parts, since)


def _opening_hours(text: str, m: re.Match[str]) -> bool:
    """"Monday through Friday": a habit, not a date, unless "from" or "between" stands before it."""
    day = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    after = re.match(rf"\s?(?:through|to|-|–|thru)\s?{day}", text[m.end() : m.end() + 20])
    before = re.search(rf"(?P<lead>\b(?:from|between)\s+)?{day}\s?(?:through|to|-|–|thru)\s?$", text[max(0, m.start() - 30) : m.start()])
    led = re.search(r"\b(?:from|between)\s+$", text[max(0, m.start() - 10) : m.start()])
    return bool(after and not led) or bool(before and not before.group("lead"))


def _listed(text: str, x: Expression) -> Iterator[Expression]:
    """"July 16 and 25": further days of the same month."""
    parts = dict(x.parts)
    at = x.end
    while "year" not in parts and text[x.start : x.start + 3].isalpha() and (m := _LIST_DAY.match(text, at)):
        if not 1 <= int(m.group("day")) <= 31:
            return
        kind = "to" if re.match(r"\s?[-–]| to | through ", m.group()) else "day"
        yield Expression(m.start("day"), m.end(), kind, (("month", parts["month"]), ("day", m.group("day"))), x.since)
        at = m.end()
        if year := _AFTER_LIST_YEAR.match(text, at):
            yield Expression(x.start, year.end(), "list year", (("year", year.group("year")),))


def _with_list_year(kept: list[Expression], more: list[Expression]) -> list[Expression]:
    """Gives the year at the end of a list of days to all of them; a range "July 16-18" becomes one expression."""
    years = [y for y in more if y.kind == "list year"]
    out: list[Expression] = []
    for x in [*kept, *(y for y in more if y.kind != "list year")]:
        year = next((y.parts for y in years if y.start <= x.start and x.end <= y.end), ())
        out.append(Expression(x.start, x.end, x.kind, x.parts + (year if x.kind in {"day", "to"} else ()), x.since))
    for last in [x for x in out if x.kind == "to"]:
        first = max((x for x in out if x.end <= last.start and x.kind == "day"), key=lambda x: x.end)
        out.remove(last)
        out.remove(first)
        parts = (*first.parts, ("last", dict(last.parts)["day"]), *(p for p in last.parts if p[0] == "year"))
        out.append(Expression(first.start, last.end, "day", parts, first.since))
    return [x for x in out if x.kind != "year" or not any(y is not x and y.start <= x.start < y.end for y in out)]


def resolve(x: Expression, published: dt.date | None, future: bool = False) -> Span | None:
    """Inclusive first and last day of an expression; None when it has no date or needs the missing publication date."""
    try:
        span = _resolve(x.kind, dict(x.parts), published, future)
        if span and x.since and published is not None and span[0] <= published:
            return span[0], published
        return span
    except (ValueError, OverflowError):
        return None


def _resolve(kind: str, p: dict[str, str], published: dt.date | None, future: bool) -> Span | None:
    month = int(p["monthno"]) if "monthno" in p else _month_number(p.get("month", ""))
    if "year" in p:
        year = int(p["year"]) + (2000 if len(p["year"]) == 2 else 0)
        if kind == "slash" and month > 12:
            return _day(year, int(p["day"]), month)
        return _absolute(year, month, p)
    if published is None:
        return None
    if kind == "day":
        return _nearest_day(month, p, published, future)
    if kind == "month":
        return _nearest_month(month, published, future)
    if kind == "weekday":
        day = _weekday(p["weekday"], p.get("which", ""), published, future)
        return day, day
    if kind in _OFFSETS:
        day = published + dt.timedelta(days=_OFFSETS[kind])
        return day, day
    if kind == "ago":
        return _ago(_count(p["count"]), p["unit"], published)
    if kind == "window":
        count = _count(p["count"]) if "count" in p else 1
        return _back(published, count, p["unit"]), published
    return _period(p["which"].lower(), p["unit"].lower(), published) if kind == "period" else None


_OFFSETS = {"today": 0, "yesterday": -1, "tomorrow": 1}


def _month_number(name: str) -> int:
    return next((n for n, m in enumerate(MONTHS, 1) if name and m.startswith(name.lower().rstrip(".")[:3])), 0)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def _day(year: int, month: int, day: int) -> Span:
    return dt.date(year, month, day), dt.date(year, month, day)


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


def _nearest_month(month: int, published: dt.date, future: bool) -> Span:
    year = published.year + (-1 if month > published.month and not future else 0)
    year += 1 if future and month < published.month else 0
    return dt.date(year, month, 1), _month_end(year, month)


def _weekday(name: str, which: str, published: dt.date, future: bool) -> dt.date:
    wanted = next(n for n, w in enumerate(WEEKDAYS) if w.startswith(name.lower().rstrip(".")[:3]))
    back = (published.weekday() - wanted) % 7
    which = which.lower()
    if which in {"next", "coming", "this coming"}:
        return published + dt.timedelta(days=7 - back)
    if which in {"last", "past", "this past"}:
        return published - dt.timedelta(days=back or 7)
    if future:
        return published + dt.timedelta(days=(7 - back) % 7)
    return published - dt.timedelta(days=back)


def _back(published: dt.date, count: int, unit: str) -> dt.date:
    """``count`` calendar units before a date; the 31st falls back to a shorter month's last day."""
    if unit in {"day", "week"}:
        return published - dt.timedelta(days=count * (7 if unit == "week" else 1))
    months = count * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = divmod(published.year * 12 + published.month - 1 - months, 12)
    return dt.date(year, month + 1, min(published.day, calendar.monthrange(year, month + 1)[1]))


def _ago(count: int, unit: str, published: dt.date) -> Span:
    """As exact as its unit: a day for days, the calendar week, month or year for longer units."""
    day = _back(published, count, unit)
    return {"day": (day, day), "week": _week(day), "month": (day.replace(day=1), _month_end(day.year, day.month))}.get(
        unit, (dt.date(day.year, 1, 1), dt.date(day.year, 12, 31))
    )


def _week(day: dt.date) -> Span:
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=6)


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


def _period(which: str, unit: str, published: dt.date) -> Span:
    step = {"this": 0, "last": -1, "past": -1, "this past": -1, "next": 1}[which]
    if unit == "week":
        return _week(published + dt.timedelta(days=7 * step))
    if unit == "weekend":
        saturday = published - dt.timedelta(days=(published.weekday() - 5) % 7)
        if which == "this" and published.weekday() < 5:
            saturday += dt.timedelta(days=7)
        saturday += dt.timedelta(days=7 if which == "next" else 0)
        return saturday, saturday + dt.timedelta(days=1)
    if unit == "month":
        day = _back(published, -step, "month")
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
