"""Markdown: the main report, for people, as GitHub renders it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tabulate import tabulate

from checker.findings.facts import Fact, FactValue, counted, outlet_of
from checker.findings.listing import Finding, findings
from checker.findings.rules import rule_for
from checker.findings.stories import Story
from checker.findings.text import MAX_PASSAGE, count, excerpt, one_line, shorten, speaker_words, value_words
from checker.findings.view import State, View
from checker.records import Between, Claim, GateResult, Relation, Report, Severity, Verdict
from checker.reports.markdown_text import bold, code, escape, escape_inline, fenced, link
from checker.reports.plot import plot
from checker.reports.remarks import remarks

# A job summary holds 1 MiB on GitHub and a reader less; what is left out here stands in the JSON report.
MAX_LISTED = 30  # contradictions on top
MAX_DETAILED = 15  # of these with their passages
MAX_OUTLETS = 8  # columns of a story's table
MAX_ROWS = 15  # facts of one table
MAX_QUIET = 60  # rows of agreements, of all stories together
MAX_PASSAGES = 2  # of one value
MAX_CHANGES = 50
MAX_SCOPE = 30  # pairs that count different things are many and seldom read
SILENT = "–"

_BETWEEN = {
    Between.OUTLETS: "between outlets",
    Between.SPEAKERS: "attributed disagreement",
    Between.OUTLET: "the same outlet, two articles",
    Between.SELF: "inside one article",
}


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
        *(_story(view, s, found, detailed) for s in view.stories if s.disputes or s.updates),
        _quiet(view),
        _scope(view) if Relation.SCOPE in gate.shown else "",
        f"Model: {code(report.model.name) or 'none'}, sha256 {code(report.model.sha256) or 'unknown'}, "
        f"{report.model.precision}",
    ]
    return "\n\n".join(s for s in sections if s) + "\n"


def _table(rows: Iterable[Sequence[str]], headers: Sequence[str]) -> str:
    table: str = tabulate(list(rows), headers=list(headers), tablefmt="github", disable_numparse=True)
    return table


def _summary(view: View, gate: GateResult) -> str:
    told = ", ".join(f"{n:,} {name if n != 1 else singular}" for name, n, singular in _counted(view))
    word = {0: "passed", 1: "failed"}.get(gate.status, "incomplete")
    parts = [f"{told}.", f"Result: **{word}** (exit status {gate.status}): {escape(gate.reason)}."]
    if gate.remarks:
        parts.append("\n".join(f"- {escape(remark)}" for remark in gate.remarks))
    if view.report.articles and not view.report.verdicts:
        parts.append("No two claims speak of the same thing, so nothing could be compared.")
    return "\n\n".join(parts)


def _counted(view: View) -> list[tuple[str, int, str]]:
    return [(name, n, "story" if name == "stories" else name.removesuffix("s")) for name, n in view.counts()]


def _state(found: Mapping[str, Finding], fact: Fact) -> State:
    return found[fact.id].state if fact.id in found else State.OPEN


def _list(view: View, disputes: Sequence[Fact], found: Mapping[str, Finding], detailed: Mapping[str, int]) -> str:
    """A line for each contradiction: what it is, and who gives which value."""
    if not disputes:
        return ""
    lines = []
    for n, fact in enumerate(disputes[:MAX_LISTED], 1):
        label = escape(fact.label)
        label = f"[{label}](#{_anchor(fact)})" if fact.id in detailed else label
        values = "; ".join(f"{bold(v.words)} {escape(_named(v.outlets))}" for v in fact.values)
        lines.append(f"{n}. {_standing(found.get(fact.id), fact)} {label}: {values}")
    return "## Contradictions\n\n" + "\n".join(lines) + _more(len(disputes) - MAX_LISTED, "contradiction")


def _named(outlets: Sequence[str], most: int = 3) -> str:
    shown = ", ".join(outlets[:most])
    return f"{shown} and {len(outlets) - most:,} more" if len(outlets) > most else shown


def _standing(found: Finding | None, fact: Fact) -> str:
    if found is None:
        return ""
    if found.state is State.OPEN:
        return f"**{fact.lead.severity}**"
    if found.state is State.KNOWN:
        return f"**{found.state}** from the baseline,"
    return f"**{found.state}**" + (f" ({escape(found.why)})" if found.why else "")


def _anchor(fact: Fact) -> str:
    return f"fact-{re.sub(r'[^0-9A-Za-z]', '-', fact.id)}"


def _story(view: View, story: Story, found: Mapping[str, Finding], detailed: Mapping[str, int]) -> str:
    parts = [f"## {escape(story.label)}", _told_by(story)]
    if story.disputes:
        parts.append(_matrix(story))
        parts += [_detail(view, f, detailed[f.id], found.get(f.id)) for f in story.disputes if f.id in detailed]
    parts.append(_updates(view, story))
    if story.agreements:
        parts.append(_opened(story.agreements[:MAX_ROWS], len(story.agreements)))
    return "\n\n".join(p for p in parts if p)


def _told_by(story: Story) -> str:
    outlets = {one_line(a.outlet) for a in story.articles}
    return f"{count(len(story.articles), 'article')} of {count(len(outlets), 'outlet')}."


def _matrix(story: Story) -> str:
    """Disputed facts × outlets, worst first: what each outlet prints, and ``–`` where it is silent."""
    rows = story.disputes[:MAX_ROWS]
    told = {o for f in rows for o in f.outlets}
    columns = [o for o in story.outlets if o in told]
    shown, rest = columns[:MAX_OUTLETS], columns[MAX_OUTLETS:]
    table = [
        (escape(f.label), *(_cell(f, o) for o in shown), *([_others(f, rest)] if rest else [])) for f in rows
    ]
    headers = ["", *map(escape, shown), *([count(len(rest), "more outlet")] if rest else [])]
    return _table(table, headers) + _more(len(story.disputes) - MAX_ROWS, "contradiction")


def _cell(fact: Fact, outlet: str) -> str:
    said = []
    for value in fact.values:
        claims = [c for c in value.claims if outlet_of(c) == outlet]
        if claims:
            speaker = next((words for c in claims if (words := speaker_words(c))), "")
            shown = bold(value.words) if value.odd else escape(value.words)
            said.append(f"{shown} ({escape(speaker)})" if speaker else shown)
    return "; ".join(said) or SILENT


def _others(fact: Fact, outlets: Sequence[str]) -> str:
    said = []
    for value in fact.values:
        if giving := [o for o in value.outlets if o in outlets]:
            said.append(f"{escape(value.words)} ({escape(_named(giving))})")
    return "; ".join(said) or SILENT


def _detail(view: View, fact: Fact, place: int, found: Finding | None) -> str:
    """The passages of a contradiction, value by value."""
    told = [_standing(found, fact).rstrip(","), _BETWEEN[fact.lead.between], f"confidence {fact.lead.confidence:.2f}"]
    told += [rule_for(fact.lead).code, f"pair {code(fact.lead.id)}"]
    if found:
        told.append(f"fingerprint {code(found.fingerprint[:12])}")
    # Two block quotes in a row would be read as one.
    passages = "\n\n<!-- -->\n\n".join(_passages(view, value) for value in fact.values)
    return "\n\n".join(
        (
            f'### <a id="{_anchor(fact)}"></a>{place}. {escape(fact.label)}',
            escape(fact.lead.reason),
            passages,
            ", ".join(t for t in told if t),
        )
    )


def _passages(view: View, value: FactValue) -> str:
    """A value with the first passages that give it, of different outlets where there are any."""
    first = list({outlet_of(c): c for c in reversed(value.claims)}.values())[::-1][:MAX_PASSAGES]
    lines = [f"> {_quote(c)}\n>\n> — {_origin(view, c)}" for c in first]
    others = [o for o in value.outlets if o not in {outlet_of(c) for c in first}]
    also = f"; the same in {escape(_named(others))}" if others else ""
    return "\n>\n".join(lines) + also


def _quote(claim: Claim) -> str:
    before, mention, after = excerpt(claim)
    shown = escape_inline(before, at_start=True)
    return shown + (bold(mention) if mention else "") + escape_inline(after)


def _origin(view: View, claim: Claim) -> str:
    words = [f"**{escape(outlet_of(claim))}**", _date(claim), escape(speaker_words(claim))]
    return ", ".join(w for w in [*words, f"in {_source(view, claim)}"] if w)


def _source(view: View, claim: Claim) -> str:
    """The article by its headline, with a link to it where it has an address, else with its file and line."""
    article, place = view.articles.get(claim.article), view.location(claim)
    title = f"“{escape(article.title)}”" if article and one_line(article.title) else ""
    if article and (url := link(article.url)):
        return f"[{title or code(claim.article)}]({url})"
    where = code(f"{place.path}:{place.line}")
    return f"{title} ({where})" if title else where


def _date(claim: Claim) -> str:
    return claim.published.isoformat() if claim.published else "undated"


def _updates(view: View, story: Story) -> str:
    """One row a fact: its values in the order of their days."""
    rows = []
    for fact in story.updates[:MAX_ROWS]:
        steps = " → ".join(
            f"{bold(v.words)} ({v.as_of.isoformat() if v.as_of else 'undated'}: {escape(_named(v.outlets))})"
            for v in fact.values
        )
        rows.append((escape(fact.label), steps, _why(view, fact.lead)))
    if not rows:
        return ""
    table = _table(rows, ("What changed", "From – to", "Why"))
    drawn = [picture for fact in story.updates[:MAX_ROWS] if (picture := plot(counted(fact)))]
    return "\n\n".join([table, *map(fenced, drawn)]) + _more(len(story.updates) - MAX_ROWS, "update")


def _why(view: View, verdict: Verdict) -> str:
    """The reason, after the severity and the standing where the configuration has made a finding of the pair."""
    if verdict.severity is Severity.NONE:
        return escape(verdict.reason)
    state, why = view.state(verdict)
    standing = "" if state is State.OPEN else f", {state}: {escape(why)}" if why else f", {state}"
    return f"**{verdict.severity}**{standing}, {rule_for(verdict).code}: {escape(verdict.reason)}"


def _opened(facts: Sequence[Fact], of: int) -> str:
    """Agreements behind their number, which opens them."""
    rows = [
        (escape(f.label), escape(v.words), v.voices, escape(_named(v.outlets, 6))) for f in facts for v in f.values
    ]
    table = _table(rows, ("What", "Value", "Outlets", "Given by"))
    summary = f"<summary>{count(of, 'agreement')}</summary>"
    return f"<details>\n{summary}\n\n{table}{_more(of - len(facts), 'agreement')}\n\n</details>"


def _quiet(view: View) -> str:
    """The stories in which nothing differs: their agreements, those that several outlets share first."""
    facts = [f for s in view.stories if not (s.disputes or s.updates) for f in s.agreements]
    if not facts:
        return ""
    ranked = sorted(facts, key=lambda f: (-max(v.witnesses for v in f.values), -len(f.outlets)))
    return f"## No differences\n\n{_opened(ranked[:MAX_QUIET], len(ranked))}"


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
    table = _table(rows, ("Outlet", "Article", "Was", "Now"))
    return f"## Changed since last checked\n\n{table}{_more(len(view.report.changes) - MAX_CHANGES, 'change')}"


def _scope(view: View) -> str:
    found = view.scope()
    rows = []
    for verdict in found[:MAX_SCOPE]:
        a, b = view.pair(verdict)
        rows.append((escape(view.label(verdict.topic)), _said(a), _said(b), _why(view, verdict)))
    if not rows:
        return ""
    table = _table(rows, ("What", "One", "Other", "Why"))
    return f"## Alike, but counting different things\n\n{table}{_more(len(found) - MAX_SCOPE, 'pair')}"


def _said(claim: Claim) -> str:
    words = [escape(outlet_of(claim)), _date(claim), escape(speaker_words(claim))]
    return f"{bold(value_words(claim))} ({', '.join(w for w in words if w)})"


def _skipped(view: View) -> str:
    rows = [(code(s.input, cell=True), escape(s.reason)) for s in view.skipped()]
    return f"## Not checked\n\n{_table(rows, ('Input', 'Reason'))}" if rows else ""


def _more(n: int, noun: str) -> str:
    return f"\n\n{count(n, f'more {noun}')} in the JSON report." if n > 0 else ""
