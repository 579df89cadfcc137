"""reports: golden files for every format, and what must hold whatever the text says."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
from dataclasses import replace
from typing import Any

import pytest
from conftest import ROOT
from report_cases import HOSTILE, claims, empty_report, hostile_report, report

from checker.errors import ReportError
from checker.findings.gate import gate
from checker.findings.standing import stand
from checker.records import Between, Change, GateResult, Report, Severity
from checker.reports import FORMATS, render

GOLDEN = ROOT / "tests/golden"
SUFFIX = {
    "markdown": "md", "html": "html", "json": "json", "jsonl": "jsonl", "sarif": "sarif", "junit": "xml",
    "github": "github.txt", "gitlab": "gitlab.json", "concise": "concise.txt", "summary": "summary.txt",
}  # fmt: skip


DAY = dt.date(2031, 6, 1)


def gated(made: Report, fail_on: Severity = Severity.ERROR, skip_errors: bool = False, **standing: Any) -> GateResult:
    """The gate's result with the findings folded as the command line has them."""
    found = stand(made, DAY, **standing)
    return gate(made.verdicts, fail_on, made.skipped, skip_errors, len(made.articles), found)


def rendered(name: str, made: Report, fail_on: Severity = Severity.ERROR, **standing: Any) -> str:
    return render(name, made, gated(made, fail_on, **standing))


@pytest.mark.parametrize("name", FORMATS)
def test_golden(name: str) -> None:
    """Regenerate with ``CHECKER_UPDATE_GOLDEN=1 pytest tests/reports/test_reports.py`` and read the diff."""
    path = GOLDEN / f"ferry.{SUFFIX[name]}"
    text = rendered(name, report())
    if os.environ.get("CHECKER_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_order_of_articles_claims_and_topics_changes_nothing(name: str) -> None:
    made = report()
    shuffled = [list(x) for x in (made.articles, made.claims, made.topics)]
    for i, records in enumerate(shuffled):
        random.Random(i).shuffle(records)
    articles, claims_, topics = shuffled
    other = replace(made, articles=tuple(articles), claims=tuple(claims_), topics=tuple(topics))
    assert rendered(name, other) == rendered(name, made)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("made", [hostile_report(), empty_report()], ids=["hostile", "empty"])
def test_any_report_renders_and_encodes(name: str, made: Report) -> None:
    text = rendered(name, made)
    assert text.endswith("\n")
    text.encode("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_skipped_inputs_appear(name: str) -> None:
    text = rendered(name, report())
    assert "news/broken.html" in text
    assert "no main text found" in text


@pytest.mark.parametrize("name", FORMATS)
def test_two_articles_of_one_outlet_are_named_so(name: str) -> None:
    """Whatever the format; never as two outlets that contradict each other."""
    made = report()
    worst = replace(made.verdicts[2], between=Between.OUTLET, severity=Severity.WARNING)
    text = rendered(name, replace(made, verdicts=(worst,)), Severity.WARNING)
    words = "CHK004" if name == "sarif" else '"between": "outlet"' if name in ("json", "jsonl") else "the same outlet"
    assert words.lower() in text.lower()
    assert "Outlets contradict each other (" not in text and "between outlets" not in text


def test_unknown_format() -> None:
    with pytest.raises(ReportError, match='"pdf", expected one of markdown'):
        rendered("pdf", report())


# ------------------------------------------------------------------ json, jsonl


def test_json_follows_the_contract() -> None:
    data = json.loads(rendered("json", report()))
    assert data["schema"] == "checker/1"
    assert set(data) >= {"model", "articles", "claims", "topics", "pairs", "skipped", "summary"}
    assert [p["id"] for p in data["pairs"]] == ["p1", "p2", "p3", "p4", "p5", "p6"]
    ids = {c["id"] for c in data["claims"]}
    assert all(p["a"] in ids and p["b"] in ids for p in data["pairs"])
    assert data["pairs"][2]["confidence"] == 0.8765
    assert data["pairs"][2]["nli"] == {"entailment": 0.01, "neutral": 0.04, "contradiction": 0.95}
    assert data["pairs"][0]["nli"] is None
    assert data["summary"]["relations"] == {
        "agreement": 1, "compatible": 1, "update": 1, "scope": 1, "contradiction": 2}  # fmt: skip
    assert data["summary"]["severities"] == {"error": 1, "warning": 0, "note": 1, "none": 4}
    assert (data["summary"]["articles"], data["summary"]["outlets"], data["summary"]["skipped"]) == (3, 3, 1)
    assert data["gate"] == {
        "status": 2, "failing": ["p3"], "reason": '1 input could not be checked; 1 finding at or above "error"',
        "known": None, "suppressed": [], "remarks": [],
    }  # fmt: skip


def test_json_claims_slice_back_to_their_mention() -> None:
    texts = {a.id: a.text for a in report().articles}
    for claim in json.loads(rendered("json", report()))["claims"]:
        assert texts[claim["article"]][claim["start"] : claim["end"]] == claim["mention"]


def test_json_numbers() -> None:
    from checker.reports.json import claim_to_json

    made = claims()
    text = json.dumps(claim_to_json(made["damage"]))
    assert '"value": 3500000,' in text
    small = replace(made["damage"], quantity=replace(made["damage"].quantity, value=0.00004, low=float("inf")))
    assert claim_to_json(small)["quantity"]["value"] == 0.00004
    assert claim_to_json(small)["quantity"]["low"] is None
    assert claim_to_json(made["rocks"])["quantity"] is None
    assert claim_to_json(made["rocks"])["attribute"] == {"property": "cause", "value": "rocks"}
    assert claim_to_json(made["aboard"])["time"] == {"from": "2031-05-06", "to": "2031-05-06", "surface": "on Tuesday"}
    assert claim_to_json(made["taken"])["time"] is None


def test_jsonl_is_one_record_a_line() -> None:
    for made in (report(), hostile_report()):
        rows = [json.loads(line) for line in rendered("jsonl", made).splitlines()]
        assert rows[0]["type"] == "report" and rows[0]["schema"] == "checker/1"
        kinds = [r["type"] for r in rows]
        assert kinds.count("claim") == len(made.claims)
        assert kinds.count("pair") == len(made.verdicts)
        assert kinds.count("skipped") == len(made.skipped)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "gitlab"])
@pytest.mark.parametrize("word", ["7", HOSTILE], ids=["plain", "hostile"])
def test_what_an_outlet_changed_appears(name: str, word: str) -> None:
    made = report()
    change = Change("harbour.txt", "Harbour Post", "c", word, "eleven-ish", f"Seven {word}.", "Eleven or so.")
    text = rendered(name, replace(made, changes=(change,)))
    assert "eleven-ish" in text and "eleven-ish" not in rendered(name, made)
    if name in ("markdown", "html"):
        assert "Changed since last checked" in text and "Eleven or so." in text
