"""Arithmetic and verdicts over grids of invented quantities and claims, held against tables that people can read.

``golden/comparisons.txt`` has every pair of ``QUANTITIES``, ``golden/verdicts.txt`` a plain contradiction changed in
one respect or two. After a change of the rules: ``CHECKER_UPDATE_GOLDEN=1 pytest tests/judge/test_verdict_tables.py``,
and read the diff. They are there because they leave mutants of these rules nowhere to hide.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
import report_cases as cases
from conftest import ROOT
from evidence_cases import against

from checker.compare import quantities
from checker.findings.gate import Standing, gate, gate_report
from checker.judge import decide
from checker.judge.speakers import between
from checker.records import (
    Attribute,
    Attribution,
    CandidatePair,
    Claim,
    ClaimKind,
    Comparator,
    Evidence,
    Frame,
    Level,
    ModelInfo,
    NLIScores,
    Quantity,
    QuantityKind,
    Report,
    Severity,
    TimeSpan,
)
from checker.same import extremes
from checker.words.wording import phrase

GOLDEN = ROOT / "tests/golden"
C, K = Comparator, QuantityKind
DAY = dt.date(2031, 5, 6)


def held(name: str, lines: Iterable[str]) -> None:
    path, text = GOLDEN / name, "\n".join(lines) + "\n"
    if os.environ.get("CHECKER_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="\n")
    old = path.read_text(encoding="utf-8").splitlines()
    assert text.splitlines() == old


# ------------------------------------------------------------------ arithmetic


def clock(minutes: float, comparator: Comparator = C.EXACT) -> Quantity:
    return Quantity(minutes, comparator=comparator, unit="time of day", kind=K.CLOCK)


QUANTITIES = [
    *(Quantity(v, unit="person") for v in (0, 1, 14, 15, 99, 100, 1_000, 1_005, 1_010, 2_500, 2_600, 20_000_000)),
    *(Quantity(100, comparator=c, unit="person") for c in (C.ABOUT, C.AT_LEAST, C.MORE_THAN, C.AT_MOST, C.LESS_THAN)),
    Quantity(None, 20, 30, C.RANGE, unit="person"),
    Quantity(None, None, 30, C.RANGE, unit="person"),
    Quantity(None, 20, None, C.RANGE, unit="person"),
    Quantity(None, 3, 9, C.RANGE, unit="person", vague=True),
    Quantity(12, change="up", unit="person"),
    Quantity(-12, comparator=C.LESS_THAN, unit="person"),
    *(Quantity(v, unit="mile", kind=K.MEASURE) for v in (1, 1.5, 60)),
    *(Quantity(v, unit="kilometre", kind=K.MEASURE) for v in (1.609344, 96.5, 97, 100)),
    Quantity(60, unit="mile per hour", kind=K.MEASURE),
    Quantity(20, unit="degree celsius", kind=K.MEASURE),
    Quantity(68, unit="degree fahrenheit", kind=K.MEASURE),
    Quantity(3, unit="day", kind=K.DURATION),
    Quantity(72, unit="hour", kind=K.DURATION),
    *(Quantity(v, unit="dollar", kind=K.MONEY) for v in (3_500_000.0, 3_510_000.0, 0.25)),
    Quantity(3_500_000.0, unit="euro", kind=K.MONEY),
    *(Quantity(v, unit="percentage", kind=K.PERCENTAGE) for v in (12, 12.5, 60)),
    *(Quantity(v, unit="year of age", kind=K.AGE) for v in (23, 24)),
    Quantity(23, comparator=C.ABOUT, unit="year of age", kind=K.AGE),
    *(Quantity(v, kind=K.ORDINAL) for v in (3, 1_000)),
    *(clock(m) for m in (0, 7, 30, 723, 725, 735, 750, 1_430)),
    *(clock(600, c) for c in (C.ABOUT, C.AT_LEAST, C.LESS_THAN)),
    clock(1_200, C.MORE_THAN),
]


def shown(q: Quantity) -> str:
    return f"{phrase(q) or '-'} {q.unit}{' vague' if q.vague else ''} {q.kind}"


def comparisons() -> Iterable[str]:
    for q in QUANTITIES:
        i = quantities.interval(q)
        closed = f"{'[' if i.low_closed else '('}{i.low:.6g} {i.high:.6g}{']' if i.high_closed else ')'}"
        yield f"{shown(q)}: {closed}"
    for a, b in itertools.combinations_with_replacement(QUANTITIES, 2):
        found = quantities.compare(a, b)
        if a.kind is b.kind and found.relation != quantities.INCOMPARABLE:
            yield f"{shown(a)} | {shown(b)}: {found.relation} {found.score:g}: {found.detail}"


def test_comparisons_are_those_of_the_table() -> None:
    held("comparisons.txt", comparisons())


def test_quantities_of_different_kinds_or_units_are_incomparable() -> None:
    for a, b in itertools.product(QUANTITIES, repeat=2):
        found = quantities.compare(a, b)
        assert found.relation == quantities.compare(b, a).relation
        if a.kind is not b.kind or a.change != b.change:
            told = f"{phrase(a)} and {phrase(b)} measure different things"
            assert (found.relation, found.score, found.detail) == (quantities.INCOMPARABLE, 0.0, told)
    euro, dollar = Quantity(5, unit="euro", kind=K.MONEY), Quantity(5, unit="dollar", kind=K.MONEY)
    assert quantities.compare(euro, dollar).detail == "euro and dollar do not convert"
    assert quantities.compare(replace(euro, unit=""), dollar).detail == "no unit and dollar do not convert"
    assert quantities.compare(euro, replace(dollar, unit="")).detail == "euro and no unit do not convert"


def sums() -> Iterable[str]:
    people = [q for q in QUANTITIES if q.kind is K.COUNT]
    rates = [q for q in QUANTITIES if q.kind is K.PERCENTAGE]
    rates += [replace(rates[0], comparator=c) for c in (C.MORE_THAN, C.AT_MOST)]
    rates += [replace(rates[0], value=v) for v in (0, 140)]
    for rate, base in itertools.product(rates, [q for q in people if q.change is None]):
        part = quantities.share_of(rate, base)
        high = "-" if part.high is None else f"{part.high:.6g}"
        assert part.value is None and part.comparator is C.RANGE and part.unit == base.unit and part.kind is base.kind
        yield f"{shown(rate)} of {shown(base)}: {part.low:.6g} to {high}"
    few = [*people[1:6], people[12], people[13], people[17], people[18]]
    parts = [[], *([q] for q in few), *map(list, itertools.combinations(few, 2)), [few[0], few[1], few[2]]]
    for whole, some in itertools.product((people[3], people[5], people[13], people[15], people[17]), parts):
        found = quantities.parts_fit(whole, some)
        yield f"{' + '.join(map(shown, some))} in {shown(whole)}: {found.relation} {found.score:g}: {found.detail}"
    for some in parts:
        made = quantities.total(some, "person")
        yield f"{' + '.join(map(shown, some))} = {shown(made) if made else 'nothing'}"


def test_shares_parts_and_totals_are_those_of_the_table() -> None:
    held("sums.txt", sums())


def test_what_is_no_share_and_no_part() -> None:
    rate, people = Quantity(12, unit="percentage", kind=K.PERCENTAGE), Quantity(100, unit="person")
    for share, base, told in (
        (people, people, "100 is no share, expected a percentage without change"),
        (replace(rate, change="up"), people, "is no share, expected a percentage without change"),
        (rate, rate, "is no whole, expected a count or an amount"),
        (rate, replace(people, change="down"), "is no whole, expected a count or an amount"),
    ):
        with pytest.raises(ValueError, match=told):
            quantities.share_of(share, base)
    for whole, part in ((people, rate), (people, replace(people, change="up")), (replace(people, change="up"), people)):
        found = quantities.parts_fit(whole, [part])
        assert (found.relation, found.score) == (quantities.INCOMPARABLE, 0.0)
        assert found.detail == (f"{phrase(part)} is no part of {phrase(whole)}: another kind of quantity")
    parts = [Quantity(5, unit="man", concept=("a", "b")), Quantity(2, unit="woman", concept=("b", "c"))]
    made = quantities.total(parts, "person")
    assert made == Quantity(7, unit="person", concept=("a", "b", "c"))


@pytest.mark.parametrize(
    ("earlier", "later", "minutes"),
    [
        (clock(600), clock(660), 44), (clock(660), clock(600), -76), (clock(1_430), clock(10), 10),
        (clock(0), clock(0), -16), (clock(0), clock(720), 704), (clock(0), clock(721), -729),
        (clock(600, C.ABOUT), clock(663), 50), (clock(600, C.AT_LEAST), clock(660), None),
        (clock(600), clock(660, C.LESS_THAN), None), (replace(clock(600), value=None), clock(660), None),
        (clock(600), replace(clock(660), value=None), None),
    ],
)  # fmt: skip
def test_how_long_before_at_least(earlier: Quantity, later: Quantity, minutes: float | None) -> None:
    assert quantities.ahead(earlier, later) == minutes


# ------------------------------------------------------------------ verdicts

TOLL = Frame("person", frozenset({"person"}), "kill", ("lindon",), event=frozenset({"fire", "warehouse", "night"}))
Change = Callable[[Claim], Claim]


def claim(name: str, value: float, **more: Any) -> Claim:
    sentence = f"{value} people died in the warehouse fire"
    base = Claim(name, f"article {name}", f"Outlet {name}", DAY, "text", 0, len(str(value)), str(value), sentence, 0,
                 ClaimKind.NUMERIC, Quantity(value, unit="person"), frame=TOLL)  # fmt: skip
    return replace(base, **more)


def of(**more: Any) -> Change:
    return lambda c: replace(c, **more)


def counted(**more: Any) -> Change:
    return lambda c: replace(c, quantity=replace(c.quantity, **more) if c.quantity else None)


def framed(**more: Any) -> Change:
    return lambda c: replace(c, frame=replace(c.frame, **more))


BOTH: dict[str, Change] = {
    "": lambda c: c,
    "running totals": of(cumulative=True),
    "stationed": framed(predicate="station", noun="soldier"),
    "ages": lambda c: framed(noun="age", predicate="age")(counted(kind=K.AGE, unit="year of age")(c)),
    "clock times": lambda c: framed(noun="clock", predicate="begin")(counted(kind=K.CLOCK, unit="time of day")(c)),
    "money": lambda c: framed(noun="", predicate="cost")(counted(kind=K.MONEY, unit="dollar")(c)),
    "loose verb": framed(predicate="plead"),
    "noun is verb": framed(noun="shot", predicate="shot"),
    "of the dead": framed(predicate="of dead"),
    "done to": framed(predicate="kill>"),
    "one article": of(article="one", outlet="One"),
    "undated": of(published=None),
    "undated, own event": lambda c: framed(event=frozenset({c.id, "x", "y"}))(replace(c, published=None)),
    "vague": counted(vague=True),
    "headlines": of(headline=True),
}
ONE: dict[str, Change] = {
    "": lambda c: c,
    "same value": lambda c: counted(value=5)(c),
    "about": counted(comparator=C.ABOUT),
    "at least": counted(comparator=C.AT_LEAST),
    "next to equal": counted(value=5.1, comparator=C.ABOUT),
    "one": counted(value=1),
    "other kind": counted(kind=K.MEASURE),
    "a day later": of(published=DAY + dt.timedelta(1)),
    "a day earlier": of(published=DAY - dt.timedelta(1)),
    "years later": of(published=DAY + dt.timedelta(366)),
    "a year later": of(published=DAY + dt.timedelta(365)),
    "undated": of(published=None),
    "undated but timed": of(published=None, event_time=TimeSpan(DAY, DAY, "on Tuesday")),
    "revised": lambda c: replace(c, sentence="The toll has since RISEN TO seven"),
    "hedged": of(hedged=True),
    "headline": of(headline=True),
    "others": of(additional=True),
    "running total": of(cumulative=True),
    "police": of(attribution=Attribution("police", "said")),
    "Ruiz": of(attribution=Attribution("Ana Ruiz", "said")),
    "other noun": framed(noun="woman"),
    "other event": framed(event=frozenset({"quake"})),
    "a sum": of(parts=("p", "q")),
}
NLI = {
    "none": None, "agrees": NLIScores(0.1, 0.2, 0.7), "unsure": NLIScores(0.1, 0.6, 0.3),
    "doubts": NLIScores(0.1, 0.61, 0.29), "vetoes": NLIScores(0.01, 0.97, 0.02),
}  # fmt: skip


def line(name: str, pair: CandidatePair, a: Claim, b: Claim, nli: NLIScores | None, known: Any) -> str:
    found = decide.judge(pair, a, b, nli, known)
    if found is None:
        return f"{name}: unrelated"
    assert (found.a, found.b, found.nli, found.score, found.topic) == (a.id, b.id, nli, pair.score, "")
    assert found.evidence == pair.evidence
    assert len(found.id) == 16 and found.id != decide.judge(pair, replace(a, id="else"), b, nli, known).id  # type: ignore[union-attr]
    asked = decide.question(pair, a, b, known)
    says = f"{found.relation} {found.severity} {found.between} {found.confidence:g}"
    return f"{name}: {says}: {found.reason}{'' if asked is None else f' | asks {asked[0]!r} {asked[1]!r}'}"


def verdicts() -> Iterable[str]:
    pair = CandidatePair("a", "b", 0.9, (Evidence("place", Level.SAME, "same place"),))
    for (what, both), (other, one) in itertools.product(BOTH.items(), ONE.items()):
        a, b = both(claim("a", 5)), one(both(claim("b", 7)))
        yield line(f"{what} / {other}", pair, a, b, NLI["agrees"], {})
        if other in ("same value", "a day later", "undated", "Ruiz"):
            yield line(f"{what} / {other}, turned", pair, b, a, NLI["agrees"], {})
    for (what, both), (said, nli) in itertools.product(BOTH.items(), NLI.items()):
        yield line(f"{what}, NLI {said}", pair, both(claim("a", 5)), both(claim("b", 7)), nli, {})
    a, b = claim("a", 5), claim("b", 7)
    yield line("an obstacle", replace(pair, evidence=against(("another place", "x"))), a, b, None, {})
    yield line("an obstacle, agreeing", replace(pair, evidence=against(("another place",))), a, claim("b", 5), None, {})
    yield line("a change", replace(pair, evidence=against(("a birthday", "x"), Level.CHANGED)), a, b, None, {})
    yield line("unsure", replace(pair, score=0.5), a, b, None, {})
    total = replace(claim("t", 12), parts=("a", "z"), frame=replace(TOLL, noun="victim", places=("lindon", "eastwick")))
    for name, whole in (("noun", framed(noun="victim")(b)), ("places", framed(places=("eastwick", "lindon"))(b))):
        yield line(f"part of a sum by its {name}", pair, a, whole, None, {"a": [total]})
        yield line(f"part of a sum by its {name}, turned", pair, whole, a, None, {"a": [total]})
    yield line("part of no such sum", pair, a, b, None, {"a": [replace(total, frame=TOLL)]})


def ordered() -> Iterable[str]:
    """What is compared although the predicates differ: the youngest and the oldest, and what comes after an event."""
    pair = CandidatePair("a", "b", 0.9)
    for limit, told in itertools.product((extremes.YOUNGEST, extremes.OLDEST), (4, 11, 12, 13, 40)):
        a, b = (BOTH["ages"](claim(name, value)) for name, value in (("a", 12), ("b", told)))
        a, b = framed(predicate=limit)(a), framed(predicate="injure")(b)
        yield line(f"{limit} 12, one of {told}", pair, a, b, None, {})
        yield line(f"{limit} 12, one of {told}, turned", pair, b, a, NLI["agrees"], {})
        bound = counted(comparator=C.AT_LEAST if limit == extremes.YOUNGEST else C.AT_MOST)
        yield line(f"{limit} bounded by 12, one of {told}", pair, bound(a), b, None, {})
    for found, comparator in itertools.product((500, 583, 585, 600, 660), (C.EXACT, C.ABOUT, C.AT_LEAST)):
        a, b = (BOTH["clock times"](claim(name, value)) for name, value in (("a", 600), ("b", found)))
        a, b = framed(predicate="occur")(a), counted(comparator=comparator)(framed(predicate="find")(b))
        yield line(f"at 600, found {comparator} {found}", pair, a, b, None, {})
        yield line(f"at 600, found {comparator} {found}, turned", pair, b, a, None, {})
    yield line("found before, elsewhere", replace(pair, evidence=against(("x",))), a, counted(value=500)(b), None, {})


def test_verdicts_are_those_of_the_table() -> None:
    held("verdicts.txt", [*verdicts(), *ordered()])


def test_two_sources_of_the_same_kind_are_no_two_speakers() -> None:
    def told(one: str, two: str) -> str:
        a = replace(claim("a", 5), attribution=Attribution(one, "said"))
        return str(between(a, replace(claim("b", 7), attribution=Attribution(two, "said"))))

    assert told("police", "officials") == told("authorities", "investigators") == "outlets"
    assert told("police", "Ana Ruiz") == told("Bo Lind", "Ana Ruiz") == "speakers"
    assert told("Ruiz", "Ana Ruiz") == "outlets"


def test_attributes_ask_with_statements_and_need_a_date() -> None:
    def weapon(name: str, value: str, **more: Any) -> Claim:
        return replace(claim(name, 5), kind=ClaimKind.ATTRIBUTIVE, quantity=None,
                       attribute=Attribute("weapon", value), **more)  # fmt: skip

    pair, a, b = CandidatePair("a", "b", 0.9), weapon("a", "a rifle"), weapon("b", "a knife")
    asked = decide.question(pair, a, b, {})
    assert asked is not None and "rifle" in asked[0] and "knife" in asked[1]
    assert decide.question(replace(pair, evidence=against(("x",))), a, b, {}) is None
    assert decide.question(pair, a, replace(b, article=a.article), {}) is None
    assert decide.question(pair, a, weapon("b", "a rifle"), {}) is None
    assert decide.question(pair, a, claim("b", 5), {}) is None
    sure = NLIScores(0.0, 0.01, 0.99)
    elsewhere = replace(b, published=None, frame=replace(TOLL, event=frozenset({"quake"})))
    dated, undated = (decide.judge(pair, a, x, sure, {}) for x in (b, elsewhere))
    assert dated is not None and (undated is None or undated.relation is not dated.relation)


# ------------------------------------------------------------------ the gate


def test_the_gate_of_a_report_alone() -> None:
    report = Report(ModelInfo("m", "0" * 64), (), (), (), ())
    for level in Severity:
        assert gate_report(report, level) == gate((), level, (), False, 0)
    assert gate_report(report) == gate((), Severity.ERROR, (), False, 0)
    whole = cases.report()  # which skipped one input, and has one error
    result = gate_report(whole)
    assert (result.status, result.failing) == (2, ("p3",))
    assert result.reason == '1 input could not be checked; 1 finding at or above "error"'
    assert gate_report(replace(whole, skipped=())).status == 1
    assert gate_report(replace(whole, skipped=()), Severity.NONE).reason == "findings never fail this run"


def test_the_gate_says_what_is_excused() -> None:
    whole = cases.report().verdicts
    standing = Standing(known=frozenset({"p2", "p3", "gone"}), suppressed={"p3": "a correction", "gone": "x"})
    result = gate(whole, Severity.NOTE, (), False, 3, standing)
    assert (result.status, result.failing, result.known) == (0, (), ("p2",))
    assert result.suppressed == (("p3", "a correction"),)
    assert result.reason == (
        'no new finding at or above "note"; 1 finding known from the baseline; 1 finding suppressed'
    )
