"""HTML: one file that opens without a network, with the passages of each pair side by side.

Every text of the input goes through Jinja's autoescape, and the content security policy allows only the page's own
script and style, by hash, so that a text that slipped through could still not run.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from importlib.resources import files
from itertools import combinations
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from checker.findings.fold import MAX_SCOPE, Folded, fold
from checker.findings.listing import findings
from checker.findings.rules import rule_for
from checker.findings.text import MAX_PASSAGE, count, excerpt, listing, one_line, shorten, speaker_words, value_words
from checker.findings.view import SEVERITY_RANK, State, View, worst_first
from checker.records import SCHEMA, Between, Change, Claim, GateResult, Relation, Report
from checker.reports import chart as geometry
from checker.reports.chart import chart
from checker.reports.remarks import remarks

MAX_PAIRS = 5000  # a page of 7 MB, which a browser opens within a second
MAX_GROUPS = 500
MAX_MATRIX = 25

_RELATION_ORDER = (
    Relation.CONTRADICTION, Relation.UPDATE, Relation.AGREEMENT, Relation.COMPATIBLE, Relation.SCOPE,
)  # fmt: skip
_BETWEEN = {
    Between.OUTLETS: "between outlets",
    Between.SPEAKERS: "attributed disagreement",
    Between.OUTLET: "the same outlet, two articles",
    Between.SELF: "inside one article",
}


def render(report: Report, gate: GateResult) -> str:
    """The page. Pairs come worst first; without scripts it shows all of them, and no filter."""
    view = View(report, gate)
    style, script = _asset("report.css"), _asset("report.js")
    ranked = sorted(report.verdicts, key=lambda v: (_RELATION_ORDER.index(v.relation), worst_first(v)))
    folded = fold(view, ranked)
    folded.sort(key=lambda f: (_RELATION_ORDER.index(f.verdict.relation), list(State).index(view.state(f.verdict)[0])))
    names = {f.verdict.id: f.fingerprint for f in findings(view)}
    scope = [f for f in folded if f.verdict.relation is Relation.SCOPE]
    others = [f for f in folded if f.verdict.relation is not Relation.SCOPE]
    shown = others[:MAX_PAIRS] + scope[:MAX_SCOPE]
    left_out = (len(others) - MAX_PAIRS, "pair"), (len(scope) - MAX_SCOPE, "pair of different scope")
    ranked = [f.verdict for f in shown]
    outlets = sorted({_outlet(c) for v in ranked for c in view.pair(v)})
    topics = sorted({v.topic for v in ranked}, key=lambda t: (view.label(t), t))
    numbers = {name: i for i, name in enumerate(outlets)}, {name: i for i, name in enumerate(topics)}
    relations = Counter(v.relation for v in ranked)
    page: str = _template().render(
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
        style=Markup(style), script=Markup(script), schema=SCHEMA,
        headline=view.headline(), remarks=remarks(report),
        gate=gate, gate_word={0: "passed", 1: "failed"}.get(gate.status, "incomplete"),
        counts=view.counts(), matrix=_matrix(view), size=geometry,
        timelines=[(view.label(topic.id), chart(rows), [_row(r) for r in rows]) for topic, rows in view.timelines()],
        groups=[g for g in view.agreements() if len(g.outlets) > 1][:MAX_GROUPS],
        pairs=[_pair(view, f, *numbers, names.get(f.verdict.id, "")) for f in shown],
        more=[count(n, f"more {noun}") for n, noun in left_out if n > 0],
        outlets=outlets, topics=[view.label(t) for t in topics],
        relations=[(r.value, relations[r]) for r in _RELATION_ORDER if relations[r]],
        severities=[s.value for s in SEVERITY_RANK if any(v.severity is s for v in ranked)],
        states=[s for s in (State.KNOWN, State.SUPPRESSED) if any(view.state(v)[0] is s for v in ranked)],
        changes=[_change(view, c) for c in report.changes[:MAX_GROUPS]],
        skipped=[(one_line(s.input), one_line(s.reason)) for s in view.skipped()],
        model=(one_line(report.model.name), one_line(report.model.sha256), report.model.precision),
    )  # fmt: skip
    return page


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


def _outlet(claim: Claim) -> str:
    return one_line(claim.outlet) or one_line(claim.article) or "?"


def _row(row: Any) -> tuple[str, str, str]:
    return row.date.isoformat() if row.date else "undated", row.value, listing(row.outlets)


def _pair(
    view: View, folded: Folded, outlets: dict[str, int], topics: dict[str, int], fingerprint: str
) -> dict[str, Any]:
    verdict = folded.verdict
    sides = view.pair(verdict)
    state, why = view.state(verdict)
    return {
        "state": state.value,
        "why": one_line(why),
        "fingerprint": fingerprint[:12],
        "pairs": len(folded.members),
        "id": one_line(verdict.id),
        "relation": verdict.relation.value,
        "severity": verdict.severity.value,
        "rule": rule_for(verdict),
        "between": _BETWEEN[verdict.between] if verdict.relation is Relation.CONTRADICTION else "",
        "confidence": verdict.confidence,
        "label": view.label(verdict.topic),
        "topic": topics[verdict.topic],
        "outlets": " ".join(str(n) for n in sorted({outlets[_outlet(c)] for c in sides})),
        "date": max((c.published.isoformat() for c in sides if c.published), default=""),
        "reason": one_line(verdict.reason),
        "nli": verdict.nli,
        "sides": [_side(view, c) for c in sides],
        "also": [_side(view, c) for c in folded.also] if verdict.relation is Relation.CONTRADICTION else [],
    }


def _side(view: View, claim: Claim) -> dict[str, Any]:
    article = view.articles.get(claim.article)
    before, mention, after = excerpt(claim)
    return {
        "before": before,
        "mention": mention,
        "after": after,
        "value": value_words(claim),
        "outlet": _outlet(claim),
        "date": claim.published.isoformat() if claim.published else "undated",
        "speaker": speaker_words(claim),
        "others": view.also_in(claim),
        "title": one_line(article.title) if article else "",
        "article": one_line(claim.article),
    }


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


def _matrix(view: View) -> dict[str, Any] | None:
    """For each two outlets, values they agree on and contradictions between them, each value or pair of values once.

    Where two speakers disagree no outlet is wrong, so these pairs are left out.

    None with fewer than two outlets; the busiest ones when they are many.
    """
    cells: Counter[tuple[str, str, Relation]] = Counter()
    for group in view.agreements():
        cells.update((one, two, Relation.AGREEMENT) for one, two in combinations(group.outlets, 2))
    for folded in fold(view, view.ranked(Relation.CONTRADICTION)):
        one, two = sorted(_outlet(c) for c in view.pair(folded.verdict))
        if one != two and folded.verdict.between is Between.OUTLETS:
            cells[one, two, Relation.CONTRADICTION] += 1
    busy: Counter[str] = Counter()
    for (one, two, _), n in cells.items():
        busy.update({one: n, two: n})
    chosen = sorted(sorted(busy, key=lambda o: (-busy[o], o))[:MAX_MATRIX])
    if len(chosen) < 2:
        return None
    rows = [
        (row, [None if row == col else tuple(
            cells[min(row, col), max(row, col), relation] for relation in (Relation.AGREEMENT, Relation.CONTRADICTION)
        ) for col in chosen])
        for row in chosen
    ]  # fmt: skip
    return {"outlets": chosen, "rows": rows, "more": len(busy) - len(chosen)}
