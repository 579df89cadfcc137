"""Two sentences -> what their quantities decide, and the question whether the rest of their words agree.

Arithmetic can say that 14 and 30 differ, not that both count the same thing. So every quantity of the hypothesis
is matched with one of the premise, and the premise's number is put in its place: if the premise entails that
sentence, the words agree and only the numbers are left to decide. Pure: Docs are handled by duck typing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.compare.quantities import DISJOINT, EQUAL, INCOMPARABLE, Interval, compare, interval, is_fraction
from checker.compare.units import conversion
from checker.pairs.arithmetic import account, ahead, closed, rated, same_noun
from checker.pairs.remainders import with_remainders
from checker.pairs.rows import bounded, moved, universal
from checker.quantities import units
from checker.quantities.comparators import comparator
from checker.quantities.groups import excepted
from checker.records import Comparator, NLILabel, Quantity, QuantityKind, QuantityMention
from checker.words.lists import alternation

if TYPE_CHECKING:
    from spacy.tokens import Doc

Match = tuple[QuantityMention, QuantityMention]

_SIGN = re.compile(r"(?:US|A|C)?[$€£¥₹]\s?$")
_TRAILING = re.compile(rf"-odd\b| odd\b| or {alternation('numbers', 'after_or')}\b|\s?\+")
_PLAIN = re.compile(r"(?:exactly|precisely|a total of|in total) $", re.IGNORECASE)
_NEGATION = re.compile(rf"\b{alternation('general', 'negations')}\b|n['\u2019]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Substitution:
    """``label`` holds if the premise entails ``hypothesis``, the given one with the premise's numbers in it.

    ``settled`` says that nobody need be asked: the sentence is the premise itself, or a sum came out.
    """

    label: NLILabel
    hypothesis: str
    settled: bool
    reason: str


def substitute(
    premise: Doc, hypothesis: Doc, ours: Sequence[QuantityMention], theirs: Sequence[QuantityMention]
) -> Substitution | None:
    """What the quantities of the premise (``ours``) and the hypothesis (``theirs``) decide.

    None where they decide nothing: the hypothesis has none, one of them has no clear match in the premise, or
    the two sentences are not negated alike.
    """
    if negations(premise.text) != negations(hypothesis.text):
        return None
    ours, theirs = with_remainders(premise, ours), with_remainders(hypothesis, theirs)
    if any(excepted(premise, m.first_token) for m in ours) != any(excepted(hypothesis, m.first_token) for m in theirs):
        return None
    if not any(m.group for m in theirs):
        ours = [m for m in ours if not m.group]
    for of_all in (ahead, moved, universal):
        if (found := of_all(premise, hypothesis, ours, theirs)) is not None:
            return Substitution(found[0], hypothesis.text, True, found[1])
    matches = match(ours, theirs)
    if not matches:
        return _calculated(premise, hypothesis, ours, theirs)
    label, reason = _decide(matches)
    sums = _more_than_asked(ours, theirs) or any(f(premise.text) != f(hypothesis.text) for f in (rated, closed))
    if sums and label is NLILabel.CONTRADICTION:
        return _calculated(premise, hypothesis, ours, theirs)
    text = _exchange(premise.text, hypothesis.text, matches)
    same = _words(text) == _words(premise.text)
    if label is NLILabel.CONTRADICTION and not same and not _apart(matches):
        return None  # "over" may be a preposition, and writers are loose with "more than"
    return Substitution(label, text, same, reason)


def _calculated(
    premise: Doc, hypothesis: Doc, ours: Sequence[QuantityMention], theirs: Sequence[QuantityMention]
) -> Substitution | None:
    ours, theirs = ([m for m in side if m.quantity.kind is not QuantityKind.CLOCK] for side in (ours, theirs))
    found = account(premise, hypothesis, ours, theirs) or bounded(premise, hypothesis, ours, theirs)
    return None if found is None else Substitution(found[0], hypothesis.text, True, found[1])


def _more_than_asked(ours: Sequence[QuantityMention], theirs: Sequence[QuantityMention]) -> bool:
    """Whether the premise has more quantities of one sort than the hypothesis: then they may add up to its own."""
    return len(ours) > len(theirs) and any(
        sum(_alike(m, mention) for m in ours) > sum(_alike(m, mention) for m in theirs) for mention in theirs
    )


def negations(text: str) -> int:
    """Number of negating words, those of bounds ("no fewer than") left out."""
    return len(_NEGATION.findall(re.sub(r"(?i)\b(?:no|not) (?:more|less|fewer|later) than\b", "", text)))


def match(ours: Sequence[QuantityMention], theirs: Sequence[QuantityMention]) -> list[Match]:
    """Each quantity of ``theirs`` with the one of ``ours`` that measures the same; empty unless all have one."""
    pairs: list[Match] = []
    free = list(ours)
    for mention in theirs:
        found = _best(mention, free, theirs)
        if found is None:
            return []
        free.remove(found)
        pairs.append((found, mention))
    return pairs


def _best(
    mention: QuantityMention, free: list[QuantityMention], theirs: Sequence[QuantityMention]
) -> QuantityMention | None:
    """The one candidate that fits; among several of one unit the one with the same words, else the first in order."""
    fitting = [m for m in free if _comparable(m, mention)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    words = set(mention.quantity.concept)
    common = [len(words & set(m.quantity.concept)) for m in fitting]
    best = [m for m, n in zip(fitting, common, strict=True) if n == max(common)]
    if len(best) > 1 and len(fitting) != sum(_comparable(m, mention) for m in theirs):
        return None
    return best[0]


def _comparable(ours: QuantityMention, theirs: QuantityMention) -> bool:
    a, b = ours.quantity, theirs.quantity
    parts = a.kind is not QuantityKind.PERCENTAGE and ours.part_of != theirs.part_of  # every share is a part
    if a.vague or b.vague or ours.additional != theirs.additional or parts:
        return False
    return _alike(ours, theirs)


def _alike(ours: QuantityMention, theirs: QuantityMention) -> bool:
    """Whether two quantities measure one sort of thing: convertible units, or one counted noun where both have one."""
    a, b = ours.quantity, theirs.quantity
    if compare(a, b).relation == INCOMPARABLE:
        return False
    return a.kind is not QuantityKind.COUNT or same_noun(a, b)


def _apart(matches: Sequence[Match]) -> bool:
    """Whether one match contradicts by its numbers, not by the bound at one number alone, and names what it counts."""
    for ours, theirs in matches:
        a, b = ours.quantity, theirs.quantity
        named = a.kind is not QuantityKind.COUNT or bool(a.unit) == bool(b.unit)
        if named and a.value != b.value and compare(a, b).relation == DISJOINT:
            return True
    return False


def _decide(matches: Sequence[Match]) -> tuple[NLILabel, str]:
    """Contradiction when one match is, entailment when all are, neutral otherwise; with the match that decided."""
    found = [(*relate(a.quantity, b.quantity), i) for i, (a, b) in enumerate(matches)]
    for label in (NLILabel.CONTRADICTION, NLILabel.NEUTRAL, NLILabel.ENTAILMENT):
        for decided, reason, _ in found:
            if decided is label:
                return label, reason
    raise AssertionError("a match without a label")


def relate(a: Quantity, b: Quantity) -> tuple[NLILabel, str]:
    """Whether "``a`` of them" entails or contradicts "``b`` of them", by their intervals, and why.

    The number itself lies outside a strict bound at it: exactly 20 contradicts "more than 20".
    """
    compared = compare(a, b)
    if compared.relation == DISJOINT:
        return NLILabel.CONTRADICTION, compared.detail
    if compared.relation == EQUAL:
        return NLILabel.ENTAILMENT, compared.detail
    if a.kind is QuantityKind.CLOCK:
        return NLILabel.NEUTRAL, compared.detail
    exact = a.comparator is b.comparator is Comparator.EXACT
    if exact and (a.unit != b.unit or is_fraction(a) or is_fraction(b)) and a.kind is not QuantityKind.COUNT:
        return NLILabel.ENTAILMENT, compared.detail  # 100 mph are 160 km/h as far as either is told
    factor, offset = conversion(b.unit, a.unit) or (1.0, 0.0)
    inner, outer = _stated(a), _stated(b)
    outer = Interval(outer.low * factor + offset, outer.high * factor + offset, outer.low_closed, outer.high_closed)
    if not inner.overlaps(outer):
        return NLILabel.CONTRADICTION, compared.detail.replace("can both", "cannot both")
    if outer.low <= inner.low and inner.high <= outer.high and not _leaves_end(inner, outer):
        return NLILabel.ENTAILMENT, compared.detail
    return NLILabel.NEUTRAL, compared.detail


def _stated(q: Quantity) -> Interval:
    """The interval of ``q`` without the tolerance that rounding gives to an exact number."""
    if q.comparator is Comparator.EXACT and q.value is not None:
        return Interval(q.value, q.value)
    return interval(q)


def _leaves_end(inner: Interval, outer: Interval) -> bool:
    """Whether ``inner`` holds an end that ``outer`` leaves out."""
    low = inner.low == outer.low and inner.low_closed and not outer.low_closed
    return low or (inner.high == outer.high and inner.high_closed and not outer.high_closed)


def _exchange(premise: str, hypothesis: str, matches: Sequence[Match]) -> str:
    """The hypothesis with the premise's numbers, bounds included, in the place of its own.

    Where the units are written in other words, they go with the numbers.
    """
    text = hypothesis
    for ours, theirs in sorted(matches, key=lambda m: m[1].start, reverse=True):
        kind = ours.quantity.kind
        measured = kind is not QuantityKind.COUNT and ours.quantity.unit != theirs.quantity.unit
        measured = measured or kind is QuantityKind.PERCENTAGE
        first, last = _extent(premise, ours, measured)
        start, end = _extent(hypothesis, theirs, measured)
        number = premise[first:last]
        text = text[:start] + (number[:1].lower() + number[1:] if start else number) + text[end:]
    return text


def _extent(text: str, mention: QuantityMention, measured: bool) -> tuple[int, int]:
    """Characters of the number with its bound and currency sign: "more than $ 2,500", "20 or more".

    ``measured`` takes the unit in, and the "of" of a share: "100 mph", "75% of" beside "three in four".
    """
    sign = _SIGN.search(text[: mention.start])
    start = sign.start() if sign else mention.start
    bound, begin = comparator(text, start, mention.end)
    if bound is Comparator.EXACT and (plain := _PLAIN.search(text[:start])):
        begin = plain.start()
    end = mention.end
    if after := _TRAILING.match(text, end):
        end = after.end()
    elif measured and (unit := units.after(text, end)) is not None:
        end = unit.end
    if measured and mention.quantity.kind is QuantityKind.PERCENTAGE and text.startswith(" of ", end):
        end += len(" of")
    return begin, end


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
