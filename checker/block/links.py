"""What blocking and scoring know of a whole batch: which articles may report one event. Pure.

Two articles are linked by the names they share, weighed by how rare those are in the batch, and by the likeness of
their words (inverse document frequency, Spärck Jones 1972; cosine of TF-IDF vectors, Salton & Buckley 1988).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from checker.block.thresholds import ALIKE, CAST, PLACED, TELLING, UNDATED
from checker.claims.properties.address import block, street
from checker.records import Claim

KEY_NAMES = 24  # shared names per article under which its claims are filed
# Likeness of words counts this much beside names, of which one that two articles alone share counts nearly 1.
WORDS = 8.0
SMALL = 100  # in a smaller batch, names are weighed as if it had so many articles
NATION_WEIGHT = 0.3  # countries tell events apart less than their rarity says
LONG_LIST = 80  # an article with more names than this lists events; its names count less
FRESH_DAYS = 7  # news of one event appears within a week; later articles must say that they look back
FEW = 2  # names that two articles share at least, where each has that many times as many: one may be anybody's
ROUND_UP = 3  # scenes from which an article tells of several events
RARE = 3  # articles that share a rare name, at least; in large batches one in 200
COMMON = 60  # names in more articles than this find no pairs of articles on their own


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is known beyond the claims at hand, for a batch that is held against many articles looked up for it.

    In how many of ``articles`` each name, word and full name occurs; ``fresh`` are the articles whose pairs are wanted.
    """

    articles: int
    names: Mapping[str, int]
    words: Mapping[str, int]
    rare: Mapping[str, int]
    fresh: frozenset[str]


@dataclass(slots=True)
class News:
    """What tells one article's event from others: when it appeared, days it states, people with ages, rare names."""

    published: dt.date | None = None
    days: set[dt.date] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    rare: set[str] = field(default_factory=set)
    streets: set[frozenset[str]] = field(default_factory=set)
    moments: set[float] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)  # numbers and words of numbered places
    places: set[str] = field(default_factory=set)  # words of places narrower than a country

    @property
    def several(self) -> bool:
        """Whether the article is a round-up: it tells of events in three streets, or at three times of day."""
        return max(len(self.streets), len(self.moments)) >= ROUND_UP

    def elsewhere(self, other: News) -> bool:
        """Whether both name streets with a number, or towns, and none that the other names too."""
        told = ((self.blocks, other.blocks), (self.places, other.places))
        return any(mine and theirs and not mine & theirs for mine, theirs in told)

    def add(self, claim: Claim) -> None:
        self.published = claim.published
        if claim.attribute is not None and claim.attribute.property == "address":
            self.streets.add(street(claim.attribute.value))
            self.blocks |= block(claim.attribute.value)
        self.places |= {w for p in claim.frame.places if not p.startswith("@") for w in p.split()}
        if claim.frame.noun == "clock" and claim.frame.predicate == "occur" and claim.quantity is not None:
            self.moments.add(claim.quantity.value or 0.0)
        if claim.time is not None and (claim.time.end - claim.time.start).days <= 2:
            self.days |= {claim.time.start, claim.time.end}
        if claim.frame.noun == "age":
            self.persons |= {f"{n.split()[0]} {n.split()[-1]}" for n in claim.frame.actor if " " in n}
        self.rare |= {n for n in claim.frame.names if " " in n and not n.startswith("@")}


