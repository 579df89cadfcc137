"""Concise: ``path:line:col: CODE message``, worst first, as compilers and linters write it."""

from __future__ import annotations

from checker.findings.listing import open_findings
from checker.findings.rules import SKIPPED
from checker.findings.text import one_line, printable
from checker.findings.view import View
from checker.records import GateResult, Report
from checker.reports.message import message, skipped_message
from checker.reports.remarks import remarks


def render(report: Report, gate: GateResult) -> str:
    """One line a finding, at its first passage, with the second's place and the fingerprint; then what was skipped.

    What a baseline knows or a person has suppressed is left out and counted in the last line, the headline.
    """
    view = View(report, gate)
    lines = []
    for found in open_findings(view):
        verdict = found.verdict
        first, second = (view.location(c) for c in view.pair(verdict))
        there = f"{printable(second.path)}:{second.line}:{second.column}"
        here = f"{printable(first.path)}:{first.line}:{first.column}"
        lines.append(_plain(f"{here}: {found.rule.code} {message(view, found)} [see {there}] [{found.short}]"))
    lines += [_plain(f"{printable(s.input)}: {SKIPPED.code} {skipped_message(s)}") for s in view.skipped()]
    lines += [_plain(f"checker: {remark}") for remark in remarks(report)]
    lines += [_plain(f"checker: {one_line(str(change))}") for change in report.changes]
    lines += [_plain(f"checker: {one_line(remark)}") for remark in gate.remarks]
    lines.append(_plain(f"{view.headline()}: {one_line(gate.reason)} (exit status {gate.status})"))
    return "\n".join(lines) + "\n"


def _plain(line: str) -> str:
    """``line`` so that a CI log takes no part of it for a command: GitHub's runner reads ``::`` and ``##[``."""
    line = line.replace("##[", "# #[")
    return "./" + line if line.startswith("::") else line
