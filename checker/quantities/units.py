"""Units: surface -> full name and kind, before ("$", "USD") or after ("km", "miles per hour") a number.

The lexicon of measures is quantulum3's (``quantulum3.load``: unit names, symbols, prefixes). Its parser is not used on
news: it reads "U.S." as atomic mass units, "45 minutes" as arc minutes, "$20m" as dollar-metres, and drops bounds and
counted nouns (measured in ``reports/eval/quantities.md``). Currencies, news abbreviations and changed senses come from
``units.tsv``. The pickled classifier of quantulum3, which breaks with scikit-learn >= 1.9, is never imported, and
plurals are ours: its own are made by a library that takes two to four seconds to start, at each start of a check.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from checker.records import QuantityKind
from checker.words import lexicon as words
from checker.words.lists import words_in


@dataclass(frozen=True, slots=True)
class Unit:
    """``name`` is lower-case, singular and full ("kilometre", "dollar per barrel")."""

    name: str
    kind: QuantityKind


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit at characters ``start``..``end`` (half-open) of the text."""

    start: int
    end: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``words`` by lower-case surface, ``symbols`` as written, ``signs`` for what stands before a number."""

    words: dict[str, Unit]
    symbols: dict[str, Unit]
    signs: dict[str, Unit]


# quantulum3 names that are other words in news: "a set", "seven points" of a league, "FA Cup", "dozen"
_NOT_IN_NEWS = words_in("numbers", "units_not_in_news")
_RENAMED = {"revolutions per minute": "revolution per minute", "united states dollar": "dollar", "tonne": "metric ton"}
_DURATIONS = words_in("time", "durations")
# symbols that are words or letters of other kinds when they stand apart: "900 in Syria", "5 a.m."
_GLUED_ONLY = words_in("numbers", "symbols_glued")
_HEAD_FIRST = ("degree ", "pound force", "pound-force")
_SINGLE = frozenset("mgpFCKVWLlN")  # single letters that may stand apart: "20 m", "2.5 F"
_KINDS = {
    "sign": QuantityKind.MONEY,
    "currency": QuantityKind.MONEY,
    "percentage": QuantityKind.PERCENTAGE,
    "measure": QuantityKind.MEASURE,
    "duration": QuantityKind.DURATION,
}


@cache
def lexicon() -> Lexicon:
    """The merged lexicon, built on the first call."""
    from quantulum3 import load

    class Table(load.Units):  # type: ignore[misc]  # quantulum3 has no types
        def load_unit(self, name: str, unit: dict[str, Any]) -> None:
            super().load_unit(name, {**unit, "surfaces": []})
            for surface in (s for singular in unit.get("surfaces", ()) for s in (singular, plural(singular))):
                self.surfaces[surface].add(self.names[name])

    table = Table([load.GENERAL_UNITS_PATH, load.LANGUAGE_UNITS_PATH("en_US")])
    out = Lexicon({}, {}, {})
    for target, source in ((out.words, table.surfaces), (out.symbols, table.symbols)):
        for surface, senses in source.items():
            usable = sorted((u for u in senses if u.name not in _NOT_IN_NEWS), key=lambda u: (len(u.name), u.name))
            if usable:
                target.setdefault(surface, _adopt(usable[0].name, usable[0].entity.name))
    rows = files("checker.quantities").joinpath("units.tsv").read_text(encoding="utf-8").splitlines()
    for row in rows:
        if row and not row.startswith("#"):
            surface, name, group = row.split("\t")
            unit = Unit(name, _KINDS[group])
            out.symbols[surface] = unit
            if group == "sign":
                out.signs[surface] = unit
            elif len(surface) > 3 or surface.islower():
                out.words[surface.lower()] = unit
    return out


def plural(surface: str) -> str:
    """The plural of a measure's name: "cubic feet per second", "degrees Celsius", "pounds-force", "hertz"."""
    if surface.startswith(_HEAD_FIRST):
        return re.sub(r"^\w+", lambda m: m[0] + "s", surface)
    return surface if surface.partition(" per ")[0].endswith(("s", "hertz")) else words.plural(surface)


def _adopt(name: str, entity: str) -> Unit:
    name = _RENAMED.get(name, name)
    if entity == "currency":
        return Unit(name.lower(), QuantityKind.MONEY)
    return Unit(name.lower(), QuantityKind.DURATION if name in _DURATIONS else QuantityKind.MEASURE)


