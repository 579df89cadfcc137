"""A report in a notebook: pairs as a pandas table, the page in a frame."""

from __future__ import annotations

from html import escape
from importlib import import_module
from typing import Any

from checker.errors import ReportError
from checker.findings.listing import findings
from checker.findings.rules import rule_for
from checker.findings.text import speaker_words, value_words
from checker.findings.view import View
from checker.records import Claim, Report
from checker.reports import LONE_SURROGATE

_PAIR = ("pair", "fact", "fingerprint", "rule", "relation", "severity", "between", "confidence", "topic", "reason")
_SIDES = ("outlet", "published", "value", "speaker", "sentence", "article", "url")


def frame(report: Report) -> Any:
    """One row a pair, the pairs of the worst fact first, those of different scope last.

    Columns: ``pair, fact, fingerprint, rule, relation, severity, between, confidence, topic, reason``, then for either
    side ``outlet, published, value, speaker, sentence, article, url`` with ``_a`` or ``_b``. ``published`` is a date or
    None, ``fingerprint`` that of the finding that the pair belongs to, or "".

    Raises:
        ReportError: pandas isn't installed.
    """
    try:
        pandas = import_module("pandas")
    except ImportError as error:
        raise ReportError("to_pandas needs pandas: pip install pandas") from error
    view = View(report)
    names = {v.id: f.fingerprint for f in findings(view) for v in f.fact.findings}
    ranked = [(f.id, v) for f in view.facts for v in f.verdicts] + [("", v) for v in view.scope()]
    columns = [*_PAIR, *(f"{name}_{side}" for side in "ab" for name in _SIDES)]
    rows = [
        (
            v.id, fact, names.get(v.id, ""), rule_for(v).code, v.relation.value, v.severity.value, v.between.value,
            v.confidence, view.label(v.topic), v.reason, *(cell for c in view.pair(v) for cell in _side(view, c)),
        )
        for fact, v in ranked
    ]  # fmt: skip
    return pandas.DataFrame([[_clean(cell) for cell in row] for row in rows], columns=columns)


def framed(page: str) -> str:
    """The page in an ``iframe`` that can run its own script and reach nothing of the notebook around it."""
    return (
        f'<iframe title="checker report" sandbox="allow-scripts" width="100%" height="700" srcdoc="{escape(page)}">'
        "</iframe>"
    )


def _clean(cell: object) -> object:
    # pandas keeps text as UTF-8, which has no lone surrogates.
    return LONE_SURROGATE.sub("\ufffd", cell) if isinstance(cell, str) else cell


def _side(view: View, claim: Claim) -> tuple[object, ...]:
    article = view.articles.get(claim.article)
    url = article.url if article else None
    return claim.outlet, claim.published, value_words(claim), speaker_words(claim), claim.sentence, claim.article, url
