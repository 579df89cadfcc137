"""RSS and Atom: one article an entry, and a clear reason for an entry that has none."""

from __future__ import annotations

import datetime as dt
import logging
import socket
from xml.sax.saxutils import escape

import pytest
from read_cases import articles, only, reasons, write

from checker.read import read

FERRY = "The ferry Marwen ran aground off Port Lenning on Tuesday. Six people were injured in the accident."
FIRE = "Nine boats burned in the harbour of Aske overnight, the coast guard said on Wednesday."
DAY = dt.date(2031, 5, 7)


def rss(*items: str, head: str = "<title>Meridian</title>", tail: str = "</channel></rss>") -> str:
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" {names}><channel>{head}{body}{tail}'


def item(text: str = FERRY, title: str = "Ferry runs aground", date: str = "Wed, 07 May 2031 09:00:00 +0000") -> str:
    return f"<title>{title}</title><description>{escape(text)}</description><pubDate>{date}</pubDate>"


def atom(*entries: str, head: str = "<title>Gazette</title>") -> str:
    body = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{body}</feed>'


def rdf(title: str, text: str) -> str:
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://m.example/"><title>Meridian</title>'
        f'</channel><item rdf:about="https://m.example/1"><title>{title}</title><link>https://m.example/1</link>'
        f"<description>{text}</description><dc:date>2031-05-07T09:00:00Z</dc:date></item></rdf:RDF>"
    )


LINK = "<link>https://m.example/1</link>"
WHOLE = f"<content:encoded>{escape(f'<p>{FERRY}</p>')}</content:encoded>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.rss", rss(LINK + item())),
        ("a.xml", rss(LINK + item(f"<p>{FERRY}</p>"))),
        ("a.xml", rss(LINK + item("Ferry aground…") + WHOLE)),
        ("a.rss", rss(item(date="2031-05-07T09:00:00Z") + LINK)),
        ("a.xml", " \n" + rss(LINK + item())),
        ("a.rss", rss(LINK + item()).replace("utf-8", "utf-16").encode("utf-16")),
        ("a.xml", rdf("Ferry runs aground", FERRY)),
        (
            "a.atom",
            atom(
                '<title>Ferry runs aground</title><link href="https://m.example/1"/><id>urn:x:1</id>'
                f"<published>2031-05-07T09:00:00Z</published><updated>2031-05-09T09:00:00Z</updated><summary>S</summary>"
                f'<content type="html">{escape(f"<p>{FERRY}</p>")}</content>',
                head="<title>Meridian</title>",
            ),
        ),
        (
            "a.xml",
            atom(
                '<title type="html">Ferry &lt;b&gt;runs&lt;/b&gt; aground</title><link href="https://m.example/1"/>'
                "<updated>2031-05-07T09:00:00Z</updated>"
                f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{FERRY}</p></div></content>',
                head="<title>Meridian</title>",
            ),
        ),
        (
            "a.atom",
            atom(
                '<title>Ferry runs aground</title><link href="https://m.example/1"/>'
                f"<updated>2031-05-07T09:00:00Z</updated><summary>{FERRY}</summary>"
                "<source><title>Meridian</title></source>",
                head="<title>All the papers</title>",
            ),
        ),
    ],
)
def test_every_kind_of_feed_gives_the_same_article(folder, name, content):
    write(folder / name, content)
    article = only(name)
    assert (article.title, article.text, article.outlet) == ("Ferry runs aground", FERRY, "Meridian")
    assert (article.url, article.published, article.source) == ("https://m.example/1", DAY, f"{name}: item 1")


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("Tue, 06 May 2031 23:30:00 -0500", dt.date(2031, 5, 6)),  # its own day, in UTC it is the next
        ("6 May 2031 08:00 GMT", dt.date(2031, 5, 6)),
        ("2031-05-06", dt.date(2031, 5, 6)),
        ("Tue, 05/06/2031 - 10:30", dt.date(2031, 5, 6)),
        ("", None),
    ],
)
def test_dates(folder, date, day):
    write(folder / "a.rss", rss(item(date=date)))
    assert only("a.rss").published == day


@pytest.mark.parametrize("date", ["05/06/2031", "yesterday", "Wed, 99 May 2031"])
def test_a_date_that_tells_no_day_is_said(folder, caplog, date):
    write(folder / "a.rss", rss(item(date=date)))
    assert only("a.rss").published is None
    assert "a.rss: item 1: no date:" in caplog.text and date in caplog.text


