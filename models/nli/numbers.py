"""Premise/hypothesis pairs about numbers in news, made from templates of our own.

A pair starts from one event (who, how many of what, where, when) told in one wording. The hypothesis tells it
in another wording with one thing changed, and the label follows from interval arithmetic on the two stated
bounds, never from the wording: a hypothesis whose interval contains the premise's is entailed, disjoint
intervals of the same thing contradict, anything else is neutral. Changes of the counted noun, the place or
the day make another event, so they are neutral too. The method follows the stress tests of Naik et al. (2018,
"Stress Test Evaluation for Natural Language Inference"); templates and vocabulary are ours.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

INF = math.inf
WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
PLACES: list[str] = (
    "Valmora, Port Tessin, the Karlo valley, Brenhaven, the northern district of Ostrel, Dunmarrow, Lake Sarin, "
    "the Hadley bridge, the Mirren air base, the harbour of Quill, Saltford County, the Orrin refinery, "
    "central Petrovna, the Alder Street market, the town of Ferrow"
).split(", ")
DAYS = "on Monday|on Tuesday|on Wednesday|on Thursday|on Friday|on Saturday|on Sunday|last week|in March".split("|")
SOURCES = "police|officials|the governor|the interior ministry|a hospital spokesman|witnesses|the fire service".split("|")
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
    """One kind of event: wordings of the same fact, ``{q}`` the quantity with its noun, ``{p}`` place, ``{d}`` day.

    ``deny`` is the negated wording without a number. ``nouns`` can be counted in it, each with words for
    another thing that the same event could also have counted. ``low``/``high`` bound plausible values.
    """

    wordings: tuple[str, ...]
    deny: tuple[str, ...]
    nouns: tuple[tuple[str, str], ...]
    low: int
    high: int


FRAMES = (
    Frame(
        ("{q} were killed in an explosion in {p} {d}", "an explosion in {p} killed {q} {d}",
         "{q} died {d} when a blast hit {p}", "a blast in {p} {d} left {q} dead"),
        ("nobody was killed in the explosion in {p} {d}", "no deaths were reported after the blast in {p} {d}"),
        (("people", "dogs"), ("civilians", "soldiers"), ("workers", "firefighters"), ("soldiers", "civilians")), 2, 400),
    Frame(
        ("{q} were injured in a crash near {p} {d}", "a crash near {p} left {q} injured {d}",
         "{q} were taken to hospital {d} after a crash near {p}", "the crash near {p} {d} injured {q}"),
        ("nobody was hurt in the crash near {p} {d}", "the crash near {p} {d} caused no injuries"),
        (("passengers", "pedestrians"), ("people", "cyclists"), ("children", "adults")), 2, 150),
    Frame(
        ("{q} were fired at {p} {d}", "attackers fired {q} at {p} {d}", "{p} came under attack from {q} {d}",
         "{q} landed in {p} {d}"),
        ("nothing was fired at {p} {d}", "no attack on {p} took place {d}"),
        (("rockets", "drones"), ("missiles", "mortar rounds"), ("drones", "rockets"), ("shells", "rockets")), 2, 60),
    Frame(
        ("police arrested {q} in {p} {d}", "{q} were arrested in {p} {d}", "{q} were detained by police in {p} {d}",
         "officers took {q} into custody in {p} {d}"),
        ("police made no arrests in {p} {d}", "nobody was arrested in {p} {d}"),
        (("protesters", "journalists"), ("suspects", "officers"), ("students", "teachers"), ("men", "women")), 2, 900),
    Frame(
        ("{q} marched through {p} {d}", "a march through {p} drew {q} {d}", "{q} joined a rally in {p} {d}",
         "{q} took part in a demonstration in {p} {d}"),
        ("nobody marched in {p} {d}", "the rally planned in {p} {d} did not take place"),
        (("people", "vehicles"), ("farmers", "students"), ("nurses", "doctors"), ("demonstrators", "officers")), 60, 90000),
    Frame(
        ("{q} were destroyed by a fire in {p} {d}", "a fire in {p} destroyed {q} {d}", "{q} burned down in {p} {d}"),
        ("the fire in {p} {d} destroyed nothing", "no buildings were lost in the fire in {p} {d}"),
        (("homes", "shops"), ("buildings", "cars"), ("houses", "barns")), 2, 2500),
    Frame(
        ("the company will cut {q} in {p}, it said {d}", "{q} are to go in {p}, the company announced {d}",
         "the company announced {d} that it would shed {q} in {p}"),
        ("the company said {d} that no jobs would be lost in {p}",),
        (("jobs", "branches"), ("posts", "offices"), ("jobs", "trainee places")), 20, 12000),
    Frame(
        ("{q} are stationed in {p}, officials said {d}", "there are {q} in {p}, officials said {d}",
         "officials said {d} that {p} hosts {q}"),
        ("no troops are stationed in {p}, officials said {d}",),
        (("troops", "contractors"), ("American soldiers", "German soldiers"), ("peacekeepers", "observers")), 30, 30000),
    Frame(
        ("flooding forced {q} to leave {p} {d}", "{q} were evacuated from {p} {d} because of flooding",
         "{q} had to leave their homes in {p} {d} as waters rose"),
        ("nobody had to leave {p} {d} despite the flooding",),
        (("residents", "tourists"), ("families", "farms"), ("people", "animals")), 12, 40000),
    Frame(
        ("repairs to {p} will cost {q}, the council said {d}", "the council said {d} that repairs to {p} would cost {q}",
         "the bill for repairing {p} is {q}, the council said {d}"),
        ("repairs to {p} will cost nothing, the council said {d}",),
        (("million dollars", "million euros"), ("million pounds", "million dollars"), ("thousand euros", "thousand pounds")),
        2, 950),
    Frame(
        ("the fire in {p} has spread over {q}, officials said {d}", "{q} have burned in {p}, officials said {d}",
         "officials said {d} that the fire had blackened {q} in {p}"),
        ("no land has burned in {p}, officials said {d}",),
        (("acres", "square miles"), ("hectares", "square kilometres")), 15, 60000),
    Frame(
        ("support for the mayor of {p} stood at {q} in a poll {d}", "{q} of voters in {p} back the mayor, a poll {d} found",
         "a poll {d} put support for the mayor of {p} at {q}"),
        ("no voter in {p} backs the mayor, a poll {d} found",),
        (("percent", "percentage points"), ("per cent", "seats")), 4, 96),
)

SAYINGS: dict[str, tuple[str, ...]] = {
    "exact": ("{n}", "{n}", "{n}", "exactly {n}", "a total of {n}"),
    "about": ("about {n}", "around {n}", "some {n}", "roughly {n}", "approximately {n}"),
    "more_than": ("more than {n}", "over {n}", "upwards of {n}"),
    "at_least": ("at least {n}", "no fewer than {n}", "{n} or more"),
    "less_than": ("fewer than {n}", "less than {n}", "under {n}"),
    "at_most": ("at most {n}", "no more than {n}", "up to {n}"),
    "range": ("between {n} and {m}", "{n} to {m}", "from {n} to {m}"),
}


def number_words(value: int, rng: random.Random) -> str:
    """``value`` as a newspaper would print it: words up to twenty now and then, digits with commas otherwise."""
    if value <= 20 and rng.random() < 0.5:
        return WORDS[value]
    if value >= 1000 and value % 1000 == 0 and value <= 20000 and rng.random() < 0.3:
        return f"{WORDS[value // 1000]} thousand"
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
