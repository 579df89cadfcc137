"""Train the links of :mod:`checker.block`: ``python -m checker_models.same.links --shared DIR [--cache DIR]``.

Articles of one incident or story report one event, others that share a name don't. Prints average precision, and
precision and recall at ``LINKED``, of each genre by the weights of the others; then trains on all and writes
``checker/block/links.json``. Seconds, once the claims are extracted.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from checker_models.same import data, labels
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from tabulate import tabulate

import checker.block
from checker.block import links
from checker.block.batch import weighed
from checker.block.profiles import profiles
from checker.block.thresholds import LINKED
from checker.records import Article

STORIES = {"stories": (0, 250), "more stories": (600, 850)}  # of the corpus of many outlets, each a batch
STORY = "story"  # a genre of all of these besides their own
INCIDENTS = 120  # of the corpus of local news
MANY, LOCAL = Path("corpus/many-outlets.jsonl.gz"), Path("corpus/local-crime-news.jsonl.gz")
MOST = 400  # pairs on one event for which a batch counts at most
ODDS = 20  # pairs on two events for which it counts, for each of these, at most
C = 1.0


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of articles of one batch: measures ``(n, len(links.FEATURES))`` and whether they report one event.

    With any of its ``genres`` a pair is left out: those of both articles' stories, and for stories ``STORY`` too.
    """

    name: str
    genres: Sequence[frozenset[str]]
    x: Any
    one_event: Any

    @property
    def weights(self) -> Any:
        same = self.one_event
        counted = min(MOST, same.sum())
        others = min(ODDS * counted, (~same).sum() * counted / same.sum())
        return np.where(same, counted / same.sum(), others / (~same).sum())

    def without(self, genre: str) -> Pairs | None:
        """The pairs of other genres; None where there are none of one event."""
        kept = np.array([genre not in own for own in self.genres])
        if not self.one_event[kept].any():
            return None
        own = [g for g, k in zip(self.genres, kept, strict=True) if k]
        return Pairs(self.name, own, self.x[kept], self.one_event[kept])


Event = tuple[str, frozenset[str]]  # name, and genres with which it is left out


def pairs_of(name: str, articles: Sequence[Article], event: Mapping[str, Event], cache: Path) -> Pairs:
    """``event`` by article (id)."""
    found = weighed(profiles(data.claims_of(name, articles, cache)))
    sides = {a: found.rarity.side(p) for a, p in found.profiles.items()}
    rows, same, genres = [], [], []
    for a, b in combinations(sorted(sides.keys() & event.keys()), 2):
        one = event[a][0] == event[b][0]
        if one or not sides[a].profile.names.isdisjoint(sides[b].profile.names):
            rows.append(links.measures(sides[a], sides[b], found.rarity))
            same.append(one)
            genres.append(event[a][1] | event[b][1])
    return Pairs(name, genres, np.array(rows), np.array(same))


def incidents(path: Path) -> dict[str, list[Article]]:
    """Incident -> its articles."""
    found: dict[str, list[Article]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for n, line in enumerate(lines, 1):
            row = json.loads(line)
            found.setdefault(row["incident"], []).append(data.article(row, f"{path.name}:{n}"))
    return found


def batches(shared: Path, cache: Path) -> list[Pairs]:
    local = incidents(shared / LOCAL)
    filed = {a.id: incident for incident, articles in local.items() for a in articles}
    found = []
    for name in data.SETS:
        rows = list(labels.read(shared / "bench" / "relations" / f"{name}-articles.jsonl"))
        of = frozenset({data.genre(name)})
        event = {r["id"]: (r.get("incident") or filed[r["id"]], of) for r in rows}
        found.append(pairs_of(name, [data.article(r, name) for r in rows], event, cache))
    labelled_in = data.labelled_articles(shared)
    for name, (first, last) in STORIES.items():
        told: list[Article] = []
        event = {}
        for story, domain, articles in data.stories(shared / MANY, first, last):
            told += articles
            of = data.genres_of(domain, articles, labelled_in) | {STORY}
            event |= {a.id: (story, of) for a in articles}
        found.append(pairs_of(name, told, event, cache))
    some = [a for articles in list(local.values())[:INCIDENTS] for a in articles]
    event = {article: (incident, frozenset({"local-news"})) for article, incident in filed.items()}
    return [*found, pairs_of("local-news-dev-corpus", some, event, cache)]


def trained(sets: Sequence[Pairs]) -> links.LinkModel:
    x = np.concatenate([s.x for s in sets])
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-9
    fit = LogisticRegression(C=C, max_iter=3000)
    fit.fit(
        (x - mean) / scale, np.concatenate([s.one_event for s in sets]),
        sample_weight=np.concatenate([s.weights for s in sets]),
    )  # fmt: skip
    weights = fit.coef_[0] / scale
    return links.LinkModel(tuple(map(float, weights)), float(fit.intercept_[0] - weights @ mean))


def without(genre: str, sets: Sequence[Pairs]) -> links.LinkModel:
    """A model of all genres but one."""
    return trained([kept for s in sets if (kept := s.without(genre))])


def report(sets: Sequence[Pairs]) -> None:
    rows = []
    for own in sets:
        model = without(STORY if own.name in STORIES else data.genre(own.name), sets)
        p = 1 / (1 + np.exp(-(own.x @ np.array(model.weights) + model.intercept)))
        right, told = own.one_event[p >= LINKED], int(own.one_event.sum())
        rates = average_precision_score(own.one_event, p), right.mean(), right.sum() / told
        rows.append([own.name, len(p), told, *(f"{rate:.2f}" for rate in rates)])
    heads = ("batch", "pairs", "one event", "average precision", "precision", "recall")
    print(tabulate(rows, heads, tablefmt="pipe", disable_numparse=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with bench/ and corpus/")
    parser.add_argument("--cache", type=Path, default=Path(".make-same"), help="where extracted claims are kept")
    given = parser.parse_args()
    sets = batches(given.shared, given.cache)
    report(sets)
    model = trained(sets)
    table = {
        "data": {p.name: hashlib.sha256((given.shared / p).read_bytes()).hexdigest() for p in (MANY, LOCAL)},
        "weights": {name: round(w, 5) for name, w in zip(links.FEATURES, model.weights, strict=True)},
        "intercept": round(model.intercept, 5),
    }
    target = Path(checker.block.__file__).with_name("links.json")
    target.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"written: {target}")


if __name__ == "__main__":
    main()
