"""Names of persons and places: their telling words, and the sex that a first name tells. Pure."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from checker.words.kinds import PLACE_WORDS
from checker.words.lists import lines, mapping, words_in
from checker.words.spelling import spelling, words

ARTICLES = words_in("general", "small_words_of_names")
TITLES = words_in("people", "titles")
# The end of a sentence or a genitive, which recognisers of names take for a part of them; not that of "Jr." or "St.".
_BEHIND = re.compile(r"['’]s?$|(?<=[a-z]{3})\.$")
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


def without_ending(name: str) -> str:
    """ "Ana Ruiz" of "Ana Ruiz's" and of "was named as Ana Ruiz."."""
    return _BEHIND.sub("", name)


def sex_of_name(name: str) -> str:
    """The sex that a person's first name tells, given as telling words ("justine baez"); "" where it doesn't."""
    first = name.split()[0] if name else ""
    return _first_names().get(first, "")


@lru_cache(maxsize=65536)
def name_tokens(name: str) -> frozenset[str]:
    """The telling words of a name: "Aïn al-Assad air base" -> {ain, asad}, "St. Louis" -> {saint, louis}."""
    telling = (w for w in _in_full(words(name)) if w not in _GENERIC and (len(w) > 1 or w.isdigit()))
    return frozenset(map(spelling, telling))


def name_key(name: str) -> str:
    """The telling words of a name in alphabetical order; "" where it has none."""
    return " ".join(sorted(name_tokens(name)))


def _in_full(found: list[str]) -> list[str]:
    """Short forms in front of a name, "St" and "Mt", written out; "St" at its end is a street."""
    short = mapping("general", "short_forms_in_names")
    ahead = [*found, ""][1:]
    return [short[w] if w in short and n and n not in PLACE_WORDS else w for w, n in zip(found, ahead, strict=True)]
