"""``tests/bench/evaluate.py``: what it counts, where it says that a pair was lost, and when it fails."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import evaluate
import evaluate_labels as labels
import evaluate_stages as stages
import pytest
import report_cases
from conftest import StandInModel

from checker.records import Article, CandidatePair, Evidence, Extracted, Level, Relation, Skipped
from checker.reports.json import claim_to_json

Row = dict[str, Any]
ARTICLES = [
    {"id": "one", "title": "Ferry sinks", "text": "Nine died. The ferry carried 40 people. It was blue."},
    {"id": "two", "title": "Ferry lost", "text": "Eleven died on Monday. Forty were aboard. It was red."},
]


def side(article: str, quote: str, value: object) -> Row:
    return {"article": article, "quote": quote, "value": value}


def fact(label: str, one: Row, two: Row, kind: str = "numeric", **more: object) -> Row:
    return {"attribute": "x", "kind": kind, "claims": [one, two], "pairs": [{"a": 0, "b": 1, "label": label, **more}]}


DEAD = fact("contradiction", side("one", "Nine died", 9), side("two", "Eleven died", 11))
ABOARD = fact("agreement", side("one", "carried 40 people", 40), side("two", "Forty were aboard", "40"))
COLOUR = fact("contradiction", side("one", "blue", "blue"), side("two", "red", "red"), "attributive")


def claim(name: str, article: str, mention: str, value: float | None = None) -> Row:
    text = next(a["text"] for a in ARTICLES if a["id"] == article)
    start = text.index(mention)
    return {
        "id": name, "article": article, "field": "text", "start": start, "end": start + len(mention),
        "mention": mention, "sentence": text, "kind": "attributive" if value is None else "numeric",
        "quantity": None if value is None else {"value": value, "low": None, "high": None},
    }  # fmt: skip


CLAIMS = [
    claim("a", "one", "Nine", 9), claim("b", "two", "Eleven", 11), claim("c", "one", "40", 40),
    claim("d", "two", "Forty", 40), claim("e", "one", "blue"), claim("f", "two", "red"),
]  # fmt: skip


def counted(facts: Sequence[Row], *pairs: tuple[str, str, str]) -> Row:
    """What is counted besides zeros, of pairs given as two claims and a relation."""
    rows = [{"a": a, "b": b, "relation": relation} for a, b, relation in pairs]
    made = labels.score(labels.labelled(facts, ARTICLES), CLAIMS, rows).counts()
    return {name: n for name, n in made.items() if n}


def test_what_is_found_is_counted() -> None:
    asked = {"numeric_facts_gold": 1, "attributive_facts_gold": 1, "agreement_gold": 1}
    facts = [DEAD, ABOARD, COLOUR]
    assert counted(facts) == asked
    found = counted(facts, ("b", "a", "contradiction"), ("c", "d", "compatible"), ("e", "f", "scope"))
    assert found == {**asked, "numeric_facts_found": 1, "agreement_found": 1, "alarms_true": 1}


def test_an_alarm_on_another_label_is_wrong_and_one_without_a_label_is_told_apart() -> None:
    wrong = counted([ABOARD], ("c", "d", "contradiction"))
    assert wrong == {"agreement_gold": 1, "agreement_called_contradiction": 1, "alarms_wrong": 1}
    assert counted([ABOARD], ("a", "b", "contradiction")) == {"agreement_gold": 1, "alarms_unlabelled": 1}


def test_an_alarm_on_an_uncertain_pair_counts_neither_way() -> None:
    unsure = fact("contradiction", *DEAD["claims"], uncertain=True)
    assert counted([unsure], ("a", "b", "contradiction")) == {"alarms_uncertain": 1}


def test_two_alarms_on_the_same_values_are_one() -> None:
    again = {**claim("again", "one", "ferry", 9)}
    rows = [{"a": a, "b": "b", "relation": "contradiction"} for a in ("a", "again")]
    found = labels.score(labels.labelled([DEAD], ARTICLES), [*CLAIMS, again], rows)
    assert [alarm.verdict for alarm in found.alarms] == ["true"]


def test_scope_and_update() -> None:
    facts = [fact("scope", *DEAD["claims"]), fact("update", *ABOARD["claims"])]
    assert counted(facts, ("c", "d", "update")) == {
        "scope_gold": 1, "scope_not_alarmed": 1, "update_gold": 1, "update_found": 1
    }  # fmt: skip
    assert "scope_not_alarmed" not in counted(facts, ("a", "b", "agreement"))


@pytest.mark.parametrize("name", ["war-dev", "mixed-dev2", "politics-dev"])
def test_counts_are_those_of_the_scorer(name: str, shared: Path, tmp_path: Path) -> None:
    """Reports made by chance of the labelled quotes, right and wrong values, and pairs of all relations."""
    gold, articles = (shared / "bench/relations" / f"{name}{end}.jsonl" for end in ("", "-articles"))
    facts = [f for row in labels.rows(gold) for f in row["facts"]]
    texts = {a["id"]: a for a in labels.rows(articles)}
    draw = random.Random(name)
    claims: list[Row] = []
    for c in (c for f in facts for c in f["claims"]):
        field = "text" if (at := texts[c["article"]]["text"].find(c["quote"])) >= 0 else "title"
        given = c["value"] if isinstance(c["value"], int | float) else None
        value = draw.choice([given, given, draw.randint(1, 20)])
        where = {"field": field, "start": max(at, 0), "end": max(at, 0) + 5}
        quantity = None if value is None else {"value": value, "low": None, "high": None}
        told = {"id": str(len(claims)), "article": c["article"], "mention": c["quote"], "quantity": quantity}
        claims.append({**told, **where})
    near: dict[str, list[str]] = {}
    for i, article in ((c["id"], c["article"]) for c in claims):
        near.setdefault(article, []).append(i)
    relations = ("agreement", "compatible", "update", "scope", "contradiction", "contradiction")
    pairs = []
    for f in facts:
        for p in f["pairs"]:
            ends = [near[f["claims"][p[k]]["article"]] for k in "ab"]
            pairs += [{"a": draw.choice(ends[0]), "b": draw.choice(ends[1]), "relation": draw.choice(relations)}
                      for _ in range(3)]  # fmt: skip
    (tmp_path / "report.json").write_text(json.dumps({"claims": claims, "pairs": pairs}), encoding="utf-8")
    command = [shared / "bench/score_relations.py", gold, articles, tmp_path / "report.json"]
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=True)
    assert_equal(
        labels.score(labels.labelled(facts, texts.values()), claims, pairs), json.loads(done.stdout.splitlines()[-1])
    )


def assert_equal(score: labels.Score, told: Row) -> None:
    """The scorer leaves out labels that a set doesn't have."""
    own = score.counts()
    assert {v: own[f"alarms_{v}"] for v in labels.VERDICTS} == {
        v: told["contradictions_predicted"][v] for v in labels.VERDICTS
    }
    for kind in labels.KINDS:
        assert [own[f"{kind}_facts_{k}"] for k in ("gold", "found")] == [
            told[f"facts_{kind}"][k] for k in ("gold", "found")
        ]
    for label in labels.GOOD:
        names = ("gold", "found", "called_contradiction")
        found = told.get(f"{label}_found", dict.fromkeys(names, 0))
        assert [own[f"{label}_{k}"] for k in names] == [found[k] for k in names]
    found = told.get("scope_not_alarmed", {"gold": 0, "clean": 0})
    assert [own["scope_gold"], own["scope_not_alarmed"]] == [found["gold"], found["clean"]]


