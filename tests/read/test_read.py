"""Files to articles: every format, metadata, and a clear reason for everything that can't be read."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import ReadError
from checker.read import READERS, read
from checker.read.markup import html_text
from checker.read.scalars import FIRST_DAY, LAST_DAY, date_of
from checker.records import Skipped


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def lines(*rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def only(inputs, **options):
    articles, skipped = read(inputs, **options)
    assert skipped == []
    (article,) = articles
    return article


def reasons(inputs, **options):
    return [f"{item.input}: {item.reason}" for item in read(inputs, **options)[1]]


# ------------------------------------------------------------------ plain text and Markdown


def test_plain_text_is_the_whole_file(folder):
    write(folder / "a.txt", "\nTwo hurt in blast\n\nThe blast…\r\n")
    article = only(["a.txt"])
    assert article.text == "\nTwo hurt in blast\n\nThe blast…\r\n"
    assert (article.id, article.title, article.title_in_text) == ("a.txt", "Two hurt in blast", True)
    assert (article.published, article.url, article.source) == (None, None, "a.txt")


def test_front_matter(folder):
    matter = "id: x1\noutlet: Example Post\npublished: 2024-01-20\ntitle: Two hurt\nurl: https://e.example/1\ntags: [a]"
    write(folder / "a.md", f"---\n{matter}\n---\n\n# Blast\n\nTwo were hurt.\n")
    article = only(["a.md"])
    assert (article.id, article.outlet, article.title) == ("x1", "Example Post", "Two hurt")
    assert (article.published, article.url) == (dt.date(2024, 1, 20), "https://e.example/1")
    assert (article.text, article.title_in_text) == ("Blast\n\nTwo were hurt.", False)


def test_a_rule_at_the_top_is_no_front_matter(folder):
    text = "---\nTwo were hurt\n---\nOne died.\n"
    write(folder / "a.txt", text)
    assert only(["a.txt"]).text == text


def test_markdown_heading_is_shown_without_its_marks(folder):
    write(folder / "a.md", "# Two hurt in blast\n\nText.")
    write(folder / "a.txt", "# 1 song of the year\n\nText.")
    titles = {article.id: article.title for article in read(["a.md", "a.txt"])[0]}
    assert titles == {"a.md": "Two hurt in blast", "a.txt": "# 1 song of the year"}


def test_byte_order_mark_is_no_text(folder):
    write(folder / "a.txt", b"\xef\xbb\xbfTwo hurt")
    assert only(["a.txt"]).text == "Two hurt"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"caf\xc3\xa9 bl\xe4st", "isn't UTF-8 (byte 0xe4 at offset 8), expected UTF-8 text"),
        (b"PK\x00\x01", "is binary (NUL byte at offset 2), expected UTF-8 text"),
        ("Two hurt".encode("utf-16")[:-1], "isn't UTF-16, which it begins like: truncated data"),
        (b"---\npublished: Jan 5th\n---\nText", '"published" is "Jan 5th", expected ISO 8601'),
        (b"---\noutlet: [a, b]\n---\nText", "\"outlet\" is ['a', 'b'], expected a string"),
        (b"---\ntitle: Two hurt\n---\n", "has front matter but no text"),
    ],
)
def test_bad_text_files(folder, content, reason):
    write(folder / "a.txt", content)
    assert reasons(["a.txt"]) == [f"a.txt: {reason}"]


def test_bad_front_matter_names_the_line(folder):
    write(folder / "a.txt", "---\noutlet: Post\ntitle: [\n---\nText")
    (reason,) = reasons(["a.txt"])
    assert reason.startswith("a.txt: front matter isn't YAML: line 4: ")


# ------------------------------------------------------------------ outlets and ids


def test_outlet_is_the_subfolder_or_the_named_folder_else_the_file(folder):
    write(folder / "batch/post/a.txt", "A")
    write(folder / "batch/b.txt", "B")
    write(folder / "c.txt", "C")
    outlets = {article.id: article.outlet for article in read(["batch", "c.txt"])[0]}
    assert outlets == {"a.txt": "post", "b.txt": "b.txt", "c.txt": "c.txt"}
    assert only(["batch/b.txt"]).outlet == "batch"


def test_shared_names_become_relative_paths(folder):
    for name in ("batch/post/1.txt", "batch/times/1.txt", "batch/times/2.txt"):
        write(folder / name, name)
    assert [article.id for article in read(["batch"])[0]] == ["2.txt", "post/1.txt", "times/1.txt"]


def test_shared_relative_paths_become_paths_as_given(folder):
    for name in ("mon/post/1.txt", "tue/post/1.txt"):
        write(folder / name, name)
    assert [article.id for article in read(["mon", "tue"])[0]] == ["mon/post/1.txt", "tue/post/1.txt"]


def test_order_of_inputs_and_doubles_change_nothing(folder):
    for name in ("b/2.txt", "a/1.txt", "a/3.txt"):
        write(folder / name, name)
    expected = read(["a/1.txt", "a/3.txt", "b/2.txt"])
    assert read(["b/2.txt", "a/3.txt", "a/1.txt", "a/../a/1.txt"])[0] == expected[0]
    assert [article.id for article in expected[0]] == ["1.txt", "2.txt", "3.txt"]


def test_a_second_article_with_the_same_id_is_skipped(folder):
    write(folder / "a.jsonl", lines({"id": "x", "text": "One died."}, {"id": "x", "text": "Two died."}))
    write(folder / "b.jsonl", lines({"id": "x", "text": "One died."}))
    articles, skipped = read(["b.jsonl", "a.jsonl"])
    assert [article.text for article in articles] == ["One died."]
    assert skipped == [
        Skipped("a.jsonl:2", '"id" is "x", already used in a.jsonl:1 for another text'),
        Skipped("b.jsonl:1", '"id" is "x", already used in a.jsonl:1 for the same text'),
    ]


# ------------------------------------------------------------------ JSON


ROW = {
    "id": "x",
    "outlet": "Post",
    "published": "2024-01-20",
    "title": "Blast",
    "url": "https://e.example",
    "text": "Ü 2.",
}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", lines(ROW)),
        ("a.ndjson", "\n" + lines(ROW) + "\n\n"),
        ("a.json", json.dumps(ROW)),
        ("a.json", json.dumps([ROW])),
        ("a.jsonl.gz", gzip.compress(lines(ROW).encode())),
        ("a.csv", '\ufeffid,outlet,published,title,url,text\nx,Post,2024-01-20,Blast,https://e.example,"Ü 2."\n'),
    ],
)
def test_every_format_gives_the_same_article(folder, name, content):
    write(folder / name, content)
    article = only([name])
    assert (article.id, article.outlet, article.published) == ("x", "Post", dt.date(2024, 1, 20))
    assert (article.title, article.url, article.text) == ("Blast", "https://e.example", "Ü 2.")
    assert article.title_in_text is False


def test_fallbacks_of_a_row(folder):
    write(
        folder / "a.jsonl", lines({"text": "One died."}, {"id": 7, "text": "Two.", "url": "https://www.post.example/x"})
    )
    first, second = sorted(read(["a.jsonl"])[0], key=lambda article: article.text)
    assert (first.id, first.outlet, first.title) == ("a.jsonl:1", "a.jsonl:1", "")
    assert (second.id, second.outlet) == ("7", "post.example")


def test_a_title_repeated_in_the_text_is_no_second_field(folder):
    write(folder / "a.jsonl", lines({"text": "Two  hurt\nOne died.", "title": "Two hurt"}))
    assert only(["a.jsonl"]).title_in_text is True


def test_line_separators_inside_strings_end_no_line(folder):
    write(folder / "a.jsonl", '{"text": "One\u2028died."}\n')
    assert only(["a.jsonl"]).text == "One\u2028died."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": "x"}', 'no "text"'),
        (b'{"text": " "}', '"text" is empty'),
        (b'{"text": 5}', '"text" is 5, expected a string'),
        (b'{"text": "a", "published": "Jan 5th"}', '"published" is "Jan 5th", expected ISO 8601'),
        (b'{"text": "a", "published": "2024-02-30"}', '"published" is "2024-02-30", expected ISO 8601'),
        (b'{"text": "a", "published": 20240105}', '"published" is 20240105, expected ISO 8601'),
        (b'{"text": "a", "outlet": {"name": "b"}}', "\"outlet\" is {'name': 'b'}, expected a string"),
        (b'{"text": "a\\u0000"}', '"text" has a NUL at character 1, expected text'),
        (b'{"text": "a\\ud800"}', '"text" has a lone surrogate at character 1, expected Unicode text'),
        (b'{"text": "a"', "isn't JSON: column 13: Expecting ',' delimiter"),
        (b'"text"', 'is "text", expected a JSON object'),
        (b'{"text": "caf\xc3\xa9 \xe9"}', "isn't UTF-8 (byte 0xe9 at offset 16), expected UTF-8 text"),
    ],
)
def test_a_bad_line_is_skipped_and_the_next_is_read(folder, line, reason):
    write(folder / "a.jsonl", b'{"id": "1", "text": "One died."}\n\n' + line + b'\n{"id": "4", "text": "Two died."}\n')
    articles, skipped = read(["a.jsonl"])
    assert [article.id for article in articles] == ["1", "4"]
    assert skipped == [Skipped("a.jsonl:3", reason)]


def test_deep_json_is_a_bad_line(folder):
    write(folder / "a.jsonl", "[" * 200_000 + "\n")
    (skipped,) = read(["a.jsonl"])[1]
    assert skipped.input == "a.jsonl:1" and skipped.reason.startswith("isn't JSON")


def test_skipped_lines_come_in_their_own_order(folder):
    write(folder / "a.jsonl", "x\n" * 11)
    assert [item.input for item in read(["a.jsonl"])[1]] == [f"a.jsonl:{number}" for number in range(1, 12)]


def test_standard_input():
    articles, skipped = read(["-"], stdin=io.BytesIO(lines({"text": "One died."}, {"id": "x"}).encode()))
    assert [article.id for article in articles] == ["<stdin>:1"]
    assert skipped == [Skipped("<stdin>:2", 'no "text"')]
    assert read(["-"], stdin=io.StringIO(""))[1] == [Skipped("<stdin>", "is empty")]


def test_ninjs_item(folder):
    item = {
        "uri": "urn:example:1",
        "headline": "Two hurt",
        "versioncreated": "2024-01-20T23:30:00-05:00",
        "provider": "Example Wire",
        "body_xhtml": "<div><p>Two &amp; one\nwere <b>hurt</b>.</p><script>x()</script><p>One died.</p></div>",
    }
    write(folder / "a.json", json.dumps(item))
    article = only(["a.json"])
    assert (article.id, article.outlet, article.title) == ("urn:example:1", "Example Wire", "Two hurt")
    assert (article.published, article.text) == (dt.date(2024, 1, 20), "Two & one were hurt.\n\nOne died.")


def test_ninjs_2_item(folder):
    item = {
        "uri": "urn:example:2",
        "headlines": [{"role": "short", "value": "Hurt"}, {"role": "main", "value": "Two hurt"}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": "<p>One died.</p>"}],
        "firstCreated": "2024-01-20T10:00:00Z",
        "infosources": [{"name": "Example Wire", "role": "provider"}],
    }
    write(folder / "a.json", json.dumps(item))
    article = only(["a.json"])
    assert (article.title, article.text, article.outlet) == ("Two hurt", "One died.", "Example Wire")
    assert article.published == dt.date(2024, 1, 20)


def test_inline_markup_breaks_no_word():
    assert html_text("<p>2,<b>50</b>0 troops<br/>came</p>tail") == "2,500 troops\n\ncame\n\ntail"


# ------------------------------------------------------------------ HTML, CSV, Parquet

PAGE = """<!DOCTYPE html><html><head><title>Two hurt in blast</title>
<meta property="og:site_name" content="Example Post">
<meta property="article:published_time" content="2024-01-20T10:00:00Z">
<link rel="canonical" href="https://post.example/1">
</head><body><nav><a href="/">Home</a></nav><article><h1>Two hurt in blast</h1>
<p>Two people were hurt when a boiler burst in a bakery near the old harbour on Saturday, police said in
a statement.</p>
<p>The bakery has been closed since, and 14 neighbours were moved to a school for the night, according to
the mayor.</p>
</article><footer>Copyright</footer></body></html>"""


def test_html(folder):
    write(folder / "a.html", PAGE)
    article = only(["a.html"])
    assert (article.id, article.outlet, article.published) == ("a.html", "Example Post", dt.date(2024, 1, 20))
    assert (article.title, article.url) == ("Two hurt in blast", "https://post.example/1")
    assert "14 neighbours" in article.text and "Home" not in article.text


def test_html_without_an_article(folder):
    write(folder / "a.html", "<html><body></body></html>")
    assert reasons(["a.html"]) == ["a.html: no main text found in this HTML"]


def test_csv_rows_are_named_by_their_first_line(folder):
    write(folder / "a.csv", 'Text,Published\n"One\ndied.",2024-01-20\nTwo died.,soon\nThree\n')
    articles, skipped = read(["a.csv"])
    assert [(article.id, article.text) for article in articles] == [("a.csv:2", "One\ndied.")]
    assert skipped == [
        Skipped("a.csv:4", '"published" is "soon", expected ISO 8601'),
        Skipped("a.csv:5", "has 1 columns, expected 2"),
    ]


def test_csv_takes_long_articles(folder):
    text = "One died. " * 20_000
    with open(folder / "a.csv", "w", newline="") as stream:
        csv.writer(stream).writerows([["text"], [text]])
    assert only(["a.csv"]).text == text


def test_csv_without_text(folder):
    write(folder / "a.csv", "id,body\n1,One died.\n")
    assert reasons(["a.csv"]) == ['a.csv: no column "text" among id, body']


def test_parquet(folder):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    columns = {"text": ["One died.", None], "published": [dt.datetime(2024, 1, 20, 9), None], "other": [1, 2]}
    pq.write_table(pa.table(columns), folder / "a.parquet")
    articles, skipped = read(["a.parquet"])
    assert [(article.id, article.published) for article in articles] == [("a.parquet:1", dt.date(2024, 1, 20))]
    assert skipped == [Skipped("a.parquet:2", 'no "text"')]


def test_parquet_without_pyarrow_names_the_extra(folder, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    write(folder / "a.parquet", b"PAR1")
    assert reasons(["a.parquet"]) == ['a.parquet: needs pyarrow: pip install "claim-consistency-checker[parquet]"']


def test_broken_parquet_and_gzip(folder):
    pytest.importorskip("pyarrow")
    write(folder / "a.parquet", b"PAR1 and no more")
    write(folder / "b.jsonl.gz", b"\x1f\x8b and no more")
    first, second = reasons(["a.parquet", "b.jsonl.gz"])
    assert first.startswith("a.parquet: isn't Parquet: ") and second.startswith("b.jsonl.gz: can't be read: ")


# ------------------------------------------------------------------ folders and missing things


def test_folders_are_searched_without_hidden_and_other_files(folder, caplog):
    for name in ("in/b/2.txt", "in/1.txt", "in/.hidden.txt", "in/.git/x.txt", "in/picture.png"):
        write(folder / name, name)
    articles, skipped = read(["in"])
    assert [article.id for article in articles] == ["1.txt", "2.txt"]
    assert skipped == []
    assert caplog.messages == ["in: left out, not of a type that holds articles: picture.png"]


def test_rows_without_articles_are_one_skipped_file_in_a_folder_and_each_told_when_named(folder):
    write(folder / "in/1.txt", "One died.")
    write(folder / "in/gold.jsonl", lines({"fact": 1}, {"fact": 2}))
    write(folder / "in/some.jsonl", lines({"fact": 1}, {"text": "Two died."}))
    articles, skipped = read(["in"])
    assert [article.id for article in articles] == ["1.txt", "some.jsonl:2"]
    assert skipped == [
        Skipped(os.path.join("in", "gold.jsonl"), 'no row has a "text": row 1 has "fact"'),
        Skipped(os.path.join("in", "some.jsonl") + ":1", 'no "text"'),
    ]
    assert len(read(["in", "in/gold.jsonl"])[1]) == 3


def test_inputs_that_cannot_be_read(folder):
    write(folder / "a.odt", "x")
    (folder / "empty").mkdir()
    types = ", ".join(READERS)
    fetched = "is a URL; nothing is fetched: save it as a file first, for example with: curl -L -o"
    urls = ["https://post.example/1", "https://post.example/feed.rss?a=1&b=2"]
    assert reasons(["a.odt", "nowhere", *urls, "empty"]) == [
        f'a.odt: has the extension ".odt", expected one of {types}',
        f"empty: has no files of a type that holds articles, expected one of {types}",
        f"https://post.example/1: {fetched} page.html https://post.example/1",
        f"https://post.example/feed.rss?a=1&b=2: {fetched} page.rss 'https://post.example/feed.rss?a=1&b=2'",
        "nowhere: no such file or folder",
    ]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a file that may not be read")
def test_a_forbidden_file(folder):
    write(folder / "a.txt", "One died.").chmod(0)
    assert reasons(["a.txt"]) == ["a.txt: can't be read: Permission denied"]


# ------------------------------------------------------------------ metadata


def test_metadata_fills_in_what_is_missing(folder, caplog):
    write(folder / "in/1.txt", "One died.\nText.")
    write(folder / "in/2.md", "---\noutlet: Own\n---\nTwo died.")
    rows = [
        {"file": "1.txt", "outlet": "Post", "published": "2024-01-20", "title": "A death", "id": "p1", "extra": 1},
        {"file": "2.md", "outlet": "Times", "published": "2024-01-21T08:00:00Z"},
        {"file": "3.txt", "outlet": "Nobody"},
    ]
    write(folder / "in/meta.jsonl", lines(*rows))
    articles, skipped = read(["in"], metadata="in/meta.jsonl")
    assert skipped == []
    found = [(article.id, article.outlet, article.published, article.title) for article in articles]
    assert found == [
        ("2.md", "Own", dt.date(2024, 1, 21), "Two died."),
        ("p1", "Post", dt.date(2024, 1, 20), "A death"),
    ]
    assert all(article.title_in_text for article in articles)
    assert caplog.messages == ['in/meta.jsonl:3: "file" is "3.txt", which is none of the articles read']


def test_metadata_prefers_the_relative_path(folder):
    for name in ("in/a/1.txt", "in/b/1.txt"):
        write(folder / name, "One died.")
    write(folder / "meta.jsonl", lines({"file": "1.txt", "outlet": "Any"}, {"file": "a/1.txt", "outlet": "Post"}))
    outlets = {article.id: article.outlet for article in read(["in"], metadata="meta.jsonl")[0]}
    assert outlets == {"a/1.txt": "Post", "b/1.txt": "Any"}


def test_metadata_of_a_file_of_many_gives_no_id(folder):
    write(folder / "a.jsonl", lines({"text": "One."}, {"text": "Two."}))
    write(folder / "meta.jsonl", lines({"file": "a.jsonl", "outlet": "Post", "id": "x"}))
    articles = read(["a.jsonl"], metadata="meta.jsonl")[0]
    assert [(article.id, article.outlet) for article in articles] == [("a.jsonl:1", "Post"), ("a.jsonl:2", "Post")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (lines({"outlet": "Post"}), 'meta.jsonl:1: no "file": expected the name of an article\'s file'),
        (lines({"file": "a", "published": "soon"}), 'meta.jsonl:1: "published" is "soon", expected ISO 8601'),
        ("{", "meta.jsonl:1: isn't JSON: column 2: "),
        (lines({"file": "a"}, {"file": "./a"}), 'meta.jsonl:2: "file" is "a", already described in meta.jsonl:1'),
    ],
)
def test_bad_metadata_is_an_error(folder, content, message):
    write(folder / "meta.jsonl", content)
    write(folder / "a.txt", "One died.")
    with pytest.raises(ReadError) as error:
        read(["a.txt"], metadata="meta.jsonl")
    assert str(error.value).startswith(message)


def test_missing_metadata_is_an_error():
    with pytest.raises(ReadError, match=r"nowhere.jsonl: can't be read: No such file"):
        read([], metadata="nowhere.jsonl")


# ------------------------------------------------------------------ dates


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_iso_dates_read_back(day):
    assert date_of(day.isoformat()) == date_of(f"{day.isoformat()}T23:59:59+14:00") == day


@pytest.mark.parametrize("value", ["2024", "20 January 2024", "01/20/2024", "2024-13-01", True, 3.5, ["2024-01-20"]])
def test_other_dates_are_refused(value):
    with pytest.raises(ReadError, match="expected ISO 8601"):
        date_of(value)


# ------------------------------------------------------------------ whatever the bytes


@pytest.mark.parametrize("suffix", sorted(READERS))
@given(
    data=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: ("---\n" + text + "\n---\n" + text).encode())
)
def test_any_bytes_give_articles_or_reasons(suffix, data):
    with tempfile.TemporaryDirectory() as name:
        path = write(Path(name, f"a{suffix}"), data)
        articles, skipped = read([str(path)])
    assert articles or skipped
    assert all(article.text.strip() and article.id and article.outlet for article in articles)
    assert all(item.reason for item in skipped)


def test_front_matter_moves_the_first_line(tmp_path):
    body = "Two people died.\n\nA third was hurt."
    (tmp_path / "with.md").write_text(f"---\noutlet: X\ntitle: T\n---\n\n{body}\n", encoding="utf-8")
    (tmp_path / "without.md").write_text(f"{body}\n", encoding="utf-8")
    lines = {a.id: a.anchors[0].line for a in read([str(tmp_path)])[0]}
    assert lines == {"with.md": 6, "without.md": 1}
