"""Numbers -> drafts of quantities: signs, magnitudes and units, then ranges and ratios joined from two numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from checker.parse.memo import lowered
from checker.quantities import units
from checker.quantities.number_words import MAGNITUDES, SUFFIXES
from checker.quantities.numbers import Form, Number
from checker.quantities.units import Unit
from checker.records import Comparator, QuantityKind


@dataclass(slots=True)
class Draft:
    """A quantity in the making. ``start``..``end`` are the number's own characters, ``left``..``right`` those with
    sign and unit; token indices are filled in by ``quantities``."""

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    form: Form
    digits: str
    text: str
    left: int = 0
    right: int = 0
    unit: Unit | None = None
    rate: str = ""  # denominator of a count: "per day"
    comparator: Comparator = Comparator.EXACT
    change: str | None = None
    first_token: int = 0
    last_token: int = 0
    left_token: int = 0  # first token of number and sign
    after_token: int = 0  # first token behind number and unit
    noun: int | None = None
    name: str = ""
    kind: QuantityKind | None = None
    elided: bool = False
    part_of: bool = False
    moved: bool = False  # "from 12 to 15"
    concept: tuple[str, ...] = field(default_factory=tuple)


_MAGNITUDE = re.compile(r" (thousand|million|billion|trillion)\b", re.IGNORECASE)
_NEGATIVE = re.compile(r"(?:(?:^|(?<=[\s(]))[-\u2212]|\bminus[ -])$", re.IGNORECASE)
_US_AFTER = re.compile(r" (?:US|U\.S\.)(?=\W|$)(?! (?:troops|soldiers|personnel))")
_PLURAL_AHEAD = re.compile(
    r" (?!(?:is|was|has|as|us|its|this|less|across)\b)(?:of\b|[a-z]+(?:s|en|ople|nel)\b|(?:[a-z-]+ ){1,2}[a-z]+s\b)"
)
_MASS = re.compile(r" (?:tonnes|tons|barrels|pounds|litres|liters|gallons|people|dollars|euros)")


def draft(text: str, number: Number) -> Draft:
    """The draft of one number with its sign, magnitude and unit."""
    d = Draft(number.start, number.end, number.value, number.low, number.high, number.form, number.digits, text)
    sign = units.sign_before(text, number.start)
    scaled = number.scale > 1
    if number.suffix:
        scaled = _magnitude(text, d, number, money=sign is not None)
    d.left, d.right = (sign.start if sign else d.start), d.end
    if d.value is not None and (m := _NEGATIVE.search(text, max(0, d.left - 7), d.left)):
        d.value, d.left = -d.value, m.start()
    if sign is not None:
        d.unit = sign.unit
        if us := _US_AFTER.match(text, d.right):
            d.right = us.end()
        rate = units.denominator(text, d.right)
        if rate is not None:
            d.unit, d.right = Unit(f"{sign.unit.name} per {rate[0]}", sign.unit.kind), rate[1]
        elif (name := units.after(text, d.right)) and name.unit.kind is QuantityKind.MONEY:
            d.right = name.end
        return d
    of = 3 if d.form is Form.VAGUE and text.startswith(" of ", d.end) else 0  # "hundreds of miles"
    found = units.after(text, d.end + of, big=scaled)
    if found is not None:
        d.unit, d.right = found.unit, found.end
        if found.unit.kind is QuantityKind.MONEY and d.value is not None and (m := _MAGNITUDE.match(text, found.end)):
            d.value, d.right = d.value * MAGNITUDES[lowered(m[1])], m.end()  # "75 USD million"
    return d


def _magnitude(text: str, d: Draft, number: Number, *, money: bool) -> bool:
    """Reads a glued suffix: "$20m" and "35m of its devices" are millions, "20m" and "5mm" are lengths."""
    low = number.suffix.lower()
    factor = SUFFIXES[low]
    if money or low in {"bn", "mn", "tn", "mln", "bln", "trn", "mil", "k"}:
        take = True
    elif low == "mm":
        take = False
    else:
        take = bool(_MASS.match(text, number.end)) or (
            low in {"m", "b"} and bool(_PLURAL_AHEAD.match(text, number.end))
        )
        take = take or (number.suffix in {"M", "B"} and text[number.end : number.end + 1] == " ")
    if take and number.value is not None:
        d.value = number.value * factor
        return True
    d.end = number.end - len(number.suffix)
    return False


# ------------------------------------------------------------------ two numbers, one quantity

_DASH = re.compile(r" ?[-\u2013\u2014] ?$|-to-$")
_RATIO = re.compile(r" (?:in|out of(?: every)?|of every|in every) $")


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
        joined = _pair(text, d, nxt) if nxt is not None else None
        out.append(joined or d)
        i += 2 if joined else 1
    return out


def _pair(text: str, a: Draft, b: Draft) -> Draft | None:
    gap = text[a.right : b.left]
    if b.left - a.right > 12 or "\n" in gap or Form.ORDINAL in (a.form, b.form):
        return None
    if _cents(a, b) and gap in {" ", " and ", ", "}:
        return _with_cents(a, b)
    if a.value is not None and b.value is not None and a.unit is None and _RATIO.match(gap):
        return _ratio(text, a, b)
    if a.form is Form.FRACTION or b.form is Form.FRACTION or a.value is None or b.value is None:
        return None
    before = text[max(0, a.left - 24) : a.left].lower()
    unit = a.unit if a.unit and b.unit and a.unit.name.startswith(b.unit.name) else b.unit or a.unit
    if a.unit is not None and b.unit is not None and not _same_unit(a.unit, b.unit):
        return None
    between = bool(re.search(r"\bbetween (?:the ages of |ages |about |around |some )?$", before)) and gap == " and "
    moved = bool(
        re.search(r"\b(?:from|between) (?:about |around |up to |as few as |as little as )?$", before)
    ) and gap in (" to ", " to about ", " to around ", " to as much as ", " - ")
    plain = (gap in (" to ", "-to-", " - to - ") and not moved) or bool(_DASH.fullmatch(gap)) or (gap == "-" and True)
    either = gap == " or " and b.value == a.value + 1 and a.unit is None and a.form is Form.WORDS
    if not (between or moved or plain or either):
        return None
    if plain and a.unit is not None and b.unit is None:  # "rose 0.7 percent to 6,327"
        return None
    low, high = _scale(a.value, b.value, a, b, text)
    if plain and not moved and ((low > high and not (a.unit and b.unit)) or low == high):
        return None
    return _range(a, b, low, high, unit, moved)


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


def _range(a: Draft, b: Draft, low: float, high: float, unit: Unit | None, moved: bool) -> Draft:
    joined = Draft(a.start, b.end, None, min(low, high), max(low, high), a.form, "", a.text, a.left, b.right, unit)
    joined.comparator, joined.moved = Comparator.RANGE, moved
    if moved:
        joined.value = high  # where the move ends
    return joined


def _same_unit(a: Unit, b: Unit) -> bool:
    return a.name == b.name or b.name.startswith(a.name + " per ") or a.name.startswith(b.name + " per ")


def _scale(low: float, high: float, a: Draft, b: Draft, text: str) -> tuple[float, float]:
    """ "1.5 to 2 million": the magnitude of the second number holds for a first one that has none."""
    tail = text[b.start : b.end].lower()
    for word, factor in (("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12), ("hundred", 100.0)):
        if tail.endswith(word) and low < 1000 and high >= factor and not text[a.start : a.end].lower().endswith(word):
            return low * factor, high
    m = re.search(r"\d(k|m|bn|b|tn|mn)$", tail)
    if m and not re.search(r"[a-z]$", text[a.start : a.end].lower()) and low < 1000:
        return low * SUFFIXES[m[1]], high
    return low, high


def _ratio(text: str, a: Draft, b: Draft) -> Draft | None:
    if a.value is None or b.value is None or not 0 < a.value < b.value <= 100_000 or b.unit is not None:
        return None
    if text[a.right : b.left] == " in " and not (a.value == 1 or (a.value < 10 and b.value in (10.0, 100.0))):
        return None
    out = Draft(a.start, b.end, a.value / b.value, None, None, Form.RATIO, "", a.text, a.left, b.right)
    return out
