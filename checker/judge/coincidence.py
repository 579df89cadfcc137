"""How likely two equal numbers are of one thing: rare ones are hardly equal by chance, small ones often. Pure.

Bayes' rule on the probability of sameness, which is blind to values. The chances were counted on 400,000 pairs of
numbers of one kind, drawn from unrelated articles of ten domains; related articles share more, hence ``RELATED``.
"""

from __future__ import annotations

import math

from checker.block.learned import sigmoid
from checker.records import Quantity

AGREE = 0.85  # part of the pairs of one thing whose values are equal, on labelled news of four genres
RELATED = 2.0  # times as often as in unrelated articles
_SMALL, _DOZEN, _HUNDRED = 3, 12, 100


def chance(value: float) -> float:
    """The probability that a number of an unrelated article has this very value."""
    whole = int(abs(value))
    if abs(value) != whole:
        return 0.0032
    if whole <= _SMALL:
        return 0.12
    if whole <= _DOZEN:
        return 0.044
    if whole < _HUNDRED:
        return 0.0214 if whole % 10 == 0 else 0.008
    digits = len(str(whole).rstrip("0"))
    return {1: 0.0085, 2: 0.0039}.get(digits, 0.001)


def p_agreeing(p_same: float, quantity: Quantity) -> float:
    """The probability that two claims are about one thing, now that both have this value."""
    if quantity.value is None or quantity.vague:
        return p_same
    held = min(max(p_same, 1e-6), 1 - 1e-6)
    return round(sigmoid(math.log(held / (1 - held)) + math.log(AGREE / (RELATED * chance(quantity.value)))), 4)
