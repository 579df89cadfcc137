"""Who is who in two articles on one event: persons with ages, named in one and only described in the other. Pure.

Persons of two linked articles are matched one to one: first by name, then by equal ages, then whoever is left on both
sides and alone fits. The last kind are the ages that two outlets give differently.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set

from checker.block.batch import Batch
from checker.block.keys import OWN_AGE
from checker.block.links import FRESH_DAYS
from checker.block.thresholds import ENOUGH, ENOUGH_APART, LINKED, MARGIN
from checker.records import Claim, Person
from checker.same.ages import FAR
from checker.same.assign import Scored, assigned
from checker.same.persons import PersonClaims, same_name
from checker.words.events import SUFFERED
from checker.words.lists import words_in

NAMELESS_DAYS = 30  # between two reports, after which the nameless of one are hardly those of the other
LONG_BEFORE = 14  # days before a report; what a sentence dates so early is another case
# Evidence of a difference of so many years: one and two are common slips, others are mostly other people.
_OF_YEARS = (4.0, 2.0, 1.0, 0.5, 0.0, -0.5)
_OF_LIST = 1.0  # evidence that the last of a list whom nobody was found for is the one left over on the other side
CROWD = 14  # persons of one article from which it tells of many events
FEW = 2  # persons of one article up to which two nameless ones of different ages may be one
_GENERAL = words_in("people", "said_of_everybody")
_DONE = {"arrest", "charge", "convict", "suspect", "seek"}


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
            news = batch.news(one), batch.news(two)
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


def persons(ages: Iterable[Claim]) -> list[PersonClaims]:
    """The persons of one article, each once: a description with a named person's age and nothing against it is them."""
    named: dict[tuple[str, float], list[Claim]] = defaultdict(list)
    described: list[Claim] = []
    for claim in ages:
        assert claim.quantity is not None
        if claim.quantity.value is None or claim.quantity.unit != "year of age" or claim.quantity.superseded:
            continue
        for name in sorted(claim.frame.actor)[:1]:
            named[name, claim.quantity.value].append(claim)
        if not claim.frame.actor:
            described.append(claim)
    found = [_person(name, claims) for (name, _), claims in sorted(named.items())]
    for claim in described:
        alone = _person("", [claim])
        same = [p for p in found if _one_age(p, alone) and evidence(p, alone) > 0 and _again(claim, p, alone)]
        if len(same) == 1:
            found[found.index(same[0])] = _person(same[0].person.name, [*same[0].claims, claim])
        else:
            found.append(alone)
    return found


def _again(claim: Claim, known: PersonClaims, described: PersonClaims) -> bool:
    """Whether a description speaks again of somebody known: "the 24-year-old", or told once more in another sentence.

    "Another 24-year-old" is somebody else, and so is one who lives where the other died.
    """
    words = claim.sentence[: claim.start - claim.sentence_start].lower().split()
    if known.person.name or (words and words[-1] in words_in("people", "before_somebody_known")):
        return True
    sentences = {(c.field, c.sentence_start) for c in known.claims}
    other = bool(words) and words[-1] in {"another", "other", "second"}
    same_fate = ("kill" in known.person.roles) == ("kill" in described.person.roles)
    return same_fate and not other and (claim.field, claim.sentence_start) not in sentences


def _person(name: str, claims: Sequence[Claim]) -> PersonClaims:
    assert claims[0].quantity is not None and claims[0].quantity.value is not None
    sexes = {c.frame.sex for c in claims} - {""}
    roles = frozenset(r for c in claims for r in c.frame.roles)
    kinds = frozenset(k for c in claims for k in c.frame.noun_words) - _GENERAL
    sex = sexes.pop() if len(sexes) == 1 else ""
    return PersonClaims(Person(name, claims[0].quantity.value, sex, roles=roles, kinds=kinds), tuple(claims))


def _one_age(p: PersonClaims, q: PersonClaims) -> bool:
    return p.person.age == q.person.age


def _suffered(p: PersonClaims) -> bool:
    return bool(p.person.roles & SUFFERED)


def _did(p: PersonClaims) -> bool:
    return bool(p.person.roles & _DONE) or any(r.endswith(">") for r in p.person.roles)


def _named(p: PersonClaims, q: PersonClaims) -> bool:
    """Whether both articles name their person."""
    return bool(p.person.name and q.person.name)


def matched(
    one: Sequence[PersonClaims], two: Sequence[PersonClaims], link: float, several: bool = False, apart: bool = False
) -> list[tuple[PersonClaims, PersonClaims, str]]:
    """Pairs of persons of two articles on one event, nobody twice, with the reason in words.

    Where an article tells of ``several`` events, only names and equal ages tell who is who; where the two name other
    places (``apart``), or either tells of more than ``FEW`` persons, ages that differ need a name on one side.

    Names decide first. The rest are taken in the order of their evidence, so that equal ages find each other before
    ages that differ; a pair of different ages must besides stand out from every other that either could form.
    """
    named = [(p, q) for p, q in itertools.product(one, two) if _named(p, q) and same_name(p.person.name, q.person.name)]
    found = [(p, q, f"both speak of {p.person.name.title()}") for p, q in named]
    left = [p for p in one if all(p is not x for x, _ in named)]
    right = [q for q in two if all(q is not y for _, y in named)]
    crowd = several or max(len(one), len(two)) > CROWD
    open_ = [(p, q) for p in left for q in right if not _named(p, q)]
    by_name = apart or max(len(one), len(two)) > FEW
    open_ = [(p, q) for p, q in open_ if _one_age(p, q) or not by_name or p.person.name or q.person.name]
    scored = [(evidence(p, q) + link, p, q) for p, q in open_]
    found += _chosen([s for s in scored if not crowd or _one_age(s[1], s[2])], one, two)
    if not crowd:
        known = {x for p, q, _ in found for x in (p, q)}
        rest = [(s + _OF_LIST, p, q) for s, p, q in scored if p not in known and q not in known]
        found += _chosen(
            [s for s in rest if _last_of_list(s[1], one, known) or _last_of_list(s[2], two, known)], one, two
        )
    return found


