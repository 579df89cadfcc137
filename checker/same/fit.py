"""What pairwise tests find out about two claims."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from checker.records import Quantity


class Arithmetic(Protocol):
    """What the tests ask of two values; the room that compares values gives it, since this one knows none."""

    def exclude(self, a: Quantity, b: Quantity) -> bool:
        """Whether the two cannot both be true of one thing."""
        ...

    def exceeds(self, part: Quantity, whole: Quantity) -> bool:
        """Whether a part is more than the whole can be."""
        ...


@dataclass(slots=True)
class Fit:
    """``score`` in [0, 1]; ``reasons``, ``obstacles`` and ``changes`` are phrases for people."""

    score: float = 1.0
    reasons: list[str] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)

    def factor(self, value: float, reason: str = "") -> None:
        self.score *= value
        if reason:
            self.reasons.append(reason)
