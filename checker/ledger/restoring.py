"""Articles that ledgers before version 3 took for earlier texts of others: they become articles again.

Then an article was known by its id alone, so that "1.txt" of Tuesday replaced "1.txt" of Monday.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from checker.ledger.identity import alike
from checker.ledger.rows import Row, content_hash, sealed
from checker.records import Article

NEVER = ""  # the rules of extraction of an article whose claims are yet to be extracted


def restore(connection: Connection, articles: sa.Table, former: sa.Table) -> None:
    """Adds the articles of the history that are no earlier text of what replaced them; the history stays.

    ``articles`` and ``former`` are the tables as they are found, the former's rows oldest first by ``number``. Where a
    restored article's file lay is not known; it is recognised by its content when it is checked again.
    """
    ids = list(connection.execute(sa.select(former.c.id).distinct().order_by(former.c.id)).scalars())
    taken = set(connection.execute(sa.select(articles.c.id)).scalars())
    for name in ids:
        texts = connection.execute(sa.select(former).where(former.c.id == name).order_by(former.c.number)).mappings()
        now = connection.execute(sa.select(articles).where(articles.c.id == name)).mappings().all()
        seen = {row["content_hash"] for row in now}
        for lost in _lost([*texts, *now]):
            if lost["content_hash"] in seen or (article := _article(lost)) is None:
                continue
            seen.add(lost["content_hash"])
            row = _row(article, lost, _free(f"{article.outlet}/{name}", taken))
            taken.add(row["id"])
            connection.execute(sa.insert(articles).values(sealed(row, "articles")))


def _lost(versions: list[Any]) -> Iterator[Any]:
    """Of one id's texts, oldest first, those that are the last of an article before the text of another."""
    for before, after in pairwise(versions):
        same_text = before["text"] == after["text"]
        edited = before["outlet"].casefold() == after["outlet"].casefold() and alike(
            before["title"], before["text"], after["title"], after["text"]
        )
        if not (same_text or edited):
            yield before


def _article(lost: Any) -> Article | None:
    """None where the row isn't what was stored."""
    published = dt.date.fromisoformat(lost["published"]) if lost["published"] else None
    for title_in_text in (True, False):
        made = Article(lost["id"], lost["outlet"], lost["text"], lost["title"], published, title_in_text=title_in_text)
        if content_hash(made) == lost["content_hash"]:
            return made
    return None


def _row(article: Article, lost: Any, name: str) -> Row:
    return {
        "id": name,
        "own_id": "",
        "outlet": article.outlet,
        "published": lost["published"],
        "title": article.title,
        "url": None,
        "text": article.text,
        "source": "",
        "file": "",
        "anchors": "[]",
        "title_in_text": article.title_in_text,
        "content_hash": lost["content_hash"],
        "extraction": NEVER,
        "recorded_at": lost["recorded_at"],
        "compared": True,
    }


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}~{number}"
    return free
