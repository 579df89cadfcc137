"""Which articles may report one event: what speaks for and against it, and what other articles of the batch change."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_judge import DAY, claim

from checker.block import batch, links
from checker.block.learned import sigmoid
from checker.block.thresholds import LINKED
from checker.errors import ModelError
from checker.records import Claim, Frame

NAMES = ("ostvik", "harbour", "valdemar")
SAID = "Four dockers drowned when a ferry struck the quay at Ostvik harbour, said Valdemar"
OTHER = "Prices of milk rose by a tenth in Lerum, farmers complained"


def news(name: str, day: int | None, names: tuple[str, ...] = NAMES, said: str = SAID) -> Claim:
    words = frozenset(w.strip(",").lower() for w in said.split())
    frame = Frame(
        "person", frozenset({"person"}), "kill", names=frozenset(names), context=frozenset(names), event=words
    )
    published = None if day is None else DAY + dt.timedelta(days=day)
    return replace(claim(name, 3, article=name, frame=frame, published=published), sentence=said)


def linked(*told: Claim) -> float:
    return batch.survey(told).link(told[0].article, told[1].article)


def test_one_story_of_one_day_is_linked_and_another_is_not() -> None:
    assert linked(news("a", 0), news("b", 0)) >= LINKED
    assert linked(news("a", 0), news("b", 0, ("lerum", "ostvik"), OTHER)) < LINKED


def test_articles_long_apart_need_more_than_likeness() -> None:
    first = news("a", 0, (*NAMES, "lerum", "tessin", "adram", "wenzel"), "Two men drowned off the coast")
    second = news("b", 1, (*NAMES, "orsk", "quellen", "haldern", "sund"), "Nine were saved off the coast by a trawler")
    late = replace(second, published=DAY + dt.timedelta(days=400))
    assert linked(first, second) >= LINKED > linked(first, late)
    one, two = (
        replace(c, frame=replace(c.frame, noun="age", actor=frozenset({"ida lund"}))) for c in (first, late)
    )  # a person with an age in both
    assert linked(one, two) >= LINKED


def test_days_say_nothing_of_what_lasts_or_has_no_date() -> None:
    found = batch.survey([news("a", 0), news("b", 400), news("c", None)])
    assert found.link("a", "b", lasting=True) == found.link("b", "a", lasting=True) > found.link("a", "b")
    assert found.link("a", "c") == found.link("a", "c", lasting=True)


def test_towns_that_differ_speak_against_one_event() -> None:
    one, two = (news(n, 0, ("valdemar", "osk")) for n in "ab")
    here, there = (replace(c, frame=replace(c.frame, places=(p,))) for c, p in ((one, "ostvik"), (two, "lerum")))
    assert linked(here, there) < linked(here, replace(two, frame=replace(two.frame, places=("ostvik",))))


def test_in_a_batch_on_one_subject_its_names_tell_little() -> None:
    pair = [news("a", 1, said="Two were hurt"), news("b", 1, said="Nine fled the town")]
    filler = [news(f"x{i:02}", 40 * i, said=f"Item {i}") for i in range(60)]
    assert linked(*pair, *filler) < linked(*pair)


def test_a_few_articles_more_change_little() -> None:
    pair = [news("a", 1), news("b", 3)]
    more = [news(f"x{i}", 40 * i, (f"name{i}", "ostvik"), OTHER) for i in range(4)]
    assert abs(linked(*pair, *more) - linked(*pair)) < 0.05


@given(
    st.lists(st.sampled_from([*NAMES, "lerum", "@norway", "ida lund"]), unique=True).map(tuple),
    st.lists(st.sampled_from([*NAMES, "lerum", "@norway", "ida lund"]), unique=True).map(tuple),
    st.none() | st.integers(0, 60), st.none() | st.integers(0, 60),
    st.sampled_from([SAID, OTHER, "", "Five"]), st.sampled_from([SAID, OTHER, ""]),
)  # fmt: skip
def test_a_link_is_a_probability_that_order_does_not_change(one, two, day, other, said, heard) -> None:  # type: ignore[no-untyped-def]
    a, b = news("a", day, one, said), news("b", other, two, heard)
    found = batch.survey([a, b])
    assert 0 <= found.link("a", "b") == batch.survey([b, a]).link("b", "a") <= 1
    sides = [found.rarity.side(found.profiles[x]) for x in "ab"]
    whole = links.load().probability(*sides, found.rarity)
    added = sum(w * v for w, v in zip(links.load().weights, links.measures(*sides, found.rarity), strict=True))
    full = sigmoid(links.load().intercept + added)
    assert whole == pytest.approx(full, abs=links.NEGLIGIBLE)  # what is less is 0


def test_weights_of_other_measures_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "links.json").write_text(json.dumps({"weights": {"moon": 1.0}, "intercept": 0.0}), encoding="utf-8")
    monkeypatch.setattr(links, "files", lambda _: tmp_path)
    with pytest.raises(ModelError, match=r"links\.json has weights of moon; expected shared names"):
        links.shipped.__wrapped__()


def test_other_weights_for_a_while() -> None:
    never = links.LinkModel((0.0,) * len(links.FEATURES), -20.0)
    with links.using(never):
        assert linked(news("a", 0), news("b", 0)) == 0
    assert linked(news("a", 0), news("b", 0)) > 0
