"""Who is who in two articles on one event: persons with ages, named in one and only described in the other. Pure.

Persons of two linked articles are matched one to one: first by name, then by equal ages, then whoever is left on both
sides and alone fits. The last kind are the ages that two outlets give differently.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.align.batch import Batch
from checker.records import Claim, QuantityKind

# Articles linked less than this may report two events: their persons are matched by name alone.
ONE_EVENT = 1.8
# Months after an event only trials and verdicts are news; two such articles must share more.
LONG_APART, ONE_EVENT_LONG_APART = 60, 4.0
CLOSE, FAR = 2, 5  # years by which reports of one person's age differ: often up to the first, hardly beyond the second
_GENERAL = {"man", "woman", "person", "boy", "girl", "male", "female", "teen", "teenager", "people", "adult", "child"}
_DONE = {"arrest", "charge", "convict", "suspect", "seek"}


@dataclass(frozen=True, slots=True)
class Person:
    """One person of one article: the claims that give the age, the name ("" if only described), and traits."""

    claims: tuple[Claim, ...]
    age: float
    name: str
    sex: str
    roles: frozenset[str]
    kinds: frozenset[str]

    @property
    def suffered(self) -> bool:
        return bool(self.roles & {"kill", "injure", "shoot", "miss", "rescue"})

    @property
    def did(self) -> bool:
        return bool(self.roles & _DONE) or any(r.endswith(">") for r in self.roles)


def described_pairs(claims: Sequence[Claim], batch: Batch) -> dict[tuple[str, str], str]:
    """Pairs of claim ids (in order) that give one person's age, at least one without the name, and why."""
    ages: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.quantity and claim.quantity.kind is QuantityKind.AGE and not claim.negated:
            ages[claim.article].append(claim)
    people = {article: persons(found) for article, found in ages.items()}
    found: dict[tuple[str, str], str] = {}
    for one, two in batch.article_pairs(ONE_EVENT):
        if one in people and two in people and _one_event(people[one], people[two], batch.link(one, two)):
            for p, q, why in matched(people[one], people[two]):
                for a, b in itertools.product(p.claims, q.claims):
                    if not (a.frame.actor and b.frame.actor):
                        found[min((a.id, b.id), (b.id, a.id))] = why
    return found


def _one_event(one: Sequence[Person], two: Sequence[Person], link: float) -> bool:
    days = [p.claims[0].published for p in (*one[:1], *two[:1])]
    apart = abs((days[0] - days[1]).days) if len(days) == 2 and days[0] and days[1] else 0
    return link >= (ONE_EVENT_LONG_APART if apart > LONG_APART else ONE_EVENT)


def persons(ages: Iterable[Claim]) -> list[Person]:
    """The persons of one article, each once: a description with a named person's age and nothing against it is them."""
    named: dict[tuple[str, float], list[Claim]] = defaultdict(list)
    described: list[Claim] = []
    for claim in ages:
        assert claim.quantity is not None
        if claim.quantity.value is None or claim.quantity.unit != "year of age":
            continue
        for name in sorted(claim.frame.actor)[:1]:
            named[name, claim.quantity.value].append(claim)
        if not claim.frame.actor:
            described.append(claim)
    found = [_person(name, claims) for (name, _), claims in sorted(named.items())]
    for claim in described:
        alone = _person("", [claim])
        same = [p for p in found if p.age == alone.age and compatible(p, alone)]
        if len(same) == 1:
            found[found.index(same[0])] = _person(same[0].name, [*same[0].claims, claim])
        else:
            found.append(alone)
    return found


def _person(name: str, claims: Sequence[Claim]) -> Person:
    assert claims[0].quantity is not None and claims[0].quantity.value is not None
    sexes = {c.frame.sex for c in claims} - {""}
    roles = frozenset(r for c in claims for r in c.frame.roles)
    kinds = frozenset(k for c in claims for k in c.frame.noun_words) - _GENERAL
    return Person(tuple(claims), claims[0].quantity.value, name, sexes.pop() if len(sexes) == 1 else "", roles, kinds)


def matched(one: Sequence[Person], two: Sequence[Person]) -> Iterator[tuple[Person, Person, str]]:
    """Pairs of persons of two articles on one event, nobody twice, with the reason in words."""
    left, right = list(one), list(two)

    def take(p: Person, q: Person) -> None:
        left.remove(p)
        right.remove(q)

    for p, q in itertools.product(one, two):
        if p in left and q in right and p.name and q.name and same_name(p.name, q.name):
            take(p, q)
            yield p, q, f"both speak of {p.name.title()}"
    equal = [(p, q) for p in left for q in right if p.age == q.age and not (p.name and q.name) and evidence(p, q)]
    for p, q in sorted(equal, key=lambda pair: -evidence(*pair)):
        if p in left and q in right:
            take(p, q)
            yield p, q, _why(p, q)
    fits = [(p, q) for p in left for q in right if p.age != q.age and not (p.name and q.name) and _may_differ(p, q)]
    for p, q in fits:
        if sum(p is x for x, _ in fits) == 1 == sum(q is y for _, y in fits):
            yield p, q, _why(p, q)


def same_name(one: str, two: str) -> bool:
    """Whether two names may be one person's: all words of one in the other, or first and last in common."""
    a, b = one.split(), two.split()
    return set(a) <= set(b) or set(b) <= set(a) or (a[0] == b[0] and a[-1] == b[-1])


def compatible(p: Person, q: Person) -> bool:
    """Nothing said of the two excludes that they are one."""
    if p.sex and q.sex and p.sex != q.sex:
        return False
    return not (
        (p.did and not p.suffered and q.suffered and not q.did)
        or (q.did and not q.suffered and p.suffered and not p.did)
    )


def evidence(p: Person, q: Person) -> int:
    """How much speaks for one person, 0 where anything speaks against it."""
    if not compatible(p, q):
        return 0
    side = (p.suffered and q.suffered) or (p.did and q.did)
    return 1 + 2 * len(p.roles & q.roles) + 2 * len(p.kinds & q.kinds) + side + bool(p.sex and p.sex == q.sex)


def _may_differ(p: Person, q: Person) -> bool:
    """Whether two persons of different age may be one: the same part in the event, and ages that reports confuse."""
    years = abs(p.age - q.age)
    shared = bool(p.roles & q.roles) + bool(p.kinds & q.kinds) + bool(p.sex and p.sex == q.sex)
    fate = ("kill" in p.roles) != ("kill" in q.roles) and "injure" in p.roles | q.roles
    return compatible(p, q) and not fate and years <= FAR and shared >= (2 if years <= CLOSE else 3)


def _why(p: Person, q: Person) -> str:
    shared = sorted((p.roles & q.roles) - {""}) or sorted(p.kinds & q.kinds)
    return f"the same person's part in both ({', '.join(shared)})" if shared else "the same person, as far as told"
