"""Extraction ends on no sentence: a bounded part of ``tests/fuzz/sentences.py``, and the places that once failed."""

from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from spacy.tokens import Doc

from checker import times
from checker.parse import memo
from checker.quantities import concepts, drafts, numbers
from checker.records import Article
from checker.times import days

sys.path.insert(0, str(ROOT / "tests/fuzz"))
import sentences
import strict
from changes import CHANGES

DAY = dt.date(2031, 5, 6)
# The number, the clause or the quotation begins or ends the text; words hang on others that come later.
EDGES = (
    "Published May 14 2031 Floods that hit a school in Lindon drowned 22 children",
    "Published October 26 2031 Air strikes that hit a camp killed 9 scouts",
    "Published October 26 2031 Air strikes on two schools killed 5 teachers",
    "Released October 26 2031 Air strikes that hit a camp killed 9 scouts",
    "Updated 3 hours ago Rockets that fell on Karsk killed 4 people",
    "Hit by a car, 3 children died",
    "said the mayor of Lindon, 40 people died",
    "Says Holt: 12 dead",
    "is that 3 people died, police said",
    "10:45 p.m. the shooting was reported",
    "3 a.m.",
    "Noon",
    "large crowds looked at",
    "Large, with two gunmen still at",
    "Gang-related",
    "due to a short-circuit the mill burnt down",
    '"',
    '"Go"',
    "and 12",
    "7- or",
    "Vance, 29",
    "of 5",
    "5 of",
    "who said",
    "17",
)


def broken(told: str, nlp: Any) -> list[str]:
    """How extraction fails on a text, on a title, and on both."""
    fields = (told, ""), ("Two died in Lindon.", told), (told, told)
    articles = [Article(f"a{i}", "Gazette", t, title=h, published=DAY) for i, (t, h) in enumerate(fields)]
    return [how for _, how in sentences.extracted(articles, nlp)]


@pytest.mark.parametrize("told", EDGES)
def test_the_edges_of_a_text(told: str, nlp: Any) -> None:
    changed = (told, told.upper(), told.lower(), told + ".", f"{told}\n\n{told}")
    assert [how for text in changed for how in broken(text, nlp)] == []


@pytest.mark.parametrize(
    ("told", "heads", "clause", "expected"),
    [
        ("Published storms", (1, 1), 0, ["Published", "storms"]),
        ("Hit villages", (1, 1), 0, ["Hit", "villages"]),
        ("Held since Monday men", (3, 0, 1, 3), 0, ["Held", "men"]),
        (", Held men", (2, 2, 2), 1, ["men"]),  # a mark before it says that it is a clause of its own
    ],
)
def test_a_clause_that_stands_before_its_noun(
    told: str, heads: tuple[int, ...], clause: int, expected: list[str], nlp: Any
) -> None:
    """Whatever the parser of the day makes of a text: a clause that begins it, hung on a noun that follows."""
    words = told.split()
    last = len(words) - 1
    deps = [
        "acl" if n == clause else "ROOT" if n == last else "punct" if w == "," else "dep" for n, w in enumerate(words)
    ]
    pos = [
        "NOUN" if n == last else "VERB" if n == clause else "PUNCT" if w == "," else "ADP" for n, w in enumerate(words)
    ]
    doc = Doc(nlp.vocab, words, heads=list(heads), deps=deps, pos=pos, tags=["VBN"] * len(words))
    assert [t.text for t in concepts.phrase(doc[last], set())] == expected


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c.__name__)
def test_each_change_of_invented_sentences(change: Any, nlp: Any) -> None:
    shapes = sentences.shapes()
    chance = random.Random(change.__name__)
    told = [change(chance, chance.choice(shapes), shapes) for _ in range(12)]
    assert any(t not in shapes for t in told)
    articles = [sentences.article(chance, f"a{i}", t, shapes[i]) for i, t in enumerate(told) if t.strip()]
    assert [how for _, how in sentences.extracted(articles, nlp)] == []


def test_changes_upon_changes_and_checks_of_two(nlp: Any) -> None:
    assert list(sentences.one_run(random.Random(5), sentences.shapes(), nlp, 50)) == []


def test_real_sentences(shared: Path, nlp: Any) -> None:
    folder = shared / "corpus"
    if not folder.is_dir():
        pytest.skip("needs ../shared/corpus")
    assert list(sentences.one_run(random.Random(6), sentences.of_corpus(folder), nlp, 50)) == []


def test_a_failure_is_seen(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise IndexError("a token before the first")

    monkeypatch.setattr("checker.quantities.mentions", fails)
    found = list(sentences.one_run(random.Random(5), sentences.shapes(), nlp, 10))
    assert len(found) == 11 and all("a token before the first" in how for _, how in found)  # ten articles, one pair


@pytest.mark.parametrize(
    ("held", "index", "wraps"),
    [
        ("abc", -1, True),
        ([1, 2], -2, True),
        ("abc", slice(-2, 3), True),
        ([1, 2, 3], slice(0, -1), True),
        ("abc", 0, False),
        ("abc", slice(-1, 0), False),  # empty either way
        ({-1: "a"}, -1, False),
    ],
)
def test_strict_indices(held: Any, index: Any, wraps: bool) -> None:
    if wraps:
        with pytest.raises(strict.Wrapped):
            strict.strictly(held, index)
    else:
        assert strict.strictly(held, index) == held[index]


def test_no_index_wraps_around() -> None:
    """In a process of its own, since modules are instrumented while they are imported."""
    command = [sys.executable, str(ROOT / "tests/fuzz/sentences.py"), "--count", "100", "--seed", "3", "--strict"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("told", "day"),
    [("ſix days ago", 30), ("sıx days ago", 30), ("SİX days ago", 30), ("laſt Sunday", 4), ("yeſterday", 5)],
)
def test_other_forms_of_a_letter_in_times(told: str, day: int, nlp: Any) -> None:
    found = times.mentions(nlp(f"It burnt down {told}."), DAY)
    assert [m.span.start.day for m in found] == [day]


@pytest.mark.parametrize("told", ["75 USD mıllion", "75 USD mİllion", "75 USD million"])
def test_other_forms_of_a_letter_in_numbers(told: str) -> None:
    (number,) = numbers.scan(told)
    assert drafts.draft(told, number).value == 75e6


def test_lowered_keeps_the_length() -> None:
    assert memo.lowered("ſİıKSix") == "siiksix"


@pytest.mark.parametrize(
    "words", ["Hundreds of millions" + " of trillions" * 40, "Tens of thousands" + " of millions" * 99]
)
def test_vague_numbers_stay_numbers(words: str) -> None:
    assert all(n.high is not None and n.high < 1e45 for n in numbers.scan(words))


@pytest.mark.parametrize(
    ("day", "by", "expected"),
    [
        (dt.date(2031, 3, 1), -1, dt.date(2031, 2, 28)),
        (dt.date(2028, 2, 28), 1, dt.date(2028, 2, 29)),
        (dt.date(1, 1, 2), -9, dt.date.min),
        (dt.date(9999, 12, 30), 9, dt.date.max),
    ],
)
def test_days_stay_within_the_calendar(day: dt.date, by: int, expected: dt.date) -> None:
    assert days.shifted(day, by) == expected
