"""A check with a ledger: the same report as without one, and only the work that is new. On SQLite and PostgreSQL."""

from __future__ import annotations

import dataclasses
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, StandInModel
from ledger_cases import DAY, TOWNS, article, check, examples, involving, many, rows, run_sql

import checker
from checker.cli.config import Settings
from checker.engine import local
from checker.errors import LedgerError
from checker.ledger import check as remembering
from checker.ledger import fingerprints
from checker.records import Article


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that were put to extraction, in order."""
    asked: list[str] = []
    real = local.extract

    def counting(articles: list[Article], *more: Any) -> Any:
        asked.extend(a.id for a in articles)
        return real(articles, *more)

    monkeypatch.setattr(local, "extract", counting)
    return asked


# ------------------------------------------------------------------ the same report


@pytest.mark.parametrize("articles", [many(30), examples()], ids=["towns", "examples"])
def test_same_bytes_as_without_a_ledger_and_again_from_it(ledger: str, articles: list[Article]) -> None:
    plain = check(articles)
    assert len(plain.verdicts) > 20
    first, second = check(articles, ledger), check(articles[::-1], ledger)
    for report in (first, second):
        assert report == plain
        assert report.to_json() == plain.to_json() and report.to_markdown() == plain.to_markdown()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_new_batch_meets_the_ledger_as_if_all_were_one_batch(ledger: str, seed: int) -> None:
    everything = many(60, seed)
    old, new = everything[::2], everything[1::2]
    check(old, ledger)
    report = check(new, ledger)
    plain, ids = check(everything), {a.id for a in new}
    assert (
        involving(report, ids) == involving(plain, ids) == {dataclasses.replace(v, topic="") for v in report.verdicts}
    )
    assert any(c.article not in ids for c in report.claims)  # or it would show nothing


def test_the_examples_one_by_one_give_every_pair_of_the_whole(ledger: str) -> None:
    """Each article alone against those before it; what few articles say can't be weighed by all, so by ids only."""
    articles = examples()
    found: set[tuple[str, str, str]] = set()
    for one in articles:
        found |= {(v.a, v.b, v.relation) for v in check([one], ledger).verdicts}
    whole = {(v.a, v.b, v.relation) for v in check(articles).verdicts}
    assert len(found & whole) >= 0.9 * len(whole)


@pytest.mark.parametrize("articles", [many(60), many(60, seed=3), examples()], ids=["towns", "more towns", "examples"])
def test_ten_batches_find_what_one_finds(ledger: str, articles: list[Article]) -> None:
    """The same contradictions, and what a batch found no later one takes back or judges otherwise."""
    found: dict[tuple[str, str], str] = {}
    for n in range(10):
        told = {(v.a, v.b): v.relation for v in check(articles[n::10], ledger).verdicts}
        assert told.items() >= {p: r for p, r in found.items() if p in told}.items()
        found |= told
    whole = check(articles)
    contradicting = {(v.a, v.b) for v in whole.verdicts if v.relation == "contradiction"}
    assert {pair for pair, relation in found.items() if relation == "contradiction"} == contradicting != set()
    assert check(articles, ledger) == whole


def test_the_report_holds_the_batch_and_what_its_pairs_refer_to(ledger: str) -> None:
    told = "Nine people were killed when a tanker exploded in Carvel on Tuesday."
    other = "The orchestra of Eastwick played 14 concerts in May."
    check([article("old", told, "Courier"), article("apart", other, "Herald")], ledger)
    report = check([article("new", told.replace("Nine", "Six"), "Gazette")], ledger)
    assert [a.id for a in report.articles] == ["new", "old"]
    assert {c.article for c in report.claims} == {"new", "old"}
    assert [v.relation for v in report.verdicts] == ["contradiction"]


