"""CSV (with any of the usual delimiters) and Parquet: one article a row, columns named as in the contract."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from checker.errors import ReadError, installing
from checker.read.draft import MAX_ARTICLE_BYTES, MAX_BATCH_BYTES, Draft, Drafts, InputFile
from checker.read.fields import fields_of, is_field, text_of
from checker.records import Skipped

MAX_ROWS = 5_000_000
_DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(r"\ufeff?sep=([,;\t|])[ \t]*\r?\n", re.IGNORECASE)  # Excel's own first line
_MISSING = frozenset(("nan", "nat", "null", "none", "n/a", "#n/a", "<na>", "\\n"))
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
    above = 1 if first else 0
    body = text[first.end() :] if first else text
    delimiter = first[1] if first else _delimiter(text)
    reader = _reader(body, delimiter, _layout(body, delimiter))
    try:
        header = _header(reader)
    except csv.Error as error:
        raise ReadError(f"line {reader.line_num + above} isn't CSV: {error}") from error
    _check_columns(header)
    yield from _drafts(file, _numbered(reader, header, above))


def _reader(text: str, delimiter: str, layout: dict[str, Any]) -> Any:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, **layout)


def _layout(text: str, delimiter: str) -> dict[str, Any]:
    """How the file quotes: as the standard says, unless it shows another way that fits every row."""
    if _fits(_reader(text, delimiter, {})):
        return {}
    for sign, layout in (
        ('\\"', {"escapechar": "\\", "doublequote": False}),  # MySQL
        (f'{delimiter} "', {"skipinitialspace": True}),
        (f"{delimiter}'", {"quotechar": "'"}),
        ("\t", {"quoting": csv.QUOTE_NONE} if delimiter == "\t" else {}),
    ):
        if layout and sign in text and _fits(_reader(text, delimiter, layout)):
            return layout
    return {}


def _fits(reader: Any) -> bool:
    try:
        width = len(_header(reader))
        return all(len(cells) == width for cells in reader if cells)
    except csv.Error:
        return False


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
    while True:
        line = reader.line_num + above + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            end = reader.line_num + above
            rows = f"lines {line} to {end}, in which a quotation mark is never closed: " if end > line else ""
            yield line, ReadError(f"isn't CSV: {rows}{error}")
            continue
        if not any(cell.strip() for cell in cells):  # as spreadsheets leave below their tables
            continue
        if len(cells) == len(header):
            yield line, _without_missing(dict(zip(header, cells, strict=True)))
        else:
            yield line, ReadError(f"has {len(cells)} columns, expected {len(header)}")


def _without_missing(row: dict[str, Any]) -> dict[str, Any]:
    """The row without what pandas and databases write for a value that isn't there."""
    return {
        name: value if name in ("text", "title") or value.strip().casefold() not in _MISSING else ""
        for name, value in row.items()
    }


def read_parquet(file: InputFile) -> Drafts:
    """Rows of a Parquet file, numbered from 1. Needs the extra ``parquet``."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ReadError(f"needs pyarrow: {installing('parquet')}") from error
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
    if twice := next(
        (name for name in columns if columns.count(name) > 1 and (name == "text" or is_field(name))), None
    ):
        raise ReadError(f'has two columns "{twice}"')


def _drafts(file: InputFile, rows: Iterable[tuple[int, dict[str, Any] | ReadError]]) -> Drafts:
    for number, row in rows:
        place = f"{file.given}:{number}"
        try:
            if isinstance(row, ReadError):
                raise row
            yield Draft(source=place, file=file, key=number, text=text_of(row), **fields_of(row, place))
        except ReadError as error:
            yield Skipped(place, str(error))
