"""A Report from Python: Markdown, HTML, JSON, a pandas table, and a notebook's frame."""

from __future__ import annotations

import datetime as dt
import html
import json
import sys

import pandas
import pytest
from report_cases import empty_report, hostile_report, report
from test_reports import rendered
from test_reports_html import Page

from checker.errors import ReportError


def test_a_report_renders_itself_as_the_command_does() -> None:
    assert report().to_markdown() == rendered("markdown", report())
    assert report().to_html() == rendered("html", report())
    assert json.loads(report().to_json()) == json.loads(rendered("json", report()))


def test_pairs_as_a_table() -> None:
    table = report().to_pandas()
    assert len(table) == 6 and table["pair"].tolist() == ["p3", "p2", "p5", "p1", "p4", "p6"]
    assert table["fact"].tolist() == ["t-injured"] * 3 + ["t-aboard"] * 2 + [""], "worst fact first, scope last"
    assert table["fingerprint"].map(bool).tolist() == [True, True, False, False, False, False]
    worst = table[table["severity"] == "error"].iloc[0]
    assert (worst["rule"], worst["outlet_a"], worst["value_a"], worst["value_b"]) == (
        "CHK001",
        "Harbour Post",
        "11",
        "9",
    )
    assert worst["speaker_b"] == "according to hospital director Ana Brandt"
    assert worst["published_a"] == dt.date(2031, 5, 6)
    assert list(empty_report().to_pandas().columns) == list(table.columns)
    assert pandas.isna(hostile_report().to_pandas()["published_a"]).all()


def test_without_pandas_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ReportError, match="pip install pandas"):
        report().to_pandas()


def test_a_notebook_shows_the_page_in_a_frame_that_reaches_nothing() -> None:
    for made in (report(), hostile_report()):
        ((tag, attributes),) = Page(made._repr_html_()).elements
        assert tag == "iframe" and attributes["sandbox"] == "allow-scripts"
        assert attributes["srcdoc"] == html.unescape(html.escape(made.to_html()))
