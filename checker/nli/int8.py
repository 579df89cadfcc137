"""A torch network -> the same in 8-bit integers on the CPU, by OpenVINO and NNCF.

Weights get one scale per output channel, activations one per group of 128 numbers of one word piece, found as they
pass. A scale per batch, as in ONNX Runtime's dynamic quantisation, would make a pair's scores depend on its neighbours.
"""

from __future__ import annotations

import io
import logging
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from typing import TYPE_CHECKING, Any

from checker.errors import ModelError, installing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GROUP = 128
TELEMETRY = ("openvino_telemetry", "openvino_telemetry.backend")


def forward(
    module: Any, example: Mapping[str, NDArray[np.int64]], name: str
) -> Callable[[Mapping[str, NDArray[np.int64]]], NDArray[np.float64]]:
    """The network's function from a batch to its logits; ``example`` is any batch, to trace the network with.

    Raises ModelError where the libraries are not installed, or can't convert the network; ``name`` is for the message.
    """
    import torch

    with _in_silence():
        try:
            import nncf
            import openvino
        except ImportError as error:
            raise ModelError(
                f"precision int8 needs OpenVINO and NNCF ({error}): {installing('int8')}, or choose float32"
            ) from error
        nncf.set_log_level(logging.ERROR)
        try:
            traced = {key: torch.from_numpy(values) for key, values in example.items()}
            graph = openvino.convert_model(module, example_input=traced)
            graph = nncf.compress_weights(graph, mode=nncf.CompressWeightsMode.INT8_SYM)
            options = {
                "DYNAMIC_QUANTIZATION_GROUP_SIZE": GROUP,
                "INFERENCE_NUM_THREADS": torch.get_num_threads(),
                "INFERENCE_PRECISION_HINT": "f32",  # what is not quantised stays as it is
            }
            request = openvino.Core().compile_model(graph, "CPU", options).create_infer_request()
        except Exception as error:  # both libraries raise many kinds for a network that they don't know
            raise ModelError(f"{name}: can't be run in int8, choose float32: {error}") from error
    taken = [port.get_any_name() for port in graph.inputs]

    def run(inputs: Mapping[str, NDArray[np.int64]]) -> NDArray[np.float64]:
        logits: NDArray[np.float64] = request.infer({key: inputs[key] for key in taken})[0].astype("float64")
        return logits

    return run


@contextmanager
def _in_silence() -> Iterator[None]:
    """Without NNCF's bars on standard output, and without the reports of use that both libraries send home.

    Their telemetry is a package of its own, which both do without where it can't be imported.
    """
    hidden = [name for name in TELEMETRY if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: "can't be imported"
    try:
        with redirect_stdout(io.StringIO()), warnings.catch_warnings(action="ignore"):
            yield
    finally:
        for name in hidden:
            del sys.modules[name]
