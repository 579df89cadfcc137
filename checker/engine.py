"""Map extraction over articles: in this process, or over worker processes that each load the pipeline once.

Results come in the order of the articles whatever the number of workers.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.records import Article, Claim

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 16  # articles a worker takes at once; small, so that all end at about the same time


@lru_cache(maxsize=1)
def _pipeline(name: str) -> Language:
    from checker import parse

    return parse.load_pipeline(name)


def _stream(articles: Sequence[Article], spacy_model: str) -> Iterator[Claim]:
    from checker import claims, parse

    for parsed in parse.parse(articles, _pipeline(spacy_model)):
        yield from claims.extract(parsed)


def _extract(articles: Sequence[Article], spacy_model: str) -> list[Claim]:
    return list(_stream(articles, spacy_model))


def extract(articles: Sequence[Article], spacy_model: str, workers: int = 1) -> Iterator[Claim]:
    """Every claim of every article. Raises ParseError when the pipeline is missing."""
    if workers == 1 or len(articles) <= BATCH:
        yield from _stream(articles, spacy_model)
        return
    batches = [articles[i : i + BATCH] for i in range(0, len(articles), BATCH)]
    # Spawned, not forked: torch and BLAS threads don't survive a fork.
    with ProcessPoolExecutor(min(workers, len(batches)), multiprocessing.get_context("spawn")) as pool:
        for found in pool.map(_extract, batches, [spacy_model] * len(batches)):
            yield from found
