"""Which article of a ledger one of a batch is: that same one, maybe edited, or another that only bears its id.

In a report an id is short: a file's name, a row's number. A ledger outlives folders and batches, and meets "1.txt" of
Monday and of Tuesday, and two outlets that both count from 1. An article is known by its outlet and by one of its own
id, its URL and its place, and only where the title or the text is alike too. Whatever is in doubt is kept as another
article, so that none is lost.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from checker.ledger.database import chunks, rows_in
from checker.ledger.rows import content_hash, file_of, own_id, place_of
from checker.ledger.tables import articles
from checker.records import Article
from checker.words import lexicon

log = logging.getLogger(__name__)

ALIKE = 0.4  # part of the shorter text's runs of words that the other has too; two reports of one kind share less
RUN = 3  # words in a run


@dataclasses.dataclass(frozen=True, slots=True)
class Filed:
    """An article as it was read, and under its id in the ledger.

    ``other`` is the id of an article of the same outlet that it might have been taken for, "" where there is none.
    """

    read: Article
    article: Article
    other: str = ""


def filed(connection: Connection, batch: Sequence[Article]) -> list[Filed]:
    """Each article of a batch under its id in the ledger: that of the article that it is, else a free one.

    A free id is the article's own, else its place, else its outlet and id, else this with a number. Ids are unique.
    """
    met = {a.id: list(_met(a, rows)) for a, rows in zip(batch, _candidates(connection, batch), strict=True)}
    known = _assigned(met)
    taken = _ids(connection, [name for a in batch for name in _names(a)])
    own, made = {a.id for a in batch}, []
    for article in sorted(batch, key=lambda a: a.id):
        name = known.get(article.id) or _free(connection, article, taken, own)
        taken.add(name)
        doubt = next((m.held for m in met[article.id] if not m.same), "") if article.id not in known else ""
        made.append(Filed(article, dataclasses.replace(article, id=name), doubt))
    return made


def taken_meanwhile(connection: Connection, found: Sequence[Article]) -> set[str]:
    """Of articles that are to be stored, the ids under which another run has stored another article by now."""
    by_id = {a.id: a for a in found}
    rows = _rows(connection, articles.c.id, list(by_id))
    return {row["id"] for row in rows if not _is(by_id[row["id"]], row)}


def tell(found: Sequence[Filed]) -> None:
    """One warning of the articles that bear the marks of others of their outlet; new ids only with ``--verbose``."""
    doubtful = [one for one in found if one.other]
    for one in found:
        if one.article.id != one.read.id:
            log.info('%s: is "%s" in the ledger', one.read.source or one.read.id, one.article.id)
    if doubtful:
        first = doubtful[0]
        log.warning(
            '%s: isn\'t taken for an edit of "%s", another text of the same outlet with its id, URL or place; kept as '
            '"%s"%s', first.read.source or first.read.id, first.other, first.article.id,
            f"; so are {len(doubtful) - 1:,} more" if len(doubtful) > 1 else "",
        )  # fmt: skip


# ------------------------------------------------------------------ whether two are one article


@dataclasses.dataclass(frozen=True, slots=True)
class _Meeting:
    """The id of an article of the ledger that one of the batch may be; ``rank`` is lower for the surer ones."""

    rank: int
    held: str
    same: bool


def _met(article: Article, rows: Iterable[Any]) -> Iterator[_Meeting]:
    content = content_hash(article)
    for row in rows:
        if _marked(article, row, content):
            rank = 2 * (row["content_hash"] != content) + (row["id"] != article.id)
            yield _Meeting(rank, row["id"], _alike(article, row, content))


def _is(article: Article, row: Any) -> bool:
    """Whether a row that bears the id given to an article is of this article."""
    content = content_hash(article)
    return _one_outlet(article, row) and _alike(article, row, content)


def _marked(article: Article, row: Any, content: str) -> bool:
    """Whether outlet and id, URL or place are one; two different ids of their own make two articles."""
    if not _one_outlet(article, row):
        return False
    own = own_id(article.id, article.source)
    if own and row["own_id"]:
        return bool(own == row["own_id"])
    return bool(
        row["content_hash"] == content
        or (article.url and article.url == row["url"])
        or _one_place(article.source, row["source"])
    )


def _one_outlet(article: Article, row: Any) -> bool:
    """Also of one place where an outlet is only the name of a file or folder: it may have got its own name since."""
    if article.outlet.casefold() == row["outlet"].casefold():
        return True
    made_up = _made_up(article.outlet, article.source) or _made_up(row["outlet"], row["source"])
    return made_up and _one_place(article.source, row["source"])


def _alike(article: Article, row: Any, content: str) -> bool:
    if content == row["content_hash"]:
        return True
    return alike(article.title, article.text, row["title"], row["text"])


def alike(title: str, text: str, other_title: str, other_text: str) -> bool:
    """Whether title or text of two articles are the same but for an edit."""
    if title and title.casefold() == other_title.casefold():
        return True
    one, two = _runs(text), _runs(other_text)
    return len(one & two) >= ALIKE * max(1, min(len(one), len(two)))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = lexicon.words(text)
    return {tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}


def _made_up(outlet: str, source: str) -> bool:
    return outlet in (*place_of(source).split("/"), file_of(source).partition(":")[0])


def _one_place(one: str, two: str) -> bool:
    """Whether two places are one as seen from two folders: the end of the longer is the shorter."""
    longer, shorter = sorted((place_of(one), place_of(two)), key=len, reverse=True)
    return bool(shorter) and _ends_with(longer, shorter)


def _ends_with(place: str, end: str) -> bool:
    return place == end or place.endswith(f"/{end}")


def _assigned(met: dict[str, list[_Meeting]]) -> dict[str, str]:
    """Article's id -> the id of the one that it is in the ledger, one to one, the surest first."""
    sure = sorted((m.rank, name, m.held) for name, own in met.items() for m in own if m.same)
    known: dict[str, str] = {}
    given: set[str] = set()
    for _, name, held in sure:
        if name not in known and held not in given:
            known[name] = held
            given.add(held)
    return known


