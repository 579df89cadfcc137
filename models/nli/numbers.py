"""Premise/hypothesis pairs about numbers in news, made from templates of our own.

A pair starts from one event (who, how many of what, where, when) told in one wording. The hypothesis tells it
in another wording with one thing changed, and the label follows from interval arithmetic on the two stated
bounds, never from the wording: a hypothesis whose interval contains the premise's is entailed, disjoint
intervals of the same thing contradict, anything else is neutral. Changes of the counted noun, the place or
the day make another event, so they are neutral too. The method follows the stress tests of Naik et al. (2018,
"Stress Test Evaluation for Natural Language Inference"); templates and
vocabulary (``templates.toml``) are ours.
"""

from __future__ import annotations

import math
import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

INF = math.inf
UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
ABOUT = (0.03, 0.15)  # how far "about" may reach; a pair whose label depends on where in between is left out


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparator and its values; ``low``/``high`` are the inclusive interval of integers it allows."""

    kind: str
    value: int
    upper: int = 0

    def interval(self, about: float = ABOUT[0]) -> tuple[float, float]:
        v = self.value
        return {
            "exact": (v, v),
            "about": (v * (1 - about), v * (1 + about)),
            "more_than": (v + 1, INF),
            "at_least": (v, INF),
            "less_than": (0, v - 1),
            "at_most": (0, v),
            "range": (v, self.upper),
        }[self.kind]


@dataclass(frozen=True, slots=True)
class Frame:
    """One kind of event, as ``templates.toml`` describes it: wordings, denials, countable nouns, plausible values."""

    wordings: list[str]
    deny: list[str]
    nouns: list[list[str]]
    low: int
    high: int


def _vocabulary() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("templates.toml").read_text(encoding="utf-8"))


_WORDS = _vocabulary()
PLACES: list[str] = _WORDS["places"]
DAYS: list[str] = _WORDS["days"]
SOURCES: list[str] = _WORDS["sources"]
SAYINGS: dict[str, list[str]] = _WORDS["sayings"]
FRAMES = tuple(Frame(f["wordings"], f["deny"], f["nouns"], *f["values"]) for f in _WORDS["frames"])


def number_words(value: int, rng: random.Random) -> str:
    """``value`` as a newspaper would print it: words up to twenty now and then, digits with commas otherwise."""
    if value <= 20 and rng.random() < 0.5:
        return UNITS[value]
    if value >= 1000 and value % 1000 == 0 and value <= 20000 and rng.random() < 0.3:
        return f"{UNITS[value // 1000]} thousand"
    return f"{value:,}" if rng.random() < 0.8 else str(value)


def say(bound: Bound, noun: str, rng: random.Random) -> str:
    """The bound in words with its noun: "more than 150 troops"."""
    pattern = rng.choice(SAYINGS[bound.kind])
    return pattern.format(n=number_words(bound.value, rng), m=number_words(bound.upper, rng)) + " " + noun


def relation(premise: Bound, hypothesis: Bound) -> str | None:
    """Label of two bounds on the same quantity, by their intervals; None when it hangs on what "about" means."""
    labels = set()
    for about in ABOUT:
        (a, b), (c, d) = premise.interval(about), hypothesis.interval(about)
        inside = c <= a and b <= d
        labels.add("entailment" if inside else "contradiction" if b < c or d < a else "neutral")
    return labels.pop() if len(labels) == 1 else None


def pick_value(frame: Frame, rng: random.Random) -> int:
    """A plausible value, log-uniform in the frame's range, rounded as news figures often are."""
    value = round(math.exp(rng.uniform(math.log(frame.low), math.log(frame.high))))
    if value > 100 and rng.random() < 0.6:
        value = round(value, -(len(str(value)) - 2))
    return max(2, value)


