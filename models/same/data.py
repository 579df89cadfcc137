"""Tables of features for training: labelled sets, and pairs of a story that cost no labels."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import pickle
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from checker_models.same import labels

from checker.block import candidates
from checker.block.batch import survey
from checker.compare import quantities, sums
from checker.engine.local import Local
from checker.records import Article, Claim, RunSettings
from checker.same import numeric

Ids = tuple[str, str]
SETS = (
    "local-news-dev", "local-news-dev2", "war-dev", "politics-dev", "politics-dev2", "mixed-dev", "mixed-dev2",
)  # fmt: skip
STORIES = 12  # articles of one story that pairs are made of
NEGATIVES = 8  # other numbers of the same articles for each pair of equal rare ones
DOMAINS = {  # of stories, by the genre that they are left out with; all others are of mixed news
    "court/crime": "local-news", "war/conflict": "war", "terrorism/attack": "war", "election/politics": "politics",
}  # fmt: skip
A_DOMAIN = 3500  # pairs of one domain: no genre decides alone


def genre(name: str) -> str:
    return name.split("-dev")[0]


@dataclass(slots=True)
class Table:
    """Pairs of claims with their features, ``(n, len(features.NAMES))``, and whether they are about one thing.

    ``same`` is 1, 0, or -1 for pairs that nothing is known of; ``relation`` is the arithmetic's; ``names`` are labels.
    With any of its ``genres`` the table is left out.
    """

    name: str
    claims: dict[str, Claim]
    ids: list[Ids] = field(default_factory=list)
    x: Any = None
    same: Any = None
    relation: list[str] = field(default_factory=list)
    names: list[frozenset[str]] = field(default_factory=list)
    genres: frozenset[str] = frozenset()


def article(row: dict[str, Any], source: str) -> Article:
    published = dt.date.fromisoformat(row["published"][:10]) if row.get("published") else None
    outlet = row.get("outlet") or row["id"]
    return Article(row["id"], outlet, row["text"], row.get("title") or "", published, source=source)


def claims_of(name: str, articles: Sequence[Article], cache: Path) -> list[Claim]:
    """The claims of the articles with their sums; kept in ``cache``, since parsing takes the longest by far."""
    kept = cache / f"{name}.pickle"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        stated = [c for e in Local(RunSettings()).extract(sorted(articles, key=lambda a: a.id)) for c in e.claims]
        kept.write_bytes(pickle.dumps([*stated, *sums.summed(stated)[0]]))
    found: list[Claim] = pickle.loads(kept.read_bytes())  # written right above
    return found


def labelled(name: str, shared: Path, cache: Path) -> Table:
    """The pairs that blocking gives of one labelled set, with what a person said of them."""
    folder = shared / "bench" / "relations"
    articles = {r["id"]: article(r, name) for r in labels.read(folder / f"{name}-articles.jsonl")}
    told = labels.labels_of(labels.read(folder / f"{name}.jsonl"), articles)
    claims = claims_of(name, list(articles.values()), cache)
    by_id = {c.id: c for c in claims}
    views = numeric.Views(claims)
    met = (pair for _, pairs in candidates.candidates(claims, survey(claims)) for pair in pairs)
    wanted = [(a, b) for a, b in met if _may_be_one(by_id[a], by_id[b])]
    table = Table(name, by_id, numeric.nearest(sorted(wanted), views), genres=frozenset({genre(name)}))
    rows, same = [], []
    for a, b in table.ids:
        one, two = by_id[a], by_id[b]
        assert one.quantity is not None and two.quantity is not None
        rows.append(views.features(a, b))
        names, exact = labels.label_of(one, two, told.get(frozenset((one.article, two.article)), ()))
        relation = quantities.compare(one.quantity, two.quantity).relation
        same.append(_sameness(names, exact, relation, one, two))
        table.relation.append(relation)
        table.names.append(frozenset(names))
    table.x, table.same = np.array(rows), np.array(same)
    return table


def _may_be_one(a: Claim, b: Claim) -> bool:
    learned = numeric.is_learned(a) and numeric.is_learned(b)
    sums_of_both = a.id in b.parts or b.id in a.parts or bool(a.parts and b.parts)
    one_sentence = a.article == b.article and (a.field, a.sentence_start) == (b.field, b.sentence_start)
    return learned and a.quantity.kind is b.quantity.kind and not sums_of_both and not one_sentence  # type: ignore[union-attr]


def _sameness(names: set[str], exact: bool, relation: str, a: Claim, b: Claim) -> int:
    """Equal values that nobody labelled may well be one thing, and within an article only differences are labelled."""
    if "uncertain" in names or a.article == b.article or a.parts or b.parts:
        return -1
    if names & labels.SAME:
        return 1 if exact else -1
    return -1 if relation in (quantities.EQUAL, quantities.OVERLAP) and not names else 0


# ------------------------------------------------------------------ pairs that cost no labels


def labelled_articles(shared: Path) -> dict[str, str]:
    """Article id -> genre, of all labelled sets."""
    folder = shared / "bench" / "relations"
    return {r["id"]: genre(name) for name in SETS for r in labels.read(folder / f"{name}-articles.jsonl")}


def genres_of(domain: str, articles: Iterable[Article], labelled_in: Mapping[str, str]) -> frozenset[str]:
    """The genres with which a story is left out: its own, and those of labelled sets that hold an article of it."""
    return frozenset({DOMAINS.get(domain, "mixed"), *(labelled_in[a.id] for a in articles if a.id in labelled_in)})


def stories(path: Path, first: int, last: int) -> Iterator[tuple[str, str, list[Article]]]:
    """Stories ``first`` to ``last`` (exclusive) of a corpus: name, domain and articles, copies left out."""
    found: dict[str, tuple[str, list[Article]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for n, line in enumerate(lines, 1):
            row = json.loads(line)
            own = found.setdefault(row["cluster"], (row["domain"], []))
            if not row.get("copy_of") and len(own[1]) < STORIES:
                own[1].append(article(row, f"{path.name}:{n}"))
    for name, (domain, articles) in list(found.items())[first:last]:
        if len(articles) > 1:
            yield name, domain, articles


def free(
    told: Iterable[tuple[str, str, list[Article]]], labelled_in: Mapping[str, str], cache: Path, seed: int
) -> list[Table]:
    """A table a story: equal rare numbers of two outlets are one thing, and other numbers of both articles are not.

    ``labelled_in`` is of :func:`labelled_articles`.
    """
    rng = random.Random(seed)
    tables, room = [], Counter[str]()
    for name, domain, articles in told:
        if room[domain] >= A_DOMAIN:
            continue
        claims = claims_of(f"story-{name}".replace("/", "_"), articles, cache)
        by_id = {c.id: c for c in claims}
        pairs = list(_free_pairs(claims, rng))[: A_DOMAIN - room[domain]]
        room[domain] += len(pairs)
        if pairs:
            views = numeric.Views(claims)
            rows = [views.features(a, b) for a, b, _ in pairs]
            same = np.array([s for *_, s in pairs])
            of = genres_of(domain, articles, labelled_in)
            tables.append(Table(name, by_id, [(a, b) for a, b, _ in pairs], np.array(rows), same, genres=of))
    return tables


def _free_pairs(claims: Sequence[Claim], rng: random.Random) -> Iterator[tuple[str, str, int]]:
    own: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        if numeric.is_learned(c) and not (c.negated or c.parts):
            own[c.article].append(c)
    for x, y in combinations(sorted(own), 2):
        if own[x][0].outlet == own[y][0].outlet:
            continue
        equal = [(a, b) for a in own[x] for b in own[y] if _rare(a, own[x]) and _rare(b, own[y]) and _equal(a, b)]
        for a, b in rng.sample(equal, min(len(equal), STORIES)):
            yield a.id, b.id, 1
            others = [(a, o) for o in own[y] if o is not b] + [(o, b) for o in own[x] if o is not a]
            rng.shuffle(others)
            apart = [(p, q) for p, q in others if _relation(p, q) == quantities.DISJOINT]
            yield from ((p.id, q.id, 0) for p, q in apart[:NEGATIVES])


def _rare(claim: Claim, own: Sequence[Claim]) -> bool:
    """Whether two articles hardly print a number by chance, and this one prints it twice at most."""
    q = claim.quantity
    if q is None or q.value is None or q.vague:
        return False
    rare = q.value != int(q.value) or (q.value >= 13 and not (q.value < 100 and q.value % 10 == 0))
    return rare and sum(c.quantity is not None and c.quantity.value == q.value for c in own) <= 2


def _equal(a: Claim, b: Claim) -> bool:
    return _relation(a, b) == quantities.EQUAL


def _relation(a: Claim, b: Claim) -> str:
    assert a.quantity is not None and b.quantity is not None
    if a.quantity.kind is not b.quantity.kind:
        return quantities.INCOMPARABLE
    return quantities.compare(a.quantity, b.quantity).relation
