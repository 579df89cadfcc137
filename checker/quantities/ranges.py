"""Two drafts of numbers -> one quantity: ranges, ratios and amounts with cents."""

from __future__ import annotations

import itertools
import math
import re
from enum import StrEnum

from checker.quantities.drafts import Draft, draft
from checker.quantities.numbers import Form
from checker.quantities.unit_lexicon import Unit
from checker.records import Comparator, QuantityKind
from checker.words.lists import alternation

_DASH = re.compile(r" ?[-\u2013\u2014] ?$|-to-$")
_RATIO = re.compile(r" (?:in|out of(?: every)?|of every|in every) $")


_BY = re.compile(r" by |-by-| ?[x×] ")


def sides(text: str, drafts: list[Draft]) -> None:
    """Gives the first side of "8 by 12 feet" and "a 20-by-30-foot flag" the unit of the second."""
    for a, b in itertools.pairwise(drafts):
        measured = b.unit is not None and b.unit.kind is QuantityKind.MEASURE
        if measured and a.unit is None and a.form is b.form and _BY.fullmatch(text, a.right, b.left):
            a.unit = b.unit


def join(text: str, drafts: list[Draft], blocked: list[bool]) -> list[Draft]:
    """Joins neighbours into ranges ("between 20 and 30", "15-20", "from 12 to 15") and ratios ("one in five").

    ``blocked[i]`` says that ``drafts[i]`` is no quantity; such numbers are dropped and join nothing.
    """
    out: list[Draft] = []
    i = 0
    while i < len(drafts):
        d = drafts[i]
        if blocked[i]:
            i += 1
            continue
        nxt = drafts[i + 1] if i + 1 < len(drafts) and not blocked[i + 1] else None
        if nxt is not None and _score(text, d, nxt):
            i += 2
            continue
        joined = _pair(text, d, nxt) if nxt is not None else None
        out.append(joined or d)
        i += 2 if joined else 1
    return out


def _score(text: str, a: Draft, b: Draft) -> bool:
    """ "a margin of 59 to 41", "passed, 69-26": the larger number first, and nothing counted, changed or measured."""
    plain = a.unit is b.unit is None and a.form is b.form is Form.DIGITS and a.level is None and not a.former
    if not plain or a.value is None or b.value is None or text[a.right : b.left] not in {" to ", "-", "–"}:
        return False
    before = text[max(0, a.left - 24) : a.left].lower()
    return a.value > b.value > 0 and not _FROM.search(before) and not _COUNTED.match(text, b.right)


def _pair(text: str, a: Draft, b: Draft) -> Draft | None:
    gap = text[a.right : b.left]
    if b.left - a.right > 12 or "\n" in gap or Form.ORDINAL in (a.form, b.form):
        return None
    if _cents(a, b) and gap in {" ", " and ", ", "}:
        return _with_cents(a, b)
    if a.value is not None and b.value is not None and a.unit is None and _RATIO.match(gap):
        return _ratio(text, a, b)
    if a.level is b or Form.FRACTION in (a.form, b.form) or a.value is None or b.value is None:
        return None
    link = _link(text, a, b, gap)
    if link is None:
        return None
    b = _in_currency_of(text, a, b, link)
    if not same_unit(a.unit, b.unit) or (link in _PLAIN and a.unit is not None and b.unit is None):
        return None  # "rose 0.7 percent to 6,327"
    low, high = scaled(a, b, link), b.value or 0.0
    if link in _PLAIN and ((low > high and not (a.unit and b.unit and link is Link.TO)) or low == high):
        return None
    return _range(a, b, low, high, link is Link.FROM)


class Link(StrEnum):
    """What joins the two ends of a range."""

    BETWEEN = "between 5 and 8"
    FROM = "from 5 to 8"
    TO = "5 to 8"
    DASH = "5-8"
    APART = "5 - 8"
    OR = "five or six"


_PLAIN = frozenset({Link.TO, Link.DASH, Link.APART})
_BETWEEN = re.compile(r"\bbetween (?:the ages of |ages |about |around |some )?$")
_FROM = re.compile(r"\b(?:from|between) (?:about |around |up to |as few as |as little as )?$")
_FROM_TO = frozenset({" to ", " to about ", " to around ", " to as much as ", " - "})
_COUNTS = re.compile(r" [a-z]")


def _link(text: str, a: Draft, b: Draft, gap: str) -> Link | None:
    """How ``gap`` joins the two numbers, None where it doesn't."""
    before = text[max(0, a.left - 24) : a.left].lower()
    if gap == " and ":
        return Link.BETWEEN if _BETWEEN.search(before) else None
    if gap in _FROM_TO and _FROM.search(before):
        return Link.FROM
    if gap in {" to ", "-to-", " - to - "}:
        return Link.TO
    if _DASH.fullmatch(gap) and gap != " — ":
        return Link.DASH if gap in {"-", "–"} else Link.APART
    return Link.OR if gap == " or " and _alternatives(text, a, b) else None


