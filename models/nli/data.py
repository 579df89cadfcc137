"""Settings and data of the training run: checked files in, one list of labelled pairs out."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker_models.nli import news, numbers

from checker.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language

LABELS = ("entailment", "neutral", "contradiction")


@dataclass(frozen=True, slots=True)
class Source:
    """``pairs`` pairs of ``file``, drawn once and seen ``passes`` times; fewer where the file holds fewer.

    For ``news`` the pairs are those that ``news.py`` makes from the articles of ``file``.
    """

    file: str
    sha256: str
    pairs: int
    passes: int = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """``settings.toml`` as a record.

    Lengths are in word pieces; ``warmup`` is a share of the run, ``marks`` one of the pairs with numbers, ``turned``
    one of the contradictions without numbers. ``r_drop`` weighs what two readings of a pair differ by; 0 reads once.
    ``layer_decay`` is the share of a layer's learning rate that the layer below it gets.
    """

    seed: int
    base: str
    max_length: int
    batch_size: int
    learning_rate: float
    layer_decay: float
    weight_decay: float
    warmup: float
    label_smoothing: float
    dropout: float
    r_drop: float
    clip_norm: float
    checkpoint_every: int
    marks: float
    turned: float
    numbers: dict[str, int]
    news: Source
    data: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One labelled pair; ``label`` is an index into ``LABELS``."""

    premise: str
    hypothesis: str
    label: int


def read_settings(path: Path) -> Settings:
    """Settings from a TOML file. Raises ModelError for unknown or missing keys."""
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    expected = {f.name for f in fields(Settings)}
    if set(raw) != expected:
        wrong = ", ".join(sorted(set(raw) ^ expected))
        raise ModelError(f"{path}: unknown or missing settings: {wrong}; expected {', '.join(sorted(expected))}")
    raw["data"] = tuple(Source(**source) for source in raw["data"])
    raw["news"] = Source(**raw["news"])
    return Settings(**raw)


def read_pairs(path: Path) -> Iterator[Pair]:
    """Pairs of a ``.jsonl`` or ``.jsonl.gz`` file of ``{premise, hypothesis, label}`` objects."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            if row.get("label") not in LABELS:
                raise ModelError(f'{path}:{number}: "label" is {row.get("label")!r}, expected one of {LABELS}')
            yield Pair(row["premise"], row["hypothesis"], LABELS.index(row["label"]))


def checked(path: Path, sha256: str) -> Path:
    """``path``, if it is a file with this digest; ModelError otherwise."""
    if not path.is_file():
        raise ModelError(f"{path}: no such data file; name its folder with --data")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != sha256:
        raise ModelError(f"{path}: sha256 is {digest}, the settings expect {sha256}")
    return path


def load(settings: Settings, folder: Path, nlp: Language | None = None) -> list[Pair]:
    """All pairs of one run, passes included, shuffled with the seed; ModelError where a file is not the one named.

    Pairs from news sentences need ``nlp`` and are left out without it.
    """
    rng = random.Random(settings.seed)
    pairs: list[Pair] = []
    for source in settings.data:
        rows = list(read_pairs(checked(folder / source.file, source.sha256)))
        pairs += rng.sample(rows, min(source.pairs, len(rows))) * source.passes
    pairs += _made(numbers.generate(settings.numbers["pairs"], settings.seed)) * settings.numbers["passes"]
    if nlp is not None:
        articles = checked(folder / settings.news.file, settings.news.sha256)
        pairs += _made(news.generate(articles, settings.news.pairs, settings.seed, nlp)) * settings.news.passes
    rng.shuffle(pairs)
    return pairs


def _made(rows: Iterable[dict[str, str]]) -> list[Pair]:
    return [Pair(row["premise"], row["hypothesis"], LABELS.index(row["label"])) for row in rows]


def batches(lengths: Sequence[int], batch_size: int, seed: int, pool: int = 64) -> list[list[int]]:
    """Indices in batches of like length, in random order.

    Pools of ``pool`` batches are sorted by length and cut, so that a pair meets varied neighbours while little
    is lost to padding; ``lengths`` has one entry a pair, and every index comes exactly once.
    """
    rng = random.Random(seed)
    size = batch_size * pool
    cut: list[list[int]] = []
    for start in range(0, len(lengths), size):
        chunk = sorted(range(start, min(start + size, len(lengths))), key=lambda i: (lengths[i], i))
        part = [chunk[i : i + batch_size] for i in range(0, len(chunk), batch_size)]
        rng.shuffle(part)
        cut += part
    return cut
