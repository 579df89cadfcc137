"""How many steps a backtracking matcher takes: Python's own grammar of a pattern, matched by a plain interpreter.

Steps are counted and not seconds, so a test of growth gives the same on every machine. Python's engine is cleverer
here and there and never does more; what grows too fast here is at least suspect.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

LIMIT = 400_000
REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}
UNBOUNDED = 9  # repeats that may go on so long are pumped


class TooManySteps(Exception):
    pass


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python ``work`` runs: what it takes on any machine, but for the loops of its libraries."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


class Steps:
    """The steps of searching ``text`` from its every position."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
        self.ignore_case = bool(self.tree.state.flags & re.IGNORECASE)
        self.steps = 0
        self._charsets: dict[Any, re.Pattern[str]] = {}

    def search(self, text: str) -> int:
        self.steps, self.text, self.groups = 0, text, {}
        for start in range(len(text) + 1):
            for _ in self._match(list(self.tree), 0, start):
                return self.steps
        return self.steps

    def find_all(self, text: str) -> int:
        """The steps of finding every match in ``text``, one behind the other."""
        self.steps, self.text, self.groups = 0, text, {}
        start = 0
        while start <= len(text):
            end = next(self._match(list(self.tree), 0, start), start)
            start = max(end, start + 1)
        return self.steps

    def _match(self, nodes: list[Any], at: int, pos: int) -> Iterator[int]:
        self.steps += 1
        if self.steps > LIMIT:
            raise TooManySteps
        if at == len(nodes):
            yield pos
            return
        for end in self._one(nodes[at], pos):
            yield from self._match(nodes, at + 1, end)

    def _one(self, node: Any, pos: int) -> Iterator[int]:
        op, given = node
        if op in REPEATS:
            low, high, body = given
            found = self._repeat(list(body), low, high, pos, op is sre.MIN_REPEAT)
            yield from (self._first(found) if op is sre.POSSESSIVE_REPEAT else found)
        elif op is sre.BRANCH:
            for branch in given[1]:
                yield from self._match(list(branch), 0, pos)
        elif op is sre.SUBPATTERN:
            for end in self._match(list(given[3]), 0, pos):
                self.groups[given[0]] = self.text[pos:end]
                yield end
        elif op is sre.ATOMIC_GROUP:
            yield from self._first(self._match(list(given), 0, pos))
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            if self._looks(given, pos) is (op is sre.ASSERT):
                yield pos
        elif op is sre.GROUPREF:
            if self.text.startswith(said := self.groups.get(given, ""), pos):
                yield pos + len(said)
        elif op is sre.GROUPREF_EXISTS:
            group, yes, no = given
            yield from self._match(list(yes if group in self.groups else no or []), 0, pos)
        elif op is sre.AT:
            if self._boundary(given, pos):
                yield pos
        elif pos < len(self.text) and charset(self._charsets, node, self.ignore_case).match(self.text[pos]):
            yield pos + 1

    def _repeat(self, body: list[Any], low: int, high: Any, pos: int, lazy: bool, done: int = 0) -> Iterator[int]:
        if lazy and done >= low:
            yield pos
        if done < high:
            for end in self._match(body, 0, pos):
                if end > pos or done < low:
                    yield from self._repeat(body, low, high, end, lazy, done + 1)
        if not lazy and done >= low:
            yield pos

    @staticmethod
    def _first(found: Iterator[int]) -> Iterator[int]:
        for end in found:
            yield end
            return

    def _looks(self, given: Any, pos: int) -> bool:
        direction, body = given
        if direction > 0:
            return any(True for _ in self._match(list(body), 0, pos))
        width = body.getwidth()[0]
        return pos >= width and any(end == pos for end in self._match(list(body), 0, pos - width))

    def _boundary(self, where: Any, pos: int) -> bool:
        before, after = self.text[pos - 1 : pos] if pos else "", self.text[pos : pos + 1]
        if where in (sre.AT_BOUNDARY, sre.AT_NON_BOUNDARY):
            edge = bool(re.match(r"\w", before)) != bool(re.match(r"\w", after))
            return edge is (where is sre.AT_BOUNDARY)
        if where in (sre.AT_BEGINNING, sre.AT_BEGINNING_STRING):
            lines = where is sre.AT_BEGINNING and self.tree.state.flags & re.MULTILINE
            return pos == 0 or bool(lines and before == "\n")
        return pos == len(self.text) or (where is sre.AT_END and after == "\n")


