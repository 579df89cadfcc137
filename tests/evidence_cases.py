"""Evidence for tests that only care for its words."""

from __future__ import annotations

from collections.abc import Iterable

from checker.records import Evidence, Level


def against(words: Iterable[str], level: Level = Level.DIFFERS) -> tuple[Evidence, ...]:
    """A piece of evidence for each of the words; "only ..." and the like have the codes that rules go by."""
    return tuple(Evidence(_code(detail), level, detail) for detail in words)


def _code(detail: str) -> str:
    starts = {"only ": "limits", "one counts a part": "part", "one counts only those": "additional"}
    return next((code for start, code in starts.items() if detail.startswith(start)), "time")
