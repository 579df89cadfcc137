"""Kills a check with a ledger again and again: ``python tests/faults/kill.py [--kills N] [--seed N]``.

A run of 48 articles is killed (SIGKILL) at a moment chosen at random between its start and its end; then the ledger
must be sound, and the same check run again must give the report of an undisturbed run, byte for byte. Prints how many
runs were killed before their end and exits with 1 at the first difference. The NLI model is the stand-in of the tests.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # threads don't survive the fork
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from ledger_cases import check, many  # noqa: E402

from checker.errors import LedgerError  # noqa: E402
from checker.findings.gate import gate_report  # noqa: E402
from checker.ledger import check as remembering  # noqa: E402
from checker.ledger import scores  # noqa: E402
from checker.ledger.database import Database  # noqa: E402
from checker.ledger.verify import verify  # noqa: E402
from checker.reports import render  # noqa: E402

ARTICLES = many(48)


def reported(ledger: str | None) -> str:
    report = check(ARTICLES, ledger)
    return render("json", report, gate_report(report))


def killed(ledger: str, after: float) -> bool:
    """Whether a run in a process of its own was killed before it ended."""
    child = os.fork()
    if child == 0:
        check(ARTICLES, ledger)
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def damage(ledger: str) -> list[str]:
    try:
        held = Database(ledger)
    except LedgerError:
        return []  # killed before there was one: the next run makes it
    try:
        return list(verify(held))
    except LedgerError as error:
        return [] if "no such table" in str(error) else [str(error)]
    finally:
        held.close()


def attempts(kills: int, seed: int, folder: Path) -> tuple[int, str]:
    """(how many runs were killed in time, what went wrong or ""): small transactions make many moments between them."""
    remembering.AT_ONCE, scores.AT_ONCE = 4, 16
    expected = reported(None)
    began = time.monotonic()
    assert reported(str(folder / "undisturbed.sqlite")) == expected
    longest = time.monotonic() - began
    chance, in_time = random.Random(seed), 0
    for n in range(kills):
        ledger = str(folder / f"{n}.sqlite")
        in_time += killed(ledger, chance.uniform(0, longest))
        if wrong := damage(ledger):
            return in_time, f"attempt {n}: {wrong[0]}"
        if reported(ledger) != expected or damage(ledger):
            return in_time, f"attempt {n}: the report differs from that of an undisturbed run"
        for file in folder.glob(f"{n}.sqlite*"):
            file.unlink()
        if n % 20 == 19:
            print(f"{n + 1} of {kills}", file=sys.stderr, flush=True)
    return in_time, ""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=9)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        in_time, wrong = attempts(given.kills, given.seed, Path(folder))
    print(wrong or f"{given.kills} runs, {in_time} killed before their end: every rerun gave the undisturbed report")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
