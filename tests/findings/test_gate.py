"""gate: tables from (findings, configuration, baseline, suppressions) to exit status, and monotonicity."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from checker.cli.batch import against, gated
from checker.cli.config import load_settings
from checker.findings import baseline
from checker.findings.gate import at_or_above, gate
from checker.findings.listing import findings
from checker.findings.policy import apply
from checker.findings.standing import stand
from checker.findings.view import View
from checker.records import (
    Article,
    Between,
    Claim,
    ClaimKind,
    ModelInfo,
    Quantity,
    Relation,
    Report,
    Severity,
    Skipped,
    Topic,
    Verdict,
)

CASES = yaml.safe_load((ROOT / "tests/cases/gate.yaml").read_text(encoding="utf-8"))
SEVERITIES = list(csv.DictReader((ROOT / "tests/cases/gate.csv").open(encoding="utf-8", newline="")))
ORDER = [Severity.NONE, Severity.NOTE, Severity.WARNING, Severity.ERROR]


def verdicts(severities: list[Severity]) -> list[Verdict]:
    return [
        Verdict(f"p{i}", "a", "b", "t", Relation.CONTRADICTION, s, 0.9, Between.OUTLETS, "because")
        for i, s in enumerate(severities)
    ]


def skipped(n: int) -> list[Skipped]:
    return [Skipped(f"file{i}", "unreadable") for i in range(n)]


@pytest.mark.parametrize("case", SEVERITIES, ids=lambda c: f"{c['findings'] or 'clean'}-{c['fail_on']}-{c['status']}")
def test_severities(case: dict[str, str]) -> None:
    found = verdicts([Severity(s) for s in case["findings"].split()])
    fail_on = Severity(case["fail_on"])
    result = gate(found, fail_on, skipped(int(case["skipped"])), case["skip_errors"] == "yes", int(case["articles"]))
    assert (result.status, " ".join(result.failing)) == (int(case["status"]), case["failing"])


def test_reason_says_everything_that_counts() -> None:
    result = gate(verdicts([Severity.ERROR]), Severity.WARNING, skipped(2), False, 3)
    assert result.reason == '2 inputs could not be checked; 1 finding at or above "warning"'
    assert gate([], Severity.ERROR, [], False, 0).reason.startswith("no article was checked")


severity_lists = st.lists(st.sampled_from(ORDER), max_size=6)


@given(severity_lists, severity_lists, st.sampled_from(ORDER), st.integers(0, 3), st.integers(0, 3), st.booleans(),
       st.integers(0, 2))  # fmt: skip
def test_more_findings_or_more_skipped_never_lower_the_status(
    some: list[Severity], more: list[Severity], fail_on: Severity, n: int, extra: int, skip_errors: bool, articles: int
) -> None:
    before = gate(verdicts(some), fail_on, skipped(n), skip_errors, articles)
    after = gate(verdicts(some + more), fail_on, skipped(n + extra), skip_errors, articles)
    assert after.status >= before.status
    assert set(after.failing) >= set(before.failing)


@given(severity_lists, st.sampled_from(ORDER[1:]), st.sampled_from(ORDER[1:]), st.integers(1, 2))
def test_a_stricter_threshold_never_lowers_the_status(
    found: list[Severity], one: Severity, other: Severity, articles: int
) -> None:
    strict, lax = sorted((one, other), key=ORDER.index)
    assert gate(verdicts(found), strict, [], False, articles).status >= (
        gate(verdicts(found), lax, [], False, articles).status
    )


@given(severity_lists, st.sampled_from(ORDER), st.integers(1, 3))
def test_skip_errors_only_forgives_what_was_skipped(found: list[Severity], fail_on: Severity, n: int) -> None:
    assert gate(verdicts(found), fail_on, skipped(n), False, 1).status == 2
    forgiven = gate(verdicts(found), fail_on, skipped(n), True, 1).status
    assert forgiven == gate(verdicts(found), fail_on, [], False, 1).status


@pytest.mark.parametrize("severity", ORDER)
def test_none_is_never_reached(severity: Severity) -> None:
    assert not at_or_above(severity, Severity.NONE)
    assert at_or_above(severity, Severity.NOTE) == (severity is not Severity.NONE)


# ------------------------------------------------------------------ configuration, baseline, suppressions

DAY = dt.date(2031, 5, 6)
HARBOUR, GAZETTE, COURIER = "Harbour Post", "Gazette", "The Courier"
FINDINGS = {
    "outlets": (HARBOUR, 14, GAZETTE, 30, "rockets at the base", Relation.CONTRADICTION, Severity.ERROR,
                Between.OUTLETS),
    "again": (HARBOUR, 14, GAZETTE, 30, "rockets at the base", Relation.CONTRADICTION, Severity.ERROR,
              Between.OUTLETS),
    "unsure": (HARBOUR, 5, COURIER, 7, "people injured", Relation.CONTRADICTION, Severity.WARNING, Between.OUTLETS),
    "speakers": (GAZETTE, 3, COURIER, 4, "bridges closed", Relation.CONTRADICTION, Severity.NOTE, Between.SPEAKERS),
    "self": (GAZETTE, 8, GAZETTE, 9, "houses burnt", Relation.CONTRADICTION, Severity.WARNING, Between.SELF),
    "update": (HARBOUR, 12, GAZETTE, 19, "people killed", Relation.UPDATE, Severity.NONE, Between.OUTLETS),
}  # fmt: skip


def made(names: str, skipped: int = 0) -> Report:
    """The findings of ``names``, each as the verdict of that name."""
    articles = [Article(o, o, "Some text.", "", DAY, source=f"{o}.txt") for o in (HARBOUR, GAZETTE, COURIER)]
    claims, verdicts, topics = [], [], {}
    for name in names.split():
        one, first, two, second, label, relation, severity, between = FINDINGS[name]
        topics[label] = Topic(label, label, ())
        sides = [
            Claim(f"{name}-{i}", outlet, outlet, DAY, "text", 0, 4, "Some", "Some text.", 0, ClaimKind.NUMERIC,
                  Quantity(value, unit="thing"))
            for i, (outlet, value) in enumerate(((one, first), (two, second)))
        ]  # fmt: skip
        claims += sides
        verdicts.append(
            Verdict(name, sides[0].id, sides[1].id, label, relation, severity, 0.9, between, f"{first} and {second}")
        )
    missed = tuple(Skipped(f"{i}.txt", "is empty") for i in range(skipped))
    return Report(
        ModelInfo("m", "0" * 64), tuple(articles), tuple(claims), tuple(topics.values()), tuple(verdicts), missed
    )


def write_baseline(names: str, config: str) -> None:
    Path("own.toml").write_text(config)
    view = View(apply(made(names), load_settings(config="own.toml").policy))
    entries = [baseline.entry(view, f) for f in findings(view)]
    Path("checker-baseline.json").write_text(baseline.dumps(entries), encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['findings'] or 'clean'}-{c['status']}")
def test_table(case: dict[str, Any], folder: Path) -> None:
    config = case["config"]
    if "baseline" in case:
        write_baseline(case["baseline"], config)
        config = f"baseline = 'checker-baseline.json'\n{config}"
    if "suppress" in case:
        Path("checker-suppressions.toml").write_text(case["suppress"])
        config = f"suppressions = 'checker-suppressions.toml'\n{config}"
    Path("own.toml").write_text(config)
    settings = load_settings(config="own.toml")
    weighed = apply(made(case["findings"], case.get("skipped", 0)), settings.policy)
    _, result = gated(weighed, settings, against(settings))
    assert (result.status, " ".join(result.failing)) == (case["status"], case["failing"])
    assert list(result.remarks) == ([case["remark"]] if "remark" in case else [])


def test_table_is_large_and_has_every_kind_of_row() -> None:
    assert len(CASES) >= 40 and len(SEVERITIES) >= 40
    assert {c["status"] for c in CASES} == {0, 1, 2}
    assert sum("baseline" in c for c in CASES) >= 8 and sum("suppress" in c for c in CASES) >= 8


def test_the_reason_counts_findings_and_not_pairs(folder: Path) -> None:
    _, result = gated(made("outlets again unsure"), load_settings(), against(load_settings()))
    assert result.reason == '1 finding at or above "error"'
    write_baseline("outlets", "")
    settings = load_settings({"baseline": "checker-baseline.json"})
    _, result = gated(made("outlets again unsure"), settings, against(settings))
    assert result.reason == 'no new finding at or above "error"; 1 finding known from the baseline'
    assert result.known == ("outlets", "again")


def test_a_baseline_that_is_not_there_yet_is_said(folder: Path) -> None:
    settings = load_settings({"baseline": "none.json"})
    _, result = gated(made("outlets"), settings, against(settings))
    assert (result.status, result.known) == (1, None)
    assert result.remarks == ("no baseline at none.json yet: every finding counts",)


@given(st.sets(st.sampled_from(sorted(FINDINGS))), st.sets(st.sampled_from(sorted(FINDINGS))))
def test_a_larger_baseline_never_raises_the_status(some: set[str], more: set[str]) -> None:
    batch = made(" ".join(FINDINGS))

    def status(held: set[str]) -> int:
        view = View(made(" ".join(sorted(held))))
        known = [baseline.entry(view, f) for f in findings(view)]
        return gate(batch.verdicts, Severity.NOTE, (), False, 3, stand(batch, DAY, known)).status

    assert status(some | more) <= status(some)
