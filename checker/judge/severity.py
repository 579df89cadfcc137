"""Relation, confidence and who stands against whom -> severity. Pure."""

from __future__ import annotations

from checker.block.thresholds import ERROR_FROM
from checker.records import Between, Claim, Relation, Severity


def severity(relation: Relation, confidence: float, who: Between, a: Claim, b: Claim) -> Severity:
    """How much a verdict weighs: only a sure contradiction between two outlets, hedged by neither, is an error."""
    if relation is not Relation.CONTRADICTION:
        return Severity.NONE
    if who is Between.SPEAKERS:
        return Severity.NOTE
    if who in (Between.SELF, Between.OUTLET) or confidence < ERROR_FROM or a.hedged or b.hedged:
        return Severity.WARNING
    return Severity.ERROR
