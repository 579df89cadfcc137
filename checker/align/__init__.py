"""Claims -> candidate pairs that may speak of the same thing. Pure.

Blocking: an inverted index over what is counted or claimed together with the names that tell events apart, so that
only claims that share such a key are ever looked at. Scoring: a noun and a predicate that fit, places, participants
and times; whatever says that two claims are about different things becomes an obstacle, in words. Names are weighed
by how rare they are in the batch (inverse document frequency, Spärck Jones 1972).
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.align import fit
from checker.records import CandidatePair, Claim, ClaimKind

# A key that more claims than this share tells nothing apart; the claims' rarer keys still join them.
MAX_BLOCK = 400
KEY_NAMES = 24  # shared names per article under which its claims are filed
LINKED = 1.0  # summed rarity of shared names from which two articles may report one event


@dataclass(frozen=True, slots=True)
class Batch:
    """What blocking and scoring need to know of the whole batch: each article's telling names, their rarity, and for
    blocking the rarest of those that another article shares."""

    names: dict[str, frozenset[str]]
    weight: dict[str, float]
    shared: dict[str, tuple[str, ...]]

    def link(self, a: str, b: str) -> float:
        """How much the names that two articles share say that they report one event; ``inf`` within one article."""
        if a == b:
            return math.inf
        return sum(self.weight[t] for t in sorted(self.names[a] & self.names[b]))


def survey(claims: Iterable[Claim]) -> Batch:
    """Names per article and their weight: 1 for one that a single article of a hundred has, 0 for one in all."""
    names: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        names[claim.article] |= fit.name_features(claim)
    frequency: dict[str, int] = defaultdict(int)
    for found in names.values():
        for name in found:
            frequency[name] += 1
    size = max(len(names), 100) + 1
    weight = {n: math.log(size / f) / math.log(size) * (0.3 if n.startswith("@") else 1) for n, f in frequency.items()}
    shared = {
        a: tuple(sorted((n for n in found if frequency[n] > 1), key=lambda n: (-weight[n], n))[:KEY_NAMES])
        for a, found in names.items()
    }
    return Batch({a: frozenset(n) for a, n in names.items()}, weight, shared)


def blocking_keys(claim: Claim, batch: Batch) -> list[str]:
    """Keys under which a claim can meet others; claims without a shared key are never compared."""
    what = fit.subject(claim)
    if what is None:
        return []
    if claim.frame.noun == "age":
        return [f"age|{word}" for person in claim.frame.actor for word in {*person.split()[:1], *person.split()[-1:]}]
    names = {*batch.shared[claim.article], *_place_words(claim)}
    return [f"{what}|{claim.article}", *(f"{what}|{n}" for n in sorted(names))]


def _place_words(claim: Claim) -> set[str]:
    return {w for place in claim.frame.places for w in ([place] if place.startswith("@") else place.split())}


def candidates(claims: Sequence[Claim]) -> list[CandidatePair]:
    """All pairs worth comparing, ordered by claim ids; see :func:`fit.fit` for the score."""
    batch = survey(claims)
    by_id = {c.id: c for c in claims}
    blocks: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        for key in blocking_keys(claim, batch):
            blocks[key].append(claim.id)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        members = sorted(set(blocks[key]))
        if len(members) <= MAX_BLOCK:
            seen.update(itertools.combinations(members, 2))
    pairs = (_scored(by_id[a], by_id[b], batch) for a, b in sorted(seen))
    return [p for p in pairs if p is not None]


def _scored(a: Claim, b: Claim, batch: Batch) -> CandidatePair | None:
    """The pair with its score and obstacles; None where nothing says that the two belong together."""
    if a.id in b.parts or b.id in a.parts or (a.parts and b.parts) or a.kind is not b.kind or _same_words(a, b):
        return None
    link = batch.link(a.article, b.article)
    found = fit.fit(a, b, link, LINKED) if a.kind is ClaimKind.NUMERIC else fit.fit_attributes(a, b, link, LINKED)
    if found is None:
        return None
    return CandidatePair(a.id, b.id, round(found.score, 4), tuple(found.reasons), tuple(found.obstacles))


def _same_words(a: Claim, b: Claim) -> bool:
    """One sentence sets its own numbers apart from each other: "one dead, the other injured" is no pair."""
    return a.article == b.article and a.field == b.field and a.sentence_start == b.sentence_start
