"""Articles on other storage: Parquet folders by URL, whatever fsspec opens."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.read import read

fsspec = pytest.importorskip("fsspec")
pa = pytest.importorskip("pyarrow")

ROWS = [
    {"id": f"a{n}", "outlet": "Gazette", "published": "2031-05-06", "title": f"Title {n}", "text": f"{n} ferries sank."}
    for n in range(5)
]


@pytest.fixture(params=["memory", "file"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty folder: in memory, and on this machine's disk."""
    url = f"memory://{tmp_path.name}" if request.param == "memory" else f"file://{tmp_path}"
    storage, path = fsspec.core.url_to_fs(url)
    storage.makedirs(path, exist_ok=True)
    yield url
    storage.rm(path, recursive=True)


def put(url: str, rows: list[dict[str, Any]]) -> None:
    import pyarrow.parquet as pq

    storage, path = fsspec.core.url_to_fs(url)
    storage.makedirs(path.rpartition("/")[0], exist_ok=True)
    with storage.open(path, "wb") as file:
        pq.write_table(pa.Table.from_pylist(rows), file)


def put_bytes(url: str, data: bytes) -> None:
    with fsspec.open(url, "wb") as file:
        file.write(data)


def test_a_folder_a_pattern_and_a_file(place: str) -> None:
    put(f"{place}/day=1/part-0.parquet", ROWS[:2])
    put(f"{place}/day=2/part-0.parquet", ROWS[2:4])
    put(f"{place}/part-1.parquet", ROWS[4:])
    put(f"{place}/day=2/_temporary/part-0.parquet", [{"text": "unfinished"}])
    for given, ids in (
        (place, "01234"), (f"{place}/day=*/*.parquet", "0123"), (f"{place}/day=2/part-0.parquet", "23")
    ):  # fmt: skip
        articles, skipped = read([given])
        assert [a.id for a in articles] == [f"a{n}" for n in ids] and skipped == []
    assert articles[0].text == "2 ferries sank." and articles[0].source.endswith("day=2/part-0.parquet:1")
    assert articles[0].source.startswith(place.partition("://")[0] + "://")


def test_other_formats_and_folders_as_outlets(place: str) -> None:
    put_bytes(f"{place}/rows.jsonl.gz", gzip.compress("".join(json.dumps(r) + "\n" for r in ROWS).encode()))
    storage, path = fsspec.core.url_to_fs(place)
    storage.makedirs(f"{path}/meridian", exist_ok=True)
    put_bytes(f"{place}/meridian/ferry.txt", b"Three ferries sank.")
    articles, skipped = read([place])
    assert [a.id for a in articles] == ["a0", "a1", "a2", "a3", "a4", "ferry.txt"] and skipped == []
    assert articles[-1].outlet == "meridian"


def test_what_is_not_there_or_no_article_is_told(place: str) -> None:
    put_bytes(f"{place}/picture.png", b"\x89PNG")
    for given, reason in (
        (f"{place}/none.parquet", "no such file"),
        (f"{place}/day=*/*.parquet", "no such file"),
        (f"{place}/picture.png", "no files of a type that holds articles, expected one of .txt"),
        ("nonsense://bucket/x.parquet", "can't be read: Protocol not known: nonsense"),
    ):
        articles, (told,) = read([given])
        assert articles == [] and told.input == given and reason in told.reason


def test_damaged_files_are_told_by_their_url(place: str) -> None:
    put_bytes(f"{place}/bad.parquet", b"PAR1 no")
    put_bytes(f"{place}/bad.jsonl.gz", b"no gzip")
    articles, skipped = read([place])
    assert articles == []
    assert [(s.input.rpartition("/")[2], s.reason.partition(":")[0]) for s in skipped] == [
        ("bad.jsonl.gz", "can't be read"),
        ("bad.parquet", "isn't Parquet"),
    ]


def test_web_pages_are_still_not_fetched() -> None:
    articles, (told,) = read(["https://news.example/page.html"])
    assert articles == [] and "nothing is fetched" in told.reason
