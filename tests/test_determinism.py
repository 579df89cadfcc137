"""One batch, one report, byte for byte: whatever the order of files, workers, hash seed, locale or time zone.

``test_engine.py`` has the same for Ray.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from conftest import ROOT
from ledger_cases import many

pytestmark = pytest.mark.slow
PROGRAM = [sys.executable, str(ROOT / "tests/faults/stand_in.py"), "check", "--quiet", "--fail-on", "never"]
FORMATS = ("json", "markdown", "html", "sarif")
RUNS = {
    "again, another hash seed": ([], {"PYTHONHASHSEED": "4711"}),
    "shuffled, two workers, a hash seed": (["shuffled", "--workers", "2"], {"PYTHONHASHSEED": "1"}),
    "another locale and time zone": ([], {"LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"}),
    "shuffled, no locale, no UTF-8": (["shuffled"], {"LC_ALL": "C", "PYTHONUTF8": "0", "TZ": "America/Anchorage"}),
}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    for article in many(36):
        row = {k: str(v) for k, v in asdict(article).items() if k in ("id", "outlet", "text", "published")}
        (folder / f"{article.id}.json").write_text(json.dumps(row))
    return folder


def reports(batch: Path, out: Path, options: list[str], environment: dict[str, str]) -> list[bytes]:
    """The report in four formats, of files named one by one in another order where ``options`` say so."""
    inputs = sorted(p.name for p in batch.iterdir())
    if options[:1] == ["shuffled"]:
        random.Random(8).shuffle(inputs)
        options = options[1:]
    out.mkdir()
    outputs = [a for name in FORMATS for a in ("--output", f"{name}={out / name}")]
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONHASHSEED", "LC_ALL", "TZ")}
    day = {"SOURCE_DATE_EPOCH": "1935100800"}
    subprocess.run([*PROGRAM, *inputs, *options, *outputs], cwd=batch, env=clean | day | environment, check=True,
                   capture_output=True)  # fmt: skip
    return [(out / name).read_bytes() for name in FORMATS]


@pytest.fixture(scope="module")
def plain(batch: Path, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    return reports(batch, tmp_path_factory.mktemp("plain") / "out", [], {"PYTHONHASHSEED": "0"})


@pytest.mark.parametrize("run", RUNS)
def test_one_report_byte_for_byte(run: str, batch: Path, plain: list[bytes], tmp_path: Path) -> None:
    assert json.loads(plain[0])["pairs"]
    assert reports(batch, tmp_path / "out", *RUNS[run]) == plain