_SIGN_BEFORE = re.compile(
    r"(?<![\w$])((?:[A-Z]{0,3} ?\$[A-Z]{0,2})|(?:[A-Z]{2,3}|Rs\.?|Rp|K[Ss]h|SFr)|[A-Z]{0,2}[^\w\s.,;:()'\"$])["
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


_AFTER = re.compile(
    r"(?P<gap>[ \u00a0]?-?[ \u00a0]?[(\[{<]?)(?P<head>[^\W\d_]+\.?\d?(?:/[^\W\d_]+\d?)?|[%°$€£¥¢℃℉²³]+)"
)
_CLOSING = {"(": ")", "[": "]", "{": "}", "<": ">"}
_FOLD = re.compile(r"[ -]?fold\b", re.IGNORECASE)
_NEXT_WORD = re.compile(r"[ \u00a0-]([^\W\d_]+\.?(?:[A-Z]\.)?)")
_FOOT_MARKS = {"'": "foot", "′": "foot", "″": "inch", '"': "inch", "”": "inch"}


def after(text: str, pos: int, *, big: bool = False) -> UnitMatch | None:
    """The unit that follows ``pos`` (the end of a number), with its denominator ("a barrel", "per hour").

    ``big`` says that the number has a magnitude word: "20 million pounds" is money.
    """
    m = _AFTER.match(text, pos)
    if not m or (m["gap"][-1:] in _CLOSING and not text.startswith(_CLOSING[m["gap"][-1:]], m.end("head"))):
        return None
    glued = m.start("head") == pos
    if _FOLD.match(text, pos):
        return UnitMatch(m.start("head"), m.end("head"), Unit("time", QuantityKind.COUNT))
    found = _longest(text, m.start("head"), glued=glued)
    if found is None:
        return None
    unit, end = found
    if text[end : end + 1].isalnum() or (end - m.start("head") == 1 and text[end : end + 1] == "-"):
        return None  # "24703m212", "24703 L-202"
    if big and unit.name == "pound-mass":
        unit = lexicon().symbols["GBP"]
    return _with_rate(text, UnitMatch(m.start("head"), end, unit))


def _longest(text: str, start: int, *, glued: bool) -> tuple[Unit, int] | None:
    """The longest surface of the lexicon at ``start``, of at most three words."""
    m = _AFTER.match(text, start)
    if not m or m.end("gap") != start:
        return None
    ends = [m.end("head")]
    while len(ends) < 3 and (n := _NEXT_WORD.match(text, ends[-1])):
        ends.append(n.end())
    if text[start : ends[0]] in "°$" and ends[0] < len(text) and text[ends[0]].isalpha():
        letters = re.compile(r"[A-Za-z]+").match(text, ends[0])
        ends.insert(1, letters.end() if letters else ends[0])
    for end in sorted(set(ends), reverse=True):
        for stop in (end, end - 1) if text[end - 1] == "." else (end,):
            unit = _lookup(text[start:stop], glued)
            if unit is not None:
                return unit, stop
    return None


def _lookup(surface: str, glued: bool) -> Unit | None:
    lex = lexicon()
    unit = lex.symbols.get(surface)
    if (unit is not None and not surface.isascii()) or (unit and surface in "%$"):
        return unit
    low = surface.lower()
    if not glued and surface not in _SINGLE and (low in _GLUED_ONLY or len(surface) == 1):
        return None
    spaced = low.replace("-", " ")
    unit = unit or lex.words.get(spaced) or lex.words.get(low)
    if unit is None and "/" in surface:
        top, _, bottom = surface.partition("/")
        a, b = _lookup(top, True), _lookup(bottom, True)
        if a and b:
            return Unit(f"{a.name} per {b.name}", a.kind)
    return unit


_RATE = re.compile(
    r"(?P<link>[ ]?/[ ]?|[ -]per[ -]|[ -]an?[ -]|[ -](?:each|every)[ -])(?:US )?(?P<word>[^\W\d_]+)(?P<second>["
    r" -][^\W\d_]+)?"
)
_NO_RATE = re.compile(r" (?:earlier|ago|before|later|after|apart)\b")
_OF_RATE = re.compile(r" of(?: [\w-]+){1,3}(?= (?:an?|per|each|every) (?:second|minute|hour|day|week|month|year)\b)")
_SHARED_OUT = words_in("numbers", "prices_are_for")
_PER_NOUN = re.compile(r"^[a-z]{3,}$")


def _with_rate(text: str, match: UnitMatch) -> UnitMatch:
    """Adds the denominator: "a" and "an" only before times and what prices are given for."""
    rate = denominator(text, match.end)
    end = match.end
    if rate is None and match.unit.kind is QuantityKind.MEASURE and (m := _OF_RATE.match(text, match.end)):
        rate = denominator(text, m.end())  # "gallons of jet fuel a year"
        if rate is not None:
            return UnitMatch(match.start, end, Unit(f"{match.unit.name} per {rate[0]}", match.unit.kind))
    if rate is None:
        return match
    name, end, explicit = rate
    if not explicit and name not in _DURATIONS and match.unit.kind is not QuantityKind.MONEY:
        return match
    return UnitMatch(match.start, end, Unit(f"{match.unit.name} per {name}", match.unit.kind))


def denominator(text: str, pos: int) -> tuple[str, int, bool] | None:
    """(name, end, whether "per" or "/" says so) of "per day", "a barrel", "/month" at ``pos``."""
    m = _RATE.match(text, pos)
    if not m or _NO_RATE.match(text, m.end("word")):
        return None
    link = m["link"].strip(" -").lower()
    explicit = link in {"per", "/"}
    pair = (m["word"] + (m["second"] or "")).lower().replace("-", " ")
    unit = lexicon().words.get(pair) if m["second"] else None
    end = m.end("second") if unit else m.end("word")
    unit = unit or lexicon().words.get(m["word"].lower()) or (lexicon().symbols.get(m["word"]) if explicit else None)
    if unit is not None:
        ok = explicit or unit.name in _DURATIONS or m["word"].lower() in _SHARED_OUT
        if unit.kind is QuantityKind.PERCENTAGE or unit.kind is QuantityKind.MONEY or not ok:
            return None
        return unit.name, end, explicit
    word = m["word"].lower()
    if word in _SHARED_OUT or (link == "per" and _PER_NOUN.match(word) and word not in {"cent", "capita"}):
        return word, m.end("word"), explicit
    if link == "per" and word == "capita":
        return "capita", m.end("word"), True
    return None
