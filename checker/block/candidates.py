"""Claims -> pairs of claims that may speak of the same thing. Pure.

An inverted index over what is counted or claimed together with the names that tell events apart, so that only claims
that share such a key are ever looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from checker.block import meeting
from checker.block.batch import Batch
from checker.block.keys import blocking_keys
from checker.block.meeting import Reach, may_meet
from checker.block.thresholds import LINKED
from checker.records import Claim

# A key that claims of more articles than this share tells nothing apart; the claims' rarer keys still join them.
MAX_ARTICLES = 200


def candidates(claims: Sequence[Claim], batch: Batch) -> set[tuple[str, str]]:
    """The ids of all pairs worth weighing; with fresh articles in ``batch``, of pairs that involve one of them or lie
    inside one article.
    """
    articles = {c.id: c.article for c in claims}
    reaches = {c.id: meeting.of(c) for c in claims}
    blocks: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for key in blocking_keys(claim, batch):
            blocks[key].add(claim.id)
    # Several keys often join the same claims: those of one article that has several names to itself.
    joined = {frozenset(members) for members in blocks.values()}
    return {pair for members in joined for pair in _reaching(members, articles, batch, reaches)}


def _reaching(
    members: Collection[str], articles: Mapping[str, str], batch: Batch, reaches: Mapping[str, Reach]
) -> Iterator[tuple[str, str]]:
    """Pairs of the claims (ids) that share a blocking key, none where too many do; ``articles`` has each claim's.

    Pairs that :func:`scored` would drop at once are left out: there may be a hundred times as many.
    """
    apart: dict[str, list[str]] = defaultdict(list)
    for claim in sorted(members):
        apart[articles[claim]].append(claim)
    if len(apart) > MAX_ARTICLES:
        return
    for own in apart.values():
        yield from combinations(own, 2)
    loose = {article: [c for c in own if reaches[c].loose] for article, own in apart.items()}
    lasting = {article: any(reaches[c].lasting for c in own) for article, own in loose.items()}
    for one, two in batch.pairs(list(apart), str):
        linked = batch.link(one, two) >= LINKED
        found = apart if linked or lasting[one] or lasting[two] else loose
        yield from crossed(found[one], found[two], linked, reaches)


def crossed(
    one: Iterable[str], two: Iterable[str], linked: bool, reaches: Mapping[str, Reach]
) -> Iterator[tuple[str, str]]:
    """The claims (ids) of one article with those of another, as far as they may meet; all where these are linked."""
    for a, b in product(one, two):
        if linked or may_meet(reaches[a], reaches[b]):
            yield (a, b) if a < b else (b, a)
