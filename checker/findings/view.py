"""What several renderers need of a Report: look-ups, order of importance, places in files, groups, headline."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from checker.findings import copies
from checker.findings.fold import fold
from checker.findings.locations import Location, location_of, span_of
from checker.findings.text import count, one_line, value_words
from checker.records import (
    Anchor,
    Article,
    Between,
    Claim,
    GateResult,
    Relation,
    Report,
    Severity,
    Skipped,
    Topic,
    Verdict,
)

_COUNTED = (
    ("contradictions", Relation.CONTRADICTION), ("updates", Relation.UPDATE), ("agreements", Relation.AGREEMENT),
    ("compatible", Relation.COMPATIBLE), ("different scope", Relation.SCOPE),
)  # fmt: skip
SEVERITY_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2, Severity.NONE: 3}


class State(StrEnum):
    """``open`` findings count; the baseline holds ``known`` ones; ``suppressed`` ones are excused by name."""

    OPEN = "open"
    KNOWN = "known"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class AgreementGroup:
    """Claims of one topic that agree: the value in words and the outlets that carry it, sorted.

    ``witnesses`` counts the independent ones: outlets that carry one text, such as wire copy, are one witness.
    ``carriers`` are the outlets in words, each with the days on which it printed the value.
    """

    topic: str
    label: str
    value: str
    outlets: tuple[str, ...]
    claims: tuple[Claim, ...]
    confidence: float
    witnesses: int

    @property
    def voices(self) -> str:
        """``3``, or ``3 (2 independent)`` where some outlets carry one text."""
        n = len(self.outlets)
        return f"{n:,}" if self.witnesses >= n else f"{n:,} ({self.witnesses:,} independent)"

    @property
    def carriers(self) -> tuple[str, ...]:
        days: dict[str, set[str]] = {}
        for claim in self.claims:
            printed = {claim.published.isoformat()} if claim.published else set()
            days.setdefault(one_line(claim.outlet) or one_line(claim.article), set()).update(printed)
        return tuple(f"{o} ({', '.join(sorted(days[o]))})" if days[o] else o for o in self.outlets)


@dataclass(frozen=True, slots=True)
class AsOf:
    """One row of a growing count: the value that ``outlets`` give as of ``date`` (None when undated)."""

    date: dt.date | None
    value: str
    outlets: tuple[str, ...]
    claim: Claim


@dataclass(slots=True)
class View:
    """A Report with its look-ups built once; ``gate`` tells what is known or suppressed."""

    report: Report
    gate: GateResult | None = None
    articles: dict[str, Article] = field(init=False)
    claims: dict[str, Claim] = field(init=False)
    topics: dict[str, Topic] = field(init=False)
    states: dict[str, tuple[State, str]] = field(init=False)
    _groups: list[AgreementGroup] | None = field(init=False, default=None)
    _others: dict[str, tuple[str, ...]] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.articles = {a.id: a for a in self.report.articles}
        self.claims = {c.id: c for c in self.report.claims}
        self.topics = {t.id: t for t in self.report.topics}
        self.states = {}
        if self.gate is not None:
            self.states |= dict.fromkeys(self.gate.known or (), (State.KNOWN, ""))
            self.states |= {i: (State.SUPPRESSED, one_line(why)) for i, why in self.gate.suppressed}

    def pair(self, verdict: Verdict) -> tuple[Claim, Claim]:
        return self.claims[verdict.a], self.claims[verdict.b]

    def state(self, verdict: Verdict) -> tuple[State, str]:
        """Where a verdict stands, and the reason of its suppression on one line."""
        return self.states.get(verdict.id, (State.OPEN, ""))

    def label(self, topic: str) -> str:
        """The topic's label on one line; its id when it has none."""
        known = self.topics.get(topic)
        return one_line(known.label if known else "") or one_line(topic) or "other"

    def ranked(self, *relations: Relation) -> list[Verdict]:
        """The verdicts of these relations, worst first: severity, then confidence, then id."""
        chosen = [v for v in self.report.verdicts if v.relation in relations]
        return sorted(chosen, key=worst_first)

    def skipped(self) -> list[Skipped]:
        return sorted(self.report.skipped, key=lambda s: (s.input, s.reason))

    def location(self, claim: Claim) -> Location:
        """The claim's file, line and column."""
        article = self.articles.get(claim.article)
        return Location(claim.article, 1, 1, False) if article is None else location_of(claim, article)

    def span(self, claim: Claim, start: int, end: int) -> tuple[Anchor, Anchor] | None:
        """The places in the file of the first and the last character of a piece of the field that the claim stands in.

        None where they aren't known: the piece is empty or in a title, which has no anchors, or the article has none.
        """
        article = self.articles.get(claim.article)
        return None if article is None else span_of(claim, article, start, end)

    def agreements(self) -> list[AgreementGroup]:
        """Agreement by topic and value, the most widely carried first."""
        if self._groups is None:
            self._groups = self._agreements()
        return self._groups

    def also_in(self, claim: Claim) -> tuple[str, ...]:
        """The other outlets that agree with this claim, sorted."""
        if self._others is None:
            self._others = {c.id: g.outlets for g in reversed(self.agreements()) for c in g.claims}
        own = outlets_of([claim])
        return tuple(o for o in self._others.get(claim.id, ()) if o not in own)

    def _agreements(self) -> list[AgreementGroup]:
        groups = []
        copied = dict(self.report.copies)
        for (topic, _), members in self._agreeing().items():
            claims = tuple(sorted({c.id: c for v in members for c in self.pair(v)}.values(), key=_by_outlet))
            groups.append(
                AgreementGroup(
                    topic,
                    self.label(topic),
                    _commonest(value_words(c) for c in claims),
                    outlets_of(claims),
                    claims,
                    min(v.confidence for v in members),
                    copies.witnesses(
                        (c.article for c in claims), {c.article: one_line(c.outlet) for c in claims}, copied
                    ),
                )
            )
        return sorted(groups, key=lambda g: (-g.witnesses, -len(g.outlets), g.label, g.topic, g.value, g.claims[0].id))

    def _agreeing(self) -> dict[tuple[str, str], list[Verdict]]:
        """Agreement verdicts by (topic, root claim of their connected component)."""
        verdicts = [v for v in self.report.verdicts if v.relation is Relation.AGREEMENT]
        parent: dict[tuple[str, str], tuple[str, str]] = {}

        def root(node: tuple[str, str]) -> tuple[str, str]:
            while (up := parent.setdefault(node, node)) != node:
                parent[node] = node = parent[up]
            return node

        for v in verdicts:
            one, two = sorted((root((v.topic, v.a)), root((v.topic, v.b))))
            parent[two] = one
        groups: dict[tuple[str, str], list[Verdict]] = {}
        for v in verdicts:
            groups.setdefault(root((v.topic, v.a)), []).append(v)
        return groups

    def timelines(self) -> list[tuple[Topic, list[AsOf]]]:
        """The cumulative counts by topic, oldest value first; topics with a single value are left out.

        Figures that an article withdraws stand beside those that it gives, as history.
        """
        lines = []
        withdrawn = [c for c in self.report.claims if c.quantity and c.quantity.superseded and c.cumulative]
        for topic in sorted(self.report.topics, key=lambda t: (one_line(t.label), t.id)):
            claims = [c for i in topic.claims if (c := self.claims.get(i)) and c.cumulative and c.quantity]
            told = {(c.article, c.frame.noun, c.frame.predicate) for c in claims}
            claims += [c for c in withdrawn if (c.article, c.frame.noun, c.frame.predicate) in told]
            rows: dict[tuple[dt.date | None, str], list[Claim]] = {}
            for claim in sorted(claims, key=_by_outlet):
                rows.setdefault((as_of(claim), value_words(claim)), []).append(claim)
            if len(rows) > 1:
                points = [AsOf(date, value, outlets_of(found), found[0]) for (date, value), found in rows.items()]
                lines.append((topic, sorted(points, key=_by_date)))
        return lines

    def counts(self) -> list[tuple[str, int, int | None]]:
        """(what, how many as shown, pairs of claims behind them) for the summary; None where pairs make no sense."""
        report = self.report
        rows: list[tuple[str, int, int | None]] = [
            ("articles", len(report.articles), None),
            ("outlets", len({one_line(a.outlet) for a in report.articles}), None),
            ("claims", len(report.claims), None),
            ("topics", len(report.topics), None),
        ]
        for name, relation in _COUNTED:
            ranked = [v for v in report.verdicts if v.relation is relation]
            shown = len(self.agreements()) if relation is Relation.AGREEMENT else len(fold(self, ranked))
            rows.append((name, shown, len(ranked)))
        return [*rows, ("skipped inputs", len(report.skipped), None)]

    def headline(self) -> str:
        """The result in one line: what disagrees, each two values once, or plainly that nothing does."""
        folded = fold(self, (v for v in self.report.verdicts if v.relation is Relation.CONTRADICTION))
        contradictions = Counter(f.verdict.between for f in folded)
        said = []
        if n := contradictions[Between.OUTLETS]:
            said.append(f"{count(n, 'contradiction')} between outlets")
        if n := contradictions[Between.OUTLET]:
            said.append(f"{count(n, 'contradiction')} between articles of the same outlet")
        if n := contradictions[Between.SELF]:
            said.append(f"{count(n, 'contradiction')} inside an article")
        if n := contradictions[Between.SPEAKERS]:
            said.append(count(n, "attributed disagreement"))
        if not self.report.articles:
            said.append("No article could be checked")
        elif not said:
            said.append("No contradictions found")
        if self.report.skipped:
            said.append(f"{count(len(self.report.skipped), 'input')} skipped")
        return ", ".join(said)


def worst_first(verdict: Verdict) -> tuple[int, float, str]:
    return SEVERITY_RANK[verdict.severity], -verdict.confidence, verdict.id


def as_of(claim: Claim) -> dt.date | None:
    """The date up to which a cumulative count holds: the end of its time, else the day of publication."""
    return claim.time.end if claim.time else claim.published


def outlets_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(sorted({one_line(c.outlet) or one_line(c.article) for c in claims}))


def _by_outlet(claim: Claim) -> tuple[str, str, bool, int, str]:
    return claim.outlet, claim.article, claim.field != "title", claim.start, claim.id


def _by_date(row: AsOf) -> tuple[dt.date, float, str, tuple[str, ...]]:
    quantity = row.claim.quantity
    value = quantity.value if quantity and quantity.value is not None else 0.0
    return row.date or dt.date.max, value, row.value, row.outlets


def _commonest(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], len(v), v))
