"""Where a text is cut for the parser, whose memory grows with a Doc's length: between paragraphs, else sentences.

Runs of characters without a space that are longer than any word are pieces of their own: spaCy's tokenizer takes
time in the square of their length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from checker.parse.paragraphs import paragraphs

PIECE = 20_000  # characters parsed at once
LONGEST_WORD = 1_000  # characters without a space; a longer run is data or damage, and one token
_RUN = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]?[A-Z0-9])")


def cuts(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it is one run without spaces) of each piece, in order; together they are the whole text.

    An empty text is one piece.
    """
    start = 0
    for run in _RUN.finditer(text):
        if run.start() > start:
            yield from _cut(text, start, run.start())
        yield (*run.span(), True)
        start = run.end()
    if start < len(text) or not text:
        yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    cuts = [start]
    if end - start > PIECE:
        for first, last in paragraphs(text[start:end]):
            if start + last - cuts[-1] > PIECE and start + first > cuts[-1]:
                cuts.append(start + first)
    for a, b in pairwise((*cuts, end)):
        yield from _cut_inside(text, a, b)


def _cut_inside(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """A paragraph too long for one piece: cut after the last sentence that fits, else at the last space."""
    while end - start > PIECE:
        limit = start + PIECE
        cut = max((m.end() for m in _SENTENCE_END.finditer(text, start, limit)), default=start)
        if cut == start:
            cut = next((i for i in range(limit, start, -1) if text[i - 1].isspace()), limit)
        yield start, cut, False
        start = cut
    yield start, end, False
