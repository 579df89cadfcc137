"""The command line: arguments in, exit status out; the stages behind it are replaced."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import checker
from checker import __version__
from checker.cli.console import write_file
from checker.cli.main import cli
from checker.errors import ModelError, ReportError
from checker.findings.rules import RULES
from checker.records import Between, Claim, ClaimKind, ModelInfo, Quantity, Relation, Report, Severity, Verdict
from checker.reports import FORMATS


def verdict(severity: Severity) -> Verdict:
    return Verdict("p1", "c1", "c2", "t1", Relation.CONTRADICTION, severity, 0.9, Between.OUTLETS, "14 against 30")


@pytest.fixture
def batch(tmp_path, monkeypatch):
    """A folder with one article, a check without findings, and what it was called with."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("One died.")
    calls = []

    def check(articles, settings, skipped=(), against=()):
        calls.append((articles, settings, skipped))
        return Report(ModelInfo("m", "0" * 64), tuple(articles), (), (), (), tuple(skipped))

    monkeypatch.setattr(checker, "check", check)
    return calls


def run(*arguments, stdin=None):
    return CliRunner().invoke(cli, arguments, input=stdin, prog_name="checker")


def find(monkeypatch, *verdicts):
    """Make the check report these verdicts, and every format render as its name and their number."""
    empty = checker.check

    def check(articles, *rest, **more):
        one, two = (
            Claim(i, articles[0].id, outlet, None, "text", 0, 3, "One", "One died.", 0, ClaimKind.NUMERIC, Quantity(n))
            for i, outlet, n in (("c1", "Harbour Post", 14), ("c2", "Gazette", 30))
        )
        return replace(empty(articles, *rest, **more), claims=(one, two), verdicts=verdicts)

    monkeypatch.setattr(checker, "check", check)
    monkeypatch.setattr("checker.reports.render", lambda name, report, gate: f"{name} {len(report.verdicts)}\n")


# ------------------------------------------------------------------ exit status


@pytest.mark.parametrize(
    ("severity", "fail_on", "status"),
    [
        (Severity.ERROR, "error", 1),
        (Severity.WARNING, "error", 0),
        (Severity.WARNING, "warning", 1),
        (Severity.NOTE, "warning", 0),
        (Severity.NOTE, "note", 1),
        (Severity.ERROR, "never", 0),
    ],
)
def test_findings_at_or_above_fail_on_give_1(batch, monkeypatch, severity, fail_on, status):
    find(monkeypatch, verdict(severity))
    assert run("check", "in", "--fail-on", fail_on).exit_code == status


def test_a_clean_batch_gives_0_and_only_the_report_on_standard_output(batch, monkeypatch):
    find(monkeypatch)
    result = run("check", "in")
    assert (result.exit_code, result.stdout) == (0, "markdown 0\n")
    assert 'no finding at or above "error"' in result.stderr


def test_skipped_input_gives_2_unless_forgiven(batch, monkeypatch):
    find(monkeypatch, verdict(Severity.ERROR))
    batch_file = os.path.join("in", "b.txt")
    Path(batch_file).touch()
    result = run("check", "in")
    assert result.exit_code == 2
    assert f"checker: skipped: {batch_file}: is empty" in result.stderr
    assert [item.input for item in batch[-1][2]] == [batch_file]
    assert run("check", "in", "--skip-errors").exit_code == 1


def test_too_long_an_article_is_skipped(batch, monkeypatch):
    monkeypatch.setattr("checker.parse.MAX_CHARACTERS", 10)
    Path("in/b.txt").write_text("x" * 11)
    result = run("check", "in")
    assert result.exit_code == 2
    assert f'{os.path.join("in", "b.txt")}: "title" has 11 characters, expected at most 10' in result.stderr
    assert [article.id for article in batch[0][0]] == ["a.txt"]


def test_nothing_read_gives_2_with_the_reasons(batch):
    result = run("check", "nowhere", "--skip-errors", "--fail-on", "never")
    assert result.exit_code == 2
    assert "no article could be read\n  nowhere: no such file or folder" in result.stderr
    assert batch == []
    assert result.stdout.startswith("# No article could be checked, 1 input skipped\n")


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_read_is_told_in_every_format(batch, name):
    result = run("check", "nowhere", "--output-format", name, "--output", f"{name}=out")
    assert result.exit_code == 2
    assert "nowhere" in result.stdout and "no such file or folder" in result.stdout
    assert Path("out").read_text(encoding="utf-8") == result.stdout


