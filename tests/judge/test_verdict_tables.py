"""Verdicts on invented claims: a table that a person reads, and rules that hold for all.

``golden/verdicts.txt`` tells in words what comes of situations that matter, a line each. After a change of the rules:
``CHECKER_UPDATE_GOLDEN=1 pytest tests/judge/test_verdict_tables.py``, and read the diff. What the table doesn't show is
held by rules over every combination of the same changes. No confidence is pinned.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import report_cases as cases
from evidence_cases import against
from golden_tables import held

from checker.findings.gate import Standing, gate, gate_report
from checker.judge import decide
from checker.judge.speakers import between
from checker.records import (
    Attribute,
    Attribution,
    Between,
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
    Relation,
    Report,
    Severity,
    TimeSpan,
    Verdict,
)
from checker.same import extremes
from checker.words.wording import phrase

C, K = Comparator, QuantityKind
DAY = dt.date(2031, 5, 6)


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
    "men": framed(noun="man"),
    "of Lind": of(attribution=Attribution("Bo Lind", "said")),
}
ONE: dict[str, Change] = {
    "": lambda c: c,
    "same value": lambda c: counted(value=5)(c),
    "about": counted(comparator=C.ABOUT),
    "at least": counted(comparator=C.AT_LEAST),
    "next to equal": counted(value=5.1, comparator=C.ABOUT),
    "one": counted(value=1),
    "fewer": counted(value=4),
    "at noon": counted(value=720),
    "another": of(sentence="7 was hurt, and another died"),
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


# A name, what both claims are, what is changed in the second ("+" joins several), what NLI says.
SITUATIONS = """
two outlets, two tolls                          |                    |                              | agrees
one value                                       |                    | same value                   | agrees
nearly one value                                |                    | next to equal                | agrees
a bound that allows it                          |                    | same value + at least        | agrees
a bound that excludes it                        |                    | at least                     | agrees
another kind of quantity                        |                    | other kind                   | agrees
the later report has more                       |                    | a day later                  | agrees
the earlier report has more                     |                    | a day earlier                | agrees
the toll is said to have risen                  |                    | revised                      | agrees
one is hedged                                   |                    | hedged                       | agrees
one counts others besides                       |                    | others                       | agrees
one counts women                                |                    | other noun                   | agrees
two speakers                                    | of Lind            | Ruiz                         | agrees
a speaker against police                        | of Lind            | police                       | agrees
a vague word                                    | vague              |                              | agrees
NLI was not asked                               |                    |                              | none
NLI has doubts                                  |                    |                              | doubts
NLI sees two things                             |                    |                              | vetoes
money, NLI agrees                               | money              |                              | agrees
money, NLI has doubts                           | money              |                              | doubts
a verb that tells no event, NLI has doubts      | loose verb         |                              | doubts
counted acts, NLI has doubts                    | noun is verb       |                              | doubts
a part of the dead, NLI has doubts              | of the dead        |                              | doubts
how many did it, NLI has doubts                 | done to            |                              | doubts
a running total has grown                       | running totals     | a day later                  | agrees
a running total on one day                      | running totals     |                              | agrees
a running total has shrunk                      | running totals     | fewer + a day later          | agrees
a running total has shrunk to less than half    | running totals     | one + a day later            | agrees
a running total has shrunk long after           | running totals     | fewer + years later          | agrees
a running total at two dates                    | running totals     | next to equal + a day later  | agrees
troops, one year later                          | stationed          | a year later                 | agrees
troops, more than a year later                  | stationed          | years later                  | agrees
ages                                            | ages               |                              | agrees
ages, a day later                               | ages               | a day later                  | agrees
clock times                                     | clock times        |                              | agrees
clock times far from each other                 | clock times        | at noon                      | agrees
no dates                                        | undated            |                              | agrees
no dates, NLI was not asked                     | undated            |                              | none
no dates, NLI is unsure                         | undated            |                              | unsure
no dates, other words                           | undated            | other event                  | agrees
the day of the event stands in for a date       |                    | undated but timed            | unsure
one article                                     | one article        |                              | agrees
one article, the headline sums up               | one article        | headline                     | agrees
one article, the headline tells of one          | one article        | headline + one               | agrees
one article, a sum of one event                 | one article        | a sum                        | agrees
one article, a sum of another event             | one article        | a sum + other event          | agrees
one article, two speakers                       | one article, of Lind| Ruiz                         | agrees
one article, two speakers on two events         | one article, of Lind| Ruiz + other event           | agrees
one article, two speakers on an age             | one article, of Lind, ages| Ruiz + other event           | agrees
one man, where others are told of elsewhere     | men                | one                          | agrees
one person, and another one                     |                    | one + another                | agrees
one person in a headline, and another one       |                    | one + another + headline     | agrees
""".strip().splitlines()
PAIR = CandidatePair("a", "b", 0.9, (Evidence("place", Level.SAME, "same place"),))


def told(claimed: Claim) -> str:
    return phrase(claimed.quantity) if claimed.quantity else "nothing"


def line(name: str, pair: CandidatePair, a: Claim, b: Claim, nli: NLIScores | None, known: Any) -> str:
    found = decide.judge(pair, a, b, nli, known)
    if found is None:
        return f"{name}: {told(a)} and {told(b)}: no verdict"
    asked = ", NLI is asked" if decide.question(pair, a, b, known) else ""
    weight = "" if found.severity is Severity.NONE else f" ({found.severity}, {found.between})"
    return f"{name}: {found.relation}{weight}{asked}: {found.reason}"


def situations() -> Iterable[str]:
    for row in SITUATIONS:
        name, both, changes, nli = (cell.strip() for cell in row.split("|"))
        a, b = (all_of(both, BOTH, ", ")(claim(x, value)) for x, value in (("a", 5), ("b", 7)))
        yield line(name, PAIR, a, all_of(changes, ONE, " + ")(b), NLI[nli], {})


def all_of(names: str, changes: dict[str, Change], between_: str) -> Change:
    chosen = [changes[names]] if names in changes else [changes[name] for name in names.split(between_)]
    return lambda c: functools.reduce(lambda found, change: change(found), chosen, c)


def beside() -> Iterable[str]:
    """What sameness and sums add to one situation."""
    a, b = claim("a", 5), claim("b", 7)
    other = replace(PAIR, evidence=against(("another place", "x")))
    yield line("another place", other, a, b, None, {})
    yield line("another place, one value", other, a, claim("b", 5), None, {})
    yield line("a change", replace(PAIR, evidence=against(("a birthday", "x"), Level.CHANGED)), a, b, None, {})
    yield line("hardly the same thing", replace(PAIR, score=0.5), a, b, None, {})
    total = replace(claim("t", 12), parts=("a", "z"), frame=replace(TOLL, noun="victim", places=("lindon", "eastwick")))
    yield line("a part of a sum by its noun", PAIR, a, framed(noun="victim")(b), None, {"a": [total]})
    whole = framed(places=("eastwick", "lindon"))(b)
    yield line("a part of a sum by its places", PAIR, a, whole, None, {"a": [total]})
    yield line("a part of a sum by its places, the sum first", PAIR, whole, a, None, {"a": [total]})
    yield line("a part of no such sum", PAIR, a, b, None, {"a": [replace(total, frame=TOLL)]})


def ordered() -> Iterable[str]:
    """What is compared although the predicates differ: the youngest and the oldest, and what comes after an event."""
    for limit, age in ((extremes.YOUNGEST, 11), (extremes.YOUNGEST, 12), (extremes.OLDEST, 12), (extremes.OLDEST, 13)):
        yield line(f"{limit} 12, somebody is {age}", PAIR, *one_of(limit, age, C.EXACT), None, {})
    for found in (480, 500, 585, 590, 600, 660):
        yield line(f"at 10:00, found at {clock_time(found)}", PAIR, *in_order(found, C.EXACT), None, {})
    yield line("at 10:00, found about 9:40", PAIR, *in_order(580, C.ABOUT), None, {})
    yield line("at 10:00, found about 9:45", PAIR, *in_order(585, C.ABOUT), None, {})
    yield line("at 10:00, found after 9:00", PAIR, *in_order(540, C.AT_LEAST), None, {})
    elsewhere = replace(PAIR, evidence=against(("x",)))
    yield line("at 10:00, found at 9:00 elsewhere", elsewhere, *in_order(540, C.EXACT), None, {})


def clock_time(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def one_of(limit: str, age: float, comparator: Comparator) -> tuple[Claim, Claim]:
    """The claim that 12 is the ``limit`` of the hurt, and one on the ``age`` of somebody who was."""
    a, b = (BOTH["ages"](claim(name, value)) for name, value in (("a", 12), ("b", age)))
    return counted(comparator=comparator)(framed(predicate=limit)(a)), framed(predicate="injure")(b)


def in_order(found: float, comparator: Comparator) -> tuple[Claim, Claim]:
    """The claim that it was at ten o'clock, and one on when somebody was ``found``."""
    a, b = (BOTH["clock times"](claim(name, value)) for name, value in (("a", 600), ("b", found)))
    return framed(predicate="occur")(a), counted(comparator=comparator)(framed(predicate="find")(b))


