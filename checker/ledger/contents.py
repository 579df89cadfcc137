"""Articles and claims in a ledger: stored with their index entry, replaced with their history, read back."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from checker.ledger import fingerprints, index
from checker.ledger.changes import changes_between
from checker.ledger.database import Database, chunks, rows_in
from checker.ledger.neighbours import load_entries, unreadable_row
from checker.ledger.restoring import NEVER
from checker.ledger.rows import Row, article_of, article_row, claim_of, claim_row, now, sealed
from checker.ledger.tables import (
    about,
    articles,
    changes,
    claims,
    counts,
    entries,
    former_articles,
    former_verdicts,
    names,
    verdicts,
)
from checker.records import Article, Change, Claim


def known(connection: Connection, ids: Sequence[str]) -> dict[str, Row]:
    """What tells whether an article of the ledger is to be stored again, of those that it holds, by id."""
    names = ("id", "own_id", "content_hash", "extraction", "compared", "source", "url")
    columns = [articles.c[name] for name in names]
    return {row["id"]: row for row in rows_in(connection, columns, articles.c.id, ids)}


def load_articles(connection: Connection, ids: Sequence[str]) -> list[Article]:
    """The articles of these ids, in the order of their ids. Raises LedgerError for a damaged row."""
    found = []
    for row in rows_in(connection, articles.c, articles.c.id, ids):
        try:
            found.append(article_of(row))
        except msgspec.DecodeError as error:
            raise unreadable_row(f"articles {row['id']}", error) from error
    return sorted(found, key=lambda a: a.id)


def never_extracted(connection: Connection) -> list[str]:
    """The articles that a step to a newer version has restored, and no check has seen since."""
    return list(connection.execute(sa.select(articles.c.id).where(articles.c.extraction == NEVER)).scalars())


def load_claims(connection: Connection, ids: Sequence[str], unreadable: set[str] | None = None) -> Iterator[Claim]:
    """The claims of the articles of these ids, in the order of the ids and of the text, streamed.

    Articles with a claim that can't be read, because records were others then, go into ``unreadable``; without it
    they raise LedgerError.
    """
    columns = (claims.c.article, claims.c.position, claims.c.record)
    for part in chunks(sorted(set(ids))):
        chosen = sa.select(*columns).where(claims.c.article.in_(part)).order_by(claims.c.article, claims.c.position)
        # Sorted here: a database may collate otherwise than Python.
        for row in sorted(connection.execute(chosen), key=lambda row: (row[0], row[1])):
            try:
                yield claim_of(row[2])
            except msgspec.DecodeError as error:
                if unreadable is None:
                    raise unreadable_row(f"claims {row[0]} {row[1]}", error) from error
                unreadable.add(row[0])


def store(
    connection: Connection,
    found: Sequence[tuple[Article, Sequence[Claim]]],
    extraction: str,
    own_ids: Mapping[str, str] = MappingProxyType({}),
) -> list[Change]:
    """New and edited articles with their claims; what an edited one held before becomes history.

    ``own_ids`` are the ids that articles came with, by those that they have in the ledger.

    Returns the values that edits changed.
    """
    before = known(connection, [article.id for article, _ in found])
    old = by_article(load_claims(connection, list(before), unreadable=set()))
    noticed: list[Change] = []
    rows: list[Row] = []
    for article, fresh in found:
        held = before.get(article.id)
        own_id = own_ids.get(article.id) or (held["own_id"] if held else "")
        row = article_row(article, extraction, False, own_id)
        if held and row["content_hash"] == held["content_hash"]:
            row = article_row(article, extraction, held["compared"], own_id)
            _retire_lost(connection, article.id, fresh)
        elif held:
            noticed += changes_between(article, old.get(article.id, []), fresh)
            _make_history(connection, article.id)
        rows.append(row)
    _remove(connection, {i: old.get(i, []) for i in before})
    insert_rows(connection, articles, rows)
    insert_rows(connection, claims, [claim_row(c, n) for _, fresh in found for n, c in enumerate(fresh)])
    _index(connection, [(a.id, fresh) for a, fresh in found])
    insert_rows(connection, changes, [_change_row(c) for c in noticed])
    return noticed


def _remove(connection: Connection, old: dict[str, Sequence[Claim]]) -> None:
    _count(connection, load_entries(connection, sorted(old)).values(), -1)
    columns = (articles.c.id, claims.c.article, names.c.article, entries.c.article)
    for column in columns:
        for part in chunks(sorted(old)):
            connection.execute(sa.delete(column.table).where(column.in_(part)))


def _retire_lost(connection: Connection, article: str, fresh: Sequence[Claim]) -> None:
    """Verdicts on claims that other rules of extraction don't find any more."""
    kept = [claim.id for claim in index.with_totals(fresh)]
    a = sa.and_(verdicts.c.article_a == article, verdicts.c.claim_a.not_in(kept))
    b = sa.and_(verdicts.c.article_b == article, verdicts.c.claim_b.not_in(kept))
    retire(connection, sa.or_(a, b), "not found again")


