"""Quotations and their speakers: attach each quotation to the cue beside it, across sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from checker.attribution import cues
from checker.attribution.drafts import Draft, noun_phrase, verb_group
from checker.attribution.quotes import Quotation, quotations
from checker.attribution.syntax import Tree
from checker.attribution.verb_cues import nearby_subject, subject_of
from checker.parse.paragraphs import paragraphs

_REACH = 30  # tokens between a quotation and the verb that introduces or closes it


def join(t: Tree, drafts: list[Draft], spans: Sequence[tuple[int, int]]) -> list[Draft]:
    """``drafts`` with quotations added to their contents, and new ones for quotations with a bare cue."""
    allowed = [(t.idx[a], t.end[b - 1]) for a, b in spans if b > a]
    inside = [q for q in quotations(t.text) if any(s < q.end and q.start < e for s, e in allowed)]
    starts = [s for s, _ in paragraphs(t.text)]
    speech = [q for q in inside if _is_speech(t, q)]
    drafts = [d for d in drafts if _stands(t, d, speech)]
    last: tuple[Draft, Quotation] | None = None
    for q in inside:
        draft = _overlapping(t, drafts, q) or _beside(t, drafts, q, inside)
        if draft is None and last is not None and _runs_on(t, q, last[1], starts, drafts):
            draft = last[0]
        if draft is None:
            continue
        if not any(draft is d for d in drafts):
            drafts.append(draft)
        draft.quoted = True
        draft.speech.append((q.start, q.end))
        if _is_speech(t, q):
            last = (draft, q)
    return drafts


def _stands(t: Tree, d: Draft, speech: Sequence[Quotation]) -> bool:
    """Within a quotation only what others said counts, and the speaker's own doubt ("we believe that")."""
    at = t.idx[d.head]
    if not any(q.start <= at < q.end for q in speech):
        return True
    first_person = d.subject is not None and t.lower[d.subject] in {"i", "we", "you"}
    if first_person:
        return d.hedged and t.lemma[d.head] != "think"
    return d.subject is not None and t.lemma[d.head] in cues.SAYING


def _tokens(t: Tree, q: Quotation) -> tuple[int, int]:
    return bisect_left(t.idx, q.start), bisect_left(t.idx, q.end)


def _is_speech(t: Tree, q: Quotation) -> bool:
    """A quotation of at least a clause; shorter ones are partial quotes and stay within their content."""
    a, b = _tokens(t, q)
    return any(t.pos[k] in {"VERB", "AUX"} for k in range(a, b)) and (
        q.end - q.start > 12 or t.text[max(q.end - 2, 0)] in ",.?!"
    )


def _overlapping(t: Tree, drafts: Sequence[Draft], q: Quotation) -> Draft | None:
    """The innermost draft with its cue outside the quotation whose content shares characters with it."""
    best, size = None, 0
    for d in drafts:
        if q.start <= t.idx[d.head] < q.end:
            continue
        for r in d.content:
            s, e = t.chars(r)
            if s < q.end and q.start < e and (best is None or e - s < size):
                best, size = d, e - s
    return best


def _beside(t: Tree, drafts: Sequence[Draft], q: Quotation, quotes: Sequence[Quotation]) -> Draft | None:
    """A speech verb with a subject right after the quotation ("...," Smith said) or before it (Smith said: "...")."""
    a, b = _tokens(t, q)
    for order in (range(b, min(len(t), b + _REACH)), range(a - 1, max(-1, a - _REACH), -1)):
        for k in order:
            if "\n" in t.words[k] or (t.words[k] in {".", "?", "!"} and t.pos[k] == "PUNCT"):
                break
            if any(o.start <= t.idx[k] < o.end for o in quotes):
                continue
            if t.pos[k] == "VERB" and (t.lemma[k] in cues.QUOTING or (k == b and _inverted(t, k, q))):
                draft = next((d for d in drafts if d.head == k), None)
                if draft is not None:
                    return draft
                subject = subject_of(t, k) or nearby_subject(t, k)
                if subject is not None and not q.start <= t.idx[subject] < q.end:
                    return Draft(k, [verb_group(t, k)], [], [noun_phrase(t, subject)], subject)
    return None


def _inverted(t: Tree, verb: int, q: Quotation) -> bool:
    """ "“…,” reacted Jon Roe": right after a quotation of a clause that ends in a comma any verb quotes its subject."""
    subject = t.child(verb, "nsubj")
    if subject is None or subject < verb or t.left[subject] != verb + 1 or not t.is_finite(verb):
        return False
    person = t.ent[subject] in {"PERSON", "ORG", "NORP"} or t.lemma[subject] in cues.VOICES | cues.PEOPLE
    ends_in_comma = t.text[q.start : q.end].rstrip("”\"’'»").endswith(",")
    return ends_in_comma and _is_speech(t, q) and (person or t.lemma[subject].endswith(cues.PERSON_ENDINGS))


def _runs_on(t: Tree, q: Quotation, before: Quotation, starts: Sequence[int], drafts: Sequence[Draft]) -> bool:
    """The same voice goes on: same paragraph with no other cue between, or the next paragraph of an open quotation."""
    if q.continues:
        return True
    if not _is_speech(t, q):
        return False
    a, b = bisect_right(starts, before.start), bisect_right(starts, q.start)
    if a == b:
        return not any(before.end <= t.idx[d.head] < q.start and d.subject is not None for d in drafts[:-1]) or True
    return b == a + 1 and starts[b - 1] == q.start
