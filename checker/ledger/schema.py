"""The version of a ledger's tables: a new ledger gets the newest, an older one is brought up step by step.

A table of steps, because there are few of them, they are plain SQL, and a migration tool would bring a folder of
files and a command line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from checker.errors import LedgerError
from checker.ledger.database import SCHEMA, Database, chunks, rows_in
from checker.ledger.restoring import restore
from checker.ledger.rows import Row, anchors_json, file_of, own_id, sealed
from checker.ledger.tables import APPLICATION_ID, VERSION, about, articles, metadata
from checker.records import Anchor


def _anchors(connection: Connection) -> None:
    """1 -> 2: places in files are anchors, no longer the line on which the text begins.

    Of a text file without front matter the text was the whole file, outer space and all: it gets its one anchor at
    once. Other articles get theirs when they are checked again.
    """
    _alter(connection, "ADD COLUMN anchors TEXT NOT NULL DEFAULT '[]'")
    whole = anchors_json((Anchor(0, 0, 1, 1),))

    def anchored(old: Row) -> Row:
        row = {key: value for key, value in old.items() if key != "first_line"}
        alone = re.search(r"\.(?:txt|md|markdown)(?:\.gz)?$", old["source"]) and old["title_in_text"]
        if alone and old["first_line"] == 1 and old["text"] != old["text"].strip():
            row["anchors"] = whole
        return row

    _rewrite(connection, anchored)
    _alter(connection, "DROP COLUMN first_line")


def _identity(connection: Connection) -> None:
    """2 -> 3: an article is found by its own id, its file's name, its URL and its content, too.

    Articles that an older checker took for earlier texts of others become articles again.
    """
    for column in ("file", "own_id"):
        _alter(connection, f"ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    _rewrite(
        connection,
        lambda old: {**old, "file": file_of(old["source"]), "own_id": own_id(old["id"], old["source"])},
    )
    restore(connection, _found(connection, "articles"), _found(connection, "former_articles"))
    for index in sorted(articles.indexes, key=lambda index: str(index.name)):
        index.create(connection)


def _schema(connection: Connection) -> str | None:
    return None if connection.dialect.name == "sqlite" else SCHEMA


def _found(connection: Connection, table: str) -> sa.Table:
    """A table with the columns that it has at this step."""
    return sa.Table(table, sa.MetaData(), schema=_schema(connection), autoload_with=connection)


def _alter(connection: Connection, change: str) -> None:
    schema = _schema(connection)
    connection.exec_driver_sql(f"ALTER TABLE {f'{schema}.' if schema else ''}articles {change}")


def _rewrite(connection: Connection, anew: Callable[[Row], Row]) -> None:
    """Every article's row as ``anew`` makes it of the old one, sealed."""
    found = _found(connection, "articles")
    for part in chunks(list(connection.execute(sa.select(found.c.id)).scalars())):
        for old in list(rows_in(connection, found.c, found.c.id, part)):
            row = sealed(anew(old), "articles")
            connection.execute(sa.update(found).where(found.c.id == old["id"]).values(row))


# Version -> the step that makes the next one of it; whoever changes ``tables`` adds one and raises VERSION.
STEPS: dict[int, Callable[[Connection], None]] = {1: _anchors, 2: _identity}


def prepare(database: Database, make: bool = True) -> None:
    """Makes the tables where there are none (if ``make``), and brings older ones up to date.

    Raises:
        LedgerError: the ledger is of a newer version, or the file or database holds something else.
    """
    with database.reading() as connection:
        found = _version(connection, database)
    if found == VERSION:
        return
    if found is None and not make:
        raise LedgerError(f"{database.name}: holds no ledger; a check with --ledger makes one")
    with database.writing() as connection:
        found = _version(connection, database)  # another run may have been faster
        if found is None:
            _create(connection, database)
        for version in range(found or VERSION, VERSION):
            STEPS[version](connection)
        connection.execute(sa.update(about).where(about.c.name == "version").values(value=str(VERSION)))


def _version(connection: Connection, database: Database) -> int | None:
    """The version of the tables; None where there are none."""
    inspector = sa.inspect(connection)
    there = set(inspector.get_table_names(schema=None if database.sqlite else SCHEMA))
    if not there:
        return None
    foreign = LedgerError(f"{database.name}: is a database of something else, expected a ledger")
    if about.name not in there:
        raise foreign
    if database.sqlite and connection.exec_driver_sql("PRAGMA application_id").scalar() != APPLICATION_ID:
        raise foreign
    value = connection.execute(sa.select(about.c.value).where(about.c.name == "version")).scalar()
    if value is None or not value.isdecimal():
        raise LedgerError(f'{database.name}: is damaged: its version is "{value}", expected a number')
    if int(value) > VERSION:
        raise LedgerError(
            f"{database.name}: the ledger is of version {value}, this checker knows versions up to {VERSION}; "
            "use the newer checker"
        )
    return int(value)


def _create(connection: Connection, database: Database) -> None:
    if database.sqlite:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    else:
        connection.execute(sa.schema.CreateSchema(SCHEMA, if_not_exists=True))
    metadata.create_all(connection)
    connection.execute(sa.insert(about).values(name="version", value=str(VERSION)))
