"""GitLab: a code quality report (https://docs.gitlab.com/ci/testing/code_quality/, "code quality report format")."""

from __future__ import annotations

import json
from typing import Any

from checker.findings.fingerprint import fingerprint_of
from checker.findings.listing import open_findings
from checker.findings.rules import SKIPPED
from checker.findings.text import printable
from checker.findings.view import View
from checker.records import GateResult, Report, Severity
from checker.reports.message import message, skipped_message

_SEVERITY = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "info"}


def render(report: Report, gate: GateResult) -> str:
    """A JSON list of issues, worst first; a skipped input is an issue at its own path, and comes before all others.

    GitLab tells new from old by the fingerprint; what a baseline knows or a person has suppressed is left out.
    """
    view = View(report, gate)
    issues = []
    severity = "critical" if gate.status == 2 else "major"
    for s in view.skipped():
        name = fingerprint_of(SKIPPED.code, s.input, s.reason)
        issues.append(_issue(skipped_message(s), SKIPPED.name, name, severity, s.input, 1))
    for found in open_findings(view):
        verdict = found.verdict
        place = view.location(view.pair(verdict)[0])
        weight = _SEVERITY[verdict.severity]
        issues.append(_issue(message(view, found), found.rule.name, found.fingerprint, weight, place.path, place.line))
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _issue(description: str, check: str, fingerprint: str, severity: str, path: str, line: int) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": printable(path), "lines": {"begin": line}},
    }
