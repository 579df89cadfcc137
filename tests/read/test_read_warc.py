"""Web archives: one article a page, broken records told and passed, everything else passed over."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import re
import zlib

import pytest
from read_cases import articles, only, reasons, write
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from checker.read import READERS, read
from checker.read.draft import InputFile
from checker.records import Skipped

FERRY = "The ferry Marwen ran aground off Port Lenning on Tuesday with sixty passengers on board, the coast guard said."
HURT = "Six people were injured in the accident, and relatives waited at the harbour office for news of the crew."
URL = "https://www.m.example/ferry"


def page(count: str = "Six", site: str = '<meta property="og:site_name" content="Meridian">') -> bytes:
    date = '<meta property="article:published_time" content="2031-05-07T09:00:00Z">'
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>Ferry aground</title>{site}{date}</head><body><nav>Home</nav>'
        f"<article><h1>Ferry aground</h1><p>{FERRY}</p><p>{HURT.replace('Six', count)}</p></article></body></html>"
    ).encode()


def record(
    body: bytes | None = None, url: str = URL, status: str = "200 OK", kind: str = "text/html", type: str = "response",
    packed: bool = False, **headers: str,
) -> bytes:  # fmt: skip
    body = page() if body is None else body
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    if type == "response":
        fields = [("Content-Type", kind)] * bool(kind) + [
            (name.replace("_", "-"), value) for name, value in headers.items()
        ]
        http = StatusAndHeaders(status, fields, protocol="HTTP/1.1")
        made = writer.create_warc_record(url, type, payload=io.BytesIO(body), http_headers=http)
    else:
        made = writer.create_warc_record(url, type, payload=io.BytesIO(body), warc_content_type=kind)
    writer.write_record(made)
    return stream.getvalue()


def info() -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=False)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "s"}))
    return stream.getvalue()


REQUEST = record(b"GET /ferry HTTP/1.1\r\nHost: m.example\r\n\r\n", type="request", kind="application/http")
PICTURE = record(b"\x89PNG", kind="image/png")
MOVED = record(b"<html>moved</html>", status="301 Moved")
MISSING = record(status="404 Not Found")
OTHERS = (info(), REQUEST, PICTURE, MOVED, MISSING)
CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page()), page())
LATIN = page("Six café guests and six").decode().encode("latin-1")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.warc", record()),
        ("a.warc", b"".join((*OTHERS[:3], record(), *OTHERS[3:]))),
        ("a.warc.gz", record(packed=True)),
        ("a.warc.gz", gzip.compress(record())),
        ("a.warc", gzip.compress(record())),
        ("a.warc", record(gzip.compress(page()), Content_Encoding="gzip")),
        ("a.warc", record(zlib.compress(page()), Content_Encoding="deflate")),
        ("a.warc", record(CHUNKED, Transfer_Encoding="chunked")),
        ("a.warc", record(kind="application/xhtml+xml; charset=utf-8")),
        ("a.warc", record(kind="")),
        ("a.warc", record(kind="text/html", type="resource")),
    ],
)
def test_every_way_to_keep_a_page_gives_the_same_article(folder, name, content):
    write(folder / name, content)
    article = only(name)
    assert FERRY in article.text and HURT in article.text and "Home" not in article.text
    assert (article.title, article.outlet, article.published) == ("Ferry aground", "Meridian", dt.date(2031, 5, 7))
    assert (article.url, re.sub(r"\d", "N", article.id)) == (URL, f"{name}:N")


def test_the_headers_charset_counts(folder):
    write(folder / "a.warc", record(LATIN, kind="text/html; charset=ISO-8859-1"))
    assert "Six café guests" in only("a.warc").text


def test_the_host_is_the_outlet_of_a_page_that_names_none(folder):
    write(folder / "a.warc", record(page(site="")))
    assert only("a.warc").outlet == "m.example"


def test_pages_are_read_one_by_one(folder):
    pages = [record(page(count), f"https://m.example/{count}") for count in ("Six", "Seven", "Eight")]
    write(folder / "a.warc", b"".join((info(), pages[0], REQUEST, record(b"<html></html>"), pages[1], pages[2])))
    found, skipped = read(["a.warc"])
    assert [(a.id, a.url) for a in found] == [
        ("a.warc:2", "https://m.example/Six"), ("a.warc:5", "https://m.example/Seven"), ("a.warc:6", "https://m.example/Eight"),
    ]  # fmt: skip
    assert [(s.input, s.reason) for s in skipped] == [("a.warc: item 4", "no main text found in this HTML")]


def lengthened(data: bytes, more: int) -> bytes:
    """A record whose header says another length than it has."""
    return re.sub(rb"(Content-Length: )(\d+)(\r\nContent-Type: application/http|\r\n)",
                  lambda m: m[1] + str(int(m[2]) + more).encode() + m[3], data, count=1)  # fmt: skip


FIRST, LAST = record(page("Six"), "https://m.example/1"), record(page("Seven"), "https://m.example/3")
MIDDLE = record(page("Nine"), "https://m.example/2")


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (MIDDLE.replace(b"Nine", b"Five"), "WARC-Block-Digest"),
        (lengthened(MIDDLE, -50), "is broken: "),
        (lengthened(MIDDLE, 70), "is broken: "),
        (
            re.sub(rb"Content-Length: \d+", b"Content-Length: many", MIDDLE),
            '"Content-Length" is "many", expected a number',
        ),
        (re.sub(rb"Content-Length: \d+\r\n", b"", MIDDLE), '"Content-Length" is "", expected a number'),
        (MIDDLE[: len(MIDDLE) // 2] + b"\r\n\r\n", "is broken: "),
        (record(b"\x1b\x00\x00", Content_Encoding="br"), 'is packed with "br", expected gzip or deflate'),
        (record(gzip.compress(page())[:-40] + b"\0" * 40, Content_Encoding="gzip"), "is broken: "),
    ],
)
def test_a_broken_record_is_told_and_the_others_are_read(folder, broken, reason):
    write(folder / "a.warc", FIRST + broken + LAST)
    found, skipped = read(["a.warc"])
    assert [article.url for article in found] == ["https://m.example/1", "https://m.example/3"]
    assert skipped[0].input == "a.warc: item 2" and reason in skipped[0].reason
    assert all("Nine people" not in article.text for article in found)


def test_an_archive_that_is_cut_off(folder, capfd):
    write(folder / "a.warc", FIRST + LAST[:-300])
    found, skipped = read(["a.warc"])
    assert [article.url for article in found] == ["https://m.example/1"]
    assert [s.input for s in skipped] == ["a.warc: item 2"] and "is cut off" in skipped[0].reason
    assert capfd.readouterr() == ("", "")


PACKED = [record(page(c), f"https://m.example/{c}", packed=True) for c in ("Six", "Seven", "Eight", "Nine")]


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc"])
@pytest.mark.parametrize(
    ("packed", "kept"),
    [
        ([PACKED[0], flipped(PACKED[1], 40), *PACKED[2:]], ["Six", "Eight", "Nine"]),
        ([PACKED[0], flipped(PACKED[1], len(PACKED[1]) // 2), *PACKED[2:]], ["Six", "Eight", "Nine"]),
        ([PACKED[0], flipped(PACKED[1], 0), *PACKED[2:]], ["Six", "Eight", "Nine"]),
        ([flipped(PACKED[0], 60), *PACKED[1:]], ["Seven", "Eight", "Nine"]),
        ([*PACKED[:2], PACKED[2][:-100], PACKED[3]], ["Six", "Seven", "Nine"]),
        ([*PACKED[:3], PACKED[3][:-100]], ["Six", "Seven", "Eight"]),
        ([gzip.compress(FIRST + MIDDLE + LAST)[:-60]], ["1", "2"]),
    ],
)
def test_a_packed_archive_that_is_damaged(folder, name, packed, kept):
    write(folder / name, b"".join(packed))
    found, skipped = read([name])
    assert [article.url for article in found] == [f"https://m.example/{count}" for count in kept]
    assert skipped[0] == Skipped(name, "is damaged: parts of it can't be unpacked; the records in the others are read")


def test_a_page_that_unpacks_to_too_much_is_refused(folder, monkeypatch):
    monkeypatch.setattr("checker.read.warc.MAX_ARTICLE_BYTES", 100_000)
    bomb = gzip.compress(page() + b" " * 10_000_000)
    write(folder / "a.warc", record(bomb, Content_Encoding="gzip") + LAST)
    found, skipped = read(["a.warc"])
    assert [article.url for article in found] == ["https://m.example/3"]
    assert [s.reason for s in skipped] == ["has more than 100,000 bytes, expected at most that many"]


def test_a_fault_in_one_page_stops_no_other(folder, monkeypatch):
    from checker.read import warc

    def failing(file, data, **given):
        if b"Nine people" in data:
            raise IndexError("no such element")
        return page_draft(file, data, **given)

    page_draft = warc.page_draft
    monkeypatch.setattr(warc, "page_draft", failing)
    write(folder / "a.warc", FIRST + MIDDLE + LAST)
    found, (told,) = read(["a.warc"])
    assert [article.url for article in found] == ["https://m.example/1", "https://m.example/3"]
    assert told.input == "a.warc: item 2" and "IndexError: no such element" in told.reason


def test_a_fault_in_one_file_stops_no_other(folder, monkeypatch):
    def failing(file):
        raise IndexError("no such element")

    monkeypatch.setitem(READERS, ".atom", failing)
    write(folder / "a.atom", "x")
    write(folder / "b.warc", FIRST)
    found, (told,) = read(["."])
    assert len(found) == 1 and told.input == "a.atom" and "can't be read: IndexError: no such element" in told.reason


def test_an_archive_of_broken_records_is_given_up(folder, monkeypatch):
    monkeypatch.setattr("checker.read.warc.MAX_BROKEN", 3)
    write(folder / "a.warc", b"WARC/1.0\r\n\r\n" * 1_000 + FIRST)
    told = reasons("a.warc")
    assert len(told) == 5 and told[-1].endswith(
        "follows too many broken records: it and what comes after it aren't read"
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"Six people died.", "isn't a WARC: it doesn't begin with WARC/"),
        (b"".join(OTHERS), "holds no web page: 5 records of other kinds"),
        (b"WARC/1.0\r\n\r\n", "is broken: "),
        (b"WARC/9", "is broken: "),
        (b"\x1f\x8b\x08 and no more", "holds nothing that can be unpacked"),
    ],
)
def test_what_holds_no_page_is_said(folder, content, reason):
    write(folder / "a.warc", content)
    found = reasons("a.warc")[-1]
    assert reason in found and found.startswith("a.warc: ")


def test_articles_come_in_the_order_of_their_records(folder):
    write(folder / "a.warc", b"".join(record(page(), f"https://m.example/{n}") for n in range(12)))
    assert [article.url for article in articles("a.warc")] == [f"https://m.example/{n}" for n in range(12)]


def test_the_suffix_is_found_under_gz():
    assert InputFile(__file__, "a.warc.gz", "a.warc.gz").suffix in READERS
