"""The main path: one call per stage, in the order of the map in ``checker/__init__.py``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from checker import copies, engine, judge, settle, topics, values
from checker.align.batch import Corpus
from checker.claims import attackers, totals
from checker.config import Settings
from checker.nli import PairScorer
from checker.records import Article, CandidatePair, Claim, NLIScores, Report, Skipped, Verdict

DEFAULTS = Settings()


def check(
    articles: Sequence[Article],
    settings: Settings = DEFAULTS,
    skipped: Sequence[Skipped] = (),
    model: PairScorer | None = None,
) -> Report:
    """The main job: every pair of claims that speak of one thing, judged. ``model`` replaces the one in settings."""
    if settings.ledger is not None:
        from checker.ledger.check import check as remembering

        return remembering(articles, settings, skipped, model)
    ordered = sorted(articles, key=lambda a: a.id)
    with engine.opened(settings) as runs:
        chosen = runs.model() if model is None else model
        return compared(ordered, list(runs.extract(ordered)), chosen, runs.candidates, skipped)


def compared(
    articles: Sequence[Article],
    stated: Sequence[Claim],
    model: PairScorer,
    candidates: Callable[[Sequence[Claim], Corpus | None], list[CandidatePair]],
    skipped: Sequence[Skipped] = (),
    corpus: Corpus | None = None,
) -> Report:
    """The stages after extraction: claims in the order of their articles to the report.

    With a ``corpus``, the report holds the pairs of its fresh articles, and of the others what these pairs refer to.
    """
    found = [*stated, *totals.totals(stated)]
    fresh = {c.id for c in found if corpus is None or c.article in corpus.fresh}
    pairs = _with_context(candidates(found, corpus), fresh, {c.id: c.article for c in found})
    verdicts = [v for v in _judged(found, pairs, model) if v.a in fresh or v.b in fresh]
    matched = {x for v in verdicts for x in (v.a, v.b)}
    kept = [c for c in found if c.id in matched or (c.id in fresh and not (c.parts or _only_in_pairs(c)))]
    grouped, filed = topics.group(kept, verdicts)
    referred = {c.article for c in kept}
    shown = [a for a in articles if corpus is None or a.id in corpus.fresh or a.id in referred]
    copied = copies.groups(shown)
    grouped = topics.with_witnesses(grouped, kept, copied)
    alike = tuple(sorted((one, first) for one, first in copied.items() if one != first))
    return Report(model.info, tuple(shown), tuple(kept), tuple(grouped), tuple(filed), tuple(skipped), copies=alike)


def _with_context(
    pairs: Sequence[CandidatePair], fresh: Collection[str], articles: Mapping[str, str]
) -> list[CandidatePair]:
    """The pairs with a fresh claim, and those inside the articles that these pairs lead to, which explain them."""
    met = {articles[c] for p in pairs if p.a in fresh or p.b in fresh for c in (p.a, p.b)}
    return [p for p in pairs if p.a in fresh or p.b in fresh or articles[p.a] in met]


def extract(articles: Iterable[Article], settings: Settings = DEFAULTS) -> Iterator[Claim]:
    """Every claim of every article, in the order of the articles; without those that only pairs give a meaning."""
    if settings.ledger is not None:
        from checker.ledger.check import extract as remembering

        found = remembering(articles, settings)
    else:
        found = _extracted(list(articles), settings)
    return (claim for claim in found if not _only_in_pairs(claim))


def _only_in_pairs(claim: Claim) -> bool:
    return attackers.implied(claim) or values.only_in_pairs(claim.attribute)


def _extracted(articles: Sequence[Article], settings: Settings) -> Iterator[Claim]:
    with engine.opened(settings) as runs:
        yield from runs.extract(articles)


def attribute(articles: Iterable[Article], settings: Settings) -> Iterator[dict[str, Any]]:
    """Who says what, one attribution of the article's text a row, as the contract has it."""
    from checker import attribution, parse

    nlp = parse.load_pipeline(settings.spacy_model)
    for parsed in parse.parse(articles, nlp):
        for field in parsed.fields:
            if field.field != "text":
                continue
            for span in attribution.find(field.doc, field.sentences):
                where = {name: [list(s) for s in getattr(span, name)] for name in ("source", "cue", "content")}
                yield {"article": parsed.article.id, **where, "speaker": span.speaker, "hedged": span.hedged}


def _judged(found: Sequence[Claim], pairs: Sequence[CandidatePair], model: PairScorer) -> list[Verdict]:
    by_id = {c.id: c for c in found}
    sums: dict[str, list[Claim]] = {}
    for total in found:
        for part in total.parts:
            sums.setdefault(part, []).append(total)
    asked = {p: q for p in pairs if (q := judge.question(p, by_id[p.a], by_id[p.b], sums)) is not None}
    scores = _both_ways(asked, model)
    verdicts = [judge.judge(p, by_id[p.a], by_id[p.b], scores.get(p), sums) for p in pairs]
    return settle.settle([v for v in verdicts if v is not None], by_id)


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
