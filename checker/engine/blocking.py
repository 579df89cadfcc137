"""Candidate pairs without one place that holds all claims: what each task does with its part of them. Pure.

The claims lie in chunks of whole articles. Blocking is a group-by on keys and then a join of article pairs with their
claims, both over a fixed number of buckets, so that a task holds one bucket and no more:

1. ``counted``: how many articles of a chunk have each name; the sums over all chunks are the ``Corpus``.
2. ``keyed``: each claim's blocking keys, by bucket of the key.
3. ``met``: in a bucket of keys, pairs of articles with claims that share one; by bucket of the first article.
4. ``sent``: a bucket of first articles sends their claims to the buckets of the second articles.
5. ``judged``: a bucket of second articles has the claims of both, crosses those that share a key, and scores them.

Rows are dicts of a bucket's number and packed bytes. The result is that of :func:`checker.align.candidates`.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any
from zlib import crc32

import msgspec

from checker import align
from checker.align import batch, reach
from checker.align.batch import Batch, Corpus
from checker.engine.packing import claims_of, pack
from checker.records import CandidatePair, Claim

Row = dict[str, Any]
Counts = tuple[int, dict[str, int], dict[str, int], dict[str, int]]  # articles; names, words and full names in them
Pair = tuple[str, str, str]  # first article, second article in order, key that claims of both have, or NEAR
NEAR = ""  # the articles share a name that is not too common

_keys = msgspec.msgpack.Decoder(list[tuple[str, str, str]]).decode  # (key, claim or article, article)
_pairs = msgspec.msgpack.Decoder(list[Pair]).decode
_counts = msgspec.msgpack.Decoder(Counts).decode
_shelf = msgspec.msgpack.Decoder(dict[str, bytes]).decode  # article -> its packed claims
_NAME = "\0"  # begins the key of a name that articles share, and no key of a claim


@dataclass(frozen=True, slots=True)
class Plan:
    """What every task needs to know: how often names occur, which articles are fresh (None: all), how many buckets."""

    corpus: Corpus
    fresh: frozenset[str] | None
    buckets: int

    def bucket(self, name: str) -> int:
        """The same in every process, which ``hash`` isn't."""
        return crc32(name.encode("utf-8", "surrogatepass")) % self.buckets

    def survey(self, claims: Iterable[Claim]) -> Batch:
        """The articles of these claims, weighed as those of the whole batch; which of them are near is left out."""
        found = batch.profiles(claims)
        names = {n for p in found.values() for n in p.names}
        words = {w for p in found.values() for w in p.words}
        rare = {n for p in found.values() for n in p.news.rare}
        known = self.corpus
        part = dataclasses.replace(
            known, names=_only(known.names, names), words=_only(known.words, words), rare=_only(known.rare, rare)
        )
        return dataclasses.replace(batch.weighed(found, part), fresh=self.fresh)


def _only(counts: Mapping[str, int], wanted: Iterable[str]) -> dict[str, int]:
    return {name: counts[name] for name in wanted}


def counted(chunk: bytes) -> bytes:
    """How many articles of a chunk of claims have each name, word and full name, packed."""
    found = batch.profiles(claims_of(chunk))
    names, words, rare = Counter[str](), Counter[str](), Counter[str]()
    for profile in found.values():
        names.update(profile.names)
        words.update(profile.words)
        rare.update(profile.news.rare)
    return pack((len(found), names, words, rare))


def corpus_of(parts: Iterable[bytes]) -> Corpus:
    """The sums of what ``counted`` gave."""
    articles = 0
    totals = Counter[str](), Counter[str](), Counter[str]()
    for part in parts:
        n, *counts = _counts(part)
        articles += n
        for total, found in zip(totals, counts, strict=True):
            total.update(found)
    return Corpus(articles, *totals, frozenset())


