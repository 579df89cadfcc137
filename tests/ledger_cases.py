"""Articles for the tests of the ledger: a shipwreck, a fire and a crash in each of many towns, by many outlets."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from conftest import ROOT, StandInModel

import checker
from checker import read
from checker.cli.config import Settings
from checker.ledger.database import Database
from checker.records import Article, Report

DAY = dt.date(2031, 5, 6)
TOWNS = ("Lindon", "Marrow Bay", "Eastwick", "Carvel", "Tolland", "Quarry Point", "Bramley", "Osterby")
OUTLETS = ("Gazette", "Courier", "Herald", "Observer", "Tribune")
_TEXTS = (
    "{n} people were killed on Tuesday when a ferry sank off {town}, police said. About {m} passengers were rescued "
    "near {town} harbour. The ferry carried {k} cars.",
    "A fire in a warehouse in {town} on Tuesday injured {m} workers and killed {n}. Chief Ana {name} of {town} said "
    "more than {k} firefighters fought the fire.",
    "Maria {name}, {k}, was arrested in {town} on Tuesday after a crash that injured {m} people. "
    "The {k}-year-old {town} woman was driving a bus when {n} people died.",
)
_NAMES = ("Ruiz", "Olsen", "Baker", "Duarte", "Kovac", "Lindqvist", "Moreau", "Tanaka")


def article(name: str, text: str, outlet: str = "Gazette", days: int = 0, title: str = "") -> Article:
    return Article(name, outlet, text, title, DAY + dt.timedelta(days), source=f"{name}.txt")


def many(n: int, seed: int = 1) -> list[Article]:
    """``n`` articles, several of each event, whose numbers agree here and differ there."""
    chance = random.Random(seed)
    made = []
    for i in range(n):
        town = i % len(TOWNS)
        text = _TEXTS[(i // len(TOWNS)) % len(_TEXTS)]
        words = {"n": chance.choice((3, 3, 4)), "m": chance.choice((20, 20, 30)), "k": chance.choice((41, 41, 42))}
        outlet = chance.choice(OUTLETS)
        told = text.format(town=TOWNS[town], name=_NAMES[town], **words)
        made.append(article(f"a{i:03}", told, outlet, chance.choice((0, 1))))
    return made


def examples() -> list[Article]:
    return read.read([str(ROOT / "tests/examples")])[0]


def check(articles: list[Article], ledger: str | None = None, model: StandInModel | None = None) -> Report:
    return checker.check(articles, Settings(ledger=ledger), model=model or StandInModel())


def involving(report: Report, ids: set[str]) -> set[Any]:
    """The report's verdicts on these articles, without the topic, which depends on what else is in the report."""
    articles = {c.id: c.article for c in report.claims}
    chosen = (v for v in report.verdicts if {articles[v.a], articles[v.b]} & ids)
    return {dataclasses.replace(v, topic="") for v in chosen}


def rows(ledger: str, table: str, *columns: str) -> list[Any]:
    """Rows of a table in the order of the first column: its only column's values, or tuples."""
    database = Database(ledger)
    try:
        with database.reading() as connection:
            chosen = sa.text(f"SELECT {', '.join(columns)} FROM {prefix(database)}{table} ORDER BY {columns[0]}")
            found = connection.execute(chosen).all()
    finally:
        database.close()
    return [row[0] for row in found] if len(columns) == 1 else [tuple(row) for row in found]


def run_sql(ledger: str, *statements: str) -> None:
    """Statements against a ledger, each with ``{}`` where the schema's prefix belongs."""
    database = Database(ledger)
    try:
        with database.writing() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement.format(prefix(database)))
    finally:
        database.close()


def prefix(database: Database) -> str:
    return "" if database.sqlite else "checker."


def files(path: Path) -> list[Path]:
    """A SQLite ledger and what lies beside it."""
    return sorted(path.parent.glob(f"{path.name}*"))
