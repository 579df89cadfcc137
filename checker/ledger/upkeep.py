"""What a ledger holds, in words and as JSON Lines, and how it is kept small."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from checker.ledger.database import Database
from checker.ledger.rows import claim_of, verdict_of
from checker.ledger.tables import (
    VERSION,
    articles,
    changes,
    claims,
    former_articles,
    former_verdicts,
    models,
    scores,
    verdicts,
)
from checker.reports.json import claim_to_json, verdict_to_json

STREAM = 500  # rows in memory at once
Line = dict[str, Any]


def info(database: Database) -> Line:
    """What a ledger holds: numbers of rows, models, dates, size in bytes (None where the database doesn't say)."""
    counted = (articles, claims, verdicts, former_articles, former_verdicts, changes, scores)
    with database.reading() as connection:
        found: Line = {"ledger": database.name, "version": VERSION}
        for table in counted:
            found[table.name] = connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        pending = sa.select(sa.func.count()).where(articles.c.compared.is_(False))
        found["not_compared"] = connection.execute(pending).scalar_one()
        dates = sa.select(sa.func.min(articles.c.published), sa.func.max(articles.c.published))
        found["published"] = list(connection.execute(dates).one())
        relations = sa.select(verdicts.c.relation, sa.func.count()).group_by(verdicts.c.relation)
        found["relations"] = dict(sorted(map(tuple, connection.execute(relations))))
        of_model = sa.select(sa.func.count()).where(scores.c.model == models.c.number).scalar_subquery()
        chosen = sa.select(models.c.name, models.c.sha256, of_model).order_by(models.c.number)
        found["models"] = [{"name": n, "sha256": h, "scores": k} for n, h, k in connection.execute(chosen)]
    found["bytes"] = size(database)
    return found


def size(database: Database) -> int | None:
    """Bytes on disk, of a SQLite ledger with its log."""
    if database.sqlite:
        path = Path(str(database.engine.url.database))
        return sum(p.stat().st_size for p in (path, path.with_name(f"{path.name}-wal")) if p.is_file())
    with database.reading() as connection:
        own = "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c WHERE c.relkind = 'r'"
        named = " AND c.relnamespace = to_regnamespace('checker')"
        return int(connection.exec_driver_sql(own + named).scalar() or 0)


def compact(database: Database) -> int:
    """Drops the scores of models that no current verdict was judged with, and gives space back; how many scores."""
    with database.writing() as connection:
        used = sa.select(verdicts.c.model).distinct()
        idle = sa.select(models.c.number).where(models.c.sha256.not_in(used))
        n = connection.execute(sa.delete(scores).where(scores.c.model.in_(idle))).rowcount
        connection.execute(sa.delete(models).where(models.c.sha256.not_in(used)))
    if database.sqlite:
        database.outside("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        database.outside("VACUUM ANALYZE")
    return int(n)


def export(database: Database) -> Iterator[Line]:
    """Everything but the scores, one object a row with its table as ``type``, claims and verdicts as in reports.

    In the order of ids, so that two exports can be compared.
    """
    with database.reading() as connection:
        stream = connection.execution_options(yield_per=STREAM)
        for row in stream.execute(sa.select(articles).order_by(articles.c.id)).mappings():
            yield {"type": "article", **_plain(row)}
        chosen = sa.select(claims.c.record).order_by(claims.c.article, claims.c.position)
        for record in stream.execute(chosen).scalars():
            yield {"type": "claim", **claim_to_json(claim_of(record))}
        for row in stream.execute(sa.select(verdicts).order_by(verdicts.c.id)).mappings():
            yield {"type": "verdict", **_verdict(row)}
        for row in stream.execute(sa.select(former_articles).order_by(former_articles.c.number)).mappings():
            yield {"type": "former article", **_plain(row)}
        for row in stream.execute(sa.select(former_verdicts).order_by(former_verdicts.c.number)).mappings():
            more = {"replaced_at": row["replaced_at"], "why": row["why"]}
            yield {"type": "former verdict", **_verdict(row), **more}
        for row in stream.execute(sa.select(changes).order_by(changes.c.number)).mappings():
            yield {"type": "change", **_plain(row)}


def _verdict(row: Any) -> Line:
    names = ("article_a", "article_b", "says_a", "says_b", "model", "judged_at")
    told = verdict_to_json(verdict_of(row["record"]))
    del told["topic"]  # a topic is a report's
    return told | {name: row[name] for name in names}


def _plain(row: Any) -> Line:
    return {name: value for name, value in row.items() if name not in ("checksum", "number")}