def test_only_articles_that_a_batch_may_meet_are_read(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not all that share a name and what they count: garrisons of one general's army in other towns, say."""
    told = "About {} soldiers are stationed in {}, General Olga Brandt said."
    seen = ("Two violinists of the Tessin opera married", "Nine farmers of Adram blocked roads to the dairy",
            "Three bridges over the Velmont fell in the flood", "Six members of the Orsk council resigned",
            "Four nurses of Quellen struck for better wages", "Five pupils of Haldern fled the burning school",
            "One pilot of Wenzel Air was tried for smuggling", "Seven divers of Port Sund found a wreck")  # fmt: skip
    old = [
        article(f"{t} {n}", f"{seen[n]}. {told.format(n + 20, t)}", "Courier", -40 * n - 40)
        for n, t in enumerate(TOWNS)
    ]
    check(old, ledger)
    asked: list[set[str]] = []
    real = remembering.load_claims

    def loading(connection: Any, ids: list[str]) -> Any:
        asked.append(set(ids))
        return real(connection, ids)

    monkeypatch.setattr(remembering, "load_claims", loading)
    report = check([article("new", told.format(50, "Carvel"), "Herald", 1)], ledger)
    assert asked == [{"new", "Carvel 3"}]
    assert {a.id for a in report.articles} == {"new", "Carvel 3"}


def test_names_are_weighed_by_the_whole_ledger_also_where_nothing_is_met(ledger: str) -> None:
    """Two articles of a batch are one event or two as they would be in a check of everything at once."""
    common = [article(f"old{n:02}", f"Two dogs barked near Maria Ruiz of Carvel in {n} parks.") for n in range(60)]
    new = [
        article("x", "Maria Ruiz, 34, of Carvel opened a bakery with her cousin.", "Courier", 90),
        article("y", "Schools in Carvel hired Maria Ruiz, 39, to teach the violin.", "Herald", 130),
    ]
    assert check(new).verdicts
    check(common, ledger)
    report, whole = check(new, ledger), check([*common, *new])
    assert involving(report, {"x", "y"}) == involving(whole, {"x", "y"}) == set()


def test_an_article_without_claims_or_neighbours(ledger: str) -> None:
    report = check([article("dull", "The weather was fine and nobody complained.")], ledger)
    assert (len(report.articles), report.claims, report.verdicts) == (1, (), ())
    assert rows(ledger, "articles", "id", "compared") == [("dull", True)]
    check([article("old", SAYS, "Courier")], ledger)
    report = check([article("dull", "The weather was fine."), article("new", SAYS, "Herald")], ledger)
    assert [a.id for a in report.articles] == ["dull", "new", "old"]


# ------------------------------------------------------------------ only the work that is new


def test_unchanged_articles_cost_neither_extraction_nor_scores(ledger: str, extracted: list[str]) -> None:
    articles = many(24)
    check(articles, ledger)
    assert extracted == [a.id for a in articles]
    again = StandInModel()
    check([dataclasses.replace(a, source="elsewhere.txt", url="https://example.org") for a in articles], ledger, again)
    assert extracted == [a.id for a in articles] and again.asked == []


def test_only_what_is_new_or_edited_is_extracted(ledger: str, extracted: list[str]) -> None:
    articles = many(6)
    check(articles[:4], ledger)
    extracted.clear()
    edited = dataclasses.replace(articles[1], text=articles[1].text + " The mayor spoke.")
    check([articles[0], edited, *articles[4:]], ledger)
    assert extracted == ["a001", "a004", "a005"]


@pytest.mark.parametrize(
    "change", [{"outlet": "Post"}, {"published": None}, {"title": "Ferry sinks"}, {"text": "None."}]
)
def test_whatever_claims_depend_on_is_content(ledger: str, extracted: list[str], change: dict[str, Any]) -> None:
    (one,) = many(1)
    check([one], ledger)
    check([dataclasses.replace(one, **change)], ledger)
    assert len(extracted) == 2


def test_a_new_model_scores_again_and_extracts_nothing(ledger: str, extracted: list[str]) -> None:
    articles = many(24)
    first, second = StandInModel(), StandInModel(neutral=0.99, contradiction=0.0)
    second.info = dataclasses.replace(first.info, name="other", sha256="1" * 64)
    check(articles, ledger, first)
    extracted.clear()
    report = check(articles, ledger, second)
    assert sorted(set(second.asked)) == sorted(set(first.asked)) and not extracted
    assert report == check(articles, None, second)
    back = StandInModel()
    assert check(articles, ledger, back) == check(articles) and back.asked == []


def test_each_direction_of_a_pair_has_a_score_of_its_own(ledger: str) -> None:
    class Sided(StandInModel):
        def score(self, pairs: Any) -> Any:
            table = super().score(pairs)
            table[:, 2] = [0.6 if a < b else 0.2 for a, b in pairs]
            return table

    articles = many(24)
    plain = check(articles, None, Sided())
    assert check(articles, ledger, Sided()) == check(articles, ledger, Sided()) == plain


def test_other_rules_of_extraction_extract_again(
    ledger: str, extracted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also the ledger's own articles that the batch meets; others wait until something meets them."""
    old = [article("old", "Nine people were killed when a tanker exploded in Carvel on Tuesday.", "Courier")]
    apart = [article("apart", "The orchestra of Eastwick played 14 concerts in May.", "Herald")]
    new = article("new", "Six people were killed when a tanker exploded in Carvel on Tuesday.")
    check([*old, *apart], ledger)
    extracted.clear()
    monkeypatch.setattr(fingerprints, "extraction", lambda name: "newer rules")
    report = check([new], ledger)
    assert extracted == ["new", "old"]
    assert len(report.verdicts) == 1
    assert rows(ledger, "former_articles", "id") == []  # the article is the same, the rules are not


def test_other_rules_of_the_index_make_it_anew(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = many(30)
    check(articles[::2], ledger)
    made = rows(ledger, "names", "name", "article")
    run_sql(ledger, "DELETE FROM {}names", "DELETE FROM {}entries", "UPDATE {}counts SET articles = 99")
    monkeypatch.setattr(fingerprints, "index", lambda: "newer rules")
    report = check(articles[1::2], ledger)
    ids = {a.id for a in articles[1::2]}
    assert involving(report, ids) == involving(check(articles), ids)
    assert set(made) < set(rows(ledger, "names", "name", "article"))
    assert max(rows(ledger, "counts", "articles")) <= 30


def test_claims_that_newer_records_cannot_read_are_extracted_again(
    ledger: str, extracted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = many(8)
    plain = check(articles)
    check(articles[:6], ledger)
    run_sql(ledger, "UPDATE {}claims SET record = '{{\"id\": 3}}' WHERE article = 'a002' AND position = 0")
    extracted.clear()
    with pytest.raises(LedgerError, match="claims a002 0 can't be read"):
        check(articles, ledger)
    monkeypatch.setattr(fingerprints, "index", lambda: "newer rules")
    assert check(articles, ledger) == plain
    assert extracted == ["a006", "a007", "a002"]


def test_extract_reads_claims_back(ledger: str, extracted: list[str]) -> None:
    articles = many(8)
    plain = list(checker.extract(articles, Settings()))
    extracted.clear()
    kept = Settings(ledger=ledger)
    assert list(checker.extract(articles, kept)) == plain == list(checker.extract(articles, kept))
    assert len(extracted) == 8
    assert set(rows(ledger, "articles", "compared")) == {False}


# ------------------------------------------------------------------ edits and history

SAYS = "Seven people were killed when a ferry sank off Lindon on Tuesday."


def test_a_silent_change_is_told(ledger: str, caplog: pytest.LogCaptureFixture) -> None:
    other = article("other", SAYS, "Courier")
    check([article("a", SAYS), other], ledger)
    report = check([article("a", SAYS.replace("Seven", "Six")), other], ledger)
    (change,) = report.changes
    assert (change.article, change.outlet, change.was, change.now) == ("a", "Gazette", "Seven", "Six")
    assert change.sentence_was == SAYS and change.claim in {c.id for c in report.claims}
    assert '"changes": [' in report.to_json()
    assert 'a: changed from "Seven" to "Six" since it was last checked' in caplog.text
    assert rows(ledger, "changes", "article", "was", "now") == [("a", "Seven", "Six")]
    assert check([article("a", SAYS.replace("Seven", "Six")), other], ledger).changes == ()  # told once


def test_old_verdicts_become_history(ledger: str) -> None:
    other = article("other", SAYS, "Courier")
    check([article("a", SAYS), other], ledger)
    before = rows(ledger, "verdicts", "id", "relation", "says_a", "says_b")
    assert [r[1] for r in before] == ["agreement", "agreement"]  # of the number, and of the sentence
    check([article("a", SAYS.replace("Seven", "Six"))], ledger)
    assert [r[1] for r in rows(ledger, "verdicts", "id", "relation")] == ["contradiction"]
    former = rows(ledger, "former_verdicts", "id", "relation", "why")
    assert sorted(former) == sorted((r[0], "agreement", "article edited") for r in before)
    assert [t[:5] for t in rows(ledger, "former_articles", "text")] == ["Seven"]
    assert ("a", 6.0) in rows(ledger, "claims", "article", "value")


def test_a_second_run_writes_no_history(ledger: str) -> None:
    for _ in range(3):
        check(many(24), ledger)
    assert rows(ledger, "former_verdicts", "id") == [] == rows(ledger, "former_articles", "id")


def test_verdicts_of_others_stay(ledger: str) -> None:
    """A new batch changes nothing between articles that it doesn't hold."""
    old = many(24)
    check(old, ledger)
    before = {r[0] for r in rows(ledger, "verdicts", "id", "record")}
    check([article("new", SAYS, "Observer")], ledger)
    assert before <= set(rows(ledger, "verdicts", "id"))
    assert rows(ledger, "former_verdicts", "id") == []


def test_counts_are_those_of_the_articles_that_are_left(ledger: str) -> None:
    """Edits take the old words out of the counts again."""

    def edited(text: str) -> str:
        for town in TOWNS:
            text = text.replace(town, "Zagreb")
        return text.replace("ferry", "boat")

    articles = many(12)
    check(articles, ledger)
    fresh = rows(ledger, "counts", "kind", "item", "articles")
    check([dataclasses.replace(a, text=edited(a.text), published=DAY) for a in articles], ledger)
    assert not {r[1] for r in rows(ledger, "counts", "kind", "item", "articles")} & {"lindon", "ferry"}
    check(articles, ledger)
    assert sorted(rows(ledger, "counts", "kind", "item", "articles")) == sorted(fresh)


# ------------------------------------------------------------------ what an edit changed

TABLE = [
    # before, after, (was, now) of each change
    ("Seven people were killed in Lindon.", "Six people were killed in Lindon.", [("Seven", "Six")]),
    ("Seven people were killed in Lindon.", "At least seven people were killed in Lindon.", []),
    ("Seven people were killed in Lindon.", "Seven people were killed in Lindon on Tuesday.", []),
    ("Seven people were killed in Lindon.", "7 people were killed in Lindon.", []),
    ("The crash injured 12 people in Lindon.", "The crash in Lindon injured 15 people.", []),  # built anew
    (
        "Two people died in Carvel. Police held 14 men there.",
        "Two people died in Carvel. Police held 41 men there.",
        [("14", "41")],
    ),
    ("Two people died in Carvel.", "The council of Carvel has 12 members.", []),
    ("Three men were hurt. Nine women were arrested.", "Nine women were arrested. Three men were hurt.", []),
    ("The bridge cost $4 million to build.", "The bridge cost $6 million to build.", [("4 million", "6 million")]),
    ("Two people died in Carvel.", "Two people died in Carvel. Five died in Tolland.", []),
]


@pytest.mark.parametrize(("before", "after", "expected"), TABLE, ids=[t[1][:40] for t in TABLE])
def test_what_an_edit_changed(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    from checker.ledger.changes import changes_between

    one, two = article("a", before), article("a", after)
    claims = [list(checker.extract([a], Settings())) for a in (one, two)]
    found = [(c.was.lstrip("$"), c.now.lstrip("$")) for c in changes_between(two, *claims)]
    assert found == expected


# ------------------------------------------------------------------ as a user runs it


@pytest.mark.slow
def test_the_command_line_with_the_real_model(tmp_path: Path) -> None:
    """Byte for byte the report without a ledger, also from the ledger alone; an edit is told on standard error."""
    folder, ledger = tmp_path / "articles", str(tmp_path / "news.sqlite")
    shutil.copytree(ROOT / "tests/examples/iraq", folder)

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "checker", "check", str(folder), "--output-format", "json", *more]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    plain, first, second = run(), run("--ledger", ledger), run("--ledger", ledger)
    assert plain.returncode == first.returncode == second.returncode == 1, first.stderr
    assert plain.stdout == first.stdout == second.stdout and len(plain.stdout) > 10_000
    edited = next(folder.glob("*north-courier*"))
    assert "2,500" in edited.read_text()
    edited.write_text(edited.read_text().replace("2,500", "2,600"))
    third = run("--ledger", ledger)
    assert 'changed from "2,500" to "2,600" since it was last checked' in third.stderr
    assert [(c["was"], c["now"]) for c in json.loads(third.stdout)["changes"]] == [("2,500", "2,600")]
