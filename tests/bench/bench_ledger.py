"""What a ledger saves and what it costs: ratios in one run, as Markdown tables. Each check is a process of its own.

usage: python tests/bench/bench_ledger.py ARTICLES [--again N] [--sizes N,N,...] [--new N] [--repeat N] [--workers N]
                                                  [--keep DIR] [--batches N]

ARTICLES  anything that ``checker check`` reads
--again   a check of N articles into a new ledger, then the same check again (default 200)
--new     N new articles (default 20) into ledgers of --sizes articles (default 50,600; 0 for none), each with those of
          the smaller
--repeat  each of these checks so often, the quickest counts (default 3)
--workers processes that fill the ledgers
--keep    fill the ledgers in this folder, and use those that are there
--batches besides, all articles in so many batches, one after the other by their days, against one batch: are the
          contradictions the same?

Seconds are those of processors, which other work on the machine changes little. Told apart are those of comparing with
what the ledger holds, and those of the NLI model, which is loaded only where it is asked.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tabulate import tabulate

# Runs in a process of its own: processor seconds of all, of what comes after extraction, and of the NLI model in that.
CHILD = """
import json, resource, sys, time
what, articles, ledger, workers = sys.argv[1:]
import checker
from checker import nli, read
from checker.cli.config import Settings
from checker.ledger import check
spent = {"stored": 0.0, "model": 0.0}
def timed(owner, name, stage):
    work = getattr(owner, name)
    def run(*arguments, **more):
        since = time.process_time()
        try: return work(*arguments, **more)
        finally: spent[stage] += time.process_time() - since
    setattr(owner, name, run)
timed(check, "_compare", "stored")
timed(nli, "load", "model")
timed(nli.NLIModel, "score", "model")
found, _ = read.read([articles])
settings = Settings(ledger=ledger or None, workers=int(workers))
contradictions = []
if what == "extract":
    n = sum(1 for _ in checker.extract(found, settings))
else:
    report = checker.check(found, settings)
    n = len(report.verdicts)
    contradictions = sorted((v.a, v.b) for v in report.verdicts if v.relation == "contradiction")
own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
seconds = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
print(json.dumps({"seconds": seconds, "megabytes": own.ru_maxrss // 1024, "found": n,
                  "contradictions": contradictions, **spent}))
