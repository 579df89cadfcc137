"""Pairs of numeric claims -> candidate pairs with the probability that both are about one thing. Pure."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from checker.block.keys import WEIGHED
from checker.block.learned import sigmoid
from checker.errors import cause
from checker.records import CandidatePair, Claim
from checker.same import features, model
from checker.same.measures import Articles
from checker.same.view import ClaimView, articles_of, views_of
from checker.words.frequencies import rarity

PARTNERS = 8  # claims of another article that one claim is weighed with, those with the likest surroundings
ARTICLES = 2_048  # articles whose views are kept
PAIRS = 64  # pairs of articles of which what their words tell is kept; pairs of claims come by article
KEPT = 0.01  # the least probability with which a pair goes on to be judged though its frames don't fit

Ids = tuple[str, str]


def is_learned(claim: Claim) -> bool:
    return claim.quantity is not None and claim.quantity.kind in WEIGHED


class Views:
    """The claims as the model reads them, with their articles; an article is read when it is first asked for."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        own: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            own[claim.article].append(claim)
        self.article = {claim.id: article for article, found in own.items() for claim in found}
        self._of = lru_cache(maxsize=ARTICLES)(
            lambda article: (views_of(own[article]), articles_of(own[article])[article])
        )
        self._both = lru_cache(maxsize=PAIRS)(lambda a, b: Articles(self._of(a)[1], self._of(b)[1]))

    def __getitem__(self, claim: str) -> ClaimView:
        views: dict[str, ClaimView] = self._of(self.article[claim])[0]
        return views[claim]

    def features(self, a: str, b: str) -> list[float]:
        """Of two claims (ids), as :func:`checker.same.features.features`."""
        return features.features(self[a], self[b], self._both(self.article[a], self.article[b]))

    def p_alone(self, a: Claim, b: Claim) -> float:
        """Whether two sentences that tell of an event, not of a person, tell of one: by the model's first step."""
        return round(sigmoid(model.load().logit(self.features(a.id, b.id))), 4)


def weighed(views: Views, pairs: Collection[Ids]) -> dict[Ids, CandidatePair]:
    """The pairs (ids of claims of ``WEIGHED`` kinds) with the probability that each is about one thing.

    All pairs of two articles must be among ``pairs``, since they are each other's rivals. Pairs that other pairs of
    their claims leave far behind have no entry.
    """
    if not pairs:
        return {}
    known = model.load()
    vectors: dict[Ids, list[float]] = {}
    found: dict[Ids, CandidatePair] = {}
    for a, b in nearest(sorted(pairs), views):
        try:
            vectors[a, b] = views.features(a, b)
        except Exception as error:  # one pair stops no other
            found[a, b] = CandidatePair(a, b, 0.0, failure=cause(error))
    logits = {ids: known.logit(x) for ids, x in vectors.items()}
    margins = model.margins_of(logits, views.article)
    for (a, b), logit in logits.items():
        p = round(known.beside_rivals(logit, margins[a, b]), 4)
        evidence = known.evidence(vectors[a, b], views[a], views[b]) if p >= KEPT else ()
        found[a, b] = CandidatePair(a, b, p, evidence, p_same=p, weighed=evidence, framed=False)
    return found


def nearest(pairs: Sequence[Ids], views: Views) -> list[Ids]:
    """The pairs that are among the ``PARTNERS`` likest of one of their claims, so that work grows with the claims."""
    of: dict[tuple[str, str], list[tuple[float, Ids]]] = defaultdict(list)
    for a, b in pairs:
        like = math.fsum(map(rarity, views[a].near6 & views[b].near6))
        of[a, views.article[b]].append((-like, (a, b)))
        of[b, views.article[a]].append((-like, (a, b)))
    return sorted({ids for found in of.values() for _, ids in sorted(found)[:PARTNERS]})
