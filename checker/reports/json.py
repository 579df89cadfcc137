"""JSON: the contract's report ("schema": "checker/1"), and the contract's form of one claim."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from checker.findings.facts import Fact, FactState, FactValue
from checker.findings.listing import Finding, findings
from checker.findings.text import UNSEEN
from checker.findings.view import View
from checker.records import (
    SCHEMA,
    Article,
    Attribute,
    Change,
    Claim,
    GateResult,
    Quantity,
    Relation,
    Report,
    Severity,
    Verdict,
)


def render(report: Report, gate: GateResult) -> str:
    """The whole report as one JSON object, indented by one space."""
    return dumps(report_to_json(report, gate), indent=1) + "\n"


def json_line(row: dict[str, Any]) -> str:
    """``row`` as one line of JSONL without its newline, also for readers that split at U+0085, U+2028 and U+2029."""
    return dumps(row)


def dumps(value: Any, indent: int | None = None, separators: tuple[str, str] | None = None) -> str:
    """JSON with letters as they are, and escapes for what a terminal would obey or not show (JSON leaves that free)."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def report_to_json(report: Report, gate: GateResult) -> dict[str, Any]:
    """The report as JSON values. Articles and topics are sorted by id, claims by place, pairs keep their order.

    Scores have four decimals; quantities keep every digit, and whole numbers lose their ".0". A pair that has a
    severity has its finding's ``fingerprint`` too, which the pairs of one fact share, and its ``state``.
    """
    view = View(report, gate)
    found = {v.id: f for f in findings(view) for v in f.fact.findings}
    order = [v.id for v in report.verdicts]
    return {
        "schema": SCHEMA,
        "model": {"name": report.model.name, "sha256": report.model.sha256, "precision": report.model.precision.value},
        "articles": [article_to_json(a) for a in sorted(report.articles, key=lambda a: a.id)],
        "claims": [claim_to_json(c) for c in sorted(report.claims, key=_place)],
        "topics": [
            {"id": t.id, "label": t.label, "claims": list(t.claims), "witnesses": t.witnesses}
            for t in sorted(report.topics, key=lambda t: t.id)
        ],
        "facts": [fact_to_json(f, order) for f in view.facts],
        "pairs": [verdict_to_json(v) | _standing(found.get(v.id)) for v in report.verdicts],
        "skipped": [{"input": s.input, "reason": s.reason, "stage": s.stage} for s in view.skipped()],
        "copies": [{"article": one, "first": first} for one, first in report.copies],
        **({"changes": [change_to_json(c) for c in report.changes]} if report.changes else {}),
        **({"remarks": list(report.remarks)} if report.remarks else {}),
        "summary": summary(view),
        "gate": {
            "status": gate.status,
            "failing": list(gate.failing),
            "reason": gate.reason,
            "known": None if gate.known is None else list(gate.known),
            "suppressed": [{"pair": pair, "reason": reason} for pair, reason in gate.suppressed],
            "remarks": list(gate.remarks),
        },
    }


def _standing(found: Finding | None) -> dict[str, Any]:
    return {} if found is None else {"fingerprint": found.fingerprint, "state": found.state.value}


def fact_to_json(fact: Fact, order: Sequence[str]) -> dict[str, Any]:
    """What pairs come to, in the contract's form; ``order`` is that of the report's pairs."""
    members = {v.id for v in fact.verdicts}
    return {
        "id": fact.id,
        "topic": fact.id,
        "label": fact.label,
        "kind": fact.values[0].claims[0].kind.value,
        "state": fact.state.value,
        "severity": fact.lead.severity.value,
        "values": [_value_to_json(value) for value in fact.values],
        "pairs": [pair for pair in order if pair in members],
    }


def _value_to_json(value: FactValue) -> dict[str, Any]:
    first = value.claims[0]
    stated = first.attribute.value if first.attribute else first.mention
    return {
        "value": _value(first.quantity.value) if first.quantity else stated,
        "words": value.words,
        "claims": [c.id for c in value.claims],
        "outlets": list(value.outlets),
        "speakers": list(value.speakers),
        "witnesses": value.witnesses,
        "as_of": value.as_of.isoformat() if value.as_of else None,
    }


