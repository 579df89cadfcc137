"""Time expressions: what they mean, where they are none, and which clause they belong to."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import parse, times
from checker.times import anchoring, dates

CASES = yaml.safe_load((ROOT / "tests/cases/times.yaml").read_text("utf-8"))
PUBLISHED = CASES["published"]


@pytest.fixture(scope="module")
def nlp() -> Any:
    return parse.load_pipeline()


@pytest.mark.parametrize("case", CASES["resolve"], ids=[c["text"][:60] for c in CASES["resolve"]])
def test_resolved(nlp: Any, case: dict[str, Any]) -> None:
    found = times.mentions(nlp(case["text"]), case.get("published", PUBLISHED))
    got = [[m.span.surface, m.span.start, m.span.end, m.span.since] for m in found]
    assert got == [[*want, False][:4] for want in case["find"]]
    assert all(case["text"][m.start : m.end] == m.span.surface for m in found)


@pytest.mark.parametrize("case", CASES["attached"], ids=[c[0][:60] for c in CASES["attached"]])
def test_attached(nlp: Any, case: tuple[str, str, str | None]) -> None:
    text, word, surface = case
    doc = nlp(text)
    token = next(t.i for t in doc if t.text == word)
    mention = times.attached(doc, times.mentions(doc, PUBLISHED), token)
    assert (mention.span.surface if mention else None) == surface


def test_table_has_both_kinds() -> None:
    assert sum(bool(c["find"]) for c in CASES["resolve"]) >= 55
    assert sum(not c["find"] for c in CASES["resolve"]) >= 15
    assert {c[2] is None for c in CASES["attached"]} == {True, False}


def test_sentences_limit_the_search(nlp: Any) -> None:
    doc = nlp("It rained on Monday. It snowed on Tuesday.")
    found = times.mentions(doc, PUBLISHED, list(doc.sents)[1:])
    assert [m.span.surface for m in found] == ["on Tuesday"]


def test_no_mentions_no_time(nlp: Any) -> None:
    assert times.attached(nlp("Two sailors drowned."), [], 0) is None


WORDS = [
    "last",
    "next",
    "this",
    "on",
    "in",
    "since",
    "mid-",
    "July",
    "May",
    "Oct.",
    "Monday",
    "31",
    "29,",
    "2023",
    "week",
]


@given(st.lists(st.sampled_from([*WORDS, "and", "a", "ago", "decades", "99"]), max_size=8), st.dates(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_words_give_ordered_days_or_nothing(tokens: list[str], published: dt.date, future: bool) -> None:
    text = " ".join(tokens)
    for x in dates.expressions(text):
        assert 0 <= x.start < x.end <= len(text)
        span = anchoring.resolve(x, published, future)
        assert span is None or span[0] <= span[1]


@given(
    st.sampled_from(["Monday", "Sunday", "Wed.", "Thursday night"]), st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
)
def test_a_bare_weekday_is_within_the_week_before_publication(day: str, published: dt.date) -> None:
    (x,) = dates.expressions(f"It happened {day}")
    start, end = anchoring.resolve(x, published) or (dt.date.min, dt.date.max)
    assert start == end
    assert 0 <= (published - start).days <= 6
    assert start.strftime("%A")[:3] == day[:3]


def test_a_clause_of_what_since_counts_from_is_of_that_time(nlp: Any) -> None:
    doc = nlp("More than 300 ships sank since 1987, when a ferry capsized and drowned 16 people, the port said.")
    found = times.mentions(doc, PUBLISHED)
    of_main, of_clause = (times.attached(doc, found, i) for i in (3, 14))
    assert [doc[3].text, doc[14].text] == ["ships", "16"]
    assert of_main is not None and of_main.span.since
    assert of_clause is not None and not of_clause.span.since
    assert (of_clause.span.start.isoformat(), of_clause.span.end.isoformat()) == ("1987-01-01", "1987-12-31")
