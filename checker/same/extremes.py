"""The youngest and oldest of those hurt in one event, against each other and against single persons' ages. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from checker.block.batch import Batch
from checker.block.links import FRESH_DAYS
from checker.block.thresholds import SURE
from checker.claims.extremes import OLDEST as OLDEST
from checker.claims.extremes import YOUNGEST as YOUNGEST
from checker.records import Claim
from checker.same.fit import Fit, fit_of
from checker.words.events import OF_VICTIMS

_DOERS = {"suspect", "arrest", "charge", "convict"}


def is_extreme(claim: Claim) -> bool:
    return claim.frame.noun == "age" and claim.frame.predicate in (YOUNGEST, OLDEST)


def pairs(claims: Sequence[Claim], batch: Batch) -> Iterator[tuple[str, str]]:
    """Sorted ids of extremes with each other and with ages of the harmed, of articles that are surely linked."""
    extreme: dict[str, list[Claim]] = defaultdict(list)
    ages: dict[str, list[Claim]] = defaultdict(list)
    of_doers: dict[str, set[float | None]] = defaultdict(set)
    for c in claims:
        if is_extreme(c):
            extreme[c.article].append(c)
        elif c.frame.noun == "age" and _did_it(c):
            of_doers[c.article].add(_age(c))
        elif c.frame.noun == "age" and harmed(c):
            ages[c.article].append(c)
    linked = batch.article_pairs(SURE) if extreme else []
    linked = [p for p in linked if not any(batch.news(x).several for x in p)]
    for one, two in [*linked, *((x, x) for x in sorted(extreme))]:
        doers = of_doers[one] | of_doers[two]
        for here, there in ((one, two), (two, one)):
            for a in extreme[here]:
                single = [c for c in ages[there] if c.frame.actor or _age(c) not in doers] if one != two else []
                yield from ((min(a.id, b.id), max(a.id, b.id)) for b in (*extreme[there], *single) if a.id != b.id)


def harmed(claim: Claim) -> bool:
    """Whether the article tells of a person whose age it gives only what befell them."""
    roles = claim.frame.roles
    return ("victim" in claim.frame.noun_words or bool(roles & OF_VICTIMS)) and not _did_it(claim)


def _did_it(claim: Claim) -> bool:
    """Whether the article tells that the person did it; somebody unnamed of that age may be the same one."""
    return bool(claim.frame.roles & _DOERS) or any(r.endswith(">") for r in claim.frame.roles)


def _age(claim: Claim) -> float | None:
    return claim.quantity.value if claim.quantity else None


def fit(a: Claim, b: Claim, link: float) -> Fit | None:
    """Two youngest or two oldest; or one of them and the age of a person who was harmed; both news of one week."""
    if link < SURE or (a.published and b.published and abs((a.published - b.published).days) > FRESH_DAYS):
        return None
    both = is_extreme(a) and is_extreme(b)
    if both and a.frame.predicate != b.frame.predicate:
        return None
    if not both and (a.parts or b.parts):
        return None  # a list may be of the dead alone
    which = (a if is_extreme(a) else b).frame.predicate
    told = f"both of the {which} who were hurt" if both else f"one of them is the {which}"
    return fit_of(0.8 if both else 0.7, "extreme", told)
