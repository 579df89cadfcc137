"""What a ledger knows of each article without reading its claims: where to find it, what it may have in common. Pure.

An article is filed under the last words of its blocking keys (:func:`block.keys.blocking_keys`), all of them: which
names are telling depends on all other articles. A new article is looked up under those that tell now. What else a pair
needs is a *necessary* condition of alignment's own tests: one subject, and articles linked, or days near, or a count
that runs on at one place.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import msgspec

from checker.block import meeting, nearness
from checker.block.batch import Batch, weighed
from checker.block.keys import blocking_keys
from checker.block.meeting import Reach, Span
from checker.block.profiles import Profile, profiles
from checker.compare import sums
from checker.records import Claim, QuantityKind

NAME, STEM = "name", "stem"
ARTICLES = "articles"  # counts the articles that have claims
AGE = "age"


@dataclasses.dataclass(frozen=True, slots=True)
class Terms:
    """What the claims of one subject may meet by, all of one article's together; see :class:`block.meeting.Reach`.

    lasting  places of counts that run on
    tally    whether one is a running total
    days     inclusive, of claims that may meet others by their day
    places   words of all their places
    words    of the sentences of claims that may meet others that are alike
    """

    lasting: frozenset[str] = frozenset()
    tally: bool = False
    days: frozenset[Span] = frozenset()
    places: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One article in the index.

    names   under which it is filed
    fixed   those of them that its claims have whatever is telling: places, persons with an age, quotations
    terms   by subject of its claims, as blocking keys have it
    """

    profile: Profile = dataclasses.field(default_factory=Profile)
    names: frozenset[str] = frozenset()
    fixed: frozenset[str] = frozenset()
    terms: dict[str, Terms] = dataclasses.field(default_factory=dict)


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Entry)


def dumps(entry: Entry) -> str:
    return _encoder.encode(entry).decode()


def loads(record: str) -> Entry:
    """Raises msgspec.DecodeError for what is no entry."""
    return _decoder.decode(record)


def with_totals(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one article with the sums that the check adds."""
    return [*claims, *sums.totals(claims)]


def entry(claims: Sequence[Claim]) -> Entry:
    """The entry of one article, of all its claims."""
    if not claims:
        return Entry()
    found = with_totals(claims)
    article = claims[0].article
    profile = profiles(found)[article]
    every, none = _alone(article, profile), _alone(article, Profile())
    names, fixed = set[str](), set[str]()
    terms: dict[str, list[Reach]] = defaultdict(list)
    for claim in found:
        keys = [key.rpartition("|") for key in blocking_keys(claim, every)]
        names |= {name for _, _, name in keys}
        fixed |= {key.rpartition("|")[2] for key in blocking_keys(claim, none)}
        meets = meeting.of(claim)
        for subject in {subject for subject, _, _ in keys}:
            terms[subject].append(meets)
        if claim.quantity and claim.quantity.kind is QuantityKind.AGE:
            terms.setdefault(AGE, [])  # also of persons without a name
            names |= profile.names
    own = {subject: _terms(reaches) for subject, reaches in sorted(terms.items())}
    return Entry(profile, frozenset(names - {article}), frozenset(fixed - {article}), own)


def _terms(found: Iterable[Reach]) -> Terms:
    found = list(found)
    return Terms(
        frozenset(w for r in found if r.lasting for w in r.places),
        any(r.tally for r in found),
        frozenset(r.days for r in found if r.days is not None),
        frozenset(w for r in found for w in r.places),
        frozenset(w for r in found for w in r.words),
    )


def _alone(article: str, profile: Profile) -> Batch:
    """A batch of one article that takes all of its names to be telling."""
    batch = weighed({article: profile})
    return dataclasses.replace(batch, shared={article: tuple(sorted(profile.names))})


def may_meet(one: Entry, two: Entry) -> bool:
    """Whether claims of two articles may form a pair though nothing links these."""
    return any(_meet(one.terms[subject], two.terms[subject]) for subject in one.terms.keys() & two.terms.keys())


def _meet(one: Terms, two: Terms) -> bool:
    if not (one.lasting.isdisjoint(two.places) and two.lasting.isdisjoint(one.places)):
        return True
    if one.places.isdisjoint(two.places) and len(one.words & two.words) < nearness.LIKE_WORDS:
        return False
    return any(meeting.near(x, y) for x in one.days for y in two.days)


def may_pair(one: Entry, two: Entry, linked: bool, alike: Callable[[], bool]) -> bool:
    """Whether a claim of one article may form a pair with one of the other.

    ``linked``: whether the two are; ``alike``: whether they would be whatever the days between them, as for tallies.
    """
    subjects = one.terms.keys() & two.terms.keys()
    if may_meet(one, two) or (linked and subjects):
        return True
    return any(one.terms[s].tally and two.terms[s].tally for s in subjects) and alike()


def counted(found: Entry) -> dict[tuple[str, str], int]:
    """What one article adds to the counts: (kind, item) -> 1."""
    profile = found.profile
    kinds = {NAME: profile.names, STEM: profile.stems}
    own = {(kind, item): 1 for kind, items in kinds.items() for item in items}
    return own | ({(ARTICLES, ""): 1} if found.terms or own else {})
