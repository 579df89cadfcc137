"""HTML: one file that opens without a network, each fact as a card with the passages of its values.

Facts lie in the page as data, and its script builds the cards that are looked at: thousands open in a second. The
script writes text, never markup; every text in the markup goes through Jinja's autoescape, and the content security
policy allows only the page's own script and style, by hash, so that a text that slipped through could still not run.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from itertools import combinations
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from checker.findings.facts import Fact, FactState, FactValue, counted, outlet_of
from checker.findings.gate import outcome
from checker.findings.listing import findings
from checker.findings.text import MAX_PASSAGE, day, listing, one_line, shorten
from checker.findings.view import View
from checker.records import SCHEMA, Between, Change, GateResult, Relation, Report
from checker.reports import chart as geometry
from checker.reports.cards import card, scope_card
from checker.reports.chart import chart
from checker.reports.json import dumps
from checker.reports.remarks import remarks
from checker.words.lexicon import plural

MAX_FACTS = 10_000
MAX_PLAIN = 100  # contradictions in a list for browsers without scripts
MAX_CHARTS = 30
MAX_CHANGES = 500
MAX_MATRIX = 25
MAX_SCOPE = 500


def render(report: Report, gate: GateResult, root: str = ".") -> str:
    """The page. It opens on the contradictions, worst first; without scripts it lists them, and has no filter.

    ``root`` is the folder that paths of articles start from, as seen from the page.
    """
    view = View(report, gate)
    style, script = _asset("report.css"), _asset("report.js")
    shown = _shown(view)
    facts = shown[:MAX_FACTS]
    drawn = [(f.label, rows, chart(rows)) for f in facts if len(rows := counted(f)) > 1][:MAX_CHARTS]
    page: str = _template().render(
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
        style=Markup(style), script=Markup(script), schema=SCHEMA,
        data=Markup(_data(view, facts, gate, root)),
        headline=view.headline(), remarks=remarks(report),
        gate=gate, gate_word=outcome(gate),
        counts=[(plural(noun), n) for noun, n in view.counts()], matrix=_matrix(facts), size=geometry,
        disputes=[_in_words(f) for f in facts if f.disputed][:MAX_PLAIN],
        facts=len(facts), more=len(shown) - len(facts),
        timelines=[(label, picture, [_row(r) for r in rows]) for label, rows, picture in drawn],
        changes=[_change(view, c) for c in report.changes[:MAX_CHANGES]],
        skipped=[(one_line(s.input), one_line(s.reason)) for s in view.skipped()],
        model=(one_line(report.model.name), one_line(report.model.sha256), report.model.precision),
    )  # fmt: skip
    return page


def _shown(view: View) -> list[Fact]:
    """What differs first, so that a page that is cut lacks agreements."""
    facts = [f for f in view.facts if f.shared or f.state is not FactState.AGREEMENT]
    return sorted(facts, key=lambda f: f.state is FactState.AGREEMENT)


def _in_words(fact: Fact) -> tuple[str, list[tuple[str, str]]]:
    return fact.label, [(value.words, listing(value.outlets)) for value in fact.values]


def _data(view: View, facts: Sequence[Fact], gate: GateResult, root: str) -> str:
    """The page's facts as JSON that can stand in a script element; outlets and stories by number."""
    found = {f.fact.id: f for f in findings(view)}
    outlets = {name: i for i, name in enumerate(sorted({o for f in facts for o in f.outlets}))}
    kept = {f.id for f in facts}
    stories = [s for s in view.stories if any(f.id in kept for f in s.facts)]
    of_story = {f.id: n for n, s in enumerate(stories) for f in s.facts}
    cards = [card(view, f, found.get(f.id), outlets, of_story[f.id]) for f in facts]
    if Relation.SCOPE in gate.shown:
        cards += [scope_card(view, v, outlets) for v in view.scope()[:MAX_SCOPE]]
    data = {
        "root": root,
        "facts": cards,
        "outlets": sorted(outlets, key=outlets.__getitem__),
        "stories": [
            {"label": s.label, "articles": len(s.articles), "outlets": [outlets[o] for o in s.outlets if o in outlets]}
            for s in stories
        ],
    }
    return str(htmlsafe_json_dumps(data, dumps=dumps, separators=(",", ":")))


def _template() -> Any:
    env = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        loader=FunctionLoader(_asset),
    )
    return env.get_template("report.html.j2")


def _asset(name: str) -> str:
    # A browser normalises line ends before it hashes, so what is hashed here must have them normalised too.
    return files("checker.reports").joinpath(name).read_text("utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _row(row: FactValue) -> tuple[str, str, str]:
    return day(row.as_of), row.words, listing(row.outlets)


def _change(view: View, change: Change) -> dict[str, str]:
    article = view.articles.get(change.article)
    return {
        "outlet": one_line(change.outlet) or one_line(change.article),
        "title": one_line(article.title if article and article.title else change.article),
        "was": one_line(change.was),
        "now": one_line(change.now),
        "sentence_was": shorten(one_line(change.sentence_was), MAX_PASSAGE),
        "sentence_now": shorten(one_line(change.sentence_now), MAX_PASSAGE),
    }


def _matrix(facts: Sequence[Fact]) -> dict[str, Any] | None:
    """For each two outlets, values that both give and facts on which they contradict each other.

    Where two speakers disagree no outlet is wrong, so these facts are left out. None with fewer than two outlets; those
    that disagree most come first, and of many the first ones.
    """
    agree: Counter[tuple[str, str]] = Counter()
    differ: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        for value in fact.values:
            agree.update(combinations(value.outlets, 2))
        if fact.disputed and fact.lead.between is Between.OUTLETS:
            differ.update(_between(fact))
    busy: dict[str, list[int]] = {}
    for at, counts in enumerate((differ, agree)):
        for pair, n in counts.items():
            for outlet in pair:
                busy.setdefault(outlet, [0, 0])[at] += n
    chosen = sorted(busy, key=lambda o: (-busy[o][0], -busy[o][1], o))[:MAX_MATRIX]
    if len(chosen) < 2:
        return None
    rows = [
        (row, [None if row == column else (agree[_pair(row, column)], differ[_pair(row, column)]) for column in chosen])
        for row in chosen
    ]
    return {"outlets": chosen, "rows": rows, "more": len(busy) - len(chosen)}


def _between(fact: Fact) -> set[tuple[str, str]]:
    """The outlets that contradict each other in a fact, two by two."""
    of = {c.id: outlet_of(c) for c in fact.claims}
    contradictions = (v for v in fact.verdicts if v.relation is Relation.CONTRADICTION)
    return {_pair(of[v.a], of[v.b]) for v in contradictions if of[v.a] != of[v.b]}


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
