"""The lexicon of units: surface -> full name and kind.

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
DURATIONS = words_in("time", "durations")
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
    return Unit(name.lower(), QuantityKind.DURATION if name in DURATIONS else QuantityKind.MEASURE)


# what a unit may begin with behind a number, and what stands between
FIRST_WORD = re.compile(
    r"(?P<gap>[ \u00a0]?-?[ \u00a0]?[(\[{<]?)(?P<head>[^\W\d_]+\.?\d?(?:/[^\W\d_]+\d?)?|[%°$€£¥¢℃℉²³]+)"
)
_NEXT_WORD = re.compile(r"[ \u00a0-]([^\W\d_]+\.?(?:[A-Z]\.)?)")
_GOES_ON = re.compile(r" [a-z]")  # behind the stop of an abbreviation, not of a sentence
_MOST_WORDS = 4  # "pounds per square inch"


def longest(text: str, start: int, *, glued: bool) -> tuple[Unit, int] | None:
    """The longest surface of the lexicon at ``start`` and its end; ``glued`` allows for symbols that are words too."""
    m = FIRST_WORD.match(text, start)
    if not m or m.end("gap") != start:
        return None
    ends = [m.end("head")]
    while len(ends) < _MOST_WORDS and (n := _NEXT_WORD.match(text, ends[-1])):
        ends.append(n.end())
    if text[start : ends[0]] in "°$" and ends[0] < len(text) and text[ends[0]].isalpha():
        letters = re.compile(r"[A-Za-z]+").match(text, ends[0])
        ends.insert(1, letters.end() if letters else ends[0])
    for end in sorted(set(ends), reverse=True):
        dotted = text[end - 1] == "."
        for stop in (end - 1, end) if dotted else (end,):
            unit = _lookup(text[start:stop], glued)
            if unit is not None:
                return unit, end if dotted and _GOES_ON.match(text, end) else stop
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
    if unit is None and "." in spaced and (" " in spaced or spaced.endswith(".")):
        unit = lex.words.get(spaced.replace(".", ""))  # "sq. km", "lb.-ft."
    if unit is None and "/" in surface:
        top, _, bottom = surface.partition("/")
        a, b = _lookup(top, True), _lookup(bottom, True)
        if a and b:
            return Unit(f"{a.name} per {b.name}", a.kind)
    return unit
