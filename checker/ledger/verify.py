"""Is a ledger sound? Every row against its checksum, every record against its columns, the index against the claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from checker.ledger import fingerprints, index
from checker.ledger.contents import by_article, load_claims
from checker.ledger.database import Database, chunks
from checker.ledger.rows import article_of, checksum, claim_of, claim_row, content_hash, verdict_of
from checker.ledger.tables import SEALED, about, articles, claims, counts, entries, names, verdicts

STREAM = 500  # rows in memory at once


def verify(database: Database) -> Iterator[str]:
    """What is wrong, one sentence each, naming table and row; nothing for a sound ledger. Raises LedgerError."""
    if database.sqlite:
        yield from _pages(database)
    with database.reading() as connection:
        for table, key in SEALED.items():
            yield from _sealed(connection, table, key)
        yield from _references(connection)
        indexed = connection.execute(sa.select(about.c.value).where(about.c.name == "index")).scalar()
        if indexed == fingerprints.index():  # of other rules are records and index that the next check makes anew
            yield from _records(connection)
            yield from _index(connection)


def _pages(database: Database) -> Iterator[str]:
    """SQLite's own check of its file: pages, order, indexes against tables."""
    with database.reading() as connection:
        for (message,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if message != "ok":
                yield f"file: {' '.join(message.split())}"


def _sealed(connection: Connection, table: sa.Table, key: tuple[str, ...]) -> Iterator[str]:
    rows = connection.execution_options(yield_per=STREAM).execute(sa.select(table)).mappings()
    for row in rows:
        if row["checksum"] != checksum(dict(row), table.name):
            yield f"{table.name} {' '.join(str(row[name]) for name in key)}: the row doesn't fit its checksum"


def _records(connection: Connection) -> Iterator[str]:
    """Records that can't be read, or say something else than the columns beside them."""
    stream = connection.execution_options(yield_per=STREAM)
    for row in stream.execute(sa.select(claims)).mappings():
        name = f"claims {row['article']} {row['position']}"
        try:
            wanted = claim_row(claim_of(row["record"]), row["position"])
        except (msgspec.DecodeError, UnicodeError) as error:
            yield f"{name}: the record can't be read: {error}"
            continue
        if any(wanted[name] != value for name, value in row.items() if name not in ("record", "checksum")):
            yield f"{name}: the record doesn't fit the columns"
    for row in stream.execute(sa.select(verdicts.c.id, verdicts.c.record)).mappings():
        try:
            fits = verdict_of(row["record"]).id == row["id"]
        except (msgspec.DecodeError, UnicodeError) as error:
            yield f"verdicts {row['id']}: the record can't be read: {error}"
            continue
        if not fits:
            yield f"verdicts {row['id']}: the record doesn't fit the columns"
    for row in stream.execute(sa.select(articles)).mappings():
        try:
            fits = content_hash(article_of(dict(row))) == row["content_hash"]
        except (ValueError, msgspec.DecodeError):
            fits = False
        if not fits:
            yield f"articles {row['id']}: the text doesn't fit its hash"


def _references(connection: Connection) -> Iterator[str]:
    """Claims and verdicts on articles that aren't there."""
    there = sa.select(articles.c.id)
    for (article,) in connection.execute(sa.select(claims.c.article).distinct().where(claims.c.article.not_in(there))):
        yield f"claims {article}: the article isn't there"
    for column in (verdicts.c.article_a, verdicts.c.article_b):
        for (name,) in connection.execute(sa.select(verdicts.c.id).where(column.not_in(there))):
            yield f"verdicts {name}: an article isn't there"


def _index(connection: Connection) -> Iterator[str]:
    """Names, entries and counts against those that the claims give."""
    expected: Counter[tuple[str, str]] = Counter()
    ids = sorted(connection.execute(sa.select(articles.c.id)).scalars())
    for part in chunks(ids):
        unreadable: set[str] = set()  # said above
        held = by_article(load_claims(connection, part, unreadable))
        made = {article: index.entry(own) for article, own in held.items() if article not in unreadable}
        yield from _entries(connection, part, made)
        for entry in made.values():
            expected.update(index.counted(entry))
    stored = connection.execute(sa.select(counts.c.kind, counts.c.item, counts.c.articles))
    found = {(kind, item): n for kind, item, n in stored}
    for kind, item in sorted(set(expected) | set(found)):
        if expected[kind, item] != found.get((kind, item), 0):
            yield f"counts {kind} {item}: {found.get((kind, item), 0)}, expected {expected[kind, item]}"


def _entries(connection: Connection, part: Sequence[str], made: dict[str, index.Entry]) -> Iterator[str]:
    filed: dict[str, set[str]] = {}
    for article, name in connection.execute(sa.select(names.c.article, names.c.name).where(names.c.article.in_(part))):
        filed.setdefault(article, set()).add(name)
    chosen = sa.select(entries.c.article, entries.c.record).where(entries.c.article.in_(part))
    stored = {row[0]: row[1] for row in connection.execute(chosen)}
    for article in part:
        entry = made.get(article)
        if stored.get(article) != (index.dumps(entry) if entry else None):
            yield f"entries {article}: isn't that of its claims"
        if filed.get(article, set()) != (entry.names if entry else set()):
            yield f"names {article}: aren't those of its claims"
