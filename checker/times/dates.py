"""The grammar of English time expressions: where they stand in a string and what their parts are. Pure.

Those made of several are in ``composite``; what they mean is in ``anchoring`` and ``intervals``. Names of days and
months count only with a capital; everything else in any case.
"""

from __future__ import annotations

import re

from checker.times import holidays
from checker.times.expression import Expression
from checker.times.sharing import MONTH, shared
from checker.words.lists import alternation

_DAYS = alternation("time", "weekdays")
_WEEKDAY = rf"(?P<weekday>{_DAYS}|{alternation('time', 'weekdays_short')}\.)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d%,.]\d|%|-(?!\d\d\b)\w)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\d%:]|[.,]\d)"
_PART = r"(?i:(?P<part>early|late|mid)[ -])?"
_COUNT = rf"(?P<count>\d+|an?|a couple of|{alternation('time', 'counts')})"
_UNIT = r"(?P<unit>day|week|fortnight|month|year|decade)s?"
_CLOCK = r"(?: (?:early |late )?(?:morning|afternoon|evening|night))?"
_OF_DAY = r"(?: (?:morning|afternoon|evening|night))?"
_LED = alternation("time", "leads")
_HOLIDAYS = holidays.PATTERN
_FEASTS = alternation("time", "feasts")

_RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"\b(?P<year>(?:19|20)\d\d)-(?P<monthno>[01]\d)-(?P<day>[0-3]\d)\b"),
    ("slash", r"\b(?P<monthno>[0-3]?\d)/(?P<day>[0-3]?\d)/(?P<year>(?:19|20)?\d\d)\b"),
    ("dotted", r"\b(?P<day>[0-3]?\d)\.(?P<monthno>[01]?\d)\.(?P<year>(?:19|20)\d\d)\b"),
    ("day", rf"(?:{_DAYS},? (?:the )?)?\b{MONTH} {_DAY}(?:,? {_YEAR})?"),
    ("day", rf"\b(?i:the )?{_DAY} (?:of )?{MONTH}(?:,? {_YEAR})?"),
    ("month", rf"\b{_PART}{MONTH},? (?:of )?{_YEAR}"),
    ("month", rf"\b(?i:(?P<part>early|late|mid)[ -]){MONTH}\b(?! \d)"),
    (
        "month",
        rf"\b(?i:(?:this )?(?P<which>last|past|this|next|coming) |(?:{_LED}) ){_PART}{MONTH}\b(?! \d\d?\b(?! [a-z]))",
    ),
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
    ("ago weekday", rf"\b(?i:{_COUNT} weeks? ago) (?:on )?{_WEEKDAY}(?!\w){_CLOCK}"),
    ("window", rf"\b(?i:(?:the|this|these) (?:past|last) (?:{_COUNT} )?{_UNIT})\b"),
    (
        "period",
        r"\b(?i:(?:(?P<side>earlier|later) )?(?P<which>this past|this|last|next|past) "
        r"(?P<unit>week|weekend|month|year|spring|summer|autumn|fall|winter))\b",
    ),
    (
        "period",
        r"\b(?i:(?:over|during|at|on|through|throughout) (?P<which>the|that) (?P<unit>weekend))\b"
        r"(?! (?:of|before|after)\b)",
    ),
    ("before last", r"\b(?i:(?:the )?(?P<unit>week|weekend|month|year) before last)\b"),
    ("holiday", rf"\b(?i:(?P<holiday>(?:orthodox )?{_HOLIDAYS}))\b(?:,? {_YEAR})?"),
    (
        "holiday",
        rf"\b(?i:on|at|before|after|since|until|by|over|around|of|and|to) (?P<holiday>{_FEASTS})\b(?:,? {_YEAR})?"
        r"(?![-’'])(?! [A-Z])",
    ),
    ("year", rf"\b(?i:{_LED}|before|after) {_PART}{_YEAR}\b"),
    ("year", rf"\b(?i:(?P<part>early|late|mid)[ -]){_YEAR}\b"),
    ("year", r"(?<![\w/$€£.,:-])(?P<year>(?:19|20)\d\d)(?=\s?[-–]\s?(?:19|20)\d\d(?!\d|[-–]\d|%|[.,]\d))"),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _RULES)
_PREFIX = re.compile(rf"(?i:{_LED}|before|after)\s+")
_HABIT = re.compile(rf"\b(?i:{alternation('time', 'habits')})\s+$")
_SINCE = re.compile(r"\b(?i:since)(?:\s+(?:at least|early|late|mid-?|about|around|last))?\s*$")
_TO = r"(?:through|thru|to|-|–)"
_HOURS_AFTER = re.compile(rf"\s?{_TO}\s?{_DAYS}")
_HOURS_BEFORE = re.compile(rf"(?P<led>\b(?i:from|between)\s+)?{_DAYS}\s?{_TO}\s?$")
_LEADS_RANGE = re.compile(r"\b(?i:from|between)\s+$")
_COUNTED = re.compile(r" (?:[a-z]+s|people|men|women|children)\b")


def expressions(text: str) -> list[Expression]:
    """All expressions of the grammar, in order and without overlap: the longest wins, then the earlier rule."""
    hits = [x for kind, pattern in _COMPILED for m in pattern.finditer(text) if (x := _expression(text, kind, m))]
    kept: list[Expression] = []
    for x in sorted(hits, key=lambda x: (x.start - x.end, x.start)):
        if all(x.end <= k.start or k.end <= x.start for k in kept):
            kept.append(x)
    return shared(text, sorted(kept, key=lambda x: x.start))


def _expression(text: str, kind: str, m: re.Match[str]) -> Expression | None:
    parts = tuple((k, v) for k, v in m.groupdict().items() if v)
    start, end, before = m.start(), m.end(), text[max(0, m.start() - 24) : m.start()]
    since = _SINCE.search(before) is not None or m.group().lower().startswith("since ")
    if kind == "weekday" and (_HABIT.search(before) or text[end : end + 1] == "s" or _opening_hours(text, m)):
        return None
    if kind == "day" and m.start("month") == start and m.end("day") == end and _is_count(text, m, before):
        return Expression(start, m.end("month"), "month", (("month", m.group("month")),), since)
    if kind == "holiday":
        start = m.start("holiday")
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
