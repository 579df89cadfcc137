"""What sums, differences, products and quotients of a premise's quantities say of one quantity in the hypothesis.

"12 died in the first blast and 5 in the second" entails "17 died"; "3 miles an hour for 6 hours" entails "18 miles".
A total that no combination gives contradicts only where the account is closed: the hypothesis says what there is
"now", "left" or "in all" of something that the premise counts more than once, or a rate and its base leave only one
product. Elsewhere there may be more than the premise tells. The closed account is that of arithmetic word problems
(Ravichander et al. 2019, "EQUATE"). Pure: Docs are handled by duck typing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

from checker.compare.units import conversion
from checker.records import Comparator, NLILabel, Quantity, QuantityKind, QuantityMention
from checker.words import lexicon
from checker.words.lists import alternation, words_in
from checker.words.wording import number

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST = 4  # quantities in one combination
_STOCK = words_in("numbers", "of_stock")
_EACH = re.compile(rf"\b{alternation('numbers', 'of_each')}\b", re.IGNORECASE)
_CLOSED = re.compile(
    rf"\b{alternation('numbers', 'of_whole_accounts')}\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r" (?P<sign>more|extra|fewer|less) (?P<one>\w+)(?: (?:are|were) there)? than (?:there (?:are|were) )?(?P<two>\w+)",
    re.IGNORECASE,
)
_NO_NOUN = {"", "they", "it", "these", "those", "one"}
_CONTENT = {"NOUN", "PROPN"}
_ACCOUNT_WORDS = words_in("numbers", "nouns_of_accounts")


@dataclass(frozen=True, slots=True)
class Result:
    """A number that a premise gives by calculation, and the calculation in words."""

    value: float
    formula: str


def account(
    premise: Doc, hypothesis: Doc, ours: Sequence[QuantityMention], theirs: Sequence[QuantityMention]
) -> tuple[NLILabel, str] | None:
    """Entailment or contradiction with its reason; None where the numbers leave it open.

    Asks for exact quantities only: up to four, those that the hypothesis repeats or supposes ("if they fill 80
    sacks") counted in, and one in the hypothesis that is not stated already.
    """
    known = [*ours, *_supposed(theirs, ours)]
    new = [m for m in theirs if m not in known]
    if len(new) != 1 or not 2 <= len(known) <= MOST or not all(_exact(m) for m in [*known, *new]):
        return None
    wanted, value = new[0].quantity, new[0].quantity.value or 0.0
    if any(math.isclose(m.quantity.value or 0.0, value) and _stated(m.quantity, wanted) for m in ours):
        return None
    each = rated(premise.text) or rated(hypothesis.text) or any(" per " in m.quantity.unit for m in known)
    each = each or wanted.unit.startswith(("square ", "cubic "))  # a length times a width
    strange = unknown_nouns(premise, hypothesis)
    sums = list(_sums([m.quantity for m in known if same_noun(m.quantity, wanted)]))
    products = list(_products([m.quantity for m in known], wanted)) if each else []
    for result in [*sums, *products] if not strange else _whole([m.quantity for m in known], wanted, strange):
        if math.isclose(result.value, value, rel_tol=1e-4, abs_tol=1e-9):
            return NLILabel.ENTAILMENT, f"{result.formula} is {number(value)}"
    results = products if each else sums
    if strange or not results or _missed(premise, ours) or (each and len(known) > 2):
        return None
    if not each and not (closed(hypothesis.text) or (_stock(premise, ours) and _stock(hypothesis, new))):
        return None
    listed = ", ".join(number(m.quantity.value or 0.0) for m in known)
    kind = "no calculation with" if each else "no sum or difference of"
    return NLILabel.CONTRADICTION, f"{kind} {listed} is {number(value)}"


def _stated(given: Quantity, wanted: Quantity) -> bool:
    """Whether a number of the premise may be the one that is asked for: but not 10 kilometres for 10 hours."""
    if given.kind is wanted.kind is QuantityKind.COUNT:
        return same_noun(given, wanted)
    return conversion(given.unit, wanted.unit) is not None


def ahead(
    premise: Doc, hypothesis: Doc, ours: Sequence[QuantityMention], theirs: Sequence[QuantityMention]
) -> tuple[NLILabel, str] | None:
    """What two counts say of "three more lifeboats than rafts"; None for another sentence, or without both counts."""
    m = (
        _AHEAD.match(hypothesis.text, theirs[0].end)
        if len(theirs) == 1 and all(map(_exact, (*ours, *theirs)))
        else None
    )
    if m is None:
        return None
    counts = {lexicon.singular(q.unit.split()[-1]): q.value or 0.0 for q in (x.quantity for x in ours) if q.unit}
    one, two = (counts.get(lexicon.singular(m[g].lower())) for g in ("one", "two"))
    if one is None or two is None:
        return None
    difference = one - two if m["sign"].lower() in ("more", "extra") else two - one
    right = math.isclose(difference, theirs[0].quantity.value or 0.0, abs_tol=1e-9)
    label = NLILabel.ENTAILMENT if right else NLILabel.CONTRADICTION
    return label, f"{number(max(one, two))} - {number(min(one, two))} is {number(abs(difference))}"


def _supposed(theirs: Sequence[QuantityMention], ours: Sequence[QuantityMention]) -> list[QuantityMention]:
    """Quantities of the hypothesis that are given beside the one it claims: all but the one named first."""
    return [m for m in theirs[1:] if m not in ours] if len(theirs) == 2 else []


def _exact(m: QuantityMention) -> bool:
    q = m.quantity
    plain = q.comparator is Comparator.EXACT or (q.comparator is Comparator.ABOUT and q.value is not None)
    return q.value is not None and plain and not q.vague and q.change is None


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


def unknown_nouns(premise: Doc, hypothesis: Doc) -> list[Token]:
    """Nouns of the hypothesis that the premise does not name; it may leave things out."""
    known = {t.lemma_.lower() for t in premise} | _ACCOUNT_WORDS
    return [t for t in hypothesis if t.pos_ in _CONTENT and t.lemma_.lower() not in known]


def _stock(doc: Doc, stated: Sequence[QuantityMention]) -> bool:
    """Whether one of the quantities is had, or is there: the account's opening or its end."""
    for m in stated:
        token = doc[m.noun if m.noun is not None else m.last_token]
        if any(t.lemma_ in _STOCK for t in (token.head, *token.head.children, *token.ancestors)):
            return True
    return False


def _sums(alike: Sequence[Quantity]) -> Iterator[Result]:
    """Signed sums of two and more."""
    values = [q.value or 0.0 for q in alike]
    for size in range(2, len(values) + 1):
        for chosen in combinations(values, size):
            for signs in product((1, -1), repeat=size - 1):
                result = chosen[0] + sum(s * v for s, v in zip(signs, chosen[1:], strict=True))
                rest = "".join(f" {'+' if s > 0 else '-'} {number(v)}" for s, v in zip(signs, chosen[1:], strict=True))
                yield Result(abs(result), number(chosen[0]) + rest)


def _whole(known: Sequence[Quantity], wanted: Quantity, strange: Sequence[Token]) -> Iterator[Result]:
    """The sum of all counts under a new common name: 27 boys and 35 girls are 62 children."""
    counts = all(q.kind is wanted.kind is QuantityKind.COUNT for q in known)
    if counts and len(strange) == 1 and wanted.unit.split()[-1:] == [strange[0].lemma_.lower()]:
        values = [q.value or 0.0 for q in known]
        yield Result(sum(values), " + ".join(number(v) for v in values))


def _products(known: Sequence[Quantity], wanted: Quantity) -> Iterator[Result]:
    """Products and quotients of two that can have the unit of ``wanted``."""
    for a, b in combinations(known, 2):
        x, y = a.value or 0.0, b.value or 0.0
        if _yields(a.unit, b.unit, wanted.unit, "*"):
            yield Result(x * y, f"{number(x)} times {number(y)}")
        for p, q, u, v in ((x, y, a, b), (y, x, b, a)):
            if q and _yields(u.unit, v.unit, wanted.unit, "/"):
                yield Result(p / q, f"{number(p)} divided by {number(q)}")


def _yields(a: str, b: str, wanted: str, operator: str) -> bool:
    """Whether two units can give a third: by dimension for measures; counted things multiply as "each" says."""
    rates = " per " in f"{a} {b} {wanted}" or wanted.startswith(("square ", "cubic "))
    return not rates or conversion(f"({a}) {operator} ({b})", wanted) is not None
