"""Reports: one renderer a file, each a pure function from a Report and a GateResult to a string."""

from __future__ import annotations

import re
from importlib import import_module

from checker.errors import ReportError
from checker.records import GateResult, Report

FORMATS: tuple[str, ...] = (
    "markdown", "html", "json", "jsonl", "sarif", "junit", "github", "gitlab", "concise", "summary",
)  # fmt: skip

TABLES = "parquet"  # an output that is a folder, and so can't go to standard output

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def render(name: str, report: Report, gate: GateResult) -> str:
    """The report in the format ``name`` (one of ``FORMATS``), ending in a newline, encodable as UTF-8.

    The same report gives the same string: no renderer reads a clock, a locale or the file system's paths.
    A lone surrogate, which JSON input can smuggle in, is written as U+FFFD.

    Raises:
        ReportError: ``name`` is no known format.
    """
    if name not in FORMATS:
        raise ReportError(f'output format is "{name}", expected one of {", ".join(FORMATS)}')
    return _encodable(import_module(f"checker.reports.{name}").render(report, gate))


def page(report: Report, gate: GateResult, root: str) -> str:
    """The format ``html`` for a file that lies elsewhere: ``root`` is the current folder as seen from the page's."""
    from checker.reports.html import render as rendered

    return _encodable(rendered(report, gate, root))


def coloured(report: Report, gate: GateResult) -> str:
    """The format ``summary`` with the colours of ANSI terminals."""
    from checker.reports.summary import render_coloured

    return _encodable(render_coloured(report, gate))


def _encodable(text: str) -> str:
    return LONE_SURROGATE.sub("\ufffd", text if text.endswith("\n") else text + "\n")