@pytest.mark.parametrize("error", [ModelError("weights: altered"), RuntimeError("boom")])
def test_errors_of_the_stages_give_2(batch, monkeypatch, error):
    def check(*_, **__):
        raise error

    monkeypatch.setattr(checker, "check", check)
    result = run("check", "in")
    assert (result.exit_code, result.stdout) == (2, "")
    assert str(error) in result.stderr
    assert ("Traceback" in result.stderr) == isinstance(error, RuntimeError)


def test_control_c_gives_130(batch, monkeypatch):
    def check(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(checker, "check", check)
    assert run("check", "in").exit_code == 130


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check"], "Missing argument 'INPUT...'"),
        (["check", "in", "--output-format", "sarf"], 'did you mean "sarif"?'),
        (["check", "in", "--output", "report.sarif"], "expected NAME=PATH"),
        (["check", "in", "--output", "jsn=a"], 'did you mean "json"?'),
        (["check", "in", "--fail-on", "eror"], 'did you mean "error"?'),
        (["check", "in", "--workers", "0"], "0 is not in the range x>=1"),
        (["check", "in", "--ledger", "mysql://host/x"], 'ledger is of kind "mysql", expected a path, sqlite:///'),
        (["check", "in", "--config", "none.toml"], "none.toml: can't be read"),
        (["check", "in", "--metadata", "none.jsonl"], "none.jsonl: can't be read"),
        (["chek", "in"], "No such command"),
        (["extract", "in", "--output-format", "html"], "'html' is not one of"),
        (["compare", "one"], "expected two sentences or --pairs FILE"),
        (["compare", "one", "two", "--pairs", "x"], "expected two sentences or --pairs FILE"),
        (["compare", "--pairs", "none.jsonl"], "none.jsonl: can't be read"),
        (["explain", "none.json", "p1"], "none.json: can't be read"),
    ],
)
def test_bad_usage_gives_2_and_says_why(batch, arguments, message):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in " ".join(result.stderr.split())
    assert batch == []


# ------------------------------------------------------------------ options and outputs


def test_options_reach_the_pipeline_and_beat_the_file(batch):
    Path("pyproject.toml").write_text(
        "[tool.checker]\nworkers = 2\nmodel = 'org/one'\nfail-on = 'note'\nquiet = true\n"
    )
    run("check", "in", "--workers", "3", "--fail-on", "never", "--no-quiet")
    (_, settings, _) = batch[0]
    assert (settings.workers, settings.model, settings.fail_on) == (3, "org/one", Severity.NONE)
    assert settings.quiet is False


def test_outputs_are_written_besides_standard_output(batch, monkeypatch):
    find(monkeypatch)
    result = run(
        "check", "in", "--output", "sarif=new/deep/r.sarif", "--output", "json=r.json", "--output-format", "concise"
    )
    assert (result.exit_code, result.stdout) == (0, "concise 0\n")
    assert Path("new/deep/r.sarif").read_text() == "sarif 0\n"
    assert Path("r.json").read_text() == "json 0\n"
    assert os.listdir("new/deep") == ["r.sarif"]


def test_standard_input_is_read_as_jsonl(batch):
    assert run("check", "-", stdin='{"id": "x", "text": "Ü"}\n').exit_code == 0
    assert [article.text for article in batch[0][0]] == ["Ü"]


def test_quiet_leaves_standard_error_empty(batch):
    Path("in/other.bin").write_text("x")
    assert "other.bin" in run("check", "in").stderr
    assert run("check", "in", "--quiet").stderr == ""


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path):
    target = tmp_path / "r.json"
    write_file(str(target), "old")
    with pytest.raises(UnicodeEncodeError):
        write_file(str(target), "\ud800")
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["r.json"]
    with pytest.raises(ReportError, match="can't be written"):
        write_file(str(target / "below.json"), "x")


# ------------------------------------------------------------------ the other commands


def test_extract_and_attribute_print_one_object_a_line(batch, monkeypatch):
    monkeypatch.setattr(checker, "extract", lambda articles, settings, told: iter(["one", "two"]))
    monkeypatch.setattr(checker, "attribute", lambda articles, settings, told: iter([{"article": "ü", "source": []}]))
    monkeypatch.setattr("checker.reports.json.claim_to_json", lambda claim: {"id": claim})
    assert run("extract", "in").stdout == '{"id": "one"}\n{"id": "two"}\n'
    assert json.loads(run("extract", "in", "--output-format", "json").stdout) == [{"id": "one"}, {"id": "two"}]
    assert run("attribute", "in").stdout == '{"article": "ü", "source": []}\n'
    Path("in/b.txt").touch()
    assert run("extract", "in").exit_code == 2
    assert run("attribute", "in", "--skip-errors").exit_code == 0


