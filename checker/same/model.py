"""Evidence -> a calibrated probability that two claims are about the same thing. Pure.

Two steps of logistic regression. The first adds up the evidence of a pair alone. The second sets the pair beside its
rivals: a claim has one partner in another article, so that what fits another claim much better hardly fits this one.
Weights, their training and their measurement lie in ``models/same``.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from checker.block.learned import InUse, sigmoid
from checker.errors import ModelError
from checker.records import Evidence, Level
from checker.same import features
from checker.same.view import ClaimView

ALONE = 2.0  # the margin where there is no rival: that nothing else is told says little
_TELLING = 0.25  # a contribution to the logit from which evidence speaks for or against

Ids = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SamenessModel:
    """``first``: one weight a feature, of ``(x - mean) / scale``; ``second``: logit, least and best margin over rivals,
    and both of these below zero; ``differing``: see :mod:`checker.judge.disagreement`.
    """

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    first: tuple[float, ...]
    intercept: float
    second: tuple[float, ...]
    second_intercept: float
    differing: tuple[float, ...]
    differing_intercept: float

    def contributions(self, x: Sequence[float]) -> list[float]:
        """What each feature adds to the logit, against the average pair."""
        return [w * (v - m) / s for w, v, m, s in zip(self.first, x, self.mean, self.scale, strict=True)]

    def logit(self, x: Sequence[float]) -> float:
        return self.intercept + math.fsum(self.contributions(x))

    def beside_rivals(self, logit: float, margins: tuple[float, float]) -> float:
        """The probability of a pair whose logit exceeds those of its best rivals by ``margins``, one for each side."""
        low, high = min(margins), max(margins)
        return sigmoid(
            self.second_intercept
            + math.fsum(
                w * v for w, v in zip(self.second, (logit, low, high, min(0.0, low), min(0.0, high)), strict=True)
            )
        )

    def evidence(self, x: Sequence[float], a: ClaimView, b: ClaimView) -> tuple[Evidence, ...]:
        """Each kind of evidence with its weight, the strongest first."""
        told = self.contributions(x)
        found = []
        for module, part in features.slices():
            weight = round(math.fsum(told[part]), 2)
            found.append(weighed(module.CODE, weight, module.detail(a, b, weight >= 0)))
        return tuple(sorted(found, key=lambda e: (-abs(e.weight or 0.0), e.code)))


def weighed(code: str, weight: float, detail: str) -> Evidence:
    """Evidence that adds ``weight`` to a logit."""
    level = Level.SAME if weight >= _TELLING else Level.DIFFERS if weight <= -_TELLING else Level.UNKNOWN
    return Evidence(code, level, detail, weight)


def margins_of(logits: Mapping[Ids, float], article: Mapping[str, str]) -> dict[Ids, tuple[float, float]]:
    """By how much each pair's logit exceeds the best of its two claims' other pairs between the same articles."""
    beside: dict[tuple[str, str], list[tuple[float, Ids]]] = defaultdict(list)
    for ids, logit in logits.items():
        for claim, other in (ids, ids[::-1]):
            beside[claim, article[other]].append((logit, ids))
    best = {key: sorted(found, reverse=True)[:2] for key, found in beside.items()}
    return {
        (a, b): (_margin(best[a, article[b]], (a, b), logit), _margin(best[b, article[a]], (a, b), logit))
        for (a, b), logit in logits.items()
    }


def _margin(best: Sequence[tuple[float, Ids]], own: Ids, logit: float) -> float:
    return next((logit - other for other, ids in best if ids != own), ALONE)


@cache
def shipped() -> SamenessModel:
    """The weights in ``weights.json``. Raises ModelError where they were trained with another list of evidence."""
    table = json.loads(files("checker.same").joinpath("weights.json").read_text(encoding="utf-8"))
    if table["features"] != features.FINGERPRINT:
        raise ModelError(
            f"checker/same/weights.json was not trained with this list of evidence: its fingerprint is "
            f"{table['features'][:12]}…, expected {features.FINGERPRINT[:12]}…; train it again with make train-same"
        )
    rows = table["weights"]
    return SamenessModel(
        tuple(rows[name][0] for name in features.NAMES),
        tuple(rows[name][1] for name in features.NAMES),
        tuple(rows[name][2] for name in features.NAMES),
        table["intercept"],
        tuple(table["second"]),
        table["second_intercept"],
        tuple(table["differing"]),
        table["differing_intercept"],
    )


_in_use = InUse(shipped)
load, using = _in_use.load, _in_use.using
