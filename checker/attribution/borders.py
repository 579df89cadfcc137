"""Where a source meets quotation marks: it ends outside what is said, and keeps a name in quotation marks whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from checker.attribution.drafts import Draft, noun_phrase, trim
from checker.attribution.quotes import Quotation
from checker.attribution.subjects import nearby_subject
from checker.attribution.syntax import TokenRange, Tree


def settle(t: Tree, d: Draft, speech: Sequence[Quotation], names: Sequence[Quotation]) -> None:
    """Cuts ``d.source`` at quotations of a clause and widens it over shorter ones that begin in it.

    Parsers take a closing mark, or the last words before it, for a part of the name behind it.
    """
    at = t.idx[d.head]
    quotes = [q for q in (*speech, *names) if not q.start <= at < q.end]
    around = [q for q in quotes if any(_shares(t, r, q) for r in d.source)]
    if not around:
        return
    if d.subject is not None and any(q.start <= t.idx[d.subject] < q.end for q in around if _enters(t, d, q, speech)):
        d.subject = nearby_subject(t, d.head)
        d.source = [noun_phrase(t, d.subject)] if d.subject is not None else []
    for q in around:
        d.source = [r for old in d.source if (r := _against(t, old, q, q in speech)) is not None]


def holds(t: Tree, d: Draft, q: Quotation) -> bool:
    """Whether ``q`` lies in the source: a nickname or the name of something, which nobody says here."""
    return any(t.chars(r)[0] <= q.start and q.end <= t.chars(r)[1] for r in d.source)


def _shares(t: Tree, r: TokenRange, q: Quotation) -> bool:
    s, e = t.chars(r)
    return s < q.end and q.start < e


def _enters(t: Tree, d: Draft, q: Quotation, speech: Sequence[Quotation]) -> bool:
    return q in speech or any(q.start < t.chars(r)[0] < q.end < t.chars(r)[1] for r in d.source)


def _against(t: Tree, r: TokenRange, q: Quotation, spoken: bool) -> TokenRange | None:
    if not _shares(t, r, q):
        return r
    s, e = t.chars(r)
    first, last = bisect_left(t.idx, q.start), bisect_left(t.idx, q.end)
    if not spoken and q.start <= s and e <= q.end:
        return first, last
    if q.start < s or (spoken and q.start == s):
        return trim(t, (last, r[1])) if last < r[1] else None
    if not spoken:
        return r[0], max(r[1], last)
    return trim(t, (r[0], first)) if first > r[0] else None
