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

from checker.block.batch import Batch
from checker.block.thresholds import ENOUGH, MARGIN, SURE
from checker.claims import properties
from checker.claims.properties.condition import state
from checker.claims.properties.facilities import facility_name
from checker.claims.properties.relations import DIFFERENT, NARROWER, SAME
from checker.records import Attribute, Claim, Person
from checker.same import persons
from checker.same.assign import Scored, assigned
from checker.same.persons import PersonClaims

CROWD = 14  # persons of one article from which it tells of many events
_COMPARED = ("wound", "taken_by")
_AT = ("taken_to", "arrived_at", "died_at")
_OF_AGE, _OF_ORDER, _OF_HOSPITAL, _OF_WOUND, _OF_KIND = 3.0, 3.0, 1.5, 1.5, 1.5

Identity = tuple[object, ...]


def _dead(p: PersonClaims) -> bool | None:
    """Whether they died, None where nothing is said of their state."""
    states = {state(v) for v in p.told.get("condition", ())}
    return "dead" in states if states or p.told.get("plea") or p.told.get("custody") else None


def _held(p: PersonClaims) -> bool:
    return bool(p.told.get("custody"))


def _hospitals(p: PersonClaims) -> frozenset[str]:
    """Telling words of the places where they were taken or died."""
    return frozenset(word for prop in _AT for value in p.told.get(prop, ()) for word in facility_name(value))


def identity(person: Person) -> Identity:
    """What makes two mentions in one article one person: the name, else the only one of the age, else the spot."""
    if person.name:
        return ("name", person.name)
    if person.age is not None and person.alone:
        return ("age", person.age, person.sex)
    return ("spot", person.spot) if person.spot else ("order", person.order, person.kind)


def members(claims: Iterable[Claim]) -> list[PersonClaims]:
    """The persons of one article whom attributive claims are about, groups left out."""
    found: dict[Identity, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.frame.person is not None and not claim.frame.person.many:
            found[identity(claim.frame.person)].append(claim)
    return [_member(own) for own in found.values()]


def _member(claims: Sequence[Claim]) -> PersonClaims:
    seen = [c.frame.person for c in claims if c.frame.person is not None]
    best = max(seen, key=lambda p: (p.age is not None, p.sex != "", p.kind, _order(p)))
    return PersonClaims(best, tuple(claims))


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
            for one, two in batch.article_pairs(SURE)
            if one in cast and two in cast and not (batch.news(one).several or batch.news(two).several)
        }
    )


def matched(one: Sequence[PersonClaims], two: Sequence[PersonClaims]) -> list[tuple[PersonClaims, PersonClaims, float]]:
    """Pairs of members, nobody twice, the surest first; a pair must stand out from what else either could form."""
    one, two = (sorted(side, key=lambda p: _order(p.person)) for side in (one, two))
    chosen = assigned(Scored(evidence(p, q), p, q, ENOUGH, MARGIN) for p, q in itertools.product(one, two))
    crowd = max(len(one), len(two)) > CROWD
    return [(s.left, s.right, s.score) for s in chosen if not (crowd and differ(s.left, s.right))]


def _order(p: Person) -> tuple[object, ...]:
    """Order by what is told of persons: which of two equally good pairs comes first is chance, but always the same."""
    at = tuple(sorted(repr(word) for word in p.at))
    told = (p.name, p.age, p.sex, p.kind, p.order, p.alone, p.many, p.every)
    return (*(repr(value) for value in told), at, repr(p.spot), repr(p.spelt))


def evidence(p: PersonClaims, q: PersonClaims) -> float:
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
    dead = _dead(p), _dead(q)
    if _held(p) != _held(q) and True in dead:
        return -math.inf
    score = _OF_AGE if a.age is not None and a.age == b.age else 0.0
    score += _OF_ORDER if a.order and a.order == b.order else 0.0
    score += _OF_KIND if a.kind == b.kind and a.kind not in ("", "person", "man", "woman") else 0.0
    score += _OF_HOSPITAL if _hospitals(p) & _hospitals(q) else 0.0
    score += sum(_agreement(p, q, prop) for prop in _COMPARED)
    if dead[0] is not None and dead[1] is not None:
        score += 1.0 if dead[0] == dead[1] else -1.0
    return score


def differ(p: PersonClaims, q: PersonClaims) -> bool:
    """Whether a property that a person has once is told differently of the two."""
    return any(_agreement(p, q, prop) < 0 for prop in _COMPARED)


def _agreement(p: PersonClaims, q: PersonClaims, prop: str) -> float:
    """``_OF_WOUND`` where both tell one value, less where they may, negative where none of them fit."""
    mine, theirs = p.told.get(prop), q.told.get(prop)
    if not mine or not theirs:
        return 0.0
    how = {properties.relation(Attribute(prop, x), Attribute(prop, y)) for x in mine for y in theirs}
    if SAME in how:
        return _OF_WOUND
    return _OF_WOUND / 2 if NARROWER in how else -1.0 if DIFFERENT in how else 0.0
