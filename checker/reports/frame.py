"""A report in a notebook: pairs as a pandas table, the page in a frame."""

from __future__ import annotations

from html import escape
from importlib import import_module
from typing import Any

from checker.errors import ReportError
from checker.findings.rules import rule_for
from checker.findings.text import speaker_words, value_words
from checker.findings.view import View
from checker.records import Claim, Report
from checker.reports import LONE_SURROGATE

_SIDES = ("outlet", "published", "value", "speaker", "sentence", "article")


def frame(report: Report) -> Any:
    """One row a pair in the report's order.

    Columns: ``pair, rule, relation, severity, between, confidence, topic, reason``, then for either side ``outlet,
    published, value, speaker, sentence, article`` with ``_a`` or ``_b``; ``published`` is a date or None.

    Raises:
        ReportError: pandas isn't installed.
    """
    try:
        pandas = import_module("pandas")
    except ImportError as error:
        raise ReportError("to_pandas needs pandas: pip install pandas") from error
    view = View(report)
    columns = ["pair", "rule", "relation", "severity", "between", "confidence", "topic", "reason"]
    columns += [f"{name}_{side}" for side in "ab" for name in _SIDES]
    rows = [
        (
            v.id, rule_for(v).code, v.relation.value, v.severity.value, v.between.value, v.confidence,
            view.label(v.topic), v.reason, *(cell for c in view.pair(v) for cell in _side(c)),
        )
        for v in report.verdicts
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


def _side(claim: Claim) -> tuple[object, ...]:
    return claim.outlet, claim.published, value_words(claim), speaker_words(claim), claim.sentence, claim.article