# ------------------------------------------------------------------ where a pair was lost


class Linked:
    def __init__(self, link: float) -> None:
        self.strength = link

    def link(self, a: str, b: str) -> float:
        return self.strength


def harbour(link: float = 0.9) -> tuple[stages.Trace, labels.Labelled]:
    """The hand-built report without verdicts, and a label on two of its claims."""
    report = replace(report_cases.report(), verdicts=())
    watched = stages.Watched()
    watched.claims = {c.id: c for c in report.claims}
    watched.batch = Linked(link)  # type: ignore[assignment]
    texts = [{"id": a.id, "title": a.title, "text": a.text} for a in report.articles]
    one = side("harbour.txt", "Eleven people were injured", 11)
    (pair,) = labels.labelled([fact("contradiction", one, side("courier-7", "Nine people were injured", 9))], texts)
    return stages.Trace(report, report.claims, watched), pair


ENDS = tuple(report_cases.claims()[k].id for k in ("eleven", "nine"))


def test_no_claim() -> None:
    trace, pair = harbour()
    trace.by_article["courier-7"] = []
    assert stages.lost(pair, trace).stage == ("no claim", "nothing on the quote")
    nine = claim_to_json(report_cases.claims()["nine"])
    trace.by_article["courier-7"] = [{**nine, "quantity": {"value": 8}}]
    assert stages.lost(pair, trace).stage == ("no claim", "another value on it")
    trace.by_article["courier-7"].append({**nine, "field": "title"})
    assert stages.lost(pair, trace).stage == ("no claim", "value only elsewhere")
    trace.by_article["courier-7"] = [{**nine, "kind": "attributive", "quantity": None}]
    assert stages.lost(pair, trace).stage == ("no claim", "nothing on the quote")


