"""An NLI model that is loaded where there is work for it: pairs go out in chunks and come back as scores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from checker.engine.packing import pack, pairs_of
from checker.nli import Deferred, load, scoring
from checker.records import Precision, RunSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from checker.engine.blocking import Row


class Scorer(Deferred):
    """A ``PairScorer`` over actors; ``mapped`` gives their answers to chunks, in order.

    A chunk holds as many pairs as the model itself takes at once: the same pairs share a batch as in one process.
    """

    def __init__(self, settings: RunSettings, mapped: Callable[..., Iterator[bytes]]) -> None:
        super().__init__(settings.model, settings.precision)
        self._settings = settings
        self._mapped = mapped

    def score(self, pairs: Sequence[tuple[str, str]], batch_tokens: int | None = None) -> NDArray[np.float64]:
        """As the model's own: shape ``(n_pairs, 3)``, in input order."""
        import numpy as np

        unique = list(dict.fromkeys(pairs))
        chunks = [pack(unique[i : i + scoring.CHUNK]) for i in range(0, len(unique), scoring.CHUNK)]
        if not chunks:
            return np.zeros((0, 3))
        answers = self._mapped(chunks, self._settings.model, self._settings.precision.value, batch_tokens)
        table = np.concatenate([np.frombuffer(answer).reshape(-1, 3) for answer in answers])
        rows = {pair: n for n, pair in enumerate(unique)}
        ordered: NDArray[np.float64] = table[[rows[pair] for pair in pairs]]
        return ordered


class Actor:
    """Loads the model once and scores chunks of pairs."""

    def __init__(self, model: str | None, precision: str, batch_tokens: int | None) -> None:
        self._model = load(model, Precision(precision))
        self._batch_tokens = batch_tokens

    def __call__(self, row: Row) -> Row:
        return {
            "order": row["order"],
            "packed": self._model.score(pairs_of(row["packed"]), self._batch_tokens).tobytes(),
        }
