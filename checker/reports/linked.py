"""What was linked and why: each fact, and under it the pairs of claims that it comes of. Plain lines, for -v."""

from __future__ import annotations

from collections.abc import Iterator

from checker.findings.facts import outlet_of
from checker.findings.text import count, one_line, printable
from checker.findings.view import View
from checker.records import Claim, Report, Verdict

MAX_REASONS = 4  # of one pair; explain has all


def lines(report: Report) -> Iterator[str]:
    """Facts worst first; of each pair where both stand, how they relate, and what speaks for and against one thing."""
    view = View(report)
    for fact in view.facts:
        yield f"{fact.label} ({fact.state})"
        for verdict in fact.verdicts:
            yield f"  {_pair(view, verdict)}"
    if scope := view.scope():
        yield f"alike, but about different things: {count(len(scope), 'pair')}, see --show scope"


def _pair(view: View, verdict: Verdict) -> str:
    one, other = (_claim(view, c) for c in view.pair(verdict))
    why = [one_line(w) for w in verdict.reasons[:MAX_REASONS]] or ["the frames of the two fit"]
    against = [one_line(w) for w in verdict.obstacles[:MAX_REASONS]]
    told = f"linked by: {'; '.join(why)}" + (f"; against it: {'; '.join(against)}" if against else "")
    return f"{one_line(verdict.id)} {one} and {other}: {verdict.relation}; {told}"


def _claim(view: View, claim: Claim) -> str:
    place = view.location(claim)
    return f'{outlet_of(claim)} "{one_line(claim.mention)}" ({printable(place.path)}:{place.line})'
