"""Word lists and their reader: what lies in ``words/data`` is told once, is used, and is what the rooms take."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import checker
from checker.words import lexicon, lists, names, persons

PACKAGE = Path(checker.__file__).parent
TABLES = sorted(p.stem for p in (PACKAGE / "words" / "data").glob("*.toml"))
CODE = "\n".join(p.read_text(encoding="utf-8") for p in sorted(PACKAGE.rglob("*.py")))


def every_list(table: str) -> Iterator[str]:
    """Names of all lists of a table, those within a table with a dot."""
    for key in lists.keys(table):
        data = tomllib.loads((PACKAGE / "words" / "data" / f"{table}.toml").read_text(encoding="utf-8"))[key]
        if not isinstance(data, dict):
            yield key
        elif all(isinstance(value, list) for value in data.values()):
            yield from (f"{key}.{name}" for name in data if "." not in name)


@pytest.mark.parametrize("table", TABLES)
def test_no_list_is_empty_or_tells_a_word_twice(table: str) -> None:
    for name in every_list(table):
        found = lists.listed(table, name)
        assert found, name
        assert len(found) == len(set(found)), name


@pytest.mark.parametrize("table", [t for t in TABLES if t != "unread_types"])
def test_every_list_is_used(table: str) -> None:
    for key in lists.keys(table):
        named = key.removesuffix("_glue")  # of a bar's words, by the kind of bar
        assert re.search(rf"[\"']{re.escape(named)}\b", CODE), f"no code names {table}.{key}"


def test_a_list_is_an_array_or_words_between_spaces() -> None:
    assert lists.listed("time", "months")[:2] == ("January", "February")
    assert "at least" in lists.words_in("numbers", "bounds.at_least")
    with pytest.raises(KeyError):
        lists.listed("time", "no such list")


def test_the_longest_word_of_an_alternation_wins() -> None:
    found = re.match(lists.alternation("numbers", "between_bound_and_number"), "a total of 20")
    assert found is not None
    assert found[0] == "a total of"


def test_pronouns_are_told_once() -> None:
    parts = (
        persons.PERSONAL, persons.POSSESSIVES, persons.FIRST_PERSON, persons.OF_A_GROUP, persons.WITH_AN_AGE,
        persons.THIRD_SINGULAR, persons.POINTING,
    )  # fmt: skip
    assert set().union(*parts, persons.SEX_BUT_OF_REFLEXIVES, persons.SEX_BUT_OF_INDEPENDENTS) == set(persons.PRONOUNS)
    assert set(persons.PRONOUNS.values()) == {"male", "female", ""}
    assert {"he", "him", "his", "she", "her"} == persons.OF_ONE_PERSON


@pytest.mark.parametrize(
    ("name", "country"),
    [("Iraqi", "iraq"), ("the Iraqis", "iraq"), ("U.S.", "united states"), ("Baghdad", "iraq"), ("Lorn", None)],
)
def test_nations_go_by_name_demonym_and_capital(name: str, country: str | None) -> None:
    assert lexicon.nation(name) == country


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Ives", "Saint Ives"), ("Mt Etna", "Mount Etna"), ("Ft. Bragg", "Fort Bragg"), ("Kyiv", "Kiev"),
        ("Mumbai", "Bombay"), ("Chennai", "Madras"), ("Kolkata", "Calcutta"), ("Ho Chi Minh City", "Saigon"),
        ("Lviv", "Lvov"), ("Yangon", "Rangoon"), ("Köln", "Cologne"), ("Beijing", "Peking"),
    ],
)  # fmt: skip
def test_names_of_one_place_meet(one: str, other: str) -> None:
    assert lexicon.place_key(one) == lexicon.place_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Guangzhou", "Canton"),  # there are large cities called Canton
        ("Elm St", "Saint Elm"), ("St. Louis", "Louis"), ("Alexandria", "Iskandariya"), ("Salford", "Salzburg"),
    ],
)  # fmt: skip
def test_names_that_may_be_of_two_places_do_not(one: str, other: str) -> None:
    assert lexicon.place_key(one) != lexicon.place_key(other)


def test_a_place_with_several_names_is_told_once() -> None:
    rows = [line.split(" | ") for line in lists.lines("places.txt")]
    own, others = [city for city, _ in rows], [name for _, names in rows for name in names.split(", ")]
    assert len(own) == len(set(own))
    assert len(others) == len(set(others))
    assert not set(own) & set(others)


def test_countries_with_two_names_are_one() -> None:
    for one, other in (("Myanmar", "Burma"), ("Côte d’Ivoire", "Ivory Coast"), ("Eswatini", "Swaziland")):
        assert lexicon.nation(one) == lexicon.nation(other) is not None


def test_singular_and_plural_follow_the_ending() -> None:
    assert [lexicon.singular(w) for w in ("boxes", "cities", "species", "gas")] == ["box", "city", "species", "gas"]
    assert [lexicon.plural(w) for w in ("foot", "mile per hour", "city")] == ["feet", "miles per hour", "cities"]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Ana Ruiz's", "Ana Ruiz"),
        ("the Millers’", "the Millers"),
        ("Bradley Fischer.", "Bradley Fischer"),
        ("John Conyers Jr.", "John Conyers Jr."),
        ("J. R.", "J. R."),
    ],
)
def test_what_stands_behind_a_name_is_no_part_of_it(told: str, name: str) -> None:
    assert names.without_ending(told) == name
