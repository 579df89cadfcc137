"""All pairs of articles that report one event, without weighing every pair. Pure.

One article is set against all others at once: sums over inverted lists of names, stems and persons give each pair's
logit but for what costs more to know, which is taken to be as good as it can be. So few pairs are left to be weighed.
"""

from __future__ import annotations

import math
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from checker.block import links
from checker.block.learned import sigmoid
from checker.block.links import PER_NAME, SHORT, SHORT_TITLE, STEPS, Rarity, Side
from checker.block.thresholds import LIKELY_LINK, LINKED

Numbers = NDArray[np.float64]
Pair = tuple[str, str]  # articles (ids), in order

# In a batch of thousands of articles of one week each is somewhat like hundreds of others, and of the many that it is
# linked with hardly one tells of its event. So its likeliest partners count, and others only where they are likely.
FEW = 32
MOST = 128
_SLACK = 1e-6  # sums come in another order here
_LEAST = math.log(LINKED / (1 - LINKED)) - _SLACK
_UNDATED = -(10**6)
_UNKNOWN = ("likeness of words", "other places", "a day that one states")  # measures that the bound takes to be 0 or 1


class _Lists:
    """Items of one kind, such as names: for each that is ever asked for the numbers of the articles that have it."""

    def __init__(self, items: Sequence[Set[str]], asked: Set[str]) -> None:
        found: dict[str, list[int]] = defaultdict(list)
        for n, own in enumerate(items):
            for item in own & asked:
                found[item].append(n)
        self._holders = {item: np.array(holders, dtype=np.int32) for item, holders in found.items()}
        self._count = len(items)

    def sums(self, items: Iterable[str], weight: Callable[[str], float]) -> Numbers:
        """For each article the weights of these items that it has."""
        asked = [(self._holders[item], weight(item)) for item in sorted(items) if item in self._holders]
        if not asked:
            return np.zeros(self._count)
        holders = np.concatenate([h for h, _ in asked])
        weights = np.repeat([w for _, w in asked], [len(h) for h, _ in asked])
        found: Numbers = np.bincount(holders, weights, self._count).astype(np.float64)
        return found


