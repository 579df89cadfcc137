"""CSV and Parquet: one article a row, columns named as in the contract."""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Iterable, Iterator
from typing import Any

from checker.errors import ReadError
from checker.read.draft import MAX_ARTICLE_BYTES, MAX_BATCH_BYTES, Draft, Drafts, InputFile, decode
from checker.read.fields import fields_of, is_field, text_of
from checker.records import Skipped

log = logging.getLogger(__name__)
MAX_ROWS = 5_000_000
_AT_ONCE = 64  # rows of Parquet; a dictionary can make long texts of few bytes


def read_csv(file: InputFile) -> Drafts:
    """Comma-separated rows under a header; a bad row is named by the line on which it starts."""
    csv.field_size_limit(MAX_ARTICLE_BYTES)  # the default of 131,072 characters refuses long articles
    reader = csv.reader(io.StringIO(decode(file.read_bytes()), newline=""), strict=True)
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        if not _has_articles(file, header):
            return
        yield from _drafts(file, _numbered(reader, header))
    except csv.Error as error:
        raise ReadError(f"line {reader.line_num} isn't CSV: {error}") from error


def _numbered(reader: Any, header: list[str]) -> Iterable[tuple[int, dict[str, Any] | ReadError]]:
    line = reader.line_num + 1
    for cells in reader:
        if len(cells) == len(header):
            yield line, dict(zip(header, cells, strict=True))
        elif cells:
            yield line, ReadError(f"has {len(cells)} columns, expected {len(header)}")
        line = reader.line_num + 1


def read_parquet(file: InputFile) -> Drafts:
    """Rows of a Parquet file, numbered from 1. Needs the extra ``parquet``."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ReadError('needs pyarrow: pip install "checker[parquet]"') from error
    try:
        with pq.ParquetFile(io.BytesIO(file.read_bytes())) as table:
            names = table.schema_arrow.names
            if not _has_articles(file, names):
                return
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


def _has_articles(file: InputFile, columns: list[str]) -> bool:
    if "text" in columns:
        return True
    if file.named:
        raise ReadError(f'no column "text" among {", ".join(columns) or "none"}')
    log.warning('%s: left out: no column "text"', file.given)
    return False


def _drafts(file: InputFile, rows: Iterable[tuple[int, dict[str, Any] | ReadError]]) -> Drafts:
    for number, row in rows:
        place = f"{file.given}:{number}"
        try:
            if isinstance(row, ReadError):
                raise row
            yield Draft(source=place, file=file, key=number, text=text_of(row), **fields_of(row, place))
        except ReadError as error:
            yield Skipped(place, str(error))
