"""Premise and hypothesis pairs for ``checker compare --pairs``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from checker.errors import ReadError
from checker.read.draft import STDIN, InputFile, read_stdin
from checker.read.json_values import json_lines
from checker.read.scalars import check_text, shown


def read_pairs(path: str) -> list[tuple[str, str]]:
    """(premise, hypothesis) of each line of a JSONL file, packed by gzip or not; ``-`` is standard input.

    Raises ReadError at the first bad line: results come in input order, so no line may be left out.
    """
    name = "<stdin>" if path == STDIN else path
    try:
        data = read_stdin() if path == STDIN else InputFile(Path(path), path, path).read_bytes()
        rows = list(json_lines(name, data))
    except ReadError as error:
        raise ReadError(f"{name}: {error}") from error
    pairs = []
    for _, place, row in rows:
        try:
            pairs.append((_string(row, "premise"), _string(row, "hypothesis")))
        except ReadError as error:
            raise ReadError(f"{place}: {error}") from error
    if not pairs:
        raise ReadError(f"{name}: is empty")
    return pairs


def _string(row: Any, name: str) -> str:
    if isinstance(row, ReadError):
        raise row
    if not isinstance(row, dict):
        raise ReadError(f'is {shown(row)}, expected {{"premise": ..., "hypothesis": ...}}')
    if name not in row:
        raise ReadError(f'no "{name}": expected {{"premise": ..., "hypothesis": ...}}')
    value = row[name]
    if not isinstance(value, str) or not value.strip():
        raise ReadError(f'"{name}" is {shown(value)}, expected a sentence')
    return check_text(value, name)
