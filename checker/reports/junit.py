"""JUnit XML: a test case for each topic and each skipped input, for CI systems that show test results."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from checker.findings.fold import Folded, fold
from checker.findings.rules import SKIPPED, rule_for
from checker.findings.text import highlighted, one_line, printable, xml_safe
from checker.findings.view import State, View, worst_first
from checker.records import GateResult, Relation, Report, Skipped, Verdict
from checker.reports.message import message, skipped_message
from checker.reports.remarks import remarks

MAX_TOLD = 50  # of one topic; pairs of different scope can be thousands


def render(report: Report, gate: GateResult) -> str:
    """One suite. A topic fails when a verdict of it fails the gate; other findings go to its ``system-out``.

    A skipped input is an ``error``, or ``skipped`` where the gate forgives it; an empty batch is an error too.
    """
    view = View(report, gate)
    by_topic: dict[str, list[Verdict]] = {t.id: [] for t in sorted(report.topics, key=lambda t: (t.label, t.id))}
    for verdict in report.verdicts:
        by_topic.setdefault(verdict.topic, []).append(verdict)
    suite = ET.Element("testsuite", name="checker")
    failing = set(gate.failing)
    for topic, verdicts in by_topic.items():
        _topic_case(suite, view, topic, sorted(verdicts, key=worst_first), failing)
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


def _topic_case(suite: ET.Element, view: View, topic: str, verdicts: list[Verdict], failing: set[str]) -> None:
    case = _case(suite, "topics", f"{view.label(topic)} [{one_line(topic)}]")
    folded = fold(view, verdicts)
    failed = [f for f in folded if f.verdict.id in failing]
    if failed:
        first = failed[0].verdict
        failure = ET.SubElement(
            case, "failure", message=xml_safe(message(view, first)), type=xml_safe(rule_for(first).name)
        )
        failure.text = _text(view, failed)
    if others := [f for f in folded if f.verdict.id not in failing and f.verdict.relation is not Relation.AGREEMENT]:
        ET.SubElement(case, "system-out").text = _text(view, others)


def _text(view: View, folded: Sequence[Folded]) -> str:
    lines = []
    for verdict in (f.verdict for f in folded[:MAX_TOLD]):
        state, why = view.state(verdict)
        standing = "" if state is State.OPEN else f", {state}: {one_line(why)}" if why else f", {state}"
        facts = f"(confidence {verdict.confidence:.2f}{standing})"
        lines.append(f"{rule_for(verdict).code} {message(view, verdict)} {facts}")
        for claim in view.pair(verdict):
            place = view.location(claim)
            lines.append(f"  {printable(place.path)}:{place.line}:{place.column}: {''.join(highlighted(claim))}")
    if (more := len(folded) - MAX_TOLD) > 0:
        lines.append(f"{more:,} more in the JSON report")
    return xml_safe("\n".join(lines))


def _skipped_case(suite: ET.Element, skipped: Skipped, is_error: bool) -> None:
    case = _case(suite, "input", printable(skipped.input))
    made = ET.SubElement(case, "error" if is_error else "skipped", message=xml_safe(skipped_message(skipped)))
    if is_error:
        made.set("type", SKIPPED.name)


def _case(suite: ET.Element, group: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=f"checker.{group}", name=xml_safe(name))
