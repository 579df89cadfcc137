"""Sentences of two articles that state the same -> agreements, where nothing in them disagrees. Pure.

Two that are as alike but oppose each other ("approved", "rejected") the NLI model keeps from agreeing. They are not
said to contradict each other: of those that it calls contradictory hardly any do, see ``reports/eval/labelled.md``.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.block.links import FRESH_DAYS
from checker.block.neighbouring import Told, neighbours
from checker.block.thresholds import OPPOSED, STATED_ALIKE
from checker.claims.statements import Statement, claim_of, statements
from checker.errors import cause
from checker.judge.speakers import between
from checker.parse.furniture import normalise
from checker.records import Article, Claim, Relation, Severity, Skipped, Verdict
from checker.same import statements as sameness

if TYPE_CHECKING:
    from checker.nli import PairScorer

_KEPT = 2_048  # articles of which the sentences are kept; those of one story are mostly close to each other
_AGREEING = (Relation.AGREEMENT, Relation.COMPATIBLE)

Articles = tuple[str, str]
Of = tuple[Article, Statement]
Judged = tuple[Verdict, Claim, Claim]


def agreed(
    articles: Sequence[Article],
    claims: Sequence[Claim],
    verdicts: Sequence[Verdict],
    copied: Mapping[str, str],
    model: PairScorer,
    fresh: frozenset[str] | None = None,
) -> tuple[list[Claim], list[Verdict], list[Skipped]]:
    """Claims of sentences that state the same, the verdicts on them, and articles whose sentences can't be compared.

    Of two articles of one week by two outlets that carry no one text and of which a verdict says more than that they
    count different things, one of them ``fresh`` where that is given. ``copied`` as :func:`copies.groups` gives it.
    """
    by_id = {a.id: a for a in articles}

    @lru_cache(maxsize=_KEPT)
    def told(article: str) -> Told:
        return Told(statements(by_id[article]))

    found: list[Judged] = []
    failed: list[Skipped] = []
    for (one, two), differing in sorted(_differing(claims, verdicts).items()):
        a, b = by_id[one], by_id[two]
        if a.outlet.casefold() == b.outlet.casefold() or copied.get(one, one) == copied.get(two, two):
            continue
        if (fresh is not None and fresh.isdisjoint((one, two))) or _long_apart(a, b):
            continue
        try:
            near = neighbours(told(one), told(two))
            near = [pair for pair in near if not (_differ(*pair, differing) or sameness.conflict(*pair))]
            alike = [alike for x, y in near if (alike := _judged((a, x), (b, y))) is not None]
        except Exception as error:  # two articles stop no others
            failed.append(Skipped(one, f"its sentences can't be compared with {two}: {cause(error)}", "compare"))
            continue
        found += alike
    found = _unopposed(found, model)
    made = {claim.id: claim for _, *ends in found for claim in ends}
    return sorted(made.values(), key=lambda c: (c.article, c.field, c.start)), [v for v, *_ in found], failed


def _long_apart(a: Article, b: Article) -> bool:
    """Whether so many days lie between two articles that the words of the one are told of a later step in the other."""
    return a.published is not None and b.published is not None and abs((a.published - b.published).days) > FRESH_DAYS


def _differing(claims: Sequence[Claim], verdicts: Sequence[Verdict]) -> dict[Articles, list[tuple[Claim, Claim]]]:
    """By two articles in order, of which more than scope is told, the pairs of their claims that don't agree."""
    by_id = {c.id: c for c in claims}
    found: dict[Articles, list[tuple[Claim, Claim]]] = defaultdict(list)
    telling: set[Articles] = set()
    for verdict in verdicts:
        a, b = sorted((by_id[verdict.a], by_id[verdict.b]), key=lambda c: c.article)
        if a.article == b.article:
            continue
        if verdict.relation not in _AGREEING:
            found[a.article, b.article].append((a, b))
        if verdict.relation is not Relation.SCOPE:
            telling.add((a.article, b.article))
    return {both: found[both] for both in telling}


def _differ(a: Statement, b: Statement, differing: Sequence[tuple[Claim, Claim]]) -> bool:
    return any(_holds(a, one) and _holds(b, two) for one, two in differing)


def _holds(told: Statement, claim: Claim) -> bool:
    return claim.field == told.field and told.start <= claim.start < told.end


def _judged(one: Of, two: Of) -> Judged | None:
    """The agreement of two sentences, each with its article, and the claims of it; None below the threshold."""
    x = sameness.measures(one[1], two[1])
    model = sameness.load()
    p = round(model.probability(x), 4)
    if p < STATED_ALIKE:
        return None
    a, b = claim_of(*one), claim_of(*two)
    verdict = Verdict(
        id=hashlib.blake2b(f"{a.id}|{b.id}".encode(), digest_size=8).hexdigest(),
        a=a.id,
        b=b.id,
        topic="",
        relation=Relation.AGREEMENT,
        severity=Severity.NONE,
        confidence=p,
        between=between(a, b),
        reason="both state the same",
        score=p,
        evidence=model.evidence(x),
        p_same=p,
    )
    return verdict, a, b


def _unopposed(found: Sequence[Judged], model: PairScorer) -> list[Judged]:
    """Without those that the model, asked both ways, calls contradictory; the same words need no asking."""
    asked = {v.id: (a.mention, b.mention) for v, a, b in found if normalise(a.mention) != normalise(b.mention)}
    texts = {question: None for pair in asked.values() for question in (pair, pair[::-1])}
    scores = dict(zip(texts, model.score(list(texts)), strict=True)) if texts else {}
    opposed = {of for of, pair in asked.items() if sum(float(scores[q][2]) for q in (pair, pair[::-1])) / 2 >= OPPOSED}
    return [one for one in found if one[0].id not in opposed]
