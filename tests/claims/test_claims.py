"""claims: what a text claims, as a table; totals; ids; and that an article's paragraphs may come in any order."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
import yaml
from conftest import ROOT

from checker import claims, parse
from checker.compare import sums
from checker.parse import memo
from checker.records import Article, Claim

PUBLISHED = dt.date(2024, 8, 6)
CASES = yaml.safe_load((ROOT / "tests/cases/claims.yaml").read_text(encoding="utf-8"))


def extracted(nlp: Any, text: str, published: dt.date | None = PUBLISHED, **fields: Any) -> list[Claim]:
    article = Article("a", "Outlet", text, published=published, **fields)
    return [c for parsed in parse.parse([article], nlp) for c in claims.extract(parsed)]


def facts(claim: Claim) -> dict[str, Any]:
    """The claim in the table's fields."""
    return {
        "mention": claim.mention,
        "value": claim.quantity.value if claim.quantity else None,
        "unit": claim.quantity.unit if claim.quantity else None,
        "noun": claim.frame.noun,
        "predicate": claim.frame.predicate,
        "day": claim.event_time.start.isoformat() if claim.event_time else None,
        "cumulative": claim.cumulative,
        "negated": claim.negated,
        "part_of": claim.part_of,
        "actor": sorted(claim.frame.actor),
        "property": claim.attribute.property if claim.attribute else None,
        "attribute": claim.attribute.value if claim.attribute else None,
        "speaker": claim.attribution.source if claim.attribution else None,
    }


def fits(claim: Claim, wanted: dict[str, Any]) -> bool:
    known = facts(claim)
    return all(
        set(value) <= set(claim.frame.places) if field == "places" else known[field] == value
        for field, value in wanted.items()
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_table(nlp: Any, case: dict[str, Any]) -> None:
    found = extracted(nlp, case["text"])
    shown = "\n".join(f"{facts(c)} {c.frame.places}" for c in found)
    for wanted in case.get("must", ()):
        assert any(fits(c, wanted) for c in found), f"no {wanted} among\n{shown}"
    for unwanted in case.get("must_not", ()):
        assert not any(fits(c, unwanted) for c in found), f"{unwanted} among\n{shown}"


def test_mentions_slice_back(nlp: Any) -> None:
    for case in CASES:
        for claim in extracted(nlp, case["text"]):
            assert case["text"][claim.start : claim.end] == claim.mention
            assert case["text"][claim.sentence_start :].startswith(claim.sentence)


def test_ids_depend_on_nothing_else_in_the_batch(nlp: Any) -> None:
    article = Article("a", "One", CASES[0]["text"], published=PUBLISHED)
    other = Article("b", "Two", CASES[5]["text"])
    alone = [c.id for p in parse.parse([article], nlp) for c in claims.extract(p)]
    among = [c.id for p in parse.parse([other, article], nlp) for c in claims.extract(p) if c.article == "a"]
    assert alone == among and len(set(alone)) == len(alone) > 1


def test_coordinated_counts_are_summed(nlp: Any) -> None:
    found = extracted(nlp, "Five soldiers and two contractors were injured in the attack.")
    (total,) = sums.totals(found)
    assert total.quantity is not None and total.quantity.value == 7
    assert total.mention == "Five soldiers and two"
    assert set(total.parts) <= {c.id for c in found} and total.frame.noun == "person"


@pytest.mark.parametrize(
    "text",
    [
        "Five soldiers were injured and two rockets were found.",
        "Between five and nine soldiers were injured.",
        "Two people were killed and five were injured.",
        "Five soldiers from two bases were injured.",
    ],
)
def test_what_is_not_summed(nlp: Any, text: str) -> None:
    assert sums.totals(extracted(nlp, text)) == []


PARAGRAPHS = [
    "Fourteen rockets were fired at the Ain al-Asad air base in Iraq on Saturday, the army said.",
    "The militia said it launched 30 rockets at the base.",
    "Last month, drones hit an airport in Basra.",
]


def test_event_days_do_not_depend_on_the_order_of_paragraphs(nlp: Any) -> None:
    days = set()
    for order in itertools.permutations(PARAGRAPHS):
        found = extracted(nlp, "\n\n".join(order))
        days.add(tuple(sorted((c.mention, str(c.event_time and c.event_time.start)) for c in found if c.quantity)))
    assert len(days) == 1
    assert ("30", "2024-08-03") in next(iter(days))


def test_the_title_is_a_field_of_its_own_and_a_headline(nlp: Any) -> None:
    found = extracted(nlp, "Three people were killed, police said.", title="Three killed in fire")
    assert [(c.field, c.headline) for c in found if c.quantity] == [("title", True), ("text", False)]


def test_without_a_publication_date_nothing_is_resolved_against_one(nlp: Any) -> None:
    found = extracted(nlp, "Three people were killed on Monday.", published=None)
    assert [c.event_time for c in found if c.quantity] == [None]


def test_an_article_that_was_read_is_let_go(nlp: Any) -> None:
    """What is kept with a Doc while its claims are made refers to its tokens: the Doc would keep itself alive."""
    article = Article("a", "Outlet", "Two men were shot at the old mill on Tuesday. Ana Roe, 34, was arrested.")
    (parsed,) = parse.parse([article], nlp)
    assert claims.extract(parsed)
    kept = [value for field in parsed.fields for value in field.doc.user_data.values()]
    tokens = {id(field.doc.vocab) for field in parsed.fields}
    assert kept and not tokens & {id(getattr(each, "vocab", None)) for value in kept for each in _inside(value)}


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    return [x for each in value for x in _inside(each)] if isinstance(value, (list, tuple)) else [value]


def test_words_of_a_sentence(nlp: Any) -> None:
    doc = nlp("Two men fled. Police found a gun in the old mill.")
    second = list(doc.sents)[1]
    assert memo.words_of(second) == list(second)
    assert [t.text for t in memo.words_of(second, "NOUN", "VERB")] == ["Police", "found", "gun", "mill"]
    assert [t.text for t in memo.words_of(second, "VERB", "NOUN")] == ["Police", "found", "gun", "mill"]


def test_a_sentence_is_asked_once(nlp: Any) -> None:
    doc = nlp("Two men fled. Police found a gun.")
    first, second = doc.sents
    asked: list[str] = []

    def ask(sentence: Any, mark: str) -> str:
        asked.append(sentence.text)
        return f"{sentence.text}{mark}"

    assert [memo.once(s, ask, "!") for s in (first, second, first)] == ["Two men fled.!", "Police found a gun.!",
                                                                         "Two men fled.!"]  # fmt: skip
    assert asked == ["Two men fled.", "Police found a gun."]
    memo.forget([doc])
    assert memo.once(first, ask, "?") == "Two men fled.?"
