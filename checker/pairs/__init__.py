"""Sentence pairs -> one relation each: quantities where arithmetic can decide, the NLI model where words do."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from checker import quantities
from checker.claims import clock
from checker.pairs.marks import mark
from checker.pairs.substitute import Substitution, substitute
from checker.records import NLILabel, QuantityMention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from checker.nli import PairScorer

CHUNK = 2048  # pairs read at once: few batches are left partly filled
# Entailment of the hypothesis with the premise's numbers, from which on the quantities decide; a false contradiction
# costs more than a missed one.
WORDS_AGREE = {NLILabel.ENTAILMENT: 0.5, NLILabel.NEUTRAL: 0.5, NLILabel.CONTRADICTION: 0.7}
TRUST = 0.95  # the most that a decision by quantities is taken to be worth
LABELS = tuple(NLILabel)
MEANING = {
    NLILabel.ENTAILMENT: "the premise entails the hypothesis",
    NLILabel.NEUTRAL: "the premise neither entails nor contradicts the hypothesis",
    NLILabel.CONTRADICTION: "the premise contradicts the hypothesis",
}
Pair = tuple[str, str]
Row = tuple[float, float, float]


def compare_pairs(
    pairs: Iterable[Pair], model: PairScorer, nlp: Language | None, nli_only: bool = False
) -> Iterator[dict[str, Any]]:
    """One row of the contract for each (premise, hypothesis), in input order.

    ``scores`` sum to 1 to 4 decimals and ``label`` has the highest; ``nlp`` is needed unless ``nli_only``.
    """
    source = iter(pairs)
    while chunk := list(islice(source, CHUNK)):
        if nli_only or nlp is None:
            yield from _rows(chunk, chunk, [None] * len(chunk), model)
        else:
            read, plans = _planned(chunk, nlp)
            yield from _rows(chunk, read if model.reads_marks else chunk, plans, model)


def _planned(chunk: Sequence[Pair], nlp: Language) -> tuple[list[Pair], list[Substitution | None]]:
    """Each pair with marks for the model to read, and what its quantities would decide."""
    texts = list(dict.fromkeys(text for pair in chunk for text in pair))
    docs = dict(zip(texts, nlp.pipe(texts), strict=True))
    found = {text: [m for m in quantities.mentions(d) if not m.quantity.superseded] for text, d in docs.items()}
    clocks = {text: _clocks(doc) for text, doc in docs.items()}
    read = [mark(docs[p], docs[h], found[p], found[h]) or (p, h) for p, h in chunk]
    plans = []
    for p, h in chunk:
        # What only one of the two dates so leaves the other numbers to decide.
        dated = bool(clocks[p] and clocks[h])
        ours, theirs = ([*found[t], *clocks[t]] if dated else found[t] for t in (p, h))
        plans.append(substitute(docs[p], docs[h], ours, theirs))
    return read, plans


def _clocks(doc: Doc) -> list[QuantityMention]:
    """The times of day at which something happened."""
    told = (c for sentence in doc.sents for c in clock.times_of_day(doc, sentence))
    return [
        QuantityMention(c.start, c.end, c.token, c.token, dataclasses.replace(c.quantity, concept=(c.moment,)))
        for c in told
    ]


def _rows(
    chunk: Sequence[Pair], read: Sequence[Pair], plans: Sequence[Substitution | None], model: PairScorer
) -> Iterator[dict[str, Any]]:
    asked = [(p, plan.hypothesis) for (p, _), plan in zip(chunk, plans, strict=True) if plan and not plan.settled]
    table = model.score([*read, *asked])
    agreement = iter(table[len(chunk) :, 0])
    for plan, row in zip(plans, table[: len(chunk)], strict=True):
        words: Row = (float(row[0]), float(row[1]), float(row[2]))
        agree = 0.0 if plan is None else 1.0 if plan.settled else float(next(agreement))
        yield _decided(plan, agree, words)


def _decided(plan: Substitution | None, agree: float, words: Row) -> dict[str, Any]:
    if plan is None or agree < WORDS_AGREE[plan.label]:
        label = LABELS[max(range(3), key=words.__getitem__)]
        return _row(label, words, "nli", f"To the language model, {MEANING[label]}.")
    weight = min(agree, TRUST)
    blend = [(1 - weight) * w + weight * (name is plan.label) for w, name in zip(words, LABELS, strict=True)]
    first, third = round(blend[0], 4), round(blend[2], 4)
    scores = (first, round(1 - first - third, 4), third)
    label = LABELS[max(range(3), key=scores.__getitem__)]
    return _row(label, scores, "quantity", f"{plan.reason[0].upper()}{plan.reason[1:]}; the other words agree.")


def _row(label: NLILabel, scores: Row, decided_by: str, reason: str) -> dict[str, Any]:
    named = {name.value: score for name, score in zip(LABELS, scores, strict=True)}
    return {"label": label.value, "scores": named, "decided_by": decided_by, "reason": reason}
