"""Candidate pairs without one place that holds all claims: what each task does with its part of them. Pure.

The claims lie in chunks of whole articles. Blocking is a group-by on keys and then a join of article pairs with their
claims, both over a fixed number of buckets, so that a task holds one bucket and no more:

1. ``profiled``: what tells each article of a chunk from others, and how many of them have each name; the sums of these
   over all chunks are the ``Corpus``.
2. ``linked``: the articles that some of them are linked with; all profiles are read, a thirtieth of the claims' size.
3. ``keyed``: each claim's blocking keys and what it may meet by, by bucket of the key.
4. ``met``: in a bucket of keys, pairs of articles with claims that share one; by bucket of the first article. Most
   articles share a key with most others, and few of these are linked or have claims that meet by place or day: the
   rest are dropped here, so that claims needn't go everywhere.
5. ``sent``: a bucket of first articles sends their claims to the buckets of the second articles.
6. ``judged``: a bucket of second articles has the claims of both, crosses those that share a key, and scores them.

Rows are dicts of a bucket's number and packed bytes. The result is that of :func:`checker.judge.alignment.candidates`.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any
from zlib import crc32

import msgspec

from checker.block import batch, candidates, keys, linking, meeting
from checker.block.batch import Batch, Corpus
from checker.block.meeting import Reach, may_meet
from checker.block.profiles import Profile, profiles
from checker.engine.packing import claims_of, pack
from checker.judge import alignment
from checker.records import CandidatePair, Claim

Row = dict[str, Any]
Counts = tuple[int, dict[str, int], dict[str, int]]  # articles; names and stems in them
Pair = tuple[str, str, str]  # first article, second article in order, key that claims of both have or NEAR
Keys = tuple[dict[str, list[str]], dict[str, tuple[str, Reach]]]  # claims by key; article and reach of each claim
NEAR = ""  # the articles share a name that is not too common

_keys = msgspec.msgpack.Decoder(Keys).decode
_pairs = msgspec.msgpack.Decoder(list[Pair]).decode
_counts = msgspec.msgpack.Decoder(Counts).decode
_profiles = msgspec.msgpack.Decoder(dict[str, Profile]).decode
_shelf = msgspec.msgpack.Decoder(dict[str, bytes]).decode  # article -> its packed claims
_NAME = "\0"  # begins the key of a name that articles share, and no key of a claim


@dataclass(frozen=True, slots=True)
class Plan:
    """What every task needs to know: how often names occur, which articles are fresh (None: all), how many buckets.

    ``linked`` are pairs of articles in order, none before ``linked`` has found them.
    """

    corpus: Corpus
    fresh: frozenset[str] | None
    buckets: int
    linked: frozenset[tuple[str, str]] = frozenset()

    def bucket(self, name: str) -> int:
        """The same in every process, which ``hash`` isn't."""
        return crc32(name.encode("utf-8", "surrogatepass")) % self.buckets

    def asked(self, articles: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Of these articles the pairs that are wanted, in order."""
        found = combinations(sorted(articles), 2)
        return (p for p in found if self.fresh is None or not self.fresh.isdisjoint(p))

    def survey(self, claims: Iterable[Claim]) -> Batch:
        """The articles of these claims, weighed as those of the whole batch; which are linked is left out."""
        return self.weighed(profiles(claims))

    def weighed(self, found: Mapping[str, Profile]) -> Batch:
        """As ``survey``, of profiles."""
        names = {n for p in found.values() for n in p.names}
        stems = {s for p in found.values() for s in p.stems}
        known = self.corpus
        part = dataclasses.replace(known, names=_only(known.names, names), stems=_only(known.stems, stems))
        return dataclasses.replace(batch.weighed(found, part), fresh=self.fresh)


def _only(counts: Mapping[str, int], wanted: Iterable[str]) -> dict[str, int]:
    return {name: counts[name] for name in wanted}


def profiled(chunk: bytes) -> Row:
    """The profiles of a chunk's articles, and how many of these have each name and stem, packed."""
    found = profiles(claims_of(chunk))
    names = batch.frequency(p.names for p in found.values())
    stems = batch.frequency(p.stems for p in found.values())
    return {"counts": pack((len(found), names, stems)), "profiles": pack(found)}


def corpus_of(parts: Iterable[bytes]) -> Corpus:
    """The sums of the counts that ``profiled`` gave."""
    articles = 0
    totals = Counter[str](), Counter[str]()
    for part in parts:
        n, *counts = _counts(part)
        articles += n
        for total, found in zip(totals, counts, strict=True):
            total.update(found)
    return Corpus(articles, *totals, frozenset())


def linked(plan: Plan, profiles: Iterable[bytes], part: int, parts: int) -> bytes:
    """Packed pairs of articles, each in order, that one of so many parts of the articles is linked with.

    ``profiles`` are those of all articles.
    """
    known = plan.weighed({article: profile for some in profiles for article, profile in _profiles(some).items()})
    asked = [a for a in sorted(known.profiles) if plan.fresh is None or a in plan.fresh][part::parts]
    neighbours = linking.Neighbours(
        {a: known.side(a) for a in known.profiles}, known.rarity, asked, plan.fresh is not None
    )
    return pack([pair for article in asked for pair, _ in neighbours.of(article)])


def keyed(plan: Plan, chunk: bytes) -> Iterator[Row]:
    """The blocking keys of a chunk of claims, and the names under which its articles may meet, by bucket."""
    claims = claims_of(chunk)
    found = plan.survey(claims)
    filed: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    told: dict[int, dict[str, tuple[str, Reach]]] = defaultdict(dict)
    for claim in claims:
        meets = claim.article, meeting.of(claim)
        for key in sorted(set(keys.blocking_keys(claim, found))):
            bucket = plan.bucket(key)
            filed[bucket][key].append(claim.id)
            told[bucket][claim.id] = meets
    for article, names in found.shared.items():
        for key in (_NAME + name for name in names):
            filed[plan.bucket(key)][key].append(article)
    return ({"bucket": bucket, "keys": pack((own, told[bucket]))} for bucket, own in sorted(filed.items()))


def met(plan: Plan, parts: Iterable[bytes]) -> Iterator[Row]:
    """Pairs of all articles with claims that share a key of this bucket, or that share a name, by first article."""
    members: dict[str, set[str]] = defaultdict(set)
    told: dict[str, tuple[str, Reach]] = {}
    for part in parts:
        own, more = _keys(part)
        told |= more
        for key, holders in own.items():
            members[key].update(holders)
    rows: dict[int, list[Pair]] = defaultdict(list)
    for key, sharing in sorted(members.items()):
        for pair in sorted(_pairs_of(plan, key, sharing, told)):
            rows[plan.bucket(pair[0])].append(pair)
    return ({"bucket": bucket, "claims": b"", "pairs": pack(pairs)} for bucket, pairs in sorted(rows.items()))


def _pairs_of(plan: Plan, key: str, members: Collection[str], told: Mapping[str, tuple[str, Reach]]) -> Iterator[Pair]:
    """The pairs of articles that one key gives; ``members`` are claims, or articles that share a name."""
    if key.startswith(_NAME):
        if len(members) <= batch.COMMON:
            yield from ((one, two, NEAR) for one, two in plan.asked(members) if (one, two) in plan.linked)
        return
    apart: dict[str, list[Reach]] = defaultdict(list)
    for claim in members:
        article, meets = told[claim]
        apart[article].append(meets)
    if len(apart) > candidates.MAX_ARTICLES:
        return
    yield from ((one, one, key) for one, own in apart.items() if len(own) > 1)
    for one, two in plan.asked(apart):
        if (one, two) in plan.linked or any(may_meet(x, y) for x, y in product(apart[one], apart[two])):
            yield one, two, key


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
        # Where a pair stays in its bucket, so do its claims.
        claims = {one: shelf[one] for one, *_ in part if plan.bucket(one) != bucket}
        yield {"bucket": bucket, "claims": pack(claims), "pairs": pack(part)}


def judged(plan: Plan, rows: Iterable[Row]) -> list[CandidatePair]:
    """The candidate pairs of this bucket, which holds the claims of both articles of every pair."""
    shelf, pairs = _joined(rows)
    claims = [c for article in sorted({x for pair in pairs for x in pair[:2]}) for c in claims_of(shelf[article])]
    near = tuple((one, two) for one, two, key in pairs if key == NEAR)
    found = dataclasses.replace(plan.survey(claims), near=near)
    reaches = {claim.id: meeting.of(claim) for claim in claims}
    own: dict[tuple[str, str], list[str]] = defaultdict(list)  # by article and key
    for claim in claims:
        for key in sorted(set(keys.blocking_keys(claim, found))):
            own[claim.article, key].append(claim.id)
    wanted: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for one, two, key in pairs:
        if key != NEAR and one == two:
            wanted[one, two].update(combinations(sorted(own[one, key]), 2))
        elif key != NEAR:
            crossed = product(own[one, key], own[two, key])
            linked = (one, two) in plan.linked
            met = ((a, b) for a, b in crossed if linked or may_meet(reaches[a], reaches[b]))
            wanted[one, two].update(map(candidates.in_order, met))
    return alignment.scored(claims, wanted.items(), found)


def _joined(rows: Iterable[Row]) -> tuple[dict[str, bytes], list[Pair]]:
    shelf: dict[str, bytes] = {}
    pairs: set[Pair] = set()
    for row in rows:
        if row["claims"]:
            shelf |= _shelf(row["claims"])
        if row["pairs"]:
            pairs |= set(_pairs(row["pairs"]))
    return shelf, sorted(pairs)
