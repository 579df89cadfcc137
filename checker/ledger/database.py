"""The connection to a ledger: where it lies, transactions, and its errors in words.

SQLAlchemy Core, because it speaks SQLite and PostgreSQL with one set of statements. Writers take turns: SQLite's
``BEGIN IMMEDIATE``, an advisory lock on PostgreSQL; both wait ``WAIT`` seconds and then say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from checker.errors import LedgerError, installing

WAIT = 60  # seconds that a writer waits for another; ``?timeout=`` of a SQLite URL sets it too
T = TypeVar("T")
SCHEMA = "checker"  # of PostgreSQL, where the database may be shared
_LOCK = 0x43484B31
IN_LIST = 500  # values in one statement; SQLite's old limit is 999


def url_of(ledger: str) -> URL:
    """A path as SQLite, or a ``sqlite://`` or ``postgresql://`` URL. Raises LedgerError for any other."""
    if "://" not in ledger:
        return URL.create("sqlite", database=str(Path(ledger).expanduser()))
    try:
        url = make_url(ledger)
    except ArgumentError as error:
        raise LedgerError(f'ledger "{ledger.partition("://")[0]}://…" is no URL that can be read') from error
    kind = url.get_backend_name()
    if kind == "postgres":  # as libpq and many services write it
        kind, url = "postgresql", url.set(drivername="postgresql")
    if kind not in ("sqlite", "postgresql"):
        raise LedgerError(f'ledger "{shown(url)}" is of kind "{kind}", expected a path, sqlite:/// or postgresql://')
    if kind == "sqlite" and url.database in (None, "", ":memory:"):
        raise LedgerError(f'ledger "{shown(url)}" names no file')
    return url.set(drivername="postgresql+psycopg") if kind == "postgresql" else url


def shown(url: URL) -> str:
    """How messages and reports name a ledger: a file by its name, a database without its password."""
    if url.get_backend_name() == "sqlite":
        return Path(str(url.database)).name
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


class Database:
    """One ledger's engine. ``name`` is what messages call it."""

    def __init__(self, ledger: str, must_exist: bool = False) -> None:
        url = url_of(ledger)
        self.name = shown(url)
        self.sqlite = url.get_backend_name() == "sqlite"
        if self.sqlite:
            path = Path(str(url.database))
            if must_exist and not path.is_file():
                raise LedgerError(f"{self.name}: no such ledger; a check with --ledger makes one")
            if not path.parent.is_dir():
                raise LedgerError(f"{self.name}: can't be made: no folder {path.parent.name}")
            if "timeout" not in url.query:
                url = url.update_query_dict({"timeout": str(WAIT)})
        self.engine = self._engine(url)

    def _engine(self, url: URL) -> Engine:
        try:
            if not self.sqlite:
                made = sa.create_engine(url, execution_options={"schema_translate_map": {None: SCHEMA}})
            else:
                made = sa.create_engine(url)
        except (ModuleNotFoundError, NoSuchModuleError) as error:
            raise LedgerError(f"{self.name}: PostgreSQL needs psycopg: run {installing('postgresql')}") from error
        if self.sqlite:
            event.listen(made, "connect", _prepare)
            event.listen(made, "begin", _begin)
        return made

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the ledger throughout."""
        with self._errors(), self.engine.connect() as connection:
            if not self.sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction of the only writer: all of it is stored, or nothing."""
        with self._errors(), self.engine.connect() as connection:
            connection = connection.execution_options(checker_writes=True)
            with connection.begin():
                if not self.sqlite:
                    connection.execute(sa.text(f"SET LOCAL lock_timeout = '{WAIT}s'"))
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
                yield connection

    def outside(self, *statements: str) -> None:
        """Statements that no transaction can hold, such as VACUUM."""
        with self._errors():
            raw = self.engine.raw_connection()
            try:
                if not self.sqlite:
                    raw.dbapi_connection.autocommit = True  # type: ignore[union-attr]
                for statement in statements:
                    raw.cursor().execute(statement)
            except self.engine.dialect.loaded_dbapi.Error as error:
                raise LedgerError(f"{self.name}: {_in_words(error)}") from error
            finally:
                raw.invalidate()  # its mode is another one now

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise LedgerError(f"{self.name}: {_in_words(error.orig or error)}") from error
        except SQLAlchemyError as error:
            raise LedgerError(f"{self.name}: {error}") from error
        except UnicodeDecodeError as error:  # a byte of a table's own definition: SQLite can't even say it
            raise LedgerError(f"{self.name}: {_MESSAGES['malformed']}") from error


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by ``_begin``, not by the driver
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")  # a commit survives a power cut, not only a kill
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("checker_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


# What the databases' messages mean to the user; the first that fits.
_MESSAGES = {
    "locked": "another run is writing to this ledger and didn't end in time; try again when it has",
    "lock timeout": "another run is writing to this ledger and didn't end in time; try again when it has",
    "disk is full": "the disk is full; the articles in hand were not stored, all before them were",
    "no space left": "the disk is full; the articles in hand were not stored, all before them were",
    "disk i/o error": "the disk can't be read or written (full, or failing); what was stored before is intact",
    "not a database": "isn't a ledger: expected a SQLite file that checker has made",
    "malformed": 'is damaged; "checker ledger verify" says more, and a copy from before has to take its place',
    "readonly": "can't be written: the file or its folder is read-only",
    "unable to open": "can't be opened: is the folder there, and writable?",
}


def _in_words(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return next((words for sign, words in _MESSAGES.items() if sign in text.lower()), text)


def rows_in(
    connection: Connection, columns: Iterable[Any], key: sa.Column[Any], values: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """These columns of the rows in which ``key`` is one of the values."""
    chosen = sa.select(*columns)
    for part in chunks(values):
        yield from map(dict, connection.execute(chosen.where(key.in_(part))).mappings())


def chunks(items: Sequence[T], size: int = IN_LIST) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
