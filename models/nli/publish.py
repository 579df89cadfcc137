"""Turn a finished run into what ships: ``python -m checker_models.nli.publish --run FOLDER --data FOLDER``.

Writes fp16 weights, configuration, tokenizer and ``card.json`` beside this file; of a run with frozen layers, into
``large/``, only what it changed in the base that the packages of the extra ``large`` carry. One temperature is fitted
on the first half of each dev file (Guo et al. 2017, "On Calibration of Modern Neural Networks"); calibration is
reported on the second half, accuracy on the whole, which the temperature leaves as it is.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from checker_models.nli import data
from checker_models.nli.layers import changed
from numpy.typing import NDArray
from safetensors.numpy import save_file
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from checker import nli
from checker.nli import large
from checker.records import Precision

HERE = Path(__file__).resolve().parent
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


def export_changes(run: Path, out: Path, frozen: int, whole: Path) -> None:
    """What ``run`` changed, its configuration and tokenizer into ``out``; the whole model from it into ``whole``."""
    model = AutoModelForSequenceClassification.from_pretrained(run, dtype=torch.float32, local_files_only=True)
    out.mkdir(parents=True, exist_ok=True)
    model.config.dtype = torch.float16  # of the whole
    model.config.save_pretrained(out)
    AutoTokenizer.from_pretrained(run, local_files_only=True).save_pretrained(out)
    base = large.base_weights()
    kept = changed({name: array.numpy() for name, array in model.state_dict().items()}, base, frozen)
    save_file(kept, out / large.TRAINED)
    large.put_together(out, base, whole)


def card_of(model: nli.NLIModel, name: str, training: dict[str, Any], folder: Path, every: int) -> dict[str, Any]:
    """The card of a model: its digest, its temperature, and how it does on every ``every``-th pair of the dev files."""
    scored: dict[str, Scored] = {}
    started, count = time.monotonic(), 0
    for file in data.DEV:
        pairs = list(data.read_pairs(folder / file))[::every]
        gold = np.array([p.label for p in pairs])
        scored[file] = (model.logits([(p.premise, p.hypothesis) for p in pairs]), gold)
        count += len(pairs)
    speed = count / (time.monotonic() - started)
    temperature = fit_temperature([(x[: len(gold) // 2], gold[: len(gold) // 2]) for x, gold in scored.values()])
    return {
        "name": name,
        "sha256": model.info.sha256,
        "labels": list(data.LABELS),
        "temperature": temperature,
        "temperature_fitted_on": "first half of each dev file, each file weighing the same",
        "training": training,
        "scores": {file: measure(logits, gold, temperature) for file, (logits, gold) in scored.items()},
        "pairs_per_second": round(speed),
    }


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Export, calibrate and measure the NLI model.")
    parser.add_argument("--run", type=Path, default=HERE / "runs" / "latest", help="folder that train.py wrote")
    parser.add_argument("--data", type=Path, required=True, help="folder of the dev-*.jsonl.gz files")
    parser.add_argument("--out", type=Path, help="default: this folder, or its large/")
    parser.add_argument("--name", help="default: minilm-l6-news-nli, or mpnet-news-nli")
    parser.add_argument("--precision", type=Precision, default=Precision.FLOAT32, help="to measure with")
    parser.add_argument("--every", type=int, default=1, help="measure every n-th dev pair only")
    options = parser.parse_args(argv)
    training = json.loads((options.run / "training.json").read_text(encoding="utf-8"))
    frozen = training.get("frozen", 0)
    out = options.out or (HERE / "large" if frozen else HERE)
    (out / "card.json").unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as made:
        whole = Path(made) / "whole" if frozen else out
        if frozen:
            export_changes(options.run, out, frozen, whole)
        else:
            export(options.run, out)
        model = nli.load(str(whole), options.precision, self_test=False)  # the card tells how well it scores
        name = options.name or ("mpnet-news-nli" if frozen else "minilm-l6-news-nli")
        card = card_of(model, name, training, options.data, options.every)
    (out / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card, indent=1))


if __name__ == "__main__":
    main()
