"""Paragraphs of a text as character spans; pure string work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:(?:\r\n|\r|\n)[^\S\r\n]*)+")
_LINE = re.compile(r"[^\r\n]+")
_TERMINAL = re.compile(r"[.!?…:][\"'\u201d\u2019»)\]]*$")
WRAP_WIDTHS = range(45, 101)  # characters; text is wrapped at 65 to 80 columns in most wire and e-mail formats
WRAP_RAGGED = 25  # a wrapped line falls short of the longest by no more than its next word


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans ``(start, end)`` of the paragraphs without outer whitespace, in order.

    A blank line always ends a paragraph. A single newline does too, unless the block it stands in is
    hard-wrapped.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        spans.extend(_block(text, start, gap.start()))
        start = gap.end()
    spans.extend(_block(text, start, len(text)))
    return spans


def _block(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lines = [span for match in _LINE.finditer(text, start, end) if (span := _trim(text, *match.span())) is not None]
    if lines and is_hard_wrapped([text[a:b] for a, b in lines]):
        yield lines[0][0], lines[-1][1]
    else:
        yield from lines


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (start + left, start + right) if right > left else None


def is_hard_wrapped(lines: list[str]) -> bool:
    """Whether lines (stripped, none blank) are one paragraph broken at a column.

    All but the last are of like length, most breaks fall inside a sentence, and at least one line goes on
    in lower case: a list of headlines has none of these.
    """
    if len(lines) < 2:
        return False
    full = [len(line) for line in lines[:-1]]
    width = max(full)
    if width not in WRAP_WIDTHS or width - median(full) > WRAP_RAGGED / 2 or len(lines[-1]) > width:
        return False
    if width - min(full) > WRAP_RAGGED:
        return False
    inside = sum(not _TERMINAL.search(line) for line in lines[:-1])
    return 2 * inside >= len(full) and any(line[0].islower() for line in lines[1:])
