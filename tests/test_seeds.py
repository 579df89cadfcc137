"""The five real articles: every labelled relation, and that nothing is fitted to their very words.

Skips where the development data is absent. The real NLI model runs once; perturbed texts use a stand-in for speed.
"""

from __future__ import annotations

import dataclasses
import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import StandInModel

import checker
from checker import read
from checker.cli.config import Settings
from checker.findings import gate
from checker.records import Article, Relation, Report, Severity
from checker.reports import render

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def seeds(shared: Path) -> list[Article]:
    articles, skipped = read.read([str(shared / "seeds")], str(shared / "seeds/metadata.jsonl"))
    assert len(articles) == 5 and [Path(s.input).name for s in skipped] == ["gold.jsonl"]  # which holds no articles
    return articles


def scored(report: Report, articles: Sequence[Article], shared: Path, folder: Path) -> dict:
    """What the scorer says of a report on these articles."""
    texts = folder / "texts"
    texts.mkdir()
    for article in articles:
        (texts / article.id).write_text(article.text, encoding="utf-8")
    result = gate.gate(report.verdicts, Severity.ERROR, (), False, len(articles))
    (folder / "report.json").write_text(render("json", report, result), encoding="utf-8")
    command = [shared / "bench/score_relations.py", shared / "seeds/gold.jsonl", texts, folder / "report.json"]
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def assert_complete(score: dict) -> None:
    assert score["contradictions_numeric"]["found"] == 1
    # The other of two is "rockets" in one article against "ballistic missiles" in another: nothing but the weapon is
    # alike in their sentences, as in hundreds of pairs of sentences that tell of two attacks.
    assert score["contradictions_attributive"]["found"] == 1
    assert score["contradictions_predicted"] == {
        "true": 2,
        "wrong": 0,
        "unlabelled": 0,
        "uncertain": 0,
        "precision": 1.0,
    }
    assert score["agreement_found"]["found"] >= 18
    assert score["agreement_found"]["called_contradiction"] == 0
    assert score["update_found"] == {"gold": 2, "found": 2, "called_contradiction": 0}
    assert score["scope_not_alarmed"]["clean"] == score["scope_not_alarmed"]["gold"]


def test_all_labels_with_the_shipped_model(seeds: list[Article], shared: Path, tmp_path: Path) -> None:
    assert_complete(scored(checker.check(seeds, Settings()), seeds, shared, tmp_path))


@pytest.mark.parametrize("seed", range(3))
def test_shuffled_paragraphs(seeds: list[Article], shared: Path, tmp_path: Path, seed: int) -> None:
    shuffle = random.Random(seed)
    changed = []
    for article in seeds:
        head, *rest = [p for p in article.text.split("\n") if p.strip()]
        text = "\n\n".join([head, *shuffle.sample(rest, len(rest))])
        changed.append(dataclasses.replace(article, text=text))
    report = checker.check(changed, Settings(), model=StandInModel())
    assert_complete(scored(report, changed, shared, tmp_path))


def test_renamed_outlets(seeds: list[Article], shared: Path, tmp_path: Path) -> None:
    changed = [dataclasses.replace(a, outlet=f"Paper {i}") for i, a in enumerate(seeds)]
    report = checker.check(changed, Settings(), model=StandInModel())
    assert_complete(scored(report, changed, shared, tmp_path))


def relations(report: Report, first: str, second: str) -> set[tuple[str, str, str]]:
    """(relation, mention, mention) of the pairs in which the two mentions meet."""
    claims = {c.id: c for c in report.claims}
    found = set()
    for v in report.verdicts:
        ends = sorted((claims[v.a].mention, claims[v.b].mention))
        if ends == sorted((first, second)):
            found.add((str(v.relation), *ends))
    return found


@pytest.mark.parametrize(
    ("article", "old", "new", "against"),
    [
        ("000", "2,500", "3,500", "2,500"),
        ("001", "2500", "3500", "2,500"),
        ("002", "2,500", "3,500", "2,500"),
        ("003", "2,500", "3,500", "2,500"),
        ("002", "900", "400", "900"),
        ("004", "two rockets were", "six rockets were", "two"),
        ("004", "eight rockets", "18 rockets", "eight"),
        ("000", "Seven Americans", "Nine Americans", "Five US military personnel and two"),
    ],
)
def test_a_changed_number_is_found(seeds: list[Article], article: str, old: str, new: str, against: str) -> None:
    changed = [
        dataclasses.replace(a, text=a.text.replace(old, new), title=a.title.replace(old, new))
        if a.id.startswith(article)
        else a
        for a in seeds
    ]
    report = checker.check(changed, Settings(), model=StandInModel())
    mention = new.split()[0]
    assert {r for r, *_ in relations(report, mention, against)} == {str(Relation.CONTRADICTION)}


def test_without_dates_nothing_is_said_to_contradict_between_articles_of_unlike_words(seeds: list[Article]) -> None:
    undated = [dataclasses.replace(a, published=None) for a in seeds]
    report = checker.check(undated, Settings(), model=StandInModel(neutral=0.8, contradiction=0.1))
    claims = {c.id: c for c in report.claims}
    across = [v for v in report.verdicts if claims[v.a].article != claims[v.b].article]
    assert across and not any(v.relation is Relation.CONTRADICTION for v in across)
    assert any(v.relation is Relation.AGREEMENT for v in across)
