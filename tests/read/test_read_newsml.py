"""NewsML-G2: items and messages, what is withdrawn or embargoed, and what holds no text."""

from __future__ import annotations

import datetime as dt

import pytest
from read_cases import articles, only, reasons, write

from checker.read import read

NAR = "http://iptc.org/std/nar/2006-10-01/"
FERRY = "The ferry Marwen ran aground off Port Lenning on Tuesday."
HURT = "Six people were injured in the accident."
NITF = (
    '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">'
    "<head><title>T</title></head><body><body.head><hedline><hl1>Ferry aground</hl1></hedline>"
    "<dateline>Port Lenning</dateline></body.head><body.content>"
    f"<block><p>{FERRY}</p><media media-type='image'><media-caption>All 40 aboard</media-caption></media></block>"
    f"<!-- 9 --><note><p>Editors: 3 pictures</p></note><p>{HURT.replace('Six', '<num>Six</num>')}</p>"
    "</body.content><body.end><tagline>12 editors</tagline></body.end></body></nitf></inlineXML>"
)
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title>'
    f"</head><body><p>{FERRY}</p><p>{HURT}</p></body></html></inlineXML>"
)
SECTION = f'<inlineXML><div xmlns="http://www.w3.org/1999/xhtml"><p>{FERRY}</p><p>{HURT}</p></div></inlineXML>'
BARE = f'<inlineXML xmlns:h="http://www.w3.org/1999/xhtml"><h:p>{FERRY}</h:p><h:p>{HURT}</h:p></inlineXML>'
PLAIN = f'<inlineData contenttype="text/plain">{FERRY}\n\n{HURT}</inlineData>'
ESCAPED = f'<inlineData contenttype="text/html">&lt;p&gt;{FERRY}&lt;/p&gt;&lt;p&gt;{HURT}&lt;/p&gt;</inlineData>'
META = (
    '<itemClass qcode="ninat:text"/><provider literal="Meridian"/><versionCreated>2031-05-07T09:00:00Z</versionCreated>'
)


def news(
    content: str = NITF, meta: str = META, more: str = "", guid: str = "urn:newsml:m.example:1", version: int = 1
) -> str:
    return (
        f'<newsItem xmlns="{NAR}" guid="{guid}" version="{version}" standard="NewsML-G2"><itemMeta>{meta}</itemMeta>'
        f"<contentMeta>{more}<headline>Ferry aground</headline></contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def message(*items: str) -> str:
    head = "<header><sent>2031-05-07T09:00:00Z</sent></header>"
    return f'<newsMessage xmlns="{NAR}">{head}<itemSet>{"".join(items)}</itemSet></newsMessage>'


@pytest.mark.parametrize("content", [NITF, XHTML, SECTION, BARE, PLAIN, ESCAPED])
def test_every_kind_of_content_gives_the_same_text(folder, content):
    write(folder / "a.xml", news(content))
    article = only("a.xml")
    assert article.text == f"{FERRY}\n\n{HURT}"
    assert (article.id, article.title, article.outlet) == ("urn:newsml:m.example:1", "Ferry aground", "Meridian")
    assert (article.published, article.source) == (dt.date(2031, 5, 7), "a.xml")


@pytest.mark.parametrize(
    ("provider", "outlet"),
    [
        ('<provider literal="Meridian"/>', "Meridian"),
        ('<provider qcode="nprov:MRD"><name>Meridian</name></provider>', "Meridian"),
        ('<provider qcode="nprov:Meridian"/>', "Meridian"),
        ('<provider uri="http://cv.iptc.org/newscodes/newsprovider/Meridian"/>', "Meridian"),
        ("", "in"),
    ],
)
def test_the_provider_is_the_outlet(folder, provider, outlet):
    write(folder / "in/a.xml", news(meta=f'<itemClass qcode="ninat:text"/>{provider}'))
    assert only("in/a.xml").outlet == outlet


@pytest.mark.parametrize(
    ("created", "version", "day"),
    [
        ("2031-05-06T23:30:00-05:00", "2031-05-08T00:00:00Z", dt.date(2031, 5, 6)),
        ("2031-05-06", "", dt.date(2031, 5, 6)),
        ("2031-05", "2031-05-08T00:00:00Z", dt.date(2031, 5, 8)),
        ("", "", None),
    ],
)
def test_dates(folder, created, version, day):
    meta = f'<itemClass qcode="ninat:text"/><versionCreated>{version}</versionCreated>'
    write(folder / "a.xml", news(meta=meta, more=f"<contentCreated>{created}</contentCreated>"))
    assert only("a.xml").published == day


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ('<pubStatus qcode="stat:usable"/>', None),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/usable"/>', None),
        ('<pubStatus qcode="stat:canceled"/>', '"pubStatus" is "canceled", expected "usable"'),
        ('<pubStatus qcode="stat:withheld"/>', '"pubStatus" is "withheld", expected "usable"'),
        (
            '<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>',
            '"pubStatus" is "canceled", expected "usable"',
        ),
        ("<embargoed>2031-05-31T23:00:00Z</embargoed>", None),  # the tests' day is 2031-06-01
        ("<embargoed>2031-06-01T02:00:00+05:00</embargoed>", None),
        ("<embargoed>2031-06-01T02:00:00-05:00</embargoed>", "is embargoed until 2031-06-01T02:00:00-05:00"),
        ("<embargoed>2099-01-01T00:00:00Z</embargoed>", "is embargoed until 2099-01-01T00:00:00Z"),
        ("<embargoed/>", '"embargoed" has no end: it is not to be published yet'),
        ("<embargoed>soon</embargoed>", '"embargoed" is "soon", expected ISO 8601'),
    ],
)
def test_what_is_withdrawn_or_embargoed_is_no_news(folder, status, reason):
    write(folder / "a.xml", news(meta=META + status))
    assert reasons("a.xml") == ([] if reason is None else [f"a.xml: {reason}"])


