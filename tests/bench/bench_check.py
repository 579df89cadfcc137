"""What a whole check costs, as Markdown tables: ratios of one run, each check a process of its own.

usage: python tests/bench/bench_check.py ARTICLES [--sizes N,N,...] [--workers N] [--ray] [--flame FILE.svg]

ARTICLES   anything that ``checker check`` reads; the first N of them in an order of chance
--sizes    articles of each check (default 200,600); the time of the first is compared with spaCy's alone
--workers  besides, the smallest of the sizes from the second on with so many processes, against one
--ray      the same on a Ray of this machine's cores
--flame    a flame graph of the first check once its models are loaded, by py-spy

Seconds are those of processors, of the process and its children, except where they say "by the clock": other work on
the machine changes them little.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tabulate import tabulate

# Runs in a process of its own. The stages are timed from outside: they know nothing of it.
CHILD = """
import json, os, resource, signal, subprocess, sys, time
begun = time.perf_counter()
what, path, workers, flame = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
import checker
from checker import claims, parse, read, reports
from checker.cli.config import Settings
from checker.findings import copies, topics
from checker.findings.gate import gate_report
from checker.judge import alignment, decide, whole_list
from checker.nli import NLIModel
spent = {}
def add(name, since): spent[name] = spent.get(name, 0) + time.process_time() - since
def timed(owner, name, stage):
    work = getattr(owner, name)
    def run(*arguments, **more):
        since = time.process_time()
        try: return work(*arguments, **more)
        finally: add(stage, since)
    setattr(owner, name, run)
def streamed(owner, name, stage):
    work = getattr(owner, name)
    def run(*arguments):
        items = iter(work(*arguments))
        while True:
            since = time.process_time()
            try: item = next(items)
            except StopIteration: return
            finally: add(stage, since)
            yield item
    setattr(owner, name, run)
articles, _ = read.read([path])
counts = {"articles": len(articles)}
if what == "spacy":
    import spacy
    nlp = spacy.load(parse.DEFAULT_PIPELINE)
    texts = [t for a in articles for t in ([a.title] if a.title.strip() and not a.title_in_text else []) + [a.text]]
    list(nlp.pipe(texts[:3]))
    since = time.process_time()
    for doc in nlp.pipe(texts): pass
    add("spaCy alone", since)
else:
    streamed(parse, "parse", "parse")
    for owner, name, stage in ((claims, "extract", "claims"), (alignment, "candidates", "align"),
        (NLIModel, "score", "NLI"), (decide, "question", "judge"), (decide, "judge", "judge"),
        (whole_list, "settle", "judge"), (topics, "group", "topics"), (copies, "groups", "copies")):
        timed(owner, name, stage)
    found = alignment.candidates
    def candidates(*arguments):
        pairs = found(*arguments)
        counts["candidates"] = len(pairs)
        counts["claims"] = len(arguments[0])
        return pairs
    alignment.candidates = candidates
    asked = NLIModel.score
    def score(model, pairs, *more):
        counts["questions"] = len(pairs)
        return asked(model, pairs, *more)
    NLIModel.score = score
    if flame:  # the stacks of imports are the deepest of all, and tell nothing
        from checker import nli
        nli.load(Settings().model, Settings().precision)
        parse.load_pipeline(Settings().spacy_model)
        spy = subprocess.Popen(["py-spy", "record", "--function", "--rate", "50", "--duration", "unlimited",
                                "--output", flame, "--pid", str(os.getpid())], stdout=sys.stderr)
        time.sleep(3)
    report = checker.check(articles, Settings(workers=workers, engine="ray" if what == "ray" else "local"))
    since = time.process_time()
    counts["bytes"] = len(reports.render("json", report, gate_report(report)))
    add("JSON", since)
    counts["pairs"] = len(report.verdicts)
    counts["contradictions"] = sum(v.relation == "contradiction" for v in report.verdicts)
    if flame:
        spy.send_signal(signal.SIGINT)
        spy.wait()