def test_entries_are_read_one_by_one(folder):
    write(folder / "a.rss", rss(item(), "<title>Only a title</title>", item(FIRE), "<description>  </description>"))
    found, skipped = read(["a.rss"])
    assert [(a.id, a.text) for a in found] == [("a.rss:1", FERRY), ("a.rss:3", FIRE)]
    assert [(s.input, s.reason) for s in skipped] == [
        ("a.rss: item 2", "has no content and no summary"),
        ("a.rss: item 4", "has no content and no summary"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "ids"),
    [
        ("https://m.example/1", "tag:m.example,2031:2", ["https://m.example/1", "tag:m.example,2031:2"]),
        ("17", "18", ["a.rss:1", "a.rss:2"]),  # numbers are those of one feed
        ("https://m.example/1", "https://m.example/1", ["a.rss:1", "a.rss:2"]),
    ],
)
def test_ids_are_the_entries_own_where_they_name_one_thing(folder, first, second, ids):
    guids = [f'<guid isPermaLink="false">{guid}</guid>' for guid in (first, second)]
    write(folder / "a.rss", rss(guids[0] + item(), guids[1] + item(FIRE)))
    assert [article.id for article in articles("a.rss")] == ids


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Six died.</p><p>Two &amp; more were hurt.</p>", "Six died.\n\nTwo & more were hurt."),
        ("Six <b>people</b> died.<br/>Two were hurt.", "Six people died.\n\nTwo were hurt."),
        ("<p>Six died.</p><p>The post Ferry: 14 aground appeared first on Meridian.</p>", "Six died."),
        ("Six people died &mdash; none was hurt.", "Six people died — none was hurt."),
        ("The fire burned <del>thirty</del><ins>twenty</ins> homes.", "The fire burned twenty homes."),
        ("The storm killed 17<sup>2</sup> people.", "The storm killed 17 people."),
    ],
)
def test_markup(folder, markup, text):
    write(folder / "a.rss", rss(item(markup)))
    assert only("a.rss").text == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "a.rss: is empty"),
        (rss(), "a.rss: has no entries"),
        ("Six people died.", "a.rss: isn't RSS or Atom: "),
        ("<html><body><p>Six died.</p></body></html>", "a.rss: isn't RSS or Atom: "),
        (b"\x00\x01\x02\xff", "a.rss: isn't RSS or Atom: "),
    ],
)
def test_what_is_no_feed_is_said(folder, content, reason):
    write(folder / "a.rss", content)
    (found,) = reasons("a.rss")
    assert found.startswith(reason)


def test_faults_in_the_xml_lose_nothing_silently(folder, caplog):
    caplog.set_level(logging.WARNING)
    write(folder / "entity.rss", rss(item().replace("ferry", "&nbsp;ferry &undeclared; & more")))
    assert "ferry" in only("entity.rss").text
    assert "entity.rss: isn't well-formed XML (line 2: undefined entity)" in caplog.text
    write(folder / "cut.rss", rss(item(), item(FIRE))[:-60])
    found, skipped = read(["cut.rss"])
    assert found[0].text == FERRY
    assert [s.reason for s in skipped] == ["is cut off: the feed doesn't end, the last entry may be in part"]


def test_nothing_is_fetched_and_no_other_file_is_read(folder, monkeypatch):
    def refuse(*args, **options):
        raise AssertionError("a socket")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    secret = write(folder / "secret.txt", "Nobody may read that three people died.")
    system = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "{secret.as_uri()}"><!ENTITY b SYSTEM "http://m.example/b">]>'
    write(folder / "a.rss", rss(item(FERRY) + "<dc:subject>&a;&b;</dc:subject>").replace("?>", f"?>{system}", 1))
    write(
        folder / "b.rss", rss(item("&a; and six were hurt.").replace("&amp;a;", "&a;")).replace("?>", f"?>{system}", 1)
    )
    write(folder / "c.rss", str(secret))  # feedparser would open a file of that name
    write(folder / "d.rss", "http://m.example/feed")
    found, skipped = read(["a.rss", "b.rss", "c.rss", "d.rss"])
    assert "three people" not in "".join(article.text for article in found)
    assert [s.input for s in skipped] == ["c.rss", "d.rss"]


def test_entities_that_grow_are_not_followed(folder):
    grown = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "Six died. "}">' for n in range(12))
    bomb = rss(item("BOMB").replace("BOMB", "&a11;")).replace("?>", f"?><!DOCTYPE rss [{grown}]>", 1)
    write(folder / "a.rss", bomb)
    found, _ = read(["a.rss"])
    assert sum(len(article.text) for article in found) < 100_000


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<NewsML><NewsItem/></NewsML>", "is XML of another kind (<NewsML>), expected RSS, Atom or NewsML-G2"),
        (
            '<sitemap:urlset xmlns:sitemap="urn:s"/>',
            "is XML of another kind (<urlset>), expected RSS, Atom or NewsML-G2",
        ),
        (
            "<?xml version='1.0'?><!-- x --><project/>",
            "is XML of another kind (<project>), expected RSS, Atom or NewsML-G2",
        ),
        ("  ", "is empty"),
        ("Six people died.", "isn't XML: "),
        ("<!-- nothing -->", "isn't XML: "),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_xml_of_other_kinds_is_said_wherever_it_is_met(folder, content, reason, named):
    write(folder / "in/a.xml", content)
    (found,) = reasons("in/a.xml" if named else "in")
    assert found.startswith(f"in/a.xml: {reason}")
