"""Verdicts -> Verdicts: what only the whole list shows. Pure.

Idle totals, disputes told twice, headlines without their source, articles that give both numbers.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence

from checker.claims.properties.condition import state
from checker.compare import values
from checker.judge import counts
from checker.judge.severity import severity
from checker.judge.speakers import between
from checker.records import Between, Claim, Person, Relation, Verdict
from checker.same import extremes


def settle(verdicts: Sequence[Verdict], claims: Mapping[str, Claim]) -> list[Verdict]:
    """What only the whole list shows: idle totals, disputes told twice, headlines without their source, two counts."""
    told = [v for v in verdicts if v.relation is not Relation.SCOPE or not (claims[v.a].parts or claims[v.b].parts)]
    told = counts.settle(_undisputed(told, claims), claims)
    return _supported(_sourced(_once(_one_beyond(told, claims), claims), claims), claims)


def _one_beyond(verdicts: Sequence[Verdict], claims: Mapping[str, Claim]) -> list[Verdict]:
    """One contradiction per article with "all of the victims are in their 20s", however many in it are older.

    The nearest stays: whoever is farthest off is the likeliest to be none of them.
    """
    nearest: dict[tuple[str, int, str], tuple[float, str]] = {}
    keys = {v.id: key for v in verdicts if (key := _limit(v, claims)) is not None}
    for v in verdicts:
        if v.id in keys:
            nearest[keys[v.id][0]] = min(nearest.get(keys[v.id][0], (math.inf, "")), (keys[v.id][1], v.id))
    return [v for v in verdicts if v.id not in keys or nearest[keys[v.id][0]][1] == v.id]


def _limit(v: Verdict, claims: Mapping[str, Claim]) -> tuple[tuple[str, int, str], float] | None:
    """The sentence that gives the limit and the article of whoever is beyond it, and by how many years."""
    a, b = claims[v.a], claims[v.b]
    if v.relation is not Relation.CONTRADICTION or extremes.is_extreme(a) == extremes.is_extreme(b):
        return None
    extreme, single = (a, b) if extremes.is_extreme(a) else (b, a)
    years = [c.quantity.value or 0.0 for c in (extreme, single) if c.quantity]
    return (extreme.article, extreme.sentence_start, single.article), abs(years[0] - years[1])


def _undisputed(verdicts: Sequence[Verdict], claims: Mapping[str, Claim]) -> list[Verdict]:
    """Without contradictions about a person or an address that something else speaks against.

    One article agrees elsewhere with the value it seems to dispute; or an unnamed person is alive in one article and
    dead in the other, and so may well be two.
    """
    past = _before_death(claims)
    agreeing: set[tuple[str, str]] = set()
    split: set[frozenset[tuple[str, Person | None]]] = set()
    for v in verdicts:
        told = claims[v.a].attribute
        if told is None or (claims[v.a].frame.person is None and told.property != "address"):
            continue
        if v.relation is Relation.AGREEMENT and not past & {v.a, v.b}:
            agreeing |= {(v.a, claims[v.b].article), (v.b, claims[v.a].article)}
        values_told = [c.attribute.value for c in (claims[v.a], claims[v.b]) if c.attribute]
        if v.relation is Relation.UPDATE and "dead" in values_told:
            split.add(_persons(v, claims))
    return [
        v
        for v in verdicts
        if v.relation is not Relation.CONTRADICTION
        or not (
            {(v.a, claims[v.b].article), (v.b, claims[v.a].article)} & agreeing
            or (_persons(v, claims) in split and not all(p and p.name for _, p in _persons(v, claims)))
        )
    ]


def _before_death(claims: Mapping[str, Claim]) -> set[str]:
    """States that a sentence tells of somebody before it tells of the death: "was in critical condition and died"."""
    states: dict[tuple[str, str, int, Person], list[Claim]] = {}
    for c in claims.values():
        if c.attribute is not None and c.attribute.property == "condition" and c.frame.person is not None:
            states.setdefault((c.article, c.field, c.sentence_start, c.frame.person), []).append(c)
    return {
        c.id
        for told in states.values()
        for death in (d for d in told if d.attribute and state(d.attribute.value) == "dead")
        for c in told
        if c.end < death.end
    }


def _persons(v: Verdict, claims: Mapping[str, Claim]) -> frozenset[tuple[str, Person | None]]:
    return frozenset((claims[x].article, claims[x].frame.person) for x in (v.a, v.b))


def _supported(verdicts: Sequence[Verdict], claims: Mapping[str, Claim]) -> list[Verdict]:
    """An article that gives both numbers counts two things: its second number is no contradiction of the first.

    Between articles: one that agrees elsewhere with the very claim it seems to contradict. Within one: a number that
    the article repeats, beside another that it gives once, as the whole beside a part.
    """
    agreeing: dict[str, set[str]] = {}
    for v in verdicts:
        if v.relation is Relation.AGREEMENT and claims[v.a].quantity is not None:
            agreeing.setdefault(v.a, set()).add(claims[v.b].article)
            agreeing.setdefault(v.b, set()).add(claims[v.a].article)
    return [_both_given(v, claims[v.a], claims[v.b], agreeing) for v in verdicts]


def _both_given(v: Verdict, a: Claim, b: Claim, agreeing: Mapping[str, set[str]]) -> Verdict:
    if v.relation is not Relation.CONTRADICTION or a.quantity is None or v.between is Between.SPEAKERS:
        return v
    given = {c.article for c, other in ((a, b), (b, a)) if c.article in agreeing.get(other.id, ())}
    if not given or a.parts or b.parts:
        return v
    return counts.changed(v, Relation.SCOPE, f"{' and '.join(sorted(given))} gives both numbers")


def _sourced(verdicts: Sequence[Verdict], claims: Mapping[str, Claim]) -> list[Verdict]:
    """A headline that repeats what the article's body ascribes to somebody stands for that speaker."""
    voices: dict[str, Claim] = {}
    for v in verdicts:
        a, b = claims[v.a], claims[v.b]
        if v.relation is Relation.AGREEMENT and a.article == b.article:
            for head, body in ((a, b), (b, a)):
                if head.headline and not head.attribution and body.attribution:
                    voices[head.id] = body
    out = []
    for v in verdicts:
        a, b = (
            dataclasses.replace(claims[x], attribution=voices[x].attribution) if x in voices else claims[x]
            for x in (v.a, v.b)
        )
        who = between(a, b)
        weight = severity(v.relation, v.confidence, who, a, b)
        out.append(dataclasses.replace(v, between=who, severity=weight))
    return out


