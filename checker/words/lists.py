"""Word lists: tables of ``words/data/*.toml``, read once.

A list that is longer than a few words is data: it can be read, extended and translated without touching a rule.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("checker.words").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


def listed(table: str, name: str) -> tuple[str, ...]:
    """The list ``name`` of ``data/TABLE.toml`` in its order: an array, or one string of words between spaces.

    Raises KeyError where there is none.
    """
    found = _table(table)[name]
    return tuple(found.split()) if isinstance(found, str) else tuple(found)


@cache
def words_in(table: str, name: str) -> frozenset[str]:
    """As :func:`listed`, as a set."""
    return frozenset(listed(table, name))


@cache
def mapping(table: str, name: str) -> dict[str, str]:
    """The table ``name`` of ``data/TABLE.toml``: key to word, or each word of an array under a key to that key."""
    found: dict[str, str] = {}
    for key, value in _table(table)[name].items():
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
