"""The stages in this process; extraction over worker processes, each of which loads the pipeline once.

Results come in the order of the articles whatever the number of workers.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.block.batch import Corpus
from checker.engine.collector import collect_seldom
from checker.errors import EngineError
from checker.judge import alignment
from checker.nli import PairScorer
from checker.records import Article, CandidatePair, Claim, Extracted, RunSettings

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 16  # articles a worker takes at once; small, so that all end at about the same time
AHEAD = 2  # batches per worker that are under way: enough to keep it busy, few enough to bound memory
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


class Local:
    """The engine of one machine."""

    def __init__(self, settings: RunSettings) -> None:
        self._settings = settings

    def extract(self, articles: Sequence[Article]) -> Iterator[Extracted]:
        return extract(articles, self._settings.spacy_model, self._settings.workers)

    def candidates(self, claims: Sequence[Claim], corpus: Corpus | None = None) -> list[CandidatePair]:
        return alignment.candidates(claims, corpus)

    def model(self) -> PairScorer:
        from checker import nli

        return nli.Deferred(self._settings.model, self._settings.precision)


@lru_cache(maxsize=1)
def _pipeline(name: str) -> Language:
    from checker import parse

    return parse.load_pipeline(name)


def stream(articles: Sequence[Article], spacy_model: str) -> Iterator[Extracted]:
    """What the articles claim, made in this process; one batch of Docs is in memory at a time."""
    from checker.engine import isolation

    yield from isolation.extracted(articles, _pipeline(spacy_model))


def _extract(articles: Sequence[Article], spacy_model: str) -> list[Extracted]:
    return list(stream(articles, spacy_model))


def _prepare() -> None:
    """Before a worker loads anything: N processes share the cores, each of them with one thread."""
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    collect_seldom()


def extract(articles: Sequence[Article], spacy_model: str, workers: int = 1) -> Iterator[Extracted]:
    """What every article claims. Raises ParseError when the pipeline is missing, EngineError when a worker dies."""
    if workers == 1 or len(articles) <= BATCH:
        yield from stream(articles, spacy_model)
        return
    batches = (articles[i : i + BATCH] for i in range(0, len(articles), BATCH))
    waiting: deque[Future[list[Extracted]]] = deque()
    # Spawned, not forked: torch and BLAS threads don't survive a fork.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_prepare) as pool:
        try:
            for batch in batches:
                waiting.append(pool.submit(_extract, batch, spacy_model))
                if len(waiting) == AHEAD * workers:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise EngineError("a worker process was killed, maybe for want of memory: try fewer --workers") from error
