"""From two texts to their relation: parse, claims, align, compare and judge together, NLI replaced by a stand-in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import StandInModel

import checker
from checker.cli.config import Settings
from checker.records import Article, Report

CASES = [
    case
    for file in sorted((Path(__file__).parent / "cases").glob("pairs*.yaml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]


def article(name: str, row: dict[str, Any]) -> Article:
    published: dt.date | None = row.get("published")
    return Article(name, f"Outlet {name}", row["text"], published=published)


def found(report: Report) -> dict[str, set[str]]:
    """Relations by "mention of a/mention of b" between the two articles; days agree in most cases and are left out."""
    claims = {c.id: c for c in report.claims}
    pairs: dict[str, set[str]] = {}
    for v in report.verdicts:
        ends = sorted((claims[v.a], claims[v.b]), key=lambda c: c.article)
        day = any(c.attribute is not None and c.attribute.property == "day" for c in ends)
        if ends[0].article != ends[1].article and not day:
            pairs.setdefault("/".join(c.mention for c in ends), set()).add(str(v.relation))
    return pairs


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_table(case: dict[str, Any], stand_in: StandInModel) -> None:
    both = [article("a", case["a"]), article("b", case["b"])]
    pairs = found(checker.check(both, Settings(), model=stand_in))
    for mentions, relation in case.get("find", {}).items():
        assert pairs.get(mentions) == {relation}, pairs
    for relation in case.get("not", ()):
        assert all(relation not in relations for relations in pairs.values()), pairs


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_order_of_articles_changes_nothing(case: dict[str, Any], stand_in: StandInModel) -> None:
    both = [article("a", case["a"]), article("b", case["b"])]
    assert checker.check(both, Settings(), model=stand_in) == checker.check(both[::-1], Settings(), model=stand_in)
