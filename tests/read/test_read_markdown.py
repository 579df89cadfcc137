"""Markdown: what a reader sees becomes text, everything else goes; every word leads back to its place in the file."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import ReadError
from checker.read.anchors import place
from checker.read.draft import Draft, InputFile
from checker.read.markdown import read_markdown


def drafted(folder: Path, content: str) -> Draft:
    path = folder / "a.md"
    path.write_bytes(content.encode())
    (draft,) = read_markdown(InputFile(path, "a.md", "a.md"))
    assert isinstance(draft, Draft)
    return draft


CASES = {
    "emphasis": ("Police said **seven** people were *hurt* in Orle.", "Police said seven people were hurt in Orle."),
    "emphasis by underscores": ("A flood hurt _seven_ and __50__ more.", "A flood hurt seven and 50 more."),
    "nested emphasis": ("***Seven** died*, 5**0** hurt.", "Seven died, 50 hurt."),
    "no emphasis": ("It cost 2 * 3 * 4 crowns, file_name_9.", "It cost 2 * 3 * 4 crowns, file_name_9."),
    "highlight": ("About ==seven people== died.", "About seven people died."),
    "link": ("The [mayor of *Orle*](http://a.example/9 '12') spoke.", "The mayor of Orle spoke."),
    "link by reference": ("The [mayor][m] of [Orle].\n\n[m]: /9\n[Orle]: /5 '8'", "The mayor of Orle."),
    "address": ("See <http://a.example/2031/14> for 3 maps.", "See for 3 maps."),
    "picture": ("![9 boats](9.png '12') Two boats sank.", "Two boats sank."),
    "linked picture": ("[![9 boats](b.png)](http://c.example/7)\n\nTwo boats sank.", "Two boats sank."),
    "note": ("Seven died.[^2] Two fled.\n\n[^2]: On page 14.\n    And 15.", "Seven died. Two fled."),
    "note with a name": ("Seven died[^b1], two fled.\n\n[^b1]: Since 1999.", "Seven died, two fled."),
    "note that is nowhere": ("Seven died.[^7]", "Seven died."),
    "note in the line": ("Seven^[of 19 aboard] died.", "Seven died."),
    "note as a link": ("Seven died.[[3]](#fn3) Two fled.[4](#c)", "Seven died. Two fled."),
    "number as a link": ("Then [7](/list) died.", "Then 7 died."),
    "note by HTML": ("Seven died.<sup>2</sup> Two<sup>[b]</sup> fled.", "Seven died. Two fled."),
    "ordinal by HTML": ("On the 5<sup>th</sup> day.", "On the 5th day."),
    "power by HTML": ("It burned 12 km<sup>2</sup>.", "It burned 12 km²."),
    "struck": ("It took ~~thirty~~ twenty homes.", "It took twenty homes."),
    "struck by one mark": ("It took ~30~ 20 homes, ~9 km to ~10 km off.", "It took 20 homes, ~9 km to ~10 km off."),
    "struck in emphasis": ("**~~Nine~~ Ten** died.", "Ten died."),
    "struck by HTML": ("It took <del>30</del> <s>25</s> 20 homes.", "It took 20 homes."),
    "struck paragraphs": ("One.\n\n<del>\n\n30 homes.\n\n</del>\n\nTwo.", "One.\n\nTwo."),
    "never closed": ("It took <s>20 homes.\n\nTwo.", "It took 20 homes.\n\nTwo."),
    "comment": ("One.\n\n<!-- 9 died -->\n\nTwo <!-- not\n3 --> fled.", "One.\n\nTwo fled."),
    "comment with a blank line": ("One <!-- a\n\n9 died --> two.", "One\n\ntwo."),
    "code": ("One.\n\n```\nn = 14\n```\n\n    m = 15\n\nRun `go 7` now.", "One.\n\nRun go 7 now."),
    "table": ("| Town | Dead |\n|:--|--:|\n| Orle | 9 |\n| Vask | 12 |", "Town; Dead\n\nOrle; 9\n\nVask; 12"),
    "table with marks": ("a | b\n--|--\n**9** | [10](/11)\n | 3", "a; b\n\n9; 10\n\n3"),
    "table by HTML": (
        "<table>\n<tr><th>Orle<th>9\n<tr><td>Vask</td><td>12</td></tr>\n</table>",
        "Orle; 9\n\nVask; 12",
    ),
    "list": ("- 9 died\n- two\n  fled\n\n1. One\n2. 2 more", "9 died\n\ntwo fled\n\nOne\n\n2 more"),
    "tasks": ("- [x] 9 found\n- [ ] two not", "9 found\n\ntwo not"),
    "headings": ("# Flood #\nNine died.\n\nMore\n----\nTwo fled.", "Flood\n\nNine died.\n\nMore\n\nTwo fled."),
    "quote": ("> Nine *died*,\n> he said.\n>\n> > Yes.", "Nine died, he said.\n\nYes."),
    "wrapped": ("Nine\npeople died\n in Orle.", "Nine people died in Orle."),
    "hard breaks": ("Nine died.  \nTwo fled.\\\nOne<br>stayed.", "Nine died.\nTwo fled.\nOne\nstayed."),
    "escapes": (r"Nine \* ten \_a\_ 5\. \# \<b\>", "Nine * ten _a_ 5. # <b>"),
    "entities": ("Nine&nbsp;died &amp; &pound;5m&#8212;gone&shy;.", "Nine died & £5m—gone."),
    "tags": ("Nine <b class='7'>people</b> <span>died</span>.", "Nine people died."),
    "block of HTML": ("<div class='4'>\nNine <i>died</i> &amp;\ntwo fled.\n</div>", "Nine died & two fled."),
    "attributes": ("<p title='a > 9' data-x=\"<b>\">\nNine died.\n</p>", "Nine died."),
    "comment without an end": ("Nine <!-- died.\n\nTwo <? fled.", "Nine died.\n\nTwo fled."),
    "script": ("One.\n\n<script>\nn = 9 < 10; d = '<del>'\n\nm = 2\n</script>\n\nTwo.", "One.\n\nTwo."),
    "templates": ("One {{< map id=9 >}} two. {% include x 7 %}\n\n# Three {#h-4 .b}", "One two.\n\nThree"),
    "note as characters": ("Then 17[1] died.[2][3] Two² fled, 12 km² off.", "Then 17 died. Two fled, 12 km² off."),
    "note by a span": ('Then 17<span class="footnote-ref">2</span> died.', "Then 17 died."),
    "note by a glued link": ('Then 17<a href="#fn1">1</a> died.', "Then 17 died."),
    "note as of converters": ('17<sup id="fnref:1"><a href="#fn:1" class="footnote">1</a></sup> died.', "17 died."),
    "note that leads back": ("Nine died.\n\n1. Two later. [↩](#fnref1)\n2. Three. [^](#cite_ref-2)", "Nine died."),
    "note of Word": ("Nine[\\[1\\]](#_ftn1) died.\n\n[\\[1\\]](#_ftnref1) Two later.", "Nine died."),
    "note of HTML that leads back": ('Nine died.\n\n1. Two later. <a href="#fnref:1">↩</a>', "Nine died."),
    "raised and lowered": (
        "17^2^ died on the 5^th^ day, 12 km^2^ off, of CO~2~ 9~1~.",
        "17 died on the 5th day, 12 km² off, of CO2 9.",
    ),
    "struck by style": ('It took <span style="text-decoration:line-through">30</span> 20 homes.', "It took 20 homes."),
    "struck by class": ('It took <span class="strikethrough">30</span> 20 homes.', "It took 20 homes."),
    "hidden": ("It took <span hidden>30</span> 20 homes.", "It took 20 homes."),
    "words with a class": ('It took <span class="number">20</span> <a href="#list">homes</a>.', "It took 20 homes."),
    "inserted": ("It took ++20++ homes, 1++ and C++.", "It took 20 homes, 1++ and C++."),
    "changes": ("{++20++}{--30--} homes, {~~nine~>ten~~} {==men==}{>>why?<<}.", "20 homes, ten men."),
    "wiki links": ("In [[Orle]] and [[Vask|the port]] 9 died.[[3]]", "In Orle and the port 9 died."),
    "embedded note": ("![[9 boats.png]]\n\nTwo died.", "Two died."),
    "sources": ("Nine died [@roe2031, p. 9], two fled [-@doe31].", "Nine died, two fled."),
    "comment of Obsidian": (
        "One.\n\n%% 9 died %%\n\nTwo %%or 3%% fled, 5%% and 6%%.",
        "One.\n\nTwo fled, 5%% and 6%%.",
    ),
    "table of contents": ("[TOC]\n\n[[_TOC_]]\n\nNine died.", "Nine died."),
    "callout": ("> [!NOTE]\n> Nine died.\n\n> [!warning]- \n> Two fled.", "Nine died.\n\nTwo fled."),
    "container": (":::note\nNine died.\n:::\n\nTwo fled.", "Nine died.\n\nTwo fled."),
    "abbreviation": ("Nine died.\n\n*[WHO]: 14 words", "Nine died."),
    "figure": ("<figure>\n<img src='a'>\n<figcaption>9 boats</figcaption>\n</figure>\n\nTwo died.", "Two died."),
    "rules": ("One.\n\n---\n\nTwo.\n***\nThree.", "One.\n\nTwo.\n\nThree."),
}


@pytest.mark.parametrize(("content", "text"), CASES.values(), ids=list(CASES))
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("matter", ["", "---\ntitle: A title\noutlet: Gazette\n---\n\n"], ids=["bare", "matter"])
def test_text_and_places(tmp_path: Path, content: str, text: str, end: str, matter: str) -> None:
    whole = (matter + content + "\n").replace("\n", end)
    draft = drafted(tmp_path, whole)
    assert draft.text == text
    lines = whole.split(end)
    for offset, char in enumerate(text):
        here = place(draft.text, draft.anchors, offset)
        assert here is not None
        if char.isascii() and char.isalnum():
            assert whole[here.file] == lines[here.line - 1][here.column - 1] == char


@pytest.mark.parametrize(
    ("content", "line"),
    [("| Orle |\n|--|\n| 9 \\| 10 |", 3), ("One\n\n`a\nb  c\nnine`", 5), ("- a\n\n\tnine\n", 3)],
)
def test_what_cannot_be_found_is_at_its_line(tmp_path: Path, content: str, line: int) -> None:
    draft = drafted(tmp_path, content)
    here = place(draft.text, draft.anchors, max(draft.text.find("9"), draft.text.find("nine")))
    assert here is not None and here.line == line


@pytest.mark.parametrize(
    ("content", "title", "in_text"),
    [
        ("# Nine *die*\n\nText.", "Nine die", True),
        ("By Ann Roe\n\n# Nine die\n\nText.", "Nine die", True),
        ("Nine died.\n\n## Background\n\nText.", "Nine died.", True),
        ("## Nine die\n\n# Other\n", "Nine die", True),
        ("---\ntitle: Ten die\n---\n# Nine die\n\nText.", "Ten die", False),
        ("---\ntitle: nine  DIE\n---\nBy Ann Roe\n\n# Nine **die**\n\nText.", "nine  DIE", True),
    ],
)
def test_title(tmp_path: Path, content: str, title: str, in_text: bool) -> None:
    draft = drafted(tmp_path, content)
    assert (draft.title or draft.heading, draft.title_in_text) == (title, in_text)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("---\ntitle: T\n---\n \n", "has front matter but no text"),
        ("```\nn = 9\n```\n", "has no text: nothing but code"),
        ("![9 boats](a.png)\n<!-- 9 -->", "has no text: nothing but code"),
        ("a " * 1_000_001, "has 2,000,002 characters, expected at most 2,000,000"),
    ],
)
def test_nothing_to_read(tmp_path: Path, content: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        drafted(tmp_path, content)


@pytest.mark.parametrize("piece", ["a <!-- ", "<div ", "[a", "![", "a <? ", "<a b='c ", "*a **b ", "`a"])
def test_marks_without_end_take_no_time_in_their_square(tmp_path: Path, piece: str) -> None:
    started = time.perf_counter()
    drafted(tmp_path, "Nine died.\n\n" + piece * 30_000)
    assert time.perf_counter() - started < 15


def test_indented_code_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    drafted(tmp_path, "---\ntitle: T\n---\nOne.\n\n    Nine people died.\n")
    assert caplog.messages == ["a.md: left out: code (indented by four spaces) from line 6 on"]


def test_deep_quotes_keep_their_text(tmp_path: Path) -> None:
    assert drafted(tmp_path, ">" * 40 + " Nine died.").text == "Nine died."


@given(st.text(alphabet="ab9 \n\r\t*_~`<>/del![]()^|-#:\\&;{%}=+\u00e9", max_size=80))
def test_any_text_has_its_places(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    try:
        draft = drafted(tmp_path_factory.getbasetemp(), content)
    except ReadError:
        return
    assert draft.text == draft.text.strip() != ""
    starts = [anchor.text for anchor in draft.anchors]
    assert starts == sorted(set(starts)) and starts[0] == 0
    assert all(0 <= anchor.file < len(content) for anchor in draft.anchors)
