"""Files -> Article: plain text, Markdown, JSON, JSON Lines, ninjs, HTML, CSV, Parquet, feeds, NewsML-G2, web archives,
e-mail, Word and PDF.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import IO, Any

from checker.errors import CheckerError, ReadError, cause
from checker.progress import counted
from checker.read.docx import read_docx
from checker.read.draft import STDIN, Draft, Drafts, InputFile, read_stdin
from checker.read.eml import read_eml
from checker.read.feeds import read_feed
from checker.read.fields import warn_of_unknown
from checker.read.files import find_files
from checker.read.html import host, read_html
from checker.read.json_values import json_lines
from checker.read.jsonl import drafts, read_json, read_jsonl
from checker.read.language import foreign
from checker.read.markdown import read_markdown
from checker.read.mending import mended, outlet_name, prepared, warn_of_lookalikes
from checker.read.metadata import fill_in, read_metadata
from checker.read.pdf import read_pdf
from checker.read.plain import read_plain
from checker.read.tables import read_csv, read_parquet
from checker.read.warc import read_warc
from checker.read.xmldoc import read_xml
from checker.records import Article, Skipped

__all__ = ["READERS", "Given", "given", "read", "read_against"]

One = Article | Mapping[str, Any] | str | PathLike[str]
Given = One | Iterable[One]

READERS: dict[str, Callable[[InputFile], Drafts]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json,
    ".html": read_html,
    ".htm": read_html,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_xml,
    ".warc": read_warc,
    ".eml": read_eml,
    ".docx": read_docx,
    ".pdf": read_pdf,
}


def read(
    inputs: Sequence[str], metadata: str | None = None, stdin: IO[Any] | None = None
) -> tuple[list[Article], list[Skipped]]:
    """Every article in the files, folders and ``-`` (JSONL on standard input) given.

    Articles come sorted by id, so the order of inputs doesn't matter; ids are unique. What can't be read is
    listed with its reason, in folders too; only files of types that hold no articles and checker's own reports are
    left out of a folder with a logged warning. Raises ReadError only where the metadata file itself is bad.
    """
    articles, _, skipped = read_against(inputs, (), metadata, stdin)
    return articles, skipped


def read_against(
    inputs: Sequence[str], against: Sequence[str], metadata: str | None = None, stdin: IO[Any] | None = None
) -> tuple[list[Article], list[Article], list[Skipped]]:
    """As :func:`read`, with the articles of ``against`` that aren't among those of the inputs.

    Ids are unique over both. An article of ``against`` that has the outlet and the id of one of the inputs is that one.
    """
    rows = read_metadata(metadata) if metadata else []
    found, skipped = _drafted(inputs, against, stdin, leave_out=metadata)
    return _complete(fill_in(found, rows), skipped)


def given(items: Given, against: Given = ()) -> tuple[list[Article], list[Article], list[Skipped]]:
    """Articles from Python: one or several of Article, mapping (as a line of JSON Lines) and path, in any mixture.

    As from :func:`read_against`: those of ``items``, those only of ``against``, and what can't be read. Articles of
    ``items`` stay as they are and where they are; what is read comes after them. Raises ReadError for anything else.
    """
    ready, paths, rows = _parted(items, "item")
    more, other_paths, other_rows = _parted(against, "against: item")
    read_now: list[Article] = []
    others: list[Article] = []
    skipped: list[Skipped] = []
    if paths or rows or other_paths or other_rows:
        found, skipped = _drafted(paths, other_paths)
        for name, part in (("items", rows), ("against", other_rows)):
            if part:
                file = InputFile(Path(name), given=name, relative=name, other=part is other_rows)
                _sort(drafts(file, part), found, skipped)
        read_now, others, skipped = _complete(found, skipped)
    elif not more:
        return ready, [], []
    articles, others, doubles = _unique([*ready, *read_now], [*more, *others])
    return articles, others, [*skipped, *doubles]


def _parted(items: Given, name: str) -> tuple[list[Article], list[str], list[tuple[int, str, object]]]:
    """Articles, paths, and mappings with their numbers and places. Raises ReadError, by ``name``, for anything else."""
    several: Iterable[One] = [items] if isinstance(items, str | PathLike | Mapping | Article) else items
    ready: list[Article] = []
    paths: list[str] = []
    rows: list[tuple[int, str, object]] = []
    for number, item in enumerate(several, 1):
        if isinstance(item, Article):
            ready.append(item)
        elif isinstance(item, Mapping):
            rows.append((number, f"{name} {number}", dict(item)))
        elif isinstance(item, str | PathLike):
            paths.append(os.fspath(item))
        else:
            raise ReadError(f"{name} {number} is a {type(item).__name__}, expected an Article, a mapping or a path")
    return ready, paths, rows


def _drafted(
    inputs: Sequence[str], against: Sequence[str], stdin: IO[Any] | None = None, leave_out: str | None = None
) -> tuple[list[Draft], list[Skipped]]:
    named, others = ([name for name in names if name != STDIN] for names in (inputs, against))
    files, skipped = find_files(named, READERS, leave_out, others)
    found: list[Draft] = []
    for file in counted(files, "reading files", "files", len(files)):
        _sort(_safely(file, READERS[file.suffix]), found, skipped)
    if STDIN in inputs or STDIN in against:
        source = InputFile(Path(STDIN), given="<stdin>", relative="<stdin>", other=STDIN not in inputs)
        _sort(_safely(source, lambda file: _read_stdin(file, stdin)), found, skipped)
    return found, skipped


def _complete(found: Sequence[Draft], skipped: list[Skipped]) -> tuple[list[Article], list[Article], list[Skipped]]:
    warn_of_unknown((draft.source, name) for draft in found for name in draft.unknown)
    articles, refused = _in_english(_finished(found))
    elsewhere = {draft.source for draft in found if draft.file.other}
    articles, others, doubles = _unique(
        [a for a in articles if a.source not in elsewhere], [a for a in articles if a.source in elsewhere]
    )
    warn_of_lookalikes(article.outlet for article in (*articles, *others))
    return articles, others, sorted(skipped + refused + doubles, key=_natural)


def _in_english(articles: Sequence[Article]) -> tuple[list[Article], list[Skipped]]:
    kept, refused = [], []
    for article in articles:
        if (code := foreign(article.text)) is None:
            kept.append(article)
        else:
            refused.append(Skipped(article.source, f'is in another language ("{code}"), expected English'))
    return kept, refused


def _natural(item: Skipped) -> list[str | int]:
    """Sort key under which line 9 comes before line 10."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"([0-9]+)", item.input)]


