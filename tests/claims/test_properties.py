"""Attributive claims: what a text says besides numbers, how values of one property relate, and the verdicts on pairs.

``cases/properties.yaml``, ``values.csv`` and ``disputes.yaml`` are the tables.
"""

from __future__ import annotations

import csv
import datetime as dt
from typing import Any

import pytest
import yaml
from conftest import ROOT, StandInModel

import checker
from checker import claims, parse
from checker.claims.properties import values
from checker.cli.config import Settings
from checker.records import Article, Attribute, Between, Person, Report
from checker.same import persons

HERE = ROOT / "tests/cases"
TEXTS = yaml.safe_load((HERE / "properties.yaml").read_text(encoding="utf-8"))
DISPUTES = yaml.safe_load((HERE / "disputes.yaml").read_text(encoding="utf-8"))
with (HERE / "values.csv").open(encoding="utf-8") as lines:
    VALUES = list(csv.DictReader(lines))


def told(nlp: Any, text: str) -> list[tuple[str, str, str]]:
    article = Article("a", "Outlet", text, published=dt.date(2024, 8, 6))
    found = [c for parsed in parse.parse([article], nlp) for c in claims.extract(parsed)]
    return [(c.attribute.property, c.attribute.value, c.attribute.subject) for c in found if c.attribute]


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["text"][:50])
def test_what_a_text_says(nlp: Any, case: dict[str, Any]) -> None:
    found = told(nlp, case["text"])
    for row in case.get("must", ()):
        wanted = tuple(part.strip() for part in row.split("|"))
        assert any(claim[: len(wanted)] == wanted for claim in found), found
    for prop in case.get("must_not", ()):
        assert all(claim[0] != prop for claim in found), found


@pytest.mark.parametrize("row", VALUES, ids=lambda row: f"{row['a']}/{row['b']}")
def test_values(row: dict[str, str]) -> None:
    one, two = (Attribute(row["property"], row[k]) for k in "ab")
    assert values.relation(one, two) == row["relation"]
    assert values.relation(two, one) == row["relation"]


def article(name: str, row: dict[str, Any]) -> Article:
    return Article(name, f"Outlet {name}", row["text"], published=row["published"])


def relations(report: Report, prop: str) -> set[str]:
    by_id = {c.id: c for c in report.claims}
    ends = {v.id: by_id[v.a].attribute for v in report.verdicts if by_id[v.a].article != by_id[v.b].article}
    return {str(v.relation) for v in report.verdicts if (a := ends.get(v.id)) is not None and a.property == prop}


@pytest.mark.parametrize("case", DISPUTES, ids=lambda case: case["name"])
def test_verdicts(case: dict[str, Any], stand_in: StandInModel) -> None:
    both = [article("a", case["a"]), article("b", case["b"])]
    for order in (both, both[::-1]):
        report = checker.check(order, Settings(), model=stand_in)
        assert relations(report, case["property"]) == set(case["relations"])


@pytest.mark.parametrize(("entailed", "found"), [(0.9, {"contradiction"}), (0.1, set())])
def test_what_a_source_denies_must_be_what_another_outlet_tells(entailed: float, found: set[str]) -> None:
    day = dt.date(2024, 8, 6)
    told = Article("a", "A", "Rebels seized the town of Kesten in Norland on Monday.", published=day)
    text = "The defence ministry denied that rebels seized the town of Kesten in Norland on Monday."
    model = StandInModel(entailed, 1 - entailed, 0.0)
    report = checker.check([told, Article("b", "B", text, published=day)], Settings(), model=model)
    assert relations(report, "happened") == found
    assert {v.between for v in report.verdicts} <= {Between.SPEAKERS}


ANA = Person("ana ruiz", 31, "female", alone=True)


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        (ANA, ANA, True),
        (ANA, Person("ruiz", None, "", alone=True), True),
        (ANA, Person("eva ruiz", 31, "female", alone=True), False),
        (ANA, Person("ana ruiz", 58, "female", alone=True), False),
        (ANA, Person("", 31, "female", "woman", alone=True), True),
        (ANA, Person("", 31, "male", "man", alone=True), False),
        (ANA, Person("", 31, "female", "woman", alone=False), False),
        (ANA, Person("", None, "female", "woman", alone=True), False),
        (Person("", None, "", "victim", "fourth"), Person("", None, "male", "student", "fourth"), True),
        (Person("", None, "", "victim", "fourth"), Person("", None, "", "victim", "fifth"), False),
        (Person("", None, "", "suspect", "second"), Person("", None, "", "victim", "second"), False),
        (Person("", None, "", "driver", alone=True), Person("", None, "", "driver", alone=True), True),
        (Person("", None, "", "driver", alone=True), Person("", None, "", "pilot", alone=True), False),
        (Person("", None, "", "person", alone=True), Person("", None, "", "person", alone=True), False),
        (Person("", None, "", "driver", many=True), Person("", None, "", "driver", alone=True), False),
    ],
)
def test_who_is_one_person(a: Person, b: Person, one: bool) -> None:
    assert (persons.same(a, b) is not None) is one
    assert (persons.same(b, a) is not None) is one


def test_an_unnamed_suspect_may_be_the_one_who_is_held() -> None:
    suspect = Person("", None, "", "suspect", alone=True)
    assert persons.same(suspect, ANA, "custody") is not None
    assert persons.same(suspect, ANA, "wound") is None
