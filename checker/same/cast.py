"""Who of one article is who of another, by all that both tell of them. Pure.

Names, ages and "the fourth victim" often leave several possible; wounds, hospitals and fates that agree then tell them
apart. Persons of two linked articles are matched one to one, the surest first, so that whoever is left over on both
sides and fits is one person too, though something told of them differs.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.block.links import Batch
from checker.block.thresholds import ENOUGH, LINKED, MARGIN, SURE
from checker.claims.properties import values
from checker.claims.properties.person_values import facility_name, state
from checker.records import Attribute, Claim, Person
from checker.same import persons

CROWD = 14  # persons of one article from which it tells of many events
_COMPARED = ("wound", "taken_by")
_OF_AGE, _OF_ORDER, _OF_HOSPITAL, _OF_WOUND, _OF_KIND = 3.0, 3.0, 1.5, 1.5, 1.5

Identity = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One person of one article with what its claims say: values by property, and where taken."""

    person: Person
    told: Mapping[str, frozenset[str]]
    hospitals: frozenset[str]

    @property
    def dead(self) -> bool | None:
        """Whether they died, None where nothing is said of their state."""
        states = {state(v) for v in self.told.get("condition", ())}
        return "dead" in states if states or self.told.get("plea") or self.told.get("custody") else None

    @property
    def held(self) -> bool:
        return bool(self.told.get("custody"))


def identity(person: Person) -> Identity:
    """What makes two mentions in one article one person: the name, else the only one of the age, else the spot."""
    if person.name:
        return ("name", person.name)
    if person.age is not None and person.alone:
        return ("age", person.age, person.sex)
    return ("spot", person.spot) if person.spot else ("order", person.order, person.kind)


def members(claims: Iterable[Claim]) -> list[Member]:
    """The persons of one article whom attributive claims are about, groups left out."""
    found: dict[Identity, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.frame.person is not None and not claim.frame.person.many:
            found[identity(claim.frame.person)].append(claim)
    return [_member(own) for _, own in sorted(found.items(), key=lambda item: str(item[0]))]


def _member(claims: Sequence[Claim]) -> Member:
    told: dict[str, set[str]] = defaultdict(set)
    hospitals: set[str] = set()
    seen = [c.frame.person for c in claims if c.frame.person is not None]
    for claim in claims:
        assert claim.attribute is not None
        told[claim.attribute.property].add(claim.attribute.value)
        if claim.attribute.property in ("taken_to", "arrived_at", "died_at"):
            hospitals |= facility_name(claim.attribute.value)
    best = max(seen, key=lambda p: (p.age is not None, p.sex != "", p.kind, str(p)))
    return Member(best, {k: frozenset(v) for k, v in told.items()}, frozenset(hospitals))


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who in every two linked articles: by (article, article) in order, identity to identity."""

    found: Mapping[tuple[str, str], Mapping[Identity, tuple[Identity, float]]]

    def same(self, a: Claim, b: Claim) -> float:
        """Evidence that the persons of two claims are one, 0 where nothing is known, ``-inf`` for somebody else."""
        if a.article > b.article:
            a, b = b, a
        pairs = self.found.get((a.article, b.article))
        if not pairs or a.frame.person is None or b.frame.person is None:
            return 0.0
        mine, theirs = identity(a.frame.person), identity(b.frame.person)
        other, score = pairs.get(mine, (None, 0.0))
        if other is None:
            return -math.inf if any(theirs == q for q, _ in pairs.values()) else 0.0
        return score if other == theirs else -math.inf


def survey(claims: Sequence[Claim], batch: Batch) -> Cast:
    """The persons of every two articles that are surely of one event, and of no other."""
    own: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.frame.person is not None and claim.attribute is not None:
            own[claim.article].append(claim)
    cast = {article: members(found) for article, found in own.items()}
    return Cast(
        {
            (one, two): {identity(p.person): (identity(q.person), s) for p, q, s in matched(cast[one], cast[two])}
            for one, two in batch.article_pairs(SURE * LINKED)
            if one in cast and two in cast and not (batch.news[one].several or batch.news[two].several)
        }
    )


def matched(one: Sequence[Member], two: Sequence[Member]) -> list[tuple[Member, Member, float]]:
    """Pairs of members, nobody twice, the surest first; a pair must stand out from what else either could form."""
    scored = [(evidence(p, q), p, q) for p, q in itertools.product(one, two)]
    scored = sorted((s for s in scored if s[0] >= ENOUGH), key=lambda s: (-s[0], str(s[1]), str(s[2])))
    crowd = max(len(one), len(two)) > CROWD
    found = []
    while scored:
        best, p, q = scored[0]
        rivals = [s for s in scored[1:] if (s[1] is p) != (s[2] is q)]
        scored = [s for s in scored[1:] if s[1] is not p and s[2] is not q]
        if all(best - s[0] >= MARGIN for s in rivals) and not (crowd and differ(p, q)):
            found.append((p, q, best))
    return found


def evidence(p: Member, q: Member) -> float:
    """How much speaks for two being one person; ``-inf`` where something excludes it."""
    a, b = p.person, q.person
    if a.name and b.name:
        return 2 * ENOUGH if persons.names_fit(a, b) else -math.inf
    if (
        (a.sex and b.sex and a.sex != b.sex)
        or not persons.kinds_fit(a, b)
        or (a.order and b.order and a.order != b.order)
    ):
        return -math.inf
    if a.age is not None and b.age is not None and a.age != b.age:
        return -math.inf
    if p.held != q.held and True in (p.dead, q.dead):
        return -math.inf
    score = _OF_AGE if a.age is not None and a.age == b.age else 0.0
    score += _OF_ORDER if a.order and a.order == b.order else 0.0
    score += _OF_KIND if a.kind == b.kind and a.kind not in ("", "person", "man", "woman") else 0.0
    score += _OF_HOSPITAL if p.hospitals & q.hospitals else 0.0
    score += sum(_agreement(p, q, prop) for prop in _COMPARED)
    if p.dead is not None and q.dead is not None:
        score += 1.0 if p.dead == q.dead else -1.0
    return score


def differ(p: Member, q: Member) -> bool:
    """Whether a property that a person has once is told differently of the two."""
    return any(_agreement(p, q, prop) < 0 for prop in _COMPARED)


def _agreement(p: Member, q: Member, prop: str) -> float:
    """``_OF_WOUND`` where both tell one value, less where they may, negative where none of them fit."""
    mine, theirs = p.told.get(prop), q.told.get(prop)
    if not mine or not theirs:
        return 0.0
    how = {values.relation(Attribute(prop, x), Attribute(prop, y)) for x in mine for y in theirs}
    if values.SAME in how:
        return _OF_WOUND
    return _OF_WOUND / 2 if values.NARROWER in how else -1.0 if values.DIFFERENT in how else 0.0
