"""Weights in a folder -> a network in memory. transformers lives here, and only here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import ModelError
from checker.nli import bert, int8
from checker.nli.folder import SHIPPED
from checker.records import Precision

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Word pieces in one batch: on a CPU what its caches hold, on a GPU enough to keep it busy.
BATCH_TOKENS = {"cpu": 768, "cuda": 65536}
MAX_LENGTH = 256  # word pieces of premise and hypothesis together; the longer of the two is cut first

Inputs = Mapping[str, "NDArray[np.int64]"]  # the tokenizer's arrays by name, each (n_rows, length)
Forward = Callable[[Inputs], "NDArray[np.float64]"]  # to logits, (n_rows, n_labels)


@dataclass(frozen=True, slots=True)
class Network:
    """A network ready to run, in evaluation mode.

    forward       integers of a batch -> its outputs, ``(n_rows, n_labels)``
    batch_tokens  word pieces to give it at once
    max_length    word pieces it reads of a pair at most
    """

    forward: Forward
    tokenizer: Any
    batch_tokens: int
    max_length: int


def load(folder: Path, precision: Precision) -> Network:
    """The network of a folder, without the internet and without code of its own, on the GPU where there is one.

    Eight bits are for CPUs and run there. Raises ModelError.
    """
    import torch

    device = "cuda" if torch.cuda.is_available() else "cpu"
    half = precision is Precision.BFLOAT16
    if folder == SHIPPED and precision is not Precision.INT8:
        small = bert.Classifier(folder).to(device)
        longest = min(MAX_LENGTH, small.max_length)
        return Network(_runner(small, device, half), bert.Tokenizer(folder), BATCH_TOKENS[device], longest)
    with _quiet():
        module, tokenizer = _read(folder)
    positions = getattr(module.config, "max_position_embeddings", MAX_LENGTH)
    longest = min(MAX_LENGTH, tokenizer.model_max_length, positions)
    if precision is Precision.INT8:
        example = tokenizer(["a premise"], ["a hypothesis"], return_tensors="np")
        with _quiet():
            run = int8.forward(module, example, folder.name)
        return Network(run, tokenizer, BATCH_TOKENS["cpu"], longest)
    whole = module.to(device)
    return Network(
        _runner(lambda **inputs: whole(**inputs).logits, device, half), tokenizer, BATCH_TOKENS[device], longest
    )


def _runner(network: Callable[..., Any], device: str, bfloat16: bool) -> Forward:
    """Autocast keeps normalisation and softmax in float32 where matrix products are in bfloat16."""
    import torch

    def forward(inputs: Inputs) -> NDArray[np.float64]:
        tensors = {name: torch.from_numpy(values).to(device) for name, values in inputs.items()}
        with torch.inference_mode(), torch.autocast(device, torch.bfloat16, enabled=bfloat16):
            logits: NDArray[np.float64] = network(**tensors).double().cpu().numpy()
        return logits

    return forward


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the progress bars and hints of transformers; errors are raised all the same."""
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    verbosity = logging.get_verbosity()
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        logging.set_verbosity(verbosity)


def _read(folder: Path) -> tuple[Any, Any]:
    """torch module (float32, evaluation mode) and tokenizer of a folder."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    options: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    try:
        network, report = AutoModelForSequenceClassification.from_pretrained(
            folder, dtype=torch.float32, use_safetensors=True, output_loading_info=True, **options
        )
        tokenizer = AutoTokenizer.from_pretrained(folder, **options)
    except Exception as error:  # the libraries raise many kinds for a broken file
        raise ModelError(f"{folder.name}: not a sequence classification model that loads: {error}") from error
    if report["missing_keys"]:
        raise ModelError(f"{folder.name}: weights lack {', '.join(sorted(report['missing_keys']))}")
    return network.eval(), tokenizer
