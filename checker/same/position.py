"""Evidence from where the two numbers stand: in the lead, in a list, in the same sentence printed twice. Pure."""

from __future__ import annotations

import math

from checker.records import QuantityKind
from checker.same.measures import Articles, cosine
from checker.same.view import ClaimView

CODE = "position"
KINDS = tuple(k for k in QuantityKind if k is not QuantityKind.AGE)
NAMES = (
    "both_early", "titles", "apart", "same_in_list", "same_length_of_list", "both_in_lists", "copied_same_place",
    "copied_other_place", "copied", "rivals", "headline_differs", *(f"kind_{kind}" for kind in KINDS),
)  # fmt: skip
EARLY = 500  # characters: the lead
COPIED, NEARLY = 0.95, 0.6  # likeness of sentences


def measures(a: ClaimView, b: ClaimView, both: Articles) -> tuple[float, ...]:
    """Ones and zeros and two logarithms in the order of ``NAMES``; ``rivals`` counts numbers of the kind."""
    like = cosine(a.sentence, b.sentence)
    told = (
        _early(a) and _early(b),
        a.title + b.title,
        abs(math.log1p(_place(a) / EARLY) - math.log1p(_place(b) / EARLY)),
        a.order == b.order,
        a.numbers == b.numbers,
        a.numbers > 1 and b.numbers > 1,
        a.order == b.order and like > NEARLY,
        a.order != b.order and like > NEARLY,
        like > COPIED,
        math.log1p(both.a.kinds.get(a.kind, 0) + both.b.kinds.get(b.kind, 0)),
        a.headline != b.headline,
        *(a.kind is kind for kind in KINDS),
    )
    return tuple(map(float, told))


def _place(view: ClaimView) -> int:
    return 0 if view.title else view.start


def _early(view: ClaimView) -> bool:
    return _place(view) < EARLY


def detail(a: ClaimView, b: ClaimView, agreeing: bool) -> str:
    if agreeing and cosine(a.sentence, b.sentence) > NEARLY and a.order == b.order:
        return "the same place in much the same sentence"
    if agreeing:
        return "both in the lead" if _early(a) and _early(b) else "few other numbers of the kind in both articles"
    if cosine(a.sentence, b.sentence) > NEARLY and a.order != b.order:
        return "another place in much the same sentence"
    return "many other numbers of the kind in both articles"
