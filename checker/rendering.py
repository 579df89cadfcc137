"""How a Report renders itself for Python and notebooks; the renderers are loaded when they are asked for."""

from __future__ import annotations

from typing import Any


class Rendering:
    """What ``records.Report`` can do besides holding its records."""

    __slots__ = ()

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

        return frame(self)  # type: ignore[arg-type]

    def _repr_html_(self) -> str:
        """The page in a frame of its own, which is how a notebook shows it."""
        from checker.reports.frame import framed

        return framed(self.to_html())

    def _rendered(self, name: str) -> str:
        from checker.gate import gate_report
        from checker.reports import render

        return render(name, self, gate_report(self))  # type: ignore[arg-type]
