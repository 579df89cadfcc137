"""Pairs of numeric claims -> candidate pairs with the probability that both are about one thing. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from checker.block.keys import WEIGHED
from checker.errors import cause
from checker.records import CandidatePair, Claim
from checker.same import features, model
from checker.same.measures import Articles
from checker.same.view import ArticleView, ClaimView, articles_of, views_of
from checker.words.frequencies import rarity

PARTNERS = 8  # claims of another article that one claim is weighed with, those with the likest surroundings
KEPT = 0.01  # the least probability with which a pair goes on to be judged though its frames don't fit

Ids = tuple[str, str]


def is_learned(claim: Claim) -> bool:
    return claim.quantity is not None and claim.quantity.kind in WEIGHED


def weighed(claims: Sequence[Claim], pairs: Iterable[Ids]) -> dict[Ids, CandidatePair]:
    """The pairs (ids of claims of ``WEIGHED`` kinds) with the probability that each is about one thing.

    All pairs of two articles must be among ``pairs``, since they are each other's rivals. Pairs that other pairs of
    their claims leave far behind have no entry.
    """
    known = model.load()
    article = {c.id: c.article for c in claims}
    views, articles = views_of(claims), articles_of(claims)
    vectors: dict[Ids, list[float]] = {}
    found: dict[Ids, CandidatePair] = {}
    for a, b in nearest(sorted(pairs), views):
        try:
            vectors[a, b] = features.features(views[a], views[b], _between(views[a], views[b], articles))
        except Exception as error:  # one pair stops no other
            found[a, b] = CandidatePair(a, b, 0.0, failure=cause(error))
    logits = {ids: known.logit(x) for ids, x in vectors.items()}
    margins = model.margins_of(logits, article)
    for (a, b), logit in logits.items():
        p = round(known.beside_rivals(logit, margins[a, b]), 4)
        evidence = known.evidence(vectors[a, b], views[a], views[b]) if p >= KEPT else ()
        found[a, b] = CandidatePair(a, b, p, evidence, p_same=p, weighed=evidence, framed=False)
    return found


def _between(a: ClaimView, b: ClaimView, articles: dict[str, ArticleView]) -> Articles:
    return Articles(articles[a.article], articles[b.article])


def nearest(pairs: Sequence[Ids], views: dict[str, ClaimView]) -> list[Ids]:
    """The pairs that are among the ``PARTNERS`` likest of one of their claims, so that work grows with the claims."""
    of: dict[tuple[str, str], list[tuple[float, Ids]]] = defaultdict(list)
    for a, b in pairs:
        like = sum(map(rarity, views[a].near6 & views[b].near6))
        of[a, views[b].article].append((-like, (a, b)))
        of[b, views[a].article].append((-like, (a, b)))
    return sorted({ids for found in of.values() for _, ids in sorted(found)[:PARTNERS]})


class Scenes:
    """Whether sentences that tell of an event, not of a person, tell of one: by the first step of the model alone."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._read: tuple[dict[str, ClaimView], dict[str, ArticleView]] | None = None

    def p_same(self, a: Claim, b: Claim) -> float:
        if self._read is None:  # most batches have no such pair
            self._read = views_of(self._claims), articles_of(self._claims)
        views, articles = self._read
        one, two = views[a.id], views[b.id]
        return round(model.sigmoid(model.load().logit(features.features(one, two, _between(one, two, articles)))), 4)
