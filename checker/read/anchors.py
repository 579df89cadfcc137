"""From an article's text back to its file: anchors made while a text is prepared, and read when a report points at it.

Lines end as SARIF and the CI systems count them: at ``\\n``, with or without ``\\r`` before it. A text whose only line
ends are ``\\r`` has them counted instead.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from checker.records import Anchor

Edit = tuple[int, int, str]  # start and end of what is replaced (characters, half-open), and what replaces it


class Lines:
    """Where the lines of a decoded file begin."""

    def __init__(self, whole: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(_line_end(whole), whole))]

    def anchor(self, text: int, file: int) -> Anchor:
        """The anchor of the character at offset ``text`` of an article, which is the one at ``file`` of the file."""
        line = bisect_right(self._starts, file)
        return Anchor(text, file, line, file - self._starts[line - 1] + 1)


def place(text: str, anchors: Sequence[Anchor], position: int) -> Anchor | None:
    """Where the character at ``position`` of an article's text stands on disk; None where no anchor leads there."""
    index = bisect_right(anchors, position, key=lambda anchor: anchor.text)
    return _along(text, anchors[index - 1], position, _line_end(text)) if index else None


def edited(text: str, anchors: Sequence[Anchor], edits: Iterable[Edit]) -> tuple[str, tuple[Anchor, ...]]:
    """The text with the edits (in order, apart from each other) made, and its anchors, with one behind each edit."""
    parts: list[str] = []
    moved: list[Anchor] = []
    at = length = taken = 0  # in the old text, in the new one, and of the anchors
    near: Anchor | None = None  # the last anchor before ``at``, of the old text
    line_end = _line_end(text)
    for start, end, new in edits:
        parts += (text[at:start], new)
        while taken < len(anchors) and anchors[taken].text < end:
            near = anchors[taken]
            taken += 1
            if near.text <= start:
                moved.append(_moved(near, near.text - at + length))
        length += start - at + len(new)
        at = end
        if taken < len(anchors) and anchors[taken].text == end:
            near = anchors[taken]
            taken += 1
        if near is not None and end < len(text):
            near = _along(text, near, end, line_end)
            if moved and moved[-1].text == length:
                moved.pop()
            moved.append(_moved(near, length))
    parts.append(text[at:])
    moved += [_moved(anchor, anchor.text - at + length) for anchor in anchors[taken:]]
    return "".join(parts), tuple(moved)


def _line_end(text: str) -> str:
    return "\r" if "\r" in text and "\n" not in text else "\n"


def _along(text: str, anchor: Anchor, position: int, end: str) -> Anchor:
    """The anchor of a character behind another one's, between which text and file run alike."""
    between = text[anchor.text : position]
    lines = between.count(end)
    column = len(between) - between.rfind(end) if lines else anchor.column + len(between)
    return Anchor(position, anchor.file + len(between), anchor.line + lines, column)


def _moved(anchor: Anchor, text: int) -> Anchor:
    return Anchor(text, anchor.file, anchor.line, anchor.column)
