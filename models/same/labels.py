"""Labelled relations -> which pairs of numeric claims are about one thing. For training and measuring only."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.records import Article, Claim

SAME = {"agreement", "contradiction", "update", "compatible"}
TWO_VALUES = {"contradiction", "update", "uncertain"}


@dataclass(frozen=True, slots=True)
class End:
    """One side of a labelled pair: where its quote stands (field, start, end) in the article, and its values."""

    article: str
    spans: tuple[tuple[str, int, int], ...]
    values: frozenset[float]

    def touched(self, claim: Claim) -> int:
        """3 for a claim on the quote with its value, 2 for the value elsewhere, 1 for the quote alone, else 0."""
        if claim.article != self.article or claim.quantity is None:
            return 0
        q = claim.quantity
        own = {float(x) for x in (q.value, q.low, q.high) if x is not None}
        alike = not own or not self.values or bool(own & self.values)
        if any(f == claim.field and claim.start < e and s < claim.end for f, s, e in self.spans):
            return 3 if alike else 1
        return 2 if own & self.values else 0


@dataclass(frozen=True, slots=True)
class Label:
    name: str
    a: End
    b: End

    def fits(self, a: Claim, b: Claim) -> int:
        """How well two claims stand for the two sides, from 0 to 3."""
        straight = min(self.a.touched(a), self.b.touched(b))
        return max(straight, min(self.a.touched(b), self.b.touched(a)))


def labels_of(rows: Sequence[Mapping[str, Any]], articles: Mapping[str, Article]) -> dict[frozenset[str], list[Label]]:
    """Pair of articles -> the labels on it, those that follow from agreements too."""
    found: dict[frozenset[str], list[Label]] = defaultdict(list)
    for row in rows:
        for fact in row.get("facts", [row]):
            ends = [_end(claim, articles) for claim in fact["claims"]]
            for a, b, name in _pairs(fact):
                one, two = ends[a], ends[b]
                if one is not None and two is not None:
                    found[frozenset((one.article, two.article))].append(Label(name, one, two))
    return found


def _pairs(fact: Mapping[str, Any]) -> Iterator[tuple[int, int, str]]:
    """The labelled pairs, and those that follow: a contradicts b and b agrees with c, so a contradicts c."""
    named = {frozenset((p["a"], p["b"])): "uncertain" if p.get("uncertain") else p["label"] for p in fact["pairs"]}
    same = {i: {i} for i in range(len(fact["claims"]))}
    for p in fact["pairs"]:
        if p["label"] == "agreement" and not p.get("uncertain"):
            joined = same[p["a"]] | same[p["b"]]
            for i in joined:
                same[i] = joined
    for p in fact["pairs"]:
        for a in sorted(same[p["a"]]):
            for b in sorted(same[p["b"]]):
                if a != b:
                    named.setdefault(frozenset((a, b)), "uncertain" if p.get("uncertain") else p["label"])
    for key, name in named.items():
        a, b = sorted(key)
        yield a, b, name


def _end(claim: Mapping[str, Any], articles: Mapping[str, Article]) -> End | None:
    article = articles.get(claim["article"])
    if article is None:
        return None
    spans = tuple(
        (name, at, at + len(claim["quote"]))
        for name, text in (("title", article.title), ("text", article.text))
        for at in _found(claim["quote"], text)
    )
    return End(article.id, spans, frozenset(_numbers(claim["value"])))


def _found(quote: str, text: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _numbers(value: object) -> Iterator[float]:
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, list):
        for part in value:
            yield from _numbers(part)
        return
    try:
        yield float(str(value).replace(",", ""))
    except ValueError:
        return


def label_of(a: Claim, b: Claim, labels: Sequence[Label]) -> tuple[set[str], bool]:
    """The names of the labels that fit two claims best, and whether one fits exactly."""
    fits = [(1 if fit == 2 else fit, label) for label in labels if (fit := label.fits(a, b))]
    best = max((fit for fit, _ in fits), default=0)
    return {label.name for fit, label in fits if fit == best}, best == 3


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
