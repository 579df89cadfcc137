"""One number -> the draft of a quantity: sign, magnitude and unit. ``ranges`` joins two drafts to one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.parse.memo import lowered
from checker.quantities import units
from checker.quantities.number_words import MAGNITUDES, PLURAL, SUFFIXES
from checker.quantities.numbers import Form, Number
from checker.quantities.unit_lexicon import Unit
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
    rate: str = ""  # what a count is given for: the "100,000" of "12 deaths per 100,000"
    rate_end: int = 0  # its end
    scale: float = 1.0  # of its magnitude: 1e6 in "2.4 million" and "$2.4m"
    comparator: Comparator = Comparator.EXACT
    change: str | None = None
    first_token: int = 0
    last_token: int = 0
    left_token: int = 0  # first token of number and sign
    after_token: int = 0  # first token behind number and unit
    noun: int | None = None
    name: str = ""
    kind: QuantityKind | None = None
    number: Number | None = None  # that the draft was made of, None for two joined
    elided: bool = False
    part_of: bool = False
    group: bool = False
    former: bool = False  # the 14 of "from 14 to 17"
    superseded: bool = False  # withdrawn by the text itself
    level: Draft | None = None  # of a change or a former level, what it led to
    concept: tuple[str, ...] = ()


_MAGNITUDE = re.compile(r" (thousand|million|billion|trillion)\b", re.IGNORECASE)
_NEGATIVE = re.compile(r"(?:(?:^|(?<=[\s(]))[-\u2212]|(?<!plus or )(?<!plus-or-)\bminus[ -])$", re.IGNORECASE)
_US_AFTER = re.compile(r" (?:US|U\.S\.)(?=\W|$)(?! (?:troops|soldiers|personnel))")
_PLURAL_AHEAD = re.compile(
    r" (?!(?:is|was|has|as|us|its|this|less|across)\b)"
    r"(?:of (?:[a-z-]+ ){0,2}[a-z]+s\b|[a-z]+(?:s|en|ople|nel)\b|(?:[a-z-]+ ){1,2}[a-z]+s\b)"
)
_MASS = re.compile(r" (?:tonnes|tons|barrels|pounds|litres|liters|gallons|people|dollars|euros)")


_SPACED = re.compile(rf" ([BM])(?= (?:[a-z-]+ )?{PLURAL})")  # "8 B people"
_OF_QUAKES = re.compile(r"\bmagnitude(?: of)?[ -]$", re.IGNORECASE)


def draft(text: str, number: Number, currency: Unit | None = None) -> Draft:
    """The draft of one number with its sign, magnitude and unit.

    ``currency`` is what a number without a sign of its own is counted in: that of the first end of "$5-8m".
    """
    d = Draft(number.start, number.end, number.value, number.low, number.high, number.form, number.digits, text)
    d.number = number
    inner = number.start > 0 and text[number.start - 1] in "-\u2212"  # "$-50.8bn"
    sign = units.sign_before(text, number.start - inner) or (units.sign_before(text, number.start) if inner else None)
    money = sign.unit if sign is not None else currency
    d.scale = number.scale
    if number.suffix:
        _magnitude(text, d, number, money=money is not None)
    elif d.value is not None and d.scale == 1 and (m := _SPACED.match(text, d.end)):
        d.scale, d.end = SUFFIXES[m[1].lower()], m.end(1)
        d.value *= d.scale
    d.left, d.right = (sign.start if sign else d.start), d.end
    if d.value is not None and (m := _NEGATIVE.search(text, max(0, d.left - 7), d.left)):
        d.value, d.left = -d.value, m.start()
    elif d.value is not None and inner and sign is not None:
        d.value = -d.value
    if money is not None:
        _priced(d, money)
        return d
    of = 3 if d.form is Form.VAGUE and text.startswith(" of ", d.end) else 0  # "hundreds of miles"
    found = units.after(text, d.end + of, big=d.scale > 1)
    if found is None and _OF_QUAKES.search(text, max(0, d.left - 16), d.left):
        d.unit = Unit("magnitude", QuantityKind.MEASURE)
    if found is not None:
        d.unit, d.right = found.unit, found.end
        if found.unit.kind is QuantityKind.MONEY and d.value is not None and (m := _MAGNITUDE.match(text, found.end)):
            d.value, d.right = d.value * MAGNITUDES[lowered(m[1])], m.end()  # "75 USD million"
    return d


_GRAND = re.compile(r" grand\b")


def _priced(d: Draft, currency: Unit) -> None:
    """Gives an amount of money its currency, with what it is paid for ("a barrel")."""
    d.unit = currency
    if d.value is not None and (grand := _GRAND.match(d.text, d.right)):
        d.value, d.scale, d.right = d.value * 1e3, 1e3, grand.end()
    if us := _US_AFTER.match(d.text, d.right):
        d.right = us.end()
    rate = units.denominator(d.text, d.right)
    if rate is not None:
        d.unit, d.right = Unit(f"{currency.name} per {rate[0]}", currency.kind), rate[1]
    elif (name := units.after(d.text, d.right)) and name.unit.kind is QuantityKind.MONEY:
        d.right = name.end


def _magnitude(text: str, d: Draft, number: Number, *, money: bool) -> None:
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
        d.value, d.scale = number.value * factor, factor
        return
    d.end = number.end - len(number.suffix)
