"""What the HTML page shows of one fact, as plain values for its script."""

from __future__ import annotations

from typing import Any

from checker.findings.facts import Fact, FactValue, outlet_of
from checker.findings.listing import Finding
from checker.findings.rules import rule_for
from checker.findings.text import BETWEEN, day, excerpt, one_line, printable, sentence, speaker_words, value_words
from checker.findings.view import State, View
from checker.records import Claim, Relation, Verdict
from checker.reports.markdown_text import link

MAX_PASSAGES = 4  # of one value


def card(view: View, fact: Fact, found: Finding | None, outlets: dict[str, int], story: int) -> dict[str, Any]:
    """A fact with its values and their passages; ``outlets`` numbers the outlets of the page."""
    return {
        **_of_verdict(view, fact.lead),
        "id": fact.id,
        "label": fact.label,
        "relation": fact.state.value,
        "standing": (found.state if found else State.OPEN).value,
        "why": one_line(found.why) if found else "",
        "fingerprint": found.short if found else "",
        "between": BETWEEN[fact.lead.between] if fact.disputed else "",
        "story": story,
        "outlets": [outlets[o] for o in fact.outlets],
        "date": max((c.published.isoformat() for c in fact.claims if c.published), default=""),
        "values": [_value(view, value, outlets) for value in fact.values],
    }


def scope_card(view: View, verdict: Verdict, outlets: dict[str, int]) -> dict[str, Any]:
    """Two claims that are alike but count different things, as a card of their own without a story."""
    sides = view.pair(verdict)
    for claim in sides:
        outlets.setdefault(outlet_of(claim), len(outlets))
    state, why = view.state(verdict)
    return {
        **_of_verdict(view, verdict),
        "id": f"{verdict.topic}-{verdict.id}",
        "label": view.label(verdict.topic),
        "relation": Relation.SCOPE.value,
        "standing": state.value,
        "why": why,
        "fingerprint": "",
        "between": "",
        "story": -1,
        "outlets": sorted({outlets[outlet_of(c)] for c in sides}),
        "date": max((c.published.isoformat() for c in sides if c.published), default=""),
        "values": [
            {
                "words": value_words(c), "odd": False, "as_of": "", "given": [outlets[outlet_of(c)]], "voices": "1",
                "passages": [_passage(view, c)],
            }
            for c in sides
        ],
    }  # fmt: skip


def _of_verdict(view: View, verdict: Verdict) -> dict[str, Any]:
    rule = rule_for(verdict)
    nli = verdict.nli
    return {
        "pair": one_line(verdict.id),
        "severity": verdict.severity.value,
        "rule": [rule.code, rule.title],
        "confidence": round(verdict.confidence, 4),
        "reason": sentence(verdict.reason),
        "nli": [round(p, 2) for p in (nli.entailment, nli.neutral, nli.contradiction)] if nli else None,
    }


def _value(view: View, value: FactValue, outlets: dict[str, int]) -> dict[str, Any]:
    return {
        "words": value.words,
        "odd": value.odd,
        "as_of": value.as_of.isoformat() if value.as_of else "",
        "given": [outlets[o] for o in value.outlets],
        "voices": value.voices,
        "passages": [_passage(view, c) for c in value.first_of_each[:MAX_PASSAGES]],
    }


def _passage(view: View, claim: Claim) -> dict[str, Any]:
    """Words of the article, and where they stand: its address where it has one, else its file and line."""
    article, place = view.articles.get(claim.article), view.location(claim)
    before, mention, after = excerpt(claim)
    return {
        "text": [before, mention, after],
        "outlet": outlet_of(claim),
        "date": day(claim.published),
        "speaker": speaker_words(claim),
        "title": one_line(article.title) if article else "",
        "url": link(article.url) if article else "",
        "place": f"{printable(place.path)}:{place.line}",
    }
