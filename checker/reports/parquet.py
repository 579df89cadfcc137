"""The report as three Parquet tables for other programs: ``articles``, ``claims`` and ``pairs``.

Columns are those of the JSON report, flat. Each table is a folder with one file, as Spark, pandas, DuckDB and Ray read
it, on this machine's disk or on any storage that fsspec opens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from checker.errors import ReportError, installing
from checker.records import Claim, Report
from checker.reports import LONE_SURROGATE, TABLES
from checker.reports.json import article_to_json, claim_to_json, verdict_to_json

ROWS = 10_000  # in one group, which is what a writer or reader holds in memory

Row = dict[str, Any]
_TEXT, _NUMBER, _OFFSET, _YES, _LIST = "string", "double", "int64", "bool", "list"
SCHEMAS: dict[str, dict[str, str]] = {
    "articles": dict.fromkeys(("id", "outlet", "published", "title", "url"), _TEXT),
    "claims": {
        **dict.fromkeys(("id", "article", "outlet", "published", "field"), _TEXT),
        **dict.fromkeys(("start", "end"), _OFFSET),
        **dict.fromkeys(("mention", "sentence", "kind"), _TEXT),
        **dict.fromkeys(("value", "low", "high"), _NUMBER),
        **dict.fromkeys(("comparator", "change", "unit"), _TEXT),
        "concept": _LIST,
        **dict.fromkeys(("property", "attribute", "subject", "source", "cue", "time_from", "time_to"), _TEXT),
        "place": _LIST,
        **dict.fromkeys(("cumulative", "hedged", "negated"), _YES),
    },
    "pairs": {
        **dict.fromkeys(("id", "a", "b", "topic", "relation", "severity"), _TEXT),
        "confidence": _NUMBER,
        **dict.fromkeys(("between", "reason"), _TEXT),
        **dict.fromkeys(("entailment", "neutral", "contradiction"), _NUMBER),
    },
}


def rows(report: Report, table: str) -> Iterator[Row]:
    """The rows of one of the tables, in the order of the report, with the columns that ``SCHEMAS`` names."""
    if table == "articles":
        made: Iterable[Row] = map(article_to_json, sorted(report.articles, key=lambda a: a.id))
    elif table == "claims":
        made = map(_claim, report.claims)
    else:
        made = ({**row, **(row["nli"] or {})} for row in map(verdict_to_json, report.verdicts))
    return ({name: _text(row.get(name)) for name in SCHEMAS[table]} for row in made)


def _text(value: Any) -> Any:
    """Lone surrogates, which no UTF-8 can hold, as in the other formats."""
    if isinstance(value, list):
        return [_text(item) for item in value]
    return LONE_SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


def _claim(claim: Claim) -> Row:
    row = claim_to_json(claim)
    quantity, attribute, said, time = (row[k] or {} for k in ("quantity", "attribute", "attribution", "time"))
    told = {"property": attribute.get("property"), "attribute": attribute.get("value"), **said}
    days = {"time_from": time.get("from"), "time_to": time.get("to")}
    return {**row, **quantity, **told, "subject": attribute.get("subject"), **days}


def write(report: Report, folder: str) -> None:
    """Writes ``folder`` (a path or a URL)/TABLE/part-0.parquet; what stood there is replaced. Raises ReportError."""
    try:
        import fsspec
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ReportError(f'output "{TABLES}" needs {installing("parquet")} ({error})') from error
    kinds: dict[str, Callable[[], Any]] = {
        _TEXT: pa.string, _NUMBER: pa.float64, _OFFSET: pa.int64, _YES: pa.bool_, _LIST: lambda: pa.list_(pa.string())
    }  # fmt: skip
    try:
        storage, path = fsspec.core.url_to_fs(folder)
        for table, columns in SCHEMAS.items():
            storage.makedirs(f"{path}/{table}", exist_ok=True)
            schema = pa.schema([(name, kinds[kind]()) for name, kind in columns.items()])
            # A transaction: the file is there whole or not at all.
            with (
                storage.transaction,
                storage.open(f"{path}/{table}/part-0.parquet", "wb") as file,
                pq.ParquetWriter(file, schema) as writer,
            ):
                source = rows(report, table)
                while group := list(islice(source, ROWS)):
                    writer.write_table(pa.Table.from_pylist(group, schema=schema))
    except (OSError, ValueError, ImportError) as error:
        raise ReportError(f"{folder}: can't be written: {error}") from error
