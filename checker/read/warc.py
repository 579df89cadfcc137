"""Web archives (WARC) by warcio: each page that was fetched whole is an article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from checker.errors import ReadError, cause
from checker.read.draft import MAX_ARTICLE_BYTES, MAX_BATCH_BYTES, Drafts, InputFile, up_to
from checker.read.html import page_draft
from checker.read.scalars import shown
from checker.read.unpacking import unpacked
from checker.records import Skipped

MAX_HEADER = 100_000  # bytes
MAX_BROKEN = 1_000
_HEADER_END = re.compile(rb"\n\r?\n")
_HTML = ("text/html", "application/xhtml+xml")
_START = re.compile(rb"<(?:!doctype html|html)\b", re.IGNORECASE)
_CHARSET = re.compile(r"""(?i)\bcharset\s*=\s*["']?([\w.:-]+)""")
_SNIFFED = 1_000  # bytes in which a page without a content type must begin


def read_warc(file: InputFile) -> Drafts:
    """One article a page; requests, pictures, redirects and errors of servers are passed over.

    A broken record is Skipped. Raises ReadError where the archive holds no page.
    """
    # Each record of an archive is packed for itself, so that one which is damaged leaves the others whole.
    data, damaged = unpacked(file.read_bytes(unpack=False), MAX_BATCH_BYTES)
    if damaged:
        yield Skipped(file.given, "is damaged: parts of it can't be unpacked; the records in the others are read")
    if not data.strip():
        raise ReadError("is empty" if not damaged else "holds nothing that can be unpacked")
    if not data.lstrip().startswith(b"WARC/"):
        raise ReadError("isn't a WARC: it doesn't begin with WARC/")
    found = False
    number = 0
    for number, (url, page) in enumerate(_records(data), 1):
        place = f"{file.given}: item {number}"
        found = found or page is not None
        try:
            if isinstance(page, ReadError):
                raise page
            if page is not None:
                yield page_draft(file, page, source=place, key=number, url=url)
        except ReadError as error:
            yield Skipped(place, str(error))
        except Exception as error:  # a fault in the extraction from one page, which stops no other
            yield Skipped(place, f"can't be read: {cause(error)}")
    if not found:
        raise ReadError(f"holds no web page: {number} records of other kinds")


def _records(data: bytes) -> Iterator[tuple[str | None, bytes | ReadError | None]]:
    """Each record's address and page: None where it holds none, the reason where it is broken.

    After a broken record reading goes on where the next one says that it begins. An archive of nothing but broken ones
    is given up, since each may claim all that follows.
    """
    at, broken, lost = data.find(b"WARC/"), 0, 0
    while at >= 0:
        stream = io.BytesIO(data)
        stream.seek(at)
        try:
            url, page, following = _record(stream, data, at)
        except Exception as error:  # warcio lets what broken records raise pass
            reason = str(error) if isinstance(error, ReadError) else f"is broken: {error or type(error).__name__}"
            url, page, following = None, ReadError(reason), data.find(b"\nWARC/", at) + 1 or -1
            broken += 1
            lost += stream.tell() - at
        yield url, page
        at = following
        if at >= 0 and (broken > MAX_BROKEN or lost > MAX_BATCH_BYTES):
            yield None, ReadError("follows too many broken records: it and what comes after it aren't read")
            return


def _record(stream: io.BytesIO, data: bytes, at: int) -> tuple[str | None, bytes | ReadError | None, int]:
    """A record's address, its page, and where the next one begins, -1 after the last."""
    from warcio.archiveiterator import ArchiveIterator  # which loads fsspec

    if _HEADER_END.search(data, at, at + MAX_HEADER) is None:
        raise ReadError(f"is broken: its header has no end in {MAX_HEADER:,} bytes")
    archive = ArchiveIterator(stream, check_digests=True)
    archive.INC_RECORD = ""  # a message for standard error
    record = next(archive)
    length = record.rec_headers.get_header("Content-Length") or ""
    if not (length.isascii() and length.isdigit()):
        raise ReadError(f'is broken: "Content-Length" is {shown(length)}, expected a number of bytes')
    page: bytes | ReadError | None
    try:
        page = _page(record)
    except ReadError as error:  # the page's fault, not that of the record around it
        page = error
    archive.read_to_end()
    if archive.err_count:
        raise ReadError(f'is broken: "Content-Length" is {shown(length)}, but no record follows there')
    if record.raw_stream.limit > 0:
        raise ReadError(
            f'is cut off: "Content-Length" is {shown(length)}, {record.raw_stream.limit:,} bytes are missing'
        )
    # Digests of the payload are left: programs take them before or after unpacking.
    if any(problem.startswith("block digest failed") for problem in record.digest_checker.problems):
        raise ReadError('is broken: its content doesn\'t fit "WARC-Block-Digest"')
    return record.rec_headers.get_header("WARC-Target-URI"), page, archive.offset if archive.next_line else -1


def _body(record: Any) -> bytes:
    """What the server sent, put together and unpacked. Raises ReadError where that can't be done."""
    from warcio.bufferedreaders import ChunkedDataReader

    headers = record.http_headers
    if headers is None:
        return up_to(record.raw_stream, MAX_ARTICLE_BYTES)
    chunked = (headers.get_header("Transfer-Encoding") or "").lower() == "chunked"
    body = up_to(ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream, MAX_ARTICLE_BYTES)
    packed = (headers.get_header("Content-Encoding") or "").strip().lower()
    if packed in ("", "identity") or body.lstrip()[:1] == b"<":  # some archives unpack and keep the header
        return body
    if packed not in ("gzip", "x-gzip", "deflate"):
        raise ReadError(f"is packed with {shown(packed)}, expected gzip or deflate")
    page, damaged = unpacked(body, MAX_ARTICLE_BYTES, deflate=packed == "deflate")
    if damaged:
        raise ReadError(f"is broken: its page is packed with {packed} and can't be unpacked whole")
    return page


def _page(record: Any) -> bytes | None:
    """The page that a record holds, in UTF-8 where its charset is told; None where it holds none."""
    headers = record.http_headers
    if record.rec_type == "resource":
        headers = record.rec_headers
    elif record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return None
    kind, _, parameters = (headers.get_header("Content-Type") or "").partition(";")
    if kind.strip() and kind.strip().lower() not in _HTML:
        return None
    page = _body(record)
    if not kind.strip() and not _START.search(page[:_SNIFFED]):
        return None
    charset = _CHARSET.search(parameters)
    if charset is None:
        return page
    try:
        return page.decode(charset[1]).encode()
    except (LookupError, UnicodeError):
        return page
