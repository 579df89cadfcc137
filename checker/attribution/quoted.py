"""Quotations and their speakers: attach each quotation to the cue beside it, across sentences and paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from checker.attribution import borders, cues, leads
from checker.attribution.drafts import Draft, source_of, verb_group
from checker.attribution.quotes import Quotation, quotations
from checker.attribution.subjects import nearby_subject, subject_of
from checker.attribution.syntax import TokenRange, Tree
from checker.parse.paragraphs import paragraphs

_ENDED = (".”", '."', ".’", ".'", ".»")
_REACH = 30  # tokens between a quotation and the verb that introduces or closes it


def join(t: Tree, drafts: list[Draft], spans: Sequence[tuple[int, int]]) -> list[Draft]:
    """``drafts`` with quotations added to their contents, and new ones for quotations with a bare cue."""
    allowed = [(t.idx[a], t.end[b - 1]) for a, b in spans if b > a]
    inside = [q for q in quotations(t.text) if any(s < q.end and q.start < e for s, e in allowed)]
    starts = [s for s, _ in paragraphs(t.text)]
    speech = [q for q in inside if _is_speech(t, q)]
    names = [q for q in inside if q not in speech]
    drafts = [d for d in drafts if _stands(t, d, speech)]
    for d in drafts:
        borders.settle(t, d, speech, names)
    last: tuple[Draft, Quotation] | None = None
    for q in inside:
        if any(borders.holds(t, d, q) for d in drafts):
            continue
        draft = _overlapping(t, drafts, q)
        if draft is None and (q in speech or _is_set_off(t, q)):
            draft = _beside(t, drafts, q, inside) or leads.dash(t, q) or leads.sender(t, q)
        if draft is None and last is not None and _runs_on(q, last[1], starts, _is_speech(t, q)):
            draft = last[0]
        draft = draft or (_report_before(t, drafts, q) if q in speech else None)
        if draft is None:
            continue
        if not any(draft is d for d in drafts):
            borders.settle(t, draft, speech, names)
            drafts.append(draft)
            if borders.holds(t, draft, q):
                continue
        if q in speech or _is_utterance(t, draft, q):
            last = (draft, q)
        if q in speech:
            draft.content = [_behind_colon(t, r, q) for r in draft.content]
        draft.quoted = True
        draft.speech.append((q.start, q.end))
    return drafts


def _stands(t: Tree, d: Draft, speech: Sequence[Quotation]) -> bool:
    """Within a quotation only what others said counts, and the speaker's own doubt ("we believe that")."""
    at = t.idx[d.head]
    if not any(q.start <= at < q.end for q in speech):
        return True
    first_person = d.subject is not None and t.lower[d.subject] in {"i", "we", "you"}
    if first_person:
        return d.hedged and t.lemma[d.head] != "think"
    return d.subject is not None and t.lemma[d.head] in cues.SAYING and t.lower[d.subject] not in cues.NOBODY


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


def _behind_colon(t: Tree, r: TokenRange, q: Quotation) -> TokenRange:
    """ "announced Thursday night: “…”": without what stands between the cue and the colon before what is said."""
    first, _ = _tokens(t, q)
    before = range(r[0], first)
    told = any(t.pos[k] in {"VERB", "AUX"} for k in before)
    return (first, r[1]) if before and first < r[1] and t.words[first - 1] == ":" and not told else r


def _is_set_off(t: Tree, q: Quotation) -> bool:
    """Behind a mark or a verb, or at a line's start; else words in marks belong to the phrase: "on the “Late Hour”"."""
    a, _ = _tokens(t, q)
    return a in (0, len(t)) or t.pos[a - 1] in {"PUNCT", "VERB", "AUX", "SPACE"} or t.paragraph[a - 1] != t.paragraph[a]


