"""Claims -> candidate pairs that may speak of the same thing. Pure.

Blocking: an inverted index over what is counted or claimed together with the names that tell events apart, so that
only claims that share such a key are ever looked at. Scoring: a noun and a predicate that fit, places, participants
and times; whatever says that two claims are about different things becomes an obstacle, in words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from checker.block import meeting
from checker.block.links import Batch, Corpus, survey
from checker.block.meeting import Reach, may_meet
from checker.block.thresholds import LINKED as LINKED
from checker.claims.properties import values
from checker.claims.properties.quotation_values import pieces
from checker.compare import quantities
from checker.errors import cause
from checker.records import CandidatePair, Claim, ClaimKind
from checker.same import ages, attributes, cast, extremes, numbers, people
from checker.same.fit import Fit

# A key that more claims than this share tells nothing apart; the claims' rarer keys still join them.
MAX_BLOCK = 400


def blocking_keys(claim: Claim, batch: Batch) -> list[str]:
    """Keys under which a claim can meet others; claims without a shared key are never compared."""
    what = numbers.subject(claim)
    if what is None:
        return []
    if claim.frame.noun == "age":
        return [f"age|{word}" for person in claim.frame.actor for word in {*person.split()[:1], *person.split()[-1:]}]
    if claim.attribute is not None and claim.attribute.property == "said_by":
        return [f"said_by|{' '.join(p.split()[:3])}" for p in sorted(pieces(claim.attribute.subject))]
    if claim.attribute is not None and claim.attribute.property == "happened":
        what = f"happened|{claim.frame.predicate}"
    if claim.frame.noun == "clock" and claim.frame.predicate in numbers.IN_ORDER:
        what = "clock"  # what follows on an event can't have been before it
    names = {*batch.shared[claim.article], *meeting.place_words(claim)}
    return [f"{what}|{claim.article}", *(f"{what}|{n}" for n in sorted(names))]


def candidates(claims: Sequence[Claim], corpus: Corpus | None = None) -> list[CandidatePair]:
    """All pairs worth comparing, ordered by claim ids; see :func:`fit.fit` for the score.

    With a ``corpus``, only those that involve one of its fresh articles, and those inside one article.
    """
    batch = survey(claims, corpus)
    articles = {c.id: c.article for c in claims}
    reaches = {c.id: meeting.of(c) for c in claims}
    blocks: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for key in blocking_keys(claim, batch):
            blocks[key].add(claim.id)
    # Several keys often join the same claims: those of one article that has several names to itself.
    joined = {frozenset(members) for members in blocks.values()}
    pairs = {pair for members in joined for pair in _reaching(members, articles, batch, reaches)}
    return scored(claims, pairs, batch)


def _reaching(
    members: Collection[str], articles: Mapping[str, str], batch: Batch, reaches: Mapping[str, Reach]
) -> Iterator[tuple[str, str]]:
    """Pairs of the claims (ids) that share a blocking key, none where too many do; ``articles`` has each claim's.

    Pairs that :func:`scored` would drop at once are left out: there may be a hundred times as many.
    """
    if len(members) > MAX_BLOCK:
        return
    apart: dict[str, list[str]] = defaultdict(list)
    for claim in sorted(members):
        apart[articles[claim]].append(claim)
    for own in apart.values():
        yield from combinations(own, 2)
    loose = {article: [c for c in own if reaches[c].loose] for article, own in apart.items()}
    lasting = {article: any(reaches[c].lasting for c in own) for article, own in loose.items()}
    for one, two in batch.pairs(list(apart), str):
        linked = batch.link(one, two) >= LINKED
        found = apart if linked or lasting[one] or lasting[two] else loose
        yield from crossed(found[one], found[two], linked, reaches)


def crossed(
    one: Iterable[str], two: Iterable[str], linked: bool, reaches: Mapping[str, Reach]
) -> Iterator[tuple[str, str]]:
    """The claims (ids) of one article with those of another, as far as they may meet; all where these are linked."""
    for a, b in product(one, two):
        if linked or may_meet(reaches[a], reaches[b]):
            yield (a, b) if a < b else (b, a)


def scored(claims: Sequence[Claim], pairs: Iterable[tuple[str, str]], batch: Batch) -> list[CandidatePair]:
    """The pairs of claims (ids) that are worth comparing, and those of persons whom only one article names.

    Whatever a pair needs of other claims lies in its two articles and ``batch``.
    """
    by_id = {c.id: c for c in claims}
    described = people.described_pairs(claims, batch)
    persons = cast.survey(claims, batch)
    found = []
    for a, b in sorted({*pairs, *described, *extremes.pairs(claims, batch)}):
        try:
            pair = _scored(by_id[a], by_id[b], batch, described.get((a, b)), persons)
        except Exception as error:  # one pair stops no other
            pair = CandidatePair(a, b, 0.0, failure=cause(error))
        if pair is not None:
            found.append(pair)
    return found


def _scored(a: Claim, b: Claim, batch: Batch, person: str | None, persons: cast.Cast) -> CandidatePair | None:
    """The pair with its score and obstacles; None where nothing says that the two belong together.

    ``person`` says why two ages are one person's where a name is missing.
    """
    if a.id in b.parts or b.id in a.parts or (a.parts and b.parts) or a.kind is not b.kind or _same_words(a, b):
        return None
    link = batch.link(a.article, b.article, lasting=a.cumulative and b.cumulative)
    if person is not None:
        found: Fit | None = ages.fit_described(a, b, person)
    elif a.kind is ClaimKind.NUMERIC:
        found = numbers.fit(a, b, link, LINKED)
    else:
        found = attributes.fit_attributes(a, b, link, LINKED, persons.same(a, b))
    if found is None:
        return None
    if attributes.other_scene(a, b) and not batch.one_cast(a.article, b.article):
        return None  # most articles on one event give two of its streets, and those of two events two streets
    nameless = a.frame.noun != "age" and not _named(a, b)  # whose age it is, :mod:`people` has weighed
    if nameless and not found.obstacles and not batch.one_scene(a.article, b.article) and _differ(a, b):
        found.obstacles.append("the articles name other streets and nobody in common")
    if any(batch.news[c.article].several for c in (a, b)) and numbers.elsewhere(a, b):
        found.obstacles.append("one of the articles tells of several events")
    return CandidatePair(
        a.id, b.id, round(found.score, 4), tuple(found.reasons), tuple(found.obstacles), tuple(found.changes)
    )


def _named(a: Claim, b: Claim) -> bool:
    """Whether both claims are about somebody whom they name."""
    one, two = a.frame.party, b.frame.party
    return one is not None and two is not None and bool(one.name and two.name)


def _differ(a: Claim, b: Claim) -> bool:
    """Whether the values of two claims exclude each other."""
    if a.quantity is not None and b.quantity is not None:
        return quantities.compare(a.quantity, b.quantity).relation == quantities.DISJOINT
    return (
        a.attribute is not None
        and b.attribute is not None
        and values.relation(a.attribute, b.attribute) == values.DIFFERENT
    )


def _same_words(a: Claim, b: Claim) -> bool:
    """One sentence sets its own numbers apart from each other: "one dead, the other injured" is no pair."""
    same = a.field == b.field and a.sentence_start == b.sentence_start
    return a.article == b.article and (same or (a.sentence == b.sentence and bool(a.parts or b.parts)))
