"""Two quantities whose sameness a model has weighed: each row of the table, and what the values say besides."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.judge import coincidence, decide, disagreement, numeric
from checker.judge.disagreement import NO_OTHERS, Agreeing
from checker.records import (
    CandidatePair,
    Claim,
    ClaimKind,
    Comparator,
    Evidence,
    Frame,
    Level,
    Quantity,
    QuantityKind,
    Relation,
)

DAY = dt.date(2024, 5, 3)
KILLED = Frame(noun="person", predicate="kill")
BUILT = Frame(noun="ship", predicate="build")


def claim(name: str, value: float | None, frame: Frame = BUILT, **fields: Any) -> Claim:
    base = Claim(
        id=name, article=f"article {name}", outlet=f"outlet {name}", published=DAY, field="text", start=5, end=7,
        mention="14", sentence="Some 14 ships were built there.", sentence_start=0, kind=ClaimKind.NUMERIC,
        quantity=Quantity(value), frame=frame,
    )  # fmt: skip
    return replace(base, **fields)


def pair(p_same: float, **fields: Any) -> CandidatePair:
    evidence = (Evidence("place", Level.DIFFERS, "Lorn against Tessin", -1.0),)
    return CandidatePair("a", "b", p_same, evidence, p_same=p_same, weighed=evidence, framed=False, **fields)


def verdict(p_same: float, p_differing: float, a: Claim, b: Claim) -> Relation | None:
    found = numeric.verdict(pair(p_same), a, b, p_differing)
    return found.relation if found else None


@pytest.mark.parametrize(
    ("p_same", "p_differing", "one", "two", "relation"),
    [
        (0.6, 0.0, 14, 14, Relation.AGREEMENT),
        (0.2, 0.0, 1437, 1437, Relation.AGREEMENT),  # hardly equal by chance
        (0.2, 0.0, 2, 2, None),
        (0.9, 0.8, 14, 30, Relation.CONTRADICTION),
        (0.9, 0.2, 14, 30, Relation.SCOPE),
        (0.1, 0.2, 14, 30, None),
    ],
)
def test_table(p_same: float, p_differing: float, one: float, two: float, relation: Relation | None) -> None:
    assert verdict(p_same, p_differing, claim("a", one), claim("b", two)) is relation


def test_bounds_that_can_both_be_true_are_compatible() -> None:
    least = claim("a", 20, quantity=Quantity(20, comparator=Comparator.AT_LEAST))
    assert verdict(0.6, 0.0, least, claim("b", 25)) is Relation.COMPATIBLE
    assert verdict(0.1, 0.0, least, claim("b", 25)) is None


def test_a_vague_word_settles_nothing() -> None:
    several = claim("a", None, quantity=Quantity(None, 3, 9, Comparator.RANGE, vague=True))
    assert verdict(0.9, 0.9, several, claim("b", 30)) is Relation.SCOPE


@pytest.mark.parametrize(("later", "relation"), [(19, Relation.UPDATE), (12, Relation.CONTRADICTION)])
def test_a_later_toll_that_has_grown_is_an_update(later: float, relation: Relation) -> None:
    first = claim("a", 14, KILLED)
    assert verdict(0.9, 0.9, first, claim("b", later, KILLED, published=DAY + dt.timedelta(1))) is relation


def test_a_running_total_at_two_dates_is_an_update() -> None:
    first, last = (claim(n, v, cumulative=True) for n, v in (("a", 1437.0), ("b", 1502.0)))
    last = replace(last, published=DAY + dt.timedelta(9))
    assert verdict(0.9, 0.9, first, last) is Relation.UPDATE


def test_one_article_may_count_two_groups() -> None:
    a, b = claim("a", 14), claim("b", 30)
    assert verdict(0.9, 0.9, a, replace(b, article=a.article, outlet=a.outlet)) is Relation.SCOPE


def test_kinds_that_cannot_be_compared_have_no_verdict() -> None:
    metres = claim("b", 14, quantity=Quantity(14, unit="metre", kind=QuantityKind.MEASURE))
    assert verdict(0.9, 0.9, claim("a", 14), metres) is None


def test_frames_that_fit_contradict_only_where_the_model_finds_the_pair_likely() -> None:
    frames = numeric.Finding(Relation.CONTRADICTION, 0.9, "14 and 30 cannot both be true")
    a, b = (claim(n, v, frame=KILLED) for n, v in (("a", 14), ("b", 30)))

    def chosen(p_same: float, p_differing: float, b: Claim = b) -> numeric.Finding | None:
        return numeric.chosen(pair(p_same), a, b, None, frames, p_differing)

    assert chosen(0.01, 0.3) is None
    assert chosen(0.3, 0.3) is frames
    assert chosen(0.3, 0.1) is None  # 14 and 30 of who knows what
    assert chosen(0.3, 0.1, replace(b, article=a.article)) is frames
    a, b = (replace(c, frame=replace(KILLED, places=("mersin",))) for c in (a, b))
    assert chosen(0.3, 0.1, b) is frames
    assert chosen(0.3, 0.01, b) is None  # 14 and 300 are hardly two values of one thing
    agreement = numeric.Finding(Relation.AGREEMENT, 0.9, "both say 14")
    assert numeric.chosen(pair(0.3), a, b, agreement, frames, 0.3) is agreement


def test_a_verdict_carries_the_probability_and_the_evidence() -> None:
    found = decide.judge(pair(0.9), claim("a", 14), claim("b", 14), None, {})
    assert found is not None and found.p_same == 0.9 and found.evidence[0].weight == -1.0


# ------------------------------------------------------------------ values


def differing(one: float, two: float, told: Agreeing = NO_OTHERS) -> float:
    return disagreement.probability(pair(0.9), claim("a", one), claim("b", two), told)


@given(st.floats(0, 1e12), st.floats(0, 1e12), st.floats(0, 1))
def test_the_probability_of_two_values_is_one_and_the_same_both_ways(one: float, two: float, p_same: float) -> None:
    a, b = claim("a", one), claim("b", two)
    found = disagreement.probability(pair(p_same), a, b, NO_OTHERS)
    assert 0 <= found <= 1
    assert found == disagreement.probability(pair(p_same), b, a, NO_OTHERS)


def test_values_far_apart_are_less_likely_of_one_thing() -> None:
    assert differing(350, 400) > differing(35, 400) > differing(3.5, 400)


def test_an_article_that_prints_both_values_hardly_contradicts() -> None:
    both = frozenset({(QuantityKind.COUNT, 350.0), (QuantityKind.COUNT, 400.0)})
    assert differing(350, 400, Agreeing({}, {"article a": both, "article b": both})) < differing(350, 400)


def test_what_agrees_elsewhere_is_found_among_the_other_pairs() -> None:
    claims = {c.id: c for c in (claim("a", 14), claim("b", 14), claim("c", 30))}
    pairs = [CandidatePair("a", "b", 0.8, p_same=0.8), CandidatePair("a", "c", 0.9, p_same=0.9)]
    told = disagreement.agreeing(pairs, claims)
    assert set(told.best) == {("a", "article b"), ("b", "article a")}
    assert told.printed["article c"] == {(QuantityKind.COUNT, 30)}


@pytest.mark.parametrize(("rarer", "commoner"), [(1437, 1400), (1400, 1000), (37, 30), (7, 2), (2.5, 2), (37, 7)])
def test_rare_values_are_hardly_equal_by_chance(rarer: float, commoner: float) -> None:
    assert coincidence.chance(rarer) < coincidence.chance(commoner)
    agreed = [coincidence.p_agreeing(0.2, Quantity(v)) for v in (rarer, commoner)]
    assert agreed[0] > agreed[1] > 0.2


@given(st.floats(0, 1), st.floats(0, 1e12))
def test_equal_values_make_sameness_surer(p_same: float, value: float) -> None:
    assert p_same - 1e-3 <= coincidence.p_agreeing(p_same, Quantity(value)) <= 1
