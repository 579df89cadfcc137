"""The grammar of English time expressions: where they stand in a string and what their parts are. Pure.

What they mean is in ``anchoring``. Names of days and months count only with a capital; everything else in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.words.lists import alternation

_DAYS = alternation("time", "weekdays")
_WEEKDAY = rf"(?P<weekday>{_DAYS}|{alternation('time', 'weekdays_short')}\.)"
_MONTH_NAME = rf"(?:{alternation('time', 'months')}|{alternation('time', 'months_short')}\b\.?)"
_MONTH = rf"(?P<month>{_MONTH_NAME})"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d%,.]\d|%|-\w)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%:]|[.,]\d)"
_PART = r"(?i:early |late |mid-?)?"
_COUNT = rf"(?P<count>\d+|an?|a couple of|{alternation('time', 'counts')})"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_CLOCK = r"(?: (?:early |late )?(?:morning|afternoon|evening|night))?"
_OF_DAY = r"(?: (?:morning|afternoon|evening|night))?"
_LED = alternation("time", "leads")

_RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"\b(?P<year>(?:19|20)\d\d)-(?P<monthno>[01]\d)-(?P<day>[0-3]\d)\b"),
    ("slash", r"\b(?P<monthno>[0-3]?\d)/(?P<day>[0-3]?\d)/(?P<year>(?:19|20)?\d\d)\b"),
    ("dotted", r"\b(?P<day>[0-3]?\d)\.(?P<monthno>[01]?\d)\.(?P<year>(?:19|20)\d\d)\b"),
    ("day", rf"(?:{_DAYS},? (?:the )?)?\b{_MONTH} {_DAY}(?:,? {_YEAR})?"),
    ("day", rf"\b(?i:the )?{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?"),
    ("month", rf"\b{_PART}{_MONTH},? (?:of )?{_YEAR}"),
    ("month", rf"\b(?i:early|late|mid)[ -]{_MONTH}\b(?! \d)"),
    ("month", rf"\b(?i:(?P<which>last|this|next) |(?:{_LED}) ){_PART}{_MONTH}\b(?! \d\d?\b(?! [a-z]))"),
    (
        "weekday",
        r"\b(?i:(?P<which>last|next|this past|this coming|this|past|coming|the following|the previous|the next) )?"
        rf"{_PART}{_WEEKDAY}(?!\w){_CLOCK}",
    ),
    ("today", r"\b(?i:(?:earlier |later )?today|tonight|this (?:morning|afternoon|evening))\b"),
    ("yesterday", rf"\b(?i:yesterday{_OF_DAY}|last night|the night before(?! (?:the|last|his|her|their|a)\b))\b"),
    ("tomorrow", rf"\b(?i:tomorrow{_OF_DAY})\b"),
    (
        "ago",
        rf"\b(?i:(?:(?:about|around|nearly|almost|some|roughly|just|only|more than|over) )?{_COUNT} {_UNIT} ago)\b",
    ),
    ("window", rf"\b(?i:(?:the|this|these) (?:past|last) (?:{_COUNT} )?{_UNIT})\b"),
    (
        "period",
        r"\b(?i:(?:earlier |later )?(?P<which>this past|this|last|next|past) "
        r"(?P<unit>week|weekend|month|year|spring|summer|autumn|fall|winter))\b",
    ),
    ("year", rf"\b(?i:{_LED}|before|after|early|late|mid-?) ?{_PART}{_YEAR}\b"),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _RULES)
_LIST_DAY = re.compile(
    r"(?:,? (?:and|or) |, |\s?[-–]\s?| to | through )(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%:/-]|[.,]\d| [a-z]+s\b)"
)
_AFTER_LIST_YEAR = re.compile(r",? (?P<year>(?:19|20)\d\d)(?!\d)")
_PREFIX = re.compile(rf"(?i:{_LED}|before|after)\s+")
_HABIT = re.compile(rf"\b(?i:{alternation('time', 'habits')})\s+$")
_SINCE = re.compile(r"\b(?i:since)(?:\s+(?:at least|early|late|mid-?|about|around|last))?\s*$")
_TO = r"(?:through|thru|to|-|–)"
_HOURS_AFTER = re.compile(rf"\s?{_TO}\s?{_DAYS}")
_HOURS_BEFORE = re.compile(rf"(?P<led>\b(?i:from|between)\s+)?{_DAYS}\s?{_TO}\s?$")
_LEADS_RANGE = re.compile(r"\b(?i:from|between)\s+$")
_COUNTED = re.compile(r" (?:[a-z]+s|people|men|women|children)\b")


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression in a text: what kind, its named parts, and whether "since" stands before it."""

    start: int
    end: int
    kind: str
    parts: tuple[tuple[str, str], ...]
    since: bool = False


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
    start, end, before = m.start(), m.end(), text[max(0, m.start() - 24) : m.start()]
    since = _SINCE.search(before) is not None or m.group().lower().startswith("since ")
    if kind == "weekday" and (_HABIT.search(before) or text[end : end + 1] == "s" or _opening_hours(text, m)):
        return None
    if kind == "day" and m.start("month") == start and m.end("day") == end and _is_count(text, m, before):
        return Expression(start, m.end("month"), "month", (("month", m.group("month")),), since)
    if kind in {"month", "year"} and (prefix := _PREFIX.match(m.group())):
        start += prefix.end()
    return Expression(start, end, kind, parts, since)


def _is_count(text: str, m: re.Match[str], before: str) -> bool:
    """ "In May 12 people died": a month, then a count."""
    return re.search(r"\b(?i:in|since)\s+$", before) is not None and _COUNTED.match(text, m.end()) is not None


def _opening_hours(text: str, m: re.Match[str]) -> bool:
    """ "Monday through Friday": a habit, not a date, unless "from" or "between" stands before it."""
    led = _LEADS_RANGE.search(text[max(0, m.start() - 10) : m.start()])
    before = _HOURS_BEFORE.search(text[max(0, m.start() - 30) : m.start()])
    return bool(_HOURS_AFTER.match(text, m.end()) and not led) or bool(before and not before.group("led"))


def _listed(text: str, x: Expression) -> Iterator[Expression]:
    """ "July 16 and 25": further days of the same month."""
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