def charset(known: dict[Any, re.Pattern[str]], node: Any, ignore_case: bool) -> re.Pattern[str]:
    """A pattern for one character, compiled by Python itself from one node of the grammar."""
    key = repr(node)
    if key not in known:
        state = parser.State()
        state.flags = re.UNICODE | (re.IGNORECASE if ignore_case else 0)
        from re import _compiler as compiler  # type: ignore[attr-defined]

        tree = parser.SubPattern(state, [node])
        code = compiler._code(tree, state.flags | re.DOTALL)
        import _sre

        known[key] = _sre.compile("", state.flags, code, 0, {}, (None,))
    return known[key]


# ------------------------------------------------------------------ texts that try a pattern


ALPHABET = [chr(c) for c in range(32, 127)] + list("\n\u2019\u201c\u201d\u2013\u00e9\u20ac½")


def attacks(pattern: re.Pattern[str], n: int) -> Iterator[str]:
    """For each repeat without a low bound above: what leads to it, ``n`` times what it repeats, and what ends it."""
    steps = Steps(pattern)
    pumps: list[Any] = []
    _walk(steps.tree, lambda node: pumps.append(node) if node[0] in REPEATS and node[1][1] > UNBOUNDED else None)
    for k, pump in enumerate(pumps):
        for seed in range(2):
            chance = random.Random(f"{pattern.pattern}{k}{seed}")
            text, reached = _sample(steps, steps.tree, pump, n, chance)
            if reached:
                yield text + "\0"


def _walk(tree: Any, visit: Callable[[Any], None]) -> None:
    for node in tree:
        visit(node)
        op, given = node
        if op in REPEATS:
            _walk(given[2], visit)
        elif op is sre.BRANCH:
            for branch in given[1]:
                _walk(branch, visit)
        elif op is sre.SUBPATTERN:
            _walk(given[3], visit)
        elif op is sre.ATOMIC_GROUP:
            _walk(given, visit)


def _sample(steps: Steps, tree: Any, pump: Any, n: int, chance: random.Random) -> tuple[str, bool]:
    """(a text for the tree up to the end of the pumped repeat, whether it was reached)."""
    text = ""
    for node in tree:
        op, given = node
        piece, reached = "", False
        if node is pump:
            inside = [_sample(steps, given[2], None, 1, chance)[0] for _ in range(2)]
            return text + "".join(chance.choice(inside) for _ in range(n)), True
        if op in REPEATS:
            inner, reached = _sample(steps, given[2], pump, n, chance)
            piece = inner * max(1, given[0]) if reached or given[0] else chance.choice(("", inner))
        elif op is sre.BRANCH:
            options = [_sample(steps, branch, pump, n, chance) for branch in given[1]]
            piece, reached = next((o for o in options if o[1]), chance.choice(options))
        elif op is sre.SUBPATTERN:
            piece, reached = _sample(steps, given[3], pump, n, chance)
        elif op is sre.ATOMIC_GROUP:
            piece, reached = _sample(steps, given, pump, n, chance)
        elif op not in (sre.ASSERT, sre.ASSERT_NOT, sre.AT, sre.GROUPREF, sre.GROUPREF_EXISTS):
            fits = charset(steps._charsets, node, steps.ignore_case)
            piece = chance.choice([c for c in ALPHABET if fits.match(c)] or ["\u4e00"])
        text += piece
        if reached:
            return text, True
    return text, False
