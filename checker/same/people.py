"""Who is who in two articles on one event: persons with ages, named in one and only described in the other. Pure.

Persons of two linked articles are matched one to one: first by name, then by equal ages, then whoever is left on both
sides and alone fits. The last kind are the ages that two outlets give differently.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.block.keys import OWN_AGE
from checker.block.links import FRESH_DAYS, Batch
from checker.block.thresholds import ENOUGH, ENOUGH_APART, LINKED, MARGIN
from checker.records import Claim
from checker.same.ages import FAR
from checker.same.persons import same_name

NAMELESS_DAYS = 30  # between two reports, after which the nameless of one are hardly those of the other
LONG_BEFORE = 14  # days before a report; what a sentence dates so early is another case
# Evidence of a difference of so many years: one and two are common slips, others are mostly other people.
_OF_YEARS = (4.0, 2.0, 1.0, 0.5, 0.0, -0.5)
_OF_LIST = 1.0  # evidence that the last of a list whom nobody was found for is the one left over on the other side
CROWD = 14  # persons of one article from which it tells of many events
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
        own = claim.quantity is not None and claim.quantity.comparator in OWN_AGE
        if own and claim.frame.predicate == "age" and not claim.negated:
            ages[claim.article].append(claim)
    people = {article: persons(found) for article, found in ages.items()}
    found: dict[tuple[str, str], str] = {}
    for one, two in batch.article_pairs(LINKED):
        link = batch.link(one, two)
        if one in people and two in people:
            news = batch.news[one], batch.news[two]
            late = not news[0].persons & news[1].persons and _days_between(*(n.published for n in news)) > NAMELESS_DAYS
            stale = _days_between(*(n.published for n in news)) > FRESH_DAYS
            several, apart = any(n.several for n in news), late or stale or news[0].elsewhere(news[1])
            for p, q, why in matched(people[one], people[two], link, several, apart):
                for a, b in itertools.product(p.claims, q.claims):
                    if not (a.frame.actor and b.frame.actor):
                        found[min((a.id, b.id), (b.id, a.id))] = why
    return found


def _days_between(one: dt.date | None, two: dt.date | None) -> int:
    """0 where a date is missing."""
    return abs((one - two).days) if one is not None and two is not None else 0


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
        same = [p for p in found if p.age == alone.age and evidence(p, alone) > 0 and _again(claim, p, alone)]
        if len(same) == 1:
            found[found.index(same[0])] = _person(same[0].name, [*same[0].claims, claim])
        else:
            found.append(alone)
    return found


def _again(claim: Claim, known: Person, described: Person) -> bool:
    """Whether a description speaks again of somebody known: "the 24-year-old", or told once more in another sentence.

    "Another 24-year-old" is somebody else, and so is one who lives where the other died.
    """
    words = claim.sentence[: claim.start - claim.sentence_start].lower().split()
    if known.name or (words and words[-1] in {"the", "that", "this", "his", "her", "their"}):
        return True
    sentences = {(c.field, c.sentence_start) for c in known.claims}
    other = bool(words) and words[-1] in {"another", "other", "second"}
    same_fate = ("kill" in known.roles) == ("kill" in described.roles)
    return same_fate and not other and (claim.field, claim.sentence_start) not in sentences


def _person(name: str, claims: Sequence[Claim]) -> Person:
    assert claims[0].quantity is not None and claims[0].quantity.value is not None
    sexes = {c.frame.sex for c in claims} - {""}
    roles = frozenset(r for c in claims for r in c.frame.roles)
    kinds = frozenset(k for c in claims for k in c.frame.noun_words) - _GENERAL
    return Person(tuple(claims), claims[0].quantity.value, name, sexes.pop() if len(sexes) == 1 else "", roles, kinds)


def matched(
    one: Sequence[Person], two: Sequence[Person], link: float, several: bool = False, apart: bool = False
) -> list[tuple[Person, Person, str]]:
    """Pairs of persons of two articles on one event, nobody twice, with the reason in words.

    Where an article tells of ``several`` events, only names and equal ages tell who is who; where the two name other
    places (``apart``), ages that differ need a name on one side.

    Names decide first. The rest are taken in the order of their evidence, so that equal ages find each other before
    ages that differ; a pair of different ages must besides stand out from every other that either could form.
    """
    named = [(p, q) for p, q in itertools.product(one, two) if p.name and q.name and same_name(p.name, q.name)]
    found = [(p, q, f"both speak of {p.name.title()}") for p, q in named]
    left = [p for p in one if not any(p is x for x, _ in named)]
    right = [q for q in two if not any(q is y for _, y in named)]
    crowd = several or max(len(one), len(two)) > CROWD
    open_ = [(p, q) for p in left for q in right if not (p.name and q.name)]
    open_ = [(p, q) for p, q in open_ if p.age == q.age or not apart or p.name or q.name]
    scored = [(evidence(p, q) + min(link / 5, 1.0), p, q) for p, q in open_]
    found += _chosen([s for s in scored if not crowd or s[1].age == s[2].age], one, two)
    if not crowd:
        known = [x for p, q, _ in found for x in (p, q)]
        rest = [(s + _OF_LIST, p, q) for s, p, q in scored if not any(x is p or x is q for x in known)]
        found += _chosen(
            [s for s in rest if _last_of_list(s[1], one, known) or _last_of_list(s[2], two, known)], one, two
        )
    return found


def _chosen(
    scored: Sequence[tuple[float, Person, Person]], one: Sequence[Person], two: Sequence[Person]
) -> list[tuple[Person, Person, str]]:
    """Pairs with enough evidence, nobody twice, the surest first."""
    scored = sorted(
        (s for s in scored if s[0] >= (ENOUGH if s[1].age == s[2].age else ENOUGH_APART)), key=lambda s: -s[0]
    )
    found = []
    while scored:
        best, p, q = scored[0]
        rivals = [s for s in scored[1:] if (s[1] is p) != (s[2] is q)]
        scored = [s for s in scored[1:] if s[1] is not p and s[2] is not q]
        told = p.age != q.age and (_told(p, two) or _told(q, one))
        if p.age == q.age or (not told and all(best - s[0] >= MARGIN for s in rivals)):
            found.append((p, q, _why(p, q)))
    return found


def _last_of_list(p: Person, others: Sequence[Person], known: Sequence[Person]) -> bool:
    """Whether ``p`` is the only one of a list of nameless persons ("two men, 25 and 30,") who isn't matched yet."""
    spots = {(c.field, c.sentence_start) for c in p.claims}
    listed = [
        x for x in others if x is not p and _listed(x, p) and spots & {(c.field, c.sentence_start) for c in x.claims}
    ]
    return bool(listed) and not p.name and all(any(x is k for k in known) for x in listed)


