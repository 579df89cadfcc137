"""Stories in Markdown: what each outlet prints, the passages of contradictions, updates in rows, agreements folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tabulate import tabulate

from checker.findings.facts import Fact, FactValue, counted, outlet_of
from checker.findings.listing import Finding
from checker.findings.rules import rule_for
from checker.findings.stories import Story
from checker.findings.text import BETWEEN, count, day, excerpt, listing, one_line, sentence, speaker_words
from checker.findings.view import State, View
from checker.records import Claim, Severity, Verdict
from checker.reports.markdown_text import bold, code, escape, escape_inline, fenced, link
from checker.reports.plot import plot

MAX_OUTLETS = 8  # columns of a story's table
MAX_ROWS = 15  # facts of one table
MAX_BESIDE = 3  # agreements shown beside the contradictions of their story
MAX_NAMED = 3  # outlets
MAX_AGREED = 3  # values of one agreement
MAX_PASSAGES = 2  # of one value
SILENT = "–"


def story_section(view: View, story: Story, found: Mapping[str, Finding], detailed: Mapping[str, int]) -> str:
    parts = [f"## {escape(story.label)}", _told_by(story)]
    if story.disputes:
        parts.append(_matrix(story))
        parts += [_detail(view, f, detailed[f.id], found.get(f.id)) for f in story.disputes if f.id in detailed]
    parts.append(_updates(view, story))
    if story.agreements and story.disputes:
        parts.append(agreements_folded(story.agreements[:MAX_BESIDE], len(story.agreements)))
    return "\n\n".join(p for p in parts if p)


def _told_by(story: Story) -> str:
    """How many articles and outlets tell it, and how many agreements the other reports show where this one does not."""
    outlets = {one_line(a.outlet) for a in story.articles}
    told = f"{count(len(story.articles), 'article')} of {count(len(outlets), 'outlet')}"
    if story.disputes or not story.agreements:
        return f"{told}."
    return f"{told}; {count(len(story.agreements), 'agreement')} in the HTML and JSON reports."


def _matrix(story: Story) -> str:
    """Disputed facts × outlets, worst first: what each outlet prints, and ``–`` where it is silent."""
    rows = story.disputes[:MAX_ROWS]
    told = {o for f in rows for o in f.outlets}
    columns = [o for o in story.outlets if o in told]
    shown, rest = columns[:MAX_OUTLETS], columns[MAX_OUTLETS:]
    table = [(escape(f.label), *(_cell(f, o) for o in shown), *([_others(f, rest)] if rest else [])) for f in rows]
    headers = ["", *map(escape, shown), *([count(len(rest), "more outlet")] if rest else [])]
    return table_of(table, headers) + and_more(len(story.disputes) - MAX_ROWS, "contradiction")


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
            said.append(f"{escape(value.words)} ({escape(listing(giving, MAX_NAMED))})")
    return "; ".join(said) or SILENT


def _detail(view: View, fact: Fact, place: int, found: Finding | None) -> str:
    """The passages of a contradiction, value by value."""
    told = [standing_of(found, fact).rstrip(","), BETWEEN[fact.lead.between], f"confidence {fact.lead.confidence:.2f}"]
    told += [rule_for(fact.lead).code, f"pair {code(fact.lead.id)}"]
    if found:
        told.append(f"fingerprint {code(found.short)}")
    # Two block quotes in a row would be read as one.
    passages = "\n\n<!-- -->\n\n".join(_passages(view, value) for value in fact.values)
    return "\n\n".join(
        (
            f'### <a id="{anchor_of(fact)}"></a>{place}. {escape(fact.label)}',
            escape(sentence(fact.lead.reason)),
            passages,
            ", ".join(t for t in told if t),
        )
    )


def _passages(view: View, value: FactValue) -> str:
    """A value with the first passages that give it, of different outlets where there are any."""
    first = value.first_of_each[:MAX_PASSAGES]
    lines = [f"> {_quote(c)}\n>\n> — {_origin(view, c)}" for c in first]
    others = [o for o in value.outlets if o not in {outlet_of(c) for c in first}]
    also = f"; the same in {escape(listing(others, MAX_NAMED))}" if others else ""
    return "\n>\n".join(lines) + also


def _quote(claim: Claim) -> str:
    before, mention, after = excerpt(claim)
    shown = escape_inline(before, at_start=True)
    return shown + (bold(mention) if mention else "") + escape_inline(after)


def _origin(view: View, claim: Claim) -> str:
    words = [f"**{escape(outlet_of(claim))}**", day(claim.published), escape(speaker_words(claim))]
    return ", ".join(w for w in [*words, f"in {_source(view, claim)}"] if w)


def _source(view: View, claim: Claim) -> str:
    """The article by its headline, with a link to it where it has an address, else with its file and line."""
    article, place = view.articles.get(claim.article), view.location(claim)
    title = f"“{escape(article.title)}”" if article and one_line(article.title) else ""
    if article and (url := link(article.url)):
        return f"[{title or code(claim.article)}]({url})"
    where = code(f"{place.path}:{place.line}")
    return f"{title} ({where})" if title else where


def _updates(view: View, story: Story) -> str:
    """One row a fact: its values in the order of their days."""
    rows = []
    for fact in story.updates[:MAX_ROWS]:
        steps = " → ".join(
            f"{bold(v.words)} ({day(v.as_of)}: {escape(listing(v.outlets, MAX_NAMED))})" for v in fact.values
        )
        rows.append((escape(fact.label), steps, reason_of(view, fact.lead)))
    if not rows:
        return ""
    table = table_of(rows, ("What changed", "From – to", "Why"))
    drawn = [picture for fact in story.updates[:MAX_ROWS] if (picture := plot(counted(fact)))]
    return "\n\n".join([table, *map(fenced, drawn)]) + and_more(len(story.updates) - MAX_ROWS, "update")


def agreements_folded(facts: Sequence[Fact], of: int) -> str:
    """Agreements behind their number, which opens them."""
    rows = []
    for fact in facts:
        ranked = sorted(fact.values, key=lambda v: -v.witnesses)
        for n, value in enumerate(ranked[:MAX_AGREED]):
            more = len(ranked) - MAX_AGREED if n == MAX_AGREED - 1 else 0
            also = f", and {count(more, 'more value')} that can be true with it" if more > 0 else ""
            shown = "" if n else escape(fact.label)
            rows.append((shown, escape(value.words) + also, value.voices, escape(listing(value.outlets, 6))))
    table = table_of(rows, ("What", "Value", "Outlets", "Given by"))
    summary = f"<summary>{count(of, 'agreement')}</summary>"
    return f"<details>\n{summary}\n\n{table}{and_more(of - len(facts), 'agreement')}\n\n</details>"


def table_of(rows: Iterable[Sequence[str]], headers: Sequence[str]) -> str:
    table: str = tabulate(list(rows), headers=list(headers), tablefmt="github", disable_numparse=True)
    return table


def and_more(n: int, noun: str) -> str:
    return f"\n\n{count(n, f'more {noun}')} in the JSON report." if n > 0 else ""


def standing_of(found: Finding | None, fact: Fact) -> str:
    if found is None:
        return ""
    if found.state is State.OPEN:
        return f"**{fact.lead.severity}**"
    if found.state is State.KNOWN:
        return f"**{found.state}** from the baseline,"
    return f"**{found.state}**" + (f" ({escape(found.why)})" if found.why else "")


def anchor_of(fact: Fact) -> str:
    return f"fact-{re.sub(r'[^0-9A-Za-z]', '-', fact.id)}"


def reason_of(view: View, verdict: Verdict) -> str:
    """The reason, after the severity and the standing where the configuration has made a finding of the pair."""
    if verdict.severity is Severity.NONE:
        return escape(sentence(verdict.reason))
    state, why = view.state(verdict)
    standing = "" if state is State.OPEN else f", {state}: {escape(why)}" if why else f", {state}"
    return f"**{verdict.severity}**{standing}, {rule_for(verdict).code}: {escape(sentence(verdict.reason))}"
