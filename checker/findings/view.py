"""What several renderers need of a Report: look-ups, order of importance, places in files, groups, headline."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from checker.findings.facts import SEVERITY_RANK, Fact, FactState, facts
from checker.findings.locations import Location, location_of, span_of
from checker.findings.stories import Story, stories
from checker.findings.text import count, one_line
from checker.records import (
    Anchor,
    Article,
    Between,
    Claim,
    GateResult,
    Relation,
    Report,
    Skipped,
    Topic,
    Verdict,
)


class State(StrEnum):
    """``open`` findings count; the baseline holds ``known`` ones; ``suppressed`` ones are excused by name."""

    OPEN = "open"
    KNOWN = "known"
    SUPPRESSED = "suppressed"


@dataclass(slots=True)
class View:
    """A Report with its look-ups built once; ``gate`` tells what is known or suppressed."""

    report: Report
    gate: GateResult | None = None
    articles: dict[str, Article] = field(init=False)
    claims: dict[str, Claim] = field(init=False)
    topics: dict[str, Topic] = field(init=False)
    states: dict[str, tuple[State, str]] = field(init=False)
    _facts: list[Fact] | None = field(init=False, default=None)
    _stories: list[Story] | None = field(init=False, default=None)

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

    @property
    def facts(self) -> list[Fact]:
        """What the pairs come to, worst first."""
        if self._facts is None:
            self._facts = facts(self)
        return self._facts

    @property
    def stories(self) -> list[Story]:
        """The facts by story, in the order of the worst fact of each."""
        if self._stories is None:
            self._stories = stories(self, self.facts)
        return self._stories

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

    def scope(self) -> list[Verdict]:
        """The pairs that are alike but count different things, the surest first."""
        found = [v for v in self.report.verdicts if v.relation is Relation.SCOPE]
        return sorted(found, key=lambda v: (SEVERITY_RANK[v.severity], -v.confidence, v.id))

    def counts(self) -> list[tuple[str, int]]:
        """What (in the singular) and how many, for the summary; a fact counts once, however many pairs it comes of."""
        report, states = self.report, Counter(f.state for f in self.facts)
        return [
            ("article", len(report.articles)),
            ("outlet", len({one_line(a.outlet) for a in report.articles})),
            ("claim", len(report.claims)),
            ("story", len(self.stories)),
            ("contradiction", states[FactState.CONTRADICTION] + states[FactState.MIXED]),
            ("update", states[FactState.UPDATE]),
            ("agreement", sum(f.shared for f in self.facts)),
            ("skipped input", len(report.skipped)),
        ]

    def headline(self) -> str:
        """The result in one line: what disagrees, each fact once, or plainly that nothing does."""
        leads = [f.lead for f in self.facts]
        contradictions = Counter(v.between for v in leads if v.relation is Relation.CONTRADICTION)
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
