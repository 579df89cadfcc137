"""Markdown: the main report, for people, as GitHub renders it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.findings.facts import Fact, given_by, outlet_of
from checker.findings.gate import outcome
from checker.findings.listing import Finding, findings
from checker.findings.text import MAX_PASSAGE, count, day, one_line, shorten, speaker_words, value_words
from checker.findings.view import State, View
from checker.records import Claim, GateResult, Relation, Report
from checker.reports.markdown_stories import (
    MAX_NAMED,
    agreements_folded,
    anchor_of,
    and_more,
    reason_of,
    standing_of,
    story_section,
    table_of,
)
from checker.reports.markdown_text import bold, code, escape
from checker.reports.remarks import remarks

# A job summary holds 1 MiB on GitHub and a reader less; what is left out here stands in the JSON report.
MAX_LISTED = 30  # contradictions on top
MAX_DETAILED = 15  # of these with their passages
MAX_QUIET = 8  # rows of agreements, of all stories together
MAX_CHANGES = 50
MAX_SCOPE = 30  # pairs that count different things are many and seldom read


def render(report: Report, gate: GateResult) -> str:
    """Headline, remarks, counts, what was skipped, the contradictions in a list, then each story."""
    view = View(report, gate)
    found = {f.fact.id: f for f in findings(view)}
    disputes = sorted((f for f in view.facts if f.disputed), key=lambda f: list(State).index(_state(found, f)))
    detailed = {f.id: n for n, f in enumerate(disputes[:MAX_DETAILED], 1)}
    sections = [
        f"# {view.headline()}",
        "\n".join(f"- {escape(remark)}" for remark in remarks(report)),
        _summary(view, gate),
        _skipped(view),
        _list(view, disputes, found, detailed),
        _changes(view),
        *(story_section(view, s, found, detailed) for s in view.stories if s.disputes or s.updates),
        _quiet(view),
        _scope(view) if Relation.SCOPE in gate.shown else "",
        f"Model: {code(report.model.name) or 'none'}, sha256 {code(report.model.sha256) or 'unknown'}, "
        f"{report.model.precision}",
    ]
    return "\n\n".join(s for s in sections if s) + "\n"


def _summary(view: View, gate: GateResult) -> str:
    told = ", ".join(count(n, noun) for noun, n in view.counts())
    parts = [f"{told}.", f"Result: **{outcome(gate)}** (exit status {gate.status}): {escape(gate.reason)}."]
    if gate.remarks:
        parts.append("\n".join(f"- {escape(remark)}" for remark in gate.remarks))
    if view.report.articles and not view.report.verdicts:
        parts.append("No two claims speak of the same thing, so nothing could be compared.")
    return "\n\n".join(parts)


def _state(found: Mapping[str, Finding], fact: Fact) -> State:
    return found[fact.id].state if fact.id in found else State.OPEN


def _list(view: View, disputes: Sequence[Fact], found: Mapping[str, Finding], detailed: Mapping[str, int]) -> str:
    """A line for each contradiction: what it is, and who gives which value."""
    if not disputes:
        return ""
    lines = []
    for n, fact in enumerate(disputes[:MAX_LISTED], 1):
        label = escape(fact.label)
        label = f"[{label}](#{anchor_of(fact)})" if fact.id in detailed else label
        values = "; ".join(f"{bold(v.words)} {escape(given_by(fact, v, MAX_NAMED))}" for v in fact.values)
        lines.append(f"{n}. {standing_of(found.get(fact.id), fact)} {label}: {values}")
    return "## Contradictions\n\n" + "\n".join(lines) + and_more(len(disputes) - MAX_LISTED, "contradiction")


def _quiet(view: View) -> str:
    """The stories in which nothing differs: their agreements, those that several outlets share first."""
    facts = [f for s in view.stories if not (s.disputes or s.updates) for f in s.agreements]
    if not facts:
        return ""
    ranked = sorted(facts, key=lambda f: (-max(v.witnesses for v in f.values), -len(f.outlets)))
    return f"## No differences\n\n{agreements_folded(ranked[:MAX_QUIET], len(ranked))}"


def _changes(view: View) -> str:
    """What an outlet has changed in an article since a ledger last saw it."""
    rows = []
    for change in view.report.changes[:MAX_CHANGES]:
        article = view.articles.get(change.article)
        title = f"“{escape(article.title)}”" if article and article.title else code(change.article, cell=True)
        was, now = (escape(shorten(one_line(text), MAX_PASSAGE)) for text in (change.sentence_was, change.sentence_now))
        said = f"{bold(change.was)}: {was}", f"{bold(change.now)}: {now}"
        rows.append((escape(change.outlet or change.article), title, *said))
    if not rows:
        return ""
    table = table_of(rows, ("Outlet", "Article", "Was", "Now"))
    return f"## Changed since last checked\n\n{table}{and_more(len(view.report.changes) - MAX_CHANGES, 'change')}"


def _scope(view: View) -> str:
    found = view.scope()
    rows = []
    for verdict in found[:MAX_SCOPE]:
        a, b = view.pair(verdict)
        rows.append((escape(view.label(verdict.topic)), _said(a), _said(b), reason_of(view, verdict)))
    if not rows:
        return ""
    table = table_of(rows, ("What", "One", "Other", "Why"))
    return f"## Alike, but counting different things\n\n{table}{and_more(len(found) - MAX_SCOPE, 'pair')}"


def _said(claim: Claim) -> str:
    words = [escape(outlet_of(claim)), day(claim.published), escape(speaker_words(claim))]
    return f"{bold(value_words(claim))} ({', '.join(w for w in words if w)})"


def _skipped(view: View) -> str:
    rows = [(code(s.input, cell=True), escape(s.reason)) for s in view.skipped()]
    return f"## Not checked\n\n{table_of(rows, ('Input', 'Reason'))}" if rows else ""
