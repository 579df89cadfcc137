"""JSON and JSON Lines: the contract's objects, lists of them, and IPTC ninjs items."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

from checker.errors import ReadError
from checker.read.draft import MAX_ARTICLE_BYTES, MAX_DOCUMENT_BYTES, Draft, Drafts, InputFile, decode
from checker.read.fields import fields_of, shown, text_of
from checker.read.ninjs import from_ninjs, is_ninjs
from checker.records import Skipped

log = logging.getLogger(__name__)

Row = tuple[int, str, Any]  # number in the file, place for messages, parsed JSON or the ReadError it raised


def read_jsonl(file: InputFile) -> Drafts:
    """One article a line; a bad line is reported and the next is read."""
    yield from drafts(file, list(_lines(file.given, file.read_bytes())))


def read_json(file: InputFile) -> Drafts:
    """One object or a list of objects."""
    try:
        value = json.loads(decode(file.read_bytes(MAX_DOCUMENT_BYTES)))
    except json.JSONDecodeError as error:
        raise ReadError(f"isn't JSON: line {error.lineno}, column {error.colno}: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise ReadError(f"isn't JSON: {error}") from error
    if isinstance(value, list):
        rows = [(number, f"{file.given}: item {number}", item) for number, item in enumerate(value, 1)]
    else:
        rows = [(0, file.given, value)]
    yield from drafts(file, rows)


def drafts(file: InputFile, rows: list[Row]) -> Drafts:
    """Rows to articles. A file met in a folder in which no row has a text holds no articles: it is left out."""
    if not file.named and rows and not any(_has_text(value) for _, _, value in rows):
        log.warning('%s: left out: no row has a "text"', file.given)
        return
    for number, place, value in rows:
        try:
            if isinstance(value, ReadError):
                raise value
            if not isinstance(value, dict):
                raise ReadError(f"is {shown(value)}, expected a JSON object")
            row = from_ninjs(value) if is_ninjs(value) else value
            yield Draft(source=place, file=file, key=number, text=text_of(row), **fields_of(row, place))
        except ReadError as error:
            yield Skipped(place, str(error))


def json_lines(name: str, data: bytes) -> Iterator[Row]:
    """Each line that isn't blank: (line number, ``name:line``, the value or the ReadError that explains it)."""
    # Only \n ends a line: str.splitlines would cut at U+2028, which JSON strings may hold.
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            if len(line) > MAX_ARTICLE_BYTES:
                raise ReadError(f"has {len(line):,} bytes, expected at most {MAX_ARTICLE_BYTES:,} in a line")
            yield number, f"{name}:{number}", json.loads(decode(line))
        except ReadError as error:
            yield number, f"{name}:{number}", error
        except json.JSONDecodeError as error:
            yield number, f"{name}:{number}", ReadError(f"isn't JSON: column {error.colno}: {error.msg}")
        except (ValueError, RecursionError) as error:
            yield number, f"{name}:{number}", ReadError(f"isn't JSON: {error}")


def _lines(name: str, data: bytes) -> Iterator[Row]:
    rows = list(json_lines(name, data))
    if not rows:
        raise ReadError("is empty")
    yield from rows


def _has_text(value: object) -> bool:
    return isinstance(value, dict) and ("text" in value or is_ninjs(value))
