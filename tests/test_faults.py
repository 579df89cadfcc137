"""What happens to a run from outside: Ctrl-C, a reader that goes away, a full disk, a worker or the whole run killed.

The command line runs in a process of its own, with the stand-in model; ``faults/kill.py`` is the long version.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from conftest import ROOT
from ledger_cases import many

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="signals differ")]
PROGRAM = [sys.executable, str(ROOT / "tests/faults/stand_in.py")]


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    fields = ("id", "outlet", "text", "published")
    rows = [{k: str(v) for k, v in asdict(a).items() if k in fields} for a in many(48)]
    path = tmp_path / "batch.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def started(*arguments: str) -> subprocess.Popen[str]:
    """A run that has begun to check: it says so on standard error after the first second.

    Shells let what runs in the background ignore Ctrl-C, and programs inherit that: it is undone here.
    """
    run = subprocess.Popen(
        [*PROGRAM, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert run.stderr is not None
    while "checking" not in (line := run.stderr.readline()):
        assert line or run.poll() is None, "ended before it began"
    return run


def left(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name != "batch.jsonl")


@pytest.mark.parametrize(("workers", "after"), [("1", 0.7), ("2", 0.0)])
def test_control_c_ends_with_130_and_leaves_no_half_of_a_report(batch: Path, workers: str, after: float) -> None:
    run = started("check", str(batch), "--output", "json=r.json", "--workers", workers)
    time.sleep(after)
    run.send_signal(signal.SIGINT)
    out, err = run.communicate(timeout=120)
    assert run.returncode == 130, err
    assert err.splitlines()[-1] == "checker: interrupted" and "Traceback" not in err
    assert out == "" and left(batch.parent) == []


def test_a_reader_that_goes_away_changes_no_status(batch: Path) -> None:
    command = " ".join(PROGRAM) + f" check -q {batch} | head -c 20; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stdout), done.stderr) == (1, 20, "")


def test_a_report_that_nobody_can_take_is_an_error(batch: Path) -> None:
    for arguments, told in (
        (f"{batch} -q > /dev/full", "standard output: can't be written: No space left on device"),
        (f"{batch} -q >&-", "standard output is closed"),
        (f"{batch} -q --output json=/dev/full", "/dev/full: can't be written: No space left on device"),
    ):
        done = subprocess.run(
            ["bash", "-c", " ".join(PROGRAM) + f" check {arguments}"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 2 and told in done.stderr and "Traceback" not in done.stderr
    assert Path("/dev/full").is_char_device()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no small file system can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_the_report_that_was_there(batch: Path, small_disk: Path) -> None:
    (small_disk / "r.html").write_text("yesterday's")
    done = subprocess.run(
        [*PROGRAM, "check", "-q", str(batch), "--output", f"html={small_disk / 'r.html'}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2 and "r.html: can't be written: No space left on device" in done.stderr
    assert (small_disk / "r.html").read_text() == "yesterday's" and left(small_disk) == ["r.html"]


def test_a_killed_worker_ends_the_run_with_an_error(batch: Path) -> None:
    """No hang, and no report on the articles that were left."""
    run = started("check", str(batch), "--output", "json=r.json", "--workers", "2")
    workers: list[int] = []
    while not workers and run.poll() is None:
        children = ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(run.pid)]
        found = subprocess.run(children, capture_output=True, text=True, check=False)
        workers = [int(line.split()[0]) for line in found.stdout.splitlines() if "spawn_main" in line]
    os.kill(workers[0], signal.SIGKILL)
    out, err = run.communicate(timeout=120)
    assert run.returncode == 2, err
    assert "worker" in err and "Traceback" not in err
    assert out == "" and left(batch.parent) == []


def test_a_run_killed_at_any_moment_is_finished_by_the_next() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/faults/kill.py"), "--kills", "3", "--seed", "5"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
