"""gate: a table from (findings, policy, input) to exit status, and monotonicity."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.gate import at_or_above, gate
from checker.records import Between, Relation, Severity, Skipped, Verdict

CASES = list(csv.DictReader((Path(__file__).parent / "cases" / "gate.csv").open(encoding="utf-8", newline="")))
ORDER = [Severity.NONE, Severity.NOTE, Severity.WARNING, Severity.ERROR]


def verdicts(severities: list[Severity]) -> list[Verdict]:
    return [
        Verdict(f"p{i}", "a", "b", "t", Relation.CONTRADICTION, s, 0.9, Between.OUTLETS, "because")
        for i, s in enumerate(severities)
    ]


def skipped(n: int) -> list[Skipped]:
    return [Skipped(f"file{i}", "unreadable") for i in range(n)]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['findings'] or 'clean'}-{c['fail_on']}-{c['status']}")
def test_table(case: dict[str, str]) -> None:
    found = verdicts([Severity(s) for s in case["findings"].split()])
    fail_on = Severity(case["fail_on"])
    result = gate(found, fail_on, skipped(int(case["skipped"])), case["skip_errors"] == "yes", int(case["articles"]))
    assert (result.status, " ".join(result.failing)) == (int(case["status"]), case["failing"])


def test_table_is_large_and_has_every_status() -> None:
    assert len(CASES) >= 40
    assert {c["status"] for c in CASES} == {"0", "1", "2"}


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
