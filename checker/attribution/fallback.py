"""Speech verbs that the parser left without a clause: the content is read off the order of the words."""

from __future__ import annotations

from checker.attribution.cues import NOBODY, SAYING
from checker.attribution.drafts import Draft, noun_phrase, trim, verb_group
from checker.attribution.subjects import subject_of
from checker.attribution.syntax import TokenRange, Tree

_PHRASES = {"prep", "npadvmod", "advmod", "dobj", "dative", "punct", "mark", "prt"}


def linear(t: Tree, i: int, start: int, end: int) -> Draft | None:
    """``verb + clause`` or ``clause, noun verb`` within the sentence ``[start, end)``; None if neither is there."""
    if t.lemma[i] not in SAYING or not t.is_finite(i) or t.child(i, "auxpass") is not None:
        return None
    source = _source(t, i, start)
    if source is None:
        return None
    content = _after(t, i, end) or _before(t, i, source, start)
    if content is None:
        return None
    head = next(
        (k for k in range(source[1] - 1, source[0] - 1, -1) if t.pos[k] in {"NOUN", "PROPN", "PRON"}), source[0]
    )
    if t.lower[head] in NOBODY:
        return None
    own = subject_of(t, i)
    return Draft(i, [verb_group(t, i)], [content], [source], own if own is not None else head)


def _source(t: Tree, i: int, start: int) -> TokenRange | None:
    subject = t.child(i, "nsubj")
    if subject is not None and subject < i and t.paragraph[subject] == t.paragraph[i]:
        span = noun_phrase(t, subject)
        return span if span[1] <= i else (t.left[subject], subject + 1)
    k = verb_group(t, i)[0] - 1
    if k < start or t.pos[k] not in {"NOUN", "PROPN", "PRON"}:
        return None
    first = k
    while first - 1 >= start and t.pos[first - 1] in {"NOUN", "PROPN", "ADJ", "DET", "NUM"}:
        first -= 1
    return first, k + 1


def _after(t: Tree, i: int, end: int) -> TokenRange | None:
    first = i + 1
    while first < end and t.head[first] == i and t.dep[first] in _PHRASES and not _holds_clause(t, t.subtree(first)):
        first = max(first, t.right[first]) + 1
    if first < end and t.lower[first] == "that":
        first += 1
    return trim(t, (first, end)) if first < end and _holds_clause(t, (first, end)) else None


def _before(t: Tree, i: int, source: TokenRange, start: int) -> TokenRange | None:
    comma = source[0] - 1
    if comma <= start or t.words[comma] != "," or not _holds_clause(t, (start, comma)):
        return None
    return trim(t, (start, comma))


def _holds_clause(t: Tree, span: TokenRange) -> bool:
    return any(
        t.pos[k] in {"VERB", "AUX"} and t.is_finite(k) and t.child(k, "nsubj", "nsubjpass", "expl") is not None
        for k in range(*span)
    )
