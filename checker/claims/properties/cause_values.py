"""Values of causes: reasons that may come together, sources of which there is one, and whether it was meant. Pure."""

from __future__ import annotations

from functools import lru_cache

from checker.claims.properties.relations import CHANGED, DIFFERENT, NARROWER, SAME, UNRELATED
from checker.words import lexicon

_OPPOSITE = {"random": "targeted", "targeted": "random", "accidental": "deliberate", "deliberate": "accidental"}


def cause(a: str, b: str) -> str:
    """Two motives may both hold, or one theory follow another; two sources of one fire or crash exclude each other."""
    if intent(a) and intent(b):
        return SAME if intent(a) == intent(b) else DIFFERENT if _OPPOSITE[intent(a)] == intent(b) else UNRELATED
    one, two = _words(a), _words(b)
    if one == two:
        return SAME
    if one <= two or two <= one:
        return NARROWER
    mine, theirs = _reasons(a), _reasons(b)
    if mine & theirs:
        return NARROWER
    if not mine or not theirs:
        return NARROWER if len(one & two) >= 2 else UNRELATED
    return DIFFERENT if _source(mine) and _source(theirs) else CHANGED


@lru_cache(maxsize=4096)
def intent(value: str) -> str:
    """ "targeted" for "not random"; "" for what says nothing of intent."""
    words = lexicon.words(value)
    found = lexicon.class_of("intents", words[-1]) if words else None
    return "" if found is None else _OPPOSITE[found] if words[0] == "not" else found


@lru_cache(maxsize=4096)
def _words(value: str) -> frozenset[str]:
    singular = (lexicon.singular(w) for w in lexicon.words(value.replace("-", " ")))
    return frozenset(lexicon.class_of("reasons", w) or w for w in singular) - {"related", "a", "the", "possible"}


def _reasons(value: str) -> frozenset[str]:
    return frozenset(w for w in _words(value) if lexicon.class_of("reasons", w) == w)


def _source(reasons: frozenset[str]) -> bool:
    return reasons <= lexicon.members("exclusive_reasons", "source")
