"""Attributive claims: what a text says besides numbers, how values of one property relate, and the verdicts on pairs.

``cases/properties`` has a table for each property, ``cases/disputes.yaml`` the pairs of articles.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml
from conftest import ROOT, StandInModel

import checker
from checker import claims, parse
from checker.claims.properties import PROPERTIES
from checker.claims.properties.statement import PROPERTY as STATEMENT
from checker.cli.config import Settings
from checker.compare import values
from checker.records import Article, Attribute, Between, Person, Report
from checker.same import persons

HERE = ROOT / "tests/cases"
TABLES = {p.stem: yaml.safe_load(p.read_text(encoding="utf-8")) for p in sorted((HERE / "properties").glob("*.yaml"))}
FIRES = [(prop, case["text"], case["says"]) for prop, table in TABLES.items() for case in table["fires"]]
SILENT = [(prop, text) for prop, table in TABLES.items() for text in table["silent"]]
VALUES = [(prop, *row) for prop, table in TABLES.items() for row in table["values"]]
DISPUTES = yaml.safe_load((HERE / "disputes.yaml").read_text(encoding="utf-8"))


def told(nlp: Any, text: str) -> list[tuple[str, str, str]]:
    article = Article("a", "Outlet", text, published=dt.date(2024, 8, 6))
    found = [c for parsed in parse.parse([article], nlp) for c in claims.extract(parsed)]
    return [(c.attribute.property, c.attribute.value, c.attribute.subject) for c in found if c.attribute]


@pytest.mark.parametrize("prop", sorted(PROPERTIES.keys() | TABLES.keys()))
def test_every_property_has_cases_that_fire_and_that_must_not(prop: str) -> None:
    assert prop in PROPERTIES, f"no property for cases/properties/{prop}.yaml"
    assert prop in TABLES, f"no cases/properties/{prop}.yaml"
    for kind in ("silent", "values") if prop == STATEMENT.name else ("fires", "silent", "values"):
        assert TABLES[prop].get(kind), f"cases/properties/{prop}.yaml has no {kind}"


@pytest.mark.parametrize(("prop", "text", "says"), FIRES, ids=lambda part: str(part)[:50])
def test_what_a_text_says(nlp: Any, prop: str, text: str, says: list[str]) -> None:
    found = told(nlp, text)
    for row in says:
        wanted = (prop, *(part.strip() for part in row.split("|")))
        assert any(claim[: len(wanted)] == wanted for claim in found), found


@pytest.mark.parametrize(("prop", "text"), SILENT, ids=lambda part: part[:50])
def test_what_a_text_does_not_say(nlp: Any, prop: str, text: str) -> None:
    found = told(nlp, text)
    assert all(claim[0] != prop for claim in found), found


@pytest.mark.parametrize(("prop", "a", "b", "relation"), VALUES)
def test_values(prop: str, a: str, b: str, relation: str) -> None:
    one, two = Attribute(prop, a), Attribute(prop, b)
    assert values.relation(one, two) == relation
    assert values.relation(two, one) == relation


@pytest.mark.parametrize("prop", sorted(PROPERTIES))
def test_values_are_told_in_words(prop: str) -> None:
    first = TABLES[prop]["values"][0][0]
    attribute = Attribute(prop, first, "Ana Roe")
    assert values.relation(attribute, attribute) not in (values.DIFFERENT, values.CHANGED)
    assert values.kind(attribute)
    assert values.label(prop)
    assert prop == "day" or first in values.shown(attribute)
    assert values.statement(attribute).endswith(".")
    assert "{" not in values.statement(attribute)


def test_values_of_two_properties_never_relate() -> None:
    assert values.relation(Attribute("custody", "arrested"), Attribute("plea", "arrested")) == values.UNRELATED


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
        (ANA, Person("ruiz", None, "", alone=False), False),  # the article names Eva Ruiz too
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
