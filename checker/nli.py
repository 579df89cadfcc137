"""Premise/hypothesis pairs -> probabilities of entailment, neutral and contradiction.

transformers and torch live here and only here, and are imported when a model is loaded. Three kinds of model
are taken: the shipped one, a local folder (never touches the network) and a hub id. Weights must be
safetensors and come with a config whose ``id2label`` names the three labels, in any order and case; code that
a model brings along is never run. A folder's ``card.json`` is checked against the weights before they are used.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from checker.errors import ModelError
from checker.pairs.marks import MARKS
from checker.records import ModelInfo, NLILabel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_LENGTH = 256  # word pieces of premise and hypothesis together; the longer of the two is cut first
BATCH_TOKENS = 768
STEP = 16  # batches are padded to a multiple of this length
HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")
HUB_FILES = ["*.json", "*.txt", "*.model", "*.safetensors"]
DECIMALS = 4


class PairScorer(Protocol):
    """What the other stages need of an NLI model; ``reads_marks``: it was trained with those of ``pairs.marks``."""

    @property
    def info(self) -> ModelInfo: ...

    @property
    def reads_marks(self) -> bool: ...

    def score(self, pairs: Sequence[tuple[str, str]], batch_tokens: int = ...) -> NDArray[np.float64]:
        """Probabilities of (premise, hypothesis) pairs; *Shape:* ``(n_pairs, 3)``, columns in NLILabel order."""
        ...


@dataclass(frozen=True, slots=True)
class NLIModel:
    """A loaded model. ``columns[i]`` is the model's output of ``NLILabel`` number ``i``."""

    info: ModelInfo
    columns: tuple[int, int, int]
    temperature: float
    max_length: int
    model: Any
    tokenizer: Any

    @property
    def reads_marks(self) -> bool:
        return bool(set(MARKS) <= self.tokenizer.get_vocab().keys())

    def score(self, pairs: Sequence[tuple[str, str]], batch_tokens: int = BATCH_TOKENS) -> NDArray[np.float64]:
        """Probabilities of (premise, hypothesis) pairs, in input order.

        *Shape:* ``(n_pairs, 3)``, softmaxed with the card's temperature, columns in ``NLILabel`` order, rounded
        to 4 decimals so that every row sums to 1. ``batch_tokens`` is the number of word pieces in one batch.
        """
        return round_rows(softmax(self.logits(pairs, batch_tokens) / self.temperature))

    def logits(self, pairs: Sequence[tuple[str, str]], batch_tokens: int = BATCH_TOKENS) -> NDArray[np.float64]:
        """The network's outputs before temperature and softmax; shape and order as in ``score``.

        A batch's shape follows from the length of its pairs alone: what else is scored with a pair changes its
        row by no more than floating-point noise. Equal pairs are scored once.
        """
        import numpy as np

        unique = sorted(set(pairs))
        logits = np.zeros((len(unique), len(NLILabel)), dtype=np.float64)
        if not unique:
            return logits
        encoded = self.tokenizer(
            [p for p, _ in unique], [h for _, h in unique], truncation="longest_first", max_length=self.max_length
        )
        buckets: dict[int, list[int]] = {}
        for i, ids in enumerate(encoded["input_ids"]):
            buckets.setdefault(min(-(-len(ids) // STEP) * STEP, self.max_length), []).append(i)
        for length, members in sorted(buckets.items()):
            rows = max(1, batch_tokens // length)
            for start in range(0, len(members), rows):
                batch = members[start : start + rows]
                padded = (batch * rows)[:rows]
                logits[batch] = self._logits(encoded, padded, length)[: len(batch)]
        place = {pair: i for i, pair in enumerate(unique)}
        ordered: NDArray[np.float64] = logits[[place[pair] for pair in pairs]][:, list(self.columns)]
        return ordered

    def _logits(self, encoded: Any, batch: list[int], length: int) -> NDArray[np.float64]:
        import torch

        inputs = self.tokenizer.pad(
            {key: [encoded[key][i] for i in batch] for key in encoded},
            padding="max_length",
            max_length=length,
            return_tensors="pt",
        )
        with torch.inference_mode():
            logits: NDArray[np.float64] = self.model(**inputs.to(self.model.device)).logits.double().cpu().numpy()
        return logits


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Softmax over the last axis; *Shape:* ``(n, 3)`` in and out."""
    import numpy as np

    shifted: NDArray[np.float64] = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shifted /= shifted.sum(axis=-1, keepdims=True)
    return shifted


def round_rows(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each row rounded to 4 decimals that still sum to 1, by largest remainder (Hamilton's method)."""
    import numpy as np

    scale = 10**DECIMALS
    units = np.floor(table * scale)
    missing = np.rint(scale - units.sum(axis=1)).astype(int)
    order = np.argsort(units - table * scale, axis=1, kind="stable")
    for row in np.flatnonzero(missing):
        units[row, order[row, : missing[row]]] += 1
    return units / scale


def load(model: str | None = None) -> NLIModel:
    """The shipped model (None), one in a local folder, or one of the hub by its id ``owner/name``.

    Raises ModelError where there is no such model, or its files or labels are not what they should be.
    """
    folder, name = _locate(model)
    weights = _weights(folder)
    labels = _labels(folder)
    digest = _digest(weights)
    card = _card(folder, digest, labels)
    if model is None:
        name = f"shipped: {card.get('name', 'nli')}"
    network, tokenizer = _read(folder)
    limit = min(MAX_LENGTH, tokenizer.model_max_length, getattr(network.config, "max_position_embeddings", MAX_LENGTH))
    first, second, third = (labels.index(label.value) for label in NLILabel)
    return NLIModel(
        ModelInfo(name, digest), (first, second, third), float(card.get("temperature", 1.0)), limit, network, tokenizer
    )


def _locate(model: str | None) -> tuple[Path, str]:
    """The folder that holds the model's files, and the name to report it by (never an absolute path)."""
    if model is None:
        return Path(str(files("checker_models") / "nli")), "shipped"
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder, folder.resolve().name
    if not HUB_ID.fullmatch(model):
        raise ModelError(f"{model}: no such folder; expected a folder with an NLI model, or a hub id owner/name")
    from huggingface_hub import snapshot_download

    try:
        found = snapshot_download(model, allow_patterns=HUB_FILES, ignore_patterns=["*/*"])
    except Exception as error:  # the hub client raises errors of several libraries
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(f"{model}: neither a folder here nor a model that the hub would give: {reason}") from error
    return Path(found), model


def _weights(folder: Path) -> list[Path]:
    weights = sorted(folder.glob("*.safetensors"))
    if not weights:
        others = sorted(p.name for pattern in ("*.bin", "*.pt", "*.h5", "*.ckpt") for p in folder.glob(pattern))
        found = f"found only {', '.join(others)}, which is not loaded" if others else "found no weights"
        raise ModelError(f"{folder.name}: {found}; expected model.safetensors")
    return weights


def _labels(folder: Path) -> list[str]:
    """The model's labels, lower-case, in the order of its outputs."""
    path = folder / "config.json"
    try:
        names = json.loads(path.read_text(encoding="utf-8")).get("id2label") or {}
        labels = [str(names[key]).strip().lower() for key in sorted(names, key=int)]
    except (OSError, ValueError, AttributeError) as error:
        raise ModelError(f"{folder.name}/config.json: not a model's configuration: {error}") from error
    expected = sorted(label.value for label in NLILabel)
    if sorted(labels) != expected:
        raise ModelError(f"{folder.name}/config.json: labels are {labels}, expected {expected} in any order")
    return labels


def _digest(weights: list[Path]) -> str:
    """sha256 of the weights; of the files' digests, one after the other, where there are several."""
    digests = []
    for path in weights:
        with path.open("rb") as file:
            digests.append(hashlib.file_digest(file, "sha256").hexdigest())
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()


def _card(folder: Path, digest: str, labels: list[str]) -> dict[str, Any]:
    """The folder's ``card.json``, checked; empty where there is none."""
    path = folder / "card.json"
    if not path.is_file():
        return {}
    try:
        card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        expected, named, temperature = card["sha256"], card["labels"], float(card.get("temperature", 1.0))
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{folder.name}/card.json: expected sha256, labels and temperature: {error!r}") from error
    if expected != digest:
        raise ModelError(f"{folder.name}/card.json: weights have sha256 {digest}, the card says {expected}")
    if named != labels:
        raise ModelError(f"{folder.name}/card.json: labels are {named}, config.json has {labels}")
    if not 0 < temperature < float("inf"):
        raise ModelError(f"{folder.name}/card.json: temperature is {temperature}, expected a number above 0")
    return card


def _read(folder: Path) -> tuple[Any, Any]:
    """Network (float32, evaluation mode) and tokenizer of a folder, without the network and without its code."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    verbosity = logging.get_verbosity()
    logging.set_verbosity_error()
    options: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    try:
        network, report = AutoModelForSequenceClassification.from_pretrained(
            folder, dtype=torch.float32, use_safetensors=True, output_loading_info=True, **options
        )
        tokenizer = AutoTokenizer.from_pretrained(folder, **options)
    except Exception as error:  # the libraries raise many kinds for a broken file
        raise ModelError(f"{folder.name}: not a sequence classification model that loads: {error}") from error
    finally:
        logging.set_verbosity(verbosity)
    if report["missing_keys"]:
        raise ModelError(f"{folder.name}: weights lack {', '.join(sorted(report['missing_keys']))}")
    network.eval()
    return network.to("cuda" if torch.cuda.is_available() else "cpu"), tokenizer
