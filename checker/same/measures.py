"""What pieces of evidence are measured with: likeness of sets of words, and what two sets say of each other. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass

from checker.same.view import ArticleView
from checker.words.frequencies import rarity

Weight = Callable[[str], float]
LEAST = 0.05  # what a word weighs at least that most sentences of two articles have


@dataclass(frozen=True, slots=True)
class Articles:
    """The two articles of a pair of claims."""

    a: ArticleView
    b: ArticleView

    def here(self, word: str) -> float:
        """What a word tells between these two articles: little if many of their sentences have it."""
        held = self.a.holding.get(word, 0) + self.b.holding.get(word, 0)
        sentences = self.a.sentences + self.b.sentences
        local = math.log((sentences + 1) / (held + 0.5 if held else 1))
        return max(LEAST, local) * math.sqrt(max(0.0, rarity(word)))

    def seldom(self, word: str) -> bool:
        """Whether at most two sentences of each article have it."""
        return self.a.holding.get(word, 0) <= 2 and self.b.holding.get(word, 0) <= 2


def cosine(one: Collection[str], two: Collection[str], weight: Weight = rarity) -> float:
    """Likeness of two sets of words in [0, 1]: the cosine of their weights, 0 where one is empty."""
    a, b = frozenset(one), frozenset(two)
    if not a or not b:
        return 0.0
    shared = sum(weight(w) ** 2 for w in sorted(a & b))
    if not shared:
        return 0.0
    lengths = (sum(weight(w) ** 2 for w in sorted(x)) for x in (a, b))
    return shared / math.sqrt(math.prod(lengths))


def shared_rarity(one: Collection[str], two: Collection[str], most: float) -> float:
    """The rarities of shared words summed, up to ``most``, in tens."""
    return min(most, sum(rarity(w) for w in sorted(frozenset(one) & frozenset(two)))) / 10


def same(one: Collection[str], two: Collection[str]) -> bool:
    """Whether both tell something, and something in common."""
    return not frozenset(one).isdisjoint(two)


def differ(one: Collection[str], two: Collection[str]) -> bool:
    """Whether both tell something, and nothing in common; silence differs from nothing."""
    return bool(one) and bool(two) and frozenset(one).isdisjoint(two)
