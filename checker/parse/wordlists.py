"""The words by which furniture is known, from ``checker/data/captions.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def words(table: str) -> frozenset[str]:
    """The words of one table, lower case. Raises KeyError for a table that isn't there."""
    return frozenset(_tables()[table])


def any_of(table: str) -> str:
    """A pattern, without groups, for the words of one table; the longest that fits wins."""
    return _alternatives(words(table))


@cache
def _tables() -> dict[str, list[str]]:
    return tomllib.loads(files("checker.words").joinpath("data/captions.toml").read_text(encoding="utf-8"))


def _alternatives(found: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(found, key=lambda w: (-len(w), w))) + ")"
