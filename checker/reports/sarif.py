"""SARIF 2.1.0 (OASIS standard, 27 March 2020), within the limits of GitHub's code scanning."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from checker import __version__
from checker.records import Claim, GateResult, Report, Severity, Skipped, Verdict
from checker.reports.fingerprint import fingerprint_of, fingerprints
from checker.reports.message import message, skipped_message, who
from checker.reports.rules import RULES, SKIPPED, Rule, rule_for
from checker.reports.text import count, one_line
from checker.reports.view import View, is_relative_path

# GitHub shows the top 5,000 results of a run and refuses more than 25,000.
MAX_RESULTS = 5000

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note", Severity.NONE: "none"}
_INDEX = {rule.code: i for i, rule in enumerate(RULES)}


def render(report: Report, gate: GateResult) -> str:
    """One run: a result for each skipped input, then for each finding, worst first; both passages are located."""
    view = View(report)
    findings = view.findings()
    names = fingerprints(view, findings)
    skipped = view.skipped()
    level = "error" if gate.status == 2 else "warning"
    results = [_skipped_result(s, level) for s in skipped] + [_result(view, v, names[v.id]) for v in findings]
    notifications = [_notification(f"{one_line(s.input)}: {skipped_message(s)}", level) for s in skipped]
    if (more := len(results) - MAX_RESULTS) > 0:
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
        "results": results[:MAX_RESULTS],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


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
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": ["consistency"]},
    }


def _result(view: View, verdict: Verdict, fingerprint: str) -> dict[str, Any]:
    a, b = view.pair(verdict)
    rule = rule_for(verdict)
    return {
        "ruleId": rule.code,
        "ruleIndex": _INDEX[rule.code],
        "level": _LEVEL[verdict.severity],
        "message": {"text": message(view, verdict)},
        "locations": [_location(view, a)],
        "relatedLocations": [{"id": 1, **_location(view, b)}],
        "partialFingerprints": {"checker/v1": fingerprint},
        "rank": round(100 * verdict.confidence, 2),
        "properties": {"pair": verdict.id, "topic": verdict.topic, "relation": verdict.relation.value},
    }


def _location(view: View, claim: Claim) -> dict[str, Any]:
    place = view.location(claim)
    region: dict[str, Any] = {"snippet": {"text": claim.sentence}}
    physical: dict[str, Any] = {"artifactLocation": {"uri": artifact_uri(place.path)}}
    if place.exact:
        region = {"startLine": place.line, "startColumn": place.column, "charOffset": claim.start,
                  "charLength": claim.end - claim.start, "snippet": {"text": claim.mention}}  # fmt: skip
        physical["contextRegion"] = {
            "charOffset": claim.sentence_start, "charLength": len(claim.sentence), "snippet": {"text": claim.sentence}
        }  # fmt: skip
    else:
        region["startLine"] = place.line
    return {"physicalLocation": {**physical, "region": region}, "message": {"text": who(claim)}}


def _skipped_result(skipped: Skipped, level: str) -> dict[str, Any]:
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
    }


def _notification(text: str, level: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": text}}
