"""What pairwise tests find out about two claims."""

from __future__ import annotations

from dataclasses import dataclass, field


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
