"""Quotations whose speaker stands beside them without a verb: "“…” — Jon Roe, engineer", "And from Jon Roe: “…”"."""

from __future__ import annotations

from bisect import bisect_left

from checker.attribution import cues
from checker.attribution.drafts import Draft, trim
from checker.attribution.quotes import Quotation
from checker.attribution.syntax import TokenRange, Tree

_DASHES = frozenset({"—", "–", "-", "--", "―"})
_LONGEST = 20  # tokens of a name with what it is said to be
_NAMES = frozenset({"PERSON", "ORG", "NORP"})


def dash(t: Tree, q: Quotation) -> Draft | None:
    """A dash right behind the quotation or on the line below it, then nothing but a name to the end of that line."""
    k = _worded(t, bisect_left(t.idx, q.end), 1)
    if k is None or t.words[k] not in _DASHES:
        return None
    end = k + 1
    while end < len(t) and t.paragraph[end] == t.paragraph[k] and "\n" not in t.words[end] and end - k <= _LONGEST:
        end += 1
    span = trim(t, (k + 1, end)) if end > k + 1 else (k, k)
    head = _name(t, span)
    if head is None or end - k > _LONGEST or any(t.is_finite(i) and t.dep[i] != "relcl" for i in range(*span)):
        return None
    return Draft(k, [(k, k + 1)], [], [span], head)


def sender(t: Tree, q: Quotation) -> Draft | None:
    """A line or clause that ends in "from X:" before the quotation."""
    colon = _worded(t, bisect_left(t.idx, q.start) - 1, -1)
    if colon is None or t.words[colon] != ":":
        return None
    for k in range(colon - 1, max(-1, colon - _LONGEST), -1):
        if t.lower[k] == "from" and t.pos[k] == "ADP":
            span = (k + 1, colon)
            head = t.child(k, "pobj") if colon > k + 1 else None
            voice = head is not None and (t.pos[head] == "PROPN" or t.lemma[head] in cues.VOICES | cues.COLLECTIVE)
            return Draft(k, [(k, k + 1)], [], [trim(t, span)], head) if voice else None
    return None


def is_read(t: Tree, k: int, beside: int) -> bool:
    """ "the statement read": that verb between a text and its quotation, which taggers take for a noun or participle.

    ``beside`` is the token at the quotation's edge; the words from there to ``k``, or before ``k``, name the text.
    """
    if t.lower[k] not in cues.OF_TEXTS:
        return False
    nouns = range(beside, k) if beside <= k else range(max(0, k - _LONGEST // 2), k)
    return any(t.lemma[i] in cues.TEXTS and t.paragraph[i] == t.paragraph[k] for i in nouns)


def text_before(t: Tree, verb: int) -> tuple[int, TokenRange] | None:
    """Head and noun phrase of the text that "read" what it read, before that verb."""
    for i in range(verb - 1, max(-1, verb - _LONGEST), -1):
        if t.lemma[i] in cues.TEXTS:
            start = t.left[i] if t.left[i] <= i and t.paragraph[t.left[i]] == t.paragraph[i] else i
            while start < i and t.pos[start] in {"PUNCT", "SPACE"}:
                start += 1
            return i, trim(t, (start, verb))
    return None


def _worded(t: Tree, k: int, step: int) -> int | None:
    """The token at ``k``, or the next one in that direction that is no space."""
    while 0 <= k < len(t):
        if t.pos[k] != "SPACE" and t.words[k].strip():
            return k
        k += step
    return None


def _name(t: Tree, span: TokenRange) -> int | None:
    """The head of the phrase if its first words before a comma are a name or a word for those who speak."""
    start, end = span
    comma = next((k for k in range(start, end) if t.words[k] in {",", "("}), end)
    if comma <= start or comma - start > 6:
        return None
    head = comma - 1
    named = all(t.pos[k] == "PROPN" or t.pos[k] == "PUNCT" for k in range(start, comma)) and head > start
    return head if named or t.ent[head] in _NAMES or t.lemma[head] in cues.VOICES else None
