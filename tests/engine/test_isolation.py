"""What fails on one article, pair or report stops no other, and is told: where, with what error, at what passage."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from ledger_cases import article, check, rows

import checker
from checker import claims, pipeline
from checker.cli import main
from checker.cli.config import FORMATS, Settings
from checker.compare import sums
from checker.engine import isolation
from checker.errors import ParseError, cause
from checker.judge import decide
from checker.records import Article, Extracted, Skipped
from checker.reports import render
from checker.same.weigh import _scored as scored_as_before

pytestmark = pytest.mark.slow
GOOD = "The ferry Marwen ran aground off Port Lenning on Tuesday. Six people were injured, the harbour master said."
OTHER = GOOD.replace("Six", "Nine")
BROKEN = "A calm day in Port Lenning.\n\nThe quay holds a TRAP for forty boats.\n\nNobody was hurt."


@pytest.fixture
def trap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Extraction fails on any text that holds the word TRAP."""
    real = claims._extract

    def failing(parsed: Any) -> Any:
        if "TRAP" in parsed.article.text:
            raise IndexError("no such token")
        return real(parsed)

    monkeypatch.setattr(claims, "_extract", failing)
    yield


def batch() -> list[Article]:
    return [
        article("a", GOOD, "Gazette"), article("b", BROKEN, "Courier"), article("c", OTHER, "Herald"),
    ]  # fmt: skip


def told(skipped: Skipped) -> tuple[str, str]:
    return skipped.input, skipped.stage


def test_the_others_are_checked_and_the_place_is_told(trap: None) -> None:
    report = check(batch())
    (skipped,) = report.skipped
    assert told(skipped) == ("b.txt", "extract")
    assert "IndexError: no such token" in skipped.reason
    assert 'at characters 29 to 67 of its text: "The quay holds a TRAP for forty boats."' in skipped.reason
    assert [a.id for a in report.articles] == ["a", "c"]
    assert {v.relation.value for v in report.verdicts} >= {"contradiction"}
    without = check([a for a in batch() if a.id != "b"])
    assert dataclasses.replace(report, skipped=()) == without


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "jsonl"])
def test_every_format_lists_it(trap: None, name: str) -> None:
    from checker.findings.gate import gate_report

    report = check(batch())
    assert "no such token" in render(name, report, gate_report(report))


@pytest.mark.parametrize("where", ["first", "last", "alone"])
def test_wherever_the_article_stands(trap: None, where: str) -> None:
    bad = article({"first": "0", "last": "z", "alone": "m"}[where], BROKEN)
    good = [] if where == "alone" else [article("a", GOOD), article("c", OTHER, "Herald")]
    report = check([*good, bad])
    assert [a.id for a in report.articles] == [a.id for a in good] and len(report.skipped) == 1


def test_more_than_a_batch_of_them(trap: None, nlp: Any) -> None:
    many = [article(f"{i:03}", BROKEN if i % 3 == 0 else GOOD) for i in range(60)]
    found = list(isolation.extracted(many, nlp))
    assert [e.article for e in found] == [a.id for a in many]
    assert [bool(e.skipped) for e in found] == [i % 3 == 0 for i in range(60)]


