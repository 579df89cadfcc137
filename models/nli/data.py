"""Settings and data of the training run: checked files in, one list of labelled pairs out."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
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
TARGETS = (*LABELS, "not_entailment")  # the last one: neutral or contradiction, as sets with two labels have it
NOT_ENTAILMENT, UNLABELLED = len(LABELS), len(TARGETS)  # targets beside the indices of LABELS
DEV = ("dev-mnli.jsonl.gz", "dev-snli.jsonl.gz", "dev-vitaminc-real.jsonl.gz", "dev-fever-symmetric.jsonl.gz")
SHORT = 6  # sentences of fewer words may stand in a training file and in a dev file without one knowing the other
_WORDS = re.compile(r"\w+")


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
    one of the contradictions without numbers. ``distil`` is the share of a teacher's opinion in the loss of a pair that
    has a label too; ``neighbours`` says what unlabelled pairs the teacher is asked about. ``layer_decay`` is the share
    of a layer's learning rate that the layer below it gets. ``frozen`` is the number of lower layers that stay as they
    are, the embeddings with them; 0 trains everything.
    """

    seed: int
    base: str
    max_length: int
    batch_size: int
    learning_rate: float
    layer_decay: float
    frozen: int
    weight_decay: float
    warmup: float
    label_smoothing: float
    dropout: float
    distil: float
    clip_norm: float
    checkpoint_every: int
    marks: float
    turned: float
    numbers: dict[str, int]
    news: Source
    neighbours: Source
    data: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One labelled pair; ``label`` is an index into ``TARGETS``."""

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
    raw["news"], raw["neighbours"] = Source(**raw["news"]), Source(**raw["neighbours"])
    return Settings(**raw)


def read_pairs(path: Path) -> Iterator[Pair]:
    """Pairs of a ``.jsonl`` or ``.jsonl.gz`` file of ``{premise, hypothesis, label}`` objects."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row = json.loads(line)
            if row.get("label") not in TARGETS:
                raise ModelError(f'{path}:{number}: "label" is {row.get("label")!r}, expected one of {TARGETS}')
            yield Pair(row["premise"], row["hypothesis"], TARGETS.index(row["label"]))


def _plain(sentence: str) -> str:
    return " ".join(_WORDS.findall(sentence.lower()))


def kept_apart(folder: Path) -> frozenset[str]:
    """Sentences of the dev files in ``folder``, in plain words: FEVER's own dev set, for one, shares some with them."""
    found = (p for file in DEV if (folder / file).is_file() for p in read_pairs(folder / file))
    plain = (_plain(text) for p in found for text in (p.premise, p.hypothesis))
    return frozenset(text for text in plain if text.count(" ") >= SHORT - 1)


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

    Pairs that share a sentence with a dev file are left out. Pairs from news sentences need ``nlp`` and are left out
    without it.
    """
    rng = random.Random(settings.seed)
    pairs: list[Pair] = []
    apart = kept_apart(folder)
    for source in settings.data:
        rows = [
            pair
            for pair in read_pairs(checked(folder / source.file, source.sha256))
            if apart.isdisjoint((_plain(pair.premise), _plain(pair.hypothesis)))
        ]
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