def test_not_compared() -> None:
    trace, pair = harbour()
    assert stages.lost(pair, trace).stage == ("not compared", "not blocked")
    assert stages.lost(pair, harbour(link=0.1)[0]).stage == ("not compared", "articles not linked")
    trace.watched.blocked = {frozenset(ENDS)}
    assert stages.lost(pair, trace).stage == ("not compared", "not weighed")
    del (trace := harbour()[0]).watched.claims[ENDS[0]]
    assert stages.lost(pair, trace).stage == ("not compared", "cut by bounds")


def test_judged_otherwise() -> None:
    trace, pair = harbour()
    other = Evidence("place", Level.DIFFERS, "another place")
    trace.watched.weighed = {frozenset(ENDS): CandidatePair(*ENDS, 0.5, (other,))}
    found = stages.lost(pair, trace)
    assert (found.stage, found.reason) == (("judged otherwise", "no verdict"), "another place")
    verdict = report_cases.report().verdicts[2]
    trace.verdicts = {frozenset(ENDS): replace(verdict, relation=Relation.SCOPE)}
    found = stages.lost(pair, trace)
    assert (found.stage, found.reason) == (("judged otherwise", "scope"), verdict.reason)


def test_a_fact_is_lost_where_its_pair_that_got_furthest_is() -> None:
    trace, pair = harbour()
    nowhere = replace(pair, ends=(replace(pair.ends[0], where=(), values=frozenset()), pair.ends[1]))
    (found,) = stages.lost_facts(labels.Score([nowhere, pair, nowhere], [set(), set(), set()], []), trace)
    assert found.pair is pair
    assert stages.lost_facts(labels.Score([nowhere, pair], [{"contradiction"}, set()], []), trace) == []


# ------------------------------------------------------------------ what is kept


class Extracting:
    """An engine that remembers whom it was asked about."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def extract(self, articles: Sequence[Article]) -> Iterator[Extracted]:
        for article in articles:
            self.asked.append(article.id)
            yield Extracted(article.id, skipped=Skipped(article.id, "made up", "extract"))


def test_claims_are_kept_by_article_and_rules(tmp_path: Path) -> None:
    runs, articles = Extracting(), report_cases.ARTICLES
    for rules in ("old", "old", "new"):
        trace = stages.Checks(runs, StandInModel(), rules, tmp_path).trace(articles)  # type: ignore[arg-type]
        assert len(trace.report.skipped) == len(articles)
    assert len(runs.asked) == 2 * len(articles)
    changed = [replace(articles[0], text="Another text."), *articles[1:]]
    stages.Checks(runs, StandInModel(), "new", tmp_path).trace(changed)  # type: ignore[arg-type]
    assert runs.asked[2 * len(articles) :] == [articles[0].id]


def test_without_a_folder_nothing_is_kept() -> None:
    runs = Extracting()
    for _ in range(2):
        stages.Checks(runs, StandInModel(), "", None).trace(report_cases.ARTICLES)  # type: ignore[arg-type]
    assert len(runs.asked) == 2 * len(report_cases.ARTICLES)


# ------------------------------------------------------------------ the command


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Data without content, and a check that finds the same in every set."""
    folder = tmp_path / "shared/bench/relations"
    folder.mkdir(parents=True)
    for name in evaluate.SETS:
        for end in ("-articles.jsonl", ".jsonl"):
            (folder / f"{name}{end}").touch()

    @contextmanager
    def nothing(*_: object) -> Iterator[None]:
        yield None

    rows = [{"a": "a", "b": "b", "relation": "contradiction"}, {"a": "c", "b": "f", "relation": "contradiction"}]
    trace, pair = harbour()
    lost = [stages.lost(pair, trace)]
    score = labels.score(labels.labelled([DEAD, ABOARD, COLOUR], ARTICLES), CLAIMS, rows)
    monkeypatch.setattr(evaluate, "checks", nothing)
    monkeypatch.setattr(evaluate, "evaluated", lambda *_: evaluate.Found(score, lost, lost))
    return tmp_path / "shared"


