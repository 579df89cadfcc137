"""Who or what of one side is whom or what of the other: pairs chosen one to one, the best first. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Left = TypeVar("Left")
Right = TypeVar("Right")


@dataclass(frozen=True, slots=True)
class Scored(Generic[Left, Right]):
    """A pair that may be chosen, by hashable keys of its two sides.

    score   how well the two fit
    enough  the least score with which they may be a pair at all
    margin  by how much they must be better than every other pair that one of them could still form
    later   of equal scores the pair that has less of it comes first, and then the one that is given first
    """

    score: float
    left: Left
    right: Right
    enough: float = -math.inf
    margin: float = 0.0
    later: int = 0


def assigned(pairs: Iterable[Scored[Left, Right]]) -> list[Scored[Left, Right]]:
    """The chosen pairs in the order of their scores, nobody twice.

    A pair that doesn't stand out by its margin isn't given, and its two find nobody else: who they are stays open.
    """
    ordered = sorted((p for p in pairs if p.score >= p.enough), key=lambda p: (-p.score, p.later))
    lefts, rights = set[Left](), set[Right]()
    found = []
    for n, pair in enumerate(ordered):
        if pair.left in lefts or pair.right in rights:
            continue
        rest = (p for p in ordered[n + 1 :] if p.left not in lefts and p.right not in rights)
        rivals = (p.score for p in rest if (p.left == pair.left) != (p.right == pair.right))
        if pair.margin <= 0 or all(pair.score - score >= pair.margin for score in rivals):
            found.append(pair)
        lefts.add(pair.left)
        rights.add(pair.right)
    return found
