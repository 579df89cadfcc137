"""A JSON report read back: to explain a pair of it, or to tell what a new batch adds to it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import replace
from pathlib import Path
from typing import Any

from checker.errors import ReportError
from checker.findings.text import one_line
from checker.records import SCHEMA, Report


def load(path: str) -> dict[str, Any]:
    """The JSON values of a report of ``check``. Raises ReportError for anything else, naming file and value."""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise ReportError(f"{path}: can't be read: {error.strerror}") from error
    try:
        loaded = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ReportError(f"{path}: isn't JSON: {error}") from error
    if not isinstance(loaded, dict):
        raise ReportError(f'{path}: is a JSON {type(loaded).__name__}, expected a report of "checker check"')
    if loaded.get("schema") != SCHEMA:
        raise ReportError(f'{path}: "schema" is {loaded.get("schema")!r}, expected "{SCHEMA}"')
    return loaded


Said = tuple[str, str, str]


def said(outlet: str, sentence: str, mention: str) -> Said:
    """What makes a claim the same wherever its file lies and whatever else in its article has changed."""
    return _plain(outlet), _plain(sentence), _plain(mention)


def said_in(previous: Mapping[str, Any], name: str) -> set[Said]:
    """Every claim of a JSON report. Raises ReportError when the report, called ``name``, is malformed."""
    try:
        return {said(c["outlet"], c["sentence"], c["mention"]) for c in previous["claims"]}
    except (AttributeError, KeyError, TypeError) as error:
        raise ReportError(f"{name}: the report is malformed ({type(error).__name__}: {error})") from error


def added(report: Report, old: Set[Said]) -> tuple[Report, int]:
    """``report`` with only the pairs that involve a claim which ``old`` lacks, and how many were left out."""
    known = {c.id for c in report.claims if said(c.outlet, c.sentence, c.mention) in old}
    kept = tuple(v for v in report.verdicts if v.a not in known or v.b not in known)
    return replace(report, verdicts=kept), len(report.verdicts) - len(kept)


def _plain(text: str) -> str:
    # JSON may hold what UTF-8 can't; the report wrote it as U+FFFD.
    return one_line(text.encode("utf-8", "replace").decode("utf-8").replace("?", "\ufffd"))