@dataclass(frozen=True, slots=True)
class Batch:
    """Each article's telling names and words with their weights, and the rarest names that another article shares."""

    names: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    weight: dict[str, float]
    rarity: dict[str, float]  # inverse document frequency, squared
    shared: dict[str, tuple[str, ...]]
    news: dict[str, News]
    fresh: frozenset[str] | None = None  # articles of which a pair must involve one, None for any
    near: frozenset[tuple[str, str]] = frozenset()  # articles that share a name that is not too common, in order
    # Link by article and later article, negative where they can't be one event: there are millions of them.
    _known: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    _lengths: dict[str, float] = field(default_factory=dict)

    def link(self, a: str, b: str, lasting: bool = False) -> float:
        """How much two articles' names and words say that they report one event; ``inf`` within one article.

        0 for articles long apart that share neither a day, a person nor two rare names: likeness alone is then of
        events of one kind and place. Not so for ``lasting`` subjects, such as a running total.
        """
        if a == b:
            return math.inf
        if a > b:
            a, b = b, a
        found = self._known[a].get(b)
        if found is None:
            common = sorted(self.names[a] & self.names[b])
            few = len(common) < FEW <= min(len(self.names[a]), len(self.names[b])) / FEW
            names = 0.0 if few else sum(self.weight[t] for t in common)
            names *= min(1.0, LONG_LIST / max(len(self.names[a]), len(self.names[b]), 1))
            found = names + WORDS * self._likeness(a, b) if names else 0.0
            found = found if found and self._may_be_one(a, b, found) else -found
            self._known[a][b] = found
        return abs(found) if lasting else max(found, 0.0)

    def may_link(self, a: str, b: str) -> bool:
        """Whether two articles could be linked if their words were alike: needs what tells their events, no weights."""
        return self._may_be_one(a, b, math.inf)

    def _may_be_one(self, a: str, b: str, likeness: float) -> bool:
        one, two = self.news[a], self.news[b]
        if one.published is None or two.published is None:
            return likeness >= UNDATED
        if one.persons & two.persons or len(one.rare & two.rare) >= 2:
            return True
        if likeness < PLACED and one.elsewhere(two):
            return False
        if likeness >= ALIKE and abs((one.published - two.published).days) <= FRESH_DAYS:
            return True
        earlier, later = (one, two) if one.published < two.published else (two, one)
        assert earlier.published is not None
        return any(-FRESH_DAYS <= (day - earlier.published).days <= 1 for day in later.days)

    def _likeness(self, a: str, b: str) -> float:
        one, two = self.words[a], self.words[b]
        for article in (a, b):
            if article not in self._lengths:
                self._lengths[article] = self._length(self.words[article])
        norm = math.sqrt(self._lengths[a] * self._lengths[b])
        return self._length(one & two) / norm if norm else 0.0

    def _length(self, words: frozenset[str]) -> float:
        return math.fsum(map(self.rarity.__getitem__, words))

    def one_cast(self, a: str, b: str) -> bool:
        """Whether two articles share a person with an age, or several names that are no places.

        True too for an article of so few names that these can't be asked for.
        """
        one, two = self.news[a], self.news[b]
        if min(len(self.names[a]), len(self.names[b])) < 4 * CAST or one.persons & two.persons:
            return True
        return len(self._unplaced(a, b)) >= CAST

    def one_scene(self, a: str, b: str) -> bool:
        """Whether two articles name a street or people in common, or one of them no street or hardly a name."""
        one, two = self.news[a], self.news[b]
        if not one.streets or not two.streets or one.streets & two.streets or one.persons & two.persons:
            return True
        few = min(len(self.names[a]), len(self.names[b])) < 2 * CAST  # so few names that these can't be asked for
        return few or sum(self.weight[n] >= TELLING for n in self._unplaced(a, b)) >= CAST

    def _unplaced(self, a: str, b: str) -> frozenset[str]:
        """Names that two articles share and that are no places of either."""
        return self.names[a] & self.names[b] - self.news[a].places - self.news[b].places

    def article_pairs(self, at_least: float) -> list[tuple[str, str]]:
        """Pairs of articles that share a name that is not too common and are linked by ``at_least``, in order."""
        return sorted(p for p in self.near if self.link(*p) >= at_least)

    def pairs(self, found: Sequence[str], article: Callable[[str], str]) -> Iterator[tuple[str, str]]:
        """Pairs of sorted ids that are asked for: with a fresh article in them, or inside one article; all without."""
        return wanted(found, article, self.fresh)


