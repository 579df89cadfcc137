"""Time expressions made of others: "from Monday to Thursday", "the first Sunday of August", "end of July". Pure.

An expression is joined with the next where they are the two ends of a range or one list, and moved by the words in
front of it. What the words in front make uncertain ("days after the storm of May 3") is of kind "unknown".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checker.times.dates import expressions as simple
from checker.times.expression import Expression
from checker.words.lists import alternation

_WEEKDAYS = alternation("time", "weekdays")
_ORDINAL = rf"(?P<nth>{alternation('time', 'ordinals')}|last|final|\d(?:st|nd|rd|th))"
_COUNT = rf"(?P<count>\d+|an?|{alternation('time', 'counts')})"
_HALF = "|".join(alternation("time", name) for name in ("early", "middle", "late"))
# Kind of the composite and the words in front of an expression that make it.
_MOVED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"\b{pattern}$", re.IGNORECASE))
    for kind, pattern in (
        ("nth", rf"(?:the )?{_ORDINAL} (?P<unit>{_WEEKDAYS}|day|week|weekend) (?:of|in) (?:the month of )?"),
        ("weekday in", rf"(?P<weekday>{_WEEKDAYS})(?: (?:morning|afternoon|evening|night))? (?:of|in) "),
        ("part", rf"(?:the )?(?P<part>{_HALF}) of "),
        ("part", r"(?P<part>early|late|mid)(?: in |[ -])"),
        ("dated", r"(?:the )?(?P<day>[0-3]?\d)(?:st|nd|rd|th) (?:day )?of "),
        ("week of", r"(?:the )?(?P<unit>week(?:end)?) of (?:the )?"),
        (
            "shift",
            r"(?:the )?(?P<count>)(?P<unit>day|night|eve|morning|week|weekend) (?P<way>before|after|of|following) ",
        ),
        ("shift", rf"{_COUNT} (?P<unit>day|week|fortnight|month|year)s? (?P<way>before|after|from|following) "),
        ("unknown", r"(?:seconds|minutes|hours|days|weeks|months|years|decades|night|month|year) (?:before|after) "),
        ("unknown", rf"(?:the )?{_ORDINAL} (?:\w+ )?(?:\w+) of "),
    )
)
_REACH = 50
_LINK = re.compile(
    r"(?P<list>,? (?:and|or) (?:(?:on|in|since|the) )?)|(?P<comma>, )|(?P<dash>\s?[-–]\s?)"
    r"|(?P<to> (?:to|through|thru|until|till|up to) (?:the )?)"
)
_LED = re.compile(r"\b(?P<lead>from|between)(?: the)?(?: (?:early|late|mid|the (?:end|start|beginning) of))?\s+$", re.I)
_RESPECTIVELY = re.compile(r"[^.;\n]{0,80}\brespectively\b")
_MOVES = re.compile(
    rf"\b{alternation('time', 'rescheduling')}(?:s|d|ed|ing|ped|ting|ting)?\b[^.;\n]{{0,40}}\bfrom\s+$", re.I
)
_OF_OTHERS = re.compile(r" of (?:the|a|an|his|her|their|its|last|this|that)\b")
_ORDINAL_BEFORE = re.compile(rf"\b(?:{alternation('time', 'ordinals')}|final) $", re.IGNORECASE)
_LISTED = frozenset({"day", "month", "weekday", "year", "iso", "slash", "dotted", "holiday", "nth"})
_NAMED_DAYS = frozenset({"day", "month"})


def expressions(text: str) -> list[Expression]:
    """All time expressions of a text, simple and composite, in order and without overlap."""
    moved: list[Expression] = []
    for x in simple(text):
        y = _certain(text, _moved(text, x))
        moved = [z for z in moved if z.end <= y.start] + [y]
    return _joined(text, moved)


def _moved(text: str, x: Expression) -> Expression:
    """The expression with the words in front that say which part of it is meant, or which day next to it."""
    ahead = text[max(0, x.start - _REACH) : x.start]
    for kind, pattern in _MOVED:
        if m := pattern.search(ahead):
            parts = tuple((k, v) for k, v in m.groupdict().items() if v)
            made = Expression(x.start - len(m[0]), x.end, kind, parts, x.since, (x,))
            return _moved(text, made)
    return x


def _certain(text: str, x: Expression) -> Expression:
    """ "the second Tuesday" and "the last week of the war" count from something that is not told here."""
    counted = x.kind == "weekday" and _ORDINAL_BEFORE.search(text[max(0, x.start - 10) : x.start])
    of_others = x.kind == "window" and _OF_OTHERS.match(text, x.end)
    return replace(x, kind="unknown") if counted or of_others else x


def _joined(text: str, found: Sequence[Expression]) -> list[Expression]:
    """Neighbours that are the ends of one range, or one list, made one expression."""
    out: list[Expression] = []
    i = 0
    while i < len(found):
        j = _list_end(text, found, i)
        if j == i:
            out.append(found[i])
        else:
            first, last = found[i], found[j]
            out.append(Expression(first.start, last.end, "range", (), first.since, (first, last)))
        i = j + 1
    return out


def _list_end(text: str, found: Sequence[Expression], i: int) -> int:
    """The index of the last expression that belongs to the range or list which the one at ``i`` opens."""
    j = i
    while j + 1 < len(found):
        m = _LINK.fullmatch(text, found[j].end, found[j + 1].start)
        if m is None or not _fit(text, found[i], found[j + 1], m):
            break
        j += 1
        if not (m["list"] or m["comma"]):
            return j
    return i if j > i and text[found[j - 1].end : found[j].start] == ", " else j


def _fit(text: str, a: Expression, b: Expression, m: re.Match[str]) -> bool:
    if "unknown" in {a.kind, b.kind}:
        return False
    ahead = text[max(0, a.start - 80) : a.start]
    led = _LED.search(ahead)
    alike = _base(a) == _base(b) or {_base(a), _base(b)} <= _NAMED_DAYS
    if m["to"]:
        return (led is not None or alike) and not _MOVES.search(ahead)
    if m["list"] and led and led["lead"].lower() == "between":
        return True
    if m["dash"]:
        return alike and _base(a) in _LISTED
    return alike and _base(a) in _LISTED and not a.since and not _RESPECTIVELY.match(text, b.end)


def _base(x: Expression) -> str:
    return _base(x.inner[0]) if x.kind == "part" else x.kind