def _all(sets: Iterable[Set[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


class _Table:
    """The articles of a batch by number, with what bounds of their links read; those of the ``asked`` are bounded."""

    def __init__(self, sides: Sequence[Side], rarity: Rarity, asked: Sequence[Side]) -> None:
        self._sides, self._names, self._stems = sides, rarity.names, rarity.stems
        profiles = [side.profile for side in sides]
        wanted = [side.profile for side in asked]
        self._by_name = _Lists([p.names for p in profiles], _all(p.names for p in wanted))
        self._by_stem = _Lists([side.stems for side in sides], _all(p.title for p in wanted))
        self._by_title = _Lists([p.title for p in profiles], _all(side.stems for side in asked))
        self._by_lead = _Lists([p.lead for p in profiles], _all(p.lead for p in wanted))
        self._by_person = _Lists([p.news.persons for p in profiles], _all(p.news.persons for p in wanted))
        self._names_length = np.array([side.names_length for side in sides])
        self._lead_length = np.array([side.lead_length for side in sides])
        self._title_weight = np.array([side.title_weight for side in sides])
        days = (p.news.published for p in profiles)
        self._day = np.array([_UNDATED if day is None else day.toordinal() for day in days])
        known = links.load()
        self._weights, self._intercept = dict(zip(links.FEATURES, known.weights, strict=True)), known.intercept

    def bounds(self, n: int) -> Numbers:
        """At least the logit that article ``n`` has with each article, itself too."""
        side, weights = self._sides[n], self._weights
        found = self._of_names(n) + self._of_words(n, side) + self._of_days(n)
        persons = self._by_person.sums(side.profile.news.persons, lambda _: 1.0) > 0
        best = sum(max(0.0, weights[name]) for name in _UNKNOWN)
        told: Numbers = self._intercept + found + weights["a person with an age"] * persons + best
        return told

    def _of_names(self, n: int) -> Numbers:
        own, weights, rarity = self._sides[n].profile.names, self._weights, self._names
        total = self._by_name.sums(own, rarity.__getitem__)
        squares = self._by_name.sums(own, lambda name: rarity[name] ** 2)
        shared = self._by_name.sums(own, lambda _: 1.0)
        found: Numbers = (
            weights["shared names"] * PER_NAME * total
            + weights["likeness of names"] * squares / (self._names_length[n] * self._names_length + SHORT)
            + weights["number of shared names"] * np.log1p(shared)
        )
        return found

    def _of_words(self, n: int, side: Side) -> Numbers:
        rarity, weights = self._stems, self._weights
        mine = self._by_stem.sums(side.profile.title, rarity.__getitem__) / (self._title_weight[n] + SHORT_TITLE)
        theirs = self._by_title.sums(side.stems, rarity.__getitem__) / (self._title_weight + SHORT_TITLE)
        squares = self._by_lead.sums(side.profile.lead, lambda stem: rarity[stem] ** 2)
        leads = squares / (self._lead_length[n] * self._lead_length + SHORT)
        found: Numbers = weights["first sentences"] * (mine + theirs) / 2 + weights["leads"] * leads
        return found

    def _of_days(self, n: int) -> Numbers:
        steps = np.array([self._weights[name] for name in links.OF_DAYS])
        apart = np.searchsorted(STEPS, np.abs(self._day - self._day[n]), side="left")
        dated = (self._day != _UNDATED) & (self._day[n] != _UNDATED)
        return np.where(dated, steps[apart], 0.0)


class Neighbours:
    """The articles that each ``asked`` article is linked with.

    Where all are asked for, the ``FEW`` likeliest of each and more that are likely; of fewer, which are held against
    many as they come, all: what a ledger's articles would have met in one batch mustn't be missed.
    """

    def __init__(self, sides: Mapping[str, Side], rarity: Rarity, asked: Sequence[str], fresh: bool) -> None:
        self._articles = sorted(sides)
        self._number = {article: n for n, article in enumerate(self._articles)}
        self._sides, self._rarity, self._model = sides, rarity, links.load()
        self._table = _Table([sides[a] for a in self._articles], rarity, [sides[a] for a in asked])
        self._few, self._most = (len(sides), len(sides)) if fresh else (FEW, MOST)
        self._whole = np.zeros(len(self._articles), dtype=bool)  # articles of which all hopeful pairs were weighed

    def of(self, article: str) -> Iterator[tuple[Pair, float]]:
        """The article's pairs, each in order, with the probability that both report one event.

        Pairs with articles that were asked for before may be left out where they were told then.
        """
        number = self._number[article]
        bounds = self._table.bounds(number)
        bounds[number] = -math.inf
        hopeful = np.flatnonzero(bounds >= _LEAST)
        if len(hopeful) <= self._few:
            hopeful = hopeful[~self._whole[hopeful]]
            self._whole[number] = True
        found: list[tuple[float, int, int]] = []  # the likeliest first, of equally likely ones the nearest
        for other in hopeful[np.argsort(-bounds[hopeful], kind="stable")].tolist():
            at_most = sigmoid(bounds[other] + _SLACK)
            enough = self._most if at_most >= LIKELY_LINK else self._few
            if len(found) >= enough and at_most < -found[enough - 1][0]:
                break
            if (p := self._probability(number, other)) >= LINKED:
                insort(found, (-p, abs(other - number), other))
        kept = (link for n, link in enumerate(found[: self._most]) if n < self._few or -link[0] >= LIKELY_LINK)
        return ((self._pair(number, other), -p) for p, _, other in kept)

    def _pair(self, n: int, m: int) -> Pair:
        return self._articles[min(n, m)], self._articles[max(n, m)]

    def _probability(self, n: int, m: int) -> float:
        one, two = (self._sides[article] for article in self._pair(n, m))
        return self._model.probability(one, two, self._rarity)


def linked(sides: Mapping[str, Side], rarity: Rarity, fresh: Collection[str] | None = None) -> dict[Pair, float]:
    """The pairs of articles that are linked, each in order, and how likely both report one event.

    With ``fresh`` articles, only the pairs that involve one of them.
    """
    asked = [article for article in sorted(sides) if fresh is None or article in fresh]
    known = Neighbours(sides, rarity, asked, fresh is not None)
    return dict(pair for article in asked for pair in known.of(article))
