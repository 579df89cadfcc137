"""A text put together from pieces of its file, each anchored where it stands there."""

from __future__ import annotations

import re
from bisect import bisect_right

from checker.read.anchors import Lines
from checker.records import Anchor

_GAPS = ("", " ", "; ", "\n", "\n\n")  # the wider one wins where several meet
WORD, CELL, LINE, BLOCK = _GAPS[1:]


class Body:
    """A part of a decoded file with ``\\n`` for every line end; ``text`` begins at offset ``start`` of the file."""

    def __init__(self, whole: str, start: int) -> None:
        lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", whole[start:])
        self.lines = [line.rstrip("\r\n") + "\n" for line in lines]
        self.text = "".join(self.lines)
        self.starts = _starts(self.lines, 0)
        self._in_file = _starts(lines, start)
        self._of_file = Lines(whole)

    def anchor(self, text: int, position: int) -> Anchor:
        """The anchor of offset ``text`` of the article, the character at ``position`` of this part."""
        line = bisect_right(self.starts, position) - 1
        return self._of_file.anchor(text, self._in_file[line] + position - self.starts[line])


class Assembly:
    """Pieces of a body in order, with gaps between them; no gap opens or ends the text, and none follows another."""

    def __init__(self, body: Body) -> None:
        self.anchors: list[Anchor] = []
        self._body = body
        self._parts: list[str] = []
        self._length = 0
        self._gap = ""

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def size(self) -> int:
        """How many pieces there are, for :meth:`since`."""
        return len(self._parts)

    def since(self, size: int) -> str:
        """What was added since there were ``size`` pieces."""
        return "".join(self._parts[size:]).strip()

    def gap(self, gap: str) -> None:
        """Asks for a gap before the next piece."""
        self._gap = max(self._gap, gap, key=_GAPS.index)

    def add(self, piece: str, position: int) -> None:
        """A piece of one line that begins at ``position`` of the body; outer space becomes a gap."""
        words = piece.strip()
        left = len(piece) - len(piece.lstrip())
        if left or not words:
            self.gap(WORD if piece else "")
        if not words:
            return
        if self._gap == WORD and not left and words[0] in ",.;:!?)":  # what stood between was left out
            self._gap = ""
        if self._gap and self._length:
            self._parts.append(self._gap)
            self._length += len(self._gap)
        self._gap = WORD if piece[-1].isspace() else ""
        here = self._body.anchor(self._length, position + left)
        last = self.anchors[-1] if self.anchors else None
        runs_on = last and last.line == here.line and here.file - last.file == here.text - last.text
        if not runs_on:
            self.anchors.append(here)
        self._parts.append(words)
        self._length += len(words)


def _starts(lines: list[str], start: int) -> list[int]:
    starts = [start]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts
