"""A set through the pipeline with what each stage let through, and the stage at which a labelled pair was lost.

:class:`Watched` and :func:`stage` are all that knows of blocking and sameness.
"""

from __future__ import annotations

import hashlib
import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from evaluate_labels import CONTRADICTION, KINDS, End, Labelled, Row, Score

from checker import engine, nli, pipeline
from checker.block import candidates as blocking
from checker.block.batch import Batch, Corpus, survey
from checker.block.thresholds import LINKED
from checker.judge import alignment
from checker.ledger import fingerprints, schema
from checker.ledger.database import Database
from checker.ledger.rows import content_hash
from checker.ledger.scores import Remembering
from checker.records import Article, CandidatePair, Claim, Extracted, Report, RunSettings
from checker.reports.json import claim_to_json

Pair = frozenset[str]
NO_VERDICT = "no verdict"
RELATIONS = (NO_VERDICT, "agreement", "compatible", "scope", "update", CONTRADICTION)
# Where a pair is lost, the first stage first. What comes later got further.
NO_CLAIM, NOT_COMPARED, JUDGED = "no claim", "not compared", "judged otherwise"
STAGES = (
    *((NO_CLAIM, detail) for detail in ("nothing on the quote", "another value on it", "value only elsewhere")),
    *((NOT_COMPARED, d) for d in ("cut by bounds", "articles not linked", "not blocked", "not weighed")),
    *((JUDGED, relation) for relation in RELATIONS),
)


@dataclass(frozen=True, slots=True)
class Lost:
    """Where a labelled pair was lost; ``reason`` is what the report or the evidence says."""

    pair: Labelled
    stage: tuple[str, str]
    reason: str = ""


class Watched:
    """Finds candidate pairs as :func:`checker.judge.alignment.candidates` does, and keeps what led to them."""

    def __init__(self) -> None:
        self.claims: dict[str, Claim] = {}  # those that are compared, sums among them
        self.blocked: set[Pair] = set()
        self.weighed: dict[Pair, CandidatePair] = {}
        self.batch: Batch = survey([])

    def __call__(self, claims: Sequence[Claim], corpus: Corpus | None = None) -> list[CandidatePair]:
        self.batch = survey(claims, corpus)
        met = list(blocking.candidates(claims, self.batch))
        found = alignment.scored(claims, met, self.batch)
        self.claims = {c.id: c for c in claims}
        self.blocked = {frozenset(pair) for _, pairs in met for pair in pairs}
        self.weighed = {frozenset((p.a, p.b)): p for p in found}
        return found


class Trace:
    """One checked set: its report, all claims in the contract's form, and what the stages let through."""

    def __init__(self, report: Report, stated: Iterable[Claim], watched: Watched) -> None:
        self.report = report
        self.watched = watched
        self.verdicts = {frozenset((v.a, v.b)): v for v in report.verdicts}
        self.by_article: dict[str, list[Row]] = {}
        for claim in {c.id: c for c in (*stated, *watched.claims.values())}.values():
            self.by_article.setdefault(claim.article, []).append(claim_to_json(claim))


def stage(ones: Sequence[Row], twos: Sequence[Row], trace: Trace) -> tuple[tuple[str, str], str]:
    """How far any pair of these claims got, and the reason where one is told."""
    met = trace.watched
    pairs = [frozenset((a["id"], b["id"])) for a in ones for b in twos if a["id"] != b["id"]]
    judged = [
        (RELATIONS.index(trace.verdicts[p].relation), trace.verdicts[p].reason) for p in pairs if p in trace.verdicts
    ]
    if judged:
        relation, reason = max(judged)
        return (JUDGED, RELATIONS[relation]), reason
    if weighed := [met.weighed[p] for p in pairs if p in met.weighed]:
        return (JUDGED, NO_VERDICT), "; ".join(max(weighed, key=lambda p: p.score).obstacles)
    if any(p in met.blocked for p in pairs):
        return (NOT_COMPARED, "not weighed"), ""
    if not pairs:  # one claim stands on both quotes
        return (NO_CLAIM, "nothing on the quote"), ""
    if not any(p <= met.claims.keys() for p in pairs):
        return (NOT_COMPARED, "cut by bounds"), ""
    link = met.batch.link(ones[0]["article"], twos[0]["article"])
    return (NOT_COMPARED, "not blocked" if link >= LINKED else "articles not linked"), f"link {link:.2f}"


