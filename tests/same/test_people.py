"""people: persons described in one article and named in another; clock times; tolls that other counts explain."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from evidence_cases import against
from test_claims import extracted
from test_judge import claim

from checker.compare import quantities
from checker.judge import counts
from checker.records import (
    Between,
    Claim,
    Comparator,
    Frame,
    Person,
    Quantity,
    QuantityKind,
    Relation,
    Severity,
    Verdict,
)
from checker.same import people, persons
from checker.same.persons import PersonClaims
from checker.words import lexicon, wording

DAY = dt.date(2019, 3, 7)


def ages(nlp: Any, text: str, article: str = "a") -> list[PersonClaims]:
    found = [c for c in extracted(nlp, text) if c.quantity and c.quantity.kind is QuantityKind.AGE]
    return people.persons(found)


def person(age: float, name: str = "", sex: str = "", roles: str = "", kinds: str = "") -> PersonClaims:
    given = Claim("x", "x", "X", DAY, "text", 0, 1, "1", "a 1", 0, "numeric")  # type: ignore[arg-type]
    told = Person(name, age, sex, roles=frozenset(roles.split()), kinds=frozenset(kinds.split()))
    return PersonClaims(told, (given,))


def pairs(
    one: list[PersonClaims], two: list[PersonClaims], link: float = 0.8
) -> set[tuple[float | None, float | None]]:
    return {(p.person.age, q.person.age) for p, q, _ in people.matched(one, two, link)}


@pytest.mark.parametrize(
    ("text", "name", "sex", "roles"),
    [
        ("A 41-year-old woman was shot and killed near the mill.", "", "female", {"kill", "shoot"}),
        ("The 19-year-old suspect shot a guard.", "", "", {"suspect"}),
        ("Officers identified the 52-year-old as Petra Lund.", "petra lund", "female", set()),
        ("Petra Lund is a 52-year-old nurse.", "petra lund", "female", set()),
        ("The fatal stabbing of a 33-year-old man shocked the village.", "", "male", {"kill"}),
        ("Tomas Berg, 24 and Nils Aker, 31, were arrested.", "tomas berg", "", {"arrest"}),
        ("A 27-year-old man, identified as Tomas Berg, was stabbed.", "tomas berg", "male", set()),
        ("Nils Aker, 31, was hit by a car and taken to hospital, where he died.", "nils aker", "", {"kill"}),
    ],
)
def test_traits_of_persons(nlp: Any, text: str, name: str, sex: str, roles: set[str]) -> None:
    found = ages(nlp, text)
    mine = next(p.person for p in found if p.person.name == name)
    assert (not sex or mine.sex == sex) and roles <= mine.roles


def test_equal_ages_find_each_other_before_others() -> None:
    one = [person(25, sex="female", roles="kill"), person(24, sex="male", roles="kill")]
    two = [person(24, "olav berg", "male", "kill"), person(27, "maria lund", "female", "kill")]
    assert pairs(one, two) == {(24, 24), (25, 27)}


@pytest.mark.parametrize(
    ("p", "q"),
    [
        (person(30, sex="male", roles="kill"), person(31, "ida lund", "female", "kill")),  # another sex
        (person(30, sex="male", roles="charge"), person(31, "jan berg", "male", "kill")),  # another part in it
        (person(30, sex="male", roles="kill"), person(38, "jan berg", "male", "kill")),  # too far apart
        (person(30, "jan berg", "male", "kill"), person(31, "ole aker", "male", "kill")),  # two names
        (person(30), person(32, "jan berg")),  # nothing in common
    ],
)
def test_who_is_not_one_person(p: PersonClaims, q: PersonClaims) -> None:
    assert not pairs([p], [q])


def test_ages_that_differ_need_to_stand_out() -> None:
    two = [person(31, "jan berg", "male", "injure"), person(29, "ole aker", "male", "injure")]
    assert not pairs([person(30, sex="male", roles="injure")], two)
    assert pairs([person(30, sex="male", roles="injure")], two[:1])


def listed(age: float) -> PersonClaims:
    """One of "two men, 46 and 24," who encountered somebody."""
    return person(age)


def test_among_several_persons_ages_that_differ_need_a_name() -> None:
    """A boy of 15 and one of 16 of articles that tell of several boys may be two of these."""
    here, there = person(15, sex="male", roles="kill", kinds="boy"), person(16, sex="male", roles="kill", kinds="boy")
    others = [person(70, roles="suspect"), person(45, roles="suspect", kinds="teacher")]
    assert pairs([here], [there]) == {(15, 16)} == pairs([here], [there, others[0]])
    assert not pairs([here], [there, *others]) and not pairs([here, *others], [there])
    named = person(16, "ola berg", sex="male", roles="kill", kinds="boy")
    assert pairs([here], [named, *others]) == {(15, 16)}


def test_the_last_of_a_list_is_who_is_left_over() -> None:
    two = [person(46, "jan berg", "male", "kill"), person(23, "ole aker", "male", "kill")]
    assert pairs([listed(46), listed(24)], two) == {(46, 46), (24, 23)}
    assert pairs([listed(24)], two) == set()  # nobody else of the list tells that the two articles mean them
    assert pairs([listed(58), listed(24)], two) == set()


def test_victims_whom_somebody_identifies(nlp: Any) -> None:
    text = "Relatives identified two of the victims as Petra Lund, 41, and Olav Berg, 36, of Narvik."
    assert all("victim" in p.person.kinds for p in ages(nlp, text)) and len(ages(nlp, text)) == 2


def test_first_names_that_hang_on_each_other(nlp: Any) -> None:
    found = ages(
        nlp, "The first suspect, identified by police as Murjan Issack Abdo, 20, was booked on a charge of robbery."
    )
    assert [p.person.name for p in found] == ["murjan isack abdo"]


def test_another_is_somebody_else(nlp: Any) -> None:
    text = "A 25-year-old man was wounded in the bar. Another 25-year-old man was hurt in the yard."
    again = "A 25-year-old man was wounded in the bar. The 25-year-old man is in hospital."
    assert [len(ages(nlp, t)) for t in (text, again)] == [2, 1]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [("maria lund", "maria elena lund", True), ("lund", "maria lund", True), ("abel abel", "jon isak abel", False)],
)
def test_names(one: str, two: str, same: bool) -> None:
    assert persons.same_name(one, two) is same


def test_first_names_tell_sex_where_they_do() -> None:
    assert [lexicon.sex_of_name(n) for n in ("justine roe", "terry roe", "zzyx roe")] == ["female", "", ""]


# ------------------------------------------------------------------ clock times


@pytest.mark.parametrize(
    ("text", "value", "moment"),
    [
        ("The crash happened about 4:40 p.m. on the bridge.", 1000, "occur"),
        ("Divers found the boat just after midnight.", 0, "find"),
        ("The explosion occurred at 14:05 in the plant.", 845, "occur"),
        ("She was arrested at noon on Friday.", 720, "arrest"),
        ("The man killed in a fire in Dock Street about 2:30am Sunday has been identified.", 150, "occur"),
        ("The suspect in the robbery at 3 a.m. was arrested.", 180, "occur"),
        ("Police at 3 a.m. arrested a man in Dock Street.", 180, "arrest"),
    ],
)
def test_clock_times(nlp: Any, text: str, value: float, moment: str) -> None:
    (found,) = [c for c in extracted(nlp, text) if c.frame.noun == "clock"]
    assert found.quantity is not None
    assert (found.quantity.value, found.frame.predicate) == (value, moment)


@pytest.mark.parametrize(
    "text",
    [
        "The museum is open from 9 a.m. to 5 p.m. every day.",
        "The council will meet at 7 p.m. on Monday.",
        "The party started at 9 p.m. and ended early.",
    ],
)
def test_no_moment_of_an_event(nlp: Any, text: str) -> None:
    assert not [c for c in extracted(nlp, text) if c.frame.noun == "clock" and c.frame.predicate == "occur"]


def at(minutes: float, comparator: Comparator = Comparator.EXACT) -> Quantity:
    return Quantity(minutes, comparator=comparator, unit="time of day", kind=QuantityKind.CLOCK)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (at(1000, Comparator.ABOUT), at(1020, Comparator.ABOUT), quantities.DISJOINT),
        (at(220), at(215, Comparator.ABOUT), quantities.OVERLAP),
        (at(1435), at(2), quantities.OVERLAP),  # five to midnight, two past
        (at(120), at(150), quantities.DISJOINT),
        (at(1350, Comparator.AT_LEAST), at(30), quantities.OVERLAP),  # after 10:30 p.m.
        (at(720), at(720, Comparator.ABOUT), quantities.EQUAL),
    ],
)
def test_clock_arithmetic(a: Quantity, b: Quantity, relation: str) -> None:
    assert quantities.compare(a, b).relation == quantities.compare(b, a).relation == relation


def test_clock_words() -> None:
    assert [wording.clock(m) for m in (0, 30, 720, 1000)] == ["midnight", "12:30 a.m.", "noon", "4:40 p.m."]


# ------------------------------------------------------------------ tolls


def verdict(a: Claim, b: Claim, relation: Relation, code: str = "") -> Verdict:
    """With evidence of this code that the two count different things, if any."""
    found = against(["told apart"], code=code) if code else ()
    return Verdict(f"{a.id}{b.id}", a.id, b.id, "", relation, Severity.ERROR, 0.9, Between.OUTLETS, "", evidence=found)


def toll(name: str, value: float, predicate: str, article: str) -> Claim:
    return claim(name, value, article=article, frame=Frame(noun="person", predicate=predicate))


def settled(claims: list[Claim], *verdicts: Verdict) -> Relation:
    return counts.settle(verdicts, {c.id: c for c in claims})[0].relation


def test_dead_and_hurt_that_add_up_are_an_update() -> None:
    early = [toll("a", 2, "kill", "x"), toll("b", 2, "injure", "x")]
    late = [toll("c", 3, "kill", "y"), toll("d", 1, "injure", "y")]
    other = [toll("c", 3, "kill", "y"), toll("d", 2, "injure", "y")]
    one = verdict(early[0], late[0], Relation.CONTRADICTION)
    assert settled([*early, *late], one) is Relation.UPDATE
    assert settled([*early, *other], one) is Relation.CONTRADICTION


def test_one_article_with_dead_and_hurt_of_its_own_has_no_other_sum() -> None:
    """ "One killed, four hurt", and then "one is critical, the other two are stable": one of the hurt is missing."""
    told = [toll("a", 1, "kill", "x"), toll("b", 4, "injure", "x"), toll("c", 3, "injure", "x")]
    both = Verdict("bc", "b", "c", "", Relation.CONTRADICTION, Severity.WARNING, 0.9, Between.SPEAKERS, "")
    assert settled(told, both) is Relation.CONTRADICTION


@pytest.mark.parametrize(
    ("code", "expected"), [("limits", Relation.SCOPE), ("part", Relation.SCOPE), ("place", Relation.CONTRADICTION)]
)
def test_what_a_number_includes_is_said_elsewhere_in_the_article(code: str, expected: Relation) -> None:
    title, body, theirs = toll("a", 4, "kill", "x"), toll("b", 4, "kill", "x"), toll("c", 3, "kill", "y")
    found = [
        verdict(title, theirs, Relation.CONTRADICTION),
        verdict(title, body, Relation.AGREEMENT),
        verdict(body, theirs, Relation.SCOPE, code),
    ]
    assert settled([title, body, theirs], *found) is expected
    assert settled([title, body, theirs], *found[:2]) is Relation.CONTRADICTION