# ------------------------------------------------------------------ the ledger's side


def _candidates(connection: Connection, batch: Sequence[Article]) -> Iterator[list[Any]]:
    """For each article the rows that share its own id, its URL, file's name or content, in the order of their ids."""
    keys = (articles.c.own_id, articles.c.url, articles.c.file, articles.c.content_hash)
    for part in chunks(batch, 50):  # whose texts are in memory at once
        wanted = [(own_id(a.id, a.source), a.url, file_of(a.source), content_hash(a)) for a in part]
        found: dict[tuple[str, str], dict[str, Any]] = {}
        for n, column in enumerate(keys):
            for row in _rows(connection, column, sorted({v for values in wanted if (v := values[n])})):
                found.setdefault((column.name, row[column.name]), {})[row["id"]] = row
        for values in wanted:
            own: dict[str, Any] = {}
            for column, value in zip(keys, values, strict=True):
                own |= found.get((column.name, value or ""), {})
            yield [own[name] for name in sorted(own)]


def _rows(connection: Connection, column: sa.Column[Any], values: Sequence[str]) -> list[Any]:
    names = ("id", "own_id", "outlet", "title", "url", "text", "source", "file", "content_hash")
    return list(rows_in(connection, [articles.c[name] for name in names], column, values))


def _ids(connection: Connection, names: Sequence[str]) -> set[str]:
    """Those of the ids that the ledger holds."""
    return {row["id"] for row in rows_in(connection, [articles.c.id], articles.c.id, sorted(set(names)))}


def _names(article: Article) -> list[str]:
    """The ids that an article may be given, the shortest first."""
    place = [] if own_id(article.id, article.source) else [place_of(article.source)]
    return [article.id, *place, f"{article.outlet}/{article.id}"]


def _free(connection: Connection, article: Article, taken: set[str], own: set[str]) -> str:
    names = _names(article)
    barred = taken | (own - {article.id})
    for name in names:
        if name not in barred:
            return name
    number = 2
    while (name := f"{names[-1]}~{number}") in barred or _ids(connection, [name]):
        number += 1
    return name