own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
print(json.dumps({"stages": spent, "cpu": cpu, "clock": time.perf_counter() - begun, "counts": counts,
                  "megabytes": own.ru_maxrss // 1024}))
"""
Run = dict[str, Any]


def run(what: str, path: Path, workers: int = 1, flame: str = "") -> Run:
    # One thread: several would spin while they wait for each other, and count as work.
    env = {**os.environ, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", CHILD, what, str(path), str(workers), flame]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    if done.returncode:
        sys.exit(done.stderr)
    line = next(line for line in done.stdout.splitlines() if line.startswith("{"))
    found: Run = json.loads(line)
    return found


def batches(path: str, sizes: list[int], folder: Path) -> dict[int, Path]:
    """Files of the first N articles in one order of chance, so that each batch holds the smaller ones."""
    from checker import read

    articles = list(read.read([path])[0])
    random.Random(3).shuffle(articles)
    made = {}
    for size in sizes:
        made[size] = folder / f"{size}.jsonl"
        with made[size].open("w", encoding="utf-8") as file:
            for a in articles[:size]:
                day = a.published.isoformat() if a.published else None
                row = {"id": a.id, "outlet": a.outlet, "published": day, "title": a.title, "text": a.text}
                file.write(json.dumps(row) + "\n")
    return made


def stages(checked: Run, alone: Run) -> None:
    base = alone["stages"]["spaCy alone"]
    rows = [(name, f"{s:.1f}", f"{s / base:.2f}") for name, s in checked["stages"].items()]
    rest = checked["cpu"] - sum(checked["stages"].values())
    rows.append(("start, models, the rest", f"{rest:.1f}", f"{rest / base:.2f}"))
    rows.append(("whole check", f"{checked['cpu']:.1f}", f"{checked['cpu'] / base:.2f}"))
    rows.append(("spaCy alone", f"{base:.1f}", "1"))
    rows.append(("spaCy alone, with start", f"{alone['cpu']:.1f}", f"{alone['cpu'] / base:.2f}"))
    print(tabulate(rows, [f"{checked['counts']['articles']:,} articles", "s", "of spaCy's"], tablefmt="github"), "\n")


def growth(found: list[Run]) -> None:
    first = found[0]["cpu"] / found[0]["counts"]["articles"]
    rows = []
    for r in found:
        n, c = r["counts"]["articles"], r["counts"]
        each = r["cpu"] / n
        candidates, questions = f"{c['candidates'] / c['claims']:.2f}", c.get("questions", 0)
        rows.append((f"{n:,}", f"{r['cpu']:.0f}", f"{1000 * each:.0f}", f"{each / first:.2f}", r["megabytes"],
                     f"{c['claims']:,}", candidates, f"{questions:,}", f"{c['pairs']:,}"))  # fmt: skip
    headers = ["articles", "s", "ms each", "of the first", "MB", "claims", "candidates a claim", "NLI", "pairs"]
    print(tabulate(rows, headers, tablefmt="github"), "\n")


def engines(found: dict[str, Run]) -> None:
    one = next(iter(found.values()))
    rows = [
        (name, f"{r['clock']:.1f}", f"{one['clock'] / r['clock']:.2f}", f"{r['cpu']:.1f}", r["megabytes"])
        for name, r in found.items()
    ]
    headers = [f"{one['counts']['articles']:,} articles", "s by the clock", "times as fast", "s", "MB"]
    print(tabulate(rows, headers, tablefmt="github"), "\n")


def main() -> None:
    parser = argparse.ArgumentParser(usage=(__doc__ or "").partition("usage: ")[2])
    parser.add_argument("articles")
    parser.add_argument("--sizes", default="200,600")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--ray", action="store_true")
    parser.add_argument("--flame")
    given = parser.parse_args()
    sizes = [int(n) for n in given.sizes.split(",")]
    with tempfile.TemporaryDirectory() as made:
        files = batches(given.articles, sizes, Path(made))
        found = [run("check", files[n]) for n in sizes]
        stages(found[0], run("spacy", files[sizes[0]]))
        growth(found)
        some = sizes[min(1, len(sizes) - 1)]
        compared = {"one process": found[sizes.index(some)]}
        if given.workers:
            compared[f"{given.workers} workers"] = run("check", files[some], given.workers)
        if given.ray:
            compared["Ray"] = run("ray", files[some])
        if len(compared) > 1:
            engines(compared)
        if given.flame:
            run("check", files[sizes[0]], flame=given.flame)


if __name__ == "__main__":
    main()
