"""One to one, the best first: a table of scores and of who is chosen for whom."""

from __future__ import annotations

import itertools

import pytest

from checker.same.assign import Scored, assigned


@pytest.mark.parametrize(
    ("scores", "margin", "chosen"),
    [
        ({"ax": 5, "by": 4}, 0, ["ax", "by"]),
        ({"ax": 5, "ay": 4, "bx": 4, "by": 1}, 0, ["ax"]),  # the best first, though "ay" and "bx" are more together
        ({"ax": 5, "ay": 4, "bx": 4, "by": 3}, 0, ["ax", "by"]),
        ({"ax": 5, "ay": 4.5}, 1, []),  # "a" is "x" or "y"
        ({"ax": 5, "ay": 4.5, "by": 3}, 1, ["by"]),  # who is too close to its rivals finds nobody else, but others do
        ({"ax": 5, "ay": 3.5, "by": 3}, 1, ["ax", "by"]),
        ({"ax": 5, "ay": 4.5, "by": 9}, 1, ["by", "ax"]),  # a rival that is taken already is none
        ({"ax": 2}, 0, []),  # not enough
    ],
)
def test_the_best_first_and_nobody_twice(scores: dict[str, float], margin: float, chosen: list[str]) -> None:
    pairs = [Scored(score, pair[0], pair[1], 3 if pair != "by" else 2.5, margin) for pair, score in scores.items()]
    for order in itertools.permutations(pairs):
        assert [p.left + p.right for p in assigned(order)] == chosen


def test_equal_scores_are_taken_in_their_order() -> None:
    pairs = [Scored(1.0, 0, 1, later=1), Scored(1.0, 0, 0), Scored(1.0, 1, 1), Scored(1.0, 1, 0, later=1)]
    assert [(p.left, p.right) for p in assigned(pairs)] == [(0, 0), (1, 1)]
    assert [(p.left, p.right) for p in assigned(pairs[3:] + pairs[:1])] == [(1, 0), (0, 1)]