def _alternatives(text: str, a: Draft, b: Draft) -> bool:
    """Whether "A or B" gives an amount by two neighbours: "eight or nine", "20 or 30 arrests", not "6 or 12 months"."""
    priced = a.unit is not None and a.unit.kind is QuantityKind.MONEY and a.left < a.start
    if (a.unit is not None and not priced) or a.form is not b.form or a.value is None or b.value is None:
        return False
    if a.form is Form.DIGITS and a.unit is b.unit is None and not _COUNTS.match(text, b.right):
        return False  # "under option 1 or 2"
    first, second = a.value / a.scale, b.value / b.scale
    if a.scale > b.scale or not 1 <= first < second or first != int(first) or second != int(second):
        return False
    if first % 5 == second % 5 == 0:
        return second - first <= max(5.0, 10.0 ** int(math.log10(first)))
    return second - first <= 2


_COUNTED = re.compile(r" (?!(?:is|was|has|as|us|its|this|less|across)\b)[a-z]+(?:s|men|ren|people)\b")


def _in_currency_of(text: str, a: Draft, b: Draft, link: Link) -> Draft:
    """``b`` read again in the currency of ``a`` where only ``a`` has a sign: "$5-8m", "€15 to 20 an hour"."""
    if a.unit is None or a.unit.kind is not QuantityKind.MONEY or a.left == a.start or " per " in a.unit.name:
        return b
    if b.number is None or b.left < b.start or (b.unit is not None and not b.number.suffix) or link is Link.APART:
        return b
    if link is Link.TO and _COUNTED.match(text, b.right):
        return b  # "paid $20 to 30 workers"
    return draft(text, b.number, a.unit)


def _cents(a: Draft, b: Draft) -> bool:
    if a.unit is None or b.unit is None or a.value is None or b.value is None or a.unit.kind is not QuantityKind.MONEY:
        return False
    return (
        b.unit.name in {"cent", "penny"}
        and a.unit.name not in {"cent", "penny"}
        and b.value < 100
        and a.value == int(a.value)
    )


def _with_cents(a: Draft, b: Draft) -> Draft:
    """ "thirteen dollars and forty-five cents"."""
    joined = Draft(
        a.start, b.end, (a.value or 0) + (b.value or 0) / 100, None, None, a.form, "", a.text, a.left, b.right, a.unit
    )
    return joined


def _range(a: Draft, b: Draft, low: float, high: float, moved: bool) -> Draft:
    longer = a.unit is not None and b.unit is not None and a.unit.name.startswith(b.unit.name)
    unit = a.unit if longer else b.unit or a.unit
    joined = Draft(a.start, b.end, None, min(low, high), max(low, high), a.form, "", a.text, a.left, b.right, unit)
    joined.comparator = Comparator.RANGE
    if moved:
        joined.value = high  # where what goes "from 5 to 8" ends
    return joined


def same_unit(a: Unit | None, b: Unit | None) -> bool:
    """Whether both are one unit, one of them as a rate perhaps ("$2 to $3 a barrel"), or one has none."""
    if a is None or b is None:
        return True
    return a.name == b.name or b.name.startswith(a.name + " per ") or a.name.startswith(b.name + " per ")


_MOVE = 10.0  # further down than by this factor "from 200 to 4 million" is a rise


def scaled(a: Draft, b: Draft, link: Link) -> float:
    """The value of the first end, by the magnitude of the second one where that is meant for both.

    It is where the first end has none and is smaller than what the second one has before its own: "1.5 to 2 million",
    "$300-500m"; "$200 to $4 million" begins at 200 dollars. A fall runs the other way: "from 20 to 15 million". A dash
    passes on the thousands of a numeral too: "$5-8,000".
    """
    low, high = a.value or 0.0, b.value or 0.0
    if a.scale > 1 or a.text[b.start : b.start + 2].lower() == "a ":
        return low
    if b.scale > 1:
        most = high / b.scale * (_MOVE if link is Link.FROM else 1.0)
        return low * b.scale if low < most else low
    if link is Link.DASH and low == int(low) and high % 1e3 == 0 and high / _MOVE < low * 1e3 < high:
        return low * 1e3
    return low


# Behind "three in four": what they are of, and what only counts a stretch ("won three in four games").
_SHARED = re.compile(r" (?:of\b|(?:[\w-]+ ){0,3}?(?:people|[A-Za-z]+(?:s|men|ren))\b)")
_STRETCH = re.compile(rf" (?:[\w-]+ )?{alternation('numbers', 'stretches')}\b", re.IGNORECASE)


def _of_ten(text: str, a: Draft, b: Draft) -> bool:
    """Whether "A in B" is a share: "six in 10", "three in four patients", unlike "won three in four games"."""
    if a.value is None or b.value is None or a.value >= 10:
        return False
    if b.value in (10.0, 100.0):
        return True
    return b.value < 10 and bool(_SHARED.match(text, b.right)) and not _STRETCH.match(text, b.right)


def _ratio(text: str, a: Draft, b: Draft) -> Draft | None:
    if a.value is None or b.value is None or not 0 < a.value < b.value <= 100_000 or b.unit is not None:
        return None
    if text[a.right : b.left] == " in " and a.value != 1 and not _of_ten(text, a, b):
        return None
    out = Draft(a.start, b.end, a.value / b.value, None, None, Form.RATIO, "", a.text, a.left, b.right)
    return out
