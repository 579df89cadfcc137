"""checker: finds where news outlets agree with and contradict each other.

The map, in the order in which data flows; ``pipeline.py`` keeps the same order, one call a stage.

    records       plain data, imports nothing of ours: Article, Claim, Quantity, Evidence, Verdict, Report
    errors        what a user can mend, and how an unexpected exception is told
    progress      how far a long stage has come, told to whoever watches
    words         what a word is: look-ups over ``words/data``; quantities in words

From text to claims:

    read          files -> Article; a file a format
    parse         Article -> Doc, sentences, paragraphs; site furniture and repeats dropped
    quantities    Doc -> QuantityMention
    attribution   Doc -> AttributionSpan: source, cue, content
    times         Doc + publication date -> TimeMention
    claims        all of these -> Claim; ``claims/properties`` has one file a property

From claims to verdicts:

    block         which claims can meet: what an article is known by, links between articles, keys; like sentences
    same          are two claims about the same thing, do two sentences state the same: evidence for and against
    compare       two Quantities -> Comparison, two values of a property -> relation
    judge         Comparison + sameness + change + speakers -> Verdict

From verdicts to people and CI:

    findings      topics, facts, stories, copies, fingerprint, rules, policy, baseline, suppressions, gate
    reports       Report + GateResult -> str, one renderer a file

Beside the path:

    pipeline      the main path; engine and ledger are passed in
    nli           premise, hypothesis -> probabilities
    pairs         two sentences -> one relation: ``checker compare``
    engine        where the stages that take long run: here, in worker processes, on Ray
    ledger        what is kept across batches: the only SQL
    cli           commands, options, configuration, console: the only room that prints

From Python: ``checker.check(articles)`` gives a Report, which has ``to_markdown()`` and ``to_pandas()`` and shows
itself in a notebook; ``checker.extract(articles)`` gives Claims. Articles are paths, mappings or ``Article``; two
quantities are compared by ``checker.compare.compare``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.records import Article
from checker.records import Report as _Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from checker.nli import PairScorer
    from checker.read import Given
    from checker.records import Claim, Report, RunSettings, Skipped

__version__ = "0.1.0"
__all__ = ["Article", "__version__", "attribute", "check", "extract"]


def check(
    articles: Given,
    settings: RunSettings | None = None,
    skipped: Sequence[Skipped] = (),
    model: PairScorer | None = None,
    against: Given = (),
) -> Report:
    """What the articles claim against each other: every pair of claims that speak of one thing, judged.

    ``articles`` are paths of files and folders, mappings with at least a ``text``, Articles, or several of these; what
    can't be read is in the report's ``skipped``, after what is given as such. ``model`` replaces the one in the
    settings. With articles to hold them ``against``, the report has only the pairs with one of ``articles``, and of the
    others those that these pairs refer to. Raises CheckerError.
    """
    from checker import engine, pipeline
    from checker.errors import NOT_BOTH, ConfigError
    from checker.read import given
    from checker.records import RunSettings

    chosen = settings or RunSettings()
    found, others, unread = given(articles, against)
    if others and chosen.ledger is not None:
        raise ConfigError(NOT_BOTH)
    skipped = [*skipped, *unread]
    with engine.opened(chosen) as runs:
        if chosen.ledger is not None:
            from checker.ledger import check as ledger  # SQL, only where it is asked for

            return ledger.check(found, chosen, runs, skipped, model)
        return pipeline.check(found, runs, skipped, model, others)


def _warn(skipped: Skipped) -> None:
    import logging

    logging.getLogger(__name__).warning("skipped: %s: %s", skipped.input, skipped.reason)


def _read(articles: Given, on_skipped: Callable[[Skipped], None]) -> list[Article]:
    from checker.read import given

    found, _, unread = given(articles)
    for item in unread:
        on_skipped(item)
    return found


def extract(
    articles: Given, settings: RunSettings | None = None, on_skipped: Callable[[Skipped], None] = _warn
) -> Iterator[Claim]:
    """Every claim of every article, in the order of the articles; without those that only pairs give a meaning.

    ``articles`` as for ``check``; ``on_skipped`` is told of each that fails. Raises CheckerError.
    """
    from checker import engine, pipeline
    from checker.records import RunSettings

    chosen = settings or RunSettings()
    read = _read(articles, on_skipped)
    with engine.opened(chosen) as runs:
        if chosen.ledger is not None:
            from checker.ledger import check as ledger

            found = ledger.extract(read, chosen, runs, on_skipped)
        else:
            found = pipeline.extract(read, runs, on_skipped)
        yield from (claim for claim in found if not pipeline.only_in_pairs(claim))


def attribute(
    articles: Given, settings: RunSettings | None = None, on_skipped: Callable[[Skipped], None] = _warn
) -> Iterator[dict[str, Any]]:
    """Who says what, one attribution of the article's text a row, as the contract has it. Raises CheckerError."""
    from checker import parse, pipeline
    from checker.engine import isolation
    from checker.records import RunSettings, Skipped

    nlp = parse.load_pipeline((settings or RunSettings()).spacy_model)
    for found in isolation.each(_read(articles, on_skipped), nlp, pipeline.attributions):
        if isinstance(found, Skipped):
            on_skipped(found)
        else:
            yield from found


# ------------------------------------------------------------------ what a report shows of itself


def _rendered(report: Report, name: str) -> str:
    from checker.findings.gate import gate_report
    from checker.reports import render

    return render(name, report, gate_report(report))


def _to_pandas(report: Report) -> Any:
    """A pandas DataFrame, one row a pair, see ``reports.frame``. Raises ReportError where pandas is missing."""
    from checker.reports.frame import frame

    return frame(report)


def _framed(report: Report) -> str:
    """The page in a frame of its own, which is how a notebook shows it."""
    from checker.reports.frame import framed

    return framed(_rendered(report, "html"))


def _bind(name: str, method: Callable[[Report], Any]) -> None:
    setattr(_Report, name, method)


_bind("to_markdown", lambda report: _rendered(report, "markdown"))
_bind("to_html", lambda report: _rendered(report, "html"))
_bind("to_json", lambda report: _rendered(report, "json"))
_bind("to_pandas", _to_pandas)
_bind("_repr_html_", _framed)
