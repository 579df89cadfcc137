"""Evidence for tests that only care for its words, or for its code."""

from __future__ import annotations

from collections.abc import Iterable

from checker.records import Evidence, Level


def against(words: Iterable[str], level: Level = Level.DIFFERS, code: str = "time") -> tuple[Evidence, ...]:
    """A piece of evidence for each of the words."""
    return tuple(Evidence(code, level, detail) for detail in words)