def _listed(x: Person, p: Person) -> bool:
    """Whether a sentence says the same of both but for their ages; who is named elsewhere is told more of."""
    return (x.sex, x.roles, x.kinds) == (p.sex, p.roles, p.kinds) or bool(x.name)


def _told(p: Person, others: Sequence[Person]) -> bool:
    """Whether the other article gives somebody this very age and fate, though it is matched with another mention."""
    return any(
        p.age == q.age and evidence(p, q) >= ENOUGH and ("kill" in p.roles) == ("kill" in q.roles) for q in others
    )


def evidence(p: Person, q: Person) -> float:
    """How much speaks for two descriptions being of one person, in steps of about one to e; ``-inf`` for excluded."""
    years = abs(p.age - q.age)
    if years and not (p.name and q.name) and (_another_day(p, q) or _another_day(q, p)):
        return -math.inf
    sides = {(x.suffered, x.did) for x in (p, q)}
    if (p.sex and q.sex and p.sex != q.sex) or sides == {(False, True), (True, False)} or years > FAR:
        return -math.inf
    fates = [x.roles & {"kill", "injure"} for x in (p, q)]
    side = (p.suffered and q.suffered) or (p.did and q.did)
    shared = min(2, len(p.roles & q.roles)) + 1.5 * min(2, len(p.kinds & q.kinds))
    score = _OF_YEARS[int(years)] + shared + (0.5 if side else 0) + (1 if p.sex and q.sex else 0)
    if p.suffered and q.suffered and ("kill" in p.roles) != ("kill" in q.roles):
        score -= 1 if len(fates[0] | fates[1]) == 1 else 2
    return score + _whereabouts(p, q) - (1.5 if _another_day(p, q) or _another_day(q, p) else 0)


def _another_day(p: Person, q: Person) -> bool:
    """Whether one sentence dates what befell the one later than the other was reported."""
    days = [c.time.start for c in p.claims if c.time is not None]
    reported = [c.published for c in q.claims if c.published is not None]
    if not days or not reported or not p.suffered:
        return False
    # of a later day than the report, or so much before it that a list of earlier cases tells it
    return min(days) > max(reported) or ((min(reported) - max(days)).days > LONG_BEFORE and not _dated(q, days))


def _dated(q: Person, days: Sequence[dt.date]) -> bool:
    return any(abs((c.time.start - d).days) <= 1 for c in q.claims if c.time is not None for d in days)


def _whereabouts(p: Person, q: Person) -> float:
    """Whether the sentences that give the two ages name one place, or only others than each other."""
    one, two = ({s for c in x.claims for s in c.frame.places if not s.startswith("@")} for x in (p, q))
    if not one or not two:
        return 0.0
    return 0.5 if one & two else -1.0


def _why(p: Person, q: Person) -> str:
    shared = sorted(p.kinds & q.kinds) or sorted(r.rstrip(">") for r in p.roles & q.roles)
    return f"one person's part in both ({', '.join(shared)})" if shared else "one person, as far as both tell"
