"""How likely two articles report one event. Pure.

A logistic regression over a few measures of two profiles: the names they share, by how rare those are; the likeness of
their words (cosine of inverse document frequencies, Spärck Jones 1972; Salton & Buckley 1988); whether what one begins
with is told in the other; the days between them. Weights, their training and measurement lie in ``models/same``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from checker.block.learned import InUse, sigmoid
from checker.block.profiles import Profile
from checker.errors import ModelError

FEATURES = (
    "shared names", "likeness of names", "number of shared names", "likeness of words", "first sentences", "leads",
    "a person with an age", "other places", "one day", "up to three days", "up to a week", "up to a month", "longer",
    "a day that one states",
)  # fmt: skip
_NAMES, _WORDS, _EVENTS = 0, 3, 6  # where each kind of measure begins
OF_DAYS = FEATURES[8:13]  # one of them holds of two dated articles
FRESH_DAYS = 7  # news of one event appears within a week; later articles must say that they look back
NEGLIGIBLE = 0.01  # a probability below is 0
SHORT = 300.0  # added to products of lengths, about eight rare names: hardly any word in common is no likeness
SHORT_TITLE = 12.0  # added to the weight of a first sentence, about two rare words
PER_NAME = 0.1  # so that the rarity of all shared names is of the order of the other measures
STEPS = (0, 3, FRESH_DAYS, 30)  # days between two articles


@dataclass(frozen=True, slots=True)
class Side:
    """One article as links see it, with the lengths of its vectors of rarity; ``stems`` are :attr:`Profile.stems`."""

    profile: Profile
    stems: frozenset[str]
    names_length: float
    words_length: float
    lead_length: float
    title_weight: float


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare names and stems are: natural logarithms, 0 for what every article has."""

    names: Mapping[str, float]
    stems: Mapping[str, float]

    def side(self, profile: Profile) -> Side:
        def length(items: Collection[str], rarity: Mapping[str, float]) -> float:
            return math.sqrt(math.fsum(rarity[i] ** 2 for i in items))

        return Side(
            profile,
            frozenset(profile.stems),
            length(profile.names, self.names),
            length(profile.words, self.stems),
            length(profile.lead, self.stems),
            math.fsum(self.stems[s] for s in profile.title),
        )

    def of_names(self, one: Side, two: Side) -> tuple[float, float, float]:
        shared = one.profile.names & two.profile.names
        weights = [self.names[n] for n in shared]
        cosine = _cosine(weights, one.names_length, two.names_length)
        return PER_NAME * math.fsum(weights), cosine, math.log1p(len(shared))

    def of_words(self, one: Side, two: Side) -> tuple[float, float, float]:
        """Likeness of words; how much of each one's first sentence the other tells; likeness of leads."""
        words = _cosine([self.stems[s] for s in one.profile.words & two.profile.words],
                        one.words_length, two.words_length)  # fmt: skip
        lead = _cosine([self.stems[s] for s in one.profile.lead & two.profile.lead], one.lead_length, two.lead_length)
        told = [
            math.fsum(self.stems[s] for s in x.profile.title & y.stems) / (x.title_weight + SHORT_TITLE)
            for x, y in ((one, two), (two, one))
        ]
        return words, sum(told) / 2, lead


def _cosine(shared: Sequence[float], one: float, two: float) -> float:
    return math.fsum(w * w for w in shared) / (one * two + SHORT)


def measures_of_events(one: Profile, two: Profile, lasting: bool = False) -> tuple[float, ...]:
    """The measures from ``_EVENTS`` on; of articles whose days say nothing (``lasting``), as of undated ones."""
    mine, theirs = one.news, two.news
    person, elsewhere = bool(mine.persons & theirs.persons), mine.elsewhere(theirs)
    if lasting or mine.published is None or theirs.published is None:
        return (person, elsewhere, *(0.0 for _ in STEPS), 0.0, 0.0)
    days = abs((mine.published - theirs.published).days)
    step = sum(days > s for s in STEPS)
    earlier, later = (mine, theirs) if mine.published < theirs.published else (theirs, mine)
    assert earlier.published is not None
    stated = any(-FRESH_DAYS <= (day - earlier.published).days <= 1 for day in later.days)
    return (person, elsewhere, *(float(step == n) for n in range(len(STEPS) + 1)), stated)


def measures(one: Side, two: Side, rarity: Rarity, lasting: bool = False) -> tuple[float, ...]:
    """As :data:`FEATURES` names them."""
    events = measures_of_events(one.profile, two.profile, lasting)
    return (*rarity.of_names(one, two), *rarity.of_words(one, two), *events)


@dataclass(frozen=True, slots=True)
class LinkModel:
    """``weights`` of :data:`FEATURES`, in their order."""

    weights: tuple[float, ...]
    intercept: float

    def probability(self, one: Side, two: Side, rarity: Rarity, lasting: bool = False) -> float:
        """That two articles report one event; 0 below ``NEGLIGIBLE``."""
        events = measures_of_events(one.profile, two.profile, lasting)
        known = self.intercept + self._added(_NAMES, rarity.of_names(one, two)) + self._added(_EVENTS, events)
        found = sigmoid(known + self._added(_WORDS, rarity.of_words(one, two)))
        return found if found >= NEGLIGIBLE else 0.0

    def _added(self, first: int, values: Sequence[float]) -> float:
        return math.fsum(w * v for w, v in zip(self.weights[first:], values, strict=False))


@cache
def shipped() -> LinkModel:
    """The weights in ``links.json``. Raises ModelError where they are of other measures."""
    table = json.loads(files("checker.block").joinpath("links.json").read_text(encoding="utf-8"))
    if tuple(table["weights"]) != FEATURES:
        raise ModelError(
            f"checker/block/links.json has weights of {', '.join(table['weights'])}; expected {', '.join(FEATURES)}; "
            "train it again with make train-same"
        )
    return LinkModel(tuple(table["weights"].values()), table["intercept"])


_in_use = InUse(shipped)
load, using = _in_use.load, _in_use.using
