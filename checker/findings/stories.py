"""Stories: articles that facts join, each under the headline of the one that most facts come from. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.findings.components import Groups
from checker.findings.facts import Fact, FactState
from checker.findings.text import one_line
from checker.records import Article

if TYPE_CHECKING:
    from checker.findings.view import View


@dataclass(frozen=True, slots=True)
class Story:
    """``facts`` come worst first; ``outlets`` those that take part, the busiest in disputes first."""

    id: str
    label: str
    articles: tuple[Article, ...]
    facts: tuple[Fact, ...]
    outlets: tuple[str, ...]

    @property
    def disputes(self) -> tuple[Fact, ...]:
        return tuple(f for f in self.facts if f.disputed)

    @property
    def updates(self) -> tuple[Fact, ...]:
        return tuple(f for f in self.facts if f.state is FactState.UPDATE)

    @property
    def agreements(self) -> tuple[Fact, ...]:
        return tuple(f for f in self.facts if f.shared)


def stories(view: View, facts: list[Fact]) -> list[Story]:
    """The stories of the facts, in the order of their first fact; an article without a fact is in none."""
    joined: Groups[str] = Groups()
    for fact in facts:
        told = sorted({c.article for c in fact.claims})
        for article in told:
            joined.join(told[0], article)
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(joined.root(fact.claims[0].article), []).append(fact)
    return [_story(view, root, members) for root, members in found.items()]


def _story(view: View, root: str, facts: list[Fact]) -> Story:
    told = Counter(c.article for f in facts for c in f.claims)
    articles = [view.articles[i] for i in sorted(told) if i in view.articles]
    busy: Counter[str] = Counter()
    for fact in facts:
        busy.update(dict.fromkeys(fact.outlets, 1000 if fact.disputed else 1))
    headed = [a for a in articles if one_line(a.title)]
    best = min(headed or articles, key=lambda a: (-told[a.id], a.published is None, a.published, a.id), default=None)
    label = one_line(best.title) or f"{one_line(best.outlet)} and others" if best else root
    return Story(root, label, tuple(articles), tuple(facts), tuple(sorted(busy, key=lambda o: (-busy[o], o))))
