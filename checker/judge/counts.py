"""Verdicts on counts -> verdicts: what the other counts of the same two articles say of a difference. Pure.

Two killed and two hurt in one report, three killed and one hurt in another: one of the hurt has died. "Four dead,
including the gunman" beside "three killed": the headline "four dead" counts the gunman too.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from checker.compare import quantities
from checker.records import Between, Claim, Level, Quantity, QuantityKind, Relation, Severity, Verdict

_DEAD, _HURT = "kill", "injure"
_KILLER_DIED = re.compile(
    r"\b(?:kill(?:s|ed|ing)?|shot|shoot(?:ing)?|turn(?:s|ed|ing)? (?:the|his|her|a) \w+ on) "
    r"(?:him|her|them)sel(?:f|ves)\b"
    r"|\band (?:then )?(?:him|her)self\b|\b(?:his|her|their) own li(?:fe|ves)\b|\bmurder-suicide\b"
    r"|\b(?:gunman|shooter|attacker|suspect)(?: was| is)?(?: also| later)? "
    r"(?:dead|killed|fatally shot|died|shot dead)\b",
    re.IGNORECASE,
)
_TOLD_APART = {QuantityKind.COUNT, QuantityKind.CLOCK}
_REPEATED = {"call", "arrive", "leave"}  # moments of which one event has many
_NARROWING = {"sex", "limits", "part", "additional"}  # evidence of a part against its whole


def settle(verdicts: Sequence[Verdict], claims: Mapping[str, Claim]) -> list[Verdict]:
    """The verdicts; contradictions that other counts explain are updates or pairs of scope instead."""
    return _same_elsewhere(_with_the_killer(_died_since(verdicts, claims), claims), claims)


def _with_the_killer(verdicts: Sequence[Verdict], claims: Mapping[str, Claim]) -> list[Verdict]:
    """Scope in place of a contradiction where one more dead may be who killed the others."""
    ended = {c.article for c in claims.values() if _KILLER_DIED.search(c.sentence)}
    return [
        changed(v, Relation.SCOPE, "one of them may count whoever killed the others too")
        if v.relation is Relation.CONTRADICTION and _one_more(claims[v.a], claims[v.b], ended)
        else v
        for v in verdicts
    ]


def _one_more(a: Claim, b: Claim, ended: Set[str]) -> bool:
    if not (ended & {a.article, b.article}) or a.quantity is None or b.quantity is None:
        return False
    values = (a.quantity.value, b.quantity.value)
    killed = all(c.frame.predicate == _DEAD or c.frame.predicate == "shoot" for c in (a, b))
    return killed and None not in values and abs((values[0] or 0) - (values[1] or 0)) == 1


def _died_since(verdicts: Sequence[Verdict], claims: Mapping[str, Claim]) -> list[Verdict]:
    """Updates in place of contradictions where dead and hurt add up to one number on both sides."""
    counts: dict[tuple[str, str], dict[str, set[float]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims.values():
        if _counted(claim) and not claim.part_of and claim.quantity and claim.quantity.value is not None:
            counts[claim.article, claim.field][claim.frame.predicate].add(claim.quantity.value)
    return [
        changed(v, Relation.UPDATE, "the dead and the hurt add up to the same number in both reports")
        if v.relation is Relation.CONTRADICTION and _add_up(claims[v.a], claims[v.b], counts)
        else v
        for v in verdicts
    ]


def _counted(claim: Claim) -> bool:
    q = claim.quantity
    return q is not None and q.kind is QuantityKind.COUNT and claim.frame.predicate in (_DEAD, _HURT)


def _add_up(a: Claim, b: Claim, counts: Mapping[tuple[str, str], Mapping[str, set[float]]]) -> bool:
    if not (_counted(a) and _counted(b)) or a.quantity is None or b.quantity is None:
        return False
    x, y = a.quantity.value, b.quantity.value
    if x is None or y is None or a.frame.predicate != b.frame.predicate:
        return False
    earlier, later = (b, a) if a.published and b.published and b.published < a.published else (a, b)
    if a.published != b.published and _grew(earlier, later) != (a.frame.predicate == _DEAD):
        return False  # nobody has come back to life since
    other = _HURT if a.frame.predicate == _DEAD else _DEAD
    mine, theirs = (counts[c.article, c.field][other] for c in (a, b))
    # "One dead, three injured" beside "four injured" in a report without deaths.
    if a.article == b.article:
        return any(x + m == y + t for m in mine or {0.0} for t in theirs or {0.0})
    return any(x + m == y + t for m in {*mine, 0.0} for t in {*theirs, 0.0} if m or t)


def _grew(earlier: Claim, later: Claim) -> bool:
    assert earlier.quantity is not None and later.quantity is not None
    return (later.quantity.value or 0.0) > (earlier.quantity.value or 0.0)


def _same_elsewhere(verdicts: Sequence[Verdict], claims: Mapping[str, Claim]) -> list[Verdict]:
    """Scope in place of a contradiction where an article says the number again in a way that explains the difference.

    The same number of the same thing, told elsewhere in the article with what it includes; or a number of the other
    article's own that fits.
    """
    same: dict[str, set[str]] = defaultdict(set)
    explained: dict[tuple[str, str], str] = {}
    fitting: set[tuple[str, str]] = set()
    for v in verdicts:
        for x, y in ((v.a, v.b), (v.b, v.a)):
            if v.relation is Relation.AGREEMENT and claims[x].article == claims[y].article:
                same[x].add(y)
            first = next((e for e in v.evidence if e.level is Level.DIFFERS), None)
            if v.relation is Relation.SCOPE and first is not None and first.code in _NARROWING:
                explained[x, y] = first.detail
            if v.relation in (Relation.COMPATIBLE, Relation.AGREEMENT):
                fitting.add((x, claims[y].article))
    several = _several(claims.values())
    return [_explained(v, claims, same, explained, fitting, several) for v in verdicts]


def _several(claims: Iterable[Claim]) -> set[tuple[str, str]]:
    """Articles and kinds of moment with clock times that exclude each other, or more than two counts: reports of
    a whole night or weekend."""
    moments: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    counts: dict[tuple[str, str], set[float | None]] = defaultdict(set)
    for claim in claims:
        if claim.quantity is not None and claim.quantity.kind is QuantityKind.CLOCK:
            moments[claim.article, claim.frame.predicate].append(claim.quantity)
        if claim.quantity is not None and claim.quantity.kind is QuantityKind.COUNT and not claim.parts:
            counts[claim.article, claim.frame.predicate].add(claim.quantity.value)
    many = {key for key, values in counts.items() if len(values) > 2}
    return many | {
        key
        for key, found in moments.items()
        if any(quantities.compare(found[0], q).relation == quantities.DISJOINT for q in found[1:])
    }


def _explained(
    v: Verdict,
    claims: Mapping[str, Claim],
    same: Mapping[str, set[str]],
    explained: Mapping[tuple[str, str], str],
    fitting: Set[tuple[str, str]],
    several: Set[tuple[str, str]],
) -> Verdict:
    a, b = claims[v.a], claims[v.b]
    if v.relation is not Relation.CONTRADICTION or a.quantity is None or a.quantity.kind not in _TOLD_APART:
        return v
    for x in (v.a, *sorted(same.get(v.a, ()))):
        for y in (v.b, *sorted(same.get(v.b, ()))):
            if why := explained.get((x, y)):
                return changed(v, Relation.SCOPE, f"elsewhere told apart: {why}")
    if v.between is Between.SELF and not (a.parts or b.parts) and (a.article, a.frame.predicate) in several:
        return changed(v, Relation.SCOPE, "the article counts several groups")
    if a.quantity.kind is QuantityKind.CLOCK and a.frame.predicate == b.frame.predicate in _REPEATED:
        return changed(v, Relation.SCOPE, "there may have been several")
    if a.quantity.kind is QuantityKind.CLOCK and (
        {(a.article, a.frame.predicate), (b.article, b.frame.predicate)} & several
    ):
        return changed(v, Relation.SCOPE, "one of the articles tells of several such moments")
    if a.article != b.article and ((v.a, b.article) in fitting or (v.b, a.article) in fitting):
        return changed(v, Relation.SCOPE, "one of the articles gives both numbers")
    return v


def changed(v: Verdict, relation: Relation, why: str) -> Verdict:
    """A contradiction that something else explains, as what it is instead."""
    return dataclasses.replace(
        v, relation=relation, severity=Severity.NONE, confidence=0.6, reason=f"{v.reason}, but {why}"
    )
