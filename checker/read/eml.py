"""E-mail (RFC 5322): newsletters and press releases; attachments are not read."""

from __future__ import annotations

import datetime as dt
import logging
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from checker.errors import ReadError
from checker.read.dates import date_in_words
from checker.read.draft import MAX_ARTICLE_BYTES, MAX_DOCUMENT_BYTES, Draft, Drafts, InputFile, decode
from checker.read.markup import html_text
from checker.read.scalars import check_text, date_of

log = logging.getLogger(__name__)
MAX_BOUNDARIES = 20_000  # lines that begin with "--", as those between parts do
MAX_HEADER = 10_000  # characters; the library takes the square of it in time


def read_eml(file: InputFile) -> Drafts:
    """One article a message: its plain text, else its HTML. Raises ReadError where there is neither."""
    data = file.read_bytes(MAX_DOCUMENT_BYTES)
    if not data.strip():
        raise ReadError("is empty")
    if (count := data.count(b"\n--")) > MAX_BOUNDARIES:
        raise ReadError(f"has {count:,} boundaries of parts, expected at most {MAX_BOUNDARIES:,}")
    try:
        yield _draft(file, data)
    except ReadError:
        raise
    except Exception as error:  # the library's parser of headers lets what broken ones raise pass
        raise ReadError(f"isn't an e-mail that can be read: {type(error).__name__}: {error}") from error


def _draft(file: InputFile, data: bytes) -> Draft:
    message = message_from_bytes(data, policy=policy.default)
    if long := [name for name, value in message.raw_items() if len(value) > MAX_HEADER]:
        raise ReadError(f'the header "{long[0][:60]}" is longer than {MAX_HEADER:,} characters')
    if not any(name in message for name in ("From", "Subject", "Date")):
        raise ReadError("isn't an e-mail: it has neither From nor Subject nor Date")
    left_out: list[str] = []
    text = "\n\n".join(_texts(message, left_out)).strip()
    if left_out:
        log.warning("%s: not read: attachments %s", file.given, ", ".join(left_out))
    if not text:
        raise ReadError("has no text, expected a part of text/plain or text/html")
    if (size := len(text)) > MAX_ARTICLE_BYTES:
        raise ReadError(f"has {size:,} characters, expected at most {MAX_ARTICLE_BYTES:,}")
    return Draft(
        source=file.given,
        file=file,
        text=check_text(text, "text"),
        outlet=_sender(message) or None,
        published=_date(message, file.given),
        title=" ".join(check_text(str(message.get("Subject", "")), "Subject").split()) or None,
    )


def _texts(part: EmailMessage, left_out: list[str]) -> list[str]:
    """The texts of a part and those inside it, in order; of alternatives the plain one, where it has words."""
    kind = part.get_content_type()
    if part.is_attachment() or kind == "message/rfc822":
        left_out.append(_name(part))
    elif part.is_multipart():
        inner = [child for child in part.iter_parts() if isinstance(child, EmailMessage)]
        if kind != "multipart/alternative":
            return [text for child in inner for text in _texts(child, left_out)]
        inner.sort(key=lambda child: child.get_content_type() != "text/plain")
        return next((found for child in inner if (found := _texts(child, left_out))), [])
    elif kind in ("text/plain", "text/html"):
        text = _decoded(part)
        text = html_text(text) if kind == "text/html" else _unfolded(part, text)
        return [text.strip()] if text.strip() else []
    elif part.get_content_maintype() != "image":  # pictures within the text
        left_out.append(_name(part))
    return []


def _name(part: EmailMessage) -> str:
    return f'"{(part.get_filename() or part.get_content_type())[:60]}"'


def _decoded(part: EmailMessage) -> str:
    """A part's text by the charset that it names; where it names none or a wrong one, as any file's."""
    data: Any = part.get_payload(decode=True)
    if not data or not data.strip():
        return ""
    try:
        text: str = data.decode(part.get_content_charset() or "")
    except (LookupError, UnicodeDecodeError):
        text = decode(data)
    return text.replace("\r\n", "\n")


def _unfolded(part: EmailMessage, text: str) -> str:
    """Text of ``format=flowed`` (RFC 3676), where a line that ends with a space goes on in the next."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    glue = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    paragraphs: list[str] = []
    open_ended = False
    for line in text.split("\n"):
        line = line.removeprefix(" ")
        flows = line.endswith(" ") and line != "-- "
        words = line[:-1] + glue if flows else line
        if open_ended and not line.startswith(">"):
            paragraphs[-1] += words
        else:
            paragraphs.append(words)
        open_ended = flows and not line.startswith(">")
    return "\n".join(paragraphs)


def _sender(message: EmailMessage) -> str:
    """The sender's name, else the domain of the address."""
    sender = message.get("From")
    address = next(iter(getattr(sender, "addresses", ())), None)
    return "" if address is None else check_text(address.display_name.strip() or address.domain.strip(), "From")


def _date(message: EmailMessage, place: str) -> dt.date | None:
    """The day on which it was sent, in the sender's own time zone."""
    header = message.get("Date")
    if header is None or not str(header).strip():
        return None
    try:
        return date_of(getattr(header, "datetime", None), "Date") or date_in_words(str(header), name="Date")
    except ReadError as error:
        log.warning("%s: no date: %s", place, error)
        return None
