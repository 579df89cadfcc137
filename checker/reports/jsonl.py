"""JSONL: the JSON report one record a line, each with its ``type``, for tools that read streams."""

from __future__ import annotations

from typing import Any

from checker.records import GateResult, Report
from checker.reports.json import json_line, report_to_json


def render(report: Report, gate: GateResult) -> str:
    """One line each: ``report`` (schema, model, remarks, summary, gate), article, claim, topic, pair, change, copy,
    skipped.
    """
    whole = report_to_json(report, gate)
    keys = ("schema", "model", "remarks", "summary", "gate")
    head: dict[str, Any] = {key: whole[key] for key in keys if key in whole}
    lines = [_line("report", head)]
    for key, kind in (("articles", "article"), ("claims", "claim"), ("topics", "topic"), ("pairs", "pair")):
        lines += [_line(kind, row) for row in whole[key]]
    lines += [_line("change", row) for row in whole.get("changes", [])]
    lines += [_line("copy", row) for row in whole["copies"]]
    lines += [_line("skipped", row) for row in whole["skipped"]]
    return "\n".join(lines) + "\n"


def _line(kind: str, row: dict[str, Any]) -> str:
    return json_line({"type": kind, **row})