def keyed(plan: Plan, chunk: bytes) -> Iterator[Row]:
    """The blocking keys of a chunk of claims, and the names under which its articles may meet, by bucket."""
    claims = claims_of(chunk)
    found = plan.survey(claims)
    keys = [(key, claim.id, claim.article) for claim in claims for key in align.blocking_keys(claim, found)]
    keys += [(_NAME + name, article, article) for article, names in found.shared.items() for name in names]
    rows: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for entry in keys:
        rows[plan.bucket(entry[0])].append(entry)
    return ({"bucket": bucket, "keys": pack(entries)} for bucket, entries in sorted(rows.items()))


def met(plan: Plan, keys: Iterable[bytes]) -> Iterator[Row]:
    """Pairs of all articles with claims that share a key of this bucket, or that share a name, by first article."""
    entries = sorted({entry for part in keys for entry in _keys(part)})
    found: set[Pair] = set()
    for key, members in groupby(entries, key=lambda entry: entry[0]):
        holders = [article for _, _, article in members]
        articles = sorted(set(holders))
        if key.startswith(_NAME):
            near = batch.sharing(dict.fromkeys(articles, (key,)), plan.fresh)
            found.update((one, two, NEAR) for one, two in near)
        elif len(holders) <= align.MAX_BLOCK:
            found.update((one, one, key) for one in articles if holders.count(one) > 1)
            found.update((one, two, key) for one, two in batch.wanted(articles, str, plan.fresh))
    rows: dict[int, list[Pair]] = defaultdict(list)
    for pair in sorted(found):
        rows[plan.bucket(pair[0])].append(pair)
    return ({"bucket": bucket, "claims": b"", "pairs": pack(pairs)} for bucket, pairs in sorted(rows.items()))


def shelved(plan: Plan, chunk: bytes) -> Iterator[Row]:
    """The claims of a chunk by bucket of their article."""
    own: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims_of(chunk):
        own[claim.article].append(claim)
    shelves: dict[int, dict[str, bytes]] = defaultdict(dict)
    for article, claims in own.items():
        shelves[plan.bucket(article)][article] = pack(claims)
    return ({"bucket": bucket, "claims": pack(shelf), "pairs": b""} for bucket, shelf in sorted(shelves.items()))


def sent(plan: Plan, rows: Iterable[Row]) -> Iterator[Row]:
    """The pairs of this bucket with the claims of their first articles, by bucket of their second articles."""
    shelf, pairs = _joined(rows)
    parts: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        parts[plan.bucket(pair[1])].append(pair)
    for bucket, part in sorted(parts.items()):
        claims = {pair[0]: shelf[pair[0]] for pair in part}
        yield {"bucket": bucket, "claims": pack(claims), "pairs": pack(part)}


def judged(plan: Plan, rows: Iterable[Row]) -> list[CandidatePair]:
    """The candidate pairs of this bucket, which holds the claims of both articles of every pair."""
    shelf, pairs = _joined(rows)
    claims = [c for article in sorted({x for pair in pairs for x in pair[:2]}) for c in claims_of(shelf[article])]
    near = frozenset((one, two) for one, two, key in pairs if key == NEAR)
    found = dataclasses.replace(plan.survey(claims), near=near)
    reaches = {claim.id: reach.of(claim) for claim in claims}
    own: dict[tuple[str, str], list[str]] = defaultdict(list)  # by article and key
    for claim in claims:
        for key in sorted(set(align.blocking_keys(claim, found))):
            own[claim.article, key].append(claim.id)
    wanted: set[tuple[str, str]] = set()
    for one, two, key in pairs:
        if key != NEAR and one == two:
            wanted.update(combinations(sorted(own[one, key]), 2))
        elif key != NEAR:
            linked = found.link(one, two) >= align.LINKED
            wanted.update(align.crossed(own[one, key], own[two, key], linked, reaches))
    return align.scored(claims, wanted, found)


def _joined(rows: Iterable[Row]) -> tuple[dict[str, bytes], list[Pair]]:
    shelf: dict[str, bytes] = {}
    pairs: set[Pair] = set()
    for row in rows:
        if row["claims"]:
            shelf |= _shelf(row["claims"])
        if row["pairs"]:
            pairs |= set(_pairs(row["pairs"]))
    return shelf, sorted(pairs)
