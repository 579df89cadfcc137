"""What sums, differences and products of a premise's quantities say of one quantity in the hypothesis.

"12 died in the first blast and 5 in the second" entails "17 died". A total that no combination gives contradicts only
where the premise states a stock ("had 12 ...") and the hypothesis closes the account ("now", "left", "in all"):
elsewhere there may be more than the premise tells. The closed account is that of arithmetic word problems
(Ravichander et al. 2019, "EQUATE"). Pure: Docs are handled by duck typing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import TYPE_CHECKING

from checker.compare import number
from checker.records import Comparator, NLILabel, Quantity, QuantityMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST = 4  # quantities in one combination
_STOCK = {"have", "be", "contain", "hold", "own", "start"}
_EACH = re.compile(r"\b(?:each|every|per|apiece|times|equally|evenly)\b", re.IGNORECASE)
_CLOSED = re.compile(
    r"\b(?:now|left|remain(?:s|ed|ing)?|altogether|together|total|in all|in sum|at the end|overall)\b",
    re.IGNORECASE,
)
_NO_NOUN = {"", "they", "it", "these", "those"}
_CONTENT = {"NOUN", "PROPN"}


def account(
    premise: Doc, hypothesis: Doc, ours: Sequence[QuantityMention], theirs: Sequence[QuantityMention]
) -> tuple[NLILabel, str] | None:
    """Entailment or contradiction with its reason; None where the numbers leave it open.

    Asks for one exact quantity in the hypothesis, two to four in the premise, and known nouns.
    """
    stated = [m for m in ours if _exact(m)]
    if len(theirs) != 1 or not _exact(theirs[0]) or not 2 <= len(stated) <= MOST or len(stated) != len(ours):
        return None
    wanted = theirs[0].quantity.value
    assert wanted is not None
    values = [m.quantity.value or 0.0 for m in stated]
    if any(math.isclose(v, wanted) for v in values) or not _known_nouns(premise, hypothesis):
        return None
    each = rated(premise.text) or rated(hypothesis.text)
    alike = [m.quantity.value or 0.0 for m in stated if each or same_noun(m.quantity, theirs[0].quantity)]
    for result, sum_ in _combinations(alike, each):
        if math.isclose(result, wanted, rel_tol=1e-4, abs_tol=1e-9):
            return NLILabel.ENTAILMENT, f"{sum_} is {number(wanted)}"
    if len(alike) < 2 or not closed(hypothesis.text) or not _stock(premise, stated) or _missed(premise, ours):
        return None
    listed = ", ".join(number(v) for v in alike)
    return NLILabel.CONTRADICTION, f"no sum or difference of {listed} is {number(wanted)}"


def _exact(m: QuantityMention) -> bool:
    q = m.quantity
    return q.value is not None and q.comparator is Comparator.EXACT and not q.vague and q.change is None


def _missed(doc: Doc, found: Sequence[QuantityMention]) -> bool:
    """Whether a number stands in ``doc`` that is none of the quantities."""
    inside = [(m.start, m.end) for m in found]
    return any(t.like_num and not any(a <= t.idx < b for a, b in inside) for t in doc)


def rated(text: str) -> bool:
    """Whether a quantity is told for each of several things."""
    return bool(_EACH.search(text))


def closed(text: str) -> bool:
    """Whether the sentence closes an account: what there is now, what is left, how much it is in all."""
    return bool(_CLOSED.search(text))


def same_noun(a: Quantity, b: Quantity) -> bool:
    """Counted alike, or one without a noun of its own ("bought 43 more", "ate 15 of them")."""
    first, second = ((q.unit.split() or [""])[-1] for q in (a, b))
    return first == second or bool({first, second} & _NO_NOUN)


def _known_nouns(premise: Doc, hypothesis: Doc) -> bool:
    """Whether the hypothesis speaks of nothing but what the premise names; it may leave things out."""
    known = {t.lemma_.lower() for t in premise}
    known |= {"total", "all", "end", "sum"}
    return not any(t.pos_ in _CONTENT and t.lemma_.lower() not in known for t in hypothesis)


def _stock(premise: Doc, stated: Sequence[QuantityMention]) -> bool:
    """Whether one of the quantities is had, or is there: the account's opening."""
    for m in stated:
        token = premise[m.noun if m.noun is not None else m.last_token]
        if any(t.lemma_ in _STOCK for t in (token.head, *token.head.children, *token.ancestors)):
            return True
    return False


def _combinations(values: Sequence[float], each: bool) -> Iterator[tuple[float, str]]:
    """Results with their formula: signed sums, and products and quotients where something is rated."""
    for size in range(2, len(values) + 1):
        for chosen in combinations(values, size):
            for signs in product((1, -1), repeat=size - 1):
                result = chosen[0] + sum(s * v for s, v in zip(signs, chosen[1:], strict=True))
                rest = "".join(f" {'+' if s > 0 else '-'} {number(v)}" for s, v in zip(signs, chosen[1:], strict=True))
                yield abs(result), number(chosen[0]) + rest
    for a, b in combinations(values, 2) if each else ():
        yield a * b, f"{number(a)} times {number(b)}"
        for x, y in ((a, b), (b, a)):
            if y:
                yield x / y, f"{number(x)} divided by {number(y)}"
