"""Street addresses as values. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.claims.properties.relations import DIFFERENT, NARROWER, SAME, UNRELATED
from checker.words import lexicon

_TYPES = {
    "street", "st", "avenue", "ave", "road", "rd", "drive", "dr", "boulevard", "blvd", "lane", "ln", "court", "ct",
    "place", "pl", "way", "highway", "hwy", "parkway", "pkwy", "terrace", "circle", "trail", "pike", "alley", "block",
}  # fmt: skip
_DIRECTIONS = {"north", "south", "east", "west", "n", "s", "e", "w", "ne", "nw", "se", "sw", "of", "the"}
_ORDINALS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th",
    "eighth": "8th", "ninth": "9th", "tenth": "10th", "eleventh": "11th", "twelfth": "12th",
}  # fmt: skip
_BLOCK = 100  # smaller numbers are hardly telling
_LONG_WORD = 5
_DIGITS = 3  # of a number that a slip may have made of a longer one
_NUMBER = re.compile(r"^(\d[\d,]*)(?![\w,])")


def address(a: str, b: str) -> str:
    """One street, or two: two numbered places on different streets exclude each other.

    A street without a number may cross the other, so nothing follows from it unless the words of one alone name it.
    """
    (number_a, one), (number_b, two) = _parts(a), _parts(b)
    if any(_alike(x, y) for x in one for y in two):
        if number_a and number_b and number_a // 100 != number_b // 100:
            return DIFFERENT if misnumbered(a, b) else UNRELATED
        return SAME if one == two and number_a == number_b else NARROWER
    if any(not number and " and " in value for number, value in ((number_a, a), (number_b, b))):
        return UNRELATED  # the crossing nearest to a place on a third street
    return DIFFERENT if number_a or number_b else UNRELATED


def misnumbered(a: str, b: str) -> bool:
    """Whether two addresses on one street have numbers of which one may be the other mistyped."""
    (number_a, one), (number_b, two) = _parts(a), _parts(b)
    return one == two and _slip(str(number_a), str(number_b))


def _slip(x: str, y: str) -> bool:
    """Whether one number is the other with a digit left out, or with two neighbours swapped: 400 and 4000."""
    if x == y:
        return False
    few, many = sorted((x, y), key=len)
    if len(many) - len(few) == 1 and len(few) >= _DIGITS:
        return any(many[:i] + many[i + 1 :] == few for i in range(len(many)))
    return len(x) == len(y) and any(x[:i] + x[i + 1] + x[i] + x[i + 2 :] == y for i in range(len(x) - 1))


def _alike(x: str, y: str) -> bool:
    """One word, or two spellings of it: one letter more, less or other among five or more."""
    if x == y or min(len(x), len(y)) < _LONG_WORD or abs(len(x) - len(y)) > 1:
        return x == y
    i = next((n for n, (p, q) in enumerate(zip(x, y, strict=False)) if p != q), min(len(x), len(y)))
    return x[i + 1 :] == y[i + 1 :] or x[i:] == y[i + 1 :] or x[i + 1 :] == y[i:]


def one_number(a: str, b: str) -> bool:
    """Whether two addresses give one block or house number of more than two digits: most likely one spot."""
    number_a, number_b = _parts(a)[0], _parts(b)[0]
    return number_a == number_b and number_a >= 100


@lru_cache(maxsize=4096)
def street(value: str) -> frozenset[str]:
    """The telling words of the street."""
    return _parts(value)[1]


def block(value: str) -> frozenset[str]:
    """Number and telling words of a numbered place; empty for a street alone."""
    number, words = _parts(value)
    return words | {str(number)} if number >= _BLOCK else frozenset()


@lru_cache(maxsize=4096)
def _parts(value: str) -> tuple[int, frozenset[str]]:
    """Number, 0 if none, and telling words of the street."""
    m = _NUMBER.match(value)
    rest = value[m.end() :] if m else value
    number = int(m.group(1).replace(",", "")) if m else 0
    every = list(lexicon.words(rest))
    told = [w for w in every if w not in _TYPES | _DIRECTIONS] or every[:1]  # "Parkway Street", "The Terrace"
    words = frozenset(_ORDINALS.get(w) or lexicon.spelling(w) for w in told)
    return number, words
