"""Pairs of linked articles are found without weighing every pair: the same that weighing all of them finds."""

from __future__ import annotations

import dataclasses
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_links import NAMES, OTHER, SAID, news

from checker.block import batch, linking, links
from checker.block.batch import Corpus
from checker.block.thresholds import LINKED
from checker.records import Claim

WORDS = (*SAID.split(), *OTHER.split())


@st.composite
def told(draw: st.DrawFn) -> list[Claim]:
    """Articles on one day or several, undated ones too, that share names and words by chance."""
    days = draw(st.lists(st.none() | st.integers(0, 40), min_size=2, max_size=9))
    names = [draw(st.lists(st.sampled_from((*NAMES, "lerum", "osk")), unique=True)) for _ in days]
    said = [" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=12))) for _ in days]
    return [news(f"a{n}", day, tuple(names[n]), said[n]) for n, day in enumerate(days)]


def all_links(known: batch.Batch) -> dict[tuple[str, str], float]:
    found = {pair: known.link(*pair) for pair in combinations(sorted(known.profiles), 2)}
    return {pair: p for pair, p in found.items() if p >= LINKED}


@settings(max_examples=60)
@given(told())
def test_no_linked_pair_is_overlooked(claims: list[Claim]) -> None:
    known = batch.survey(claims)
    assert dict.fromkeys(known.linked) == dict.fromkeys(sorted(all_links(known)))


@settings(max_examples=30)
@given(told(), st.lists(st.booleans(), min_size=len(links.FEATURES), max_size=len(links.FEATURES)))
def test_none_is_overlooked_whatever_the_weights(claims: list[Claim], turned: list[bool]) -> None:
    shipped = links.load()
    weights = tuple(-w if other else w for w, other in zip(shipped.weights, turned, strict=True))
    with links.using(dataclasses.replace(shipped, weights=weights, intercept=0.0)):
        known = batch.survey(claims)
        assert list(known.linked) == sorted(all_links(known))


def test_fresh_articles_are_held_against_all_and_the_others_not_among_themselves() -> None:
    claims = [news(n, 0) for n in "abc"]
    counts = batch.corpus_of(claims, frozenset({"b"}))
    assert batch.survey(claims).linked == (("a", "b"), ("a", "c"), ("b", "c"))
    assert batch.survey(claims, Corpus(counts.articles, counts.names, counts.stems, counts.fresh)).linked == (
        ("a", "b"),
        ("b", "c"),
    )


def test_of_many_that_are_somewhat_alike_the_likeliest_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """And those that are likely by themselves, however many they are."""
    alike = [news(f"x{n}", 0, said=f"Number {n} of the story") for n in range(9)]
    likely = [news(f"y{n}", 0) for n in range(6)]
    whole = all_links(batch.survey([*alike, *likely]))
    monkeypatch.setattr(linking, "FEW", 2)
    monkeypatch.setattr(linking, "LIKELY_LINK", 0.9)
    known = batch.survey([*alike, *likely])
    assert set(known.linked) < set(whole)
    for one in known.profiles:
        own = {pair: p for pair, p in whole.items() if one in pair}
        best = sorted(own.values(), reverse=True)[:2]
        assert {pair for pair, p in own.items() if p > min(best)} <= set(known.linked)
        assert {pair for pair, p in own.items() if p >= 0.9} <= set(known.linked)
    monkeypatch.setattr(linking, "MOST", 3)
    assert len(batch.survey(likely).linked) < len([p for p in whole if all(x[0] == "y" for x in p)])
