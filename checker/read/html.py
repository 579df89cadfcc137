"""Web pages: main text, title and site by trafilatura from a prepared tree; nothing is fetched."""

from __future__ import annotations

import logging
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from checker.errors import ReadError, cause
from checker.read.draft import MAX_ARTICLE_BYTES, Draft, Drafts, InputFile
from checker.read.scalars import check_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def read_html(file: InputFile) -> Drafts:
    """One article a page. The encoding is the page's own. Raises ReadError where no main text is found."""
    yield page_draft(file, file.read_bytes(MAX_ARTICLE_BYTES))


def page_draft(file: InputFile, data: bytes, source: str = "", key: int = 0, url: str | None = None) -> Draft:
    """The article of one whole page; ``url`` is where it was saved from, if that is known.

    ``source`` and ``key`` as in Draft, for files of several pages. Raises ReadError where no main text is found.
    """
    if not data.strip():
        raise ReadError("is empty")
    from trafilatura.utils import load_html

    # A page with a broken table is no news for the user: what is missing shows in the report.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        tree: HtmlElement | None = load_html(data)
        if tree is not None and _ours(tree):
            raise ReadError("is a report of checker, which holds no article")
        draft = None if tree is None else _draft(file, _whole(tree), source or file.given, url)
    except (AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:  # what the libraries let out
        raise ReadError(f"can't be read as HTML: {cause(error)}") from error
    if draft is None or not draft.text.strip():
        raise ReadError("no main text found in this HTML")
    return replace(draft, key=key)


def _ours(tree: HtmlElement) -> bool:
    return bool(tree.xpath('//meta[@name="generator"][starts-with(@content, "checker, ")]'))


def _whole(tree: HtmlElement) -> HtmlElement:
    """The page with the elements that the libraries take for granted around a mere piece of one."""
    from lxml.html import Element

    if tree.tag == "html":
        return tree
    page, body = Element("html"), Element("body")
    page.append(body)
    body.append(tree)
    return page


def _draft(file: InputFile, tree: HtmlElement, source: str, url: str | None) -> Draft:
    """What the page says of itself is taken before its furniture goes; the text afterwards, "" where there is none."""
    from trafilatura import bare_extraction, extract_metadata
    from trafilatura.settings import Document

    from checker.read.marks import mend_sentences
    from checker.read.markup import keep_words, prune
    from checker.read.page_dates import published

    mend_sentences(tree)
    about = extract_metadata(deepcopy(tree), default_url=url, date_config=_no_search())
    day = published(tree, about.url or url, source)
    prune(tree)
    keep_words(tree)
    page = bare_extraction(tree, include_comments=False, include_tables=False)
    return Draft(
        source=source,
        file=file,
        text=check_text((page.text if isinstance(page, Document) else "") or "", "text"),
        outlet=about.sitename or None,
        published=day,
        title=about.title or None,
        url=about.url or url or None,
    )


def _no_search() -> dict[str, object]:
    """The library's own date is not used, so it is looked for where that costs least."""
    return {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def host(url: str | None) -> str | None:
    """The web host of a URL without ``www.``; None where there is none."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None