def test_a_message_of_several(folder):
    picture = news('<remoteContent href="x.jpg"/>', '<itemClass qcode="ninat:picture"/>', guid="p")
    write(
        folder / "a.xml",
        message(
            news(guid="1"),
            picture,
            f'<packageItem xmlns="{NAR}" guid="g"/>',
            news(guid="2", meta=META + '<pubStatus qcode="stat:withheld"/>'),
            news("", guid="3"),
            news(PLAIN, guid="4"),
        ),
    )
    found, skipped = read(["a.xml"])
    assert [(a.id, a.source) for a in found] == [("1", "a.xml: item 1"), ("4", "a.xml: item 6")]
    assert [(s.input, s.reason) for s in skipped] == [
        ("a.xml: item 4", '"pubStatus" is "withheld", expected "usable"'),
        ("a.xml: item 5", "has no text, expected NITF or XHTML"),
    ]


def test_the_newest_version_counts(folder):
    dead = META + '<pubStatus qcode="stat:canceled"/>'
    write(
        folder / "a.xml",
        message(
            news(guid="1", version=2),
            news(PLAIN.replace("Six", "Seven"), guid="1", version=10),
            news(guid="2", version=1),
            news(guid="2", version=2, meta=dead),
        ),
    )
    found, skipped = read(["a.xml"])
    assert [article.text for article in found] == [f"{FERRY}\n\n{HURT.replace('Six', 'Seven')}"]
    assert [s.reason for s in skipped] == [
        "is version 2; item 2 is version 10",
        "is version 1; item 4 is version 2",
        '"pubStatus" is "canceled", expected "usable"',
    ]


def test_articles_of_one_message_are_told_apart(folder):
    write(folder / "a.xml", message(news(guid=""), news(PLAIN, guid="")))
    assert [article.id for article in articles("a.xml")] == ["a.xml:1", "a.xml:2"]


SECRET = '<!DOCTYPE newsItem [<!ENTITY e SYSTEM "secret.txt">]>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            news("<inlineXML><svg xmlns='urn:svg'/></inlineXML>"),
            "has no text: its content is <svg>, expected NITF or XHTML",
        ),
        (news("<inlineXML/>"), "has no text: its content is nothing, expected NITF or XHTML"),
        (news('<remoteContent href="http://m.example/1"/>'), "has no text, expected NITF or XHTML"),
        (news("", '<itemClass qcode="ninat:picture"/>'), "has no item with text among 1"),
        (message(), "has no item with text among 0"),
        (news()[:-20], "isn't XML: "),
        (SECRET + news(PLAIN.replace("Six", "&e;")), "isn't read: its DOCTYPE declares entities, expected none"),
        (news(PLAIN.replace("Six", "&e;")), "isn't XML: "),
        (news("<inlineXML><div>" + "<div>" * 300 + "</div>" * 300 + "</div></inlineXML>"), "isn't XML: "),
    ],
)
def test_what_holds_no_news_is_said(folder, content, reason):
    write(folder / "secret.txt", "three")
    write(folder / "a.xml", content)
    (found,) = reasons("a.xml")
    assert found.startswith(f"a.xml: {reason}")