def pick_bound(value: int, rng: random.Random) -> Bound:
    kind = rng.choice(("exact", "exact", "exact", "about", "more_than", "at_least", "less_than", "at_most", "range"))
    if kind == "about" and value < 10:
        kind = "exact"
    return Bound(kind, value, value + max(1, value // rng.choice((2, 3, 5))) if kind == "range" else 0)


def other_value(value: int, frame: Frame, rng: random.Random) -> int:
    """Another value for the same quantity: now far off, now close, sometimes one digit or a factor of ten."""
    far = rng.choice((2, 3, 5, 10))
    close = max(1, round(value * rng.choice((0.1, 0.2, 0.3))))
    options = [value * far, value // far, value + close, value - close, value + 1, value - 1]
    if frame.high <= 100:
        options = [v for v in options if v < 100]
    return rng.choice([v for v in options if v >= 2 and v != value] or [value + 1])


@dataclass(frozen=True, slots=True)
class Fact:
    frame: Frame
    bound: Bound
    noun: str
    other_noun: str
    place: str
    day: str


def tell(fact: Fact, wording: str, rng: random.Random) -> str:
    """The fact as a sentence, at times with a source in front of or behind it."""
    text = wording.format(q=say(fact.bound, fact.noun, rng), p=fact.place, d=fact.day)
    if "said" not in text and "announced" not in text and rng.random() < 0.3:
        text += f", {rng.choice(SOURCES)} said"
    return text[0].upper() + text[1:] + "."


def _elsewhere(value: str, options: list[str], rng: random.Random) -> str:
    return rng.choice([o for o in options if o != value])


def _numbers(fact: Fact, rng: random.Random) -> tuple[Fact, str | None]:
    value = fact.bound.value if rng.random() < 0.4 else other_value(fact.bound.value, fact.frame, rng)
    changed = pick_bound(value, rng)
    return replace(fact, bound=changed), relation(fact.bound, changed)


def _same(fact: Fact, rng: random.Random) -> tuple[Fact, str | None]:
    return fact, "entailment"


def _other_noun(fact: Fact, rng: random.Random) -> tuple[Fact, str | None]:
    bound = pick_bound(other_value(fact.bound.value, fact.frame, rng), rng) if rng.random() < 0.6 else fact.bound
    return replace(fact, noun=fact.other_noun, bound=bound), "neutral"


def _other_place(fact: Fact, rng: random.Random) -> tuple[Fact, str | None]:
    bound = pick_bound(other_value(fact.bound.value, fact.frame, rng), rng) if rng.random() < 0.6 else fact.bound
    return replace(fact, place=_elsewhere(fact.place, PLACES, rng), bound=bound), "neutral"


def _other_day(fact: Fact, rng: random.Random) -> tuple[Fact, str | None]:
    bound = pick_bound(other_value(fact.bound.value, fact.frame, rng), rng) if rng.random() < 0.6 else fact.bound
    return replace(fact, day=_elsewhere(fact.day, DAYS, rng), bound=bound), "neutral"


def _denied(fact: Fact, rng: random.Random) -> tuple[Fact, str | None]:
    low = fact.bound.interval()[0]
    return fact, "contradiction" if low > 0 else None


def _other_event(fact: Fact, rng: random.Random) -> tuple[Fact, str | None]:
    """Another thing that happened at the same place: the injured instead of the killed."""
    frame = rng.choice([f for f in (FRAMES[:2] if fact.frame in FRAMES[:2] else FRAMES) if f is not fact.frame])
    noun = rng.choice(frame.nouns)
    bound = pick_bound(pick_value(frame, rng), rng) if rng.random() < 0.7 else fact.bound
    return replace(fact, frame=frame, noun=noun[0], other_noun=noun[1], bound=bound), "neutral"


CHANGES: tuple[tuple[Callable[[Fact, random.Random], tuple[Fact, str | None]], int], ...] = (
    (_numbers, 12), (_same, 2), (_other_noun, 2), (_other_place, 1), (_other_day, 1), (_other_event, 2), (_denied, 2),
)  # fmt: skip


def _pair(rng: random.Random) -> dict[str, str] | None:
    frame = rng.choice(FRAMES)
    noun, other = rng.choice(frame.nouns)
    fact = Fact(frame, pick_bound(pick_value(frame, rng), rng), noun, other, rng.choice(PLACES), rng.choice(DAYS))
    change = rng.choices([c for c, _ in CHANGES], [w for _, w in CHANGES])[0]
    changed, label = change(fact, rng)
    if label is None:
        return None
    premise = tell(fact, rng.choice(frame.wordings), rng)
    wordings = frame.deny if change is _denied else changed.frame.wordings
    hypothesis = tell(changed, rng.choice(wordings), rng)
    return {"premise": premise, "hypothesis": hypothesis, "label": label}


def generate(n: int, seed: int) -> Iterator[dict[str, str]]:
    """``n`` distinct pairs ``{premise, hypothesis, label}``, a third of each label; the same seed, the same pairs."""
    rng = random.Random(seed)
    room = {label: (n + i) // 3 for i, label in enumerate(("entailment", "neutral", "contradiction"))}
    seen: set[tuple[str, str]] = set()
    while any(room.values()):
        pair = _pair(rng)
        if pair is None or not room[pair["label"]] or (pair["premise"], pair["hypothesis"]) in seen:
            continue
        room[pair["label"]] -= 1
        seen.add((pair["premise"], pair["hypothesis"]))
        yield pair
