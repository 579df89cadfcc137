"""Train the weights of :mod:`checker.same`: ``python -m checker_models.same.train --shared DIR [--cache DIR]``.

Seeded; minutes on two cores once the claims are extracted. Prints what the model reaches on each genre when trained on
the others, then trains on all and writes ``checker/same/weights.json``.

Two logistic regressions on standardised features: the first on labelled pairs of all genres and on pairs of stories
that cost no labels; the second on the first's logits for sets of other genres than it was trained on, so that it sees
them as they come on news that nobody tuned for, and corrects how sure the first is (Platt 1999; Wolpert 1992).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from checker_models.same import data
from checker_models.same.labels import TWO_VALUES
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from tabulate import tabulate

import checker.same
from checker.compare import quantities
from checker.judge import disagreement
from checker.records import CandidatePair
from checker.same import features, model

SEED = 7
FIRST_C, SECOND_C, DIFFERING_C = 0.002, 1.0, 0.3  # the smaller, the fewer liberties
FREE_WEIGHT = 0.7  # of a pair without a label, beside 1 of a labelled one and 3 of a labelled one that is the same
SAME_WEIGHT = 3.0
LEAST_SCALE = 0.2  # so that what is rare gets no large weight
GATE = 0.15  # probability from which pairs teach how often differing values are of one thing
CORPUS = Path("corpus/many-outlets.jsonl.gz")
STORIES = (0, 250)  # of the corpus


class First:
    """The first step: mean, scale and weights."""

    def __init__(self, tables: Sequence[data.Table], free: Sequence[data.Table]) -> None:
        x, y, w = [], [], []
        for table in tables:
            known = table.same >= 0
            x.append(table.x[known])
            y.append(table.same[known])
            w.append(np.where(table.same[known] == 1, SAME_WEIGHT, 1.0))
        for table in free:
            x.append(table.x)
            y.append(table.same)
            w.append(np.full(len(table.same), FREE_WEIGHT))
        rows = np.concatenate(x)
        self.mean, self.scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), LEAST_SCALE)
        fit = LogisticRegression(C=FIRST_C, max_iter=2000)
        fit.fit((rows - self.mean) / self.scale, np.concatenate(y), sample_weight=np.concatenate(w))
        self.weights, self.intercept = fit.coef_[0], float(fit.intercept_[0])

    def logits(self, table: data.Table) -> Any:
        return (table.x - self.mean) / self.scale @ self.weights + self.intercept


def beside_rivals(table: data.Table, logits: Any) -> Any:
    """The inputs of the second step, ``(n, 5)``."""
    known = dict(zip(table.ids, map(float, logits), strict=True))
    margins = model.margins_of(known, {c: table.claims[c].article for ids in table.ids for c in ids})
    rows = [(known[i], min(m), max(m), min(0.0, min(m)), min(0.0, max(m))) for i in table.ids for m in (margins[i],)]
    return np.array(rows)


def held_out(tables: Sequence[data.Table], free: Sequence[data.Table]) -> dict[str, Any]:
    """Name of a set -> inputs of the second step, from a first step that was trained on the other genres."""
    found = {}
    for left in sorted({data.genre(t.name) for t in tables}):
        first = First(_apart(left, tables), _apart(left, free))
        found |= {t.name: beside_rivals(t, first.logits(t)) for t in tables if data.genre(t.name) == left}
    return found


def second(tables: Iterable[data.Table], inputs: Mapping[str, Any]) -> LogisticRegression:
    known = [(inputs[t.name][t.same >= 0], t.same[t.same >= 0]) for t in tables]
    fit = LogisticRegression(C=SECOND_C, max_iter=1000)
    return fit.fit(np.concatenate([x for x, _ in known]), np.concatenate([y for _, y in known]))


def differing(tables: Iterable[data.Table], p_same: Mapping[str, Any]) -> LogisticRegression:
    """How likely values that exclude each other are of one thing, by :func:`disagreement.measures`."""
    x, y = [], []
    for table in tables:
        measured, truth = differences(table, p_same[table.name])
        x += measured.values()
        y += truth.values()
    return LogisticRegression(C=DIFFERING_C, max_iter=1000).fit(np.array(x), np.array(y))


def differences(table: data.Table, p_same: Any) -> tuple[dict[int, tuple[float, ...]], dict[int, bool]]:
    """Row -> measures, and whether a person saw two values of one thing; for pairs above ``GATE`` that differ."""
    pairs = [CandidatePair(a, b, float(p), p_same=float(p)) for (a, b), p in zip(table.ids, p_same, strict=True)]
    told = disagreement.agreeing((p for p in pairs if (p.p_same or 0) >= 0.05), table.claims)
    measured, truth = {}, {}
    for n, pair in enumerate(pairs):
        a, b = table.claims[pair.a], table.claims[pair.b]
        vague = any(c.quantity is not None and c.quantity.vague for c in (a, b))
        if table.relation[n] == quantities.DISJOINT and pair.score > GATE and a.article != b.article and not vague:
            measured[n] = disagreement.measures(pair, a, b, told)
            truth[n] = bool(table.names[n] & TWO_VALUES)
    return measured, truth


def made(first: First, step: LogisticRegression, last: LogisticRegression) -> model.SamenessModel:
    """The model of three fits."""
    return model.SamenessModel(
        *(tuple(map(float, v)) for v in (first.mean, first.scale, first.weights)),
        intercept=first.intercept,
        second=tuple(map(float, step.coef_[0])),
        second_intercept=float(step.intercept_[0]),
        differing=tuple(map(float, last.coef_[0])),
        differing_intercept=float(last.intercept_[0]),
    )


def trained(tables: Sequence[data.Table], free: Sequence[data.Table]) -> model.SamenessModel:
    """A model of these tables."""
    inputs = held_out(tables, free)
    step = second(tables, inputs)
    p = {t.name: step.predict_proba(inputs[t.name])[:, 1] for t in tables}
    return made(First(tables, free), step, differing(tables, p))


def without(genre: str, tables: Sequence[data.Table], free: Sequence[data.Table]) -> model.SamenessModel:
    """A model of all genres but one."""
    return trained(_apart(genre, tables), _apart(genre, free))


def _apart(genre: str, tables: Iterable[data.Table]) -> list[data.Table]:
    return [t for t in tables if genre not in t.genres]


def report(tables: Sequence[data.Table], inputs: Mapping[str, Any]) -> None:
    """Average precision of sameness, its calibration error, and differing pairs found, each genre by the others."""
    rows = []
    for left in sorted({data.genre(t.name) for t in tables}):
        train = [t for t in tables if data.genre(t.name) != left]
        test = [t for t in tables if data.genre(t.name) == left]
        step = second(train, inputs)
        p = {t.name: step.predict_proba(inputs[t.name])[:, 1] for t in tables}
        last = differing(train, p)
        known = [(p[t.name][t.same >= 0], t.same[t.same >= 0]) for t in test]
        sure, same = np.concatenate([x for x, _ in known]), np.concatenate([y for _, y in known])
        told, true = [], []
        for table in test:
            measured, truth = differences(table, p[table.name])
            if measured:
                told += list(last.predict_proba(np.array(list(measured.values())))[:, 1])
                true += list(truth.values())
        alarms = [t for q, t in zip(told, true, strict=True) if q >= 0.5]
        rows.append([left, len(same), int(same.sum()), f"{average_precision_score(same, sure):.3f}",
                     f"{calibration_error(sure, same):.3f}", sum(alarms), len(alarms)])  # fmt: skip
    heads = ("genre", "pairs", "same", "average precision", "calibration error", "differing found", "told")
    print(tabulate(rows, heads, tablefmt="pipe", disable_numparse=True))


def calibration_error(p: Any, truth: Any) -> float:
    """Expected calibration error over ten bins of equal width (Guo et al. 2017)."""
    bins = np.minimum((p * 10).astype(int), 9)
    parts = [(bins == k) for k in range(10)]
    return float(sum(abs(p[k].mean() - truth[k].mean()) * k.mean() for k in parts if k.any()))


def write(known: model.SamenessModel, hashes: Mapping[str, str]) -> None:
    rows = zip(features.NAMES, known.mean, known.scale, known.first, strict=True)
    table = {
        "features": features.FINGERPRINT,
        "data": hashes,
        "seed": SEED,
        "weights": {name: [round(v, 5) for v in row] for name, *row in rows},
        "intercept": round(known.intercept, 5),
        "second": [round(w, 5) for w in known.second],
        "second_intercept": round(known.second_intercept, 5),
        "differing": [round(w, 5) for w in known.differing],
        "differing_intercept": round(known.differing_intercept, 5),
    }
    target = Path(checker.same.__file__).with_name("weights.json")
    target.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"written: {target}")


def tables_of(shared: Path, cache: Path) -> tuple[list[data.Table], list[data.Table]]:
    """The labelled tables and those of stories."""
    tables = [data.labelled(name, shared, cache) for name in data.SETS]
    told = data.stories(shared / CORPUS, *STORIES)
    return tables, data.free(told, data.labelled_articles(shared), cache, SEED)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with bench/ and corpus/")
    parser.add_argument("--cache", type=Path, default=Path(".make-same"), help="where extracted claims are kept")
    given = parser.parse_args()
    tables, free = tables_of(given.shared, given.cache)
    print(f"{sum(len(t.ids) for t in tables):,} labelled pairs, {sum(len(t.ids) for t in free):,} of stories")
    report(tables, held_out(tables, free))
    files = [given.shared / CORPUS, *(given.shared / "bench" / "relations" / f"{name}.jsonl" for name in data.SETS)]
    write(trained(tables, free), {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files})


if __name__ == "__main__":
    main()
