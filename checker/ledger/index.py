"""What blocking against a ledger needs to know of each article: keys to look up, and what counts are made of. Pure.

The keys are a superset of those of :func:`checker.align.blocking_keys`: which of an article's names are telling
depends on all other articles, so the index holds them all and the choice is made when the claims are read back.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence

from checker import align
from checker.align.batch import name_features, survey
from checker.claims import totals
from checker.records import Claim, QuantityKind

NAME, WORD, RARE = "name", "word", "full name"
ARTICLES = "articles"  # counts the articles that have claims
_DESCRIBED = "described"


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One article in the index: ``keys`` with the number of claims under each, ``items`` (kind, item) to count."""

    keys: dict[str, int]
    items: frozenset[tuple[str, str]]


EMPTY = Entry({}, frozenset())


def with_totals(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one article with the sums that the check adds."""
    return [*claims, *totals.totals(claims)]


def entry(claims: Sequence[Claim]) -> Entry:
    """The entry of one article, of all its claims."""
    if not claims:
        return EMPTY
    found = with_totals(claims)
    article = claims[0].article
    alone = survey(found)
    every = dataclasses.replace(alone, shared={article: tuple(sorted(alone.names[article]))})
    keys: Counter[str] = Counter()
    for claim in found:
        keys.update(set(align.blocking_keys(claim, every)))
        if claim.quantity and claim.quantity.kind is QuantityKind.AGE:
            keys.update({f"{_DESCRIBED}|{name}" for name in every.shared[article]})
    items = {
        *((NAME, name) for name in alone.names[article]),
        *((WORD, word) for word in alone.words[article]),
        *((RARE, name) for name in alone.news[article].rare),
    }
    own = f"|{article}"
    return Entry({k: n for k, n in sorted(keys.items()) if not k.endswith(own)}, frozenset(items))


def counted(found: Entry) -> dict[tuple[str, str], int]:
    """What one article adds to the counts."""
    own = {(ARTICLES, ""): 1} if found.items or found.keys else {}
    return dict.fromkeys(found.items, 1) | own


def is_described(key: str) -> bool:
    """Whether a key is of persons that may be one though a name is missing; common names find none of those."""
    return key.startswith(f"{_DESCRIBED}|")


def items(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Kind -> everything in these claims that the ledger may count."""
    names, words, rare = set[str](), set[str](), set[str]()
    for claim in claims:
        names |= name_features(claim)
        words |= claim.frame.event
        rare |= {name for name in claim.frame.names if " " in name}
    return {NAME: names, WORD: words, RARE: rare}
