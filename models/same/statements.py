"""Train :mod:`checker.same.statements`: ``python -m checker_models.same.statements --shared DIR``.

Pairs of sentences of two outlets, ``statements.csv``, were each judged by one reader: "same" where the main statement
of one is also told by the other and no detail conflicts, else "contradiction", "update" or "other". The file has where
they stand in ``corpus/many-outlets.jsonl.gz``, and no text. Prints, of each domain of news by the weights of the
others, average precision, and precision and recall from ``STATED_ALIKE`` on without pairs that conflict; then trains on
all and writes ``checker/same/statements.json``. Seconds.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import LeaveOneGroupOut
from tabulate import tabulate

import checker.same
from checker.block.thresholds import STATED_ALIKE
from checker.claims.statements import at
from checker.records import Article
from checker.same.statements import MEASURES, StatementModel, conflict, measures

JUDGED = Path(__file__).with_name("statements.csv")
MANY = Path("corpus/many-outlets.jsonl.gz")
C = 0.3
FEWEST = 20  # pairs of a domain that has a row


@dataclass(frozen=True, slots=True)
class Pairs:
    """The judged pairs: measures ``(n, len(MEASURES))``, whether both state the same, whether they conflict, domain."""

    x: Any
    same: Any
    conflicting: Any
    domains: Any


def read(shared: Path) -> Pairs:
    rows = list(csv.DictReader(JUDGED.open(encoding="utf-8", newline="")))
    wanted = {row[f"article_{side}"] for row in rows for side in "ab"}
    with gzip.open(shared / MANY, "rt", encoding="utf-8") as lines:
        told = [row for row in map(json.loads, lines) if row["id"] in wanted]
    articles = {r["id"]: Article(r["id"], r["outlet"], r["text"], title=r.get("title") or "") for r in told}
    domain = {r["id"]: r["domain"] for r in told}
    ends = [
        tuple(
            at(articles[row[f"article_{s}"]], row[f"field_{s}"], int(row[f"start_{s}"]), int(row[f"end_{s}"]))
            for s in "ab"
        )
        for row in rows
    ]
    return Pairs(
        np.array([measures(a, b) for a, b in ends]),
        np.array([row["judged"] == "same" for row in rows]),
        np.array([conflict(a, b) for a, b in ends]),
        np.array([domain[row["article_a"]] for row in rows]),
    )


def trained(x: Any, same: Any) -> StatementModel:
    mean, scale = x.mean(axis=0), x.std(axis=0)
    fitted = LogisticRegression(C=C, max_iter=3000).fit((x - mean) / scale, same)
    return StatementModel(tuple(mean), tuple(scale), tuple(fitted.coef_[0]), float(fitted.intercept_[0]))


def by_others(pairs: Pairs) -> Any:
    """The probability of each pair by the weights of the other domains."""
    p = np.zeros(len(pairs.same))
    for rest, own in LeaveOneGroupOut().split(pairs.x, pairs.same, pairs.domains):
        model = trained(pairs.x[rest], pairs.same[rest])
        p[own] = [model.probability(row) for row in pairs.x[own]]
    return p


def row(name: str, pairs: Pairs, p: Any, own: Any) -> list[Any]:
    same, agree = pairs.same[own], (p[own] >= STATED_ALIKE) & ~pairs.conflicting[own]
    found = int(same[agree].sum())
    average = average_precision_score(same, p[own])
    return [name, len(same), int(same.sum()), average, int(agree.sum()), found / agree.sum(), found / same.sum()]


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the sameness of sentences.")
    parser.add_argument("--shared", type=Path, required=True, help="the folder with corpus/")
    given = parser.parse_args()
    pairs = read(given.shared)
    p = by_others(pairs)
    names, counts = np.unique(pairs.domains, return_counts=True)
    rows = [row(name, pairs, p, pairs.domains == name) for name in names[counts >= FEWEST]]
    rows.append(row("all", pairs, p, np.ones(len(p), dtype=bool)))
    heads = ("domain", "pairs", "the same", "average precision", "agree", "precision", "recall")
    print(tabulate(rows, heads, tablefmt="pipe", floatfmt=".2f"))
    model = trained(pairs.x, pairs.same)
    weights = {
        name: [float(f"{v:.6g}") for v in row]
        for name, row in zip(MEASURES, zip(model.mean, model.scale, model.weights, strict=True), strict=True)
    }
    path = Path(checker.same.__file__).with_name("statements.json")
    table = {"weights": weights, "intercept": float(f"{model.intercept:.6g}")}
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"Written: {path}")


if __name__ == "__main__":
    main()
