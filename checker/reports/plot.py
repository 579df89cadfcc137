"""The picture of one cumulative count in plain characters, which every Markdown viewer and terminal can show.

Mermaid and embedded SVG were the alternatives: the one can't draw a bound with an open end, GitHub strips the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.findings.facts import FactValue
from checker.findings.text import day, listing, one_line, shorten
from checker.records import Comparator
from checker.reports.chart import OPEN_DOWN, OPEN_UP, ends_of
from checker.words.wording import number

WIDTH = 40  # characters from zero to the greatest value
MAX_ROWS = 60
_MAX_OUTLETS = 60


def plot(rows: Sequence[FactValue]) -> str:
    """One line a value, oldest first: date, a bar to scale, the value and its outlets; "" without two finite values.

    ``●`` stands for an exact value, ``○`` for about, ``├──┤`` for a range, ``●┄▶`` for at least or more than,
    ``◀┄●`` for at most or less than. Values below zero begin the scale at the least of them.
    """
    known = [(row, found) for row in rows if (found := ends_of(row.claims[0].quantity))]
    if len(known) < 2:
        return ""
    low = min(0.0, *(found[0] for _, found in known))
    high = max(0.0, *(found[1] for _, found in known))
    scale = (WIDTH - 1) / (high - low) if high > low else 0.0
    dates = [day(row.as_of) for row, _ in known]
    values = [one_line(row.words) for row, _ in known]
    left, right = max(map(len, dates)), max(map(len, values))
    lines = [f"{'':<{left}}  {number(low):<{WIDTH // 2}}{number(high):>{WIDTH - WIDTH // 2}}"]
    for (row, found), date, value in list(zip(known, dates, values, strict=True))[:MAX_ROWS]:
        bar = _bar(row, *(round((v - low) * scale) for v in found))
        outlets = shorten(listing(row.outlets), _MAX_OUTLETS)
        lines.append(f"{date:<{left}}  {bar:<{WIDTH + 2}}  {value:>{right}}  {outlets}".rstrip())
    if (more := len(known) - MAX_ROWS) > 0:
        lines.append(f"{more:,} more in the table")
    return "\n".join(lines)


def _bar(row: FactValue, start: int, end: int) -> str:
    comparator = row.claims[0].quantity.comparator if row.claims[0].quantity else Comparator.EXACT
    if end > start:
        return " " * start + "├" + "─" * (end - start - 1) + "┤"
    if comparator in OPEN_UP:
        return "─" * start + "●┄▶"
    if comparator in OPEN_DOWN:
        return " " * max(0, start - 2) + "◀┄●"
    return "─" * start + ("○" if comparator is Comparator.ABOUT else "●")
