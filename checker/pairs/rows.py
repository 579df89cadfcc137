"""What several quantities of a premise say of one in the hypothesis without a sum of their own being asked for.

``universal``  "scores of 62, 71 and 94" contradict "all scored more than 80"
``bounded``    "two died in A and four in B" are "at least five"
``moved``      "from 10 to 12 percent" is a rise by two percentage points, and one by 20 percent

Each settles only what it can without the model: the nouns of the hypothesis are those of the premise. Pure: Docs are
handled by duck typing.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.claims.predicates import head_token, predicate
from checker.compare.quantities import DISJOINT, EQUAL, INCOMPARABLE, LOWER, OVERLAP, UPPER, compare, total
from checker.pairs.arithmetic import same_noun, unknown_nouns
from checker.quantities import units
from checker.records import Comparator, NLILabel, Quantity, QuantityKind, QuantityMention
from checker.words.lists import alternation, listed
from checker.words.wording import phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc

Found = tuple[NLILabel, str]
_ALL = re.compile(rf"^{alternation('numbers', 'quantifiers_of_all')}\b", re.IGNORECASE)
_APART = listed("numbers", "between_no_summands")
_POINT = "percentage point"


def universal(
    premise: Doc, hypothesis: Doc, ours: Sequence[QuantityMention], theirs: Sequence[QuantityMention]
) -> Found | None:
    """What a list of values says of "all scored more than 80"; None for another sentence."""
    if len(theirs) != 1 or not _ALL.match(hypothesis.text) or _strange(premise, hypothesis, theirs[0]):
        return None
    wanted = theirs[0].quantity
    alike = [m.quantity for m in ours if m.quantity.kind is wanted.kind]
    found = [compare(q, wanted) for q in alike]
    if len(alike) < 2 or wanted.comparator not in (*LOWER, *UPPER) or any(f.relation == INCOMPARABLE for f in found):
        return None
    against = next((f for f in found if f.relation == DISJOINT), None)
    if against is not None:
        return NLILabel.CONTRADICTION, against.detail
    if not all(q.comparator is Comparator.EXACT for q in alike):
        return None
    listing = ", ".join(phrase(q) for q in alike)
    return NLILabel.ENTAILMENT, f"each of {listing} is {phrase(wanted)}"


def bounded(
    premise: Doc, hypothesis: Doc, ours: Sequence[QuantityMention], theirs: Sequence[QuantityMention]
) -> Found | None:
    """What coordinated counts of one thing say of a bound on it; None where they leave it open.

    There may be more than the premise tells, so that a sum shows what there is at least.
    """
    if len(theirs) != 1 or theirs[0].quantity.comparator not in (*LOWER, *UPPER):
        return None
    wanted = theirs[0].quantity
    parts = [m for m in ours if _part(premise, m, hypothesis, theirs[0])]
    if len(parts) < 2 or len(parts) != len(ours) or _strange(premise, hypothesis, theirs[0]):
        return None
    between = [premise.text[a.end : b.start] for a, b in itertools.pairwise(parts)]
    if not all(" and " in gap or "," in gap for gap in between) or any(w in gap for gap in between for w in _APART):
        return None
    summed = total([m.quantity for m in parts], wanted.unit)
    if summed is None:
        return None
    listing = " + ".join(phrase(m.quantity) for m in parts)
    related = compare(summed, wanted).relation
    if related == OVERLAP and wanted.comparator in LOWER:
        return NLILabel.ENTAILMENT, f"{listing} is {phrase(wanted)}"
    if related == DISJOINT and wanted.comparator in UPPER:
        return NLILabel.CONTRADICTION, f"{listing} is not {phrase(wanted)}"
    return None


def _strange(premise: Doc, hypothesis: Doc, wanted: QuantityMention) -> bool:
    """Whether the hypothesis names something that the premise doesn't, but for the unit of its number."""
    unit = units.after(hypothesis.text, wanted.end)
    end = unit.end if unit is not None else wanted.end
    return any(not wanted.start <= t.idx < end for t in unknown_nouns(premise, hypothesis))


def _part(premise: Doc, m: QuantityMention, hypothesis: Doc, wanted: QuantityMention) -> bool:
    """Whether a count of the premise is of those whom the hypothesis counts: the same noun, with the same fate."""
    q = m.quantity
    if q.kind is not QuantityKind.COUNT or q.comparator is not Comparator.EXACT or m.part_of or m.additional:
        return False
    behind = premise[m.last_token + 1] if m.last_token + 1 < len(premise) else None
    if m.elided and behind is not None and behind.pos_ in {"VERB", "AUX"}:
        return False  # "two died and four were hurt": parsers tend to join them
    own = predicate(premise[m.noun] if m.elided and m.noun is not None else head_token(premise, m), q.unit)
    at_number = predicate(head_token(premise, m), q.unit)
    other = predicate(head_token(hypothesis, wanted), wanted.quantity.unit)
    return same_noun(q, wanted.quantity) and own == other and at_number in ("", own)


def moved(
    premise: Doc, hypothesis: Doc, ours: Sequence[QuantityMention], theirs: Sequence[QuantityMention]
) -> Found | None:
    """What a former level and a level say of the change between them; None for another sentence."""
    if len(theirs) != 1 or theirs[0].quantity.role != "change" or _strange(premise, hypothesis, theirs[0]):
        return None
    wanted = theirs[0].quantity
    former = [m.quantity for m in ours if m.quantity.role == "former"]
    level = [m.quantity for m in ours if m.quantity.role == "level"]
    if len(former) != 1 or len(level) != 1 or former[0].unit != level[0].unit:
        return None
    change = _change(former[0], level[0], wanted)
    if change is None:
        return None
    said = f"from {phrase(former[0])} to {phrase(level[0])}"
    found = compare(change, wanted)
    if found.relation in (EQUAL, OVERLAP) and wanted.comparator is Comparator.EXACT:
        return NLILabel.ENTAILMENT, f"{said} is {phrase(change)}"
    if found.relation == DISJOINT or change.change != wanted.change:
        return NLILabel.CONTRADICTION, f"{said} is {phrase(change)}, not {phrase(wanted)}"
    return None


def _change(before: Quantity, after: Quantity, wanted: Quantity) -> Quantity | None:
    """The change from one level to another in the unit that ``wanted`` has; None where it has another one."""
    if before.value is None or after.value is None or before.value == after.value:
        return None
    if not before.comparator is after.comparator is Comparator.EXACT:
        return None
    difference = abs(after.value - before.value)
    share = wanted.kind is QuantityKind.PERCENTAGE and wanted.unit != _POINT
    if share and before.value > 0:
        difference = 100 * difference / before.value
    elif wanted.unit != (_POINT if before.kind is QuantityKind.PERCENTAGE else before.unit):
        return None
    direction = "up" if after.value > before.value else "down"
    return dataclasses.replace(wanted, value=float(f"{difference:.6g}"), change=direction)
