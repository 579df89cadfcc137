"""Concise: ``path:line:col: CODE message``, worst first, as compilers and linters write it."""

from __future__ import annotations

from checker.records import GateResult, Report
from checker.reports.message import message, skipped_message
from checker.reports.rules import SKIPPED, rule_for
from checker.reports.text import printable
from checker.reports.view import View


def render(report: Report, gate: GateResult) -> str:
    """One line a finding, at its first passage and naming the second; then skipped inputs, then the headline."""
    view = View(report)
    lines = []
    for verdict in view.findings():
        first, second = (view.location(c) for c in view.pair(verdict))
        there = f"{printable(second.path)}:{second.line}:{second.column}"
        here = f"{printable(first.path)}:{first.line}:{first.column}"
        lines.append(_plain(f"{here}: {rule_for(verdict).code} {message(view, verdict)} [see {there}]"))
    lines += [_plain(f"{printable(s.input)}: {SKIPPED.code} {skipped_message(s)}") for s in view.skipped()]
    lines.append(f"{view.headline()} (exit status {gate.status})")
    return "\n".join(lines) + "\n"


def _plain(line: str) -> str:
    """``line`` so that a CI log takes no part of it for a command: GitHub's runner reads ``::`` and ``##[``."""
    line = line.replace("##[", "# #[")
    return "./" + line if line.startswith("::") else line
