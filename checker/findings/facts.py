"""Facts: what the pairs of a report come to, for people. Pure.

All pairs about one thing, those of ``scope`` apart, are one fact: what it is called, and its values with who gives
them. A report, a gate and a baseline count facts; five articles of one dispute are one finding.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from checker.compare import values
from checker.findings import copies
from checker.findings.text import listing, one_line, speaker_words, value_words
from checker.records import Between, Claim, QuantityKind, Relation, Severity, Verdict

if TYPE_CHECKING:
    from checker.findings.view import View

SEVERITY_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2, Severity.NONE: 3}

# Which relation of a fact says most of it.
_TELLING = (Relation.CONTRADICTION, Relation.UPDATE, Relation.AGREEMENT, Relation.COMPATIBLE, Relation.SCOPE)


class FactState(StrEnum):
    """``mixed``: some values contradict each other, others follow each other."""

    CONTRADICTION = "contradiction"
    MIXED = "mixed"
    UPDATE = "update"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value and the claims that give it, in order of outlet, day and place.

    ``outlets`` are on one line and sorted; ``witnesses`` counts those that are independent, copies of one text being
    one. ``odd``: a pair of the fact contradicts it, and at least one other value has more witnesses.
    """

    words: str
    claims: tuple[Claim, ...]
    outlets: tuple[str, ...]
    speakers: tuple[str, ...]
    witnesses: int
    as_of: dt.date | None
    odd: bool = False

    @property
    def first_of_each(self) -> tuple[Claim, ...]:
        """The first claim of each outlet."""
        found: dict[str, Claim] = {}
        for claim in self.claims:
            found.setdefault(outlet_of(claim), claim)
        return tuple(found.values())

    @property
    def voices(self) -> str:
        """``3``, or ``3 (2 independent)`` where some outlets carry one text."""
        n = len(self.outlets)
        return f"{n:,}" if self.witnesses >= n else f"{n:,} ({self.witnesses:,} independent)"


@dataclass(frozen=True, slots=True)
class Fact:
    """``id`` is its topic's; ``verdicts`` come worst first. ``weight`` ranks facts of one severity, see ``_weight``."""

    id: str
    label: str
    state: FactState
    values: tuple[FactValue, ...]
    verdicts: tuple[Verdict, ...]
    weight: float

    @property
    def lead(self) -> Verdict:
        """The verdict that says most of it: the worst."""
        return self.verdicts[0]

    @property
    def findings(self) -> tuple[Verdict, ...]:
        """The verdicts that have a severity; all of a fact stand or fall together."""
        return tuple(v for v in self.verdicts if v.severity is not Severity.NONE)

    @property
    def disputed(self) -> bool:
        """Whether something in it contradicts something."""
        return self.state in (FactState.CONTRADICTION, FactState.MIXED)

    @property
    def shared(self) -> bool:
        """Whether outlets agree in it; what one outlet alone repeats is no agreement that a reader looks for."""
        return self.state is FactState.AGREEMENT and len(self.outlets) > 1

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(c for value in self.values for c in value.claims)

    @property
    def outlets(self) -> tuple[str, ...]:
        return outlets_of(self.claims)


def facts(view: View) -> list[Fact]:
    """Every fact of the report: worst severity first, then by weight, then by label and id."""
    verdicts: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in view.report.verdicts:
        if verdict.relation is not Relation.SCOPE:
            verdicts[verdict.topic].append(verdict)
    made = [_fact(view, topic, sorted(found, key=_worst_first)) for topic, found in verdicts.items()]
    return sorted(made, key=lambda f: (SEVERITY_RANK[f.lead.severity], -f.weight, f.label, f.id))


def _worst_first(verdict: Verdict) -> tuple[int, int, float, str]:
    return SEVERITY_RANK[verdict.severity], _TELLING.index(verdict.relation), -verdict.confidence, verdict.id


def _fact(view: View, topic: str, verdicts: Sequence[Verdict]) -> Fact:
    claims = {c.id: c for v in verdicts for c in view.pair(v)}
    given = _values(view, list(claims.values()), verdicts)
    found = {v.relation for v in verdicts}
    contradicts, updates = Relation.CONTRADICTION in found, Relation.UPDATE in found
    state = FactState.AGREEMENT
    if contradicts:
        state = FactState.MIXED if updates else FactState.CONTRADICTION
    elif updates:
        state = FactState.UPDATE
    return Fact(topic, view.label(topic), state, given, tuple(verdicts), _weight(view, verdicts, given))


def said(claim: Claim) -> Hashable:
    """What a claim says, however it is worded; of a count the number, since the fact tells what is counted."""
    q = claim.quantity
    if q is None or q.vague:
        if claim.attribute:
            return claim.attribute.property, values.kind(claim.attribute), claim.negated
        return one_line(claim.mention).lower(), claim.negated
    unit = "" if q.kind is QuantityKind.COUNT else q.unit
    return q.value, q.low, q.high, q.comparator, unit, q.change, claim.negated


