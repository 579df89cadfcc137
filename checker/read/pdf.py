"""PDF by pypdf: the text layer, its lines joined to paragraphs. Needs the extra ``pdf``."""

from __future__ import annotations

import io
import logging
from typing import Any

from checker.errors import ReadError, installing
from checker.read.draft import MAX_ARTICLE_BYTES, MAX_DOCUMENT_BYTES, Draft, Drafts, InputFile
from checker.read.lines import joined, without_running_lines
from checker.read.scalars import check_text
from checker.read.titles import own_title

MAX_PAGES = 500


def read_pdf(file: InputFile) -> Drafts:
    """One article a document. It has no date: when a file was made or changed is not when news was published.

    Raises ReadError where there is no text layer, and for a document with a password.
    """
    try:
        import pypdf
    except ImportError as error:
        raise ReadError(f"needs pypdf: {installing('pdf')}") from error
    data = file.read_bytes(MAX_DOCUMENT_BYTES)
    if not data.strip():
        raise ReadError("is empty")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # small faults that it mends by itself
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("is encrypted, expected a PDF without a password")
        pages = _pages(reader)
        title = own_title(reader.metadata.title if reader.metadata else None)
    except ReadError:
        raise
    except pypdf.errors.DependencyError as error:
        raise ReadError(f"is encrypted, expected a PDF without encryption: {error}") from error
    except Exception as error:  # pypdf lets what broken files raise pass
        raise ReadError(f"isn't a PDF that can be read: {type(error).__name__}: {error}") from error
    text = joined(without_running_lines(pages))
    if not text:
        raise ReadError("has no text layer: it holds pictures of pages, expected text")
    yield Draft(source=file.given, file=file, text=check_text(text, "text"), title=title,
                heading=text.split("\n", 1)[0].strip(), title_in_text=title is None)  # fmt: skip


def _pages(reader: Any) -> list[list[str]]:
    """The lines of each page. Raises ReadError where there are more than an article can have."""
    if (count := len(reader.pages)) > MAX_PAGES:
        raise ReadError(f"has {count:,} pages, expected at most {MAX_PAGES}")
    pages, size = [], 0
    for page in reader.pages:
        text = _legible(page.extract_text())
        size += len(text)
        if size > MAX_ARTICLE_BYTES:
            raise ReadError(f"has more than {MAX_ARTICLE_BYTES:,} characters, expected at most that many")
        pages.append([line.strip() for line in text.split("\n")])
    return pages


def _legible(text: str) -> str:
    """Without what fonts with a faulty map leave: NULs and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()
