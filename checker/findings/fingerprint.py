"""Fingerprints: a finding keeps its name when a sentence is reworded, a file renamed or articles reordered."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence

from checker.findings.facts import Fact, outlet_of, said
from checker.findings.rules import rule_for
from checker.findings.text import one_line
from checker.findings.view import View
from checker.records import Claim


def fingerprints(view: View, facts: Sequence[Fact]) -> list[str]:
    """64 hexadecimal digits for each fact that is a finding, distinct within ``facts``.

    Hashed are the rule and, for each side of its disagreements, outlet, first day of publication and value with its
    counted noun: what stays when words or files change, or when an outlet prints the same again. Findings that share
    all of it are of different topics; they are numbered by the topic's label and by id.
    """
    seen: Counter[str] = Counter()
    made: dict[int, str] = {}
    for i in sorted(range(len(facts)), key=lambda i: (facts[i].label, facts[i].lead.id)):
        key = json.dumps([rule_for(facts[i].lead).code, *_sides(view, facts[i])])
        made[i] = fingerprint_of(key, str(seen[key]))
        seen[key] += 1
    return [made[i] for i in range(len(facts))]


def fingerprint_of(*parts: str) -> str:
    """64 hexadecimal digits for any other finding, such as a skipped input."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _sides(view: View, fact: Fact) -> list[str]:
    claims: dict[str, list[Claim]] = {}
    for verdict in fact.findings:
        for claim in view.pair(verdict):
            claims.setdefault(repr((outlet_of(claim), said(claim))), []).append(claim)
    return sorted(json.dumps([*_said(found[0]), _first_day(found)]) for found in claims.values())


def _said(claim: Claim) -> list[object]:
    outlet = one_line(claim.outlet)
    if (q := claim.quantity) is not None:
        noun = claim.frame.noun or q.unit
        return [outlet, claim.negated, q.kind.value, q.comparator.value, q.change, q.value, q.low, q.high, noun]
    a = claim.attribute
    return [outlet, claim.negated, *([a.property, a.value] if a else [claim.mention])]


def _first_day(claims: Iterable[Claim]) -> str:
    return min((c.published.isoformat() for c in claims if c.published), default="")