def lost(pair: Labelled, trace: Trace) -> Lost:
    """Where a labelled pair was lost. Only claims on the quotes count, of numbers only those with the value."""
    ones, twos = (_on_quote(end, pair.kind, trace) for end in pair.ends)
    if ones and twos:
        return Lost(pair, *stage(ones, twos, trace))
    lacking = [end for end, claims in zip(pair.ends, (ones, twos), strict=True) if not claims]
    return Lost(pair, min((_missing(end, pair.kind, trace) for end in lacking), key=STAGES.index))


def _on_quote(end: End, kind: str, trace: Trace) -> list[Row]:
    return [c for c in _of_kind(end, kind, trace) if end.overlaps(c) and end.fits(c)]


def _missing(end: End, kind: str, trace: Trace) -> tuple[str, str]:
    claims = _of_kind(end, kind, trace)
    if any(end.touched(c) for c in claims if not end.overlaps(c)):
        return NO_CLAIM, "value only elsewhere"
    return NO_CLAIM, "another value on it" if any(map(end.overlaps, claims)) else "nothing on the quote"


def _of_kind(end: End, kind: str, trace: Trace) -> list[Row]:
    """An article's claims that may give a fact: a number for a numeric one, anything for another."""
    return [c for c in trace.by_article.get(end.article, []) if kind != KINDS[0] or c["kind"] == kind]


def lost_facts(score: Score, trace: Trace) -> list[Lost]:
    """Of each numeric contradiction that is not found, its pair that got furthest."""
    asked = score.counted(CONTRADICTION, KINDS[0])
    found = {score.gold[i].fact for i in asked if score.right(i)}
    facts: dict[int, list[Lost]] = {}
    for i in asked:
        if score.gold[i].fact not in found:
            facts.setdefault(score.gold[i].fact, []).append(lost(score.gold[i], trace))
    return [max(own, key=lambda one: STAGES.index(one.stage)) for own in facts.values()]


def lost_agreements(score: Score, trace: Trace) -> list[Lost]:
    return [lost(score.gold[i], trace) for i in score.counted("agreement") if not score.right(i)]


def by_stage(found: Iterable[Lost]) -> Counter[tuple[str, str]]:
    return Counter(one.stage for one in found)


class Checks:
    """The pipeline over one set at a time. With a folder, claims and NLI scores are kept there.

    Claims are kept by article and by the rules that extract them, scores by model and pair. Claims are pickled: use
    only a folder of your own.
    """

    def __init__(self, runs: engine.Engine, model: nli.PairScorer, rules: str, folder: Path | None) -> None:
        self._runs = runs
        self._model = model
        self._rules = rules
        self._folder = folder

    def trace(self, articles: Iterable[Article]) -> Trace:
        """As :func:`checker.check`, with what led to the report."""
        ordered = sorted(articles, key=lambda a: a.id)
        found = self._extracted(ordered)
        failed = {e.article: e.skipped for e in found if e.skipped}
        stated = [claim for e in found for claim in e.claims]
        read = [a for a in ordered if a.id not in failed]
        watched = Watched()
        return Trace(pipeline.compared(read, stated, self._model, watched, list(failed.values())), stated, watched)

    def _extracted(self, articles: Sequence[Article]) -> list[Extracted]:
        if self._folder is None:
            return list(self._runs.extract(articles))
        paths = {a.id: self._folder / f"{self._key(a)}.pickle" for a in articles}
        for found in self._runs.extract([a for a in articles if not paths[a.id].exists()]):
            half = paths[found.article].with_suffix(".part")
            half.write_bytes(pickle.dumps(found))
            half.replace(paths[found.article])
        return [pickle.loads(paths[a.id].read_bytes()) for a in articles]

    def _key(self, article: Article) -> str:
        return hashlib.sha256(f"{self._rules} {content_hash(article)} {article.id}".encode()).hexdigest()


@contextmanager
def checks(settings: RunSettings, folder: Path | None) -> Iterator[Checks]:
    """Raises CheckerError where a model can't be used."""
    with ExitStack() as opened:
        runs = opened.enter_context(engine.opened(settings))
        rules = fingerprints.extraction(settings.spacy_model)
        if folder is None:
            yield Checks(runs, runs.model(), rules, None)
            return
        folder.mkdir(parents=True, exist_ok=True)
        database = opened.enter_context(closing(Database(str(folder / "scores.sqlite"))))
        schema.prepare(database)
        known = nli.identify(settings.model, settings.precision)
        yield Checks(runs, Remembering(database, known.info, known.temperature, runs.model), rules, folder)
