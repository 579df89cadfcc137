"""The long run by hand: ``python tests/fuzz/run.py [--runs N] [TARGET...]``, all targets one after another by default.

Each target runs in a process of its own under atheris (coverage-guided, Apache-2.0), where that is installed, else on
random bytes. Prints a line a target: inputs tried, and whether it held; the input that broke it lies in ``--crashes``.
A target that makes no headway for ``--hang`` seconds counts as hanging.
"""

from __future__ import annotations

import argparse
import importlib.util
import logging
import random
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]
# One input of these costs as much as so many others.
SLOW = {"claims": 200, "check": 400, "sentences": 400, "html": 20, "parquet": 5}
MAX_BYTES = 256


def one(name: str, runs: int, crashes: Path, hang: int) -> None:
    """Runs in its own process: atheris ends it when it is done."""
    if importlib.util.find_spec("atheris") is None:
        _random(name, runs, crashes)
        return
    import atheris

    with atheris.instrument_imports(include=["checker", "targets"]):
        import targets

        run = targets.TARGETS[name]
        run(b"")  # what is imported lazily must be instrumented too
    options = [f"-runs={runs}", f"-max_len={MAX_BYTES}", f"-timeout={hang}", f"-artifact_prefix={crashes / name}-"]
    atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", "-verbosity=0"], run)
    atheris.Fuzz()


def _random(name: str, runs: int, crashes: Path) -> None:
    from targets import TARGETS

    chance = random.Random(name)
    for _ in range(runs):
        data = chance.randbytes(chance.randrange(MAX_BYTES))
        try:
            TARGETS[name](data)
        except BaseException:
            (crashes / f"{name}-crash").write_bytes(data)
            raise
    print(f"stat::number_of_executed_units: {runs}", file=sys.stderr)


def main() -> int:
    logging.getLogger("checker").setLevel(logging.CRITICAL)
    from targets import TARGETS

    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}")
    options.add_argument("--runs", type=int, default=100_000, help="inputs for each cheap target; slow ones get a part")
    options.add_argument("--crashes", type=Path, default=Path("fuzz-crashes"))
    options.add_argument("--hang", type=int, default=60, metavar="SECONDS")
    options.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    given.crashes.mkdir(parents=True, exist_ok=True)
    if given.here:
        one(given.targets[0], given.runs, given.crashes.resolve(), given.hang)
        return 0
    total, broken = 0, []
    for name in given.targets or TARGETS:
        runs = max(1, given.runs // SLOW.get(name, 1))
        command = [sys.executable, __file__, name, "--here", "--runs", str(runs), "--hang", str(given.hang)]
        done = subprocess.run([*command, "--crashes", str(given.crashes)], capture_output=True, text=True, check=False)
        counted = re.search(r"number_of_executed_units: (\d+)", done.stderr)
        tried = int(counted[1]) if counted else 0
        total += tried
        print(f"{name:22} {tried:9,}  {'held' if done.returncode == 0 else 'BROKEN'}", flush=True)
        if done.returncode:
            broken.append(name)
            (given.crashes / f"{name}.log").write_text(done.stdout + done.stderr, encoding="utf-8")
    outcome = f"broken: {', '.join(broken)}" if broken else "no crash, no hang"
    print(f"{'total':22} {total:9,}  {outcome}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
