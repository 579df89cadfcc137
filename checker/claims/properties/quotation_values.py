"""Quotations: whether two are one, and who is said to have spoken. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.attribution.speakers import same_speaker, speaker_key
from checker.claims.properties.relations import DIFFERENT, UNRELATED
from checker.words import lexicon

_FEWEST = 4  # words of a clause that two people hardly say alike about one event
_ENOUGH = 7  # words of a clause that is one quotation also where one side quotes more around it
_CUT = re.compile(r"[.?!,;:…\"“”]|--|—|–|'(?=\s|$)|’(?=\s|$)")


@lru_cache(maxsize=65536)
def pieces(words: str) -> frozenset[str]:
    """The clauses of a quotation that are long enough to be told apart, folded."""
    found = (" ".join(lexicon.words(p)) for p in _CUT.split(words))
    return frozenset(p for p in found if len(p.split()) >= _FEWEST)


def shared(a: str, b: str) -> str:
    """The longest clause that two quotations share, "" if none."""
    one, two = pieces(a), pieces(b)
    common = set(one & two)
    for x, y in ((x, y) for x in one for y in two):
        short, long = sorted((x, y), key=len)
        if len(short.split()) >= _ENOUGH and f" {short} " in f" {long} ":
            common.add(short)
    return max(sorted(common), key=len, default="")


def speakers(a: str, b: str) -> str:
    """Two names differ; a role ("the spokesman") may be anybody's, and one voice is what was to be expected."""
    named = all(any(w.startswith("=") for w in speaker_key(s)) for s in (a, b))
    return DIFFERENT if named and not same_speaker(a, b) else UNRELATED
