"""What pieces of evidence are measured with: likeness of sets of words, and what two sets say of each other. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import lru_cache

from checker.same.view import ArticleView
from checker.words.frequencies import rarity

LEAST = 0.05  # what a word weighs at least that most sentences of two articles have


@dataclass(frozen=True, slots=True)
class Articles:
    """The two articles of a pair of claims; what was worked out for one pair is kept for the others."""

    a: ArticleView
    b: ArticleView
    _squares: dict[str, float] = field(default_factory=dict, compare=False, repr=False)
    _lengths: dict[frozenset[str], float] = field(default_factory=dict, compare=False, repr=False)

    def here(self, word: str) -> float:
        """What a word tells between these two articles: little if many of their sentences have it."""
        held = self.a.holding.get(word, 0) + self.b.holding.get(word, 0)
        sentences = self.a.sentences + self.b.sentences
        local = math.log((sentences + 1) / (held + 0.5 if held else 1))
        return max(LEAST, local) * math.sqrt(max(0.0, rarity(word)))

    def seldom(self, word: str) -> bool:
        """Whether at most two sentences of each article have it."""
        return self.a.holding.get(word, 0) <= 2 and self.b.holding.get(word, 0) <= 2

    def cosine(self, one: frozenset[str], two: frozenset[str]) -> float:
        """As :func:`cosine`, with the weights of these two articles."""
        return _cosine(one, two, self._square, self._length)

    def _square(self, word: str) -> float:
        known = self._squares.get(word)
        if known is None:
            known = self._squares[word] = self.here(word) ** 2
        return known

    def _length(self, words: frozenset[str]) -> float:
        known = self._lengths.get(words)
        if known is None:
            known = self._lengths[words] = math.fsum(map(self._square, words))
        return known


def cosine(one: Collection[str], two: Collection[str]) -> float:
    """Likeness of two sets of words in [0, 1]: the cosine of their rarities, 0 where nothing is shared."""
    return _cosine(frozenset(one), frozenset(two), _square, _length)


def _cosine(
    one: frozenset[str],
    two: frozenset[str],
    square: Callable[[str], float],
    length: Callable[[frozenset[str]], float],
) -> float:
    shared = math.fsum(map(square, one & two))
    return shared / math.sqrt(length(one) * length(two)) if shared else 0.0


@lru_cache(maxsize=1 << 16)
def _square(word: str) -> float:
    return rarity(word) ** 2


@lru_cache(maxsize=1 << 14)
def _length(words: frozenset[str]) -> float:
    """The square of a set's length."""
    return math.fsum(map(_square, words))


def shared_rarity(one: Collection[str], two: Collection[str], most: float) -> float:
    """The rarities of shared words summed, up to ``most``, in tens."""
    return min(most, math.fsum(map(rarity, frozenset(one) & frozenset(two)))) / 10


def same(one: Collection[str], two: Collection[str]) -> bool:
    """Whether both tell something, and something in common."""
    return not frozenset(one).isdisjoint(two)


def differ(one: Collection[str], two: Collection[str]) -> bool:
    """Whether both tell something, and nothing in common; silence differs from nothing."""
    return bool(one) and bool(two) and frozenset(one).isdisjoint(two)
