"""Summary: the findings in a few lines each, worst first, for a terminal."""

from __future__ import annotations

import click

from checker.findings.facts import FactState
from checker.findings.listing import Finding, open_findings
from checker.findings.rules import SKIPPED
from checker.findings.text import count, one_line, printable, shorten
from checker.findings.view import View
from checker.records import GateResult, Relation, Report, Severity
from checker.reports.message import skipped_message
from checker.reports.remarks import remarks

MAX_FINDINGS = 20
MAX_SKIPPED = 10
MAX_OUTLETS = 2  # named behind a value
MAX_VALUES = 4
WIDTH = 160  # of a line of values

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_STATUS = {0: "green", 1: "red", 2: "yellow"}


def render(report: Report, gate: GateResult) -> str:
    """Headline, findings that nothing excuses, what was skipped, and the result; without colour."""
    return click.unstyle(render_coloured(report, gate))


def render_coloured(report: Report, gate: GateResult) -> str:
    """As ``render``, with the colours of ANSI terminals."""
    view = View(report, gate)
    found = open_findings(view)
    blocks = [click.style(view.headline(), bold=True)]
    blocks += ["\n".join(_finding(view, f)) for f in found[:MAX_FINDINGS]]
    if (more := len(found) - MAX_FINDINGS) > 0:
        blocks.append(f"{count(more, 'more finding')}: --output-format markdown, or --output html=report.html")
    told = [f"{SKIPPED.code} {printable(s.input)}: {skipped_message(s)}" for s in view.skipped()]
    if (more := len(told) - MAX_SKIPPED) > 0:
        told[MAX_SKIPPED:] = [f"{count(more, 'more input')} not checked"]
    told += [*remarks(report), *(one_line(str(change)) for change in report.changes)]
    blocks += ["\n".join(told)] if told else []
    blocks.append(_result(view, gate))
    return "\n\n".join(blocks) + "\n"


def _finding(view: View, found: Finding) -> list[str]:
    """What it is; who gives which value; why, and where its first passage stands."""
    severity = found.verdict.severity
    head = click.style(f"{severity.value:<8}", fg=_COLOURS.get(severity), bold=True) + click.style(found.label, bold=True)
    values = [f"{v.words} ({_named(v.outlets)})" for v in found.fact.values[:MAX_VALUES]]
    if (more := len(found.fact.values) - MAX_VALUES) > 0:
        values.append(count(more, "more value"))
    place = view.location(view.pair(found.verdict)[0])
    where = click.style(f"{printable(place.path)}:{place.line}", dim=True)
    indent = " " * 8
    kind = "" if found.verdict.relation is Relation.CONTRADICTION else f"{found.rule.title.lower()}: "
    return [
        head,
        indent + shorten("  |  ".join(values), WIDTH),
        f"{indent}{kind}{shorten(one_line(found.verdict.reason), WIDTH)}  {where} {found.rule.code}",
    ]


def _named(outlets: tuple[str, ...]) -> str:
    shown = ", ".join(outlets[:MAX_OUTLETS])
    return f"{shown} and {len(outlets) - MAX_OUTLETS:,} more" if len(outlets) > MAX_OUTLETS else shown


def _result(view: View, gate: GateResult) -> str:
    updates = sum(f.state is FactState.UPDATE for f in view.facts)
    agreements = sum(f.shared for f in view.facts)
    counts = f"{count(len(view.report.articles), 'article')}, {count(updates, 'update')}, {count(agreements, 'agreement')}"
    word = {0: "passed", 1: "failed"}.get(gate.status, "incomplete")
    lines = [one_line(remark) for remark in gate.remarks]
    lines.append(f"{click.style(word, fg=_STATUS.get(gate.status), bold=True)}: {one_line(gate.reason)} ({counts})")
    return "\n".join(lines)