def move(connection: Connection, found: Sequence[Article]) -> None:
    """Unchanged articles that lie elsewhere now: where they lie and their URL are written anew."""
    by_id = {a.id: a for a in found}
    for part in chunks(sorted(by_id)):
        for row in connection.execute(sa.select(articles).where(articles.c.id.in_(part))).mappings().all():
            fresh = article_row(by_id[row["id"]], row["extraction"], row["compared"], row["own_id"])
            kept = {name: fresh[name] for name in ("source", "file", "url", "anchors")}
            if fresh["content_hash"] == row["content_hash"]:
                new = sealed({**row, **kept}, "articles")
                connection.execute(sa.update(articles).where(articles.c.id == row["id"]).values(new))


def mark_compared(connection: Connection, ids: Sequence[str]) -> None:
    """Says of articles that their verdicts are in."""
    for part in chunks(ids):
        pending = sa.and_(articles.c.id.in_(part), articles.c.compared.is_(False))
        for row in connection.execute(sa.select(articles).where(pending)).mappings().all():
            done = sealed({**row, "compared": True}, "articles")
            connection.execute(sa.update(articles).where(articles.c.id == row["id"]).values(done))


def bring_index_up_to_date(database: Database) -> list[str]:
    """Makes names, entries and counts anew, in one transaction, where the rules that they follow have changed.

    Returns the articles whose claims can't be read any more: they are to be extracted again.
    """
    wanted = fingerprints.index()
    of_index = sa.select(about.c.value).where(about.c.name == "index")
    with database.reading() as connection:
        if connection.execute(of_index).scalar() == wanted:
            return []
    with database.writing() as connection:
        if connection.execute(of_index).scalar() == wanted:
            return []
        for table in (names, entries, counts):
            connection.execute(sa.delete(table))
        ids = list(connection.execute(sa.select(articles.c.id)).scalars())
        lost: set[str] = set()
        for part in chunks(sorted(ids)):
            found = by_article(load_claims(connection, part, lost))
            _index(connection, [(article, own) for article, own in found.items() if article not in lost])
        connection.execute(sa.delete(about).where(about.c.name == "index"))
        connection.execute(sa.insert(about).values(name="index", value=wanted))
    return sorted(lost)


def _make_history(connection: Connection, article: str) -> None:
    """The article as it was, and its verdicts, move to the former ones."""
    moment = now()
    for row in connection.execute(sa.select(articles).where(articles.c.id == article)).mappings().all():
        kept = {c.name: row[c.name] for c in former_articles.c if c.name in row}
        del kept["checksum"]
        insert_rows(connection, former_articles, [sealed({**kept, "replaced_at": moment}, "former_articles")])
    retire(connection, _touching(article), "article edited")


def _touching(article: str) -> sa.ColumnElement[bool]:
    return sa.or_(verdicts.c.article_a == article, verdicts.c.article_b == article)


def retire(connection: Connection, which: sa.ColumnElement[bool], why: str) -> None:
    """Verdicts that no longer hold, moved to the former ones with the reason."""
    rows = connection.execute(sa.select(verdicts).where(which)).mappings().all()
    moment = now()
    made = []
    for row in rows:
        kept = {k: v for k, v in row.items() if k != "checksum"}
        made.append(sealed({**kept, "replaced_at": moment, "why": why}, "former_verdicts"))
    insert_rows(connection, former_verdicts, sorted(made, key=lambda r: r["id"]))
    connection.execute(sa.delete(verdicts).where(which))


def _index(connection: Connection, found: Sequence[tuple[str, Sequence[Claim]]]) -> None:
    made = {article: index.entry(own) for article, own in found if own}
    filed = [{"name": name, "article": article} for article, entry in made.items() for name in sorted(entry.names)]
    insert_rows(connection, names, filed)
    insert_rows(connection, entries, [{"article": a, "record": index.dumps(entry)} for a, entry in made.items()])
    _count(connection, made.values(), 1)


def _count(connection: Connection, changed: Iterable[index.Entry], sign: int) -> None:
    """Adds the entries to the counts, or takes them out; in the order of the items, so that writers can't deadlock."""
    found: Counter[tuple[str, str]] = Counter()
    for made in changed:
        found.update(index.counted(made))
    rows = [{"kind": kind, "item": item, "articles": sign * n} for (kind, item), n in sorted(found.items()) if n]
    if rows:
        dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        new = dialect.insert(counts)
        connection.execute(
            new.on_conflict_do_update(
                index_elements=["kind", "item"], set_={"articles": counts.c.articles + new.excluded.articles}
            ),
            rows,
        )
        if sign < 0:
            connection.execute(sa.delete(counts).where(counts.c.articles <= 0))


def _change_row(change: Change) -> Row:
    return sealed({**dataclasses.asdict(change), "noticed_at": now()}, "changes")


def by_article(found: Iterable[Claim]) -> dict[str, list[Claim]]:
    grouped: dict[str, list[Claim]] = {}
    for claim in found:
        grouped.setdefault(claim.article, []).append(claim)
    return grouped


def insert_rows(connection: Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)
