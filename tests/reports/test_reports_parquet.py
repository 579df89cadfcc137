"""The report as Parquet tables: all rows, flat, on any storage; and back in, for articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from report_cases import empty_report, hostile_report, many_report, report

from checker.cli.config import load_settings, parse_output
from checker.errors import ConfigError, ReportError
from checker.records import Report
from checker.reports import parquet

fsspec = pytest.importorskip("fsspec")
pq = pytest.importorskip("pyarrow.parquet")
REPORTS = {"ferry": report(), "hostile": hostile_report(), "none": empty_report(), "many": many_report(30)}


@pytest.fixture(params=["folder", "memory://tables", "file://"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return {"folder": str(tmp_path / "out"), "file://": f"file://{tmp_path}/out"}.get(request.param, request.param)


def read(place: str, table: str) -> list[dict[str, Any]]:
    storage, path = fsspec.core.url_to_fs(place)
    with storage.open(f"{path}/{table}/part-0.parquet") as file:
        found: list[dict[str, Any]] = pq.read_table(file).to_pylist()
    return found


@pytest.mark.parametrize("name", REPORTS)
def test_every_row_with_what_the_json_report_says(name: str, place: str) -> None:
    told: Report = REPORTS[name]
    parquet.write(told, place)
    parquet.write(told, place)  # again: replaced
    said = json.loads(told.to_json())
    assert read(place, "articles") == said["articles"]
    claims = {c["id"]: c for c in read(place, "claims")}
    assert sorted(claims) == sorted(c["id"] for c in said["claims"])
    for row in said["claims"]:
        flat = claims[row["id"]]
        assert (flat["sentence"], flat["start"], flat["place"]) == (row["sentence"], row["start"], row["place"])
        assert flat["value"] == (row["quantity"] or {}).get("value")
        assert flat["attribute"] == (row["attribute"] or {}).get("value")
        assert flat["source"] == (row["attribution"] or {}).get("source")
        assert flat["time_from"] == (row["time"] or {}).get("from")
    pairs = read(place, "pairs")
    assert [(p["id"], p["relation"], p["neutral"]) for p in pairs] == [
        (p["id"], p["relation"], (p["nli"] or {}).get("neutral")) for p in said["pairs"]
    ]


def test_types_do_not_depend_on_the_rows(tmp_path: Path) -> None:
    """A table without rows, or without a single value in a column, has the same schema as any other."""
    schemas = []
    for name, told in REPORTS.items():
        parquet.write(told, str(tmp_path / name))
        schemas.append([pq.read_schema(tmp_path / name / t / "part-0.parquet") for t in parquet.SCHEMAS])
    assert all(found == schemas[0] for found in schemas)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    for place in (str(tmp_path / "taken"), "nonsense://bucket"):
        with pytest.raises(ReportError, match="can't be written: "):
            parquet.write(REPORTS["ferry"], place)


def test_it_is_an_output_but_no_format_of_standard_output(tmp_path: Path) -> None:
    assert parse_output("parquet=s3://bucket/out") == ("parquet", "s3://bucket/out")
    config = tmp_path / "pyproject.toml"
    config.write_text('[tool.checker]\noutput = ["parquet=out", "parquet=memory://out"]')
    assert [path for _, path in load_settings(folder=tmp_path).outputs] == [str(tmp_path / "out"), "memory://out"]
    with pytest.raises(ConfigError, match="expected one of markdown"):
        load_settings({}, str(_written(tmp_path / "own.toml", 'output-format = "parquet"')))


def _written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path
