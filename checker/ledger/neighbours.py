"""Which articles of a ledger a batch may meet: the batch's blocking keys, looked up in the ledger's index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from checker.align import MAX_BLOCK
from checker.align.batch import COMMON, Corpus
from checker.ledger import index
from checker.ledger.database import chunks
from checker.ledger.tables import blocks, counts
from checker.records import Claim


@dataclass(frozen=True, slots=True)
class Neighbours:
    """``articles``: ids, without the batch's own, in order; ``crowded``: keys that too many claims share."""

    articles: tuple[str, ...]
    crowded: frozenset[str]


def find(connection: Connection, batch: dict[str, list[Claim]]) -> Neighbours:
    """The articles with a claim under one of the keys of the batch's claims (article id -> claims)."""
    keys = {key for claims in batch.values() for key in index.entry(claims).keys}
    names = {key: key.rsplit("|", 1)[1] for key in keys}
    frequency = load_counts(connection, index.NAME, names.values())
    limit = {key: COMMON if index.is_described(key) else MAX_BLOCK for key in keys}
    # A name that few articles have can't make a block too large: those are looked up together.
    few = sorted(k for k in keys if frequency[names[k]] <= limit[k])
    found, sizes = _members(connection, few)
    for key in sorted(keys - set(few)):
        if not index.is_described(key):
            articles, size = _up_to(connection, key, MAX_BLOCK)
            sizes[key] = size
            found[key] = articles
    crowded = frozenset(key for key, size in sizes.items() if size > MAX_BLOCK)
    near = {article for key, articles in found.items() if key not in crowded for article in articles}
    return Neighbours(tuple(sorted(near - set(batch))), crowded)


def corpus(connection: Connection, claims: Sequence[Claim], fresh: Iterable[str], crowded: frozenset[str]) -> Corpus:
    """How often the names and words of these claims occur in the whole ledger."""
    items = index.items(claims)
    total = load_counts(connection, index.ARTICLES, [""])[""]
    names, words, rare = (load_counts(connection, kind, items[kind]) for kind in (index.NAME, index.WORD, index.RARE))
    return Corpus(total, names, words, rare, frozenset(fresh), crowded)


def load_counts(connection: Connection, kind: str, wanted: Iterable[str]) -> dict[str, int]:
    """In how many articles each item occurs; 1 for what the ledger doesn't count as this kind."""
    found = dict.fromkeys(sorted(set(wanted)), 1)
    for part in chunks(list(found)):
        chosen = sa.select(counts.c.item, counts.c.articles).where(counts.c.kind == kind, counts.c.item.in_(part))
        found.update(connection.execute(chosen).all())
    return found


def _members(connection: Connection, keys: Sequence[str]) -> tuple[dict[str, list[str]], Counter[str]]:
    found: dict[str, list[str]] = {}
    sizes: Counter[str] = Counter()
    for part in chunks(keys):
        chosen = sa.select(blocks.c.key, blocks.c.article, blocks.c.claims).where(blocks.c.key.in_(part))
        for key, article, claims in connection.execute(chosen):
            found.setdefault(key, []).append(article)
            sizes[key] += claims
    return found, sizes


def _up_to(connection: Connection, key: str, most: int) -> tuple[list[str], int]:
    """The articles of one block and its number of claims, read no further than shows that it is too large."""
    chosen = sa.select(blocks.c.article, blocks.c.claims).where(blocks.c.key == key).limit(most + 1)
    rows = connection.execute(chosen).all()
    return [article for article, _ in rows], sum(claims for _, claims in rows)