def wanted(
    found: Sequence[str], article: Callable[[str], str], fresh: Collection[str] | None
) -> Iterator[tuple[str, str]]:
    """As :meth:`Batch.pairs`."""
    if fresh is None:
        yield from itertools.combinations(found, 2)
        return
    apart: dict[str, list[str]] = defaultdict(list)
    for x in found:
        apart[article(x)].append(x)
    for name, own in apart.items():
        yield from itertools.combinations(own, 2)
        if name in fresh:
            yield from ((min(x, y), max(x, y)) for x in own for y in found if article(y) != name)


def sharing(shared: Mapping[str, Sequence[str]], fresh: Collection[str] | None) -> frozenset[tuple[str, str]]:
    """Pairs of articles that share a name that is not too common; ``shared`` names by article."""
    holders: dict[str, list[str]] = defaultdict(list)
    for article in sorted(shared):
        for name in shared[article]:
            holders[name].append(article)
    return frozenset(p for found in holders.values() if len(found) <= COMMON for p in wanted(found, str, fresh))


@dataclass(slots=True)
class Profile:
    """What a batch needs to know of one article, however many claims it has."""

    names: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)  # content words that are no names
    news: News = field(default_factory=News)


def profiles(claims: Iterable[Claim]) -> dict[str, Profile]:
    """Article id -> profile, of the articles that have claims."""
    found: dict[str, Profile] = defaultdict(Profile)
    keys: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        profile, frame = found[claim.article], claim.frame
        profile.news.add(claim)
        keys[claim.article].update(frame.names, frame.places, frame.actor, frame.context)
        profile.words |= frame.event
    for article, profile in found.items():
        profile.names = _telling_words(keys[article])
        profile.words -= profile.names
    return dict(found)


def survey(claims: Iterable[Claim], corpus: Corpus | None = None) -> Batch:
    """Names and words per article with their weights: 1 for a name that one article of a hundred has, 0 for all.

    What is rare is told by ``corpus`` where there is one, else by the claims themselves.
    """
    batch = weighed(profiles(claims), corpus)
    return dataclasses.replace(batch, near=sharing(batch.shared, batch.fresh))


def weighed(found: Mapping[str, Profile], corpus: Corpus | None = None) -> Batch:
    """As :func:`survey`, of profiles; of their full names the batch has the rare ones."""
    articles = corpus.articles if corpus else len(found)
    frequency = corpus.names if corpus else _frequency(p.names for p in found.values())
    size = max(articles, SMALL) + 1
    weight = {
        n: math.log(size / f) / math.log(size) * (NATION_WEIGHT if n.startswith("@") else 1)
        for n, f in frequency.items()
    }
    words = corpus.words if corpus else _frequency(p.words for p in found.values())
    shared = {
        a: tuple(sorted((n for n in p.names if frequency[n] > 1), key=lambda n: (-weight[n], n))[:KEY_NAMES])
        for a, p in found.items()
    }
    holders = corpus.rare if corpus else _frequency(p.news.rare for p in found.values())
    few = max(RARE, articles // 200)
    news = {
        a: dataclasses.replace(p.news, rare={n for n in p.news.rare if holders[n] <= few}) for a, p in found.items()
    }
    return Batch(
        {a: frozenset(p.names) for a, p in found.items()},
        {a: frozenset(p.words) for a, p in found.items()},
        weight,
        {w: math.log(size / f) ** 2 for w, f in words.items()},
        shared,
        news,
        corpus.fresh if corpus is not None else None,
    )


def _frequency(sets: Iterable[Iterable[str]]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for found in sets:
        for item in found:
            counts[item] += 1
    return counts


def _telling_words(keys: Iterable[str]) -> set[str]:
    """The telling words of names and places; countries stay whole and marked with "@"."""
    return {w for k in keys for w in ([k] if k.startswith("@") else k.split()) if len(w) > 2}
