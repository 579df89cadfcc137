"""checker: finds where news outlets agree with and contradict each other.

The map, in the order in which data flows; ``pipeline.py`` keeps the same order.

    read          files -> Article
    parse         Article -> spaCy Doc, repeated paragraphs and site furniture dropped
    quantities    Doc -> QuantityMention
    attribution   Doc -> AttributionSpan
    times         Doc + publication date -> TimeMention
    claims        all of these -> Claim
    align         Claims -> CandidatePair
    compare       two Quantities -> Comparison
    nli           premise, hypothesis -> NLIScores
    judge         Comparison + NLI + times + speakers -> Verdict; ``disputes`` for attributes
    settle        Verdicts -> Verdicts: what only the whole list shows; ``tolls`` for counts
    topics        Claims + Verdicts -> Topic
    copies        Articles -> which carry one text, so that wire copy is one witness
    policy        Report -> Report, with the severities that the configuration wants
    standing      Report + baseline + suppressions -> Standing
    gate          Verdicts + Standing -> GateResult
    reports       Report + GateResult -> str, one renderer a file

Beside the main path: ``engine`` runs the stages that take long, here or on a Ray cluster, ``ledger`` keeps articles,
claims, verdicts and scores across batches (the only SQL), ``pairs`` compares two sentences, ``tables`` writes Parquet,
``lexicon`` and ``values`` normalise words, ``wording`` writes quantities, ``groups`` joins what belongs together;
``config``, ``options``, ``console``, ``batch``, ``cli`` and ``manage`` face the user.

From Python: ``checker.check(articles)`` gives a Report, which has ``to_markdown()`` and ``to_pandas()`` and shows
itself in a notebook; ``checker.extract(articles)`` gives Claims. Articles are ``checker.read.read(["folder"])[0]``;
two quantities are compared by ``checker.compare.quantities.compare``.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "check", "extract"]


def __getattr__(name: str) -> Any:
    """The public functions, loaded when they are asked for: importing ``checker`` alone stays fast."""
    if name in ("check", "extract"):
        from checker import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'checker' has no attribute {name!r}")
