"""What a ledger has already heard: every claim by outlet, sentence and mention, to tell what a batch adds."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from checker.findings.previous import Said, said
from checker.ledger import schema
from checker.ledger.database import Database
from checker.ledger.tables import articles, claims, verdicts

MAGIC = b"SQLite format 3\x00"


def is_ledger(place: str) -> bool:
    """Whether ``place`` is a database's URL or a SQLite file, and not some other file."""
    if "://" in place:
        return True
    try:
        with Path(place).open("rb") as stream:
            return stream.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def said_before(place: str) -> set[Said]:
    """Every claim of the ledger at ``place``, which must be there. Raises LedgerError."""
    database = Database(place, must_exist=True)
    try:
        schema.prepare(database, make=False)
        wanted = sa.select(articles.c.outlet, claims.c.sentence, claims.c.mention).join_from(
            claims, articles, claims.c.article == articles.c.id
        )
        # Of two sentences that state the same only the verdict is kept: there the mention is the sentence.
        whole = [
            sa.select(articles.c.outlet, says, says).join_from(verdicts, articles, article == articles.c.id)
            for article, says in ((verdicts.c.article_a, verdicts.c.says_a), (verdicts.c.article_b, verdicts.c.says_b))
        ]
        with database.reading() as connection:
            read = connection.execution_options(yield_per=1000)
            return {said(*row) for query in (wanted, *whole) for row in read.execute(query)}
    finally:
        database.close()
