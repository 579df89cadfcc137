"""JUnit XML: a test case for each fact and each skipped input, for CI systems that show test results."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from checker.findings.facts import Fact, FactState
from checker.findings.listing import Finding, findings
from checker.findings.rules import SKIPPED, rule_for
from checker.findings.text import highlighted, one_line, printable, sentence, xml_safe
from checker.findings.view import State, View
from checker.records import GateResult, Report, Skipped
from checker.reports.message import message, skipped_message
from checker.reports.remarks import remarks

MAX_TOLD = 50  # passages of one fact


def render(report: Report, gate: GateResult) -> str:
    """One suite. A fact fails when a verdict of it fails the gate; other differences go to its ``system-out``.

    A skipped input is an ``error``, or ``skipped`` where the gate forgives it; an empty batch is an error too.
    """
    view = View(report, gate)
    suite = ET.Element("testsuite", name="checker")
    found, failing = {f.fact.id: f for f in findings(view)}, set(gate.failing)
    for fact in sorted(view.facts, key=lambda f: (f.label, f.id)):
        _fact_case(suite, view, fact, found.get(fact.id), failing)
    for s in view.skipped():
        _skipped_case(suite, s, gate.status == 2)
    if not report.articles:
        case = _case(suite, "input", "articles")
        ET.SubElement(case, "error", message=xml_safe(one_line(gate.reason)), type="empty-batch")
    if told := [*remarks(report), *map(str, report.changes), *gate.remarks]:
        ET.SubElement(suite, "system-out").text = xml_safe("\n".join(one_line(line) for line in told))
    for key, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(key, str(len(suite.findall(f".//{tag}"))))
    root = ET.Element("testsuites", {k: v for k, v in suite.attrib.items() if k != "skipped"})
    root.append(suite)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _fact_case(suite: ET.Element, view: View, fact: Fact, found: Finding | None, failing: set[str]) -> None:
    case = _case(suite, "facts", f"{fact.label} [{one_line(fact.id)}]")
    if found and any(v.id in failing for v in fact.findings):
        failure = ET.SubElement(case, "failure", message=xml_safe(message(view, found)), type=xml_safe(found.rule.name))
        failure.text = _text(view, fact, found)
    elif fact.state is not FactState.AGREEMENT:
        ET.SubElement(case, "system-out").text = _text(view, fact, found)


def _text(view: View, fact: Fact, found: Finding | None) -> str:
    """The fact in one line, then each passage with its place, value by value."""
    told = message(view, found) if found else f"{fact.label}: {sentence(fact.lead.reason)}"
    standing = "" if not found or found.state is State.OPEN else f", {found.state}"
    if found and found.why:
        standing += f": {one_line(found.why)}"
    lines = [f"{rule_for(fact.lead).code} {told} (confidence {fact.lead.confidence:.2f}{standing})"]
    for claim in fact.claims[:MAX_TOLD]:
        place = view.location(claim)
        lines.append(f"  {printable(place.path)}:{place.line}:{place.column}: {''.join(highlighted(claim))}")
    if (more := len(fact.claims) - MAX_TOLD) > 0:
        lines.append(f"{more:,} more in the JSON report")
    return xml_safe("\n".join(lines))


def _skipped_case(suite: ET.Element, skipped: Skipped, is_error: bool) -> None:
    case = _case(suite, "input", printable(skipped.input))
    made = ET.SubElement(case, "error" if is_error else "skipped", message=xml_safe(skipped_message(skipped)))
    if is_error:
        made.set("type", SKIPPED.name)


def _case(suite: ET.Element, group: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=f"checker.{group}", name=xml_safe(name))
