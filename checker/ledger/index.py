"""What a ledger knows of each article without reading its claims: where to find it, what it may have in common. Pure.

An article is filed under the last words of its blocking keys (:func:`checker.align.blocking_keys`), all of them: which
names are telling depends on all other articles. What else a pair needs is a *necessary* condition of alignment's own
tests: one subject, and articles linked, or days near, or a count that runs on.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from checker import align
from checker.align import reach
from checker.align.batch import Batch, Profile, profiles, weighed
from checker.align.reach import Span
from checker.claims import totals
from checker.records import Claim, QuantityKind

NAME, WORD, RARE = "name", "word", "full name"
ARTICLES = "articles"  # counts the articles that have claims
AGE = "age"


@dataclasses.dataclass(frozen=True, slots=True)
class Entry:
    """One article in the index.

    names     under which it is filed
    subjects  of its claims, as blocking keys have them
    spans     subject -> inclusive days of claims that may meet others by their day alone
    lasting   subjects of counts that run on, which meet others whatever their day
    """

    profile: Profile = dataclasses.field(default_factory=Profile)
    names: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    spans: dict[str, frozenset[Span]] = dataclasses.field(default_factory=dict)
    lasting: frozenset[str] = frozenset()


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Entry)


def dumps(entry: Entry) -> str:
    return _encoder.encode(entry).decode()


def loads(record: str) -> Entry:
    """Raises msgspec.DecodeError for what is no entry."""
    return _decoder.decode(record)


def with_totals(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one article with the sums that the check adds."""
    return [*claims, *totals.totals(claims)]


def entry(claims: Sequence[Claim]) -> Entry:
    """The entry of one article, of all its claims."""
    if not claims:
        return Entry()
    found = with_totals(claims)
    article = claims[0].article
    profile = profiles(found)[article]
    batch = _alone(article, profile)
    names, subjects, lasting = set[str](), set[str](), set[str]()
    spans: dict[str, set[Span]] = defaultdict(set)
    for claim in found:
        keys = [key.rpartition("|") for key in align.blocking_keys(claim, batch)]
        names |= {name for _, _, name in keys}
        subjects |= {subject for subject, _, _ in keys}
        meets = reach.of(claim)
        for subject in {subject for subject, _, _ in keys}:
            if meets is not None and meets.lasting:
                lasting.add(subject)
            elif meets is not None and meets.days is not None:
                spans[subject].add(meets.days)
        if claim.quantity and claim.quantity.kind is QuantityKind.AGE:
            subjects.add(AGE)  # also of persons without a name
            names |= profile.names
    days = {subject: frozenset(found) for subject, found in sorted(spans.items())}
    return Entry(profile, frozenset(names - {article}), frozenset(subjects), days, frozenset(lasting))


def _alone(article: str, profile: Profile) -> Batch:
    """A batch of one article that takes all of its names to be telling."""
    batch = weighed({article: profile})
    return dataclasses.replace(batch, shared={article: tuple(sorted(profile.names))})


def may_pair(a: str, b: str, one: Entry, two: Entry, batch: Batch) -> bool:
    """Whether a claim of one article may form a pair with one of the other, of which ``batch`` has the profiles."""
    if not one.subjects & two.subjects:
        return False
    if one.lasting & two.subjects or two.lasting & one.subjects or batch.link(a, b) >= align.LINKED:
        return True
    return any(
        reach.near(x, y) for subject in one.spans.keys() & two.spans.keys()
        for x in one.spans[subject] for y in two.spans[subject]
    )  # fmt: skip


def counted(found: Entry) -> dict[tuple[str, str], int]:
    """What one article adds to the counts: (kind, item) -> 1."""
    profile = found.profile
    kinds = {NAME: profile.names, WORD: profile.words, RARE: profile.news.rare}
    own = {(kind, item): 1 for kind, items in kinds.items() for item in items}
    return own | ({(ARTICLES, ""): 1} if found.subjects or own else {})
