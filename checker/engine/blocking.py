"""Candidate pairs without one place that holds all claims: what each task does with its part of them. Pure.

The claims lie in chunks of whole articles. Blocking is a group-by on keys and then a join of article pairs with their
claims, both over a fixed number of buckets, so that a task holds one bucket and no more:

1. ``profiled``: what tells each article of a chunk from others, and how many of them have each name; the sums of these
   over all chunks are the ``Corpus``.
2. ``keyed``: each claim's blocking keys and what it may meet by, by bucket of the key.
3. ``met``: in a bucket of keys, pairs of articles with claims that share one; by bucket of the first article.
4. ``sent``: a bucket of first articles drops the pairs that can't come to anything, as the profiles of all others tell,
   and sends the claims of what is left to the buckets of the second articles.
5. ``judged``: a bucket of second articles has the claims of both, crosses those that share a key, and scores them.

Most articles share a key with most others, and few of these are linked or meet by place or day: profiles, a thirtieth
of the claims' size, are read by every task of step 4 so that claims needn't go everywhere.

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

from checker.block import batch, candidates, keys, meeting
from checker.block.batch import Batch, Corpus
from checker.block.meeting import Reach
from checker.block.profiles import Profile, profiles
from checker.block.thresholds import LINKED
from checker.engine.packing import claims_of, pack
from checker.judge import alignment
from checker.records import CandidatePair, Claim

Row = dict[str, Any]
Counts = tuple[int, dict[str, int], dict[str, int]]  # articles; names and stems in them
# First article, second article in order, key that claims of both have or NEAR, and what it takes for these to meet.
Pair = tuple[str, str, str, int]
Keys = tuple[dict[str, list[str]], dict[str, tuple[str, Reach]]]  # claims by key; article and reach of each claim
NEAR = ""  # the articles share a name that is not too common
LINK, ALIKE, NOTHING = range(3)  # articles that are linked, or would be were it for a running total; no such thing

_keys = msgspec.msgpack.Decoder(Keys).decode
_pairs = msgspec.msgpack.Decoder(list[Pair]).decode
_counts = msgspec.msgpack.Decoder(Counts).decode
_profiles = msgspec.msgpack.Decoder(dict[str, Profile]).decode
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
        for one, two in batch.sharing(dict.fromkeys(members, (key,)), plan.fresh):
            yield one, two, NEAR, LINK
    else:
        apart: dict[str, list[Reach]] = defaultdict(list)
        for claim in members:
            article, meets = told[claim]
            apart[article].append(meets)
        if len(apart) > candidates.MAX_ARTICLES:
            return
        yield from ((one, one, key, NOTHING) for one, own in apart.items() if len(own) > 1)
        for one, two in batch.wanted(sorted(apart), str, plan.fresh):
            yield one, two, key, _needs(apart[one], apart[two])


def _needs(one: Iterable[Reach], two: Iterable[Reach]) -> int:
    """The least that it takes for claims of two articles to meet under one key."""
    loose = [(x, y) for x, y in product(one, two) if x.loose or y.loose]
    if any(meeting.meet_apart(x, y) for x, y in loose):
        return NOTHING
    return ALIKE if any(x.tally and y.tally for x, y in loose) else LINK


def shelved(plan: Plan, chunk: bytes) -> Iterator[Row]:
    """The claims of a chunk by bucket of their article."""
    own: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims_of(chunk):
        own[claim.article].append(claim)
    shelves: dict[int, dict[str, bytes]] = defaultdict(dict)
    for article, claims in own.items():
        shelves[plan.bucket(article)][article] = pack(claims)
    return ({"bucket": bucket, "claims": pack(shelf), "pairs": b""} for bucket, shelf in sorted(shelves.items()))


def sent(plan: Plan, rows: Iterable[Row], profiles: Iterable[bytes]) -> Iterator[Row]:
    """The pairs of this bucket with the claims of their first articles, by bucket of their second articles.

    ``profiles`` are those of all articles, one chunk of them in memory at a time.
    """
    shelf, pairs = _joined(rows)
    parts: dict[int, list[Pair]] = defaultdict(list)
    for pair in _hopeful(plan, shelf, pairs, profiles):
        parts[plan.bucket(pair[1])].append(pair)
    for bucket, part in sorted(parts.items()):
        # Where a pair stays in its bucket, so do its claims.
        claims = {one: shelf[one] for one, two, *_ in part if plan.bucket(one) != bucket}
        yield {"bucket": bucket, "claims": pack(claims), "pairs": pack(sorted(part))}


def _hopeful(plan: Plan, shelf: Mapping[str, bytes], pairs: Iterable[Pair], packed: Iterable[bytes]) -> Iterator[Pair]:
    """Of the pairs of articles, of which the shelf has the first, those that are linked as far as they have to be."""
    waiting: dict[str, list[Pair]] = defaultdict(list)  # by second article
    for pair in pairs:
        if pair[3] == NOTHING:
            yield pair
        else:
            waiting[pair[1]].append(pair)
    first = {one for found in waiting.values() for one, *_ in found}
    own = profiles(c for article in sorted(first) for c in claims_of(shelf[article]))
    for part in map(_profiles, packed):
        seconds = {two: profile for two, profile in part.items() if two in waiting}
        firsts = {one: own[one] for two in seconds for one, *_ in waiting[two]}
        known = plan.weighed(firsts | seconds)
        for two in seconds:
            yield from (p for p in waiting[two] if known.link(p[0], two, lasting=p[3] == ALIKE) >= LINKED)


def judged(plan: Plan, rows: Iterable[Row]) -> list[CandidatePair]:
    """The candidate pairs of this bucket, which holds the claims of both articles of every pair."""
    shelf, pairs = _joined(rows)
    claims = [c for article in sorted({x for pair in pairs for x in pair[:2]}) for c in claims_of(shelf[article])]
    near = frozenset((one, two) for one, two, key, _ in pairs if key == NEAR)
    found = dataclasses.replace(plan.survey(claims), near=near)
    reaches = {claim.id: meeting.of(claim) for claim in claims}
    own: dict[tuple[str, str], list[str]] = defaultdict(list)  # by article and key
    for claim in claims:
        for key in sorted(set(keys.blocking_keys(claim, found))):
            own[claim.article, key].append(claim.id)
    wanted: set[tuple[str, str]] = set()
    for one, two, key, _ in pairs:
        if key != NEAR and one == two:
            wanted.update(combinations(sorted(own[one, key]), 2))
        elif key != NEAR:
            linked = found.link(one, two) >= LINKED
            wanted.update(candidates.crossed(own[one, key], own[two, key], linked, reaches))
    return alignment.scored(claims, wanted, found)


def _joined(rows: Iterable[Row]) -> tuple[dict[str, bytes], list[Pair]]:
    shelf: dict[str, bytes] = {}
    pairs: set[Pair] = set()
    for row in rows:
        if row["claims"]:
            shelf |= _shelf(row["claims"])
        if row["pairs"]:
            pairs |= set(_pairs(row["pairs"]))
    return shelf, sorted(pairs)
