"""Folding: pairs that set the same value against the same value are one finding, shown and counted once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.findings.text import one_line
from checker.records import Claim, Verdict

if TYPE_CHECKING:
    from checker.findings.view import View

MAX_SCOPE = 30  # pairs that count different things are many and seldom read; the JSON report has all of them


@dataclass(frozen=True, slots=True)
class Folded:
    """A verdict to show, every pair it stands for (``members``, itself first), and ``also``.

    ``also`` are the claims that repeat one of its two values, in a title or a later article, in order of place.
    """

    verdict: Verdict
    members: tuple[Verdict, ...]
    also: tuple[Claim, ...] = ()


def fold(view: View, ranked: Iterable[Verdict]) -> list[Folded]:
    """One entry for each relation, topic and two values of two outlets; the first of ``ranked`` is the one shown."""
    groups: dict[Hashable, list[Verdict]] = {}
    for verdict in ranked:
        sides = frozenset(side(claim) for claim in view.pair(verdict))
        groups.setdefault((verdict.relation, verdict.between, verdict.topic, sides), []).append(verdict)
    return [Folded(first, (first, *rest), _also(view, first, rest)) for first, *rest in groups.values()]


def side(claim: Claim) -> Hashable:
    """Who says what: the outlet and the value, however it is worded."""
    quantity = claim.quantity
    if quantity is not None and not quantity.vague:
        said: Hashable = (quantity.value, quantity.low, quantity.high, quantity.unit, quantity.change, claim.negated)
    else:
        said = (one_line(claim.attribute.value if claim.attribute else claim.mention).lower(), claim.negated)
    return one_line(claim.outlet) or claim.article, said


def _also(view: View, first: Verdict, rest: Iterable[Verdict]) -> tuple[Claim, ...]:
    claims = {c.id: c for v in rest for c in view.pair(v) if c.id not in (first.a, first.b)}
    return tuple(sorted(claims.values(), key=lambda c: (c.outlet, c.article, c.field != "title", c.start, c.id)))
