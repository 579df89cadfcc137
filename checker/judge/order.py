"""Verdicts on the order of events: what can only follow on each other. Pure."""

from __future__ import annotations

from checker.compare import quantities
from checker.records import CandidatePair, Claim, Relation
from checker.words.wording import phrase

# A find so many minutes before an event may be one of the day before, or about something else.
LONGEST_AHEAD = 90

Found = tuple[Relation, float, str]


def in_order(pair: CandidatePair, a: Claim, b: Claim) -> Found | None:
    """A contradiction where somebody is found well before the event; nothing else follows from the times."""
    event, after = (a, b) if a.frame.predicate == "occur" else (b, a)
    assert event.quantity is not None and after.quantity is not None
    early = quantities.ahead(after.quantity, event.quantity)
    if pair.obstacles or early is None or not 0 < early <= LONGEST_AHEAD:
        return None
    detail = f"it was at {phrase(event.quantity)}, but somebody or something was found before"
    return Relation.CONTRADICTION, 0.8 * pair.score, f"{detail}, at {phrase(after.quantity)}"
