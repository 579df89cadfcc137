"""Findings: what has a severity, folded, worst first, and where each stands with the baseline and the suppressions."""

from __future__ import annotations

from dataclasses import dataclass

from checker.findings.fingerprint import fingerprints
from checker.findings.fold import Folded, fold
from checker.findings.rules import Rule, rule_for
from checker.findings.view import State, View, outlets_of, worst_first
from checker.records import Severity, Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """``why`` is the reason of a suppressed one. ``outlets`` and ``label`` are on one line, as shown."""

    folded: Folded
    rule: Rule
    fingerprint: str
    label: str
    outlets: tuple[str, ...]
    state: State = State.OPEN
    why: str = ""

    @property
    def verdict(self) -> Verdict:
        return self.folded.verdict


def findings(view: View) -> list[Finding]:
    """Every finding of the report, worst first; all are open where the view has no gate."""
    ranked = sorted((v for v in view.report.verdicts if v.severity is not Severity.NONE), key=worst_first)
    folded = fold(view, ranked)
    return [_finding(view, f, name) for f, name in zip(folded, fingerprints(view, folded), strict=True)]


def open_findings(view: View) -> list[Finding]:
    """Those that neither the baseline nor the suppressions file covers, worst first."""
    return [f for f in findings(view) if f.state is State.OPEN]


def _finding(view: View, folded: Folded, fingerprint: str) -> Finding:
    verdict = folded.verdict
    label, outlets = view.label(verdict.topic), outlets_of(view.pair(verdict))
    return Finding(folded, rule_for(verdict), fingerprint, label, outlets, *view.state(verdict))
