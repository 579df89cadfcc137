"""Sameness of numeric claims: blind to values, the same both ways, only with the evidence it was trained on."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.block.batch import survey
from checker.errors import ModelError
from checker.judge import alignment
from checker.records import Claim, ClaimKind, Frame, Level, Quantity, QuantityKind
from checker.same import features, model, numeric, view
from checker.same.measures import Articles, cosine, differ, same

DAY = dt.date(2024, 5, 3)


def claim(article: str, sentence: str, value: float, mention: str, noun: str = "rocket", start: int = 0) -> Claim:
    at = sentence.index(mention)
    return Claim(
        id=f"{article}{start + at}", article=article, outlet=f"Paper {article}", published=DAY, field="text",
        start=start + at, end=start + at + len(mention), mention=mention, sentence=sentence, sentence_start=start,
        kind=ClaimKind.NUMERIC, quantity=Quantity(value, unit=noun, kind=QuantityKind.COUNT),
        frame=Frame(noun=noun, noun_words=frozenset({noun}), predicate="hit", places=("lorn",)),
    )  # fmt: skip


def vector(a: Claim, b: Claim, *others: Claim) -> list[float]:
    claims = [a, b, *others]
    views, articles = view.views_of(claims), view.articles_of(claims)
    return features.features(views[a.id], views[b.id], Articles(articles[a.article], articles[b.article]))


def probability(a: Claim, b: Claim, *others: Claim) -> float:
    claims = [a, b, *others]
    pairs = {tuple(sorted((x.id, y.id))) for x in claims for y in claims if x.article < y.article}
    found = numeric.weighed(numeric.Views(claims), pairs)[tuple(sorted((a.id, b.id)))]
    assert found.p_same is not None
    return found.p_same


NEAR = claim("a", "Militants fired 14 rockets at the air base near Lorn on Monday, the army said.", 14, "14")
ALIKE = claim("b", "The army said 30 rockets were fired at the air base near Lorn by militants on Monday.", 30, "30")
OTHER = claim("b", "The port authority of Tessin bought 30 cranes for the new container terminal.", 30, "30", "crane")


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 10**6))
def test_no_evidence_reads_a_value(one: int, two: int, beside: int) -> None:
    """Neither those of the pair nor other numbers of their sentences."""

    def at(x: int, y: int, z: int) -> list[float]:
        a = claim("a", f"Militants fired {x:,} rockets at the base near Lorn, which has #{z:,} beds.", x, f"{x:,}")
        return vector(a, claim("b", f"Some {y:,} rockets hit the base near Lorn.", y, f"{y:,}"))

    assert at(one, two, beside) == at(14, 30, 5)


@pytest.mark.parametrize("word", ["fourteen", "seven", "a dozen", "hundreds"])
def test_no_evidence_reads_a_value_in_words(word: str) -> None:
    told = claim("a", f"Militants fired {word} rockets at the air base near Lorn on Monday, the army said.", 14, word)
    assert vector(told, ALIKE) == vector(NEAR, ALIKE)


@pytest.mark.parametrize("other", [ALIKE, OTHER])
def test_a_pair_turned_round_has_the_same_evidence(other: Claim) -> None:
    assert vector(NEAR, other) == pytest.approx(vector(other, NEAR))


def test_what_is_told_alike_is_likelier_one_thing() -> None:
    assert probability(NEAR, ALIKE) > 0.5 > probability(NEAR, OTHER)


def test_a_better_partner_makes_a_worse_one_less_likely() -> None:
    worse = claim("b", "In all, 12 rockets were found in a truck.", 12, "12", start=400)
    assert probability(NEAR, worse, ALIKE) < probability(NEAR, worse)


def test_evidence_adds_up_to_the_logit_and_is_told_the_strongest_first() -> None:
    known, views = model.load(), view.views_of([NEAR, ALIKE])
    x = vector(NEAR, ALIKE)
    told = known.evidence(x, views[NEAR.id], views[ALIKE.id])
    weights = [e.weight or 0.0 for e in told]
    assert math.isclose(known.intercept + sum(weights), known.logit(x), abs_tol=0.05)
    assert weights == sorted(weights, key=abs, reverse=True)
    assert {e.code for e in told} == {m.CODE for m in features.EVIDENCE} and all(e.detail for e in told)
    assert all((e.level is Level.SAME) == ((e.weight or 0) >= 0.25) for e in told)


def test_features_are_named_once_and_finite() -> None:
    assert len(set(features.NAMES)) == len(features.NAMES) == len(vector(NEAR, OTHER))
    assert all(map(math.isfinite, vector(NEAR, OTHER)))
    assert len({m.CODE for m in features.EVIDENCE}) == len(features.EVIDENCE)


def test_weights_of_another_list_of_evidence_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "FINGERPRINT", "0" * 64)
    model.shipped.cache_clear()
    with pytest.raises(
        ModelError, match=r"was not trained with this list of evidence: its fingerprint is [0-9a-f]{12}"
    ):
        model.load()
    monkeypatch.undo()
    model.shipped.cache_clear()
    assert len(model.load().first) == len(features.NAMES)


NAMES = frozenset({"lorn", "tessin", "adram", "velmont", "orsk", "quellen"})


def test_shares_of_who_knows_what_have_no_frames_that_fit() -> None:
    """Two polls: only the model may put them together, since nothing says what the shares are of."""
    polls = [
        dataclasses.replace(c, quantity=Quantity(v, unit="percentage", kind=QuantityKind.PERCENTAGE), frame=frame)
        for c, v in ((NEAR, 46.0), (ALIKE, 52.0))
        for frame in (dataclasses.replace(c.frame, noun="", event=frozenset({"poll", "worry", "income"}), names=NAMES),)
    ]
    articles, pair = (tuple(sorted(getattr(p, name) for p in polls)) for name in ("article", "id"))
    found = alignment.scored(polls, [(articles, {pair})], survey(polls))
    assert found and not any(p.framed for p in found)


def test_other_weights_are_used_for_a_while_only() -> None:
    known = model.load()
    other = dataclasses.replace(known, second_intercept=known.second_intercept - 3)
    before = probability(NEAR, ALIKE)
    with model.using(other):
        assert model.load() is other and probability(NEAR, ALIKE) < before
    assert model.load() is known and probability(NEAR, ALIKE) == before


def test_silence_neither_agrees_nor_differs() -> None:
    assert not same((), {"x"}) and not differ((), {"x"}) and not differ((), ())
    assert same({"x"}, {"x", "y"}) and differ({"x"}, {"y"})


@given(st.frozensets(st.sampled_from("abcdef")), st.frozensets(st.sampled_from("abcdef")))
def test_cosine_is_likeness(one: frozenset[str], two: frozenset[str]) -> None:
    found = cosine(one, two)
    assert 0 <= found <= 1 + 1e-9 and math.isclose(found, cosine(two, one))
    assert (found > 0) == bool(one & two)


def test_no_word_of_the_background_is_a_sentence() -> None:
    path = Path(view.__file__).parents[1] / "words/data/frequencies.txt"
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    assert int(first) > 10_000 and all(len(line.split()) == 2 for line in rest)


def test_only_the_likest_partners_are_weighed() -> None:
    many = [claim("b", f"Some {n} rockets lay in depot {n}.", n, str(n), start=100 * n) for n in range(20, 60)]
    views = numeric.Views([NEAR, *many])
    pairs = sorted(tuple(sorted((NEAR.id, c.id))) for c in many)
    found = numeric.nearest(pairs, views)
    assert set(found) <= set(pairs)
    assert len(found) == len(pairs)  # each of the many has no other partner
    others = [claim("a", f"It has {n} beds.", n, str(n), "bed", start=5000 + 100 * n) for n in range(20, 60)]
    views = numeric.Views([*others, *many])
    pairs = sorted((x.id, y.id) for x in others for y in many)
    assert len(numeric.nearest(pairs, views)) <= 2 * numeric.PARTNERS * len(many) < len(pairs)
