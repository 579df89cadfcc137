"""Where the heavy stages run: in this process and worker processes (``local``), or on a Ray cluster (``cluster``).

Every engine gives the same claims, candidate pairs and scores in the same order, so that a report is the same, byte
for byte, whatever made it.

    local     one process, or several for extraction
    cluster   Ray: extraction and NLI by pools of actors, blocking as a join over buckets
    blocking  what each task of that join does with its part of the claims
    isolation one article to its claims, or to the reason why there are none
    packing   records to bytes and back, for the way between processes
    collector how often Python looks for garbage meanwhile
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

from checker.block.batch import Corpus
from checker.engine.collector import collecting_seldom
from checker.nli import PairScorer
from checker.records import Article, CandidatePair, Claim, Extracted, RunSettings


class Engine(Protocol):
    """What runs the stages that take long; everything else is done where the engine was opened."""

    def extract(self, articles: Sequence[Article]) -> Iterator[Extracted]:
        """What each article claims, in the order of the articles, as they come."""
        ...

    def candidates(self, claims: Sequence[Claim], corpus: Corpus | None = None) -> list[CandidatePair]:
        """As :func:`checker.judge.alignment.candidates`."""
        ...

    def model(self) -> PairScorer:
        """The NLI model of the settings. Raises ModelError."""
        ...


@contextmanager
def opened(settings: RunSettings) -> Iterator[Engine]:
    """The engine that the settings name, closed at the end. Raises ConfigError where it isn't installed."""
    with collecting_seldom(), _chosen(settings) as runs:
        yield runs


def _chosen(settings: RunSettings) -> AbstractContextManager[Engine]:
    if settings.engine == "ray":
        from checker.engine import cluster

        return cluster.opened(settings)
    from checker.engine import local

    return nullcontext(local.Local(settings))
