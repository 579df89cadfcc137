"""The units of numbers: the sign before one ("$", "USD"), the unit after one ("km"), what it is for ("an hour")."""

from __future__ import annotations

import re

from checker.quantities.unit_lexicon import DURATIONS, FIRST_WORD, Unit, UnitMatch, lexicon, longest
from checker.records import QuantityKind
from checker.words.lists import alternation, words_in

_SIGN_BEFORE = re.compile(
    r"(?<![\w$])((?:[A-Z]{0,3} ?\$[A-Z]{0,2})|(?:[A-Z]{2,3}|Rs\.?|Rp|Y|K[Ss]h|SFr)|[A-Z]{0,2}[^\w\s.,;:()'\"$])["
    r" \u00a0]?-?$"
)


def sign_before(text: str, start: int) -> UnitMatch | None:
    """The currency sign or code that ends right before ``start``: "$", "US$", "HK $", "EUR "."""
    m = _SIGN_BEFORE.search(text, max(0, start - 9), start)
    if not m:
        return None
    sign = m[1].replace(" ", "")
    unit = lexicon().signs.get(sign)
    if unit is None and sign.endswith("$"):
        sign, unit = "$", lexicon().signs["$"]
    if unit is None or (sign == "PS" and m.end(1) != start):
        return None
    return UnitMatch(m.end(1) - len(m[1]) if unit.name != "dollar" or sign != "$" else m.end(1) - 1, start, unit)


_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}
_FOLD = re.compile(r"[ -]?fold\b", re.IGNORECASE)
_NEAR = 100
_OF_ELECTRICITY = re.compile(rf"\b{alternation('numbers', 'of_electricity')}", re.IGNORECASE)
# letters that news writes for degrees, and texts on electricity for its units
_ELECTRIC = {"C": Unit("coulomb", QuantityKind.MEASURE), "F": Unit("farad", QuantityKind.MEASURE)}


def after(text: str, pos: int, *, big: bool = False) -> UnitMatch | None:
    """The unit that follows ``pos`` (the end of a number), with its denominator ("a barrel", "per hour").

    ``big`` says that the number has a magnitude word: "20 million pounds" is money.
    """
    m = FIRST_WORD.match(text, pos)
    if not m or (m["gap"][-1:] in _CLOSING and not text.startswith(_CLOSING[m["gap"][-1:]], m.end("head"))):
        return None
    glued = m.start("head") == pos
    if _FOLD.match(text, pos):
        return UnitMatch(m.start("head"), m.end("head"), Unit("time", QuantityKind.COUNT))
    found = longest(text, m.start("head"), glued=glued)
    if found is None:
        return None
    unit, end = found
    if text[end : end + 1].isalnum() or (end - m.start("head") == 1 and text[end : end + 1] == "-"):
        return None  # "24703m212", "24703 L-202"
    if text[m.start("head") : end] in _ELECTRIC and _OF_ELECTRICITY.search(text, max(0, pos - _NEAR), end + _NEAR):
        unit = _ELECTRIC[text[m.start("head") : end]]
    if big and unit.name == "pound-mass":
        unit = lexicon().symbols["GBP"]
    return _with_rate(text, UnitMatch(m.start("head"), end, unit))


_LINK = re.compile(r"(?P<link>[ ]?/[ ]?|[ -]per[ -]|[ -]an?[ -]|[ -](?:each|every)[ -])(?:US )?")
_WORD = re.compile(r"[^\W\d_]+")
_NO_RATE = re.compile(r" (?:earlier|ago|before|later|after|apart)\b")
_OF_RATE = re.compile(r" of(?: [\w-]+){1,3}(?= (?:an?|per|each|every) (?:second|minute|hour|day|week|month|year)\b)")
_SHARED_OUT = words_in("numbers", "prices_are_for")
_PER_NOUN = re.compile(r"^[a-z]{3,}$")


def _with_rate(text: str, match: UnitMatch) -> UnitMatch:
    """Adds the denominator: "a" and "an" only before times and what prices are given for."""
    rate = denominator(text, match.end)
    if rate is None and match.unit.kind is QuantityKind.MEASURE and (m := _OF_RATE.match(text, match.end)):
        rate = denominator(text, m.end())  # "gallons of jet fuel a year"
        if rate is not None:
            return UnitMatch(match.start, match.end, Unit(f"{match.unit.name} per {rate[0]}", match.unit.kind))
    if rate is None:
        return match
    name, end, explicit = rate
    if not explicit and name not in DURATIONS and match.unit.kind is not QuantityKind.MONEY:
        return match
    return UnitMatch(match.start, end, Unit(f"{match.unit.name} per {name}", match.unit.kind))


def denominator(text: str, pos: int) -> tuple[str, int, bool] | None:
    """(name, end, whether "per" or "/" says so) of "per day", "a barrel", "/month", "per 100,000" at ``pos``."""
    m = _LINK.match(text, pos)
    if not m:
        return None
    start, link = m.end(), m["link"].strip(" -").lower()
    explicit = link in {"per", "/"}
    if explicit and (many := _per_many(text, start)):
        return *many, True
    first = _WORD.match(text, start)
    if first is None or _NO_RATE.match(text, first.end()):
        return None
    word, found = first[0].lower(), longest(text, start, glued=explicit)
    if found is not None:
        unit, end = found
        ok = explicit or unit.name in DURATIONS or word in _SHARED_OUT
        if unit.kind is QuantityKind.PERCENTAGE or unit.kind is QuantityKind.MONEY or not ok:
            return None
        return unit.name, end, explicit
    if word in _SHARED_OUT or (link == "per" and _PER_NOUN.match(word) and word not in {"cent", "capita"}):
        return word, first.end(), explicit
    if link == "per" and word == "capita":
        return "capita", first.end(), True
    return None


_MANY = re.compile(r"(?P<digits>\d{1,3}(?:,\d{3})+|\d{1,9})(?![\d.,]\d)")
_INHABITANTS = re.compile(rf" {alternation('numbers', 'inhabitants')}\b")


def _per_many(text: str, start: int) -> tuple[str, int] | None:
    """(name, end) of the "100 km" or "100,000 people" that a rate is given for; people are taken as said."""
    m = _MANY.match(text, start)
    many = int(m["digits"].replace(",", "")) if m else 0
    if m is None or many < 10:
        return None
    size = f"{many:,}"
    if people := _INHABITANTS.match(text, m.end()):
        return size, people.end()
    gap = text[m.end() : m.end() + 1] in {" ", "\u00a0"}
    unit = longest(text, m.end() + gap, glued=not gap)
    return (f"{size} {unit[0].name}", unit[1]) if unit else (size, m.end())
