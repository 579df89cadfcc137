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
from checker.words import lexicon
from checker.words.events import OF_VICTIMS

_DOERS = {"suspect", "arrest", "charge", "convict"}


def is_extreme(claim: Claim) -> bool:
    return claim.frame.noun == "age" and claim.frame.predicate in (YOUNGEST, OLDEST)


def pairs(claims: Sequence[Claim], batch: Batch) -> Iterator[tuple[str, str]]:
    """Sorted ids of extremes with each other and with ages of the harmed, of articles that are surely linked."""
    extreme: dict[str, list[Claim]] = defaultdict(list)
    ages: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        if is_extreme(c):
            extreme[c.article].append(c)
        elif c.frame.noun == "age" and harmed(c):
            ages[c.article].append(c)
    linked = batch.article_pairs(SURE) if extreme else []
    linked = [p for p in linked if not any(batch.news(x).several for x in p)]
    for one, two in [*linked, *((x, x) for x in sorted(extreme))]:
        for here, there in ((one, two), (two, one)):
            for a in extreme[here]:
                single = ages[there] if one != two else []
                yield from ((min(a.id, b.id), max(a.id, b.id)) for b in (*extreme[there], *single) if a.id != b.id)


def harmed(claim: Claim) -> bool:
    """Whether the article tells of a person whose age it gives only what befell them.

    Of somebody unnamed the sentence itself must tell it: a gunman who was shot dead is told of in many others.
    """
    roles = claim.frame.roles
    here = bool(claim.frame.actor) or any(lexicon.role(word) in OF_VICTIMS for word in claim.frame.event)
    victim = "victim" in claim.frame.noun_words or (here and bool(roles & OF_VICTIMS))
    return victim and not (roles & _DOERS or any(r.endswith(">") for r in roles))


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
