"""An attribution while it is being put together, and the span conventions shared by all cue kinds.

Conventions follow PolNeAR (Newell et al., LREC 2018): the source is the whole noun phrase, the cue the verb
group with its auxiliaries, the content the complement with its quotation marks and without final punctuation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from checker.attribution.syntax import TokenRange, Tree
from checker.words.lists import words_in

_OPENING = {"“", "‘", "«", "``", "(", "[", "„"}
_CLOCK = words_in("speech", "ends_of_clock_times")
_CLOSING = {"”", "''", "»", '"'}
_TRIM = {",", ";", ":", "-", "–", "—", "--", ".", "\n", "and", "but"}


@dataclass(slots=True)
class Draft:
    """``head`` is the cue's main token, ``subject`` the source's head token (None when nobody is named)."""

    head: int
    cue: list[TokenRange]
    content: list[TokenRange]
    source: list[TokenRange] = field(default_factory=list)
    subject: int | None = None
    hedged: bool = False
    quoted: bool = False
    speech: list[tuple[int, int]] = field(default_factory=list)  # quotations of the content, in characters


def noun_phrase(t: Tree, head: int) -> TokenRange:
    """The source noun phrase around ``head``: its subtree without trailing punctuation."""
    start, end = t.same_paragraph(t.subtree(head), head)
    for k in t.kids[head]:
        if k > head and t.dep[k] in {"parataxis", "ccomp", "advcl"}:
            end = min(end, t.left[k])
    start = next((k + 1 for k in range(head - 1, start - 1, -1) if t.words[k] == "|"), start)  # between page elements
    start = _behind_time(t, start, head)
    return trim(t, (start, max(end, head + 1)))


def _behind_time(t: Tree, start: int, head: int) -> int:
    """Where the phrase begins without a time of day before a name: "6:10 p.m. ET Jon Roe"."""
    k = start
    while k < head and (t.ent[k] == "TIME" or t.lower[k] in _CLOCK):
        k += 1
    return k if t.pos[head] == "PROPN" and t.pos[k] != "PART" else start


def source_of(t: Tree, subject: int, cue: int) -> list[TokenRange]:
    """The source's noun phrase; one that holds the cue itself ("voters who say") ends before the cue's clause."""
    start, end = noun_phrase(t, subject)
    if start <= cue < end:
        start, end = trim(t, (start, max(subject + 1, t.left[cue]))) if subject < cue else (subject, subject + 1)
    clock = all(t.lower[k] in _CLOCK for k in range(start, end))
    return [(start, end)] if has_word(t, (start, end)) and not clock else []


def has_word(t: Tree, span: TokenRange) -> bool:
    return any(t.pos[k] not in {"PUNCT", "SPACE"} for k in range(*span))


def verb_group(t: Tree, verb: int) -> TokenRange:
    """Auxiliaries, negation, adverbs and particle around a verb: "has repeatedly said", "pointed out"."""
    start, end = verb, verb + 1
    while start - 1 >= 0 and t.head[start - 1] == verb and t.dep[start - 1] in {"aux", "auxpass", "neg", "advmod"}:
        if is_surname(t, start - 1):
            break
        start -= 1
    if end < len(t) and t.head[end] == verb and t.dep[end] in {"prt", "neg"}:
        end += 1
    while t.dep[start] == "advmod" and t.tag[start] in {"WRB", "WDT"}:
        start += 1
    return start, end


def is_surname(t: Tree, k: int) -> bool:
    """ "“…,” May said": a capital right behind a closing mark is a name, whatever word it also is."""
    return k > 0 and t.words[k].istitle() and t.words[k - 1] in _CLOSING


def trim(t: Tree, span: TokenRange) -> TokenRange:
    """Strips spaces and loose punctuation from both ends; never to nothing."""
    start, end = span
    while end - 1 > start and (t.pos[end - 1] == "SPACE" or t.words[end - 1] in _TRIM):
        end -= 1
    while start < end - 1 and (t.pos[start] == "SPACE" or t.words[start] in _TRIM):
        start += 1
    return start, end


def without(span: TokenRange, holes: Iterable[TokenRange]) -> list[TokenRange]:
    """``span`` less every hole, as the ranges that remain."""
    rest = [span]
    for a, b in holes:
        rest = [
            (s, e)
            for start, end in rest
            for s, e in (((start, end),) if b <= start or a >= end else ((start, a), (b, end)))
            if s < e
        ]
    return rest
