"""Names of persons and places: their telling words, and the sex that a first name tells. Pure."""

from __future__ import annotations

from functools import cache, lru_cache

from checker.words.kinds import PLACE_WORDS
from checker.words.lists import lines, words_in
from checker.words.spelling import spelling, words

ARTICLES = words_in("general", "small_words_of_names")
TITLES = words_in("people", "titles")
_GENERIC = PLACE_WORDS | ARTICLES | TITLES


@cache
def _first_names() -> dict[str, str]:
    index: dict[str, str] = {}
    current = ""
    for line in lines("first_names.txt"):
        if line.startswith("["):
            current = line.strip("[]")
        else:
            index.update(dict.fromkeys(map(spelling, line.split()), current))
    return index


def sex_of_name(name: str) -> str:
    """The sex that a person's first name tells, given as telling words ("justine baez"); "" where it doesn't."""
    first = name.split()[0] if name else ""
    return _first_names().get(first, "")


@lru_cache(maxsize=65536)
def name_tokens(name: str) -> frozenset[str]:
    """The telling words of a name: "Aïn al-Assad air base" -> {ain, asad}."""
    return frozenset(spelling(w) for w in words(name) if w not in _GENERIC and (len(w) > 1 or w.isdigit()))
