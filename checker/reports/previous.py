"""A JSON report read back: to explain a pair of it, or to tell what a new batch adds to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from checker.errors import ReportError
from checker.records import SCHEMA, Claim, Report
from checker.reports.text import one_line


def load(path: str) -> dict[str, Any]:
    """The JSON values of a report of ``check``. Raises ReportError for anything else, naming file and value."""
    if "://" in path:
        raise ReportError(f"{path}: is a URL, expected a file: a JSON report of checker check")
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise ReportError(f"{path}: can't be read: {error.strerror}") from error
    if content.startswith(b"SQLite format 3\x00"):
        raise ReportError(f"{path}: is a SQLite file, expected a JSON report of checker check")
    try:
        loaded = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ReportError(f"{path}: isn't JSON: {error}") from error
    if not isinstance(loaded, dict):
        raise ReportError(f'{path}: is a JSON {type(loaded).__name__}, expected a report of "checker check"')
    if loaded.get("schema") != SCHEMA:
        raise ReportError(f'{path}: "schema" is {loaded.get("schema")!r}, expected "{SCHEMA}"')
    return loaded


def added(report: Report, previous: Mapping[str, Any], name: str) -> tuple[Report, int]:
    """``report`` with only the pairs that involve a claim which ``previous`` lacks, and how many were left out.

    A claim is the same when outlet, sentence and mention are, wherever its file lies and whatever else changed.

    Raises:
        ReportError: ``previous``, called ``name``, is malformed.
    """
    try:
        old = {(_plain(c["outlet"]), _plain(c["sentence"]), _plain(c["mention"])) for c in previous["claims"]}
    except (AttributeError, KeyError, TypeError) as error:
        raise ReportError(f"{name}: the report is malformed ({type(error).__name__}: {error})") from error
    known = {c.id for c in report.claims if _key(c) in old}
    kept = tuple(v for v in report.verdicts if v.a not in known or v.b not in known)
    return replace(report, verdicts=kept), len(report.verdicts) - len(kept)


def _key(claim: Claim) -> tuple[str, str, str]:
    return _plain(claim.outlet), _plain(claim.sentence), _plain(claim.mention)


def _plain(text: str) -> str:
    # JSON may hold what UTF-8 can't; the report wrote it as U+FFFD.
    return one_line(text.encode("utf-8", "replace").decode("utf-8").replace("?", "\ufffd"))
