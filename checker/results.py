"""What a check ends in: the Report with what changed since a ledger saw it, and the gate's say.

``records`` hands these on with all the others; they stand here because that file would be too long to read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.records import Article, Claim, ModelInfo, Skipped, Topic, Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """A value that an outlet changed in an article which a ledger holds: "7" in ``was``, "6" in ``now``.

    ``claim`` is the id of the claim as the article makes it now.
    """

    article: str
    outlet: str
    claim: str
    was: str
    now: str
    sentence_was: str
    sentence_now: str

    def __str__(self) -> str:
        return f'{self.article}: changed from "{self.was}" to "{self.now}" since it was last checked'


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a renderer needs; renderers are functions ``Report -> str``.

    ``copies`` are pairs of article ids: one that carries the text of another, and the first that carries it.
    ``remarks`` are sentences on the batch itself that a reader should know before the findings: doubtful dates.
    For Python and notebooks it renders itself; the renderers are loaded when they are asked for.
    """

    model: ModelInfo
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    topics: tuple[Topic, ...]
    verdicts: tuple[Verdict, ...]
    skipped: tuple[Skipped, ...] = ()
    changes: tuple[Change, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()

    def to_markdown(self) -> str:
        """The report for people, as ``checker check`` prints it with the default gate."""
        return self._rendered("markdown")

    def to_html(self) -> str:
        """The whole page, one file."""
        return self._rendered("html")

    def to_json(self) -> str:
        """The contract's JSON."""
        return self._rendered("json")

    def to_pandas(self) -> Any:
        """A pandas DataFrame, one row a pair, see ``reports.frame``. Raises ReportError where pandas is missing."""
        from checker.reports.frame import frame

        return frame(self)

    def _repr_html_(self) -> str:
        """The page in a frame of its own, which is how a notebook shows it."""
        from checker.reports.frame import framed

        return framed(self.to_html())

    def _rendered(self, name: str) -> str:
        from checker.findings.gate import gate_report
        from checker.reports import render

        return render(name, self, gate_report(self))


@dataclass(frozen=True, slots=True)
class GateResult:
    """``status`` is the exit status: 0 clean, 1 findings at or above ``fail_on``, 2 unreadable input.

    failing     ids of the verdicts that reach ``fail_on`` and are neither known nor suppressed
    known       ids of the verdicts that the baseline holds; None when there is no baseline
    suppressed  (verdict id, reason) of what the suppressions file excuses
    remarks     what a person should know of the policy: unused or expired suppressions, a missing baseline
    """

    status: int
    failing: tuple[str, ...]
    reason: str
    known: tuple[str, ...] | None = None
    suppressed: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
