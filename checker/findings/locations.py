"""Where a claim stands on disk: file, line and column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from checker.read.anchors import place
from checker.records import Anchor, Article, Claim

_ROW = re.compile(r"(.+?):(?:(\d+)(?:: item \d+)?| [a-z]+ \d+)", re.DOTALL)  # "a.jsonl:3", "a.json: item 3"


@dataclass(frozen=True, slots=True)
class Location:
    """Where a claim stands. ``line`` and ``column`` count from 1.

    ``exact`` tells that they are those of the words on disk: anchors lead from the article's text to its file. One line
    of a JSONL file has its line right and column 1; of what stands elsewhere the file alone is known.
    """

    path: str
    line: int
    column: int
    exact: bool


def location_of(claim: Claim, article: Article) -> Location:
    """The claim's file, line and column."""
    path, row = split_source(article)
    found = span_of(claim, article, claim.start, claim.end)
    if found is None:
        return Location(path, row or 1, 1, False)
    return Location(path, found[0].line, found[0].column, True)


def span_of(claim: Claim, article: Article, start: int, end: int) -> tuple[Anchor, Anchor] | None:
    """The places of the first and the last character of a piece of the field that the claim stands in.

    None where they aren't known: the piece is empty or in a title, which has no anchors, or the article has none.
    """
    if claim.field != "text" or start >= end:
        return None
    first = place(article.text, article.anchors, start)
    last = place(article.text, article.anchors, end - 1)
    return (first, last) if first and last else None


def split_source(article: Article) -> tuple[str, int | None]:
    """The article's relative path and its row in that file; an absolute path or a stream gives way to the id."""
    match = _ROW.fullmatch(article.source)
    path, row = (match[1], int(match[2]) if match[2] else None) if match else (article.source, None)
    if not is_relative_path(path):
        return article.id, None
    return PureWindowsPath(path).as_posix() if "\\" in path else path, row


def is_relative_path(path: str) -> bool:
    """Whether ``path`` names a file in a way that holds on another machine too."""
    if not path or path.startswith(("-", "<", "~")) or "://" in path:
        return False
    return not (PurePosixPath(path).is_absolute() or PureWindowsPath(path).drive or path.startswith("\\"))
