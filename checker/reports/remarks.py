"""What a person should know of a batch before its findings, in one-line sentences."""

from __future__ import annotations

from checker.findings.text import count, one_line
from checker.records import Report

MAX_REMARKS = 20  # in formats for people; the JSON report has all


def remarks(report: Report) -> list[str]:
    """The first remarks, and how many more there are. Plain text; renderers escape it."""
    shown = [one_line(remark) for remark in report.remarks[:MAX_REMARKS]]
    more = len(report.remarks) - len(shown)
    return [*shown, f"and {count(more, 'more remark')} in the JSON report"] if more else shown