def _chosen(
    scored: Sequence[tuple[float, PersonClaims, PersonClaims]], one: Sequence[PersonClaims], two: Sequence[PersonClaims]
) -> list[tuple[PersonClaims, PersonClaims, str]]:
    """Pairs with enough evidence, nobody twice, the surest first; only ages that differ must stand out from others."""
    pairs = assigned(
        Scored(score, p, q, ENOUGH) if _one_age(p, q) else Scored(score, p, q, ENOUGH_APART, MARGIN)
        for score, p, q in scored
    )
    found = ((pair.left, pair.right) for pair in pairs)
    return [(p, q, _why(p, q)) for p, q in found if _one_age(p, q) or not (_told(p, two) or _told(q, one))]


def _last_of_list(p: PersonClaims, others: Sequence[PersonClaims], known: Set[PersonClaims]) -> bool:
    """Whether ``p`` is the only one of a list of nameless persons ("two men, 25 and 30,") who isn't matched yet."""
    spots = {(c.field, c.sentence_start) for c in p.claims}
    listed = [
        x for x in others if x is not p and _listed(x, p) and spots & {(c.field, c.sentence_start) for c in x.claims}
    ]
    return bool(listed) and not p.person.name and all(x in known for x in listed)


def _listed(x: PersonClaims, p: PersonClaims) -> bool:
    """Whether a sentence says the same of both but for their ages; who is named elsewhere is told more of."""
    told = [(y.person.sex, y.person.roles, y.person.kinds) for y in (x, p)]
    return told[0] == told[1] or bool(x.person.name)


def _told(p: PersonClaims, others: Sequence[PersonClaims]) -> bool:
    """Whether the other article gives somebody this very age and fate, though it is matched with another mention."""
    fate = "kill" in p.person.roles
    return any(_one_age(p, q) and evidence(p, q) >= ENOUGH and fate == ("kill" in q.person.roles) for q in others)


def evidence(p: PersonClaims, q: PersonClaims) -> float:
    """How much speaks for two descriptions being of one person, in steps of about one to e; ``-inf`` for excluded."""
    a, b = p.person, q.person
    assert a.age is not None and b.age is not None
    years = abs(a.age - b.age)
    if years and not _named(p, q) and (_another_day(p, q) or _another_day(q, p)):
        return -math.inf
    sides = {(_suffered(x), _did(x)) for x in (p, q)}
    if (a.sex and b.sex and a.sex != b.sex) or sides == {(False, True), (True, False)} or years > FAR:
        return -math.inf
    fates = (a.roles | b.roles) & {"kill", "injure"}
    side = (_suffered(p) and _suffered(q)) or (_did(p) and _did(q))
    shared = min(2, len(a.roles & b.roles)) + 1.5 * min(2, len(a.kinds & b.kinds))
    score = _OF_YEARS[int(years)] + shared + (0.5 if side else 0) + (1 if a.sex and b.sex else 0)
    if _suffered(p) and _suffered(q) and ("kill" in a.roles) != ("kill" in b.roles):
        score -= 1 if len(fates) == 1 else 2
    return score + _whereabouts(p, q) - (1.5 if _another_day(p, q) or _another_day(q, p) else 0)


def _another_day(p: PersonClaims, q: PersonClaims) -> bool:
    """Whether one sentence dates what befell the one later than the other was reported."""
    days = [c.time.start for c in p.claims if c.time is not None]
    reported = [c.published for c in q.claims if c.published is not None]
    if not days or not reported or not _suffered(p):
        return False
    # of a later day than the report, or so much before it that a list of earlier cases tells it
    return min(days) > max(reported) or ((min(reported) - max(days)).days > LONG_BEFORE and not _dated(q, days))


def _dated(q: PersonClaims, days: Sequence[dt.date]) -> bool:
    return any(abs((c.time.start - d).days) <= 1 for c in q.claims if c.time is not None for d in days)


def _whereabouts(p: PersonClaims, q: PersonClaims) -> float:
    """Whether the sentences that give the two ages name one place, or only others than each other."""
    one, two = ({s for c in x.claims for s in c.frame.places if not s.startswith("@")} for x in (p, q))
    if not one or not two:
        return 0.0
    return 0.5 if one & two else -1.0


def _why(p: PersonClaims, q: PersonClaims) -> str:
    shared = sorted(p.person.kinds & q.person.kinds) or sorted(r.rstrip(">") for r in p.person.roles & q.person.roles)
    return f"one person's part in both ({', '.join(shared)})" if shared else "one person, as far as both tell"
