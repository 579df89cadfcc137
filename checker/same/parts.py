"""Evidence from what limits a number: a part of another, those besides others, a running total, a change. Pure."""

from __future__ import annotations

from checker.same.measures import Articles
from checker.same.view import ClaimView

CODE = "part"
NAMES = (
    "limits_differ", "part_differs", "additional_differs", "cumulative_differs", "including_differs",
    "including_both", "more_differs", "ago_differs", "change_differs", "change_both",
)  # fmt: skip


def measures(a: ClaimView, b: ClaimView, _: Articles) -> tuple[float, ...]:
    """Ones and zeros in the order of ``NAMES``."""
    told = (
        a.limits != b.limits,
        a.part_of != b.part_of,
        a.additional != b.additional,
        a.cumulative != b.cumulative,
        a.including != b.including,
        a.including and b.including,
        a.more != b.more,
        a.ago != b.ago,
        a.change != b.change,
        a.change != "" and a.change == b.change,
    )
    return tuple(map(float, told))


def detail(a: ClaimView, b: ClaimView, agreeing: bool) -> str:
    if agreeing:
        return "both are a part of another number" if a.including and b.including else "nothing limits one of them only"
    if a.limits != b.limits:
        return f"only {' and '.join(sorted(a.limits ^ b.limits))} on one side"
    if a.part_of != b.part_of or a.including != b.including:
        return "one is a part of another number"
    if a.additional != b.additional or a.more != b.more:
        return "one counts only those besides others"
    if a.cumulative != b.cumulative:
        return "a running total against one event"
    return "a change against an amount" if a.change != b.change else "one is limited in another way"
