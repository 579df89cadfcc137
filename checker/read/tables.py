"""CSV (with any of the usual delimiters) and Parquet: one article a row, columns named as in the contract."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from checker.errors import ReadError
from checker.read.draft import MAX_ARTICLE_BYTES, MAX_BATCH_BYTES, Draft, Drafts, InputFile
from checker.read.fields import fields_of, is_field, text_of
from checker.records import Skipped

MAX_ROWS = 5_000_000
_DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(r"\ufeff?sep=([,;\t|])[ \t]*\r?\n", re.IGNORECASE)  # Excel's own first line
_HEADER = 100_000  # characters in which a header ends
_SHOWN = 200  # characters of the header that a message repeats
_AT_ONCE = 64  # rows of Parquet; a dictionary can make long texts of few bytes


def read_csv(file: InputFile) -> Drafts:
    """Rows under a header, between commas, semicolons, tabs or bars, whichever the header has.

    A bad row is named by the line on which it starts. Raises ReadError where there is no column of texts.
    """
    csv.field_size_limit(MAX_ARTICLE_BYTES)  # the default of 131,072 characters refuses long articles
    text = file.read_text()
    first = _SEPARATOR.match(text)
    stream = io.StringIO(text[first.end() :] if first else text, newline="")
    reader = csv.reader(stream, delimiter=first[1] if first else _delimiter(text), strict=True)
    above = 1 if first else 0
    try:
        header = _header(reader)
        _check_columns(header)
        yield from _drafts(file, _numbered(reader, header, above))
    except csv.Error as error:
        raise ReadError(f"line {reader.line_num + above} isn't CSV: {error}") from error


def _delimiter(text: str) -> str:
    """The delimiter that shows a column of texts in the header, else the one that makes most columns of it."""

    def columns(delimiter: str) -> tuple[bool, int]:
        try:
            header = _header(csv.reader(io.StringIO(text[:_HEADER], newline=""), delimiter=delimiter))
        except csv.Error:
            return False, 0
        return "text" in header, len(header)

    return max(_DELIMITERS, key=columns)  # the first of equals


def _header(reader: Any) -> list[str]:
    """The names of the first row that isn't empty."""
    return [name.strip().lower() for name in next(filter(None, reader), [])]


def _numbered(reader: Any, header: list[str], above: int) -> Iterable[tuple[int, dict[str, Any] | ReadError]]:
    """Rows with the lines on which they start; ``above`` are the lines that the reader hasn't seen."""
    line = reader.line_num + above + 1
    for cells in reader:
        if len(cells) == len(header):
            yield line, dict(zip(header, cells, strict=True))
        elif cells:
            yield line, ReadError(f"has {len(cells)} columns, expected {len(header)}")
        line = reader.line_num + above + 1


def read_parquet(file: InputFile) -> Drafts:
    """Rows of a Parquet file, numbered from 1. Needs the extra ``parquet``."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ReadError('needs pyarrow: pip install "checker[parquet]"') from error
    data = file.read_bytes()
    if not data:
        raise ReadError("is empty")
    try:
        with pq.ParquetFile(io.BytesIO(data)) as table:
            names = table.schema_arrow.names
            _check_columns(names)
            if table.metadata.num_rows > MAX_ROWS:
                raise ReadError(f"has {table.metadata.num_rows:,} rows, expected at most {MAX_ROWS:,}")
            rows = list(_rows(table, [name for name in names if name == "text" or is_field(name)]))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise ReadError(f"isn't Parquet: {error}") from error
    yield from _drafts(file, enumerate(rows, 1))


def _rows(table: Any, columns: list[str]) -> Iterator[dict[str, Any]]:
    """Rows batch by batch. Raises ReadError where they unpack to more than a batch may hold."""
    size = 0
    for batch in table.iter_batches(_AT_ONCE, columns=columns):
        size += batch.nbytes
        if size > MAX_BATCH_BYTES:
            raise ReadError(f"unpacks to more than {MAX_BATCH_BYTES:,} bytes, expected at most that many")
        yield from batch.to_pylist()


def _check_columns(columns: list[str]) -> None:
    if "text" not in columns:
        found = ", ".join(columns) or "none"
        raise ReadError(f'no column "text" among {found if len(found) <= _SHOWN else found[: _SHOWN - 1] + "…"}')


def _drafts(file: InputFile, rows: Iterable[tuple[int, dict[str, Any] | ReadError]]) -> Drafts:
    for number, row in rows:
        place = f"{file.given}:{number}"
        try:
            if isinstance(row, ReadError):
                raise row
            yield Draft(source=place, file=file, key=number, text=text_of(row), **fields_of(row, place))
        except ReadError as error:
            yield Skipped(place, str(error))
