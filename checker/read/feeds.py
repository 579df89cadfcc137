"""RSS and Atom feeds by feedparser: one article an entry; nothing is fetched."""

from __future__ import annotations

import datetime as dt
import html
import io
import logging
import re
from collections import Counter
from typing import Any
from xml.sax import SAXParseException

from checker.errors import ReadError
from checker.read.dates import date_in_words
from checker.read.draft import MAX_DOCUMENT_BYTES, Draft, Drafts, InputFile
from checker.read.markup import html_text
from checker.read.scalars import check_text
from checker.records import Skipped

log = logging.getLogger(__name__)
_GLOBAL = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)  # other ids are those of one feed: "12345"
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_CREDIT = re.compile(r"^The post .+ (?:appeared first|first appeared) on .+$")  # WordPress, below every entry


def read_feed(file: InputFile) -> Drafts:
    """One article an entry: its content, else its summary."""
    yield from feed_drafts(file, file.read_bytes(MAX_DOCUMENT_BYTES))


def feed_drafts(file: InputFile, data: bytes) -> Drafts:
    """The entries of a feed; one without text is Skipped. Raises ReadError where there is no entry at all."""
    if not data.strip():
        raise ReadError("is empty")
    feed = _parsed(data)
    if not feed.entries:
        raise ReadError("has no entries" if feed.version else f"isn't RSS or Atom: {_fault(feed) or 'no such root'}")
    if fault := _fault(feed):
        log.warning("%s: isn't well-formed XML (%s); read all the same", file.given, fault)
    ids = Counter(entry.get("id") for entry in feed.entries)
    for number, entry in enumerate(feed.entries, 1):
        place = f"{file.given}: item {number}"
        try:
            yield _draft(file, place, number, entry, feed.feed, unique=ids[entry.get("id")] == 1)
        except ReadError as error:
            yield Skipped(place, str(error))
    if _fault(feed) and b"\0" not in data and not _END.search(data[-2000:]):
        yield Skipped(file.given, "is cut off: the feed doesn't end, the last entry may be in part")


def _parsed(data: bytes) -> Any:
    import feedparser

    # A stream, since feedparser takes bytes for the name of a file when there is one of that name.
    try:
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # feedparser lets whatever its parsers raise pass
        raise ReadError(f"isn't RSS or Atom: {type(error).__name__}: {error}") from error


def _fault(feed: Any) -> str:
    """What feedparser found wrong with the XML; an encoding other than the one declared is none."""
    import feedparser

    fault = feed.get("bozo_exception") if feed.bozo else None
    if fault is None or isinstance(fault, feedparser.CharacterEncodingOverride):
        return ""
    return f"line {fault.getLineNumber()}: {fault.getMessage()}" if isinstance(fault, SAXParseException) else str(fault)


def _draft(file: InputFile, place: str, number: int, entry: Any, feed: Any, unique: bool) -> Draft:
    own_id = entry.get("id") or ""
    outlet = _text(entry.get("source", {}), "title") or _text(feed, "title") or _text(feed, "publisher")
    return Draft(
        source=place,
        file=file,
        key=number,
        id=check_text(own_id, "id") if unique and _GLOBAL.match(own_id) else None,
        outlet=outlet or None,
        published=_published(entry, feed, place),
        title=_text(entry, "title") or None,
        url=check_text(entry.get("link") or "", "link").strip() or None,
        text=_body(entry),
    )


def _body(entry: Any) -> str:
    for part in (*entry.get("content", ())[:1], entry.get("summary_detail")):
        if part and (text := _plain(part)):
            lines = text.split("\n")
            return "\n".join(lines[:-1] if len(lines) > 1 and _CREDIT.match(lines[-1]) else lines).strip()
    raise ReadError("has no content and no summary")


def _text(holder: Any, name: str) -> str:
    """A field in one line, "" where there is none."""
    detail = holder.get(f"{name}_detail") or {"value": holder.get(name)}
    return " ".join(_plain(detail).split()) if isinstance(detail.get("value"), str) else ""


def _plain(detail: Any) -> str:
    value = str(detail.get("value") or "")
    text = html_text(value) if "html" in (detail.get("type") or "") else html.unescape(value)
    return check_text(text, "text").strip()


def _published(entry: Any, feed: Any, place: str) -> dt.date | None:
    """The day on which an entry was published, else updated; one that can't be told stays unknown, with a warning."""
    language = entry.get("language") or feed.get("language")
    for name in ("published", "created", "updated"):
        if value := dict.get(entry, name):  # entry.get takes one for the other
            try:
                return date_in_words(value, language)
            except ReadError as error:
                log.warning("%s: no date: %s", place, error)
                return None
    return None
