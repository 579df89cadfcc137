"""``--metadata FILE.jsonl``: rows that fill in what the articles themselves lack."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from checker.errors import ReadError
from checker.read.draft import Draft, InputFile
from checker.read.fields import FIELDS, fields_of, string_of
from checker.read.json_values import json_lines

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MetadataRow:
    """``file`` is a name or a relative POSIX path; ``fields`` as ``fields_of`` gives them."""

    place: str
    file: str
    fields: dict[str, Any]


def read_metadata(path: str) -> list[MetadataRow]:
    """Every row, checked. Raises ReadError at the first bad one: a batch with half its metadata would mislead."""
    file = InputFile(Path(path), given=path, relative=path)
    try:
        values = list(json_lines(path, file.read_bytes()))
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from error
    rows: list[MetadataRow] = []
    for _, place, value in values:
        try:
            if isinstance(value, ReadError):
                raise value
            name = string_of(value, "file") if isinstance(value, dict) else None
            if name is None:
                raise ReadError('no "file": expected the name of an article\'s file')
            rows.append(MetadataRow(place, str(PurePosixPath(name)), fields_of(value, place)))
        except ReadError as error:
            raise ReadError(f"{place}: {error}") from error
    return rows


def fill_in(drafts: Sequence[Draft], rows: Iterable[MetadataRow]) -> list[Draft]:
    """The drafts with the rows' values where they had none; a row that matches no file is warned about.

    A row matches by relative path, else by name; ``id`` is taken only where the file is a single article.
    """
    by_file: dict[str, MetadataRow] = {}
    for row in rows:
        if row.file in by_file:
            raise ReadError(f'{row.place}: "file" is "{row.file}", already described in {by_file[row.file].place}')
        by_file[row.file] = row
    used: set[str] = set()
    filled = []
    for draft in drafts:
        match = next((key for key in _keys(draft.file) if key in by_file), None)
        if match is not None:
            used.add(match)
            draft = _filled(draft, by_file[match].fields)
        filled.append(draft)
    for name, row in by_file.items():
        if name not in used:
            log.warning('%s: "file" is "%s", which is none of the articles read', row.place, name)
    return filled


def _keys(file: InputFile) -> tuple[str, ...]:
    return file.relative, str(PurePosixPath(file.given)), file.name


def _filled(draft: Draft, fields: dict[str, Any]) -> Draft:
    names = [name for name in FIELDS if name != "id" or draft.key == 0]
    return replace(draft, **{name: fields[name] for name in names if getattr(draft, name) is None})
