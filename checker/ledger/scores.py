"""An NLI model that remembers: scores are kept by model and pair, and only new pairs are put to the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from checker.ledger.database import Database, chunks
from checker.ledger.rows import digest, sealed
from checker.ledger.tables import models, scores
from checker.nli import PairScorer
from checker.nli.network import MAX_LENGTH
from checker.records import ModelInfo

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AT_ONCE = 1024  # pairs that are scored and then stored in one transaction: what a kill may lose


class Remembering:
    """A ``PairScorer`` over another; ``load`` gives that one, and is called only when there is something to score.

    ``temperature`` is the one the scores are softmaxed with: other scores come of another, though weights are the same.
    """

    def __init__(self, database: Database, info: ModelInfo, temperature: float, load: Callable[[], PairScorer]) -> None:
        self._database = database
        self._info = info
        self._key = f"{info.sha256} {info.precision} temperature {temperature} length {MAX_LENGTH}"
        self._load = load
        self._model: PairScorer | None = None

    @property
    def info(self) -> ModelInfo:
        return self._info

    @property
    def reads_marks(self) -> bool:
        return self._inner().reads_marks

    def score(self, pairs: Sequence[tuple[str, str]], batch_tokens: int | None = None) -> NDArray[np.float64]:
        """As the model's own ``score``: shape ``(n_pairs, 3)``, in input order."""
        import numpy as np

        hashes = {pair: digest(*pair) for pair in sorted(set(pairs))}
        known = self._known(list(hashes.values()))
        missing = [pair for pair, name in hashes.items() if name not in known]
        more = {} if batch_tokens is None else {"batch_tokens": batch_tokens}
        for part in chunks(missing, AT_ONCE):
            table = self._inner().score(part, **more)
            made = {hashes[pair]: tuple(map(float, row)) for pair, row in zip(part, table, strict=True)}
            self._keep(made)
            known.update(made)
        return np.array([known[hashes[pair]] for pair in pairs], dtype=np.float64).reshape(len(pairs), 3)

    def _inner(self) -> PairScorer:
        if self._model is None:
            self._model = self._load()
        return self._model

    def _known(self, names: Sequence[str]) -> dict[str, tuple[float, ...]]:
        found: dict[str, tuple[float, ...]] = {}
        with self._database.reading() as connection:
            number = connection.execute(sa.select(models.c.number).where(models.c.key == self._key)).scalar()
            for part in chunks(names) if number is not None else ():
                columns = (scores.c.pair, scores.c.entailment, scores.c.neutral, scores.c.contradiction)
                rows = connection.execute(sa.select(*columns).where(scores.c.model == number, scores.c.pair.in_(part)))
                found.update({row[0]: row[1:] for row in rows})
        return found

    def _keep(self, made: dict[str, tuple[float, ...]]) -> None:
        with self._database.writing() as connection:
            number = connection.execute(sa.select(models.c.number).where(models.c.key == self._key)).scalar()
            if number is None:
                row = {"key": self._key, "name": self._info.name, "sha256": self._info.sha256}
                added = sa.insert(models).values(sealed(row, "models")).returning(models.c.number)
                number = connection.execute(added).scalar_one()
            names = ("entailment", "neutral", "contradiction")
            rows = [
                sealed({"model": number, "pair": pair, **dict(zip(names, row, strict=True))}, "scores")
                for pair, row in sorted(made.items())
            ]
            dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
            # Another run may have scored the same pair meanwhile.
            connection.execute(dialect.insert(scores).on_conflict_do_nothing(), rows)
