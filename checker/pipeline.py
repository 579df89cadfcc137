"""The main path: one call per stage, in the order of the map in ``checker/__init__.py``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from checker.block import bounds
from checker.block.batch import Corpus, corpus_of
from checker.claims import attackers, properties
from checker.compare import sums
from checker.findings import copies, spellings, topics
from checker.judge import statements
from checker.judge.verdicts import verdicts_on
from checker.nli import PairScorer
from checker.progress import counted, tell
from checker.records import Article, CandidatePair, Claim, Report, Skipped

if TYPE_CHECKING:
    from checker.engine import Engine
    from checker.parse import ParsedArticle


def check(
    articles: Sequence[Article],
    engine: Engine,
    skipped: Sequence[Skipped] = (),
    model: PairScorer | None = None,
    against: Sequence[Article] = (),
) -> Report:
    """The main job: every pair of claims that speak of one thing, judged. ``model`` replaces the engine's.

    Where there are articles to hold the batch ``against``, only pairs with an article of the batch.
    """
    ordered = sorted([*articles, *against], key=lambda a: a.id)
    chosen = engine.model() if model is None else model
    found = list(counted(engine.extract(ordered), "extracting claims", "articles", len(ordered)))
    failed = {e.article: e.skipped for e in found if e.skipped}
    stated = [claim for e in found for claim in e.claims]
    read = [a for a in ordered if a.id not in failed]
    corpus = None
    if against:
        fresh = frozenset(a.id for a in articles if a.id not in failed)
        corpus = corpus_of([*stated, *sums.summed(stated)[0]], fresh)
    return compared(read, stated, chosen, engine.candidates, [*skipped, *failed.values()], corpus)


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
    totals, unsummed = sums.summed(stated)
    found = [*stated, *totals]
    fresh = {c.id for c in found if corpus is None or c.article in corpus.fresh}
    held = bounds.bounded(found, None if corpus is None else corpus.fresh)
    tell("finding pairs", "claims", 0, len(held.claims))
    pairs = _with_context(candidates(held.claims, corpus), fresh, {c.id: c.article for c in found})
    tell("finding pairs", "claims", len(held.claims), len(held.claims), over=True)
    judged, failed = verdicts_on(pairs, found, model)
    verdicts = [v for v in judged if v.a in fresh or v.b in fresh]
    matched = {x for v in verdicts for x in (v.a, v.b)}
    kept = [c for c in found if c.id in matched or (c.id in fresh and not (c.parts or only_in_pairs(c)))]
    referred = {c.article for c in kept}
    shown = [a for a in articles if corpus is None or a.id in corpus.fresh or a.id in referred]
    copied = copies.groups(shown)
    news = None if corpus is None else corpus.fresh
    alike, agreeing, unread = statements.agreed(shown, kept, verdicts, copied, model, news)
    kept = [*kept, *alike]
    grouped, filed = topics.group(kept, [*verdicts, *agreeing])
    grouped = topics.with_witnesses(grouped, kept, copied)
    repeated = tuple(sorted((one, first) for one, first in copied.items() if one != first))
    left_out = (*skipped, *unsummed, *failed, *unread)
    told = held.remarks(a for a in shown if corpus is None or a.id in corpus.fresh)
    told = (*told, *spellings.remarks(filed, {c.id: c for c in kept}))
    return Report(
        model.info, tuple(shown), tuple(kept), tuple(grouped), tuple(filed), left_out, copies=repeated, remarks=told
    )


def _with_context(
    pairs: Sequence[CandidatePair], fresh: Collection[str], articles: Mapping[str, str]
) -> list[CandidatePair]:
    """The pairs with a fresh claim, and those inside the articles that these pairs lead to, which explain them."""
    met = {articles[c] for p in pairs if p.a in fresh or p.b in fresh for c in (p.a, p.b)}
    return [p for p in pairs if p.a in fresh or p.b in fresh or articles[p.a] in met]


def extract(articles: Sequence[Article], engine: Engine, on_skipped: Callable[[Skipped], None]) -> Iterator[Claim]:
    """Every claim of every article, in the order of the articles; ``on_skipped`` is told of each that fails."""
    for found in engine.extract(articles):
        if found.skipped:
            on_skipped(found.skipped)
        yield from found.claims


def only_in_pairs(claim: Claim) -> bool:
    """Whether only a pair with another claim gives a claim a meaning."""
    return attackers.implied(claim) or properties.only_in_pairs(claim.attribute)


def attributions(parsed: ParsedArticle) -> list[dict[str, Any]]:
    """Who says what in the article's text, one attribution a row, as the contract has it."""
    from checker import attribution

    rows = []
    for field in parsed.fields:
        if field.field != "text":
            continue
        for span in attribution.attributions(field.doc, field.sentences):
            where = {name: [list(s) for s in getattr(span, name)] for name in ("source", "cue", "content")}
            rows.append({"article": parsed.article.id, **where, "speaker": span.speaker, "hedged": span.hedged})
    return rows
