"""Web pages: main text, title, date and site by trafilatura; nothing is fetched."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from checker.errors import ReadError
from checker.read.draft import MAX_ARTICLE_BYTES, Draft, Drafts, InputFile
from checker.read.fields import check_text, date_of


def read_html(file: InputFile) -> Drafts:
    """One article a page. The encoding is the page's own. Raises ReadError where no main text is found."""
    data = file.read_bytes(MAX_ARTICLE_BYTES)
    if not data.strip():
        raise ReadError("is empty")
    import trafilatura
    from trafilatura.settings import Document

    # A page without a date, or with a broken table, is no news for the user: what is missing shows in the report.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    page = trafilatura.bare_extraction(
        data,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"},
    )
    if not isinstance(page, Document) or not page.text or not page.text.strip():
        raise ReadError("no main text found in this HTML")
    yield Draft(
        source=file.given,
        file=file,
        text=check_text(page.text, "text"),
        outlet=page.sitename or None,
        published=date_of(page.date),
        title=page.title or None,
        url=page.url or None,
    )


def host(url: str | None) -> str | None:
    """The web host of a URL without ``www.``; None where there is none."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None
