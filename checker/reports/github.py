"""GitHub annotations: workflow commands for the log of a GitHub Actions step.

GitHub shows ten annotations of each level from one step and drops the rest, so the tenth says how many more there are.
"""

from __future__ import annotations

from checker.findings.listing import Finding, open_findings
from checker.findings.rules import SKIPPED
from checker.findings.text import count, one_line, printable
from checker.findings.view import View
from checker.records import GateResult, Report, Severity, Skipped
from checker.reports.message import message, skipped_message
from checker.reports.remarks import remarks

MAX_PER_LEVEL = 10

_LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "notice": Severity.NOTE}


def render(report: Report, gate: GateResult) -> str:
    """At most ten commands a level, worst first; at the top of its level one for what was skipped, one for remarks."""
    view = View(report, gate)
    found = open_findings(view)
    lines = []
    for level, severity in _LEVELS.items():
        commands = [_finding(level, view, f) for f in found if f.verdict.severity is severity]
        if report.skipped and level == ("error" if gate.status == 2 else "warning"):
            commands.insert(0, _skipped(level, view.skipped()))
        if report.remarks and level == "notice":
            title = f"checker: {count(len(report.remarks), 'remark')} on the batch"
            commands.insert(0, command(level, "\n".join(remarks(report)), title=title))
        if (more := len(commands) - MAX_PER_LEVEL) > 0:
            more += 1
            text = f"{count(more, 'more finding')} of this level; see the full report"
            commands[MAX_PER_LEVEL - 1 :] = [command(level, text, title=f"checker: {more:,} more")]
        lines += commands
    lines += [f"checker: {one_line(str(change))}" for change in report.changes]
    lines += [f"checker: {one_line(remark)}" for remark in gate.remarks]
    lines.append(f"checker: {view.headline()}: {one_line(gate.reason)} (exit status {gate.status})")
    return "\n".join(lines) + "\n"


def command(level: str, text: str, **properties: str | int) -> str:
    """A workflow command, ``::error file=a.txt,line=1::text``, escaped so that ``text`` can't start another."""
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{level} {given}::{_data(text)}"


def _finding(level: str, view: View, found: Finding) -> str:
    place = view.location(view.pair(found.verdict)[0])
    return command(
        level, message(view, found), file=printable(place.path), line=place.line, col=place.column,
        title=f"{found.rule.code} {found.rule.title}",
    )  # fmt: skip


def _skipped(level: str, skipped: list[Skipped]) -> str:
    shown = [f"{printable(s.input)}: {skipped_message(s)}" for s in skipped[:MAX_PER_LEVEL]]
    if len(skipped) > MAX_PER_LEVEL:
        shown.append(f"and {count(len(skipped) - MAX_PER_LEVEL, 'more input')}")
    title = f"{SKIPPED.code} {count(len(skipped), 'input')} not checked"
    return command(level, "\n".join(shown), title=title)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