def test_an_article_that_can_not_be_parsed(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The articles that were parsed together with it are parsed again, one by one, and none twice."""
    real = isolation.parse.parse

    def failing(articles: Any, nlp: Any) -> Iterator[Any]:
        given = list(articles)
        for start in range(0, len(given), 4):  # in batches, as spaCy does
            if any("TRAP" in a.text for a in given[start : start + 4]):
                raise ValueError("a word too many")
            yield from real(given[start : start + 4], nlp)

    monkeypatch.setattr(isolation.parse, "parse", failing)
    many = [article(f"{i:03}", BROKEN if i in (0, 7, 29) else GOOD) for i in range(30)]
    found = list(isolation.extracted(many, nlp))
    assert [e.article for e in found] == [a.id for a in many]
    assert [e.article for e in found if e.skipped] == ["000", "007", "029"]
    assert {e.skipped.stage for e in found if e.skipped} == {"parse"}
    assert all("a word too many" in e.skipped.reason and "TRAP" in e.skipped.reason for e in found if e.skipped)
    assert all(e.claims for e in found if not e.skipped)


def test_a_text_that_is_too_long_is_told_like_any_other(nlp: Any) -> None:
    long = article("long", "word " * 250_000)
    one, two, three = isolation.extracted([article("a", GOOD), long, article("c", OTHER)], nlp)
    assert one.claims and three.claims
    assert two.skipped is not None and two.skipped.stage == "parse" and "at most 1,000,000" in two.skipped.reason


# ------------------------------------------------------------------ a ledger


def test_a_ledger_holds_no_article_that_failed_and_tells_it_again(trap: None, tmp_path: Path) -> None:
    ledger = str(tmp_path / "ledger.sqlite")
    first, second = check(batch(), ledger), check(batch(), ledger)
    assert first == second and len(first.skipped) == 1
    assert rows(ledger, "articles", "id") == ["a", "c"]


def test_an_article_of_the_ledger_that_fails_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other rules extract it again as it is met; the check ends, and what it can't read is compared with nothing."""
    from checker.engine import local
    from checker.ledger import fingerprints

    ledger = str(tmp_path / "ledger.sqlite")
    check(batch()[:1], ledger)
    real = local.extract

    def failing(articles: Any, *more: Any) -> Iterator[Extracted]:
        for found in real(articles, *more):
            yield Extracted("a", skipped=Skipped("a.txt", "can't be read")) if found.article == "a" else found

    monkeypatch.setattr(local, "extract", failing)
    monkeypatch.setattr(fingerprints, "extraction", lambda *_: "other rules")
    report = check(batch()[2:], ledger)
    assert [a.id for a in report.articles] == ["c"] and report.verdicts == ()


# ------------------------------------------------------------------ pairs


def failing_once(real: Any) -> Any:
    calls = iter([True])

    def failing(*given: Any) -> Any:
        if next(calls, False):
            raise ZeroDivisionError("one pair")
        return real(*given)

    return failing


@pytest.mark.parametrize("place", ["question", "judge"])
def test_a_pair_that_can_not_be_judged(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [batch()[0], batch()[2]]
    whole = check(articles)
    monkeypatch.setattr(decide, place, failing_once(getattr(decide, place)))
    report = check(articles)
    (skipped,) = report.skipped
    assert skipped.stage == "compare" and "can't be compared: ZeroDivisionError: one pair" in skipped.reason
    # Two articles without any verdict are not compared sentence by sentence.
    left, all_of_values = (
        [v for v in found.verdicts if v.reason != "both state the same"] for found in (report, whole)
    )
    assert len(left) >= len(all_of_values) - 1


def test_a_pair_that_can_not_be_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.same.weigh._scored", failing_once(scored_as_before))
    report = check([batch()[0], batch()[2]])
    assert [s.stage for s in report.skipped] == ["compare"]


def test_an_article_whose_counts_can_not_be_summed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = sums.totals

    def failing(found: Any) -> Any:
        if any(c.article == "a" for c in found):
            raise ValueError("no sum")
        return real(found)

    monkeypatch.setattr(sums, "totals", failing)
    report = check([batch()[0], batch()[2]])
    assert [(s.input, s.stage) for s in report.skipped] == [("a", "compare")]
    assert any(v.relation.value == "contradiction" for v in report.verdicts)


# ------------------------------------------------------------------ the command line


@pytest.fixture
def articles(folder: Path) -> Path:
    for a in batch():
        matter = f"---\noutlet: {a.outlet}\npublished: {a.published}\n---\n"
        (folder / f"{a.id}.txt").write_text(matter + a.text, encoding="utf-8")
    return folder


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main.cli, list(arguments))


def test_status_is_2_unless_errors_are_skipped(trap: None, articles: Path) -> None:
    result = run("check", ".", "--output-format", "concise")
    assert result.exit_code == 2 and "b.txt: CHK900" in result.stdout
    assert "checker: skipped: b.txt: can't be read for what it claims" in result.stderr
    assert run("check", ".", "--output-format", "concise", "--skip-errors").exit_code in (0, 1)


@pytest.mark.parametrize("command", ["extract", "attribute"])
def test_claims_and_attributions_of_the_others(
    command: str, articles: Path, trap: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.attributions
    monkeypatch.setattr(pipeline, "attributions", lambda p: real(p) if "TRAP" not in p.article.text else 1 / 0)
    result = run(command, ".")
    assert result.exit_code == 2 and "skipped: b.txt: " in result.stderr
    assert '"article": "a.txt"' in result.stdout and '"article": "c.txt"' in result.stdout


def test_from_python_a_warning_tells(trap: None, caplog: pytest.LogCaptureFixture) -> None:
    found = list(checker.extract(batch(), Settings()))
    assert {c.article for c in found} == {"a", "c"} and "skipped: b.txt" in caplog.text


def test_a_report_that_can_not_be_made_leaves_the_others(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.reports.html.render", lambda *_: 1 / 0)
    result = run("check", "a.txt", "c.txt", "--output", "html=r.html", "--output", "json=r.json")
    assert result.exit_code == 2 and "the html report can't be made: ZeroDivisionError" in result.stderr
    assert (articles / "r.json").stat().st_size and not (articles / "r.html").exists()
    assert result.stdout.startswith("#")


# ------------------------------------------------------------------ the words


def test_an_error_tells_what_and_where() -> None:
    try:
        decide.judge(None, None, None, None, {})  # type: ignore[arg-type]
    except AttributeError as error:
        assert "AttributeError: " in cause(error) and "(checker/judge/decide.py, line " in cause(error)
    assert cause(ParseError("too long")) == "too long"
    assert cause(KeyError()) == "KeyError"


@pytest.mark.parametrize("command", ["extract", "attribute"])
def test_rows_tell_what_was_skipped_also_to_whom_wants_quiet(command: str, folder: Path) -> None:
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "b.csv").write_text("name,place\nx,y\n", encoding="utf-8")
    result = run(command, ".", "--quiet")
    assert result.exit_code == 2 and "skipped: b.csv: " in result.stderr