def test_verdicts_are_those_of_the_table() -> None:
    held("verdicts.txt", [*situations(), *beside(), *ordered()])


GRID = [(both(claim("a", 5)), one(both(claim("b", 7)))) for both, one in itertools.product(BOTH.values(), ONE.values())]
ANSWERS = (None, *NLI.values())


def judged(a: Claim, b: Claim, nli: NLIScores | None = NLI["agrees"], score: float = 0.9) -> Verdict | None:
    return decide.judge(replace(PAIR, score=score), a, b, nli, {})


def test_a_verdict_carries_what_it_was_made_of() -> None:
    ids = set()
    for (a, b), nli in itertools.product(GRID, ANSWERS):
        found = judged(a, b, nli)
        if found is not None:
            assert (found.a, found.b, found.nli, found.score, found.topic) == (a.id, b.id, nli, PAIR.score, "")
            assert found.evidence == PAIR.evidence and len(found.id) == 16
            assert 0 <= found.confidence <= 1 and found.reason and "\n" not in found.reason
            ids.add(found.id)
    one, two = claim("a", 5), claim("b", 7)
    assert len(ids) == 1
    assert len({v.id for x, y in ((one, two), (two, one), (one, claim("c", 7))) if (v := judged(x, y))}) == 3


def test_a_pair_turned_round_gets_the_same_verdict() -> None:
    """But for running totals: the first tells whether it is one, and without dates which comes first."""
    for (a, b), nli in itertools.product(GRID, ANSWERS):
        dated = a.published and b.published and a.published != b.published
        if a.cumulative != b.cumulative or (a.cumulative and not dated):
            continue
        one, two = judged(a, b, nli), judged(b, a, nli)
        told_ = [(v.relation, v.severity, v.between, v.confidence) if v else None for v in (one, two)]
        assert told_[0] == told_[1], (a, b)