def _beside(t: Tree, drafts: Sequence[Draft], q: Quotation, quotes: Sequence[Quotation]) -> Draft | None:
    """A speech verb with a subject right after the quotation ("...," Smith said) or before it (Smith said: "...")."""
    a, b = _tokens(t, q)
    for order in (range(b, min(len(t), b + _REACH)), range(a - 1, max(-1, a - _REACH), -1)):
        for k in order:
            if ("\n" in t.words[k] and not (order.step < 0 and t.words[k - 1] == ":")) or (
                t.words[k] in {".", "?", "!"} and t.pos[k] == "PUNCT"
            ):
                break
            if any(o.start <= t.idx[k] < o.end for o in quotes):
                continue
            if t.pos[k] == "SCONJ" and k == b:
                break  # "a sign that read “…” after he had spoken"
            read = leads.is_read(t, k, order.start)
            if read or (t.pos[k] == "VERB" and (t.lemma[k] in cues.QUOTING or (k == b and _inverted(t, k, q)))):
                draft = next((d for d in drafts if d.head == k), None)
                if draft is not None and order.step > 0 and draft.content and t.text.endswith(_ENDED, q.start, q.end):
                    break  # the next sentence, which reports something of its own
                if draft is not None:
                    return draft
                if read and t.pos[k] != "VERB" and (text := leads.text_before(t, k)) is not None:
                    return Draft(k, [(k, k + 1)], [], [text[1]], text[0])
                subject = subject_of(t, k) or nearby_subject(t, k)
                if subject is not None and not q.start <= t.idx[subject] < q.end:
                    return Draft(k, [verb_group(t, k)], [], source_of(t, subject, k), subject)
    return None


def _inverted(t: Tree, verb: int, q: Quotation) -> bool:
    """ "“…,” reacted Jon Roe": right after a quotation of a clause that ends in a comma any verb quotes its subject."""
    subject = t.child(verb, "nsubj")
    if subject is None or subject < verb or t.left[subject] != verb + 1 or not t.is_finite(verb):
        return False
    person = t.ent[subject] in {"PERSON", "ORG", "NORP"} or t.lemma[subject] in cues.VOICES | cues.PEOPLE
    return (
        _last_character(t, q) == "," and _is_speech(t, q) and (person or t.lemma[subject].endswith(cues.PERSON_ENDINGS))
    )


def _last_character(t: Tree, q: Quotation) -> str:
    """The last one inside the marks."""
    return t.text[q.start : q.end].rstrip("”\"’'»")[-1:]


def _runs_on(q: Quotation, before: Quotation, starts: Sequence[int], is_speech: bool) -> bool:
    """The same voice goes on: in the same paragraph, or in the next one that opens with the quotation."""
    if q.continues:
        return True
    a, b = bisect_right(starts, before.start), bisect_right(starts, q.start)
    return is_speech and (a == b or (b == a + 1 and starts[b - 1] == q.start))


def _is_utterance(t: Tree, d: Draft, q: Quotation) -> bool:
    """ "“Hell,” said Roe": all that is said so far, with its own punctuation, though it has no verb."""
    ended = _last_character(t, q) in {",", ".", "?", "!"}
    return ended and all(q.start <= t.chars(r)[0] and t.chars(r)[1] <= q.end for r in d.content)


def _report_before(t: Tree, drafts: Sequence[Draft], q: Quotation) -> Draft | None:
    """ "Roe said he was worried. “The roof leaks.”": quoted sentences go on from the report before them.

    The report is the outermost of the sentence that ends right before the quotation, in the same paragraph.
    """
    a, b = _tokens(t, q)
    end = a - 1
    if end < 1 or t.words[end] not in {".", ":"} or t.paragraph[end] != t.paragraph[a]:
        return None
    if _last_character(t, q) not in {".", "?", "!"} or (b < len(t) and t.words[b] == ","):
        return None
    root = next((k for k in t.ancestors(end) if t.head[k] == k), end)
    said = (d for d in drafts if d.head == root and t.lemma[root] in cues.SPEECH and d.subject is not None)
    return next(said, None)
