"""What pairwise tests find out about two claims."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from checker.records import Evidence, Level, Quantity


class Arithmetic(Protocol):
    """What the tests ask of two values; the room that compares values gives it, since this one knows none."""

    def exclude(self, a: Quantity, b: Quantity) -> bool:
        """Whether the two cannot both be true of one thing."""
        ...

    def exceeds(self, part: Quantity, whole: Quantity) -> bool:
        """Whether a part is more than the whole can be."""
        ...


def fit_of(score: float, code: str, detail: str) -> Fit:
    """A fit that one piece of evidence decides."""
    return Fit(score, [Evidence(code, Level.SAME, detail)])


@dataclass(slots=True)
class Fit:
    """What the tests found out: ``score`` in [0, 1], and the evidence in the order in which it was found."""

    score: float = 1.0
    evidence: list[Evidence] = field(default_factory=list)

    def same(self, code: str, detail: str) -> None:
        self.evidence.append(Evidence(code, Level.SAME, detail))

    def unknown(self, code: str, detail: str) -> None:
        self.evidence.append(Evidence(code, Level.UNKNOWN, detail))

    def differs(self, code: str, detail: str) -> None:
        self.evidence.append(Evidence(code, Level.DIFFERS, detail))

    def changed(self, code: str, detail: str) -> None:
        self.evidence.append(Evidence(code, Level.CHANGED, detail))

    def factor(self, value: float, code: str = "", detail: str = "") -> None:
        """Less sure by ``value``; words tell what was found, which below 1 fits without being the same."""
        self.score *= value
        if detail:
            self.evidence.append(Evidence(code, Level.SAME if value == 1.0 else Level.FITS, detail))

    @property
    def differing(self) -> bool:
        """Whether anything speaks for two things."""
        return any(e.level is Level.DIFFERS for e in self.evidence)
