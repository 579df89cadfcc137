"""Candidate pairs -> verdicts: the model is asked once for all, and one pair that fails stops no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from checker.errors import cause
from checker.judge import decide, disagreement, whole_list
from checker.progress import counted
from checker.records import CandidatePair, Claim, NLIScores, Skipped, Verdict

if TYPE_CHECKING:
    from checker.nli import PairScorer

T = TypeVar("T")


def verdicts_on(
    pairs: Sequence[CandidatePair], claims: Sequence[Claim], model: PairScorer
) -> tuple[list[Verdict], list[Skipped]]:
    """The verdicts on the pairs of these claims, and the pairs that no verdict could be found on."""
    by_id = {c.id: c for c in claims}
    sums: dict[str, list[Claim]] = {}
    for total in claims:
        for part in total.parts:
            sums.setdefault(part, []).append(total)
    failed: dict[CandidatePair, str] = {p: p.failure for p in pairs if p.failure}

    def each(doing: str, work: Callable[[CandidatePair], T | None]) -> dict[CandidatePair, T]:
        """What ``work`` finds of each pair; one on which it fails is left out, and told."""
        found: dict[CandidatePair, T] = {}
        for pair in counted(pairs, doing, "pairs", len(pairs)):
            try:
                if pair not in failed and (one := work(pair)) is not None:
                    found[pair] = one
            except Exception as error:
                failed[pair] = cause(error)
        return found

    asked = each("weighing pairs", lambda p: decide.question(p, by_id[p.a], by_id[p.b], sums))
    scores = _both_ways(asked, model)
    told = disagreement.agreeing((p for p in pairs if p not in failed), by_id)
    verdicts = each("judging pairs", lambda p: decide.judge(p, by_id[p.a], by_id[p.b], scores.get(p), sums, told))
    left_out = [_skipped_pair(by_id[p.a], by_id[p.b], why) for p, why in failed.items()]
    return whole_list.settle(list(verdicts.values()), by_id), left_out


def _skipped_pair(a: Claim, b: Claim, why: str) -> Skipped:
    told = f'"{a.mention}" of {a.article} and "{b.mention}" of {b.article}'
    return Skipped(a.article, f"{told} can't be compared: {why}", "compare")


def _both_ways(asked: dict[CandidatePair, tuple[str, str]], model: PairScorer) -> dict[CandidatePair, NLIScores]:
    """The mean of both directions: entailment is not symmetric, sameness is."""
    texts = {text: None for question in asked.values() for text in (question, question[::-1])}
    if not texts:
        return {}
    table = dict(zip(texts, model.score(list(texts)), strict=True))
    return {
        pair: NLIScores(*(round(float(table[q][k] + table[q[::-1]][k]) / 2, 4) for k in range(3)))
        for pair, q in asked.items()
    }