def _values(view: View, claims: Iterable[Claim], verdicts: Sequence[Verdict]) -> tuple[FactValue, ...]:
    """In order of day; in a dispute the two values of the worst pair come first, then those with most witnesses."""
    groups: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=_by_outlet):
        groups[said(claim)].append(claim)
    disputed = {x for v in verdicts if v.relation is Relation.CONTRADICTION for x in (v.a, v.b)}
    copied = dict(view.report.copies)
    heard = {
        key: copies.witnesses((c.article for c in found), {c.article: one_line(c.outlet) for c in found}, copied)
        for key, found in groups.items()
    }
    backing = _backing(groups, heard)
    most = max(backing.values())
    made = [
        FactValue(
            _commonest(value_words(c) for c in found),
            tuple(found),
            outlets_of(found),
            tuple(dict.fromkeys(words for c in found if (words := speaker_words(c)))),
            heard[key],
            max((day for c in found if (day := as_of(c))), default=None),
            backing[key] < most and any(c.id in disputed for c in found),
        )
        for key, found in groups.items()
    ]
    if disputed:
        leading = set(view.pair(verdicts[0]))
        return tuple(sorted(made, key=lambda v: (leading.isdisjoint(v.claims), -v.witnesses, v.words)))
    return tuple(sorted(made, key=lambda v: (v.as_of or dt.date.max, _size(v), -v.witnesses, v.words)))


def _backing(groups: Mapping[Hashable, Sequence[Claim]], heard: Mapping[Hashable, int]) -> dict[Hashable, int]:
    """For each value the witnesses of its number, however bounded: "2,500" and "about 2,500" stand by each other."""
    numbers = {key: found[0].quantity.value if found[0].quantity else None for key, found in groups.items()}
    total: Counter[float | None] = Counter()
    for key, number in numbers.items():
        total[number] += heard[key]
    return {key: heard[key] if number is None else total[number] for key, number in numbers.items()}


def _size(value: FactValue) -> float:
    """By which values of one day are ordered."""
    q = value.claims[0].quantity
    return next((x for x in (q.value, q.low, q.high) if x is not None), 0.0) if q else 0.0


def _weight(view: View, verdicts: Sequence[Verdict], given: Sequence[FactValue]) -> float:
    """Confidence, times how many independent voices take part, times how far the values lie apart."""
    worst = [v for v in verdicts if v.severity is verdicts[0].severity and v.relation is verdicts[0].relation]
    voices = sum(value.witnesses for value in given)
    apart = max(_apart(*view.pair(v)) for v in worst)
    return max(v.confidence for v in worst) * (1 + math.log2(max(1, voices))) * (0.5 + 0.5 * apart)


def _apart(a: Claim, b: Claim) -> float:
    """0 to 1: how much two numbers differ as a share of the larger one; words differ or not."""
    one, two = (c.quantity.value if c.quantity else None for c in (a, b))
    if one is None or two is None:
        return float(said(a) != said(b))
    largest = max(abs(one), abs(two))
    return min(1.0, abs(one - two) / largest) if largest else 0.0


def counted(fact: Fact) -> list[FactValue]:
    """The values that are running totals, oldest first, for a picture; empty where all are of one day."""
    found = [v for v in fact.values if any(c.cumulative and c.quantity for c in v.claims)]
    days = {v.as_of for v in found}
    return sorted(found, key=lambda v: (v.as_of or dt.date.max, v.words)) if len(days) > 1 else []


def given_by(fact: Fact, value: FactValue, most: int) -> str:
    """Who gives a value, in a few words: ``most`` outlets; the speaker where speakers differ, the day where days do."""
    words = [listing(value.outlets, most)]
    if fact.lead.between is Between.SPEAKERS and value.speakers:
        words.append(value.speakers[0])
    if fact.state is FactState.MIXED and value.as_of:
        words.append(value.as_of.isoformat())
    return ", ".join(words)


def spread(value: FactValue) -> str:
    """The outlets in words, each with the days on which it printed the value."""
    days: dict[str, dict[str, None]] = {outlet: {} for outlet in value.outlets}
    for claim in value.claims:
        if claim.published:
            days[outlet_of(claim)].setdefault(claim.published.isoformat())
    return ", ".join(f"{outlet} ({listing(sorted(found))})" if found else outlet for outlet, found in days.items())


def outlet_of(claim: Claim) -> str:
    return one_line(claim.outlet) or one_line(claim.article) or "?"


def outlets_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(sorted({outlet_of(c) for c in claims}))


def as_of(claim: Claim) -> dt.date | None:
    """The date up to which a cumulative count holds: the end of its time, else the day of publication."""
    return claim.time.end if claim.time else claim.published


def _by_outlet(claim: Claim) -> tuple[str, str, bool, int, str]:
    return claim.outlet, claim.article, claim.field != "title", claim.start, claim.id


def _commonest(words: Iterable[str]) -> str:
    counts = Counter(words)
    return min(counts, key=lambda v: (-counts[v], len(v), v))
