"""Who of one article is who of another: persons matched one to one by what both articles tell of them."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from typing import Any

import pytest

from checker import claims, parse
from checker.block.batch import survey
from checker.block.thresholds import ENOUGH
from checker.judge import alignment
from checker.records import Article, Attribute, Claim, ClaimKind, Person
from checker.same import cast
from checker.same.persons import PersonClaims


def member(name: str = "", age: int | None = None, sex: str = "", kind: str = "", **told: str) -> PersonClaims:
    """A person with what is told of them: property and value, several of these between slashes."""
    person = Person(name, age, sex, kind, alone=bool(name), spot="" if name else f"{kind}{age}{sorted(told.items())}")
    attributes = [Attribute(prop, value) for prop, values in told.items() for value in values.split("/")]
    given = Claim("x", "x", "X", None, "text", 0, 1, "1", "a 1", 0, ClaimKind.ATTRIBUTIVE)
    return PersonClaims(person, tuple(replace(given, attribute=attribute) for attribute in attributes))


def pairs(one: list[PersonClaims], two: list[PersonClaims]) -> list[tuple[int, int]]:
    found = cast.matched(one, two)
    assert [(q.person, p.person) for p, q, _ in cast.matched(two, one)] == [(p.person, q.person) for p, q, _ in found]
    return sorted((one.index(p), two.index(q)) for p, q, _ in found)


def test_who_is_left_over_on_both_sides_is_one_person() -> None:
    one = [
        member("ana ruiz", 22, wound="chest", taken_to="Mercy Hospital"),
        member("", 22, "male", "man", wound="right leg", taken_to="Mercy Hospital"),
    ]
    two = [
        member("", 22, "", "person", wound="abdomen", taken_to="Mercy Hospital"),
        member("", 22, "male", "man", wound="right leg"),
    ]
    assert pairs(one, two) == [(0, 0), (1, 1)]


def test_two_of_one_age_that_nothing_tells_apart_stay_open() -> None:
    one = [member("", 22, "male", "man", wound="chest")]
    two = [member("", 22, "male", "man", condition="dead"), member("", 22, "male", "man", condition="stable condition")]
    assert pairs(one, two) == []


@pytest.mark.parametrize(
    ("p", "q", "enough"),
    [
        (member("ana ruiz", 31), member("ruiz", None), True),
        (member("ana ruiz", 31), member("eva ruiz", 31), False),
        (member("ana ruiz", 31, "female"), member("", 31, "female", "woman"), True),
        (member("ana ruiz", 31, "female"), member("", 31, "male", "man"), False),
        (member("", 31, "", "suspect", custody="arrested"), member("", 31, "", "victim", condition="dead"), False),
        (
            member("", None, "", "driver", taken_to="Mercy Hospital"),
            member("", None, "", "driver", taken_to="Mercy Hospital/Lakeside Hospital"),
            True,
        ),
        (
            member("", None, "female", "woman", taken_to="Mercy Hospital"),
            member("", None, "female", "woman", taken_to="Mercy Hospital"),
            False,
        ),
        (member("", 31, wound="arm", condition="dead"), member("", 31, wound="leg", condition="good condition"), False),
    ],
)
def test_evidence(p: PersonClaims, q: PersonClaims, enough: bool) -> None:
    assert (cast.evidence(p, q) >= ENOUGH) is enough
    assert cast.evidence(p, q) == cast.evidence(q, p)


def told(nlp: Any, name: str, text: str) -> list[Claim]:
    article = Article(name, name, text, published=dt.date(2024, 8, 6))
    return [c for parsed in parse.parse([article], nlp) for c in claims.extract(parsed)]


FERRY = "The ferry Aurora sank off Larvik in Norway on Monday. "
ONE = FERRY + "A 22-year-old man hurt in the right leg and a 22-year-old man hurt in the head were at Mercy Hospital."
TWO = (
    FERRY
    + "Omar Lund, 22, was hurt in the chest and taken to Mercy Hospital. A 22-year-old man was hurt in the right leg."
)


def test_a_wound_tells_two_men_of_one_age_apart(nlp: Any) -> None:
    found = told(nlp, "a", ONE) + told(nlp, "b", TWO)
    persons = cast.survey(found, survey(found))
    wounds = {(c.article, c.attribute.value): c for c in found if c.attribute and c.attribute.property == "wound"}
    assert persons.same(wounds["a", "right leg"], wounds["b", "right leg"]) > 0
    assert persons.same(wounds["a", "right leg"], wounds["b", "chest"]) == -math.inf
    joined = {frozenset((p.a, p.b)) for p in alignment.candidates(found)}
    assert frozenset((wounds["a", "right leg"].id, wounds["b", "chest"].id)) not in joined
