"""SARIF 2.1.0 (OASIS standard, 27 March 2020), within the limits of GitHub's code scanning."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from checker import __version__
from checker.findings.fingerprint import fingerprint_of
from checker.findings.listing import Finding, findings, sides
from checker.findings.locations import is_relative_path
from checker.findings.rules import RULES, SKIPPED, Rule, page
from checker.findings.text import count, one_line, shorten
from checker.findings.view import State, View
from checker.records import Anchor, Claim, GateResult, Report, Severity, Skipped
from checker.reports.json import dumps
from checker.reports.message import message, skipped_message, who

# GitHub shows the top 5,000 results of a run and refuses more than 25,000; and no file may be larger than 25 MB.
MAX_RESULTS = 5000
MAX_BYTES = 20_000_000  # of results, so that rules, indents and line ends have room
MAX_SNIPPET = 1000  # characters
MAX_RELATED = 20  # other places of a finding: first one for each value, then where a value is given again

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note", Severity.NONE: "none"}
_INDEX = {rule.code: i for i, rule in enumerate(RULES)}


def render(report: Report, gate: GateResult) -> str:
    """One run: a result for each skipped input, then for each finding, worst first; both passages are located.

    With a baseline each result tells whether it is new; suppressed ones carry their justification.
    """
    view = View(report, gate)
    skipped = view.skipped()
    level = "error" if gate.status == 2 else "warning"
    results = [_skipped_result(s, level, gate) for s in skipped]
    results += [_result(view, f, gate) for f in findings(view)]
    kept = _within_limits(results)
    notifications = [_notification(f"{one_line(s.input)}: {skipped_message(s)}", level) for s in skipped[:MAX_RESULTS]]
    notifications += [_notification(one_line(str(change)), "note") for change in report.changes[:MAX_RESULTS]]
    told = *report.remarks[:MAX_RESULTS], *gate.remarks
    notifications += [_notification(one_line(remark), "note") for remark in told]
    if (more := len(results) - len(kept)) > 0:
        notifications.append(_notification(f"{count(more, 'more result')} in the JSON report", "warning"))
    run = {
        "tool": {"driver": {"name": "checker", "version": __version__, "rules": [_rule(r) for r in RULES]}},
        "invocations": [
            {
                "executionSuccessful": gate.status != 2,
                "exitCode": gate.status,
                "exitCodeDescription": gate.reason,
                "toolExecutionNotifications": notifications,
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": kept,
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return dumps(log, indent=1) + "\n"


def artifact_uri(path: str) -> str:
    """``path`` as a relative URI reference (RFC 3986), every character outside the unreserved set percent-encoded."""
    encoded = quote(path.encode("utf-8", "replace"), safe="/")
    return "./" + encoded if encoded.startswith("/") or not encoded else encoded


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.description},
        "help": {"text": rule.description, "markdown": page(rule)},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": ["consistency"]},
    }


def _within_limits(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    size = 0
    for i, result in enumerate(results[:MAX_RESULTS]):
        size += len(json.dumps(result, ensure_ascii=False, indent=4).encode("utf-8", "replace"))
        if size > MAX_BYTES:
            return results[:i]
    return results[:MAX_RESULTS]


def _result(view: View, found: Finding, gate: GateResult) -> dict[str, Any]:
    verdict = found.verdict
    first, *others = sides(view, found)
    again = [c for value in found.fact.values for c in value.claims if c not in (first, *others)]
    return {
        "ruleId": found.rule.code,
        "ruleIndex": _INDEX[found.rule.code],
        "level": _LEVEL[verdict.severity],
        "message": {"text": message(view, found)},
        "locations": [_location(view, first)],
        "relatedLocations": [{"id": i, **_location(view, c)} for i, c in enumerate([*others, *again][:MAX_RELATED], 1)],
        "partialFingerprints": {"checker/v1": found.fingerprint},
        **_baseline_state(found.state is State.KNOWN, gate),
        **_suppressions(found),
        "rank": round(100 * verdict.confidence, 2),
        "properties": {
            "pair": verdict.id, "fact": found.fact.id, "topic": verdict.topic, "relation": verdict.relation.value,
            "pairs": len(found.fact.findings),
        },
    }  # fmt: skip


def _baseline_state(known: bool, gate: GateResult) -> dict[str, Any]:
    return {} if gate.known is None else {"baselineState": "unchanged" if known else "new"}


def _suppressions(found: Finding) -> dict[str, Any]:
    if found.state is not State.SUPPRESSED:
        return {}
    return {"suppressions": [{"kind": "external", "status": "accepted", "justification": one_line(found.why)}]}


def _location(view: View, claim: Claim) -> dict[str, Any]:
    path = view.location(claim).path
    physical: dict[str, Any] = {"artifactLocation": {"uri": artifact_uri(path)}}
    sentence = {"text": shorten(claim.sentence, MAX_SNIPPET)}
    if (found := view.span(claim, claim.start, claim.end)) is None:
        physical["region"] = {"startLine": view.location(claim).line, "snippet": sentence}
    else:
        physical["region"] = {**_region(*found), "snippet": {"text": claim.mention}}
        context = view.span(claim, claim.sentence_start, claim.sentence_start + len(claim.sentence))
        if context and context[0].file <= found[0].file and found[1].file <= context[1].file:
            physical["contextRegion"] = {**_region(*context), "snippet": sentence}
    return {"physicalLocation": physical, "message": {"text": who(claim)}}


def _region(first: Anchor, last: Anchor) -> dict[str, int]:
    """One place told twice, as the standard allows: by lines, and by characters from the start of the file."""
    return {
        "startLine": first.line, "startColumn": first.column, "endLine": last.line, "endColumn": last.column + 1,
        "charOffset": first.file, "charLength": last.file + 1 - first.file,
    }  # fmt: skip


def _skipped_result(skipped: Skipped, level: str, gate: GateResult) -> dict[str, Any]:
    place = skipped.input if is_relative_path(skipped.input) else "input"
    return {
        "ruleId": SKIPPED.code,
        "ruleIndex": _INDEX[SKIPPED.code],
        "level": level,
        "message": {"text": f"{skipped_message(skipped)} ({one_line(skipped.input)})"},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": artifact_uri(place)}, "region": {"startLine": 1}}}
        ],
        "partialFingerprints": {"checker/v1": fingerprint_of(SKIPPED.code, skipped.input, skipped.reason)},
        **_baseline_state(False, gate),
    }


def _notification(text: str, level: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": text}}
