"""The whole path with the real models, as a user runs it: the example articles through the command line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

import checker
from checker import read
from checker.cli.config import Settings

EXAMPLES = ROOT / "tests/examples/iraq"
pytestmark = pytest.mark.slow


def command_line(*arguments: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "checker", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env={**os.environ, **env}, check=False)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict:
    path = tmp_path_factory.mktemp("examples") / "report.json"
    done = command_line("check", str(EXAMPLES), "--output", f"json={path}", "--output-format", "concise")
    assert done.returncode == 1, done.stderr  # one outlet gives 3,500 troops, the others 2,500
    return json.loads(path.read_text(encoding="utf-8"))


def pairs(report: dict, relation: str) -> set[tuple[str, str, str]]:
    """(mention, mention, between) of every pair of a relation, mentions sorted."""
    claims = {c["id"]: c for c in report["claims"]}
    return {
        (*sorted((claims[p["a"]]["mention"], claims[p["b"]]["mention"])), p["between"])
        for p in report["pairs"]
        if p["relation"] == relation
    }


def test_contradictions_of_the_examples(report: dict) -> None:
    assert pairs(report, "contradiction") == {
        ("14", "30", "speakers"),
        ("2,500", "3,500", "outlets"),
        ("hit by ballistic missiles", "hit by rockets", "speakers"),
    }


def test_agreements_and_updates_of_the_examples(report: dict) -> None:
    agreed, updated = pairs(report, "agreement"), pairs(report, "update")
    assert {("2,500", "2,500", "outlets"), ("900", "900", "outlets")} <= agreed
    assert any(one.startswith("Five US soldiers") and two == "Seven" for one, two, _ in agreed)
    assert ("eight", "eight") in {p[:2] for p in agreed}
    assert {("150", "165", "outlets"), ("150", "175", "outlets")} <= updated


def test_every_contradiction_was_put_to_the_model_or_is_arithmetic(report: dict) -> None:
    assert len(report["model"]["sha256"]) == 64
    for pair in report["pairs"]:
        if pair["relation"] == "contradiction":
            assert abs(sum(pair["nli"].values()) - 1) < 0.001
            assert 0 < pair["confidence"] <= 1 and pair["reason"]


def test_same_bytes_whatever_order_hash_seed_and_workers(tmp_path: Path) -> None:
    """Many copies of the examples under other outlets, so that two workers really share them."""
    for copy in range(4):
        for file in EXAMPLES.glob("*.md"):
            shutil.copy(file, tmp_path / f"{copy}-{file.name}")
    files = sorted(str(p) for p in tmp_path.glob("*.md"))
    base = ("check", "--output-format", "json", "--fail-on", "never")
    one = command_line(*base, *files, PYTHONHASHSEED="1")
    two = command_line(*base, *files[::-1], "--workers", "2", PYTHONHASHSEED="2")
    assert one.returncode == two.returncode == 0, one.stderr + two.stderr
    assert one.stdout == two.stdout and len(one.stdout) > 10_000


def test_extract_speaks_the_contract() -> None:
    done = command_line("extract", str(EXAMPLES), "--output-format", "jsonl")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    fields = {
        "id",
        "article",
        "outlet",
        "published",
        "field",
        "start",
        "end",
        "mention",
        "sentence",
        "kind",
        "quantity",
        "attribution",
        "time",
        "place",
        "cumulative",
        "hedged",
        "negated",
    }
    assert rows and all(fields <= set(row) for row in rows)
    troops = next(r for r in rows if r["mention"] == "2,500" and "keeps" in r["sentence"])
    assert troops["quantity"]["unit"] == "troop" and troops["quantity"]["comparator"] == "about"
    assert troops["place"] == ["Iraq"]


def test_attribute_speaks_the_contract() -> None:
    done = command_line("attribute", str(EXAMPLES), "--output-format", "jsonl")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    texts = {a.id: a.text for a in read.read([str(EXAMPLES)])[0]}
    said = {texts[r["article"]][slice(*r["source"][0])] for r in rows if r["source"]}
    assert "the Pentagon" in said


def test_a_repeated_body_counts_once() -> None:
    (article,) = [a for a in read.read([str(EXAMPLES)])[0] if "north" in a.id]
    twice = type(article)(
        article.id, article.outlet, f"{article.text}\n{article.text}", article.title, article.published
    )
    once = list(checker.extract([article], Settings()))
    assert [c.id for c in checker.extract([twice], Settings())] == [c.id for c in once]


def test_the_public_names() -> None:

    (article,) = [a for a in read.read([str(EXAMPLES)])[0] if "north" in a.id]
    assert [c.id for c in checker.extract([article])] == [c.id for c in checker.extract([article], Settings())]
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        checker.chekc  # noqa: B018
