"""Verdicts in a ledger: the ones that hold now, and what became of those before."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from checker.ledger.contents import insert_rows, known, mark_compared, retire
from checker.ledger.database import Database, chunks
from checker.ledger.rows import Row, verdict_row
from checker.ledger.tables import verdicts
from checker.records import Claim, Report, Verdict


def keep(database: Database, report: Report, fresh: Sequence[str], hashes: Mapping[str, str]) -> None:
    """Stores the report's verdicts in place of all earlier ones on its fresh articles, in one transaction.

    ``hashes`` are the contents that were compared: verdicts on an article that another run has changed meanwhile are
    left out, for that run judges them.
    """
    claims = {c.id: c for c in report.claims}
    with database.writing() as connection:
        current = {i: row["content_hash"] for i, row in known(connection, sorted(hashes)).items()}
        same = {i for i, found in hashes.items() if current.get(i) == found}
        rows = [_row(v, claims, report) for v in report.verdicts if {claims[v.a].article, claims[v.b].article} <= same]
        held = _held(connection, [i for i in fresh if i in same])
        _replace(connection, {row["id"]: row for row in rows}, held)
        mark_compared(connection, [i for i in fresh if i in same])


def _row(verdict: Verdict, claims: Mapping[str, Claim], report: Report) -> Row:

    # The topic is the report's: which pairs it joins depends on the batch.
    alone = dataclasses.replace(verdict, topic="")
    return verdict_row(alone, claims[verdict.a], claims[verdict.b], report.model.sha256)


def _held(connection: Connection, fresh: Sequence[str]) -> dict[str, Row]:
    """The current verdicts that involve an article of the batch."""
    found: dict[str, Row] = {}
    for part in chunks(fresh):
        for column in (verdicts.c.article_a, verdicts.c.article_b):
            rows = connection.execute(sa.select(verdicts).where(column.in_(part))).mappings()
            found.update({row["id"]: dict(row) for row in rows})
    return found


def _replace(connection: Connection, rows: Mapping[str, Row], held: Mapping[str, Row]) -> None:
    """Writes only what differs, so that a second run over the same articles writes nothing."""
    same = {i for i, row in rows.items() if i in held and _same(row, held[i])}
    gone = sorted(set(held) - set(rows))
    anew = sorted((set(held) & set(rows)) - same)
    for ids, why in ((gone, "not found again"), (anew, "judged anew")):
        for part in chunks(ids):
            retire(connection, verdicts.c.id.in_(part), why)
    insert_rows(connection, verdicts, [row for i, row in sorted(rows.items()) if i not in same])


def _same(one: Row, two: Row) -> bool:
    return all(one[name] == two[name] for name in ("record", "model"))
