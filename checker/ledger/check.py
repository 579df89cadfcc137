"""A check with a memory: extract what is new, look up what it may meet, judge, and keep the verdicts."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from checker import nli, pipeline
from checker.block.batch import Corpus
from checker.ledger import fingerprints, identity, neighbours, schema, verdicts
from checker.ledger.contents import (
    bring_index_up_to_date,
    known,
    load_articles,
    load_claims,
    move,
    never_extracted,
    store,
)
from checker.ledger.database import Database, chunks
from checker.ledger.rows import Row, content_hash, own_id
from checker.ledger.scores import Remembering
from checker.nli import PairScorer
from checker.progress import counted
from checker.records import Article, Change, Claim, Extracted, Report, RunSettings, Skipped

if TYPE_CHECKING:
    from checker.engine import Engine

log = logging.getLogger(__name__)

AT_ONCE = 32  # articles stored in one transaction: what a kill may lose


def check(
    articles: Iterable[Article],
    settings: RunSettings,
    runs: Engine,
    skipped: Sequence[Skipped] = (),
    model: PairScorer | None = None,
) -> Report:
    """As :func:`checker.pipeline.check`, against everything that the ledger of ``settings`` holds.

    The report has the pairs that involve an article of the batch, and of the ledger's articles those that they refer
    to. Raises LedgerError.
    """
    ordered = sorted(articles, key=lambda a: a.id)
    with closing(opened(settings, runs)) as database:
        filed, changes, failed = remember(database, ordered, settings, runs)
        read = [a for a in filed if a.id not in failed]
        left_out = [*skipped, *failed.values()]
        report = _compare(database, read, settings, runs, _scorer(database, settings, runs, model), left_out)
    return dataclasses.replace(report, changes=tuple(sorted(changes, key=lambda c: (c.article, c.claim))))


def extract(
    articles: Iterable[Article], settings: RunSettings, runs: Engine, on_skipped: Callable[[Skipped], None]
) -> Iterator[Claim]:
    """As :func:`checker.pipeline.extract`: claims of unchanged articles are read back. Raises LedgerError."""
    ordered = sorted(articles, key=lambda a: a.id)
    with closing(opened(settings, runs)) as database:
        filed, _, failed = remember(database, ordered, settings, runs)
        for item in failed.values():
            on_skipped(item)
        for part in chunks([a.id for a in filed if a.id not in failed]):
            with database.reading() as connection:
                yield from load_claims(connection, part)


def opened(settings: RunSettings, runs: Engine) -> Database:
    """The ledger of the settings, made or brought up to date. Raises LedgerError."""
    assert settings.ledger is not None
    database = Database(settings.ledger)
    try:
        schema.prepare(database)
        lost = bring_index_up_to_date(database)
        with database.reading() as connection:
            again = load_articles(connection, sorted({*lost, *never_extracted(connection)}))
        if again:
            _refresh(database, again, settings, runs)
    except BaseException:
        database.close()
        raise
    return database


def remember(
    database: Database, articles: Sequence[Article], settings: RunSettings, runs: Engine
) -> tuple[list[Article], list[Change], dict[str, Skipped]]:
    """Extracts and stores the articles that are new, edited, or extracted by other rules.

    Returns the articles under their ids in the ledger, what edits changed and, by article, why some could not be
    extracted: these are not stored, so that the next check tells it again.
    """
    rules = fingerprints.extraction(settings.spacy_model)
    stored: list[Article] = []
    changes: list[Change] = []
    failed: dict[str, Skipped] = {}
    left = articles
    while left:
        with database.reading() as connection:
            filed = identity.filed(connection, left)
            held = known(connection, [f.article.id for f in filed])
        identity.tell(filed)
        named = sorted((f.article for f in filed), key=lambda a: a.id)
        own = {f.article.id: own_id(f.read.id, f.read.source) for f in filed}
        todo = [a for a in named if a.id not in held or (content_hash(a), rules) != _key(held[a.id])]
        anew, late = {a.id for a in todo}, set[str]()
        for part in _batches(todo, _counted(runs, todo), failed):
            with database.writing() as connection:
                late |= identity.taken_meanwhile(connection, [a for a, _ in part])
                changes += store(connection, [(a, claims) for a, claims in part if a.id not in late], rules, own)
        _move(database, [a for a in named if a.id not in anew], held)
        stored += [a for a in named if a.id not in late]
        left = [f.read for f in filed if f.article.id in late]
    for change in changes:
        log.warning("%s", change)
    return sorted(stored, key=lambda a: a.id), changes, failed


def _move(database: Database, articles: Sequence[Article], held: Mapping[str, Row]) -> None:
    moved = [a for a in articles if (a.source, a.url) != (held[a.id]["source"], held[a.id]["url"])]
    if moved:
        with database.writing() as connection:
            move(connection, moved)


def _counted(runs: Engine, articles: Sequence[Article]) -> Iterator[Extracted]:
    if articles:
        yield from counted(runs.extract(articles), "extracting claims", "articles", len(articles))


def _refresh(database: Database, articles: Sequence[Article], settings: RunSettings, runs: Engine) -> None:
    """Extracts articles of the ledger again. One that fails is kept without claims, which is said."""
    rules = fingerprints.extraction(settings.spacy_model)
    ordered = sorted(articles, key=lambda a: a.id)
    failed: dict[str, Skipped] = {}
    for part in _batches(ordered, _counted(runs, ordered), failed):
        with database.writing() as connection:
            store(connection, part, rules)
    with database.writing() as connection:
        store(connection, [(a, ()) for a in ordered if a.id in failed], rules)
    for article, item in failed.items():
        log.warning("%s of the ledger %s; it is compared with nothing", article, item.reason)


def _key(row: Row) -> tuple[str, str]:
    return row["content_hash"], row["extraction"]


def _batches(
    articles: Sequence[Article], extracted: Iterable[Extracted], failed: dict[str, Skipped]
) -> Iterator[list[tuple[Article, Sequence[Claim]]]]:
    """Articles with their claims as these stream in; those that fail are added to ``failed``."""
    by_id = {a.id: a for a in articles}
    batch: list[tuple[Article, Sequence[Claim]]] = []
    for found in extracted:
        if found.skipped:
            failed[found.article] = found.skipped
            continue
        batch.append((by_id[found.article], found.claims))
        if len(batch) >= AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _compare(
    database: Database,
    articles: Sequence[Article],
    settings: RunSettings,
    runs: Engine,
    scorer: Remembering,
    skipped: Sequence[Skipped],
) -> Report:
    own = [a.id for a in articles]
    others, claims, corpus = _meet(database, own, settings, runs)
    everything = sorted([*articles, *others], key=lambda a: a.id)
    report = pipeline.compared(everything, claims, scorer, runs.candidates, skipped, corpus)
    verdicts.keep(database, report, own, {a.id: content_hash(a) for a in everything})
    return report


def _meet(
    database: Database, own: Sequence[str], settings: RunSettings, runs: Engine
) -> tuple[list[Article], list[Claim], Corpus]:
    """The articles that the batch may meet, their claims with the batch's own, and what the ledger counts of both.

    Articles that other rules extracted are extracted again before they are met. Also where there are none to meet,
    what the ledger counts tells which names are rare.
    """
    rules = fingerprints.extraction(settings.spacy_model)
    while True:
        with database.reading() as connection:
            near = neighbours.near_articles(connection, own)
            held = known(connection, near.articles)
            stale = load_articles(connection, [i for i, row in held.items() if row["extraction"] != rules])
            if not stale:
                others = load_articles(connection, near.articles)
                claims = list(load_claims(connection, [*own, *near.articles]))
                return others, claims, near.corpus
        _refresh(database, stale, settings, runs)


def _scorer(database: Database, settings: RunSettings, runs: Engine, model: PairScorer | None) -> Remembering:
    if model is not None:
        given = model
        return Remembering(database, given.info, getattr(given, "temperature", 1.0), lambda: given)
    found = nli.identify(settings.model, settings.precision)
    return Remembering(database, found.info, found.temperature, runs.model)
