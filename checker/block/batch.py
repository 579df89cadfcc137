"""What blocking and scoring know of a batch: how rare its names are, and which articles may report one event. Pure.

How rare a name or word is, a frozen background tells, which counts as ``BACKGROUND`` articles; the batch's own
articles are counted beside it. So a few articles change little, and in a batch on one subject its names tell little.
"""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from checker.block import links
from checker.block.links import Rarity, Side
from checker.block.profiles import News, Profile, profiles
from checker.block.thresholds import CAST, TELLING
from checker.records import Claim
from checker.words import frequencies

BACKGROUND = 100  # articles for which the background counts beside those of the batch
RAREST = 9.5  # no name is rarer than those that the background hardly has
KEY_NAMES = 24  # shared names per article under which its claims are filed
COMMON = 60  # names in more articles than this find no pairs of articles on their own


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is known beyond the claims at hand, for a batch that is held against many articles looked up for it.

    In how many of ``articles`` each name and stem occurs; ``fresh`` are the articles whose pairs are wanted.
    """

    articles: int
    names: Mapping[str, int]
    stems: Mapping[str, int]
    fresh: frozenset[str]


@dataclass(slots=True)
class Batch:
    """Each article's profile, how rare its names and words are, and the rarest names that another article shares."""

    profiles: Mapping[str, Profile]
    rarity: Rarity
    shared: Mapping[str, tuple[str, ...]]
    fresh: frozenset[str] | None = None  # articles of which a pair must involve one, None for any
    linked: tuple[tuple[str, str], ...] = ()  # pairs of articles linked by ``LINKED`` or more, each in order, sorted
    near: tuple[tuple[str, str], ...] = ()  # those of them that share a name that is not too common
    _known: dict[tuple[str, str, bool], float] = field(default_factory=dict)
    _sides: dict[str, Side] = field(default_factory=dict)

    def news(self, article: str) -> News:
        return self.profiles[article].news

    def link(self, a: str, b: str, lasting: bool = False) -> float:
        """How likely two articles report one event; 1 within one article.

        ``lasting``: for subjects such as a running total, whatever the days between the two.
        """
        if a == b:
            return 1.0
        if a > b:
            a, b = b, a
        found = self._known.get((a, b, lasting))
        if found is None:
            found = links.load().probability(self.side(a), self.side(b), self.rarity, lasting)
            self._known[a, b, lasting] = found
        return found

    def side(self, article: str) -> Side:
        found = self._sides.get(article)
        if found is None:
            found = self._sides[article] = self.rarity.side(self.profiles[article])
        return found

    def one_cast(self, a: str, b: str) -> bool:
        """Whether two articles share a person with an age, or several names that are no places.

        True too for an article of so few names that these can't be asked for.
        """
        if self._few_names(a, b) < 4 * CAST or self.news(a).persons & self.news(b).persons:
            return True
        return len(self._unplaced(a, b)) >= CAST

    def one_scene(self, a: str, b: str) -> bool:
        """Whether two articles name a street or people in common, or one of them no street or hardly a name."""
        one, two = self.news(a), self.news(b)
        if not one.streets or not two.streets or one.streets & two.streets or one.persons & two.persons:
            return True
        few = self._few_names(a, b) < 2 * CAST  # so few names that these can't be asked for
        return few or sum(self.rarity.names[n] >= TELLING for n in self._unplaced(a, b)) >= CAST

    def _few_names(self, a: str, b: str) -> int:
        return min(len(self.profiles[a].names), len(self.profiles[b].names))

    def _unplaced(self, a: str, b: str) -> set[str]:
        """Names that two articles share and that are no places of either."""
        places = self.news(a).places | self.news(b).places
        return self.profiles[a].names & self.profiles[b].names - places

    def article_pairs(self, at_least: float) -> list[tuple[str, str]]:
        """Pairs of articles that share a name that is not too common and are linked by ``at_least``, in order."""
        return [p for p in self.near if self.link(*p) >= at_least]

    def asked(self, a: str, b: str) -> bool:
        """Whether pairs of two articles are wanted: those with a fresh one, all where none is fresh."""
        return self.fresh is None or a in self.fresh or b in self.fresh


def corpus_of(claims: Iterable[Claim], fresh: frozenset[str]) -> Corpus:
    """The corpus that all these claims make, of which the pairs of the ``fresh`` articles are wanted."""
    found = profiles(claims).values()
    return Corpus(len(found), frequency(p.names for p in found), frequency(p.stems for p in found), fresh)


def survey(claims: Iterable[Claim], corpus: Corpus | None = None) -> Batch:
    """The articles of these claims; what is rare is told by ``corpus`` where there is one, else by the claims."""
    from checker.block import linking  # which loads NumPy, and no command's help needs it

    batch = weighed(profiles(claims), corpus)
    sides = {a: batch.side(a) for a in batch.profiles}
    found = linking.linked(sides, batch.rarity, batch.fresh)
    telling = _telling(batch.shared)
    near = tuple(p for p in sorted(found) if not telling[p[0]].isdisjoint(telling[p[1]]))
    known = {(*pair, False): p for pair, p in found.items()}
    return dataclasses.replace(batch, linked=tuple(sorted(found)), near=near, _known=known)


def _telling(shared: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    """Of the names that articles share, those by which they may be found: too many have the others."""
    holders = Counter(name for names in shared.values() for name in names)
    return {article: {n for n in names if holders[n] <= COMMON} for article, names in shared.items()}


def weighed(found: Mapping[str, Profile], corpus: Corpus | None = None) -> Batch:
    """As :func:`survey`, of profiles; which articles are linked is left out."""
    articles = corpus.articles if corpus else len(found)
    names = corpus.names if corpus else frequency(p.names for p in found.values())
    stems = corpus.stems if corpus else frequency(p.stems for p in found.values())
    rarity = Rarity(
        {n: _rarity(count, articles, frequencies.of_name(n)) for n, count in names.items()},
        {s: _rarity(count, articles, frequencies.rarity(s)) for s, count in stems.items()},
    )
    shared = {
        a: tuple(sorted((n for n in p.names if names[n] > 1), key=lambda n: (-rarity.names[n], n))[:KEY_NAMES])
        for a, p in found.items()
    }
    return Batch(found, rarity, shared, corpus.fresh if corpus is not None else None)


def _rarity(holders: int, articles: int, background: float) -> float:
    """Of what so many of the ``articles`` have: 0 for all of them; one of them is the article that asks."""
    expected = BACKGROUND * math.exp(-background)
    return min(RAREST, max(0.0, math.log((articles + BACKGROUND) / (holders - 1 + expected))))


def frequency(sets: Iterable[Iterable[str]]) -> Counter[str]:
    """In how many of the sets each item occurs."""
    return Counter(item for found in sets for item in found)
