"""How fast checker scores pairs beside two common ways, with the same weights: ratios in one run, as a Markdown table.

usage: python tests/bench/bench_nli.py PAIRS.jsonl[.gz] [PAIRS_A_ROUND [ROUNDS [PRECISION...]]]

The contenders take turns with the same pairs (default: 64 other ones in each of 7 rounds), and the table gives medians
of the rounds' ratios, so that a busy machine slows all alike. CPU seconds are of all threads; they tell more than the
clock where other programs run. PRECISION is float32, bfloat16 or int8 (default: float32). CrossEncoder comes with the
extra "bench"; scores are compared too, and their greatest difference is shown.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tabulate import tabulate

from checker import nli
from checker.nli.folder import identify
from checker.read.pairs import read_pairs
from checker.records import NLILabel, Precision

Pairs = list[tuple[str, str]]
Contender = Callable[[Pairs], NDArray[np.float64]]
SEED = 11
ONE_BY_ONE, CROSS = 'pipeline("text-classification"), pair by pair', "CrossEncoder.predict, defaults"


def one_by_one(folder: str) -> Contender:
    from transformers import pipeline

    classify = pipeline("text-classification", model=folder, top_k=None, dtype="float32")

    def score(pairs: Pairs) -> NDArray[np.float64]:
        rows = [classify({"text": premise, "text_pair": hypothesis}) for premise, hypothesis in pairs]
        found = [{answer["label"].lower(): answer["score"] for answer in row} for row in rows]
        return np.array([[row[label.value] for label in NLILabel] for row in found])

    return score


def cross_encoder(folder: str) -> Contender:
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(folder, model_kwargs={"dtype": "float32"})
    names = {name.lower(): i for i, name in model.model.config.id2label.items()}
    columns = [names[label.value] for label in NLILabel]
    return lambda pairs: nli.softmax(np.asarray(model.predict(pairs), dtype=np.float64))[:, columns]


def ours(precision: str) -> Contender:
    model = nli.load(precision=Precision(precision))
    return lambda pairs: nli.softmax(model.logits(pairs))


def main(path: str, size: int, rounds: int, precisions: list[str]) -> None:
    pairs = sorted(set(read_pairs(path)))
    random.Random(SEED).shuffle(pairs)
    folder = str(identify().folder)
    contenders = {ONE_BY_ONE: one_by_one(folder), CROSS: cross_encoder(folder)}
    contenders |= {f"checker, {p}": ours(p) for p in precisions}
    clock: dict[str, list[float]] = {name: [] for name in contenders}
    cpu: dict[str, list[float]] = {name: [] for name in contenders}
    apart = dict.fromkeys(contenders, 0.0)
    for score in contenders.values():
        score(pairs[:4])
    for number in range(rounds):
        batch = [pairs[(number * size + i) % len(pairs)] for i in range(size)]
        expected: Any = None
        for name, score in contenders.items():
            wall, busy = time.perf_counter(), time.process_time()
            table = score(batch)
            clock[name].append(time.perf_counter() - wall)
            cpu[name].append(time.process_time() - busy)
            expected = table if expected is None else expected
            apart[name] = max(apart[name], float(np.abs(table - expected).max()))
    print(f"{rounds} rounds of {size} pairs; how many times as fast as the others, median of the rounds\n")
    print(tabulate(rows(clock, cpu, apart, size), HEAD, tablefmt="github"))


HEAD = ["", "pairs/s", "clock: × pipeline", "× CrossEncoder", "CPU: × pipeline", "× CrossEncoder", "scores differ by"]


def rows(
    clock: dict[str, list[float]], cpu: dict[str, list[float]], apart: dict[str, float], size: int
) -> list[list[str]]:
    made = []
    for name, seconds in clock.items():
        ratios = [
            statistics.median(other / own for other, own in zip(times[rival], times[name], strict=True))
            for times in (clock, cpu)
            for rival in (ONE_BY_ONE, CROSS)
        ]
        speed = f"{size / statistics.median(seconds):.1f}"
        made.append([name, speed, *(f"{ratio:.2f}" for ratio in ratios), f"{apart[name]:.4f}"])
    return made


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    numbers = [int(x) for x in sys.argv[2:4]] + [64, 7][len(sys.argv[2:4]) :]
    main(sys.argv[1], numbers[0], numbers[1], sys.argv[4:] or ["float32"])
