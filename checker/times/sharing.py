"""Days, months and years that lean on a neighbour: "July 16 and 25", "20–22 July", "between 2010 and 2014". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.times.expression import Expression
from checker.words.lists import alternation

_LINK = r"(?:,? (?:and|or) |, |\s?[-–]\s?| (?:to|through|thru|until|till) )"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d%]|[,.]\d|-\w)"
MONTH = rf"(?P<month>{alternation('time', 'months')}|{alternation('time', 'months_short')}\b\.?)"
_DAY = r"(?:the )?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_NO_COUNT = r"(?! (?:(?:more|other) )?(?:[a-z]+s|people|men|women|children)\b)"
_DAY_AFTER = re.compile(rf"{_LINK}{_DAY}(?![\d%:/-]|[.,]\d){_NO_COUNT}")
_YEAR_AFTER = re.compile(rf",? {_YEAR}")
_FURTHER_YEAR = re.compile(rf"{_LINK}{_YEAR}{_NO_COUNT}")
_SHORT_YEAR = re.compile(r"[-–/](?P<short>\d\d)(?![\d%/:-]|[.,]\d)")
_FURTHER_MONTH = re.compile(rf"{_LINK}(?:(?P<part>early|late|mid)[ -])?{MONTH}\b(?! \d\d?\b)(?:,? (?:of )?{_YEAR})?")
# A number before "and 2 August" is a day only behind a word that leads days.
_DAY_BEFORE = re.compile(
    r"(?:^|(?<=[(\n])|\b(?:on|from|between|during|over|since|the|of|through)\s)"
    rf"(?P<list>(?:(?:the )?[0-3]?\d(?:st|nd|rd|th)?{_LINK})+)$",
    re.IGNORECASE,
)
_RANGE_BEFORE = re.compile(r"(?<![\w/$€£.,:-])(?P<list>[0-3]?\d(?:st|nd|rd|th)?\s?[-–]\s?)$")
_MONTH_BEFORE = re.compile(rf"\b{MONTH}{_LINK}$")
_REACH = 60  # characters before an expression in which its neighbours stand


def shared(text: str, found: Sequence[Expression]) -> list[Expression]:
    """The expressions of a text in order, with the neighbours that take their month or year from one of them."""
    out: list[Expression] = []
    for x in found:
        if any(x.start < y.end for y in out):
            continue
        before = [y for y in _before(text, x) if not any(y.start < z.end for z in out)]
        after = list(_after(text, x, min((y.start for y in found if y.start >= x.end), default=len(text))))
        years = [p for y in after for p in y.parts if p[0] == "year" and x.kind == "day"]
        out += [*before, replace(x, parts=(*x.parts, *years[-1:])), *after]
    return out


def _after(text: str, x: Expression, limit: int) -> Iterator[Expression]:
    parts = dict(x.parts)
    if x.kind == "day" and "year" not in parts and "month" in parts and text[x.start].isalpha():
        yield from _days_after(text, x, parts["month"], limit)
    elif x.kind == "month" or (x.kind == "year" and "month" not in parts):
        pattern, at = (_FURTHER_MONTH if x.kind == "month" else _FURTHER_YEAR), x.end
        if x.kind == "year" and (short := _SHORT_YEAR.match(text, at)) and int(short["short"]) > int(parts["year"][2:]):
            yield Expression(short.start("short"), short.end(), "year", (("year", parts["year"][:2] + short["short"]),))
            return
        while (m := pattern.match(text, at)) and m.end() <= limit:
            named = tuple((k, v) for k, v in m.groupdict().items() if v)
            yield Expression(min(m.start(k) for k, _ in named), m.end(), x.kind, named)
            at = m.end()


def _days_after(text: str, x: Expression, month: str, limit: int) -> Iterator[Expression]:
    days, at = [], x.end
    while (m := _DAY_AFTER.match(text, at)) and m.end() <= limit and 1 <= int(m["day"]) <= 31:
        days.append(m)
        at = m.end()
    year = _YEAR_AFTER.match(text, at) if days else None
    for m in days:
        end = year.end() if year and m is days[-1] else m.end()
        named = (("month", month), ("day", m["day"]), *((("year", year["year"]),) if year else ()))
        yield Expression(m.start("day"), end, "day", named, x.since)


def _before(text: str, x: Expression) -> Iterator[Expression]:
    """Bare days in front of "22 July", a month in front of "August 2019"."""
    parts, low = dict(x.parts), max(0, x.start - _REACH)
    ahead = text[low : x.start]
    if x.kind == "day" and "month" in parts and text[x.start : x.start + 1].isdigit():
        m = _DAY_BEFORE.search(ahead) or _RANGE_BEFORE.search(ahead)
        if m is None:
            return
        for day in re.finditer(r"\d+", m["list"]):
            named = (("month", parts["month"]), ("day", day[0]), *(p for p in x.parts if p[0] == "year"))
            start = low + m.start("list") + day.start()
            yield Expression(start, start + len(day[0]), "day", named, x.since)
    elif x.kind == "month" and (m := _MONTH_BEFORE.search(ahead)):
        yield Expression(low + m.start(), low + m.end("month"), "month", (("month", m["month"]),), x.since)
