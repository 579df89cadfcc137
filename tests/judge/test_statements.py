"""Sentences of two articles that state the same: which pairs agree, and of which articles."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest
from conftest import StandInModel
from hypothesis import given
from hypothesis import strategies as st

import checker
from checker.block.neighbouring import Told, neighbours
from checker.claims.statements import Statement, at, claim_of, statements
from checker.cli.config import Settings
from checker.errors import ModelError
from checker.judge import statements as judge
from checker.records import Article, Between, Relation, Report, Verdict
from checker.same import statements as sameness

LIKE = StandInModel(0.8, 0.1, 0.1)
DAY = dt.date(2024, 8, 6)
SHARED = "A fire at the Brunnel mill in Lenning killed 14 workers on Monday."
ONE = "The owner of the mill, Ana Roe, said the night guards had locked the eastern gate before the fire began."
TWO = "Ana Roe, who owns the mill, said that night guards had locked the eastern gate before the fire began."
OTHER = "The council of Lenning will vote on a new bridge over the river Tesk in the spring of next year."


def article(name: str, *sentences: str, outlet: str = "", day: dt.date | None = DAY) -> Article:
    return Article(name, outlet or f"Outlet {name}", " ".join(sentences), published=day)


def checked(*articles: Article) -> Report:
    return checker.check(list(articles), Settings())


def stated(report: Report) -> list[tuple[str, str]]:
    """What both sentences of each agreement of statements begin with."""
    known = {c.id: c for c in report.claims if c.attribute and c.attribute.property == "statement"}
    return [(known[v.a].sentence[:20], known[v.b].sentence[:20]) for v in report.verdicts if v.a in known]


def test_two_outlets_that_state_the_same_in_other_words_agree() -> None:
    report = checked(article("a", SHARED, ONE), article("b", SHARED.replace("killed", "has killed"), TWO, OTHER))
    assert (ONE[:20], TWO[:20]) in stated(report)
    assert all(OTHER[:20] not in pair for pair in stated(report))
    found = [v for v in report.verdicts if v.reason == "both state the same"]
    assert all(v.relation is Relation.AGREEMENT and v.between is Between.OUTLETS for v in found)
    assert all(v.confidence == v.p_same and {e.code for e in v.evidence} >= {"wording", "numbers"} for v in found)
    labels = {t.label for t in report.topics}
    assert any(label.startswith("Statement: “") for label in labels)


MORE = "Rescuers from four towns of the valley searched what was left of the hall until late in the night."
BILL = "The parliament rejected the bill on new taxes for foreign companies after a long debate."


@pytest.mark.parametrize(
    ("one", "two"),
    [(ONE, TWO.replace("had locked", "had not locked")), (BILL, BILL.replace("rejected", "approved"))],
    ids=["denied", "opposed"],
)
def test_what_opposes_it_is_no_agreement(one: str, two: str) -> None:
    told = stated(checked(article("a", SHARED, one), article("b", SHARED, two, OTHER, MORE)))
    assert told == [(SHARED[:20], SHARED[:20])]


def test_two_sentences_that_the_model_calls_contradictory_do_not_agree() -> None:
    both = [article("a", SHARED, ONE), article("b", SHARED, TWO)]
    against = checker.check(both, Settings(), model=StandInModel(0.1, 0.2, 0.7))
    assert stated(against) == [(SHARED[:20], SHARED[:20])]  # the same words


@pytest.mark.parametrize(
    ("one", "two", "conflicts"),
    [
        ("Norland attacked Tesk on Monday.", "Tesk attacked Norland on Monday.", True),
        ("Monday brought rain to Norland.", "Rain was brought to Norland on Monday.", False),
        ("Three men left the mill.", "Nine men left the mill.", True),
        ("A 34-year-old man left.", "A 43-year-old man left.", True),
        ("Three men left the mill at 9.", "Three men left the mill.", False),
        ("The mill burned on Monday.", "The mill burned on Friday.", True),
        ("The mill didn't burn.", "The mill burned.", True),
    ],
)
def test_numbers_days_denials_and_the_order_of_names_conflict(one: str, two: str, conflicts: bool) -> None:
    a, b = (Statement("text", 0, len(t), t) for t in (one, two))
    assert sameness.conflict(a, b) == sameness.conflict(b, a) == conflicts


def measured(one: str, two: str) -> list[float]:
    a, b = (Statement("text", 0, len(t), t) for t in (one, two))
    return sameness.measures(a, b)


@pytest.mark.parametrize(
    ("told", "other"),
    [
        (ONE, TWO.replace("had locked", "had not locked")),
        (ONE, TWO.replace("the fire began", "the fire began?")),
        (SHARED, SHARED.replace("14", "15")),
        (SHARED, SHARED.replace("Monday", "Friday")),
    ],
    ids=["denied", "asked", "another number", "another day"],
)
def test_what_conflicts_makes_a_pair_less_likely_to_state_the_same(told: str, other: str) -> None:
    model, like = sameness.load(), TWO if told is ONE else SHARED
    assert model.probability(measured(told, other)) < model.probability(measured(told, like))


@pytest.mark.parametrize(
    "other",
    [
        article("b", SHARED, TWO, outlet="Outlet a"),
        article("b", SHARED, TWO, day=DAY + dt.timedelta(days=60)),
    ],
    ids=["one outlet", "months later"],
)
def test_no_agreement_of_sentences(other: Article) -> None:
    assert not stated(checked(article("a", SHARED, ONE), other))


def test_where_a_value_of_two_sentences_differs_they_do_not_agree() -> None:
    first, second = article("a", SHARED, ONE), article("b", SHARED, TWO)
    report = checked(first, second)
    shared = next(v for v in report.verdicts if v.reason != "both state the same")
    for relation, agrees in ((Relation.AGREEMENT, True), (Relation.CONTRADICTION, False), (Relation.UPDATE, False)):
        verdict = dataclasses.replace(shared, relation=relation)
        claims, verdicts, failed = judge.agreed([first, second], report.claims, [verdict], {}, LIKE)
        whole = {c.sentence for c in claims}
        assert (SHARED in whole) == agrees
        assert {ONE, TWO} <= whole
        assert len(verdicts) == 1 + agrees
        assert not failed


def test_articles_that_nothing_joins_or_only_scope_are_not_compared() -> None:
    first, second = article("a", SHARED, ONE), article("b", SHARED, TWO)
    report = checked(first, second)
    one: Verdict = dataclasses.replace(report.verdicts[0], relation=Relation.SCOPE)
    for verdicts in ([], [one]):
        assert judge.agreed([first, second], report.claims, verdicts, {}, LIKE) == ([], [], [])


def test_copies_of_one_text_and_articles_held_against_alone_are_not_compared() -> None:
    first, second = article("a", SHARED, ONE), article("b", SHARED, TWO)
    report = checked(first, second)
    copied = {"a": "a", "b": "a"}
    assert judge.agreed([first, second], report.claims, report.verdicts, copied, LIKE) == ([], [], [])
    assert judge.agreed([first, second], report.claims, report.verdicts, {}, LIKE, frozenset({"c"})) == ([], [], [])
    assert judge.agreed([first, second], report.claims, report.verdicts, {}, LIKE, frozenset({"b"}))[1]


def test_two_articles_that_fail_stop_no_others_and_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = article("a", SHARED, ONE), article("b", SHARED, TWO), article("c", SHARED, OTHER)
    real = judge.neighbours

    def failing(one: Told, two: Told) -> list[tuple[Statement, Statement]]:
        if OTHER in {s.text for s in (*one.statements, *two.statements)}:
            raise ValueError("no such word")
        return real(one, two)

    monkeypatch.setattr(judge, "neighbours", failing)
    report = checked(first, second, third)
    assert [(s.input, s.stage) for s in report.skipped] == [("a", "compare"), ("b", "compare")]
    assert all("can't be compared with c: " in s.reason and "no such word" in s.reason for s in report.skipped)
    assert stated(report)


def test_sentences_end_where_punctuation_says_so_and_repeats_and_headings_go() -> None:
    text = f"{SHARED} {OTHER}\n\nShare this\n\nDr. Ana Roe met Gen. Jon Lind in St. Tesk on Friday. {SHARED}"
    told = statements(Article("a", "A", text, title="Fire at the mill in Lenning", published=DAY))
    assert [s.text for s in told] == [
        "Fire at the mill in Lenning", SHARED, OTHER, "Dr. Ana Roe met Gen. Jon Lind in St. Tesk on Friday.",
    ]  # fmt: skip
    assert [s.field for s in told] == ["title", "text", "text", "text"]
    assert all(text[s.start : s.end] == s.text for s in told[1:])


def test_a_claim_of_a_sentence_says_where_it_stands() -> None:
    whole = article("a", SHARED, ONE)
    claim = claim_of(whole, at(whole, "text", len(SHARED) + 1, len(whole.text)))
    assert (claim.mention, claim.sentence, claim.sentence_start) == (ONE, ONE, len(SHARED) + 1)
    assert claim.attribute is not None
    assert claim.attribute.value == ONE


words = st.lists(
    st.sampled_from(
        ["mill", "fire", "guards", "gate", "Monday", "not", "14", "locked", "“the", "Roe", "said", "?", "owner"]
    ),
    min_size=1,
)


@given(words, words)
def test_measures_and_neighbours_are_the_same_either_way(one: list[str], two: list[str]) -> None:
    a, b = (Statement("text", 0, 9, " ".join(w)) for w in (one, two))
    assert sameness.measures(a, b) == sameness.measures(b, a)
    p = sameness.load().probability(sameness.measures(a, b))
    assert 0 <= p <= 1
    there, back = neighbours(Told([a]), Told([b])), neighbours(Told([b]), Told([a]))
    assert there == [(x, y) for y, x in back]


def test_weights_of_other_measures_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    sameness.load.cache_clear()
    monkeypatch.setattr(json, "loads", lambda _: {"weights": {"letters": [0, 1, 1]}, "intercept": 0})
    with pytest.raises(ModelError, match=r"weights of letters, expected letters in common.*train it again"):
        sameness.load()
    monkeypatch.undo()
    sameness.load.cache_clear()
    assert sameness.load().weights
