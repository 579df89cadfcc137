"""A model's folder: where it lies, and whether weights, labels and card fit each other. Reads JSON, runs nothing."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from checker.errors import ModelError
from checker.nli import large
from checker.records import ModelInfo, NLILabel, Precision

SMALL, LARGE = "small", "large"  # what may ship; a folder of that name is ./small or ./large
SHIPPED = Path(str(files("checker_models") / "nli"))  # of the small one
HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")
HUB_FILES = ["*.json", "*.txt", "*.model", "*.safetensors"]


@dataclass(frozen=True, slots=True)
class Identity:
    """A model before it is loaded; ``labels`` in the order of its outputs."""

    folder: Path
    info: ModelInfo
    labels: tuple[str, ...]
    temperature: float


def identify(model: str | None = None, precision: Precision = Precision.FLOAT32) -> Identity:
    """Which model ``load`` would load, its files checked, without torch.

    Raises ModelError where there is no such model, or its files or labels are not what they should be.
    """
    folder, name = _locate(model)
    weights = _weights(folder)
    labels = _labels(folder)
    digest = _digest(weights)
    card = _card(folder, digest, labels)
    if name is None:
        name = f"shipped: {card.get('name', 'nli')}"
    if precision is not Precision.FLOAT32:
        name = f"{name} ({precision.value})"  # every report names its model, so none leaves the arithmetic unsaid
    return Identity(folder, ModelInfo(name, digest, precision), tuple(labels), float(card.get("temperature", 1.0)))


def _locate(model: str | None) -> tuple[Path, str | None]:
    """The folder that holds the model's files, and the name to report it by (never an absolute path).

    The name is None where the card tells it: for the models that ship.
    """
    if model is None:
        model = LARGE if large.installed() else SMALL
    if model == LARGE:
        return large.folder(), None
    if model == SMALL:
        return SHIPPED, None
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder, folder.resolve().name
    if not HUB_ID.fullmatch(model):
        raise ModelError(
            f"{model}: no such folder; expected small, large, a folder with an NLI model, or a hub id owner/name"
        )
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
