"""Which articles of a ledger a batch may meet: looked up by name, then weighed by what the index knows of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from checker.block.batch import Corpus, weighed
from checker.block.thresholds import LINKED
from checker.errors import LedgerError
from checker.ledger import index
from checker.ledger.database import chunks
from checker.ledger.tables import counts, entries, names

# Names in more articles than this find none: whatever the size of a ledger, a new article reads so many entries a name
# at most. Articles on one event share rarer names, too.
COMMON = 1000


@dataclass(frozen=True, slots=True)
class Near:
    """``articles``: ids, without the batch's own, in order; ``corpus`` counts what these and the batch's say."""

    articles: tuple[str, ...]
    corpus: Corpus


def near_articles(connection: Connection, batch: Iterable[str]) -> Near:
    """The ledger's articles that may form a pair with one of the batch, which the ledger holds already.

    Two sieves: a name in common, then what the entries of two articles tell with how rare all their words are.
    """
    from checker.block import linking  # which loads NumPy, and no command's help needs it

    fresh = frozenset(batch)
    own = load_entries(connection, sorted(fresh))
    near = _sharing(connection, own)
    others = load_entries(connection, sorted(set().union(*near.values())))
    known = own | others
    whole = _corpus(connection, known.values(), fresh)
    weights = weighed({article: entry.profile for article, entry in known.items() if entry.terms}, whole)
    sides = {article: weights.side(article) for article in weights.profiles}
    linked = linking.linked(sides, weights.rarity, fresh)

    def meets(a: str, b: str) -> bool:
        pair = (a, b) if a < b else (b, a)
        return index.may_pair(own[a], others[b], pair in linked, lambda: weights.link(a, b, lasting=True) >= LINKED)

    return Near(tuple(sorted({b for a in own for b in near[a] if meets(a, b)})), whole)


def _sharing(connection: Connection, own: Mapping[str, index.Entry]) -> dict[str, set[str]]:
    """For each article of the batch those of the ledger that have one of its claims' names, or may have."""
    weights = weighed(
        {article: entry.profile for article, entry in own.items()}, _corpus(connection, own.values(), own)
    )
    asked = {article: entry.names & (entry.fixed | {*weights.shared[article]}) for article, entry in own.items()}
    frequency = load_counts(connection, index.NAME, (name for names in asked.values() for name in names))
    holders = _holders(connection, [name for name, n in frequency.items() if n <= COMMON])
    return {a: {other for name in found for other in holders.get(name, ())} - set(own) for a, found in asked.items()}


def load_entries(connection: Connection, articles: Sequence[str]) -> dict[str, index.Entry]:
    """The index entries of these articles, in order; those without claims have none."""
    found: dict[str, index.Entry] = {}
    for part in chunks(articles):
        chosen = sa.select(entries.c.article, entries.c.record).where(entries.c.article.in_(part))
        for article, record in connection.execute(chosen):
            try:
                found[article] = index.loads(record)
            except msgspec.DecodeError as error:
                raise unreadable_row(f"entries {article}", error) from error
    return dict(sorted(found.items()))


def unreadable_row(name: str, error: msgspec.DecodeError) -> LedgerError:
    return LedgerError(f"the ledger's row {name} can't be read ({error}); \"checker ledger verify\" says more")


def load_counts(connection: Connection, kind: str, wanted: Iterable[str]) -> dict[str, int]:
    """In how many articles each item occurs; 1 for what the ledger doesn't count as this kind."""
    found = dict.fromkeys(sorted(set(wanted)), 1)
    for part in chunks(list(found)):
        chosen = sa.select(counts.c.item, counts.c.articles).where(counts.c.kind == kind, counts.c.item.in_(part))
        found.update((item, n) for item, n in connection.execute(chosen))
    return found


def _holders(connection: Connection, wanted: Sequence[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for part in chunks(wanted):
        for name, article in connection.execute(sa.select(names.c.name, names.c.article).where(names.c.name.in_(part))):
            found[name].append(article)
    return found


def _corpus(connection: Connection, known: Iterable[index.Entry], fresh: Iterable[str]) -> Corpus:
    """How often the names and stems of these articles occur in the whole ledger."""
    wanted: dict[str, set[str]] = {index.NAME: set(), index.STEM: set()}
    for entry in known:
        for kind, item in index.counted(entry):
            if kind in wanted:
                wanted[kind].add(item)
    total = load_counts(connection, index.ARTICLES, [""])[""]
    name, stem = (load_counts(connection, kind, wanted[kind]) for kind in (index.NAME, index.STEM))
    return Corpus(total, name, stem, frozenset(fresh))
