"""Word lists: tables of ``words/data/*.toml``, read once.

A list that is longer than a few words is data: it can be read, extended and translated without touching a rule.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def _text(name: str) -> str:
    return files("checker.words").joinpath(f"data/{name}").read_text(encoding="utf-8")


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(_text(f"{name}.toml"))


def _value(table: str, name: str) -> Any:
    found: Any = _table(table)
    for key in name.split("."):
        found = found[key]
    return found


def listed(table: str, name: str) -> tuple[str, ...]:
    """The list ``name`` of ``data/TABLE.toml`` in its order: an array, or one string of words between spaces.

    "furniture.gallery" is the list ``gallery`` of the table ``furniture``. Raises KeyError where there is none.
    """
    found = _value(table, name)
    return tuple(found.split()) if isinstance(found, str) else tuple(found)


@cache
def words_in(table: str, name: str) -> frozenset[str]:
    """As :func:`listed`, as a set."""
    return frozenset(listed(table, name))


@cache
def keys(table: str, name: str = "") -> tuple[str, ...]:
    """The names of the lists in the table ``name`` of ``data/TABLE.toml``, in its order; without a name its own."""
    return tuple(_value(table, name) if name else _table(table))


@cache
def mapping(table: str, name: str) -> dict[str, str]:
    """The table ``name`` of ``data/TABLE.toml``: key to word, or each word of an array under a key to that key."""
    found: dict[str, str] = {}
    for key, value in _value(table, name).items():
        if isinstance(value, str):
            found[key] = value
        else:
            found.update(dict.fromkeys(value, key))
    return found


@cache
def alternation(table: str, name: str) -> str:
    """The list as a group of a regular expression that matches any of its words, the longest first."""
    ordered = sorted(words_in(table, name), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})"


@cache
def lines(file: str) -> tuple[str, ...]:
    """The lines of a text file of ``data/``, without empty ones and those that begin with "#"."""
    return tuple(line for line in _text(file).splitlines() if line.strip() and not line.startswith("#"))
