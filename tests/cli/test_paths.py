"""Paths in what CI reads: they lead to the file from where the command was run, however the input was given."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from test_cli import run

from checker.cli.batch import from_here

TEXT = (
    "---\noutlet: {}\npublished: 2031-05-06\n---\n\nThe ferry Lorn sank off Derna on Tuesday. {} people were killed.\n"
)


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, outlet, number in (("a", "Harbour Post", "Nine"), ("b", "Gazette", "Eleven")):
        (tmp_path / "desk" / "articles").mkdir(parents=True, exist_ok=True)
        (tmp_path / "desk" / "articles" / f"{name}.md").write_text(TEXT.format(outlet, number))
    (tmp_path / "elsewhere").mkdir()
    return tmp_path


@pytest.mark.parametrize("here", ["desk", "elsewhere", ".", "desk/articles"])
def test_paths_lead_to_the_file_from_here(newsroom: Path, monkeypatch: pytest.MonkeyPatch, here: str) -> None:
    monkeypatch.chdir(newsroom / here)
    folder = str(newsroom / "desk" / "articles")
    run("check", folder, "--output-format", "concise", "--output", "sarif=r.sarif", "--output", "github=r.txt")
    printed = run("check", folder, "--output-format", "concise").stdout
    found = re.findall(r"(?:^|see )([^\s\[]+\.md):\d+:\d+", printed, re.MULTILINE)
    (sarif,) = json.loads(Path("r.sarif").read_text())["runs"]
    for result in sarif["results"]:
        for place in (*result["locations"], *result["relatedLocations"]):
            found.append(unquote(place["physicalLocation"]["artifactLocation"]["uri"]))
    found += re.findall(r"file=([^,]+)", Path("r.txt").read_text())
    assert len(found) == 5 and all(Path(path).is_file() and not os.path.isabs(path) for path in found), found


@pytest.mark.parametrize(
    ("given", "wanted"),
    [("articles", "articles"), ("-", "-"), ("s3://bucket/a.jsonl", "s3://bucket/a.jsonl"), ("../a.txt", "../a.txt")],
)
def test_what_is_no_absolute_path_stays(given: str, wanted: str) -> None:
    assert from_here(given) == wanted