"""


def run(what: str, articles: Path, ledger: Path | None, workers: int = 1) -> dict[str, Any]:
    command = [sys.executable, "-c", CHILD, what, str(articles), str(ledger or ""), str(workers)]
    # One thread: several would spin while they wait for each other, and count as work.
    env = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def write(path: Path, articles: list[object]) -> Path:
    from checker.records import Article

    with path.open("w", encoding="utf-8") as file:
        for a in articles:
            assert isinstance(a, Article)
            day = a.published.isoformat() if a.published else None
            row = {"id": a.id, "outlet": a.outlet, "published": day, "title": a.title, "text": a.text}
            file.write(json.dumps(row) + "\n")
    return path


def again(folder: Path, articles: list[object], n: int) -> None:
    """The first check against the second, and against one without a ledger."""
    batch = write(folder / "again.jsonl", articles[:n])
    plain = run("check", batch, None)
    ledger = folder / "again.sqlite"
    first, second = run("check", batch, ledger), run("check", batch, ledger)
    rows = [
        ("no ledger", *_shown(plain), f"{plain['seconds'] / first['seconds']:.2f}"),
        ("first, into a new ledger", *_shown(first), "1"),
        ("second, the same articles", *_shown(second), f"{second['seconds'] / first['seconds']:.3f}"),
    ]
    print(tabulate(rows, [f"check of {n:,} articles", "s", "MB", "pairs", "of the first"], tablefmt="github"), "\n")


def grown(folder: Path, articles: list[object], sizes: list[int], n: int, repeat: int, workers: int) -> None:
    """``n`` new articles into ledgers of several sizes: a smaller one's articles are among a larger one's."""
    new = write(folder / "new.jsonl", articles[:n])
    filled(folder, articles[n:], sizes, workers)
    rows: list[tuple[str, ...]] = []
    first: dict[str, Any] = {}
    for size in sizes:
        ledger = folder / f"{size}.sqlite"
        runs = [run("check", new, copied(ledger, folder / "copy.sqlite")) for _ in range(repeat)]
        best = min(runs, key=lambda r: r["seconds"])
        best["plain"] = best["seconds"] - best["model"]
        first = first or best
        ratios = (f"{best[part] / first[part]:.2f}" for part in ("seconds", "plain"))
        parts = f"{best['stored'] - best['model']:.2f}", f"{best['model']:.1f}"
        rows.append((f"{size:,}", *_shown(best), *parts, f"{ledger.stat().st_size / 2**20:.0f}", *ratios))
    headers = [
        f"{n} new articles, ledger of", "s", "MB", "pairs", "s of comparing", "s of NLI", "MB on disk",
        "of the small one", "without NLI",
    ]  # fmt: skip
    print(tabulate(rows, headers, tablefmt="github"))


def filled(folder: Path, articles: list[object], sizes: list[int], workers: int) -> None:
    """Makes the ledgers that aren't there, each from the one before."""
    for before, size in zip([0, *sizes], sizes, strict=False):
        ledger = folder / f"{size}.sqlite"
        if not ledger.exists():
            part = write(folder / f"{size}.jsonl", articles[before:size])
            begun = copied(folder / f"{before}.sqlite", folder / "begun.sqlite")
            run("extract", part, begun, workers)
            begun.rename(ledger)


def growing(folder: Path, articles: list[object], batches: int) -> None:
    """Contradictions of a ledger that grows batch by batch, beside those of one check of all."""
    whole = {tuple(pair) for pair in run("check", write(folder / "all.jsonl", articles), None)["contradictions"]}
    size = -(-len(articles) // batches)
    found: set[tuple[str, ...]] = set()
    for n in range(0, len(articles), size):
        part = write(folder / "part.jsonl", articles[n : n + size])
        found |= {tuple(pair) for pair in run("check", part, folder / "growing.sqlite")["contradictions"]}
    rows = [(len(articles), batches, len(whole), len(found), len(whole & found))]
    headers = ["articles", "batches", "contradictions in one batch", "in these batches", "in both"]
    print(tabulate(rows, headers, tablefmt="github"), "\n")


def copied(ledger: Path, copy: Path) -> Path:
    """A copy of a ledger, if there is one, in place of an earlier copy."""
    for path in copy.parent.glob(f"{copy.name}*"):
        path.unlink()
    if ledger.exists():
        shutil.copy(ledger, copy)
    return copy


def _day(article: Any) -> str:
    return str(article.published or "")


def _shown(run: dict[str, Any]) -> tuple[str, str, str]:
    return f"{run['seconds']:.1f}", f"{run['megabytes']:.0f}", f"{run['found']:.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(usage=(__doc__ or "").partition("usage: ")[2])
    parser.add_argument("articles")
    parser.add_argument("--sizes", default="50,600")
    for name, default in (("again", 200), ("new", 20), ("repeat", 3), ("workers", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--batches", type=int)
    given = parser.parse_args()
    from checker import read

    articles: list[object] = list(read.read([given.articles])[0])
    random.Random(3).shuffle(articles)
    with tempfile.TemporaryDirectory() as made:
        folder = given.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        if given.batches:
            growing(Path(made), sorted(articles, key=_day), given.batches)
        if given.again:
            again(Path(made), articles, given.again)
        sizes = sorted(int(size) for size in given.sizes.split(",") if int(size))
        if sizes:
            grown(folder, articles, sizes, given.new, given.repeat, given.workers)


if __name__ == "__main__":
    main()
