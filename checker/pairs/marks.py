"""What arithmetic knows of two sentences, written into them as special tokens for the NLI model to read.

A small encoder does not see that 98 is less than 100. So each number of the hypothesis gets the mark of its relation
to the number of the premise that measures the same, and both get one link mark, so that the model can tell whether
the words around them speak of one thing: "more than 90 [q1] [fits] cases" beside "98 [q1] cases". Dates are marked
by the days that they allow ("before 2018"), other numerals (scores, versions) as words that are in the premise or
not. What the numbers mean together stays the model's to judge. Pure: Docs are handled by duck typing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from checker.compare.quantities import DISJOINT, EQUAL, INCOMPARABLE, compare
from checker.compare.units import conversion
from checker.nli.marks import LINKS
from checker.pairs.arithmetic import same_noun
from checker.pairs.moments import Moment, moments, nearest, relation
from checker.pairs.substitute import relate
from checker.quantities.comparators import comparator
from checker.records import NLILabel, Quantity, QuantityKind, QuantityMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

FAR = 1.5  # ratio of two values from which on they may well measure different things

_NUMERAL = re.compile(r"(?<![\w.,-])\d[\d,.:/–-]*(?:st|nd|rd|th)?(?!\w)")
_RATING = re.compile(r"(?<![\w.,/-])(\d{1,3}(?:\.\d+)?)(?:/| out of )(5|10|20|100)(?![\w/]|[.,]\d)")
Row = tuple[int, int]  # characters of one number


@dataclass(frozen=True, slots=True)
class Mark:
    """``relation`` of the number that ends at ``end`` in the hypothesis to the one that ends at ``premise_end``."""

    end: int
    relation: str
    premise_end: int | None = None


def mark(
    premise: Doc, hypothesis: Doc, ours: Sequence[QuantityMention], theirs: Sequence[QuantityMention]
) -> tuple[str, str] | None:
    """Premise and hypothesis with their marks; None where the hypothesis has no number to mark.

    ``ours`` and ``theirs`` are the quantities of premise and hypothesis, as ``quantities.mentions`` gives them.
    """
    found = [_quantity(m, ours) for m in theirs]
    ratings = _ratings(hypothesis.text, theirs)
    stated = _ratings(premise.text, ours) if ratings else []
    found += [_quantity(m, stated) for m in ratings]
    covered = [(m.start, m.end) for m in (*theirs, *ratings)]
    dates = moments(hypothesis.text, covered)
    there = moments(premise.text, [(m.start, m.end) for m in ours]) if dates else []
    found += [_date(date, there) for date in dates]
    covered += [(m.start, m.end) for m in dates]
    found += [_numeral(premise.text, hypothesis.text, span) for span in _free(hypothesis.text, covered)]
    if not found:
        return None
    found.sort(key=lambda m: m.end)
    ends = dict.fromkeys(m.premise_end for m in found if m.premise_end is not None)
    links = dict(zip(ends, LINKS, strict=False))
    linked = [links.get(m.premise_end, "") if m.premise_end is not None else "" for m in found]
    marked = [(m.end, f"{link} {m.relation}".strip()) for m, link in zip(found, linked, strict=True)]
    return _write(premise.text, links.items()), _write(hypothesis.text, marked)


def _write(text: str, marks: Iterable[tuple[int, str]]) -> str:
    for end, words in sorted(marks, reverse=True):
        text = f"{text[:end]} {words}{text[end:]}"
    return text


def _free(text: str, covered: Sequence[Row]) -> list[Row]:
    """The numerals that none of ``covered`` overlaps."""
    spans = [(m.start(), m.end() - (m[0][-1] in ",.:/–-")) for m in _NUMERAL.finditer(text)]
    return [(a, b) for a, b in spans if not any(a < end and start < b for start, end in covered)]


def _ratings(text: str, found: Sequence[QuantityMention]) -> list[QuantityMention]:
    """ "5.9/10" and "4 out of 5", which are no quantities of a claim, as values on their scale."""
    ratings = []
    for m in _RATING.finditer(text):
        if not any(a.start < m.end() and m.start() < a.end for a in found):
            bound, _ = comparator(text, m.start(), m.end())
            rating = Quantity(float(m[1]), comparator=bound, unit=f"out of {m[2]}", kind=QuantityKind.MEASURE)
            ratings.append(QuantityMention(m.start(), m.end(), 0, 0, rating))
    return ratings


def _quantity(mention: QuantityMention, ours: Sequence[QuantityMention]) -> Mark:
    """The mark of one quantity, by its best match among ``ours``: noun first, then words around, then value."""
    ranked = []
    for m in ours:
        a, b = _level(m.quantity), _level(mention.quantity)
        relation = compare(a, b).relation
        if relation == INCOMPARABLE:
            continue
        words = len(set(a.concept) & set(b.concept))
        alike = a.kind is not QuantityKind.COUNT or same_noun(a, b)
        ranked.append((alike, words, relation == EQUAL, relation != DISJOINT, -m.start, m))
    if not ranked:
        return Mark(mention.end, "[none]")
    best: QuantityMention = max(ranked, key=lambda r: r[:-1])[-1]
    return Mark(mention.end, relation_mark(_level(best.quantity), _level(mention.quantity)), best.end)


def _level(q: Quantity) -> Quantity:
    """``q`` without its role: whether something rose is for the words to say."""
    return replace(q, change=None, former=False)


def relation_mark(a: Quantity, b: Quantity) -> str:
    """How ``b``, of the hypothesis, stands to ``a``, of the premise; both of one kind."""
    label = relate(a, b)[0]
    if label is NLILabel.ENTAILMENT:
        return "[same]" if compare(a, b).relation == EQUAL else "[fits]"
    if label is NLILabel.NEUTRAL:
        return "[open]"
    return _apart(_stated(a), _stated(b), conversion(b.unit, a.unit))


def _stated(q: Quantity) -> float:
    if q.value is not None:
        return q.value
    ends = [end for end in (q.low, q.high) if end is not None]
    return sum(ends) / len(ends)


def _apart(a: float, b: float, factors: tuple[float, float] | None) -> str:
    factor, offset = factors or (1.0, 0.0)
    b = b * factor + offset
    small, large = sorted((abs(a), abs(b)))
    far = "far " if large > small * FAR else ""
    return f"[{far}{'above' if b > a else 'below'}]"


def _date(date: Moment, there: Sequence[Moment]) -> Mark:
    """The mark of one date, by the nearest date of the premise."""
    best = nearest(date, there)
    return Mark(date.end, "[none]") if best is None else Mark(date.end, relation(best, date), best.end)


def _numeral(premise: str, hypothesis: str, span: Row) -> Mark:
    """The mark of any other numeral, such as the day in "May 4": the premise has it, or it has not."""
    word = re.escape(hypothesis[slice(*span)])
    found = re.search(rf"(?<![\w.,]){word}(?!\w|[.,]\d)", premise)
    return Mark(span[1], "[same]", found.end()) if found else Mark(span[1], "[none]")
