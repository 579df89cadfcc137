"""Bound and change of a quantity: what the text says (``comparators``), checked against the parse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.quantities import ages, nouns
from checker.quantities.comparators import change, comparator
from checker.quantities.drafts import Draft
from checker.records import Comparator, QuantityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BOUNDS = {Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.MORE_THAN, Comparator.LESS_THAN}


def mark(doc: Doc, d: Draft, previous: Draft | None) -> None:
    """Sets comparator and change of ``d``; ``previous`` is the quantity before, whose change "or by 3%" shares."""
    text = d.text
    bound, left = comparator(text, d.left, d.right, duration=d.kind is QuantityKind.DURATION)
    if bound is Comparator.EXACT and d.kind is QuantityKind.AGE:
        bound = ages.bound(d)
    if bound is Comparator.MORE_THAN and d.kind is QuantityKind.COUNT and _over_verb(doc, d):
        bound, left = Comparator.EXACT, d.left
    if d.comparator is not Comparator.RANGE and d.value is not None:
        d.comparator = bound
    measured = d.kind is QuantityKind.PERCENTAGE or d.name in {"point", "basis point"}
    sentence = doc[nouns.sentence_start(doc[d.first_token])].idx
    d.change = change(text, left, d.right, measured=measured, sentence_start=sentence)
    if measured and d.change is None:
        d.change = _signed(d)
    elif d.change == "up" and d.value is not None and d.value < 0:
        d.change = "down"  # "growth of -0.4 percent"
    if previous is None:
        return
    gap = text[previous.right : d.left]
    if d.change is None and d.name == previous.name and _ANOTHERS.fullmatch(gap):
        d.change = previous.change
    if len(gap) <= 8 and re.fullmatch(r",? or (?:by )?| ?\((?:or )?", gap):
        d.change = d.change or previous.change
        if gap.endswith("(") and d.comparator is Comparator.EXACT and previous.comparator in _BOUNDS:
            d.comparator = previous.comparator  # the same amount in another unit


_ANOTHERS = re.compile(r",? (?:and )?(?-i:[A-Z])[\w&'’.]*(?: [\w&'’.]+){0,4} by ")  # "fell 2.3%, Roe by 2.6%"
_BEFORE_SIGN = re.compile(r"(?:^|\n|[:(,]|\b[A-Z0-9&][\w&.]*:?) ?$")


def _signed(d: Draft) -> str | None:
    """ "Dow +0.2%", "DAX: -1.6 percent": a share with a sign behind a name moved by it; a rate may lie below zero."""
    at = d.left if d.text[d.left] in "-\u2212" else d.left - 1
    if at < 0 or d.text[at] not in "+-\u2212" or not _BEFORE_SIGN.search(d.text, max(0, at - 24), at):
        return None
    return "up" if d.text[at] == "+" else "down"


def _over_verb(doc: Doc, d: Draft) -> bool:
    """ "took over two fields", "flew over two towns": "over" belongs to the verb and is no bound."""
    over = doc[d.left_token - 1] if d.left_token else None
    if over is None or over.lower_ != "over":
        return False
    return over.dep_ == "prt" or (over.dep_ == "prep" and over.head.pos_ == "VERB" and over.head.i == over.i - 1)
