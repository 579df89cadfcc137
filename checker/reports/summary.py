"""Summary: the findings in a few lines each, worst first, for a terminal."""

from __future__ import annotations

from collections.abc import Callable

from checker.findings.facts import given_by
from checker.findings.gate import outcome
from checker.findings.listing import Finding, open_findings
from checker.findings.rules import SKIPPED
from checker.findings.text import count, one_line, printable, sentence, shorten
from checker.findings.view import View
from checker.records import GateResult, Relation, Report, Severity
from checker.reports.message import skipped_message
from checker.reports.remarks import remarks

MAX_FINDINGS = 20
MAX_SKIPPED = 10
MAX_OUTLETS = 2  # named behind a value
MAX_VALUES = 4
COUNTED = ("article", "update", "agreement")  # beside the result; the headline has the contradictions
WIDTH = 160  # of a line of values

# Select Graphic Rendition (ECMA-48, 8.3.117)
_BOLD, _DIM, _RED, _GREEN, _YELLOW, _CYAN = 1, 2, 31, 32, 33, 36
_COLOURS = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.NOTE: _CYAN}
_STATUS = {0: _GREEN, 1: _RED, 2: _YELLOW}

Paint = Callable[..., str]  # a text, then the codes that it gets


def render(report: Report, gate: GateResult) -> str:
    """Headline, findings that nothing excuses, what was skipped, and the result; without colour."""
    return _rendered(report, gate, lambda text, *codes: text)


def render_coloured(report: Report, gate: GateResult) -> str:
    """As ``render``, with the colours of ANSI terminals."""
    return _rendered(report, gate, lambda text, *codes: f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m")


def _rendered(report: Report, gate: GateResult, paint: Paint) -> str:
    view = View(report, gate)
    found = open_findings(view)
    blocks = [paint(view.headline(), _BOLD)]
    blocks += ["\n".join(_finding(view, f, paint)) for f in found[:MAX_FINDINGS]]
    if (more := len(found) - MAX_FINDINGS) > 0:
        blocks.append(f"{count(more, 'more finding')}: --output-format markdown, or --output html=report.html")
    told = [f"{SKIPPED.code} {printable(s.input)}: {skipped_message(s)}" for s in view.skipped()]
    if (more := len(told) - MAX_SKIPPED) > 0:
        told[MAX_SKIPPED:] = [f"{count(more, 'more input')} not checked"]
    told += [*remarks(report), *(one_line(str(change)) for change in report.changes)]
    blocks += ["\n".join(told)] if told else []
    blocks.append(_result(view, gate, paint))
    return "\n\n".join(blocks) + "\n"


def _finding(view: View, found: Finding, paint: Paint) -> list[str]:
    """What it is; who gives which value; why, and where its first passage stands."""
    severity = found.verdict.severity
    head = paint(f"{severity.value:<8}", _BOLD, _COLOURS[severity]) + paint(found.label, _BOLD)
    values = [f"{v.words} ({given_by(found.fact, v, MAX_OUTLETS)})" for v in found.fact.values[:MAX_VALUES]]
    if (more := len(found.fact.values) - MAX_VALUES) > 0:
        values.append(count(more, "more value"))
    place = view.location(view.pair(found.verdict)[0])
    where = paint(f"{printable(place.path)}:{place.line}", _DIM)
    indent = " " * 8
    kind = "" if found.verdict.relation is Relation.CONTRADICTION else f"{found.rule.title.lower()}: "
    return [
        head,
        indent + shorten("  |  ".join(values), WIDTH),
        f"{indent}{kind}{shorten(sentence(found.verdict.reason), WIDTH)}  {where} {found.rule.code} {found.short}",
    ]


def _result(view: View, gate: GateResult, paint: Paint) -> str:
    counts = ", ".join(count(n, noun) for noun, n in view.counts() if noun in COUNTED)
    lines = [one_line(remark) for remark in gate.remarks]
    lines.append(f"{paint(outcome(gate), _BOLD, _STATUS[gate.status])}: {one_line(gate.reason)} ({counts})")
    return "\n".join(lines)