def test_nli_decides_where_it_is_asked_and_nowhere_else() -> None:
    for a, b in GRID:
        found = [judged(a, b, nli) for nli in ANSWERS]
        relations = {v.relation if v else None for v in found}
        if decide.question(PAIR, a, b, {}):
            assert found[-1] and found[-1].relation is not Relation.CONTRADICTION
            assert relations <= {Relation.CONTRADICTION, Relation.SCOPE}
        elif a.frame.noun not in ("age", "clock"):  # their verdicts are made without it
            assert len({replace(v, nli=None) if v else None for v in found}) == 1


def test_one_value_never_contradicts_and_agreement_is_as_sure_as_the_pair() -> None:
    for both, nli, score in itertools.product(BOTH.values(), ANSWERS, (0.5, 0.9)):
        found = judged(both(claim("a", 5)), both(claim("b", 5)), nli, score)
        expected = Relation.COMPATIBLE if both is BOTH["vague"] else Relation.AGREEMENT
        assert found is not None and found.relation in (expected, Relation.AGREEMENT)
        assert found.severity is Severity.NONE and found.confidence == score


def test_what_is_hardly_one_thing_is_scope_the_surer() -> None:
    """Where NLI sees two things, and agreement of values that are only near is less sure than of equal ones."""
    unlike = [judged(claim("a", 5), claim("b", 7), NLI["vetoes"], score) for score in (0.9, 0.7, 0.5)]
    sure = [v.confidence for v in unlike if v and v.relation is Relation.SCOPE]
    assert sure == sorted(sure) and len(set(sure)) == 3 and sure[0] > 0.5 and sure[-1] < 0.8
    near = judged(claim("a", 5), ONE["next to equal"](claim("b", 7)))
    assert near is not None and near.relation is Relation.AGREEMENT and 0.8 < near.confidence < PAIR.score


