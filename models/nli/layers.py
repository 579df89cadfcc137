"""What training changed in a larger encoder, small enough to ship: the other half of ``checker.nli.large.merge``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from checker.nli.large import PREFIX, ROWS, SCALE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Weights = dict[str, NDArray[np.generic]]

LEVELS = 127  # of eight bits with a sign, zero apart
_LAYER = re.compile(r"layer\.(\d+)\.")


def changed(run: Weights, base: Weights, frozen: int) -> Weights:
    """What is to be kept of ``run``, a classifier trained from ``base`` with ``frozen`` lower layers as they were.

    Matrices of the encoder become differences in 8-bit integers, with one scale a row: what training adds is small
    beside what was there, so that a difference loses 50 times less than the weight itself would. Vectors and the head
    stay whole, in float16, and so do the rows of tokens that the base lacks.
    """
    kept: Weights = {}
    for name, array in run.items():
        before = base.get(name.removeprefix(PREFIX))
        layer = _LAYER.search(name)
        if "embeddings" in name or "relative_attention_bias" in name or (layer and int(layer[1]) < frozen):
            if before is not None and len(array) > len(before):
                kept[name + ROWS] = array[len(before) :].astype(np.float16)
        elif before is None or array.ndim < 2:
            kept[name] = array.astype(np.float16)
        else:
            change = array.astype(np.float32) - before.astype(np.float32)
            scale = np.maximum(np.abs(change).max(axis=1), 1e-12).astype(np.float32) / LEVELS
            kept[name], kept[name + SCALE] = np.rint(change / scale[:, None]).astype(np.int8), scale
    return kept
