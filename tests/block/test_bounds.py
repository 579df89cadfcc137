"""What is compared of batches with claims by the hundred that are alike: pairs are counted, not seconds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_judge import TROOPS, claim

from checker import pipeline
from checker.block.bounds import ALIKE, CLAIMS, COPIES, IN_OUTLET, bounded
from checker.judge import alignment
from checker.records import Article, Claim, Frame

CAPTION = "Some {n} soldiers stand near a gate of the base at Lorn, file picture"
PLACED = replace(TROOPS, places=("lorn",))


def captions(article: str, count: int, outlet: str = "Lorn Post", first: int = 1, frame: Frame = PLACED) -> list[Claim]:
    """As many claims of one article, alike but for their number; two calls with one ``first`` say the same."""
    return [
        claim(
            f"{article}-{n:05}",
            n,
            article=article,
            frame=frame,
            outlet=outlet,
            sentence=CAPTION.format(n=n),
            sentence_start=1_000 * n,
            start=1_000 * n + 5,
            end=1_000 * n + 8,
            mention=str(n),
            place=tuple(p.title() for p in frame.places),
        )
        for n in range(first, first + count)
    ]


def pairs(claims: list[Claim]) -> int:
    return len(alignment.candidates(bounded(claims).claims))


def gallery_batch(articles: int) -> list[Claim]:
    """One gallery of 100 captions, repeated in each article of an outlet."""
    return [c for n in range(articles) for c in captions(f"a{n:03}", 100)]


def test_a_gallery_repeated_in_an_outlets_articles_grows_no_further() -> None:
    few, many = pairs(gallery_batch(IN_OUTLET)), pairs(gallery_batch(30))
    assert many == few > 0
    assert many <= IN_OUTLET**2 * ALIKE**2 / 2


def test_galleries_of_other_outlets_grow_with_the_articles() -> None:
    def batch(articles: int) -> list[Claim]:
        places = [replace(TROOPS, places=(f"town{n // 2}",)) for n in range(articles)]  # each shared by two articles
        return [c for n, f in enumerate(places) for c in captions(f"a{n:03}", 100, f"outlet {n}", frame=f)]

    small, large = pairs(batch(10)), pairs(batch(40))
    assert 0 < large <= 4.4 * small


@pytest.mark.parametrize("count", [ALIKE - 1, ALIKE, ALIKE + 1, 500])
def test_an_article_has_so_many_claims_on_one_thing_compared(count: int) -> None:
    found = bounded(captions("a", count))
    assert len(found.claims) == min(count, ALIKE)
    assert found.cut == ({"a": [(count, ALIKE)]} if count > ALIKE else {})


def test_of_an_article_with_claims_on_everything_the_first_are_compared() -> None:
    claims = [replace(c, frame=replace(PLACED, noun=f"thing{n}")) for n, c in enumerate(captions("a", CLAIMS + 7))]
    found = bounded(claims)
    assert found.claims == claims[:CLAIMS]
    assert found.cut == {"a": [(CLAIMS + 7, CLAIMS)]}


def test_two_articles_have_no_more_pairs_than_the_bounds_allow() -> None:
    claims = captions("a", 400, "Lorn Post") + captions("b", 300, "Vask Times", first=500)
    between = [p for p in alignment.candidates(bounded(claims).claims) if p.a[0] != p.b[0]]
    assert 0 < len(between) <= ALIKE**2


def test_a_caption_printed_twice_in_an_article_is_one_claim() -> None:
    once = captions("a", 5)
    again = [replace(c, id=f"{c.id}x", start=c.start + 50_000, sentence_start=c.sentence_start + 50_000) for c in once]
    found = bounded([*once, *again])
    assert found.claims == once
    assert found.repeated == {"Lorn Post": 5}


def test_two_claims_of_one_place_in_a_sentence_are_two() -> None:
    (one,) = captions("a", 1)
    two = replace(one, id="a-other", frame=replace(PLACED, noun="guard"))
    assert bounded([one, two]).claims == [one, two]


def test_short_sentences_may_be_said_of_two_things() -> None:
    claims = [replace(c, sentence="Two died.", mention="Two", id=f"{c.id}{n}", start=n) for n in range(6)
              for c in captions("a", 1)]  # fmt: skip
    assert bounded(claims).claims == claims


def test_copies_in_many_outlets_are_bounded_too() -> None:
    claims = [c for n in range(COPIES + 12) for c in captions(f"a{n:03}", 1, f"outlet {n:03}")]
    found = bounded(claims)
    assert found.claims == claims[:COPIES]
    assert sum(found.repeated.values()) == 12


def test_fresh_articles_go_first_and_the_order_stays() -> None:
    claims = [c for n in range(6) for c in captions(f"a{n}", 1)]
    assert [c.article for c in bounded(claims, {"a4", "a5"}).claims] == ["a0", "a4", "a5"]


def test_sums_are_always_compared() -> None:
    total = replace(captions("a", 1)[0], id="total", parts=("x", "y"))
    assert bounded([*captions("a", 90), total]).claims[-1] == total


def test_what_is_left_out_is_told() -> None:
    claims = captions("a", 312) + [c for n in range(5) for c in captions(f"b{n}", 1, "Vask Times", first=900)]
    articles = [Article(id="a", outlet="Lorn Post", text="", source="in/a.txt")]
    articles += [Article(id=f"b{n}", outlet="Vask Times", text="") for n in range(5)]
    report = pipeline.compared(articles, claims, _NoModel(), alignment.candidates)
    assert report.remarks == (
        f"in/a.txt: 312 claims are alike; {ALIKE} of them were compared",
        "Vask Times: 2 claims repeat other articles word for word; only the first of these were compared",
    )
    assert len(report.claims) == len(claims)


def test_ordinary_batches_have_no_remark() -> None:
    claims = [*captions("a", 20), *captions("b", 20, "Vask Times")]
    assert bounded(claims).claims == claims
    assert not bounded(claims).cut and not bounded(claims).repeated


class _NoModel:
    """Says nothing of any pair, at once."""

    def __init__(self) -> None:
        from checker.records import ModelInfo

        self.info = ModelInfo("none", "")

    def score(self, pairs: list[tuple[str, str]]) -> list[tuple[float, float, float]]:
        return [(0.1, 0.8, 0.1)] * len(pairs)
