"""Premise/hypothesis pairs -> probabilities of entailment, neutral and contradiction.

Three kinds of model are taken: what ships, a local folder (never touches the network) and a hub id. Weights
must be safetensors and come with a config whose ``id2label`` names the three labels, in any order and case; code
that a model brings along is never run. A folder's ``card.json`` is checked against the weights before they are
used, and three plain pairs tell whether the labels are named rightly.

    folder      a model's files: where they lie, and whether they fit each other
    large       a larger model, put together from its base's packages and what training changed, where that ships
    network     weights in memory, in the precision asked for; transformers lives there and only there
    bert        the small model that ships, without transformers, which takes long to import
    int8        a network in 8-bit integers on a CPU, by OpenVINO and NNCF
    scoring     pairs -> logits in bounded memory, logits -> scores
    selftest    three pairs that tell swapped labels
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from checker.nli import network, scoring, selftest
from checker.nli.folder import Identity, identify
from checker.nli.marks import MARKS
from checker.nli.network import Network
from checker.nli.scoring import Encoding, round_rows, softmax
from checker.records import ModelInfo, NLILabel, Precision

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Deferred", "Identity", "NLIModel", "PairScorer", "identify", "load", "round_rows", "softmax"]


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
    network: Network

    @property
    def reads_marks(self) -> bool:
        return bool(set(MARKS) <= self.network.tokenizer.get_vocab().keys())

    def score(self, pairs: Iterable[tuple[str, str]], batch_tokens: int | None = None) -> NDArray[np.float64]:
        """Probabilities of (premise, hypothesis) pairs, in input order.

        *Shape:* ``(n_pairs, 3)``, softmaxed with the card's temperature, columns in ``NLILabel`` order, rounded
        to 4 decimals so that every row sums to 1. ``batch_tokens`` is the number of word pieces in one batch.
        """
        return round_rows(softmax(self.logits(pairs, batch_tokens) / self.temperature))

    def logits(self, pairs: Iterable[tuple[str, str]], batch_tokens: int | None = None) -> NDArray[np.float64]:
        """The network's outputs before temperature and softmax; shape and order as in ``score``.

        What else is scored with a pair changes its row by no more than floating-point noise: every row of a batch
        is padded to the length that follows from its pair alone. Equal pairs are scored once.
        """
        tokens = self.network.batch_tokens if batch_tokens is None else batch_tokens
        table = scoring.logits(pairs, self._encode, self._forward, tokens, self.network.max_length)
        ordered: NDArray[np.float64] = table[:, list(self.columns)]
        return ordered

    def _encode(self, pairs: Sequence[tuple[str, str]]) -> Encoding:
        encoded = self.network.tokenizer(
            [p for p, _ in pairs], [h for _, h in pairs], truncation="longest_first", max_length=self.network.max_length
        )
        return dict(encoded)

    def _forward(self, encoding: Encoding, rows: Sequence[int], length: int) -> NDArray[np.float64]:
        inputs = self.network.tokenizer.pad(
            {name: [values[i] for i in rows] for name, values in encoding.items()},
            padding="max_length",
            max_length=length,
            return_tensors="np",
        )
        return self.network.forward(inputs)


class Deferred:
    """A model whose files are checked at once, and which is loaded when it is first asked; many batches ask nothing."""

    def __init__(self, model: str | None = None, precision: Precision = Precision.FLOAT32) -> None:
        """As :func:`load`, which raises what is wrong with the network itself when there is something to score."""
        self.info = identify(model, precision).info
        self._loaded = cache(lambda: load(model, precision))

    @property
    def reads_marks(self) -> bool:
        return self._loaded().reads_marks

    def score(self, pairs: Sequence[tuple[str, str]], batch_tokens: int | None = None) -> NDArray[np.float64]:
        """As :meth:`NLIModel.score`."""
        return self._loaded().score(pairs, batch_tokens)


def load(model: str | None = None, precision: Precision = Precision.FLOAT32, *, self_test: bool = True) -> NLIModel:
    """One that ships (``small``; None: the best that is installed), one in a local folder, or one of the hub.

    ``self_test=False`` takes a network that was hardly trained. Raises ModelError where there is no such model, its
    files, labels or scores are not what they should be, or the precision needs what is not installed.
    """
    found = identify(model, precision)
    ready = network.load(found.folder, precision)
    first, second, third = (found.labels.index(label.value) for label in NLILabel)
    loaded = NLIModel(found.info, (first, second, third), found.temperature, ready)
    if self_test:
        selftest.check(loaded.logits(selftest.PAIRS), found.folder.name)
    return loaded
