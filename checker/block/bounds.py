"""How many of an article's claims are compared with others, so that pairs grow with the articles and not their square.

Galleries, tables and texts that one outlet prints again and again have claims by the hundred that are all alike. Each
is kept; what is cut here is only their comparison, and it is told. Pure.

Bounds: of one article at most ``ALIKE`` claims on one thing and ``CLAIMS`` in all, so that two articles have at most
``ALIKE * CLAIMS`` pairs; of the articles that say the same word for word, the first ``IN_OUTLET`` of an outlet and the
first ``COPIES`` of all outlets.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.block.keys import subject as subject_of
from checker.records import Article, Claim
from checker.words import lexicon

ALIKE = 32
CLAIMS = 1_000
IN_OUTLET = 3
COPIES = 40
LEAST_WORDS = 6  # of a sentence; shorter ones ("Two died.") are said of many things

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Bounded:
    """The claims to compare, in their order, and what was left out.

    cut       by article (id): how many claims are alike, or all it has, and how many of them are left
    repeated  by outlet: how many claims say word for word what articles before them say
    """

    claims: list[Claim]
    cut: Mapping[str, Sequence[tuple[int, int]]]
    repeated: Mapping[str, int]

    def remarks(self, articles: Iterable[Article]) -> tuple[str, ...]:
        """What was left out of these articles, a sentence each."""
        known = {a.id: a for a in articles}
        said: list[str] = []
        for article in sorted(self.cut.keys() & known.keys()):
            name = known[article].source or article
            said += [f"{name}: {n:,} claims are alike; {left:,} of them were compared" for n, left in self.cut[article]]
        for outlet in sorted(self.repeated.keys() & {a.outlet for a in known.values()}):
            n = self.repeated[outlet]
            claims = "claim repeats" if n == 1 else "claims repeat"
            said.append(f"{outlet}: {n:,} {claims} other articles word for word; only the first of these were compared")
        return tuple(said)


def bounded(claims: Sequence[Claim], fresh: Collection[str] | None = None) -> Bounded:
    """Claims to compare; sums are always among them. ``fresh`` are articles (ids) that go first among copies."""
    copied = _copied(claims if fresh is None else sorted(claims, key=lambda c: c.article not in fresh))
    left_out = {c.id for c in copied}
    cut: dict[str, list[tuple[int, int]]] = {}
    for article, own in _grouped((c for c in claims if c.id not in left_out), lambda c: c.article).items():
        apart = _grouped((c for c in own if not c.parts), _subject)
        over = {c.id for alike in apart.values() for c in alike[ALIKE:]}
        left = [c.id for c in own if not (c.parts or c.id in over)]
        told = [(len(alike), ALIKE) for alike in apart.values() if len(alike) > ALIKE]
        told += [(len(left), CLAIMS)] if len(left) > CLAIMS else []
        left_out.update(over, left[CLAIMS:])
        if told:
            cut[article] = told
    return Bounded([c for c in claims if c.id not in left_out], cut, Counter(c.outlet for c in copied))


def _copied(claims: Iterable[Claim]) -> list[Claim]:
    """Claims that enough articles before them make in the same words at the same place of their sentence."""
    holders: dict[Key, dict[str, str]] = defaultdict(dict)  # articles with their outlets
    inside: dict[Key, int] = {}  # where an article says it first
    found = []
    for claim in claims:
        key = _words(claim)
        if key is None:
            continue
        own = holders[key]
        again = (claim.article, claim.field, *key)
        repeated = inside.setdefault(again, claim.start) != claim.start
        if claim.article not in own:
            in_outlet = sum(outlet == claim.outlet for outlet in own.values())
            repeated = in_outlet >= IN_OUTLET or len(own) >= COPIES
            if not repeated:
                own[claim.article] = claim.outlet
        if repeated:
            found.append(claim)
    return found


def _words(claim: Claim) -> Key | None:
    """What two claims share that are one, printed twice; None where its words are too few to tell."""
    if claim.parts or len(claim.sentence.split()) < LEAST_WORDS:
        return None
    where = claim.start - claim.sentence_start
    said = (claim.attribute.property, claim.attribute.value) if claim.attribute else None
    return lexicon.fold(claim.sentence), where, claim.mention, said


def _subject(claim: Claim) -> str:
    """What a claim is on; those that nothing is compared with are each on their own."""
    subject = subject_of(claim)
    if subject is None:
        return claim.id
    return f"{subject}|{claim.frame.predicate}" if subject == "happened" else subject


def _grouped(claims: Iterable[Claim], key: Callable[[Claim], str]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[key(claim)].append(claim)
    return found
