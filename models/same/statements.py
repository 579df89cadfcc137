"""Train :mod:`checker.same.statements`: ``python -m checker_models.same.statements --shared DIR``.

Pairs of sentences of two outlets, ``statements.csv``, were each judged by one reader: "same" where the main statement
of one is also told by the other and no detail conflicts, else "contradiction", "update" or "other". The file has where
they stand in ``corpus/many-outlets.jsonl.gz``, and no text. Prints average precision, and precision and recall from
several probabilities, of each tenth of the stories by the weights of the others; then trains on all and writes
``checker/same/statements.json``. Seconds.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold
from tabulate import tabulate

import checker.same
from checker.block.thresholds import STATED_ALIKE
from checker.claims.statements import at
from checker.records import Article
from checker.same.statements import MEASURES, StatementModel, measures

JUDGED = Path(__file__).with_name("statements.csv")
MANY = Path("corpus/many-outlets.jsonl.gz")
FOLDS = 10
C = 0.3
THRESHOLDS = (0.5, 0.6, 0.7, STATED_ALIKE, 0.9)


def read(shared: Path) -> tuple[Any, Any, list[str]]:
    """Measures ``(n, len(MEASURES))``, whether both state the same, and the stories of the judged pairs."""
    rows = list(csv.DictReader(JUDGED.open(encoding="utf-8", newline="")))
    wanted = {row[f"article_{side}"] for row in rows for side in "ab"}
    with gzip.open(shared / MANY, "rt", encoding="utf-8") as lines:
        told = [row for row in map(json.loads, lines) if row["id"] in wanted]
    articles = {r["id"]: Article(r["id"], r["outlet"], r["text"], title=r.get("title") or "") for r in told}
    x = []
    for row in rows:
        a, b = (
            at(articles[row[f"article_{s}"]], row[f"field_{s}"], int(row[f"start_{s}"]), int(row[f"end_{s}"]))
            for s in "ab"
        )
        x.append(measures(a, b))
    return np.array(x), np.array([row["judged"] == "same" for row in rows]), [row["story"] for row in rows]


def trained(x: Any, same: Any) -> StatementModel:
    mean, scale = x.mean(axis=0), x.std(axis=0)
    fitted = LogisticRegression(C=C, max_iter=3000).fit((x - mean) / scale, same)
    return StatementModel(tuple(mean), tuple(scale), tuple(fitted.coef_[0]), float(fitted.intercept_[0]))


def by_others(x: Any, same: Any, stories: Sequence[str]) -> Any:
    """The probability of each pair by the weights of the other stories."""
    p = np.zeros(len(same))
    for rest, own in GroupKFold(FOLDS).split(x, same, stories):
        model = trained(x[rest], same[rest])
        p[own] = [model.probability(row) for row in x[own]]
    return p


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the sameness of sentences.")
    parser.add_argument("--shared", type=Path, required=True, help="the folder with corpus/")
    given = parser.parse_args()
    x, same, stories = read(given.shared)
    p = by_others(x, same, stories)
    print(f"{len(same):,} pairs, {same.sum():,} the same; average precision {average_precision_score(same, p):.3f}")
    rows = [(t, int((p >= t).sum()), same[p >= t].mean(), same[p >= t].sum() / same.sum()) for t in THRESHOLDS]
    print(tabulate(rows, ("from", "pairs", "precision", "recall"), tablefmt="pipe", floatfmt=".2f"))
    model = trained(x, same)
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