@pytest.fixture
def comparing(batch, monkeypatch):
    calls = []

    def compare_pairs(pairs, model, nlp, nli_only):
        for premise, hypothesis in pairs:
            calls.append((premise, hypothesis, model, nlp, nli_only))
            scores = {"entailment": 0.1, "neutral": 0.1, "contradiction": 0.8}
            yield {"label": "contradiction", "scores": scores, "decided_by": "quantity", "reason": "14 against 30"}

    fake = type(sys)("checker.pairs")
    fake.compare_pairs = compare_pairs
    monkeypatch.setitem(sys.modules, "checker.pairs", fake)
    monkeypatch.setattr("checker.nli.load", lambda model, precision: f"model {model}")
    monkeypatch.setattr("checker.parse.load_pipeline", lambda name: f"pipeline {name}")
    return calls


def test_compare_two_sentences(comparing):
    result = run("compare", "14 died.", "30 died.", "--model", "m", "--spacy-model", "s")
    assert (result.exit_code, result.stdout) == (0, "**contradiction** (0.80, by quantity): 14 against 30\n")
    assert comparing == [("14 died.", "30 died.", "model m", "pipeline s", False)]


def test_compare_pairs_of_a_file_and_of_standard_input(comparing):
    line = '{"premise": "14 died.", "hypothesis": "30 died."}\n'
    Path("pairs.jsonl").write_text(line * 2)
    rows = run("compare", "--pairs", "pairs.jsonl", "--nli-only").stdout.splitlines()
    assert [json.loads(row)["label"] for row in rows] == ["contradiction"] * 2
    assert comparing[-1][3:] == (None, True)
    assert len(run("compare", "--pairs", "-", stdin=line * 3).stdout.splitlines()) == 3


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"premise": "a"}', 'pairs.jsonl:2: no "hypothesis": expected'),
        ('{"premise": 1, "hypothesis": "b"}', 'pairs.jsonl:2: "premise" is 1, expected a sentence'),
        ("[]", "pairs.jsonl:2: is [], expected"),
        ("{", "pairs.jsonl:2: isn't JSON"),
    ],
)
def test_a_bad_pair_stops_the_comparison(comparing, line, message):
    Path("pairs.jsonl").write_text('{"premise": "a", "hypothesis": "b"}\n' + line)
    result = run("compare", "--pairs", "pairs.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_explain(batch):
    Path("r.json").write_text('{"schema": "checker/1", "pairs": []}')
    assert "the report has no pairs" in run("explain", "r.json", "p1").stderr
    Path("r.json").write_text("[]")
    assert "r.json: is a JSON list" in run("explain", "r.json", "p1").stderr


def test_explain_shows_rules(batch):
    listed = run("explain").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [r.code for r in RULES]
    for name in ("CHK001", "chk001", "outlets-contradict"):
        assert run("explain", name).stdout.startswith("# CHK001: ")
    result = run("explain", "CHK0O1")
    assert result.exit_code == 2 and "did you mean CHK001?" in result.stderr


# ------------------------------------------------------------------ the program itself


def program(code, **options):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, **options)


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["compare", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments):
    code = f"""
import sys
from checker.cli.main import cli
try:
    cli.main({arguments!r}, prog_name="checker")
except SystemExit as end:
    assert end.code == 0, end.code
heavy = {{"numpy", "spacy", "torch", "trafilatura", "transformers"}}
print(sorted({{name.split(".")[0] for name in sys.modules}} & heavy))
"""
    result = program(code)
    assert result.stdout.splitlines()[-1] == "[]", result.stderr
    assert "checker" in result.stdout


def test_version():
    assert run("--version").stdout == f"checker {__version__}\n"


@pytest.mark.parametrize(
    "command",
    ["check", "extract", "attribute", "compare", "explain", "init", "completion", "docs", "baseline create",
     "baseline update", "baseline show"],
)  # fmt: skip
def test_every_command_has_an_example_and_every_option_a_sentence(command):
    result = run(*command.split(), "--help")
    assert re.search("Example: .*checker " + command, " ".join(result.stdout.split()))
    found = cli
    for name in command.split():
        found = found.commands[name]
    for option in found.params:
        if isinstance(option, click.Option):
            assert (option.help or "").endswith("."), option.name


@pytest.mark.skipif(os.name == "nt", reason="pipes differ")
def test_a_closed_pipe_ends_quietly():
    code = """
from checker.cli.console import put
print(all(put("x" * 100_000 + "\\n") for _ in range(50)), file=__import__("sys").stderr)
"""
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {sys.executable} -c '{code}' | head -c 10"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "x" * 10, "False\n")
