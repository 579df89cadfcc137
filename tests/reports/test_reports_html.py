"""reports.html: the page's structure, its policy, and its behaviour in a browser where one is installed."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from report_cases import claims, hostile_report, many_report, report
from test_reports import gated, rendered

from checker.findings.facts import FactValue, counted
from checker.findings.view import View
from checker.records import Comparator, Quantity, QuantityKind, Relation, Report
from checker.reports import render
from checker.reports.chart import HEIGHT, WIDTH, chart

VOID = {"meta", "br", "input", "link", "img", "line", "path", "circle"}


class Page(HTMLParser):
    """Elements in order as (tag, attributes), text without script and style; counts what isn't closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, str] = {}
        self.text: list[str] = []
        self.stack: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1] in ("script", "style"):
            self.raw["data" if self.elements[-1][1].get("type") == "application/json" else self.stack[-1]] = data
        else:
            self.text.append(data)


def data(html: str) -> dict:
    """The facts that lie in the page."""
    return json.loads(Page(html).raw["data"])


@pytest.mark.parametrize("made", [report(), hostile_report()], ids=["ferry", "hostile"])
def test_page_loads_nothing_and_runs_only_its_own_script(made: Report) -> None:
    html = rendered("html", made)
    page = Page(html)
    assert not page.unbalanced and not page.stack
    tags = [tag for tag, _ in page.elements]
    assert tags.count("script") == 2 and tags.count("style") == 1
    assert [a.get("type") for t, a in page.elements if t == "script"] == ["application/json", None]
    assert not {"link", "img", "iframe", "object", "embed", "base"} & set(tags)
    for tag, attributes in page.elements:
        assert not any(a.startswith("on") or a in ("style", "src") for a in attributes), (tag, attributes)
        assert attributes.get("href", "#").startswith("#")
    policy = next(a["content"] for t, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    for kind in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(page.raw[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert html.index("Content-Security-Policy") < html.index("<style>")


def test_hostile_text_stays_text() -> None:
    html = rendered("html", hostile_report())
    assert [t for t, _ in Page(html).elements].count("textarea") == 0
    assert "<script>alert(1)" in json.dumps(data(html)) and html.count("<script>") == 1
    assert "{{ 7*7 }}" in "".join(Page(html).text) and "{{ 7*7 }}" in Page(html).raw["data"]
    assert not re.search("[\x00-\x08\x0e-\x1f\u202e\u200f]", html)


def test_a_fact_has_its_values_with_who_gives_them_and_where() -> None:
    found = data(rendered("html", report()))
    first, _ = found["facts"]
    assert (first["label"], first["relation"], first["severity"]) == (
        "people injured on the ferry Marwen",
        "mixed",
        "error",
    )
    assert [v["words"] for v in first["values"]] == ["11", "9", "17", "6"]
    eleven, nine, *_ = (v["passages"][0] for v in first["values"])
    assert eleven["text"] == ["", "Eleven", " people were injured."] and eleven["place"] == "news/harbour.txt:4"
    assert nine["speaker"] == "according to hospital director Ana Brandt"
    assert [found["outlets"][i] for i in first["values"][1]["given"]] == ["The Courier"]
    assert found["stories"][first["story"]]["label"] == "Ferry runs aground off Port Lenning"


def test_scope_is_shown_when_asked_for() -> None:
    made = report()
    asked = replace(gated(made), shown=(Relation.SCOPE,))
    kinds = [[f["relation"] for f in data(render("html", made, g))["facts"]] for g in (gated(made), asked)]
    assert kinds == [["mixed", "agreement"], ["mixed", "agreement", "scope"]]


def test_matrix_counts_each_two_outlets_those_that_disagree_first() -> None:
    html = rendered("html", report())
    matrix = html[html.index('class="matrix"') : html.index("Not checked")]
    assert html.index('id="facts"') < html.index('class="matrix"')
    assert matrix.count("1 agree") == matrix.count("1 contradict") == 2
    assert matrix.index("Harbour Post") < matrix.index("The Courier")


# ------------------------------------------------------------------ chart


def rows(*quantities: Quantity) -> list[FactValue]:
    """Values on days 1, 2, ... of one month."""
    base = claims()["treated"]
    assert base.published
    return [
        FactValue("", (replace(base, quantity=q),), ("Gazette",), (), 1, base.published.replace(day=i))
        for i, q in enumerate(quantities, 1)
    ]


def test_chart_draws_bounds_as_open_ends() -> None:
    at_least = Quantity(150, comparator=Comparator.MORE_THAN)
    below = Quantity(160, comparator=Comparator.LESS_THAN)
    about = Quantity(170, comparator=Comparator.ABOUT)
    between = Quantity(None, 100, 200, Comparator.RANGE)
    made = chart(rows(Quantity(58), at_least, below, about, between))
    assert made is not None
    assert [p.style for p in made.points] == ["exact", "up", "down", "about", "range"]
    exact, up, down, _, ranged = made.points
    assert exact.end is None
    assert up.end is not None and up.end < up.y
    assert down.end is not None and down.end > down.y
    assert ranged.end is not None and ranged.end < ranged.y
    assert [p.x for p in made.points] == sorted(p.x for p in made.points)
    assert exact.y > up.y > down.y, "greater values stand higher"


@pytest.mark.parametrize("value", [0.0, 1.0, -5.0, 0.003, 1e12, 7e300])
def test_chart_stays_inside_its_frame(value: float) -> None:
    made = chart(rows(Quantity(value, kind=QuantityKind.MEASURE), Quantity(value * 3)))
    assert made is not None
    for p in made.points:
        assert 0 <= p.x <= WIDTH and 0 <= p.y <= HEIGHT
    assert 2 <= len(made.y_ticks) <= 8
    assert [y for y, _ in made.y_ticks] == sorted((y for y, _ in made.y_ticks), reverse=True)


def test_no_chart_without_two_dated_values() -> None:
    assert chart(rows(Quantity(3))) is None
    assert chart(rows(Quantity(3), Quantity(float("nan")), Quantity(None))) is None
    assert [v.words for f in View(report()).facts for v in counted(f)] == ["11", "9", "17"]


def test_large_page_stays_small_a_pair() -> None:
    few, many = (len(rendered("html", many_report(n))) for n in (10, 510))
    assert (many - few) / 500 < 2500


def test_facts_beyond_the_limit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.reports.html.MAX_FACTS", 20)
    html = rendered("html", many_report(33))
    assert len(data(html)["facts"]) == 20
    assert "<p>13 more facts in the JSON report.</p>" in html
