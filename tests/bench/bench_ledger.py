"""What a ledger saves and what it costs: ratios in one run, as Markdown tables. Each check is a process of its own.

usage: python tests/bench/bench_ledger.py ARTICLES [--again N] [--small N] [--large N] [--new N] [--repeat N]
                                                  [--keep DIR]

ARTICLES  anything that ``checker check`` reads
--again   a check of N articles into a new ledger, then the same check again (default 200)
--new     N new articles (default 20) into a ledger of --small (50) against the same into one of --large (600)
--repeat  each of the short checks so often, the quickest counts (default 3)
--keep    fill the ledgers in this folder, and use those that are there
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tabulate import tabulate

# Runs in a process of its own: seconds of the check, of the whole process, and its largest size in megabytes.
CHILD = """
import json, resource, sys, time
begun = time.perf_counter()
from checker import pipeline, read
from checker.config import Settings
what, articles, ledger = sys.argv[1:]
found, _ = read.read([articles])
settings = Settings(ledger=ledger or None)
if what == "extract":
    n = sum(1 for _ in pipeline.extract(found, settings))
else:
    n = len(pipeline.check(found, settings).verdicts)
seconds = time.perf_counter() - begun
size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"seconds": seconds, "megabytes": size, "found": n}))
"""


def run(what: str, articles: Path, ledger: Path | None) -> dict[str, float]:
    command = [sys.executable, "-c", CHILD, what, str(articles), str(ledger or "")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
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


def grown(folder: Path, articles: list[object], sizes: tuple[int, int], n: int, repeat: int) -> None:
    """``n`` new articles into a small and a large ledger: the small one's articles are among the large one's."""
    new = write(folder / "new.jsonl", articles[:n])
    rows, quickest = [], []
    for size in sizes:
        ledger = folder / f"{size}.sqlite"
        if not ledger.exists():
            run("extract", write(folder / f"{size}.jsonl", articles[n : n + size]), ledger)
        runs = []
        for _ in range(repeat):
            copy = folder / "copy.sqlite"
            for path in folder.glob("copy.sqlite*"):
                path.unlink()
            shutil.copy(ledger, copy)
            runs.append(run("check", new, copy))
        best = min(runs, key=lambda r: r["seconds"])
        quickest.append(best["seconds"])
        rows.append(
            (f"{size:,}", *_shown(best), f"{ledger.stat().st_size / 2**20:.0f}", f"{best['seconds'] / quickest[0]:.2f}")
        )
    headers = [f"{n} new articles, ledger of", "s", "MB", "pairs", "MB on disk", "of the small one"]
    print(tabulate(rows, headers, tablefmt="github"))


def _shown(run: dict[str, float]) -> tuple[str, str, str]:
    return f"{run['seconds']:.1f}", f"{run['megabytes']:.0f}", f"{run['found']:.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(usage=(__doc__ or "").partition("usage: ")[2])
    parser.add_argument("articles")
    for name, default in (("again", 200), ("small", 50), ("large", 600), ("new", 20), ("repeat", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    from checker import read

    articles: list[object] = list(read.read([given.articles])[0])
    random.Random(3).shuffle(articles)
    with tempfile.TemporaryDirectory() as made:
        folder = given.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        if given.again:
            again(Path(made), articles, given.again)
        grown(folder, articles, (given.small, given.large), given.new, given.repeat)


if __name__ == "__main__":
    main()
