"""Fingerprints: a finding keeps its name when a sentence is reworded, a file renamed or articles reordered."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from checker.records import Claim, Verdict
from checker.reports.rules import rule_for
from checker.reports.text import one_line
from checker.reports.view import View


def fingerprints(view: View, verdicts: Sequence[Verdict]) -> dict[str, str]:
    """Verdict id -> 64 hexadecimal digits, distinct within ``verdicts``.

    Hashed are the rule and, for either claim, outlet, day of publication and value with its counted noun: what stays
    when words or files change. Verdicts that share all of it are numbered by confidence and id.
    """
    seen: Counter[str] = Counter()
    made: dict[str, str] = {}
    for verdict in sorted(verdicts, key=lambda v: (-v.confidence, v.id)):
        sides = sorted(_side(claim) for claim in view.pair(verdict))
        key = json.dumps([rule_for(verdict).code, sides])
        made[verdict.id] = hashlib.sha256(json.dumps([key, seen[key]]).encode()).hexdigest()
        seen[key] += 1
    return made


def fingerprint_of(*parts: str) -> str:
    """64 hexadecimal digits for any other finding, such as a skipped input."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _side(claim: Claim) -> str:
    value: list[object]
    if claim.quantity is not None:
        q = claim.quantity
        value = [q.kind.value, q.comparator.value, q.change, q.value, q.low, q.high, claim.frame.noun or q.unit]
    else:
        a = claim.attribute
        value = [a.property, a.value] if a else [claim.mention]
    published = claim.published.isoformat() if claim.published else ""
    return json.dumps([one_line(claim.outlet), published, claim.negated, *value])
