"""Pairs -> logits in bounded memory: in chunks, each pair once, in batches of one length; and logits -> scores."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from itertools import islice
from operator import length_hint
from typing import TYPE_CHECKING

from checker.progress import tell
from checker.records import NLILabel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CHUNK = 4096  # pairs that are tokenised at once
STAGE = "comparing sentences"
STEP = 16  # batches are padded to a multiple of this length
ROWS = 4  # and to a multiple of this many rows
DECIMALS = 4

Pair = tuple[str, str]
Encoding = dict[str, list[list[int]]]  # what a tokenizer gives: for each name a row of integers per pair
Encode = Callable[[Sequence[Pair]], Encoding]
Forward = Callable[[Encoding, Sequence[int], int], "NDArray[np.float64]"]


def logits(
    pairs: Iterable[Pair], encode: Encode, forward: Forward, batch_tokens: int, longest: int
) -> NDArray[np.float64]:
    """The network's outputs for each pair, in input order; *Shape:* ``(n_pairs, 3)``.

    ``forward(encoding, rows, length)`` runs the network on these rows, padded to ``length``, which is ``longest`` at
    most. Equal pairs are scored once, and which pairs share a batch does not depend on their order within a chunk.
    Beside the result, memory holds one chunk and a digest of each different pair: ``pairs`` may be a generator.
    """
    import numpy as np

    tables: list[NDArray[np.float64]] = [np.zeros((0, len(NLILabel)))]
    places = array("q")
    seen: dict[bytes, int] = {}
    source = iter(pairs)
    total, done = length_hint(pairs, -1), 0
    step = partial(tell, STAGE, "pairs", total=total if total >= 0 else None)
    step(0)
    while chunk := list(islice(source, CHUNK)):
        fresh = _fresh(chunk, seen, places)
        done += len(chunk) - len(fresh)
        table = np.zeros((len(fresh), len(NLILabel)))
        encoding = encode(fresh) if fresh else {"input_ids": []}
        for rows, length in _batches([len(ids) for ids in encoding["input_ids"]], batch_tokens, longest):
            padded = [*rows, *rows[:1] * (-len(rows) % ROWS)]
            table[rows] = forward(encoding, padded, length)[: len(rows)]
            done += len(rows)
            step(done)
        tables.append(table)
    step(done, over=True)
    ordered: NDArray[np.float64] = np.concatenate(tables)[np.frombuffer(places, dtype=np.int64)]
    return ordered


def _fresh(chunk: Sequence[Pair], seen: dict[bytes, int], places: array[int]) -> list[Pair]:
    """The pairs of the chunk not seen before, sorted; ``places`` gets the row of each pair of the chunk."""
    keys = [_digest(pair) for pair in chunk]
    fresh = {pair: key for pair, key in zip(chunk, keys, strict=True) if key not in seen}
    ordered = sorted(fresh)
    for pair in ordered:
        seen[fresh[pair]] = len(seen)
    places.extend(seen[key] for key in keys)
    return ordered


def _digest(pair: Pair) -> bytes:
    premise, hypothesis = pair
    return blake2b(f"{len(premise)} {premise}{hypothesis}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _batches(lengths: Sequence[int], batch_tokens: int, longest: int) -> Iterator[tuple[list[int], int]]:
    """Rows that are padded to one length, as many as make ``batch_tokens`` word pieces, and that length."""
    buckets: dict[int, list[int]] = {}
    for row, n in enumerate(lengths):
        buckets.setdefault(min(-(-n // STEP) * STEP, longest), []).append(row)
    for length, rows in sorted(buckets.items()):
        size = max(1, batch_tokens // length)
        for start in range(0, len(rows), size):
            yield rows[start : start + size], length


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
    rounded: NDArray[np.float64] = units / scale
    return rounded
