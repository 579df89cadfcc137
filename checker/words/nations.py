"""Countries by their names, demonyms and capitals. Pure; they lie in ``data/nations.txt``."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from checker.words.lists import lines, words_in
from checker.words.spelling import fold

_SHORT = {"united states": "US", "united kingdom": "UK", "united arab emirates": "UAE"}


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Country, its other names and its capitals."""
    parted = (line.split("|") for line in lines("nations.txt"))
    return tuple((country.strip(), _listed(names), _listed(capitals)) for country, names, capitals in parted)


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


@cache
def _nations() -> dict[str, str]:
    return {name: country for country, names, capitals in _rows() for name in (country, *names, *capitals)}


@cache
def _capitals() -> frozenset[str]:
    return frozenset(capital for _, _, capitals in _rows() for capital in capitals)


def country_name(country: str) -> str:
    """A country's name for people: "Iraq", "US"."""
    small = {"of", "the", "and"}
    return _SHORT.get(country) or " ".join(w if w in small else w.capitalize() for w in country.split())


def adjective(country: str) -> str:
    """What goes before a noun: "Iraqi", "US"; the country's name where the list has no other."""
    return _SHORT.get(country) or _capitalised(next(iter(_other_names().get(country, ())), country))


def people_of(country: str) -> str:
    """Its people: "Iraqis", "Americans", "French people"."""
    found = [n for n in _other_names().get(country, ()) if n.endswith(("an", "i", "on", "ane")) and " " not in n]
    named = [n for n in found if not n.endswith("man") or n in ("german", "roman")]
    return f"{_capitalised(named[0])}s" if named else f"{adjective(country)} people"


@cache
def _other_names() -> dict[str, tuple[str, ...]]:
    return {country: names for country, names, _ in _rows()}


def _capitalised(name: str) -> str:
    return " ".join(w.capitalize() for w in name.split())


@lru_cache(maxsize=65536)
def nation(name: str) -> str | None:
    """The country that a name, a demonym (singular or plural) or a capital stands for; None for anything else."""
    word = re.sub(r"^the ", "", re.sub(r"'s?$", "", fold(name)))
    index = _nations()
    return index.get(word) or index.get(word.rstrip("s")) or index.get(word.replace(".", ""))


def country_of(name: str) -> str | None:
    """As :func:`nation`, of states of the United States too."""
    return nation(name) or ("united states" if fold(name) in words_in("places", "states_of_us") else None)


def is_capital(name: str) -> bool:
    """Whether ``name`` stands for a country only as its seat of government, and is a city of its own."""
    word = fold(name)
    found = nation(name)
    return found is not None and word != found and word in _capitals()
