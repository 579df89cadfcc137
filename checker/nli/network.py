"""Weights in a folder -> a network in memory. transformers and torch live here, and only here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import ModelError
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

    module, tokenizer = _read(folder)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if precision is Precision.INT8:
        device = "cpu"
        module = _int8(module)
    positions = getattr(module.config, "max_position_embeddings", MAX_LENGTH)
    longest = min(MAX_LENGTH, tokenizer.model_max_length, positions)
    run = _runner(module.to(device), device, precision is Precision.BFLOAT16)
    return Network(run, tokenizer, BATCH_TOKENS[device], longest)


def _runner(module: Any, device: str, bfloat16: bool) -> Forward:
    """Autocast keeps normalisation and softmax in float32 where matrix products are in bfloat16."""
    import torch

    def forward(inputs: Inputs) -> NDArray[np.float64]:
        tensors = {name: torch.from_numpy(values).to(device) for name, values in inputs.items()}
        with torch.inference_mode(), torch.autocast(device, torch.bfloat16, enabled=bfloat16):
            logits: NDArray[np.float64] = module(**tensors).logits.double().cpu().numpy()
        return logits

    return forward


def _int8(module: Any) -> Any:
    """Linear layers in 8 bits: weights a scale per output, activations a scale per word piece.

    A scale per batch would be faster to find, but then a pair's scores would depend on its neighbours.
    """
    try:
        from torchao.quantization import Int8DynamicActivationInt8WeightConfig, quantize_
    except ImportError as error:
        raise ModelError('precision int8 needs torchao: pip install "checker[int8]"') from error
    quantize_(module, Int8DynamicActivationInt8WeightConfig())
    return module


def _read(folder: Path) -> tuple[Any, Any]:
    """torch module (float32, evaluation mode) and tokenizer of a folder."""
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
    return network.eval(), tokenizer
