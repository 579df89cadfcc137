"""Quotations in plain text: straight, curly, single and angle marks, over sentences and paragraphs. Pure.

A quotation that a paragraph leaves open runs to the paragraph's end, and the next paragraph that begins with
the same opening mark continues it (the convention of newspapers; Chicago Manual of Style 13.30).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.parse.paragraphs import paragraphs

_CLOSERS = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’", "'": "'", "``": "''", "''": "''"}
_OPEN = re.compile(
    r"“|„|«|``|''(?=[\w('\"‘“.$])|(?<![\w.,!?;])\"(?=\S)|(?<![\w.,!?;’'])[‘'](?=[A-Z0-9“\"])|(?<=[\s(\[—–-])[‘'](?=\w)"
)
_APOSTROPHE_WORDS = re.compile(r"['‘](?:\d0s|\d\d\b|em\b|til\b|cause\b|tis\b|twas\b|n\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """``start``/``end`` include the marks; ``continues`` marks a later paragraph of an open quotation."""

    start: int
    end: int
    closed: bool = True
    continues: bool = False


def quotations(text: str) -> list[Quotation]:
    """All outermost quotations of ``text`` in order; marks inside another quotation are part of it."""
    found: list[Quotation] = []
    for start, end in paragraphs(text):
        before = found[-1] if found and not found[-1].closed else None
        for q in _in_paragraph(text, start, end):
            follows = before is not None and text[start : q.start].strip() == ""
            found.append(Quotation(q.start, q.end, q.closed, follows))
            before = None
    return found


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    at = start
    while m := _OPEN.search(text, at, end):
        mark = m.group()
        if mark in "‘'" and (_APOSTROPHE_WORDS.match(text, m.start()) or _closer(text, m.end(), end, mark) is None):
            at = m.end()
            continue
        close = _closer(text, m.end(), end, mark)
        if close is None and text[start : m.start()].strip() and mark in {'"', "''"}:
            at = m.end()  # a stray straight mark in running text: it may as well have been a closing one
            continue
        stop = end if close is None else close
        yield Quotation(m.start(), len(text[:stop].rstrip()) if close is None else stop, close is not None)
        at = stop


def _closer(text: str, at: int, end: int, mark: str) -> int | None:
    """Where the quotation opened by ``mark`` ends (after its closing mark), None if the paragraph leaves it open."""
    closers = _CLOSERS[mark]
    if mark in {"``", "''"}:
        n = text.find("''", at, end)
        return n + 2 if n >= 0 else None
    depth = 0
    for i in range(at, end):
        c = text[i]
        if c == mark and mark in "“«":
            depth += 1
        elif c in closers and not (mark in "‘'" and _is_apostrophe(text, i)):
            if depth == 0:
                return i + 1
            depth -= 1
    return None


def _is_apostrophe(text: str, i: int) -> bool:
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    if after.isalnum():
        return True
    # "the victims' names": a plural possessive looks like a closing mark; punctuation before the mark decides
    return before == "s" and after == " " and text[i + 2 : i + 3].islower()
