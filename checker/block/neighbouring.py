"""Two articles -> their sentences that are each other's nearest by words. Pure.

Likeness is the cosine of inverse document frequencies (Salton & Buckley 1988) in the frozen background.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from checker.block.thresholds import NEIGHBOURING
from checker.claims.statements import Statement
from checker.words.frequencies import rarity

_LEAST_RARITY = 0.1  # of a stem that all articles have

Neighbours = tuple[Statement, Statement]


class Told:
    """The sentences of one article, filed by their stems."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self.by_stem: dict[str, list[int]] = defaultdict(list)
        for n, one in enumerate(statements):
            for stem in one.stems:
                self.by_stem[stem].append(n)
        self.lengths = [math.sqrt(math.fsum(map(_weight, sorted(one.stems)))) for one in statements]


def neighbours(one: Told, two: Told) -> list[Neighbours]:
    """The pairs that are at least ``NEIGHBOURING`` alike and of which neither has a nearer one, in order."""
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for stem in sorted(one.by_stem.keys() & two.by_stem.keys()):
        weight = _weight(stem)
        for a in one.by_stem[stem]:
            for b in two.by_stem[stem]:
                shared[a, b] += weight
    alike = {(a, b): w / (one.lengths[a] * two.lengths[b]) for (a, b), w in shared.items()}
    best_a: dict[int, float] = defaultdict(float)
    best_b: dict[int, float] = defaultdict(float)
    for (a, b), likeness in alike.items():
        best_a[a], best_b[b] = max(best_a[a], likeness), max(best_b[b], likeness)
    return [
        (one.statements[a], two.statements[b])
        for (a, b), likeness in sorted(alike.items())
        if likeness >= NEIGHBOURING and likeness == best_a[a] == best_b[b]
    ]


def _weight(stem: str) -> float:
    return max(_LEAST_RARITY, rarity(stem)) ** 2
