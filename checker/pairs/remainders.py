"""Counts told by what is left out of a group: "all but three of the 20" are 17. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.quantities.groups import excepted
from checker.records import Comparator, QuantityMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NEAR = 4  # tokens between the number left out and that of its group


def with_remainders(doc: Doc, found: Sequence[QuantityMention]) -> list[QuantityMention]:
    """The quantities of ``doc`` in text order, an exact group and an exact exception to it made one: what remains.

    Its characters run from the word for all to the end of the two numbers. Other exceptions stay as they are.
    """
    out = list(found)
    for left_out in found:
        group = _group(left_out, found) if excepted(doc, left_out.first_token) else None
        if group is None:
            continue
        whole, part = group.quantity.value or 0.0, left_out.quantity.value or 0.0
        if whole <= part:
            continue
        ahead = left_out.start < group.start
        first = left_out.first_token - 2 if ahead else group.first_token - 1
        rest = replace(
            group,
            start=doc[first].idx,
            end=max(left_out.end, group.end),
            first_token=first,
            last_token=max(left_out.last_token, group.last_token),
            quantity=replace(group.quantity, value=whole - part),
            group=False,
        )
        out = [rest if m is group else m for m in out if m is not left_out]
    return out


def _group(left_out: QuantityMention, found: Sequence[QuantityMention]) -> QuantityMention | None:
    near = [m for m in found if m.group and _between(left_out, m) <= _NEAR]
    exact = all(m.quantity.comparator is Comparator.EXACT and m.quantity.value is not None for m in [left_out, *near])
    return near[0] if len(near) == 1 and exact else None


def _between(a: QuantityMention, b: QuantityMention) -> int:
    return max(b.first_token - a.last_token, a.first_token - b.last_token)
