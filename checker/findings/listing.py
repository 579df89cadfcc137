"""Findings: facts of which a pair has a severity, worst first, and where each stands with baseline and suppressions."""

from __future__ import annotations

from dataclasses import dataclass

from checker.findings.facts import Fact, outlets_of
from checker.findings.fingerprint import fingerprints
from checker.findings.rules import Rule, rule_for
from checker.findings.view import State, View
from checker.records import Claim, Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """``why`` is the reason of a suppressed one. ``outlets`` are those that disagree, on one line, as shown."""

    fact: Fact
    rule: Rule
    fingerprint: str
    outlets: tuple[str, ...]
    state: State = State.OPEN
    why: str = ""

    @property
    def verdict(self) -> Verdict:
        return self.fact.lead

    @property
    def label(self) -> str:
        return self.fact.label

    @property
    def short(self) -> str:
        """As much of the fingerprint as reports for people show."""
        return self.fingerprint[:12]


def findings(view: View) -> list[Finding]:
    """Every finding of the report, worst first; all are open where the view has no gate."""
    found = [f for f in view.facts if f.findings]
    return [_finding(view, f, name) for f, name in zip(found, fingerprints(view, found), strict=True)]


def open_findings(view: View) -> list[Finding]:
    """Those that neither the baseline nor the suppressions file covers, worst first."""
    return [f for f in findings(view) if f.state is State.OPEN]


def sides(view: View, finding: Finding) -> tuple[Claim, ...]:
    """A claim for each value that takes part in the finding, those of its worst pair first."""
    taking = {x for v in finding.fact.findings for x in (v.a, v.b)}
    first = view.pair(finding.verdict)
    said = [v for v in finding.fact.values if not any(c in first for c in v.claims)]
    return (*first, *(c for v in said for c in v.claims[:1] if any(x.id in taking for x in v.claims)))


def _finding(view: View, fact: Fact, fingerprint: str) -> Finding:
    outlets = outlets_of(c for v in fact.findings for c in view.pair(v))
    return Finding(fact, rule_for(fact.lead), fingerprint, outlets, *view.state(fact.lead))
