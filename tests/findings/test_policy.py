"""Severities by policy, fingerprints, and what the files of baseline and suppressions refuse."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from report_cases import many_report, report
from test_gate import FINDINGS, made, write_baseline

from checker.cli.batch import against, gated, today
from checker.cli.config import load_settings
from checker.errors import ConfigError
from checker.findings import baseline, suppressions
from checker.findings.listing import findings
from checker.findings.policy import apply
from checker.findings.rules import RULES
from checker.findings.view import View

# ------------------------------------------------------------------ fingerprints


def test_a_finding_is_known_when_reworded_renamed_and_repeated_later(folder: Path) -> None:
    write_baseline("outlets", "")
    batch = made("outlets again")
    later = dt.date(2031, 5, 9)
    claims = tuple(
        replace(c, article=f"new-{c.article}", sentence="Now some other text.", start=9, end=13, sentence_start=0,
                published=later if c.id.startswith("again") else c.published)
        for c in batch.claims
    )  # fmt: skip
    articles = tuple(replace(a, id=f"new-{a.id}", source="moved.txt") for a in batch.articles)
    settings = load_settings({"baseline": "checker-baseline.json"})
    _, result = gated(replace(batch, claims=claims, articles=articles), settings, against(settings))
    assert (result.status, result.failing) == (0, ())


def test_the_same_numbers_on_another_topic_are_a_new_finding(folder: Path) -> None:
    write_baseline("outlets", "")
    batch = made("outlets again")
    other = tuple(replace(v, topic="other") if v.id == "again" else v for v in batch.verdicts)
    settings = load_settings({"baseline": "checker-baseline.json"})
    _, result = gated(replace(batch, verdicts=other), settings, against(settings))
    assert result.status == 1 and len(result.failing) == 1


# ------------------------------------------------------------------ the files


def test_a_baseline_reads_back_and_is_sorted() -> None:
    view = View(report())
    entries = [baseline.entry(view, f) for f in findings(view)]
    text = baseline.dumps(entries)
    assert baseline.dumps(list(reversed(entries))) == text
    assert baseline.dumps(baseline.loads(text, "b.json")) == text
    assert baseline.loads(baseline.dumps([]), "b.json") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "b.json: isn't JSON: "),
        ("[]", 'b.json: "schema" is [], expected "checker-baseline/1"'),
        ('{"schema": "checker/1"}', 'b.json: "schema" is "checker/1", expected "checker-baseline/1"'),
        ('{"schema": "checker-baseline/1"}', 'b.json: "findings" is null, expected a list'),
        ('{"schema": "checker-baseline/1", "findings": [{}]}', 'b.json: finding 1: "fingerprint" is null, expected 64'),
        ('{"schema": "checker-baseline/1", "findings": [{"fingerprint": "AB"}]}', 'finding 1: "fingerprint" is "AB"'),
        ('{"schema": "checker-baseline/1", "findings": ["x"]}', 'b.json: finding 1: "fingerprint" is "x"'),
    ],
)
def test_bad_baselines(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        baseline.loads(text, "b.json")
    assert message in str(error.value)


GOOD = "reason = 'r'\nexpires = 2031-12-31\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("suppress = 3", 's.toml: "suppress" is 3, expected [[suppress]] tables'),
        ("[[supress]]\n" + GOOD, 's.toml: unknown key "supress", expected [[suppress]] tables'),
        ("[[suppress]]\noutlet = 'x'\n" + GOOD, 's.toml:1: unknown key "outlet"; did you mean "outlets"?'),
        ("\n[[suppress]]\ntopic = 'x'\nexpires = 2031-12-31", 's.toml:2: no "reason": expected why'),
        ("[[suppress]]\ntopic = 'x'\nreason = ''\nexpires = 2031-12-31", "s.toml:1: \"reason\" is '', expected words"),
        ("[[suppress]]\ntopic = 'x'\nreason = 'r'", 's.toml:1: "expires" is None, expected a date'),
        (
            "[[suppress]]\ntopic = 'x'\nreason = 'r'\nexpires = '2031-12-31'",
            "expected a date such as 2031-12-31 withou",
        ),
        ("[[suppress]]\n" + GOOD, 's.toml:1: fits everything, expected "fingerprint", "outlets" or "topic"'),
        ("[[suppress]]\nrule = 'CHK001'\n" + GOOD, "to silence a whole rule, set its severity"),
        ("[[suppress]]\ntopic = 'x'\nrule = 'CHK01'\n" + GOOD, 's.toml:1: "rule" is "CHK01", expected one of CHK001'),
        ("[[suppress]]\nfingerprint = 'abc'\n" + GOOD, '"fingerprint" is "abc", expected 8 to 64 hexadecimal'),
        ("[[suppress]]\noutlets = ['a', 'b', 'c']\n" + GOOD, "expected one or two names"),
        ("[[suppress]]\noutlets = 'a'\n" + GOOD, "\"outlets\" is 'a', expected one or two names"),
        ("[[suppress]]\ntopic = 'x'\nrule = 'CHK900'\n" + GOOD, "what was not checked can't be suppressed"),
        ("[[suppress]\n", "s.toml: isn't TOML: "),
    ],
)
def test_bad_suppressions(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        suppressions.loads(text, "s.toml")
    assert message in str(error.value)


def test_a_suppression_by_the_beginning_of_a_fingerprint(folder: Path) -> None:
    (first, second) = findings(View(made("outlets self")))
    text = f"[[suppress]]\nfingerprint = '{first.fingerprint[:12].upper()}'\n{GOOD}"
    reasons, remarks = suppressions.excused([first, second], suppressions.loads(text, "s.toml"), today())
    assert (reasons, remarks) == ({first.verdict.id: "r"}, [])


def test_a_suppression_that_fits_several_findings_is_warned_of(folder: Path) -> None:
    several = findings(View(many_report(5)))
    text = f"[[suppress]]\ntopic = 'people injured'\n{GOOD}"
    reasons, (remark,) = suppressions.excused(several, suppressions.loads(text, "s.toml"), today())
    assert set(reasons) == {f.verdict.id for f in several}
    shown = ", ".join(f.fingerprint[:12] for f in several[:3])
    assert remark == f"s.toml:1: suppression fits 5 findings ({shown} and 2 more): r"


def test_the_day_comes_from_the_environment_or_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert today() == dt.date(2031, 6, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(ConfigError, match='SOURCE_DATE_EPOCH is "soon", expected seconds'):
        today()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("severity = 'error'", '"severity" is "error", expected a table such as { CHK001 = "warning" }'),
        ("severity = {CHK01 = 'error'}", '"severity" names the rule "CHK01", expected one of CHK001'),
        ("severity = {CHK001 = 'eror'}", '"severity" for "CHK001" is "eror", expected one of error, warning'),
        ("severity = {CHK001 = 'note', outlets-contradict = 'note'}", '"severity" names the rule CHK001 twice'),
        ("between = 'x'", '"between" is "x", expected [[between]] tables'),
        ("between = [{outlet = ['a']}]", '"between" entry 1: unknown key "outlet"; did you mean "outlets"?'),
        ("between = [{outlets = [], severity = 'note'}]", '"between" entry 1: "outlets" is [], expected one or two'),
        ("between = [{outlets = ['a']}]", '"between" entry 1: "severity" is None, expected a string'),
        ("between = [{outlets = ['a'], severity = 'note', rule = 'x'}]", '"between" entry 1 names the rule "x"'),
        ("severity = {CHK900 = 'none'}", 'names the rule "CHK900", which no severity changes; see "skip-errors"'),
        ("baseline = 3", '"baseline" is 3, expected a string'),
    ],
)
def test_bad_policies(folder: Path, line: str, message: str) -> None:
    Path("own.toml").write_text(line)
    with pytest.raises(ConfigError) as error:
        load_settings(config="own.toml")
    assert str(error.value).startswith("own.toml: ")
    assert message in str(error.value)


def test_an_empty_policy_changes_nothing_and_the_same_severities_neither() -> None:
    from checker.findings.policy import Policy

    batch = made(" ".join(FINDINGS))
    assert apply(batch, Policy()) == batch
    assert apply(batch, Policy({r.code: r.severity for r in RULES})) == batch
