"""What a claim is about, coarse enough that two wordings of one thing meet, and the keys it is filed under. Pure."""

from __future__ import annotations

import re

from checker.block import meeting
from checker.block.batch import Batch
from checker.block.nearness import concept
from checker.claims.predicates import OF_GROUP
from checker.claims.properties.name import name_parts
from checker.claims.properties.said_by import pieces
from checker.records import Claim, Comparator, QuantityKind
from checker.words import lexicon
from checker.words.events import HARM
from checker.words.lists import alternation, words_in

OWN_AGE = {Comparator.EXACT, Comparator.ABOUT}  # "children under the age of eight" is nobody's age
IN_ORDER = {"occur", "find"}  # moments of which the first comes before the other; calls are of many kinds
# Kinds of number whose sameness a model weighs; ages belong to persons, and times of day to moments.
WEIGHED = frozenset(QuantityKind) - {QuantityKind.AGE, QuantityKind.CLOCK}
# How many a group has meets how many others say there are, and nothing that befell some or all of them.
_GROUP = f"#{QuantityKind.COUNT} {OF_GROUP}"
_OF_STOCK = words_in("numbers", "of_stock") | {""}
_DIFFERENCE = re.compile(rf" (?:\w+ )?{alternation('numbers', 'differences')}\b", re.IGNORECASE)


def subject(claim: Claim) -> str | None:
    """What is counted or claimed, coarse enough that two wordings of one thing meet; None for what can't be aligned."""
    if claim.attribute is not None:
        return claim.attribute.property
    q, f = claim.quantity, claim.frame
    if q is None or _without_subject(claim):
        return None
    if q.kind is QuantityKind.COUNT:
        noun = "person" if lexicon.person_class(f.noun) or f.predicate in HARM else f.noun
        return f"{noun}|{f.predicate}|{q.change or ''}" if noun and (f.predicate or noun != "person") else None
    if q.kind is QuantityKind.CLOCK:
        return f"clock|{f.predicate}"
    if q.kind is QuantityKind.AGE:
        return "age" if f.actor and q.comparator in OWN_AGE else None
    if q.kind is QuantityKind.ORDINAL or not concept(claim):
        return None
    return f"{q.kind}|{q.change or ''}"


def kind(claim: Claim) -> str | None:
    """The kind of quantity under which a number meets all others of linked articles; None for other claims."""
    q = claim.quantity
    if q is None or q.kind not in WEIGHED or _without_subject(claim):
        return None
    return _GROUP if claim.frame.predicate == OF_GROUP else f"#{q.kind}"


def _without_subject(claim: Claim) -> bool:
    """Whether a number says of nothing how much it is: it is denied, withdrawn, or a difference."""
    withdrawn = claim.quantity is not None and claim.quantity.superseded
    return claim.negated or withdrawn or bool(_DIFFERENCE.match(claim.sentence, claim.end - claim.sentence_start))


def blocking_keys(claim: Claim, batch: Batch) -> list[str]:
    """Keys under which a claim can meet others; claims without a shared key are never compared."""
    what = kind(claim) or subject(claim)
    if what is None:
        return []
    if claim.frame.noun == "age":
        return [f"age|{word}" for person in claim.frame.actor for word in {*person.split()[:1], *person.split()[-1:]}]
    if claim.attribute is not None and claim.attribute.property == "said_by":
        return [f"said_by|{' '.join(p.split()[:3])}" for p in sorted(pieces(claim.attribute.subject))]
    if claim.attribute is not None and claim.attribute.property == "name":
        first, *_, last = name_parts(claim.attribute.value)
        return [f"name|{first}|{last[0]}", f"name|{first[0]}|{last}"]  # a slip spares the initials and all but one word
    if claim.attribute is not None and claim.attribute.property == "happened":
        what = f"happened|{claim.frame.predicate}"
    if claim.frame.noun == "clock" and claim.frame.predicate in IN_ORDER:
        what = "clock"  # what follows on an event can't have been before it
    names = {*batch.shared[claim.article], *meeting.place_words(claim)}
    asked = [what, _GROUP] if what == f"#{QuantityKind.COUNT}" and claim.frame.predicate in _OF_STOCK else [what]
    return [f"{w}|{n}" for w in asked for n in (claim.article, *sorted(names))]
