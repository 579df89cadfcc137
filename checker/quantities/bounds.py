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
    if previous is None:
        return
    gap = text[previous.right : d.left]
    if len(gap) <= 8 and re.fullmatch(r",? or (?:by )?| ?\((?:or )?", gap):
        d.change = d.change or previous.change
        if gap.endswith("(") and d.comparator is Comparator.EXACT and previous.comparator in _BOUNDS:
            d.comparator = previous.comparator  # the same amount in another unit


def _over_verb(doc: Doc, d: Draft) -> bool:
    """ "took over two fields", "flew over two towns": "over" belongs to the verb and is no bound."""
    over = doc[d.left_token - 1] if d.left_token else None
    if over is None or over.lower_ != "over":
        return False
    return over.dep_ == "prt" or (over.dep_ == "prep" and over.head.pos_ == "VERB" and over.head.i == over.i - 1)
