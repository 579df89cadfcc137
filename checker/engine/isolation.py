"""Work on one article at a time, such that what fails on one of them stops no other.

Articles are parsed together, since that is faster. Where parsing fails, those of that batch are parsed one by one. The
place of a failure is found by doing the same work on each paragraph alone, which costs as much as the article again.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from checker import claims, parse
from checker.errors import cause
from checker.parse.paragraphs import paragraphs
from checker.records import Article, Extracted, Skipped

if TYPE_CHECKING:
    from spacy.language import Language

    from checker.parse import ParsedArticle

T = TypeVar("T")
_SHOWN = 80  # characters of the passage at which it fails
_DOING = {"parse": "parsed", "extract": "read for what it claims"}


def extracted(articles: Sequence[Article], nlp: Language) -> Iterator[Extracted]:
    """What each article claims, in order. Raises nothing that comes of an article."""
    for article, found in zip(articles, each(articles, nlp, claims.extract), strict=True):
        if isinstance(found, Skipped):
            yield Extracted(article.id, skipped=found)
        else:
            yield Extracted(article.id, tuple(found))


def each(articles: Sequence[Article], nlp: Language, work: Callable[[ParsedArticle], T]) -> Iterator[T | Skipped]:
    """What ``work`` makes of each article once it is parsed, in order; why not, where one of the two fails."""
    done = 0
    while done < len(articles):
        try:
            for parsed in parse.parse(articles[done:], nlp):
                done += 1
                yield _worked(parsed, nlp, work)
        except Exception:  # somewhere among those that are parsed together
            for article in articles[done : done + parse.BATCH]:
                done += 1
                yield _alone(article, nlp, work)


def _alone(article: Article, nlp: Language, work: Callable[[ParsedArticle], T]) -> T | Skipped:
    try:
        (parsed,) = parse.parse([article], nlp)
    except Exception as error:
        return _failed(article, "parse", error, nlp, work)
    return _worked(parsed, nlp, work)


def _worked(parsed: ParsedArticle, nlp: Language, work: Callable[[ParsedArticle], T]) -> T | Skipped:
    try:
        return work(parsed)
    except Exception as error:
        return _failed(parsed.article, "extract", error, nlp, work)


def _failed(
    article: Article, stage: str, error: Exception, nlp: Language, work: Callable[[ParsedArticle], object]
) -> Skipped:
    reason = f"can't be {_DOING[stage]}: {cause(error)}{_place(article, nlp, work)}"
    return Skipped(article.source or article.id, reason, stage)


def _place(article: Article, nlp: Language, work: Callable[[ParsedArticle], object]) -> str:
    """Where it fails, as words that end a message: the first paragraph that fails alone; "" where none does."""
    if parse.too_long(article):
        return ""
    for start, end in paragraphs(article.text):
        part = dataclasses.replace(article, title="", text=article.text[start:end])
        try:
            for parsed in parse.parse([part], nlp):
                work(parsed)
        except Exception:
            shown = " ".join(part.text.split())
            more = "…" if len(shown) > _SHOWN else ""
            return f', at characters {start:,} to {end:,} of its text: "{shown[:_SHOWN]}{more}"'
    return ""
