"""Nothing let in: no network, no code from data, no path out of the input folder, no markup or command from a text."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import report_cases
from click.testing import CliRunner
from conftest import ROOT, StandInModel

from checker.cli.main import cli
from checker.findings.gate import gate_report
from checker.reports import FORMATS, render

EXAMPLES = ROOT / "tests/examples/iraq"
# Python tells its audit hooks of these before they happen (PEP 578); none of them belongs to a check.
GUARD = """
import os, sys
events = {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
          "pickle.find_class", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "urllib.Request"}
written, broken = set(), []
def guard(event, args):
    if event in events and not (event == "socket.bind" and args[1] == ("::1", 0)):  # urllib3 asks so for IPv6
        broken.append((event, str(args)[:200]))
        raise RuntimeError(f"forbidden: {event} {args}")
    if event == "open" and isinstance(args[0], str) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        written.add(os.path.abspath(args[0]))
sys.path.insert(0, ROOT)
"""


@pytest.mark.slow
def test_a_whole_check_opens_no_socket_unpickles_nothing_and_starts_no_program(tmp_path: Path) -> None:
    """The real model and pipeline, read from disk, and every renderer; files are written where they were asked for."""
    program = f"ROOT = {str(ROOT)!r}\n{GUARD}" + (
        "from checker.cli.main import cli\n"
        "sys.addaudithook(guard)\n"
        "try:\n    cli.main(sys.argv[1:])\n"
        "except SystemExit as end:\n    status = end.code\n"
        "print(repr((status, broken, sorted(written))), file=sys.stderr)\n"
    )
    outputs = [a for name in FORMATS for a in ("--output", f"{name}={tmp_path / name}")]
    command = [sys.executable, "-c", program, "check", str(EXAMPLES), "--quiet", "--fail-on", "never", *outputs]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    status, broken, written = eval(done.stderr.splitlines()[-1])
    assert (status, broken) == (0, []), done.stderr
    scratch = Path(tempfile.gettempdir())
    elsewhere = [p for p in map(Path, written) if p != scratch and p.parent not in (tmp_path, scratch, Path("/dev"))]
    assert elsewhere == []
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(FORMATS)


def test_weights_that_are_pickled_are_refused(tmp_path: Path) -> None:
    """A pickle that would leave a mark when it is loaded; beside it, all that a model needs."""
    import pickle

    import tiny_nli

    from checker.errors import ModelError
    from checker.nli import load

    class Mark:
        def __reduce__(self) -> Any:
            return Path.touch, (tmp_path / "ran",)

    folder = tiny_nli.write(tmp_path / "tiny")
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps(Mark()))
    with pytest.raises(ModelError, match="safetensors"):
        load(str(folder))
    assert not (tmp_path / "ran").exists()


def test_code_that_a_model_brings_is_not_run(tmp_path: Path) -> None:
    import tiny_nli

    from checker.errors import ModelError
    from checker.nli import load

    folder = tiny_nli.write(tmp_path / "tiny")
    config = json.loads((folder / "config.json").read_text())
    config |= {"model_type": "unheard-of", "auto_map": {
        "AutoConfig": "own.Own", "AutoModelForSequenceClassification": "own.Own"}}  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "own.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nclass Own: pass\n")
    with pytest.raises(ModelError):
        load(str(folder))
    assert not (tmp_path / "ran").exists()


def test_metadata_leads_to_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows describe articles that were read; a path in one is compared and never opened."""
    from checker.read import read

    (tmp_path / "in").mkdir()
    (tmp_path / "in/1.txt").write_text("Two people died.")
    (tmp_path / "secret.txt").write_text("Nobody may read that three people died.")
    rows = ["../secret.txt", str(tmp_path / "secret.txt"), "in/../../secret.txt", "file:///etc/passwd", "C:\\secret"]
    (tmp_path / "m.jsonl").write_text("".join(json.dumps({"file": row, "outlet": "X"}) + "\n" for row in rows))
    monkeypatch.chdir(tmp_path)
    read(["in"], metadata="m.jsonl")  # checker's own word lists are opened once, by the first call
    opened: list[Path] = []
    before = Path.open
    monkeypatch.setattr(Path, "open", lambda self, *a, **k: opened.append(self) or before(self, *a, **k))
    articles, skipped = read(["in"], metadata="m.jsonl")
    assert [(a.id, a.text) for a in articles] == [("1.txt", "Two people died.")] and skipped == []
    assert {str(p) for p in opened} == {"m.jsonl", "in/1.txt"}


