"""How two values of one property relate, and the relation of values that are just words. Pure."""

from __future__ import annotations

from functools import lru_cache

from checker.words import lexicon
from checker.words.lists import words_in

SAME = "same"
NARROWER = "narrower"  # either way: one fits inside the other, or both may be words for one thing
DIFFERENT = "different"  # cannot both hold of one subject, if NLI agrees
RESPELT = "respelt"  # one name, written in two ways
CHANGED = "changed"  # both may hold, one after the other
UNRELATED = "unrelated"  # nothing follows

_CLASSIFYING = words_in("conflict", "classifying")


@lru_cache(maxsize=65536)
def value_words(value: str) -> frozenset[str]:
    """Normalised words: nations for demonyms, singular, without words that only classify."""
    raw = list(lexicon.words(value.replace("-", " ")))
    singular = ((w, lexicon.singular(w)) for w in raw)
    found = {lexicon.nation(w) or lexicon.class_of("reasons", s) or s for w, s in singular}
    return frozenset(found - _CLASSIFYING) or frozenset(found)


def by_words(a: str, b: str) -> str:
    """Values whose words alone relate them: the same, one within the other or two in common."""
    one, two = value_words(a), value_words(b)
    if one == two:
        return SAME
    return NARROWER if one <= two or two <= one or len(one & two) >= 2 else UNRELATED


def kind_by_words(value: str) -> str:
    """The words of a value, in an order that doesn't depend on its own."""
    return " ".join(sorted(value_words(value)))
