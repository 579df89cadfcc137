"""A day of a large newsroom: one check of thousands of articles of many stories, as a Markdown table.

usage: python tests/bench/bench_day.py CORPUS... [--articles N] [--workers N] [--keep FILE]

CORPUS     .jsonl.gz files whose lines have a "cluster" or an "incident", as the story they belong to
--articles how many (default 10,000), stories in an order of chance; ids are new, and every story's first article moves
           into one week, the others as many days after it as they were, to the end of that week at most
--workers  processes that extract (default 2)
--keep     writes the articles to this file too

Megabytes are those of the first process, which holds all claims; a worker holds a pipeline and one batch.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import random
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench_check import run
from tabulate import tabulate

WEEK = dt.date(2031, 5, 5), dt.date(2031, 5, 11)
Rows = list[dict[str, Any]]


def stories(paths: list[Path]) -> list[Rows]:
    found: dict[tuple[str, str], Rows] = defaultdict(list)
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                found[path.name, str(row.get("cluster") or row.get("incident") or row["id"])].append(row)
    told = [story for _, story in sorted(found.items())]
    random.Random(3).shuffle(told)
    return told


def moved(story: Rows, day: dt.date) -> Rows:
    """The story as if its first article had appeared on ``day``; undated articles stay so."""
    dates = [dt.date.fromisoformat(row["published"][:10]) for row in story if row.get("published")]
    kept = []
    for row in story:
        told = row.get("published")
        later = dt.date.fromisoformat(told[:10]) - min(dates) if told else dt.timedelta()
        # before the sum, which may lie beyond the calendar
        date = min(day + min(later, WEEK[1] - WEEK[0]), WEEK[1]).isoformat() if told else None
        kept.append({"outlet": row.get("outlet"), "title": row.get("title"), "text": row["text"], "published": date})
    return kept


def week(told: list[Rows], count: int) -> Rows:
    found: Rows = []
    for n, story in enumerate(told):
        found += moved(story, WEEK[0] + dt.timedelta(days=n % 7))
    return [{"id": f"day-{n:05}", **{k: v for k, v in row.items() if v}} for n, row in enumerate(found[:count])]


def main() -> None:
    parser = argparse.ArgumentParser(usage=(__doc__ or "").partition("usage: ")[2])
    parser.add_argument("corpus", type=Path, nargs="+")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    rows = week(stories(given.corpus), given.articles)
    with tempfile.TemporaryDirectory() as made:
        path = given.keep or Path(made) / "day.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        found = run("check", path, given.workers)
    n, counts = found["counts"]["articles"], found["counts"]
    share = [f"{name} {seconds:.0f}" for name, seconds in found["stages"].items()]
    print(tabulate(
        [(f"{n:,}", f"{found['clock'] / 60:.1f}", f"{found['cpu']:.0f}", f"{1000 * found['cpu'] / n:.0f}",
          found["megabytes"], f"{counts['claims']:,}", f"{counts['candidates'] / counts['claims']:.2f}",
          f"{counts.get('questions', 0):,}", f"{counts['pairs']:,}", f"{counts['contradictions']:,}")],
        ["articles", "minutes by the clock", "s", "ms each", "MB", "claims", "candidates a claim", "NLI", "pairs",
         "contradictions"], tablefmt="github"), "\n")  # fmt: skip
    print(f"seconds of the first process: {', '.join(share)}")


if __name__ == "__main__":
    main()