def test_tables_and_json(made_up: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "counts.json"
    assert evaluate.main(["--shared", str(made_up), "--json", str(out)]) == 0
    lines = capsys.readouterr().out.splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert ["local-news", "2", "0", "2", "0", "0.50", "2/2", "0/2", "0/2", "0", "0/0", "0", "0/0"] in cells
    assert ["– not blocked", "2", "1", "2", "2", "7"] in cells
    found = json.loads(out.read_text(encoding="utf-8"))
    assert set(found["sets"]) == set(evaluate.SETS) and set(found["genres"]) == {
        "local-news",
        "war",
        "politics",
        "mixed",
    }
    assert found["all"]["alarms_true"] == 7 and found["genres"]["war"]["alarms_true"] == 1


@pytest.mark.parametrize(
    ("genre", "changed", "status", "told"),
    [
        ("war", {}, 0, ""),
        ("war", {"alarms_true": 100, "alarms_unlabelled": 94}, 0, ""),  # 0.515, now 0.5
        ("war", {"alarms_true": 2}, 1, "war: precision of alarms fell from 0.667 to 0.500\n"),
        ("mixed", {"attributive_facts_found": 1}, 1, "mixed: share of facts found fell from 0.750 to 0.500\n"),
        ("war", {"alarms_true": 0, "alarms_unlabelled": 0}, 0, ""),  # no precision before
        ("war", {"numeric_facts_found": 0}, 0, ""),
    ],
)
def test_the_ratchet(
    made_up: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], genre: str, changed: Row, status: int, told: str
) -> None:
    before = tmp_path / "before.json"
    evaluate.main(["--shared", str(made_up), "--json", str(before)])
    table = json.loads(before.read_text(encoding="utf-8"))
    table["genres"][genre] |= changed
    before.write_text(json.dumps(table), encoding="utf-8")
    capsys.readouterr()
    assert evaluate.main(["--shared", str(made_up), "--check", str(before)]) == status
    assert capsys.readouterr().err == told


def test_absent_data_and_files_that_are_no_tables(
    made_up: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate.main(["--shared", str(tmp_path / "nowhere")]) == 2
    assert "no labelled data" in capsys.readouterr().err
    for text in ("", "[]", '{"genres": {"war": {}}}'):
        (tmp_path / "table.json").write_text(text, encoding="utf-8")
        assert evaluate.main(["--shared", str(made_up), "--check", str(tmp_path / "table.json")]) == 2
        assert "no table" in capsys.readouterr().err


def test_show(made_up: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.main(["--shared", str(made_up), "--show", "war-dev"]) == 0
    out = capsys.readouterr().out
    assert "UNLABELLED" in out and "MISSED x: not compared: not blocked" in out and "Eleven people were injured." in out
    with pytest.raises(SystemExit):
        evaluate.main(["--show", "war-dev", "--json", "x.json"])


def test_genres() -> None:
    assert [evaluate.genre(n) for n in ("local-news-dev2", "war-dev")] == ["local-news", "war"]
