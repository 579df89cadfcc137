"""What an article as a whole tells of its persons, and whom a token stands for."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from checker import parse
from checker.claims import discourse
from checker.claims.properties.drafts import FieldText
from checker.claims.properties.people import PersonsOfArticle, persons_of_article
from checker.quantities import mentions
from checker.records import Article, Person

ANA, LENA, OLAV = Person("ana ruiz", 31, "female"), Person("lena berg", None, "female"), Person("olav lund", 31, "male")


def known(*persons: Person) -> PersonsOfArticle:
    return PersonsOfArticle([dict(enumerate(persons))], {})


@pytest.mark.parametrize(
    ("persons", "name"),
    [
        ([ANA, OLAV], "ana ruiz"),
        ([ANA, LENA], None),  # "she" may be either
        ([ANA, Person("kim aker")], None),  # whose sex the article doesn't tell
        ([OLAV], None),
    ],
)
def test_a_pronoun_stands_for_the_only_one_of_its_sex(persons: list[Person], name: str | None) -> None:
    found = known(*persons).only(Person(sex="female"))
    assert (found.name if found else None) == name


def test_the_only_one_is_the_same_in_every_order() -> None:
    told = [ANA, Person("ana ruiz", 31, "female", "teacher"), Person("ana ruiz", 31, "", "victim")]
    assert len({known(*order).only(Person(sex="female")) for order in itertools.permutations(told)}) == 1


@pytest.mark.parametrize(
    ("person", "alone"),
    [
        (Person("", 31), False),  # ana ruiz and olav lund are both 31
        (Person("ruiz"), True),
        (Person("roe"), False),  # eva or jan
        (Person("eva roe"), True),
        (Person("", 40, "male"), True),
        (Person(kind="driver"), True),
        (Person(kind="pilot"), False),
        (Person(kind="child"), False),
    ],
)
def test_who_is_alone(person: Person, alone: bool) -> None:
    others = [Person("eva roe", kind="pilot"), Person("jan roe", kind="pilot"), Person(kind="child", many=True)]
    assert known(ANA, OLAV, *others, Person(kind="driver")).alone(person) is alone


def test_each_token_stands_for_somebody_of_the_whole_article(nlp: Any) -> None:
    text = "Petra Lund, 31, was hurt in a fire in Narvik. She was taken to hospital. Two men, 25 and 40, died."
    (parsed,) = parse.parse([Article("a", "A", text, title="Petra Lund hurt in fire")], nlp)
    fields = [FieldText(f.field, f.doc, f.sentences, mentions(f.doc, f.sentences)) for f in parsed.fields]
    people = persons_of_article(fields, discourse.read((f.doc, f.sentences) for f in fields))
    title, body = (f.doc for f in fields)
    she, men = next(t for t in body if t.lower_ == "she"), next(t for t in body if t.lower_ == "men")
    (named,), (meant,) = people.each(title[1]), people.each(she)
    assert [(p.name, p.age, p.sex) for p in (named, meant)] == [("petra lund", 31, "female")] * 2
    assert [p.age for p in people.each(men)] == [25, 40]
    assert people.of(body[-1]) is None
