"""checker: finds where news outlets agree with and contradict each other.

The map, in the order in which data flows; ``pipeline.py`` keeps the same order.

    read          files -> Article
    parse         Article -> spaCy Doc, repeated paragraphs and site furniture dropped
    quantities    Doc -> QuantityMention
    attribution   Doc -> AttributionSpan
    times         Doc + publication date -> TimeMention
    claims        all of these -> Claim
    align         Claims -> CandidatePair, Topic
    compare       two Quantities -> Comparison
    nli           premise, hypothesis -> NLIScores
    judge         Comparison + NLI + times + speakers -> Verdict
    reports       Report -> str, one renderer a file
    gate          Verdicts + policy -> GateResult
"""

__version__ = "0.1.0"
