"""JSON and JSON Lines: the contract's objects, lists of them, and IPTC ninjs items."""

from __future__ import annotations

import json
import logging
from typing import Any

from checker.errors import ReadError
from checker.read.draft import MAX_DOCUMENT_BYTES, Draft, Drafts, InputFile
from checker.read.encodings import decode
from checker.read.fields import fields_of, text_of
from checker.read.json_values import Row, json_lines
from checker.read.ninjs import check_usable, from_ninjs, is_ninjs
from checker.read.scalars import shown
from checker.records import Skipped

log = logging.getLogger(__name__)


def read_jsonl(file: InputFile) -> Drafts:
    """One article a line, objects over several lines, or an array; what is broken is told and the rest is read."""
    yield from drafts(file, list(json_lines(file.given, file.read_bytes())))


def read_json(file: InputFile) -> Drafts:
    """One object or a list of objects; else as JSON Lines."""
    data = file.read_bytes(MAX_DOCUMENT_BYTES)
    text = decode(data, file.given)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        rows = list(json_lines(file.given, text.encode()))
        if all(isinstance(value, ReadError) for _, _, value in rows):
            raise ReadError(f"isn't JSON: line {error.lineno}, column {error.colno}: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise ReadError(f"isn't JSON: {error}") from error
    else:
        if isinstance(value, list) and value:
            rows = [(number, f"{file.given}: item {number}", item) for number, item in enumerate(value, 1)]
        else:
            rows = [(0, file.given, value)]
    yield from drafts(file, rows)


def drafts(file: InputFile, rows: list[Row]) -> Drafts:
    """Rows to articles; a bad row is Skipped. Raises ReadError where there are none.

    A file met in a folder in which no row has a text is Skipped as a whole. Only what checker itself wrote (a report
    as JSON, JSON Lines or SARIF, a baseline) is left out there with a logged warning: it lies where people put it.
    """
    if not rows:
        raise ReadError("is empty")
    if not file.named and any(_is_own(value) for _, _, value in rows[:1]):
        log.warning("%s: left out: checker wrote it", file.given)
        return
    if not file.named and len(rows) > 1 and not any(_has_text(value) for _, _, value in rows):
        raise ReadError(f'no row has a "text": {_first_fault(rows)}')
    if len({number for number, _, _ in rows}) < len(rows):  # several values on a line
        rows = [(count, place, value) for count, (_, place, value) in enumerate(rows, 1)]
    for number, place, value in rows:
        try:
            row = _row(value)
            yield Draft(source=place, file=file, key=number, text=text_of(row), **fields_of(row, place))
        except ReadError as error:
            yield Skipped(place, str(error))


def _row(value: object) -> dict[str, Any]:
    if isinstance(value, ReadError):
        raise value
    if not isinstance(value, dict):
        raise ReadError(f"is {shown(value)}, expected a JSON object")
    if is_ninjs(value):
        return from_ninjs(value)
    check_usable(value)
    return value


def _first_fault(rows: list[Row]) -> str:
    """What is wrong with the first row, where the row isn't just one without a text."""
    number, _, value = rows[0]
    try:
        names = ", ".join(_row(value))
    except ReadError as error:
        return f"row {number} {error}"
    return f"row {number} has {shown(names) if names else 'nothing'}"


def _is_own(value: object) -> bool:
    """Whether a value is the beginning of what checker writes."""
    if not isinstance(value, dict) or "text" in value:
        return False
    if str(value.get("schema")).startswith(("checker/", "checker-baseline/")):
        return True
    try:
        return bool(value["runs"][0]["tool"]["driver"]["name"] == "checker")
    except (KeyError, IndexError, TypeError):
        return False


def _has_text(value: object) -> bool:
    return isinstance(value, dict) and ("text" in value or is_ninjs(value))
