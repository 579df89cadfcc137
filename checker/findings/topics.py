"""Verdicts -> Topics: what belongs together. Pure."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from checker.findings import copies, labels
from checker.findings.components import Groups
from checker.records import Claim, Relation, Topic, Verdict
from checker.words import lexicon


def group(claims: Sequence[Claim], verdicts: Sequence[Verdict]) -> tuple[list[Topic], list[Verdict]]:
    """Topics in order of their first claim, and the verdicts with their topic's id.

    Claims that agree, contradict or update each other share a topic; a pair of scope joins nothing and is filed
    under its first claim's topic.
    """
    joined: Groups[str] = Groups()
    for v in verdicts:
        if v.relation is not Relation.SCOPE:
            joined.join(v.a, v.b)
    involved = {joined.root(x) for v in verdicts for x in (v.a, v.b)}
    members: dict[str, list[Claim]] = {r: [] for r in involved}
    for c in claims:
        if c.id in joined:
            members[joined.root(c.id)].append(c)
    usual = _usual_places(claims)
    topics = {r: _topic(found, usual) for r, found in members.items()}
    filed = [dataclasses.replace(v, topic=topics[joined.root(v.a)].id) for v in verdicts]
    used = {v.topic for v in filed}
    return sorted((t for t in topics.values() if t.id in used), key=lambda t: (t.label, t.id)), filed


def with_witnesses(topics: Sequence[Topic], claims: Sequence[Claim], copied: Mapping[str, str]) -> list[Topic]:
    """The topics with the number of independent voices; ``copied`` as :func:`copies.groups` gives it."""
    by_id = {c.id: c for c in claims}
    outlets = {c.article: c.outlet for c in claims}
    told = {t.id: {by_id[x].article for x in t.claims} for t in topics}
    return [dataclasses.replace(t, witnesses=copies.witnesses(told[t.id], outlets, copied)) for t in topics]


def _topic(claims: Sequence[Claim], usual: Mapping[str, str]) -> Topic:
    ids = tuple(c.id for c in claims)
    digest = hashlib.blake2b("|".join(sorted(ids)).encode(), digest_size=6).hexdigest()
    return Topic(digest, labels.label(claims, usual), ids)


def _usual_places(claims: Sequence[Claim]) -> dict[str, str]:
    """Article -> the place that most of its claims name, as written there.

    A base or a hospital only where nothing else is named; of two named as often, the one that is no country.
    """
    counts: dict[str, Counter[tuple[bool, str]]] = {}
    for c in claims:
        found = [(not key.startswith("@"), name) for key, name in zip(c.frame.places, c.place, strict=True)]
        counts.setdefault(c.article, Counter()).update(set(found))
    best = {
        a: min(found, key=lambda p: (_facility(p[1]), -found[p], not p[0], p[1]))
        for a, found in counts.items()
        if found
    }
    return {article: name for article, (_, name) in best.items()}


def _facility(name: str) -> bool:
    return lexicon.is_place_noun(name.split()[-1].lower()) and not labels.is_in(name)
