"""judge: who disagrees, how bad it is, what time and NLI change, and what only the whole list shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from evidence_cases import against

from checker.judge import decide, whole_list
from checker.judge.speakers import between
from checker.records import (
    Attribute,
    Attribution,
    Between,
    CandidatePair,
    Claim,
    ClaimKind,
    Comparator,
    Frame,
    NLIScores,
    Quantity,
    Relation,
    Severity,
    TimeSpan,
)

DAY = dt.date(2024, 8, 6)
NLI = NLIScores(0.1, 0.2, 0.7)
TOLL = Frame(noun="person", predicate="kill", places=("mersin",), event=frozenset({"blast", "port"}))
TROOPS = Frame(noun="soldier", predicate="station", places=("@iraq",))


def claim(name: str, value: float | None = 5, article: str = "", frame: Frame = TOLL, **fields: Any) -> Claim:
    base = Claim(
        id=name,
        article=article or f"article {name}",
        outlet=f"outlet {article or name}",
        published=DAY,
        field="text",
        start=0,
        end=4,
        mention="five",
        sentence="five people died in the blast",
        sentence_start=0,
        kind=ClaimKind.NUMERIC,
        quantity=Quantity(value),
        frame=frame,
    )
    return replace(base, **fields)


def said(source: str) -> Attribution:
    return Attribution(source, "said")


def question(a: Claim, b: Claim, obstacles: tuple[str, ...] = (), sums: Any = MappingProxyType({})) -> Any:
    return decide.question(CandidatePair(a.id, b.id, 0.9, against(obstacles)), a, b, sums)


def verdict(
    a: Claim, b: Claim, nli: NLIScores | None = NLI, score: float = 0.9, obstacles: tuple[str, ...] = ()
) -> Any:
    return decide.judge(CandidatePair(a.id, b.id, score, against(obstacles)), a, b, nli, {})


def relation(a: Claim, b: Claim, **fields: Any) -> Relation | None:
    found = verdict(a, b, **fields)
    return found.relation if found else None


def test_two_values_of_one_thing_contradict() -> None:
    found = verdict(claim("a", 5), claim("b", 7))
    assert (found.relation, found.between, found.severity) == (Relation.CONTRADICTION, Between.OUTLETS, Severity.ERROR)
    assert found.reason == "5 and 7 cannot both be true" and found.nli == NLI


def test_an_obstacle_makes_it_scope_whatever_the_numbers() -> None:
    for value in (5, 7):
        found = verdict(claim("a", 5), claim("b", value), obstacles=("another time: Monday against Sunday",))
        assert found.relation is Relation.SCOPE and "another time" in found.reason and found.severity is Severity.NONE


def test_nli_can_veto_but_not_make_a_contradiction() -> None:
    apart = NLIScores(0.01, 0.98, 0.01)
    assert relation(claim("a", 5), claim("b", 7), nli=apart) is Relation.SCOPE
    assert relation(claim("a", 5), claim("b", 5), nli=NLIScores(0, 0, 1)) is Relation.AGREEMENT


def test_neutral_lowers_confidence() -> None:
    sure, unsure = (verdict(claim("a", 5), claim("b", 7), nli=NLIScores(0.1, n, 0.9 - n)) for n in (0.0, 0.9))
    assert sure.confidence > unsure.confidence > 0


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Maria Lopez", "Jan Novak", Between.SPEAKERS),
        ("Colonel Maria Lopez", "Lopez", Between.OUTLETS),
        ("police", "officials", Between.OUTLETS),
        ("", "Jan Novak", Between.OUTLETS),
        ("", "", Between.OUTLETS),
    ],
)
def test_between_articles(one: str, two: str, expected: Between) -> None:
    a, b = (claim(n, attribution=said(s) if s else None) for n, s in (("a", one), ("b", two)))
    assert between(a, b) is between(b, a) is expected


@pytest.mark.parametrize("other", ["Gazette", "gazette", "GAZETTE"])
def test_between_two_articles_of_one_outlet(other: str) -> None:
    """No outlet disagrees with another there; a warning at most, however sure."""
    a, b = claim("a", 5, outlet="Gazette"), claim("b", 7, outlet=other)
    assert between(a, b) is between(b, a) is Between.OUTLET
    assert verdict(a, b).severity is Severity.WARNING
    spoken = replace(a, attribution=said("Maria Lopez")), replace(b, attribution=said("Jan Novak"))
    assert between(*spoken) is Between.SPEAKERS
    assert verdict(claim("a", 5, outlet="Gazette"), claim("b", 7, outlet="Courier")).severity is Severity.ERROR


def test_between_in_one_article() -> None:
    a, b = claim("a", article="x"), claim("b", article="x")
    assert between(a, b) is Between.SELF
    assert between(replace(a, attribution=said("Maria Lopez")), b) is Between.SELF
    spoken = replace(a, attribution=said("Maria Lopez")), replace(b, attribution=said("Jan Novak"))
    assert between(*spoken) is Between.SPEAKERS


def test_a_dispute_between_speakers_is_a_note_and_a_hedge_a_warning() -> None:
    a, b = claim("a", 5, attribution=said("Maria Lopez")), claim("b", 7, attribution=said("Jan Novak"))
    assert verdict(a, b).severity is Severity.NOTE
    assert verdict(claim("a", 5, hedged=True), claim("b", 7)).severity is Severity.WARNING


def test_one_voice_may_count_two_groups_but_a_headline_sums_up() -> None:
    a, b = claim("a", 5, article="x"), claim("b", 7, article="x")
    assert relation(a, b) is Relation.SCOPE
    assert relation(replace(a, headline=True), b) is Relation.CONTRADICTION
    assert relation(replace(a, headline=True), replace(b, quantity=Quantity(1))) is Relation.SCOPE


def test_groups_and_others_are_apart() -> None:
    children = replace(TOLL, noun="child")
    assert relation(claim("a", 5), claim("b", 2, frame=children)) is Relation.SCOPE
    assert relation(claim("a", 5), claim("b", 2, additional=True)) is Relation.SCOPE


@pytest.mark.parametrize(
    ("value", "days", "expected"), [(7, 0, "contradiction"), (7, 2, "update"), (3, 2, "contradiction")]
)
def test_tolls_rise(value: float, days: int, expected: str) -> None:
    later = claim("b", value, published=DAY + dt.timedelta(days=days))
    assert relation(claim("a", 5), later) == relation(later, claim("a", 5)) == expected


def test_a_revised_toll_is_an_update() -> None:
    assert relation(claim("a", 5), claim("b", 3, sentence="the toll was revised to three")) is Relation.UPDATE


@pytest.mark.parametrize(("first", "second", "expected"), [(150, 165, "update"), (165, 150, "contradiction")])
def test_running_totals_grow(first: float, second: float, expected: str) -> None:
    attacks = Frame(noun="attack", predicate="conduct", places=("@iraq",))
    since = TimeSpan(dt.date(2023, 10, 1), DAY, "since October", since=True)
    a = claim("a", first, frame=attacks, cumulative=True, event_time=since)
    b = claim("b", second, frame=attacks, cumulative=True, event_time=since, published=DAY + dt.timedelta(days=9))
    assert relation(a, b) == relation(b, a) == expected


def test_standing_counts_long_apart_are_only_a_warning() -> None:
    a = claim("a", 2500, frame=TROOPS)
    near, far = (claim("b", 3500, frame=TROOPS, published=DAY - dt.timedelta(days=d)) for d in (30, 1000))
    assert verdict(a, near).severity is Severity.ERROR
    found = verdict(a, far)
    assert found.relation is Relation.CONTRADICTION and found.severity is Severity.WARNING
    assert "1000 days apart" in found.reason


def test_vague_words_and_bounds() -> None:
    several = Quantity(None, low=3, high=9, comparator=Comparator.RANGE, vague=True)
    assert relation(claim("a", 40), claim("b", quantity=several)) is Relation.SCOPE
    assert relation(claim("a", 7), claim("b", quantity=several)) is Relation.COMPATIBLE
    assert (
        relation(claim("a", 5), claim("b", quantity=Quantity(4, comparator=Comparator.AT_LEAST))) is Relation.COMPATIBLE
    )


def test_without_dates_like_words_and_nli_must_agree() -> None:
    a, b = claim("a", 5, published=None), claim("b", 7, published=None)
    assert relation(a, b) is Relation.CONTRADICTION
    assert relation(a, b, nli=NLIScores(0.1, 0.8, 0.1)) is Relation.SCOPE
    other = replace(b, frame=replace(TOLL, event=frozenset({"truck", "crash", "road"})))
    assert relation(a, other) is Relation.SCOPE


def weapon(name: str, value: str, speaker: str, article: str = "") -> Claim:
    base = claim(name, article=article, attribution=said(speaker) if speaker else None)
    return replace(base, kind=ClaimKind.ATTRIBUTIVE, quantity=None, attribute=Attribute("weapon", value))


def test_weapons() -> None:
    a = weapon("a", "ballistic missiles", "Maria Lopez")
    assert relation(a, weapon("b", "rockets", "Jan Novak")) is Relation.CONTRADICTION
    assert relation(a, weapon("b", "missiles", "Jan Novak")) is Relation.AGREEMENT
    assert relation(a, weapon("b", "cruise missiles", "Jan Novak")) is None
    assert relation(a, weapon("b", "rockets", "Jan Novak"), nli=NLIScores(0.9, 0.05, 0.05)) is None
    assert relation(weapon("a", "drones", "", "x"), weapon("b", "rockets", "", "x")) is None


def test_question_makes_the_numbers_alike() -> None:
    a = claim("a", 5, mention="five", sentence="five died", end=4)
    b = claim("b", 7, mention="seven", sentence="seven were killed", end=5)
    assert question(a, b) == ("five died", "five were killed")
    asked = question(weapon("a", "missiles", "x"), weapon("b", "rockets", "y"))
    assert asked == ("The attack was carried out with missiles.", "The attack was carried out with rockets.")


LATER = DAY + dt.timedelta(3)
UNASKED = {
    "equal": (claim("a"), claim("b")),
    "vague": (claim("a"), claim("b", quantity=Quantity(3, low=3, vague=True))),
    "one article of two groups": (claim("a", 5, "x"), claim("b", 7, "x")),
    "a group and a part": (claim("a"), claim("b", 7, frame=replace(TOLL, noun="child"))),
    "revised": (claim("a"), claim("b", 7, sentence="the toll rose to seven")),
    "grown": (claim("a", cumulative=True), claim("b", 7, cumulative=True, published=LATER)),
    "one weapon": (weapon("a", "missiles", "x"), weapon("b", "ballistic missiles", "y")),
    "one voice": (weapon("a", "drones", "", "x"), weapon("b", "rockets", "", "x")),
}
ASKED = {
    "tolls": (claim("a"), claim("b", 7)),
    "a total that shrank": (claim("a", 9, cumulative=True), claim("b", 7, cumulative=True, published=LATER)),
    "undated": (claim("a", published=None), claim("b", 7)),
    "weapons": (weapon("a", "missiles", "x"), weapon("b", "rockets", "y")),
}
ANSWERS = (NLI, NLIScores(0.98, 0.01, 0.01), NLIScores(0.0, 0.99, 0.01), NLIScores(0.01, 0.0, 0.99))


@pytest.mark.parametrize("name", UNASKED)
def test_nli_is_not_asked_where_it_changes_nothing(name: str) -> None:
    a, b = UNASKED[name]
    assert question(a, b) is None
    assert len({replace(v, nli=None) if (v := verdict(a, b, nli)) else None for nli in (None, *ANSWERS)}) == 1


@pytest.mark.parametrize("name", ASKED)
def test_nli_is_asked_where_it_decides(name: str) -> None:
    a, b = ASKED[name]
    assert question(a, b) is not None
    assert len({v.relation if (v := verdict(a, b, nli)) else None for nli in ANSWERS}) > 1


def test_an_obstacle_spares_the_question() -> None:
    a, b = ASKED["tolls"]
    assert question(a, b, obstacles=("another day",)) is None
    inside = claim("a", frame=replace(TOLL, places=("mersin", "mersin harbour")))
    sums = {"a": [claim("t", 12, parts=("a", "x"))]}
    assert question(inside, b) is not None and question(inside, b, sums=sums) is None


def settled(*claims: Claim) -> dict[tuple[str, str], Any]:
    verdicts = [v for i, a in enumerate(claims) for b in claims[i + 1 :] if (v := verdict(a, b)) is not None]
    return {(v.a, v.b): v for v in whole_list.settle(verdicts, {c.id: c for c in claims})}


def test_a_headline_speaks_for_the_source_of_the_body() -> None:
    head = claim("a", 5, article="x", headline=True)
    body = claim("b", 5, article="x", attribution=said("Maria Lopez"))
    other = claim("c", 7, article="x", attribution=said("Jan Novak"))
    found = settled(head, body, other)
    assert found["a", "c"].between is Between.SPEAKERS and found["a", "c"].severity is Severity.NOTE


def test_an_article_that_gives_both_numbers_contradicts_nobody() -> None:
    whole, part, theirs = claim("a", 5, article="x"), claim("b", 2, article="x"), claim("c", 5, article="y")
    found = settled(whole, part, theirs)
    assert found["a", "c"].relation is Relation.AGREEMENT
    assert found["b", "c"].relation is Relation.SCOPE and "both numbers" in found["b", "c"].reason


def test_one_dispute_is_told_once_with_its_fullest_values() -> None:
    found = settled(
        weapon("a", "missiles", "Maria Lopez", "x"),
        weapon("b", "ballistic missiles", "Maria Lopez", "x"),
        weapon("c", "rockets", "Jan Novak", "y"),
    )
    contradictions = [pair for pair, v in found.items() if v.relation is Relation.CONTRADICTION]
    assert contradictions == [("b", "c")]
