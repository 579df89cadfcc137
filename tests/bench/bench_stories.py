"""What an article costs in stories of several sizes, as Markdown tables; each check is a process of its own.

usage: python tests/bench/bench_stories.py CORPUS [--outlets N,N,...] [--stories N]

CORPUS     a .jsonl.gz file whose lines have a "cluster", as the story they belong to
--outlets  outlets of a story (default 10,30,90): the stories nearest to each number are taken, the largest where all
           are smaller
--stories  so many of each number (default 3), fewer where no others are left within a third of it

Seconds are those of processors, which other work on the machine changes little; the start of a program is told apart.
"""

from __future__ import annotations

import argparse
import gzip
import json
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench_check import Run, run
from tabulate import tabulate

Rows = list[dict[str, Any]]


def stories(corpus: Path) -> list[Rows]:
    """The articles of each story, one of each outlet, without near-copies of other articles."""
    found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if not row.get("copy_of"):
                found[row["cluster"]].setdefault(row.get("outlet") or row["id"], row)
    return [list(story.values()) for _, story in sorted(found.items())]


def nearest(told: list[Rows], outlets: int, count: int) -> list[Rows]:
    """The ``count`` stories whose numbers of outlets are nearest to ``outlets``."""
    ordered = sorted(told, key=lambda story: abs(len(story) - outlets))
    return ordered[:1] + [s for s in ordered[1:count] if abs(len(s) - outlets) <= outlets / 3]


def written(rows: Rows, path: Path) -> Path:
    kept = ("id", "outlet", "published", "title", "text")
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps({k: row[k] for k in kept if row.get(k)}) + "\n")
    return path


def added(runs: list[Run], start: float) -> dict[str, float]:
    """Sums of several checks; seconds are without those of the start."""
    counts = {n: sum(r["counts"].get(n, 0) for r in runs) for n in ("articles", "claims", "candidates", "pairs")}
    later = sum(r["stages"].get(s, 0) for r in runs for s in ("align", "judge", "NLI", "topics", "copies", "JSON"))
    seconds = sum(r["cpu"] - start for r in runs)
    return {**counts, "seconds": seconds, "later": later, "megabytes": max(r["megabytes"] for r in runs)}


def main() -> None:
    parser = argparse.ArgumentParser(usage=(__doc__ or "").partition("usage: ")[2])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--outlets", default="10,30,90")
    parser.add_argument("--stories", type=int, default=3)
    given = parser.parse_args()
    told = stories(given.corpus)
    rows: list[tuple[str, ...]] = []
    first: float | None = None
    with tempfile.TemporaryDirectory() as made:
        one = written(told[0][:1], Path(made) / "one.jsonl")
        start = run("check", one)["cpu"]
        for outlets in map(int, given.outlets.split(",")):
            chosen = nearest(told, outlets, given.stories)
            found = added([run("check", written(s, Path(made) / f"{i}.jsonl")) for i, s in enumerate(chosen)], start)
            n = found["articles"]
            each = found["seconds"] / n
            first = first or each
            sizes, later = ", ".join(str(len(s)) for s in chosen), 1000 * found["later"] / n
            rows.append((sizes, f"{n:.0f}", f"{1000 * each:.0f}", f"{each / first:.2f}", f"{later:.0f}",
                         f"{found['claims'] / n:.0f}", f"{found['candidates'] / found['claims']:.1f}",
                         f"{found['pairs'] / n:.0f}", f"{found['megabytes']:.0f}"))  # fmt: skip
    headers = ["outlets of the stories", "articles", "ms an article", "of the first", "after claims",
               "claims an article", "candidates a claim", "pairs an article", "MB"]  # fmt: skip
    print(tabulate(rows, headers, tablefmt="github"), "\n")
    print(f"without the start, {start:.1f} s: a check of one article")


if __name__ == "__main__":
    main()
