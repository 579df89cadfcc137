"""Turn a finished run into what ships: ``python -m checker_models.nli.publish --run FOLDER --data FOLDER``.

Writes fp16 weights, configuration, tokenizer and ``card.json`` beside this file. One temperature is fitted on
the first half of each dev file (Guo et al. 2017, "On Calibration of Modern Neural Networks"); calibration is
reported on the second half, accuracy on the whole, which the temperature leaves as it is.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from checker_models.nli import data
from numpy.typing import NDArray
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from checker import nli

HERE = Path(__file__).resolve().parent
DEV = ("dev-mnli.jsonl.gz", "dev-snli.jsonl.gz", "dev-vitaminc-real.jsonl.gz", "dev-fever-symmetric.jsonl.gz")
Scored = tuple[NDArray[np.float64], NDArray[np.int64]]


def log_loss(logits: NDArray[np.float64], gold: NDArray[np.int64], temperature: float) -> float:
    """Mean negative log-likelihood in nats; *Shape:* ``(n, 3)`` and ``(n,)``."""
    probabilities = nli.softmax(logits / temperature)
    return float(-np.log(np.maximum(probabilities[np.arange(len(gold)), gold], 1e-12)).mean())


def fit_temperature(sets: list[Scored]) -> float:
    """The temperature with the least log loss, each set weighing the same; on a grid of 0.01."""
    grid = np.arange(0.5, 3.0, 0.01)
    losses = [sum(log_loss(logits, gold, t) for logits, gold in sets) for t in grid]
    return round(float(grid[int(np.argmin(losses))]), 2)


def calibration_error(table: NDArray[np.float64], gold: NDArray[np.int64], bins: int = 15) -> float:
    """Expected calibration error of the top label, in [0, 1], over ``bins`` bins of equal width."""
    top, right = table.max(axis=1), table.argmax(axis=1) == gold
    which = np.minimum((top * bins).astype(int), bins - 1)
    gaps = [abs(top[which == b].sum() - right[which == b].sum()) for b in range(bins)]
    return float(sum(gaps) / len(gold))


def macro_f1(guess: NDArray[np.int64], gold: NDArray[np.int64]) -> float:
    """Mean F1 of the labels that ``gold`` uses."""
    scores = []
    for label in np.unique(gold):
        hit = ((guess == label) & (gold == label)).sum()
        scores.append(2 * hit / max(1, (guess == label).sum() + (gold == label).sum()))
    return float(np.mean(scores))


def measure(logits: NDArray[np.float64], gold: NDArray[np.int64], temperature: float) -> dict[str, float]:
    """Accuracy and macro-F1 on everything, calibration on the half that the temperature has not seen."""
    guess = logits.argmax(axis=1)
    half, hits = len(gold) // 2, ((guess == 2) & (gold == 2)).sum()
    table = nli.softmax(logits / temperature)
    return {
        "pairs": len(gold),
        "accuracy": round(float((guess == gold).mean()), 4),
        "macro_f1": round(macro_f1(guess, gold), 4),
        "contradiction_precision": round(int(hits) / max(1, int((guess == 2).sum())), 4),
        "contradiction_recall": round(int(hits) / max(1, int((gold == 2).sum())), 4),
        "ece_second_half": round(calibration_error(table[half:], gold[half:]), 4),
    }


def export(run: Path, out: Path) -> None:
    """fp16 weights, configuration and tokenizer of ``run`` into ``out``."""
    model = AutoModelForSequenceClassification.from_pretrained(run, dtype=torch.float16, local_files_only=True)
    model.save_pretrained(out)
    AutoTokenizer.from_pretrained(run, local_files_only=True).save_pretrained(out)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Export, calibrate and measure the NLI model.")
    parser.add_argument("--run", type=Path, default=HERE / "runs" / "latest", help="folder that train.py wrote")
    parser.add_argument("--data", type=Path, required=True, help="folder of the dev-*.jsonl.gz files")
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--name", default="minilm-l6-news-nli")
    parser.add_argument("--every", type=int, default=1, help="measure every n-th dev pair only")
    options = parser.parse_args(argv)
    (options.out / "card.json").unlink(missing_ok=True)
    export(options.run, options.out)
    model = nli.load(str(options.out), self_test=False)  # the card tells how well it scores
    scored: dict[str, Scored] = {}
    started, count = time.monotonic(), 0
    for file in DEV:
        pairs = list(data.read_pairs(options.data / file))[:: options.every]
        gold = np.array([p.label for p in pairs])
        scored[file] = (model.logits([(p.premise, p.hypothesis) for p in pairs]), gold)
        count += len(pairs)
    speed = count / (time.monotonic() - started)
    temperature = fit_temperature([(x[: len(gold) // 2], gold[: len(gold) // 2]) for x, gold in scored.values()])
    card: dict[str, Any] = {
        "name": options.name,
        "sha256": model.info.sha256,
        "labels": list(data.LABELS),
        "temperature": temperature,
        "temperature_fitted_on": "first half of each dev file, each file weighing the same",
        "training": json.loads((options.run / "training.json").read_text(encoding="utf-8")),
        "scores": {file: measure(logits, gold, temperature) for file, (logits, gold) in scored.items()},
        "pairs_per_second": round(speed),
    }
    (options.out / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card, indent=1))


if __name__ == "__main__":
    main()
