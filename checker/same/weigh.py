"""Pairs of claims -> candidate pairs: how well the two fit, and what says that they are about different things. Pure.

A noun and a predicate that fit, places, participants and times; whatever says that two claims are about different
things becomes an obstacle, in words.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from checker.block.batch import Batch
from checker.block.candidates import Articles, Ids
from checker.block.keys import subject
from checker.block.thresholds import SCENE, UNDATED
from checker.claims import properties
from checker.claims.properties.relations import DIFFERENT
from checker.errors import cause
from checker.records import CandidatePair, Claim, ClaimKind
from checker.same import ages, attributes, cast, extremes, numbers, numeric, people
from checker.same.fit import Arithmetic, Fit

AT_ONCE = 4_096  # pairs that are weighed together


def scored(
    claims: Sequence[Claim], pairs: Iterable[tuple[Articles, set[Ids]]], batch: Batch, arithmetic: Arithmetic
) -> list[CandidatePair]:
    """The pairs that are worth comparing, and those of persons whom only one article names, by ids.

    ``pairs`` are those that blocking gives, of each two articles together.

    Whatever a pair needs of other claims lies in its two articles and ``batch``, so that memory holds the evidence of
    about ``AT_ONCE`` pairs at a time, and of those that are left.
    """
    by_id = {c.id: c for c in claims}
    described = people.described_pairs(claims, batch)
    persons = cast.survey(claims, batch)
    views = numeric.Views(claims)
    more = _by_articles((*described, *extremes.pairs(claims, batch)), views.article)
    found: list[CandidatePair] = []
    for group in _groups(pairs, more):
        learned = {(a, b) for a, b in group if _is_learned(by_id[a], by_id[b]) and _apart(by_id[a], by_id[b])}
        likely = numeric.weighed(views, learned)
        for a, b in group:
            try:
                framed = _scored(by_id[a], by_id[b], batch, described.get((a, b)), persons, views, arithmetic)
                pair = _joined(framed, likely.get((a, b)), (a, b) in learned)
            except Exception as error:  # one pair stops no other
                pair = CandidatePair(a, b, 0.0, failure=cause(error))
            if pair is not None:
                found.append(pair)
    return sorted(found, key=lambda p: (p.a, p.b))


def _by_articles(pairs: Iterable[Ids], article: Mapping[str, str]) -> dict[Articles, set[Ids]]:
    found: dict[Articles, set[Ids]] = defaultdict(set)
    for a, b in pairs:
        one, two = sorted((article[a], article[b]))
        found[one, two].add((a, b))
    return found


def _groups(pairs: Iterable[tuple[Articles, set[Ids]]], more: dict[Articles, set[Ids]]) -> Iterator[list[Ids]]:
    """All pairs in groups of about ``AT_ONCE``, those of two articles together; ``more`` is used up."""
    group: list[Ids] = []
    for own in chain((found | more.pop(both, set()) for both, found in pairs), (more[both] for both in sorted(more))):
        group += sorted(own)
        if len(group) >= AT_ONCE:
            yield group
            group = []
    if group:
        yield group


def _joined(framed: CandidatePair | None, likely: CandidatePair | None, learned: bool) -> CandidatePair | None:
    """The pair as its frames fit, with what the model says of it; nothing where rivals leave it far behind."""
    if framed is None or framed.failure or not learned:
        return framed or (likely if likely is not None and (likely.failure or likely.score >= numeric.KEPT) else None)
    p_same = 0.0 if likely is None or likely.p_same is None else likely.p_same
    return dataclasses.replace(framed, p_same=p_same, weighed=likely.weighed if likely is not None else ())


def _is_learned(a: Claim, b: Claim) -> bool:
    return numeric.is_learned(a) and numeric.is_learned(b)


def _apart(a: Claim, b: Claim) -> bool:
    """Whether two numbers of one kind are a pair that the model can read: no sums, not of one sentence."""
    if a.quantity is None or b.quantity is None or a.quantity.kind is not b.quantity.kind:
        return False
    return not (a.parts or b.parts or _same_words(a, b))


def _scored(
    a: Claim,
    b: Claim,
    batch: Batch,
    person: str | None,
    persons: cast.Cast,
    views: numeric.Views,
    arithmetic: Arithmetic,
) -> CandidatePair | None:
    """The pair with its score and obstacles; None where nothing says that the two belong together.

    ``person`` says why two ages are one person's where a name is missing.
    """
    if a.id in b.parts or b.id in a.parts or (a.parts and b.parts) or a.kind is not b.kind or _same_words(a, b):
        return None
    link = batch.link(a.article, b.article, lasting=a.cumulative and b.cumulative)
    if link < UNDATED and (a.published is None or b.published is None):
        link = 0.0
    if person is not None:
        found: Fit | None = ages.fit_described(a, b, person)
    elif _is_learned(a, b) and (subject(a) is None or subject(a) != subject(b)) and not numbers.any_harm(a, b):
        return None  # blocking lets all numbers of a kind meet, for the model alone
    elif a.kind is ClaimKind.NUMERIC:
        found = numbers.fit(a, b, link, arithmetic)
    else:
        found = attributes.fit_attributes(a, b, link, persons.same(a, b))
    if found is None:
        return None
    if attributes.other_scene(a, b) and not batch.one_cast(a.article, b.article):
        return None  # most articles on one event give two of its streets, and those of two events two streets
    nameless = a.frame.noun != "age" and not _named(a, b)  # whose age it is, :mod:`people` has weighed
    if nameless and not found.differing and not batch.one_scene(a.article, b.article) and _differ(a, b, arithmetic):
        found.differs("streets", "the articles name other streets and nobody in common")
    if any(batch.news(c.article).several for c in (a, b)) and numbers.elsewhere(a, b, arithmetic):
        found.differs("several_events", "one of the articles tells of several events")
    of_event = a.attribute is not None and a.frame.person is None and b.frame.person is None
    apart = a.article != b.article  # within one article, who says it tells whether two attacks are meant
    if of_event and apart and _differ(a, b, arithmetic) and views.p_alone(a, b) < SCENE:
        return None
    summed = bool(a.parts or b.parts) and _is_learned(a, b)  # no claim of the text, so that rivals say nothing of it
    p_same = views.p_alone(a, b) if summed else None
    return CandidatePair(a.id, b.id, round(found.score, 4), tuple(found.evidence), p_same=p_same)


def _named(a: Claim, b: Claim) -> bool:
    """Whether both claims are about somebody whom they name."""
    one, two = a.frame.person, b.frame.person
    return one is not None and two is not None and bool(one.name and two.name)


def _differ(a: Claim, b: Claim, arithmetic: Arithmetic) -> bool:
    """Whether the values of two claims exclude each other."""
    if a.quantity is not None and b.quantity is not None:
        return arithmetic.exclude(a.quantity, b.quantity)
    return (
        a.attribute is not None
        and b.attribute is not None
        and properties.relation(a.attribute, b.attribute) == DIFFERENT
    )


def _same_words(a: Claim, b: Claim) -> bool:
    """One sentence sets its own numbers apart from each other: "one dead, the other injured" is no pair."""
    same = a.field == b.field and a.sentence_start == b.sentence_start
    return a.article == b.article and (same or (a.sentence == b.sentence and bool(a.parts or b.parts)))
