"""What blocking knows of an article, from its claims alone: names, words, days, persons and places. Pure."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checker.claims.properties.address import block, street
from checker.records import Claim
from checker.words import frequencies

LEAD = 60  # stems with which an article begins, of sentences that make claims
ROUND_UP = 3  # scenes from which an article tells of several events
SHORT = 2  # days of the longest time that tells one event from others


@dataclass(slots=True)
class News:
    """What tells one article's event from others: when it appeared, days it states, people with ages, streets."""

    published: dt.date | None = None
    days: set[dt.date] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
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
        if claim.time is not None and (claim.time.end - claim.time.start).days <= SHORT:
            self.days |= {claim.time.start, claim.time.end}
        if claim.frame.noun == "age":
            self.persons |= {f"{n.split()[0]} {n.split()[-1]}" for n in claim.frame.actor if " " in n}


@dataclass(slots=True)
class Profile:
    """What a batch needs to know of one article, however many claims it has.

    names  the telling words of its names and places; countries stay whole and marked with "@"
    words  stems of what its claims say besides
    title  stems of its first sentence that makes a claim, mostly the headline
    lead   of the first such sentences together
    """

    names: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    title: set[str] = field(default_factory=set)
    lead: set[str] = field(default_factory=set)
    news: News = field(default_factory=News)

    @property
    def stems(self) -> set[str]:
        """Stems of all that it says, names too."""
        return self.words | self.lead | self.title | {frequencies.stem(n) for n in self.names}


def profiles(claims: Iterable[Claim]) -> dict[str, Profile]:
    """Article id -> profile, of the articles that have claims."""
    found: dict[str, Profile] = defaultdict(Profile)
    keys: dict[str, set[str]] = defaultdict(set)
    sentences: dict[str, dict[tuple[bool, int], str]] = defaultdict(dict)
    for claim in claims:
        profile, frame = found[claim.article], claim.frame
        profile.news.add(claim)
        keys[claim.article].update(frame.names, frame.places, frame.actor, frame.context)
        profile.words.update(map(frequencies.stem, frame.event))
        sentences[claim.article][claim.field != "title", claim.sentence_start] = claim.sentence
    for article, profile in found.items():
        profile.names = _telling_words(keys[article])
        profile.words -= set(map(frequencies.stem, profile.names))
        profile.title, profile.lead = _beginning(sentences[article])
    return dict(found)


def _beginning(sentences: Mapping[tuple[bool, int], str]) -> tuple[set[str], set[str]]:
    """The stems of the first sentence, and those of the first ``LEAD``."""
    title: set[str] | None = None
    lead: list[str] = []
    for _, sentence in sorted(sentences.items()):
        lead += frequencies.stems(sentence)
        title = set(lead) if title is None else title
        if len(lead) >= LEAD:
            break
    return title or set(), set(lead[:LEAD])


def _telling_words(keys: Iterable[str]) -> set[str]:
    """The telling words of names and places."""
    return {w for k in keys for w in ([k] if k.startswith("@") else k.split()) if len(w) > 2}