def summary(view: View) -> dict[str, Any]:
    """Counts: articles, outlets, claims, topics, facts, pairs, skipped inputs; by relation, severity and state.

    ``relations`` and ``severities`` count pairs; ``distinct`` counts what the other formats show: facts by their state,
    a mixed one as a contradiction; pairs of different scope make none.
    """
    report, states = view.report, Counter(f.state for f in view.facts)
    distinct = {
        Relation.CONTRADICTION: states[FactState.CONTRADICTION] + states[FactState.MIXED],
        Relation.UPDATE: states[FactState.UPDATE],
        Relation.AGREEMENT: states[FactState.AGREEMENT],
    }
    relations = Counter(v.relation for v in report.verdicts)
    severities = Counter(v.severity for v in report.verdicts)
    return {
        "articles": len(report.articles),
        "outlets": len({a.outlet for a in report.articles}),
        "claims": len(report.claims),
        "topics": len(report.topics),
        "facts": len(view.facts),
        "pairs": len(report.verdicts),
        "relations": {r.value: relations[r] for r in Relation},
        "distinct": {r.value: distinct.get(r, 0) for r in Relation},
        "severities": {s.value: severities[s] for s in Severity},
        "skipped": len(report.skipped),
    }


def article_to_json(article: Article) -> dict[str, Any]:
    """Who published what and when; the text stays where it is."""
    return {
        "id": article.id,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "title": article.title,
        "url": article.url,
    }


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """One claim in the contract's form: offsets in characters, dates ISO 8601, what is unknown as null."""
    time, said = claim.time, claim.attribution
    return {
        "id": claim.id,
        "article": claim.article,
        "outlet": claim.outlet,
        "published": claim.published.isoformat() if claim.published else None,
        "field": claim.field,
        "start": claim.start,
        "end": claim.end,
        "mention": claim.mention,
        "sentence": claim.sentence,
        "sentence_start": claim.sentence_start,
        "kind": claim.kind.value,
        "quantity": _quantity_to_json(claim.quantity),
        "attribute": _attribute_to_json(claim.attribute),
        "attribution": {"source": said.source, "cue": said.cue} if said else None,
        "time": {"from": time.start.isoformat(), "to": time.end.isoformat(), "surface": time.surface} if time else None,
        "place": list(claim.place),
        "cumulative": claim.cumulative,
        "hedged": claim.hedged,
        "negated": claim.negated,
        "part_of": claim.part_of,
        "additional": claim.additional,
        "parts": list(claim.parts),
    }


def change_to_json(change: Change) -> dict[str, Any]:
    """A value that an outlet changed since a ledger last saw the article; ``claim`` is the claim as it is now."""
    return {
        "article": change.article,
        "outlet": change.outlet,
        "claim": change.claim,
        "was": change.was,
        "now": change.now,
        "sentence_was": change.sentence_was,
        "sentence_now": change.sentence_now,
    }


def verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    """One judged pair in the contract's form; ``nli`` is null when arithmetic alone decided."""
    nli = verdict.nli
    return {
        "id": verdict.id,
        "a": verdict.a,
        "b": verdict.b,
        "topic": verdict.topic,
        "relation": verdict.relation.value,
        "severity": verdict.severity.value,
        "confidence": _score(verdict.confidence),
        "between": verdict.between.value,
        "reason": verdict.reason,
        "nli": {
            "entailment": _score(nli.entailment),
            "neutral": _score(nli.neutral),
            "contradiction": _score(nli.contradiction),
        }
        if nli
        else None,
        "score": _score(verdict.score),
        "p_same": None if verdict.p_same is None else _score(verdict.p_same),
        "evidence": [
            {"code": e.code, "level": e.level.value, "weight": e.weight, "detail": e.detail} for e in verdict.evidence
        ],
        "obstacles": list(verdict.obstacles),
        "reasons": list(verdict.reasons),
    }


def _place(claim: Claim) -> tuple[str, bool, int, int, str]:
    return claim.article, claim.field != "title", claim.start, claim.end, claim.id


def _quantity_to_json(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    return {
        "value": _value(quantity.value),
        "low": _value(quantity.low),
        "high": _value(quantity.high),
        "comparator": quantity.comparator.value,
        "change": quantity.change,
        "role": quantity.role,
        "superseded": quantity.superseded,
        "unit": quantity.unit,
        "kind": quantity.kind.value,
        "vague": quantity.vague,
        "concept": list(quantity.concept),
    }


def _attribute_to_json(attribute: Attribute | None) -> dict[str, str] | None:
    if attribute is None:
        return None
    subject = {"subject": attribute.subject} if attribute.subject else {}
    return {"property": attribute.property, **subject, "value": attribute.value}


def _value(value: float | None) -> float | int | None:
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) else float(value)


def _score(value: float) -> float | int | None:
    return _value(round(float(value), 4)) if math.isfinite(value) else None
