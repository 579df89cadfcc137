"""Remarks on a batch reach the reader of every format that can carry them, before the findings."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from report_cases import report
from test_reports import rendered

from checker.records import Report
from checker.reports import FORMATS
from checker.reports.remarks import MAX_REMARKS

SILENT = {"gitlab"}  # an issue there is a place in a file
DATE = 'news/a.txt: "published" is 2031-08-06, but its text says "Published October 26 2030"'
HOSTILE = "news/b|<script>.txt: has no date;\nits text says ::error::@team * ]]> $x$"


def with_remarks(*remarks: str) -> Report:
    return replace(report(), remarks=remarks)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - SILENT))
@pytest.mark.parametrize(
    ("remark", "words"),
    [
        (DATE, "Published October 26 2030"),
        ("news/a.txt: has no date; its text says Oct. 26", "has no date; its text says Oct. 26"),
        ("3 of 4 articles have no date: events can hardly be told apart", "events can hardly be told apart"),
    ],
)
def test_every_format_tells(name: str, remark: str, words: str) -> None:
    plain, told = rendered(name, report()), rendered(name, with_remarks(remark))
    assert words not in plain
    assert words in told


@pytest.mark.parametrize("name", FORMATS)
def test_any_remark_renders_and_the_rest_stays(name: str) -> None:
    plain, told = rendered(name, report()), rendered(name, with_remarks(HOSTILE))
    told.encode("utf-8")
    if name in ("concise", "github"):
        assert not any(line.startswith("::error") and "@team" in line for line in told.splitlines())
        assert len(told.splitlines()) == len(plain.splitlines()) + 1
    if name == "html":
        assert "b|<script>" not in told
    if name == "junit":
        ET.fromstring(told)
    if name in ("json", "sarif", "gitlab"):
        json.loads(told)


@pytest.mark.parametrize(("name", "findings"), [("markdown", "## Contradictions"), ("html", 'id="facts"')])
def test_people_read_them_first(name: str, findings: str) -> None:
    text = rendered(name, with_remarks("the first remark"))
    assert text.index("the first remark") < text.index(findings)
    assert abs(text.index("the first remark") - text.index("exit status")) < 500, "beside the result"


@pytest.mark.parametrize("name", ["markdown", "html", "junit", "github", "concise"])
@pytest.mark.parametrize(
    ("n", "more"), [(MAX_REMARKS, ""), (MAX_REMARKS + 1, "and 1 more remark in"), (1025, "and 1,005 more remarks in")]
)
def test_formats_for_people_stop_at_twenty(name: str, n: int, more: str) -> None:
    text = rendered(name, with_remarks(*(f"remark no {i} of many" for i in range(n))))
    assert text.count("of many") == MAX_REMARKS
    assert (more in text) if more else (" more remark" not in text)


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif"])
def test_formats_for_programs_have_all(name: str) -> None:
    told = [f"remark no {i} of many" for i in range(45)]
    text = rendered(name, with_remarks(*told))
    if name == "sarif":
        notes = json.loads(text)["runs"][0]["invocations"][0]["toolExecutionNotifications"]
        assert [n["message"]["text"] for n in notes if "of many" in n["message"]["text"]] == told
        assert {n["level"] for n in notes if "of many" in n["message"]["text"]} == {"note"}
    else:
        head = json.loads(text if name == "json" else text.splitlines()[0])
        assert head["remarks"] == told


def test_a_github_notice_carries_them_in_one_command() -> None:
    lines = rendered("github", with_remarks("one", "two")).splitlines()
    assert "::notice title=checker%3A 2 remarks on the batch::one%0Atwo" in lines