def _once(verdicts: Sequence[Verdict], claims: Mapping[str, Claim]) -> list[Verdict]:
    """One attributive contradiction per pair of articles and property, the one with the fullest values.

    "missiles" and "ballistic missiles" of one article against "rockets" of another are one disagreement.
    """
    best: dict[tuple[str, ...], tuple[int, int, float, str]] = {}
    for v in verdicts:
        if (key := _dispute(v, claims)) is not None:
            best[key] = max(best.get(key, (0, 0, 0.0, "")), _fullness(v, claims))
    return [v for v in verdicts if (key := _dispute(v, claims)) is None or best[key] == _fullness(v, claims)]


def _dispute(v: Verdict, claims: Mapping[str, Claim]) -> tuple[str, ...] | None:
    a, b = claims[v.a], claims[v.b]
    if v.relation is not Relation.CONTRADICTION or a.attribute is None or b.attribute is None:
        return None
    ends = sorted((c.article, values.kind(c.attribute)) for c in (a, b) if c.attribute)
    return (a.attribute.property, *ends[0], *ends[1])


def _fullness(v: Verdict, claims: Mapping[str, Claim]) -> tuple[int, int, float, str]:
    """Words of the two values and characters of the two mentions: "Lt. Ana Ruiz" says more than "Lt. Ruiz"."""
    ends = (claims[v.a], claims[v.b])
    words = sum(len(c.attribute.value.split()) for c in ends if c.attribute)
    return words, sum(len(c.mention) for c in ends), v.confidence, v.id
