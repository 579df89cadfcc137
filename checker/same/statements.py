"""Do two sentences of two articles state the same? Evidence of their words -> a probability. Pure.

A logistic regression over what the words of both tell. Its weights, training and measurement lie in ``models/same``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from checker.block.learned import sigmoid
from checker.claims.statements import Statement
from checker.errors import ModelError
from checker.records import Evidence
from checker.same.model import weighed
from checker.words.lists import words_in

MEASURES = (
    "letters in common", "words in one order", "words left over", "words of the shorter", "words of the longer",
    "headlines", "numbers in common", "numbers that differ", "days that differ", "one is denied", "both are quoted",
    "questions",
)  # fmt: skip
# Code of the evidence, the measures that are part of it, and what it says for people, for and against.
_EVIDENCE = (
    ("wording", 0, 3, "the same in much the same words", "other words"),
    ("length", 3, 5, "long enough to say one thing", "short, or much longer than the other"),
    ("headline", 5, 6, "a headline", "no headline"),
    ("numbers", 6, 9, "no other number or day", "other numbers or days"),
    ("polarity", 9, 10, "neither is denied alone", "one is denied, the other is not"),
    ("speech", 10, 12, "neither a question nor two quotations", "a question, or two quotations"),
)
_RUN = 4  # letters
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_QUOTES = frozenset('"“”«»')


def measures(a: Statement, b: Statement) -> list[float]:
    """All measures of two sentences in the order of ``MEASURES``, the same either way."""
    one, two = sorted((a, b), key=lambda s: (len(s.words), s.text))
    short, long = sorted((one.stems, two.stems), key=len)
    mine, theirs = _numbers(one), _numbers(two)
    return [
        _contained(_runs(one.text), _runs(two.text)),
        _in_order(one.words, two.words),
        float(len(short - long)),
        math.log(1 + len(one.words)),
        math.log(1 + len(two.words)),
        float((a.field == "title") + (b.field == "title")),
        float(len(mine & theirs)),
        float(bool(mine - theirs and theirs - mine)),
        float(bool(_days(one) - _days(two) and _days(two) - _days(one))),
        float(_denied(one) != _denied(two)),
        float(_quoted(one) and _quoted(two)),
        float(one.text.endswith("?") + two.text.endswith("?")),
    ]


def _runs(text: str) -> frozenset[str]:
    lower = text.lower()
    return frozenset(lower[n : n + _RUN] for n in range(len(lower) - _RUN + 1))


def _contained(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / max(1, min(len(one), len(two)))


def _in_order(one: Sequence[str], two: Sequence[str]) -> float:
    """The share of the shorter sentence that both have word for word, in one order."""
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(1, len(one))


def conflict(a: Statement, b: Statement) -> bool:
    """Whether two sentences, however alike, differ in a number, a day, a denial or the order of names."""
    mine, theirs = _numbers(a), _numbers(b)
    if (mine - theirs and theirs - mine) or (_days(a) - _days(b) and _days(b) - _days(a)):
        return True
    return _denied(a) != _denied(b) or _swapped(a, b)


def _swapped(a: Statement, b: Statement) -> bool:
    """ "Norland attacked Tesk", "Tesk attacked Norland": the same words, with names in another order."""
    if a.stems != b.stems:
        return False
    one, two = (list(dict.fromkeys(w for w in _NAME.findall(s.text) if w.lower() not in _day_words())) for s in (a, b))
    return sorted(one) == sorted(two) and one != two


def _numbers(told: Statement) -> frozenset[str]:
    """Those in digits and in words, of "34-year-old" too; "one" is mostly none."""
    parts = {part for w in told.words for part in w.replace(",", "").split("-")}
    return frozenset(p for p in parts if p and (p[0].isdigit() or p in words_in("numbers", "number_words"))) - {"one"}


def _days(told: Statement) -> frozenset[str]:
    return _day_words().intersection(told.words)


@cache
def _day_words() -> frozenset[str]:
    return frozenset(w.lower() for name in ("weekdays", "months") for w in words_in("time", name))


def _denied(told: Statement) -> bool:
    negations = words_in("general", "negations")
    return any(w in negations or w.endswith(("n't", "n’t")) for w in told.words)


def _quoted(told: Statement) -> bool:
    return not _QUOTES.isdisjoint(told.text)


@dataclass(frozen=True, slots=True)
class StatementModel:
    """One weight a measure, of ``(x - mean) / scale``."""

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float

    def contributions(self, x: Sequence[float]) -> list[float]:
        return [w * (v - m) / s for w, v, m, s in zip(self.weights, x, self.mean, self.scale, strict=True)]

    def probability(self, x: Sequence[float]) -> float:
        """That both sentences state the same."""
        return sigmoid(self.intercept + math.fsum(self.contributions(x)))

    def evidence(self, x: Sequence[float]) -> tuple[Evidence, ...]:
        """Each kind of evidence with its weight, the strongest first."""
        told = self.contributions(x)
        found = []
        for code, start, end, speaks_for, against in _EVIDENCE:
            weight = round(math.fsum(told[start:end]), 2)
            found.append(weighed(code, weight, speaks_for if weight >= 0 else against))
        return tuple(sorted(found, key=lambda e: (-abs(e.weight or 0.0), e.code)))


@cache
def load() -> StatementModel:
    """The weights in ``statements.json``. Raises ModelError where they were trained with other measures."""
    table = json.loads(files("checker.same").joinpath("statements.json").read_text(encoding="utf-8"))
    if tuple(table["weights"]) != MEASURES:
        raise ModelError(
            f"checker/same/statements.json has weights of {', '.join(table['weights'])}, expected "
            f"{', '.join(MEASURES)}; train it again with python -m checker_models.same.statements"
        )
    mean, scale, weights = zip(*table["weights"].values(), strict=True)
    return StatementModel(mean, scale, weights, table["intercept"])
