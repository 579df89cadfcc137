"""Markdown: the main report, for people, as GitHub renders it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from tabulate import tabulate

from checker.findings.fold import MAX_SCOPE, Folded, fold
from checker.findings.listing import findings
from checker.findings.rules import rule_for
from checker.findings.text import MAX_PASSAGE, count, excerpt, listing, one_line, shorten, speaker_words, value_words
from checker.findings.view import AgreementGroup, State, View, as_of
from checker.records import Between, Claim, GateResult, Relation, Report, Severity, Verdict
from checker.reports.markdown_text import bold, code, escape, escape_inline, fenced
from checker.reports.plot import plot
from checker.reports.remarks import remarks

# A job summary holds 1 MiB on GitHub; what is left out here stands in the JSON report.
MAX_DETAILED = 200
MAX_BYTES = 400_000  # of contradictions in detail
MAX_ROWS = 200
MAX_ALSO = 10

_BETWEEN = {
    Between.OUTLETS: "between outlets",
    Between.SPEAKERS: "attributed disagreement",
    Between.OUTLET: "the same outlet, two articles",
    Between.SELF: "inside one article",
}


def render(report: Report, gate: GateResult) -> str:
    """Headline, remarks, summary, what was skipped, contradictions worst first, updates, agreements, the others."""
    view = View(report, gate)
    sections = [
        f"# {view.headline()}",
        "\n".join(f"- {escape(remark)}" for remark in remarks(report)),
        _summary(view, gate),
        _skipped(view),
        _contradictions(view),
        _changes(view),
        _timelines(view),
        _updates(view),
        _agreements(view),
        _folded(view),
        f"Model: {code(report.model.name) or 'none'}, sha256 {code(report.model.sha256) or 'unknown'}, "
        f"{report.model.precision}",
    ]
    return "\n\n".join(s for s in sections if s) + "\n"


def _table(rows: Iterable[Sequence[str]], headers: Sequence[str]) -> str:
    table: str = tabulate(list(rows), headers=list(headers), tablefmt="github", disable_numparse=True)
    return table


def _summary(view: View, gate: GateResult) -> str:
    report = view.report
    rows = [(name.capitalize(), f"{n:,}", "" if pairs is None else f"{pairs:,}") for name, n, pairs in view.counts()]
    table = _table(rows, ("", "Count", "Pairs of claims"))
    gate_word = {0: "passed", 1: "failed"}.get(gate.status, "incomplete")
    parts = [table]
    if any(n != pairs for _, n, pairs in view.counts() if pairs is not None):
        parts.append("The same two values of the same outlets count once, however many pairs of claims repeat them.")
    parts.append(f"Gate: **{gate_word}** (exit status {gate.status}): {escape(gate.reason)}.")
    if gate.remarks:
        parts.append("\n".join(f"- {escape(remark)}" for remark in gate.remarks))
    if report.articles and not report.verdicts:
        parts.append("No two claims speak of the same thing, so nothing could be compared.")
    return "\n\n".join(parts)


def _contradictions(view: View) -> str:
    """Worst first; after them, in the same order, what the baseline knows and what is suppressed."""
    folded = fold(view, view.ranked(Relation.CONTRADICTION))
    if not folded:
        return ""
    folded.sort(key=lambda f: list(State).index(view.state(f.verdict)[0]))
    names = {f.verdict.id: f.fingerprint for f in findings(view)}
    parts, size = [], 0
    for i, one in enumerate(folded[:MAX_DETAILED], 1):
        detail = _detail(view, one, i, names.get(one.verdict.id, ""))
        size += len(detail.encode("utf-8", "replace"))
        if size > MAX_BYTES:
            break
        parts.append(detail)
    return "\n\n".join(["## Contradictions", *parts]) + _more(len(folded) - len(parts), "contradiction")


def _detail(view: View, folded: Folded, place: int, fingerprint: str) -> str:
    verdict = folded.verdict
    a, b = view.pair(verdict)
    facts = [f"**{verdict.severity}**", _BETWEEN[verdict.between], f"confidence {verdict.confidence:.2f}"]
    state, why = view.state(verdict)
    if state is not State.OPEN:
        facts.insert(0, f"**{state}** ({escape(why)})" if why else f"**{state}** from the baseline")
    facts += [rule_for(verdict).code, f"pair {code(verdict.id)}"]
    if fingerprint:
        facts.append(f"fingerprint {code(fingerprint[:12])}")
    also = "".join(f"\n- {_quote(c)} — {_origin(view, c)}" for c in folded.also[:MAX_ALSO])
    if (more := len(folded.also) - MAX_ALSO) > 0:
        also += f"\n- {more:,} more in the JSON report"
    return "\n\n".join(
        (
            f"### {place}. {escape(view.label(verdict.topic))}",
            ", ".join(facts),
            escape(verdict.reason),
            _passage(view, a),
            "<!-- -->",  # two block quotes in a row would be read as one
            _passage(view, b),
            *((f"Also:\n{also}",) if also else ()),
        )
    )


def _passage(view: View, claim: Claim) -> str:
    return f"> {_quote(claim)}\n>\n> — {_origin(view, claim)}{_also_in(view, claim)}"


def _quote(claim: Claim) -> str:
    before, mention, after = excerpt(claim)
    shown = escape_inline(before, at_start=True)
    return shown + (bold(mention) if mention else "") + escape_inline(after)


def _origin(view: View, claim: Claim) -> str:
    article = view.articles.get(claim.article)
    title = escape(article.title) if article else ""
    words = [f"**{escape(claim.outlet or claim.article)}**", _date(claim), escape(speaker_words(claim))]
    words.append(f"in “{title}”" if title else f"in {code(claim.article)}")
    return ", ".join(w for w in words if w)


def _also_in(view: View, claim: Claim) -> str:
    others = view.also_in(claim)
    return f"; the same in {escape(', '.join(others))}" if others else ""


def _date(claim: Claim) -> str:
    return claim.published.isoformat() if claim.published else "undated"


def _changes(view: View) -> str:
    """What an outlet has changed in an article since a ledger last saw it."""
    rows = []
    for change in view.report.changes[:MAX_ROWS]:
        article = view.articles.get(change.article)
        title = f"“{escape(article.title)}”" if article and article.title else code(change.article, cell=True)
        was, now = (escape(shorten(one_line(text), MAX_PASSAGE)) for text in (change.sentence_was, change.sentence_now))
        said = f"{bold(change.was)}: {was}", f"{bold(change.now)}: {now}"
        rows.append((escape(change.outlet or change.article), title, *said))
    if not rows:
        return ""
    table = _table(rows, ("Outlet", "Article", "Was", "Now"))
    return f"## Changed since last checked\n\n{table}{_more(len(view.report.changes) - MAX_ROWS, 'change')}"


def _timelines(view: View) -> str:
    parts = []
    for topic, rows in view.timelines():
        table = _table(
            (
                (row.date.isoformat() if row.date else "undated", escape(row.value), escape(listing(row.outlets)))
                for row in rows
            ),
            ("As of", "Count", "Outlets"),
        )
        picture = plot(rows)
        drawn = f"{fenced(picture)}\n\n" if picture else ""
        parts.append(f"### {escape(view.label(topic.id))}\n\n{drawn}{table}")
    return "\n\n".join(["## Counts over time", *parts]) if parts else ""


def _updates(view: View) -> str:
    folded = fold(view, view.ranked(Relation.UPDATE))
    if not folded:
        return ""
    rows = []
    for verdict in (f.verdict for f in folded[:MAX_ROWS]):
        a, b = sorted(view.pair(verdict), key=lambda c: (as_of(c) or dt.date.max, c.published or dt.date.max, c.id))
        rows.append((escape(view.label(verdict.topic)), _said(a), _said(b), _why(view, verdict)))
    table = _table(rows, ("Topic", "Earlier", "Later", "Why"))
    return f"## Updates\n\n{table}{_more(len(folded) - MAX_ROWS, 'update')}"


def _why(view: View, verdict: Verdict) -> str:
    """The reason, after the severity and the standing where the configuration has made a finding of the pair."""
    if verdict.severity is Severity.NONE:
        return escape(verdict.reason)
    state, why = view.state(verdict)
    standing = "" if state is State.OPEN else f", {state}: {escape(why)}" if why else f", {state}"
    return f"**{verdict.severity}**{standing}, {rule_for(verdict).code}: {escape(verdict.reason)}"


def _said(claim: Claim) -> str:
    words = [escape(claim.outlet or claim.article), _date(claim), escape(speaker_words(claim))]
    return f"{bold(value_words(claim))} ({', '.join(w for w in words if w)})"


def _agreements(view: View) -> str:
    groups = view.agreements()
    shared = [g for g in groups if len(g.outlets) > 1]
    alone = [g for g in groups if len(g.outlets) == 1]
    parts = [f"## Agreements\n\n{_agreement_table(shared)}"] if shared else []
    if alone:
        summary = f"<summary>{count(len(alone), 'value')} that one outlet alone repeats</summary>"
        parts.append(f"<details>\n{summary}\n\n{_agreement_table(alone)}\n\n</details>")
    return "\n\n".join(parts)


def _agreement_table(groups: Sequence[AgreementGroup]) -> str:
    rows = ((escape(g.label), escape(g.value), g.voices, _carriers(g)) for g in groups[:MAX_ROWS])
    return _table(rows, ("Topic", "Value", "Outlets", "Carried by")) + _more(len(groups) - MAX_ROWS, "agreement")


def _carriers(group: AgreementGroup) -> str:
    return ", ".join(escape(o) for o in group.carriers)


def _folded(view: View) -> str:
    parts = []
    for relation, noun, title, most in (
        (Relation.COMPATIBLE, "compatible pair", "different words or bounds that can both be true", MAX_ROWS),
        (Relation.SCOPE, "pair of different scope", "alike, but counting different things", MAX_SCOPE),
    ):
        ranked = view.ranked(relation)
        if not ranked:
            continue
        folded = fold(view, ranked)
        rows = []
        for verdict in (f.verdict for f in folded[:most]):
            a, b = view.pair(verdict)
            rows.append((escape(view.label(verdict.topic)), _said(a), _said(b), _why(view, verdict)))
        table = _table(rows, ("Topic", "One", "Other", "Why"))
        summary = f"<summary>{_both(len(folded), len(ranked), noun)}: {title}</summary>"
        parts.append(f"<details>\n{summary}\n\n{table}{_more(len(folded) - most, 'pair')}\n\n</details>")
    return "\n\n".join(parts)


def _both(shown: int, pairs: int, noun: str) -> str:
    """``3 compatible pairs``, and in brackets how many pairs of claims these are where they are more."""
    return (
        count(shown, noun) if shown == pairs else f"{count(shown, noun)} of values ({count(pairs, 'pair')} of claims)"
    )


def _skipped(view: View) -> str:
    rows = [(code(s.input, cell=True), escape(s.reason)) for s in view.skipped()]
    return f"## Not checked\n\n{_table(rows, ('Input', 'Reason'))}" if rows else ""


def _more(n: int, noun: str) -> str:
    return f"\n\n{count(n, f'more {noun}')} in the JSON report." if n > 0 else ""