def test_doubts_of_nli_and_of_sameness_make_a_contradiction_less_sure() -> None:
    for a, b in GRID:
        by_doubt = [judged(a, b, NLIScores(0.1, neutral, 0.9 - neutral)) for neutral in (0.0, 0.2, 0.5)]
        sure = [v.confidence for v in by_doubt if v and v.relation is Relation.CONTRADICTION]
        assert sure == sorted(sure, reverse=True) and len(set(sure)) == len(sure)
        by_score = [judged(a, b, NLI["agrees"], score) for score in (0.6, 0.75, 0.9)]
        sure = [v.confidence for v in by_score if v and v.relation is Relation.CONTRADICTION]
        assert sure == sorted(sure) and len(set(sure)) == len(sure) and all(s <= 0.9 for s in sure)


def test_only_a_sure_contradiction_between_outlets_is_an_error() -> None:
    for (a, b), nli, score in itertools.product(GRID, ANSWERS, (0.5, 0.7, 0.9)):
        found = judged(a, b, nli, score)
        if found is None or found.relation is not Relation.CONTRADICTION:
            assert found is None or found.severity is Severity.NONE
            continue
        unhedged = judged(replace(a, hedged=False), replace(b, hedged=False), nli, score)
        assert (found.severity is Severity.NOTE) == (found.between is Between.SPEAKERS)
        if found.severity is Severity.ERROR:
            assert found.between is Between.OUTLETS and not (a.hedged or b.hedged) and found.confidence > 0.5
        hedged = judged(replace(a, hedged=True), b, nli, score)
        assert hedged is not None and unhedged is not None and hedged.confidence == unhedged.confidence
        assert hedged.severity is (Severity.NOTE if found.between is Between.SPEAKERS else Severity.WARNING)


def test_nobody_is_beyond_the_youngest_and_the_oldest() -> None:
    bound = {extremes.YOUNGEST: C.AT_LEAST, extremes.OLDEST: C.AT_MOST}
    for (limit, comparator), age, loose in itertools.product(bound.items(), (4, 11, 12, 13, 40), (False, True)):
        a, b = one_of(limit, age, comparator if loose else C.EXACT)
        beyond = age < 12 if limit == extremes.YOUNGEST else age > 12
        for one, two in ((a, b), (b, a)):
            found = judged(one, two)
            assert (found is not None) == beyond, (limit, age)
            assert found is None or (found.relation is Relation.CONTRADICTION and found.confidence == PAIR.score)


def test_nothing_is_found_before_it_happened() -> None:
    for found, comparator in itertools.product((500, 583, 585, 600, 660), (C.EXACT, C.ABOUT, C.AT_LEAST)):
        a, b = in_order(found, comparator)
        one, two = judged(a, b), judged(b, a)
        assert (one is None) == (two is None)
        assert one is None or one.confidence < PAIR.score
    sums_ = {"a": [replace(claim("t", 12), frame=replace(TOLL, noun="victim"))]}
    a, b = claim("a", 5), framed(noun="victim")(claim("b", 7))
    turned = decide.judge(PAIR, b, a, None, sums_)
    assert turned is not None and turned.relation is Relation.SCOPE


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
