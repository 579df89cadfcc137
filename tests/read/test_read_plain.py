"""Plain text: slices of the file, front matter by its usual names, entities and mojibake out of the way."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from checker.read import read
from checker.read.anchors import place
from checker.read.fields import FIELDS, fields_of, is_field, plain_name, unknown_names
from checker.read.front_matter import front_matter
from checker.read.mending import character, prepared
from checker.records import Anchor, Article


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def only(name: str, content: str) -> Article:
    Path(name).write_bytes(content.encode())
    articles, skipped = read([name])
    assert skipped == []
    (article,) = articles
    return article


# ------------------------------------------------------------------ front matter


@pytest.mark.parametrize(
    ("whole", "values", "rest"),
    [
        ("---\ntitle: T\n---\nText", {"title": "T"}, "Text"),
        ("---\r\ntitle: T\r\n---\r\nText\r\n", {"title": "T"}, "Text\r\n"),
        ("---\rtitle: T\r---\rText", {"title": "T"}, "Text"),
        ("\n \n---  \ntitle: T\n...\n\nText", {"title": "T"}, "\nText"),
        ("-----\ntitle: T\n-----\nText", {"title": "T"}, "Text"),
        ("---\n# nothing\n\n---\nText", {}, "Text"),
        ("---\n---\nText", {}, "Text"),
        ("---\ntitle: T\n---", {"title": "T"}, ""),
        ('+++\ntitle = "T"\n[params]\na = 1\n+++\nText', {"title": "T", "params": {"a": 1}}, "Text"),
        ("+++\r\ndate = 2031-05-06\r\n+++\r\nText", {"date": dt.date(2031, 5, 6)}, "Text"),
        ("---\nTwo were hurt\n---\nOne died.", {}, None),
        ("---\ntitle: T\n\nText", {}, None),
        ("---title: T\n---\nText", {}, None),
        ("Text\n---\ntitle: T\n---\n", {}, None),
        ("--- a\nb\n---\n", {}, None),
    ],
)
def test_front_matter(whole: str, values: dict[str, object], rest: str | None) -> None:
    found, end = front_matter(whole)
    assert (found, whole[end:]) == (values, whole if rest is None else rest)


@pytest.mark.parametrize(
    ("whole", "reason"),
    [
        ("---\ntitle: T\nurl: [\n---\nText", "front matter isn't YAML: line 4: "),
        ("\n\n---\r\ntitle: T\r\nid: 'a\r\n---\r\nText", "front matter isn't YAML: line "),
        ("+++\ntitle = 'T'\nurl = \n+++\nText", "front matter isn't TOML: Invalid value (at line 3, column 7)"),
        ("---\na: &x 1\nb: *x\n---\nText", "front matter isn't YAML: line 3: aliases"),
        ("---\ntitle: " + "x" * 100_000 + "\n---\nText", "front matter has 100,008 characters"),
        ("+++\na = " + "[" * 50_000 + "\n+++\nText", "front matter isn't TOML: "),
    ],
)
def test_bad_front_matter(folder: Path, whole: str, reason: str) -> None:
    (folder / "a.txt").write_bytes(whole.encode())
    (skipped,) = read(["a.txt"])[1]
    assert skipped.reason.startswith(reason)


def test_text_is_a_slice_of_the_file(folder: Path) -> None:
    whole = "---\r\noutlet: G\r\n---\r\n\r\n\t Calm at noon.\r\n\r\n31 hurt.\r\n\r\n"
    article = only("a.txt", whole)
    assert article.text == "Calm at noon.\r\n\r\n31 hurt."
    assert article.anchors == (Anchor(0, whole.index("Calm"), 5, 3),)


DAY = dt.date(2031, 5, 6)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"date": "2031-05-06"}, {"published": DAY}),
        ({"pubDate": "2031-05-06T23:30:00+09:00"}, {"published": DAY}),
        ({"publish_date": dt.datetime(2031, 5, 6, 9)}, {"published": DAY}),
        ({"Date-Published": "Tuesday, 6 May 2031"}, {"published": DAY}),
        ({"date": "05/06/2031", "lang": "en-US"}, {"published": dt.date(2031, 5, 6)}),
        ({"date": "05/06/2031", "lang": "en-GB"}, {"published": dt.date(2031, 6, 5)}),
        ({"published": "2031-05-06", "date": "2030-01-01"}, {"published": DAY}),
        ({"published": None, "date": "2031-05-06"}, {"published": DAY}),
        ({"source": "Gazette"}, {"outlet": "Gazette"}),
        ({"site": "Gazette", "author": "Ann Roe"}, {"outlet": "Gazette"}),
        ({"publisher": {"@type": "Organization", "name": "Gazette"}}, {"outlet": "Gazette"}),
        ({"source": {"id": None, "name": "Gazette"}, "publishedAt": "2031-05-06"},
         {"outlet": "Gazette", "published": DAY}),
        ({"source": "https://g.example/1"}, {"url": "https://g.example/1"}),
        ({"permalink": "/2031/ferry", "link": "https://g.example/1"}, {"url": "https://g.example/1"}),
        ({"permalink": "/2031/ferry"}, {}),
        ({"headline": "Ferry sinks", "Outlet": "Gazette"}, {"title": "Ferry sinks", "outlet": "Gazette"}),
        ({"author": "Ann Roe", "by": "Bo"}, {}),
    ],
)  # fmt: skip
def test_other_names(row: dict[str, object], expected: dict[str, object], caplog: pytest.LogCaptureFixture) -> None:
    assert fields_of(row) == dict.fromkeys(FIELDS) | expected
    assert caplog.messages == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"date": "soon"}, 'a.md: left out: "date" is "soon", expected ISO 8601'),
        ({"date": "05/06/2031"}, 'a.md: left out: "date" may be 2031-05-06 or 2031-06-05'),
        ({"pubDate": 1935792000}, 'a.md: left out: "pubDate" is 1935792000, expected ISO 8601'),
        ({"source": ["G", "H"]}, "a.md: left out: \"source\" is ['G', 'H'], expected a string"),
    ],
)
def test_what_other_names_cannot_mean_is_told(
    row: dict[str, object], message: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert fields_of(row, "a.md") == dict.fromkeys(FIELDS)
    (told,) = caplog.messages
    assert told.startswith(message)


def test_names_are_in_the_form_in_which_they_are_compared() -> None:
    names = [name for name in ("date", "pubdate", "permalink", "lastmod", "coverimage") if plain_name(name) != name]
    assert names == []
    assert unknown_names({"Title": 1, "tags": 1, "Last-Mod": 1, "cover_image": 1, "publishd": 1, 7: 1}) == [
        "publishd",
        "7",
    ]
    assert is_field("Pub-Date") and is_field("id") and not is_field("author")


def test_unknown_names_are_told_once(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name, matter in {
        "a.md": "publishd: 1\ntags: [b]",
        "b.md": "publishd: 2",
        "c.txt": "zork: 3\nauthor: Bo",
    }.items():
        (folder / name).write_text(f"---\noutlet: G\n{matter}\n---\nNine boats sank.\n")
    read(["."])
    assert caplog.messages == [
        'a.md and 1 more: front matter: unknown name "publishd", not used; did you mean "published"?',
        'c.txt: front matter: unknown name "zork", not used; expected id, outlet, published, title, url',
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "Headline,pub_date,Site,text\nFerry sinks,2031-05-06,Gazette,Nine died.\n"),
        (
            "a.jsonl",
            json.dumps({"headline": "Ferry sinks", "date": "2031-05-06", "site": "Gazette", "text": "Nine died."}),
        ),
        ("a.md", "---\nheadline: Ferry sinks\ndate: 2031-05-06\nsite: Gazette\n---\nNine died."),
        ("a.txt", "+++\nheadline = 'Ferry sinks'\ndate = 2031-05-06T09:00:00Z\nsite = 'Gazette'\n+++\nNine died."),
    ],
)
def test_other_names_in_every_format(folder: Path, name: str, content: str) -> None:
    article = only(name, content)
    assert (article.title, article.published, article.outlet, article.text) == (
        "Ferry sinks",
        DAY,
        "Gazette",
        "Nine died.",
    )


def test_other_names_in_parquet(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pytest.importorskip("pyarrow").table({"pubDate": ["2031-05-06"], "text": ["Nine died."], "views": [3]})
    parquet.write_table(table, "a.parquet")
    assert read(["a.parquet"])[0][0].published == DAY


# ------------------------------------------------------------------ entities and mojibake


@pytest.mark.parametrize(
    ("entity", "made"),
    [
        ("&pound;", "£"),
        ("&amp;", "&"),
        ("&#163;", "£"),
        ("&#xA3;", "£"),
        ("&#8217;", "’"),
        ("&#146;", "’"),  # Windows' number for it, which browsers read
        ("&amp;pound;", "£"),
        ("&amp;amp;#163;", "£"),
        ("&amp;amp;", "&"),
        ("&nbsp;", " "),
        ("&#160;", " "),
        ("&thinsp;", " "),
        ("&shy;", ""),
        ("&#8203;", ""),
        ("&#13;", ""),
        ("&#10;", "\n"),
        ("&amp;zork;", "&zork;"),
        ("&zork;", None),
        ("&notit;", None),
        ("&#0;", None),
        ("&#xD800;", None),
        ("&#9999999;", None),
        ("&#1;", None),
    ],
)
def test_entities(entity: str, made: str | None) -> None:
    assert character(entity) == made
    assert prepared(f"a{entity}b", (), "a.txt")[0] == (f"a{entity}b" if made is None else f"a{made}b")


@pytest.mark.parametrize("text", ["AT&T; sold", "R&D & more", "a&pound b", "&;", "&#;", "x?a=1&copy=2", "&" * 500])
def test_what_is_no_entity_stays(text: str) -> None:
    anchors = (Anchor(0, 7, 2, 1),)
    assert prepared(text, anchors, "a.txt") == (text, anchors)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "Seven&nbsp;people died &amp; 50&#160;fled; it cost &pound;3m."),
        ("a.md", "Seven&nbsp;people died &amp; 50&#160;fled; it cost &pound;3m."),
        ("a.jsonl", json.dumps({"text": "Seven&nbsp;people died &amp; 50&#160;fled; it cost &pound;3m."})),
        ("a.csv", 'id,text\nx,"Seven&amp;nbsp;people died &amp; 50&#xa0;fled; it cost &#163;3m."\n'),
    ],
)
def test_entities_in_every_format(folder: Path, name: str, content: str) -> None:
    assert only(name, content).text.strip() == "Seven people died & 50 fled; it cost £3m."


def test_entities_in_names(folder: Path) -> None:
    article = only(
        "a.jsonl",
        json.dumps({"text": "Nine died.", "title": "Fish &amp; chips", "outlet": "Post&nbsp;&amp;&nbsp;Mail"}),
    )
    assert (article.title, article.outlet) == ("Fish & chips", "Post & Mail")


def test_a_text_of_entities_alone_is_no_empty_one(folder: Path) -> None:
    assert only("a.txt", "&nbsp;&nbsp;").text == "&nbsp;&nbsp;"


def test_mojibake_is_mended_where_it_stands(caplog: pytest.LogCaptureFixture) -> None:
    text = "calm\nItâ€™s nine, itâ€™s ten\nnine"
    made, anchors = prepared(text, (Anchor(0, 0, 1, 1),), "a.txt")
    assert made == "calm\nIt’s nine, it’s ten\nnine"
    assert [anchor.text - anchor.file for anchor in anchors] == [0, -2, -4]
    assert caplog.messages == ["a.txt: 1 line in the wrong encoding, mended"]


MARKED = {
    "glued note": ("It killed 17[2] men.[3]", "It killed 17 men."),
    "note by its name": ("It killed 17[note 2] men.", "It killed 17 men."),
    "raised note": ("It killed 17² men, 12 km² off.", "It killed 17 men, 12 km² off."),
    "space of no width": ("It killed 1\u200b7 men.", "It killed 17 men."),
    "soft hyphen": ("It killed sev\u00adenteen men.", "It killed seventeen men."),
    "joiner": ("It killed 1\u20607\ufeff0 men.", "It killed 170 men."),
}


@pytest.mark.parametrize("case", MARKED)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a.csv"])
def test_marks_of_notes_and_what_no_one_sees_are_no_part_of_a_number(folder: Path, name: str, case: str) -> None:
    content, text = MARKED[case]
    content = f"One died.\n\n{content} Two fled."
    whole = {".jsonl": json.dumps({"text": content}), ".csv": f'text\n"{content}"\n'}.get(Path(name).suffix, content)
    article = only(name, whole)
    assert article.text.strip() == f"One died.\n\n{text} Two fled."
    if article.anchors:
        at = place(article.text, article.anchors, article.text.index("Two"))
        assert at is not None and at.line == 3 and whole[at.file :].startswith("Two fled.")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Nine<sup>2</sup> <b>men</b> died.</p><p>Two fled.</p>", "Nine men died.\n\nTwo fled."),
        ("It killed <del>9</del> <b>10</b> men.\n\nTwo fled.", "It killed 10 men.\n\nTwo fled."),
        ("It killed 17<sup>2</sup> men.<br>Two fled.", "It killed 17 men.\n\nTwo fled."),
        ("Prices < 9 and > 7; <b is no tag", "Prices < 9 and > 7; <b is no tag"),
        ("He wrote <3 to 2 men.", "He wrote <3 to 2 men."),
    ],
)
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_html_in_a_field_is_read_as_a_page_shows_it(folder: Path, name: str, markup: str, text: str) -> None:
    content = f'text\n"{markup}"\n' if name == "a.csv" else json.dumps({"text": markup})
    assert only(name, content).text == text
