"""The tutorial of the documentation, run exactly as it is typed there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

COMMAND = re.compile(r"^ {4}(.+?)(?: +# exit status (\d))?$", re.MULTILINE)


def commands() -> list[tuple[str, int]]:
    text = (ROOT / "checker" / "docs" / "ci.md").read_text(encoding="utf-8")
    typed = text[: text.index("\nThen commit ")]
    return [(line, int(status or 0)) for line, status in COMMAND.findall(typed)]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="runs bash")
def test_the_tutorial_runs_as_typed(tmp_path: Path) -> None:
    """The copy of the repository is a folder with what the tutorial touches; its ``.venv`` runs this checker."""
    clone = tmp_path / "checker"
    (clone / "tests").mkdir(parents=True)
    (clone / "tests" / "examples").symlink_to(ROOT / "tests" / "examples")
    program = clone / ".venv" / "bin" / "checker"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n')
    program.chmod(0o755)
    script, wanted = [], []
    for line, status in commands():
        script.append(f'{line}\necho "status $?"' if line.startswith("checker") else line)
        wanted += [f"status {status}"] if line.startswith("checker") else []
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", "\n".join(script)], cwd=clone, env=environment, capture_output=True, text=True)
    found = [line for line in done.stdout.splitlines() if line.startswith("status ")]
    assert found == wanted, done.stdout + done.stderr
    assert "new finding" in done.stderr
    assert (tmp_path / "newsroom" / ".github" / "workflows" / "checker.yml").exists()
    assert "suppressed" in done.stdout