# ------------------------------------------------------------------ what a text can't do to those who read the report


def obeyed(text: str) -> set[str]:
    """Characters that a terminal obeys or doesn't show: controls, formats, separators; newline and joiners but."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")} - {"\n", "\u200c", "\u200d"}


@pytest.mark.parametrize("name", FORMATS)
def test_no_report_commands_a_terminal(name: str) -> None:
    report = report_cases.hostile_report()
    text = render(name, report, gate_report(report))
    assert obeyed(text) == set()
    assert "31m" in text  # the words of the sequence are there; its first character isn't


@pytest.mark.parametrize("name", FORMATS)
def test_no_report_has_a_line_that_ci_takes_for_a_command(name: str) -> None:
    report = report_cases.hostile_report()
    lines = render(name, report, gate_report(report)).splitlines()
    starts = ("::", "##[", "##vso")
    commands = [line for line in lines if line.lstrip().startswith(starts)]
    if name == "github":
        assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in commands)
        assert not any("::error file=a::b" in line.replace("%0A", "\n").split("::", 2)[1] for line in commands)
    elif name not in ("markdown", "html"):  # which no runner reads: they are files
        assert commands == []


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles that contradict each other, with commands to terminals in every field; a bad line and file too."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("checker.nli.load", lambda *_: StandInModel())
    evil = "\x1b]0;owned\x07\x1b[2J\u202e\x9b31m"
    rows = [
        {"id": f"{evil}{n}", "outlet": f"{evil}Outlet {n}", "published": "2031-05-06", "title": f"{evil}A fire",
         "url": f"javascript:{evil}", "text": f"A ferry{evil} sank off Lindon on Tuesday. {n} people died, {evil}said."}
        for n in (3, 5)
    ]  # fmt: skip
    text = "".join(json.dumps(row) + "\n" for row in rows) + json.dumps({"text": "x", "published": evil}) + "\n"
    Path("in").mkdir()
    Path("in/a.jsonl").write_text(text)
    Path("in", "b\x1b[31m.txt").write_bytes(b"\xff")
    return tmp_path


def test_no_command_commands_a_terminal(hostile: Path) -> None:
    runs = [["check", "in", "--output-format", name] for name in FORMATS]
    runs += [["extract", "in"], ["attribute", "in"], ["check", "in\x1b[2J"], ["explain", "in\x1b[2J", "x"],
             ["check", "in", "--output", "json=r.json", "--ledger", "l.sqlite"], ["ledger", "export", "l.sqlite"],
             ["compare", "3 \x1b[2J people died.", "5 people\u202e died."]]  # fmt: skip
    for arguments in runs:
        done = CliRunner().invoke(cli, arguments)
        assert done.exit_code in (0, 1, 2) and "Traceback" not in done.stderr, done.stderr
        assert obeyed(done.stdout) == set(), arguments
        assert obeyed(done.stderr) - {"\t"} == set(), arguments
    pair = json.loads(Path("r.json").read_text())["pairs"][0]["id"]
    assert obeyed(CliRunner().invoke(cli, ["explain", "r.json", pair]).stdout) == set()


def test_the_page_runs_nothing_of_an_article() -> None:
    report = report_cases.hostile_report()
    page = render("html", report, gate_report(report))
    assert "<script>alert" not in page and "javascript:" not in page.replace("javascript:&lt;", "")
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