def _read_stdin(file: InputFile, stdin: IO[Any] | None) -> Drafts:
    yield from drafts(file, list(json_lines(file.given, read_stdin(stdin))))


def _safely(file: InputFile, reader: Callable[[InputFile], Drafts]) -> Drafts:
    try:
        yield from reader(file)
    except ReadError as error:
        yield Skipped(file.given, str(error))
    except CheckerError:
        raise
    except Exception as error:  # a fault of ours or of a library's, which stops no other file
        yield Skipped(file.given, f"can't be read: {cause(error)}")


def _sort(items: Drafts, found: list[Draft], skipped: list[Skipped]) -> None:
    for item in items:
        if isinstance(item, Draft):
            found.append(item)
        else:
            skipped.append(item)


def _finished(found: Sequence[Draft]) -> list[Article]:
    """Articles with fallbacks for what neither the file nor the metadata says, in a fixed order of sources."""
    names = _file_ids(found)
    articles = []
    for draft in sorted(found, key=lambda draft: (draft.file.given, draft.key)):
        name = names[draft.file.given]
        own_id = f"{name}:{draft.key}" if draft.key else name
        title = mended(draft.title or draft.heading, draft.source)
        text, anchors = prepared(draft.text, draft.anchors, draft.source)
        outlet = draft.outlet or host(draft.url) or draft.file.folder or own_id
        articles.append(
            Article(
                id=draft.id or own_id,
                outlet=outlet_name(mended(outlet, draft.source)),
                text=text,
                title=title,
                published=draft.published,
                url=draft.url,
                title_in_text=draft.title_in_text or _opens_with(text, title),
                source=draft.source,
                anchors=anchors,
            )
        )
    return articles


def _file_ids(found: Sequence[Draft]) -> dict[str, str]:
    """A file's name; its relative path when another file shares the name, else the path as given."""
    files = {draft.file.given: draft.file for draft in found}
    by_name = Counter(file.name for file in files.values())
    by_path = Counter(file.relative for file in files.values())
    return {
        given: file.name if by_name[file.name] == 1 else file.relative if by_path[file.relative] == 1 else given
        for given, file in files.items()
    }


def _opens_with(text: str, title: str) -> bool:
    """Whether the first line of the text is the title: claims in it would else be found twice."""
    lines = text.lstrip().split("\n", 1)
    return bool(title) and " ".join(lines[0].split()).casefold() == " ".join(title.split()).casefold()


def _unique(
    articles: Sequence[Article], others: Sequence[Article] = ()
) -> tuple[list[Article], list[Article], list[Skipped]]:
    """The first of each id, in the order of ids: of the articles, then of the others; and those that are refused.

    An other that is one of the articles, by outlet and id, is left out, whatever its text: they may be a newer version.
    """
    own = {(article.id, article.outlet) for article in articles}
    others = [article for article in others if (article.id, article.outlet) not in own]
    kept: dict[str, Article] = {}
    refused = []
    for article in (*articles, *others):
        first = kept.setdefault(article.id, article)
        if first is not article:
            what = "the same text" if first.text == article.text else "another text"
            reason = f'"id" is "{article.id}", already used in {first.source} for {what}'
            refused.append(Skipped(article.source, reason))
    names = {article.id for article in articles}
    unique = [kept[name] for name in sorted(kept)]
    return [a for a in unique if a.id in names], [a for a in unique if a.id not in names], refused
