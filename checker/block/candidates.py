"""Claims -> pairs of claims that may speak of the same thing. Pure.

An inverted index over what is counted or claimed together with the names that tell events apart, so that only claims
that share such a key are ever looked at. Pairs come by their two articles, so that those of one article with all others
are in memory at a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product

from checker.block import meeting
from checker.block.batch import Batch
from checker.block.keys import blocking_keys
from checker.block.meeting import Reach, may_meet
from checker.records import Claim

# A key that claims of more articles than this share tells nothing apart; the claims' rarer keys still join them.
MAX_ARTICLES = 200
ARTICLES = 4_096  # articles of which the keys are kept; linked ones are mostly not far from each other

Ids = tuple[str, str]  # of two claims, in order
Articles = tuple[str, str]  # in order; twice the same for the pairs inside one article


def candidates(claims: Sequence[Claim], batch: Batch) -> Iterator[tuple[Articles, set[Ids]]]:
    """All pairs worth weighing, by their articles, each two of which come once.

    With fresh articles in ``batch``, of pairs that involve one of them or lie inside one article.
    """
    index = _Index(claims, batch)
    later: dict[str, list[str]] = defaultdict(list)
    for one, two in batch.linked:
        later[one].append(two)
    for one in index.articles:
        yield (one, one), index.inside(one)
        found = {two: index.crossed(one, two) for two in later[one]}
        found |= index.apart(one, found)
        yield from (((one, two), found[two]) for two in sorted(found))


class _Index:
    """The claims by their keys; ``articles`` are all of theirs, in order.

    Claims that may meet those of articles that nothing links are few, and filed again by themselves.
    """

    def __init__(self, claims: Iterable[Claim], batch: Batch) -> None:
        self._own: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self._own[claim.article].append(claim)
        self.articles = sorted(self._own)
        self._batch = batch
        self._article = {c.id: article for article, own in self._own.items() for c in own}
        self._reaches = {c.id: meeting.of(c) for own in self._own.values() for c in own}
        self._filed = self._all()
        self._loose = self._only(lambda reach: reach.loose)
        self._lasting = self._only(lambda reach: reach.lasting)
        self._keys = lru_cache(maxsize=ARTICLES)(self._keys_of)

    def _all(self) -> dict[str, list[str]]:
        """Key -> its claims, of keys that tell something apart."""
        filed: dict[str, list[str]] = defaultdict(list)
        for article in self.articles:
            for claim in self._own[article]:
                for key in set(blocking_keys(claim, self._batch)):
                    filed[key].append(claim.id)
        return {key: found for key, found in filed.items() if len(found) > 1 and self._tells(found)}

    def _tells(self, found: Sequence[str]) -> bool:
        return len(found) <= MAX_ARTICLES or len({self._article[c] for c in found}) <= MAX_ARTICLES

    def _only(self, chosen: Callable[[Reach], bool]) -> dict[str, list[str]]:
        kept = {key: [c for c in found if chosen(self._reaches[c])] for key, found in self._filed.items()}
        return {key: found for key, found in kept.items() if found}

    def _keys_of(self, article: str) -> dict[str, list[str]]:
        """Key -> its claims, of one article."""
        found: dict[str, list[str]] = defaultdict(list)
        for claim in self._own[article]:
            for key in set(blocking_keys(claim, self._batch)) & self._filed.keys():
                found[key].append(claim.id)
        return found

    def inside(self, article: str) -> set[Ids]:
        return {pair for own in self._keys(article).values() for pair in combinations(sorted(own), 2)}

    def crossed(self, one: str, two: str) -> set[Ids]:
        """The pairs of claims of two linked articles: all that share a key."""
        mine, theirs = self._keys(one), self._keys(two)
        return {in_order((a, b)) for key in mine.keys() & theirs.keys() for a, b in product(mine[key], theirs[key])}

    def apart(self, one: str, linked: Collection[str]) -> dict[str, set[Ids]]:
        """By later article, the pairs of claims that may meet although nothing links the two."""
        found: dict[str, set[Ids]] = defaultdict(set)
        for a, b in self._sharing(one):
            two = self._article[b]
            wanted = two > one and two not in linked and self._batch.asked(one, two)
            if wanted and may_meet(self._reaches[a], self._reaches[b]):
                found[two].add(in_order((a, b)))
        return found

    def _sharing(self, article: str) -> set[Ids]:
        """The article's claims with all that they share a key with, if one of the two meets others by itself."""
        found: set[Ids] = set()
        for key, own in self._keys(article).items():
            for claim in own:
                reach = self._reaches[claim]
                pool = self._filed if reach.lasting else self._loose if reach.loose else self._lasting
                found.update((claim, other) for other in pool.get(key, ()))
        return found


def in_order(ids: Ids) -> Ids:
    return ids if ids[0] < ids[1] else ids[::-1]
