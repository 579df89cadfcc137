"""What a source denies. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from checker import attribution
from checker.records import AttributionSpan
from checker.words.lists import words_in

DENYING = words_in("speech", "denying")


def refuted(spans: Sequence[AttributionSpan], start: int, end: int) -> bool:
    """Whether the innermost source of a clause denies it."""
    around = attribution.enclosing(spans, start, end)
    return bool(around) and any(around[0].cue_text.lower().startswith(d[:-1]) for d in DENYING)
