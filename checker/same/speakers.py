"""Evidence from who says it. Pure."""

from __future__ import annotations

from checker.same.measures import Articles, differ, same
from checker.same.view import ClaimView

CODE = "speaker"
NAMES = ("speaker_same", "speaker_differs", "speaker_one")


def measures(a: ClaimView, b: ClaimView, _: Articles) -> tuple[float, ...]:
    """Ones and zeros in the order of ``NAMES``."""
    told = same(a.speaker, b.speaker), differ(a.speaker, b.speaker), bool(a.speaker) != bool(b.speaker)
    return tuple(map(float, told))


def detail(a: ClaimView, b: ClaimView, agreeing: bool) -> str:
    if differ(a.speaker, b.speaker):
        return "two speakers"
    return "one speaker" if a.speaker & b.speaker else "who says it is told of one only"
