"""From a text back to its file: anchors, edits that keep them, and what reports for people and CI make of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_cases import report
from test_reports import rendered

from checker.findings.locations import Location
from checker.findings.view import View
from checker.read import read
from checker.read.anchors import Lines, edited, place
from checker.records import Anchor, Article, Claim, ClaimKind, Report

# ------------------------------------------------------------------ anchors


@pytest.mark.parametrize(
    ("whole", "offset", "line", "column"),
    [
        ("one\ntwo", 0, 1, 1),
        ("one\ntwo", 5, 2, 2),
        ("one\r\ntwo\r\nsix", 10, 3, 1),
        ("one\rtwo\rsix", 8, 3, 1),
        ("one\rtwo\nsix", 8, 2, 1),  # a lone \r among \n ends no line
        ("\n\n\nsix", 3, 4, 1),
        ("é\u2028ü\nsix", 2, 1, 3),  # other separators end none either
    ],
)
def test_lines(whole: str, offset: int, line: int, column: int) -> None:
    expected = Anchor(0, offset, line, column)
    assert Lines(whole).anchor(0, offset) == expected
    assert place(whole, (Anchor(0, 0, 1, 1),), offset) == replace(expected, text=offset)


def test_no_anchor_leads_nowhere() -> None:
    assert place("one", (), 1) is None
    assert place("one two", (Anchor(4, 9, 2, 1),), 3) is None


@given(st.data())
def test_edits_keep_every_other_character_in_its_place(data: st.DataObject) -> None:
    """A file of different characters: wherever one of them stands in the edited text, its anchor leads back to it."""
    whole = "".join(map(chr, range(0x4E00, 0x4E00 + 60)))
    whole = whole[:20] + "\n" + whole[20:40] + "\r\n" + whole[40:]
    start = data.draw(st.integers(0, 30))
    text, anchors = whole[start:], (Lines(whole).anchor(0, start),)
    for _ in range(2):
        cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
        edits = [
            (a, b, data.draw(st.sampled_from(["", "x", "xyz"]))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)
        ]
        edits = [edit for n, edit in enumerate(edits) if not n or edit[0] > edits[n - 1][1]]
        text, anchors = edited(text, anchors, edits)
    lines = whole.split("\n")
    for offset, char in enumerate(text):
        if char in "xyz\r\n":
            continue
        here = place(text, anchors, offset)
        assert here is not None and whole[here.file] == char
        # An edit may have taken the line end that a count would need; anchors behind it make up for it.
        assert lines[here.line - 1][here.column - 1] == char


def test_many_edits_take_no_longer_by_the_square() -> None:
    text = "nine&nbsp;people\n" * 100_000
    made, anchors = edited(
        text, (Anchor(0, 0, 1, 1),), [(m.start(), m.end(), " ") for m in re.finditer("&nbsp;", text)]
    )
    assert len(anchors) == 100_001
    assert place(made, anchors, len(made) - 2) == Anchor(len(made) - 2, len(text) - 2, 100_000, 16)


# ------------------------------------------------------------------ files


FILES = {
    "plain.txt": "\nCalm at noon.\n\nA flood hurt 31 people.\n",
    "crlf.txt": "Calm at noon.\r\n\r\nA flood hurt 31 people.\r\n",
    "mac.txt": "Calm at noon.\r\rA flood hurt 31 people.\r",
    "mark.txt": "\ufeffCalm at noon.\n\nA flood hurt 31 people.\n",
    "matter.txt": "---\noutlet: G\n---\n\n\n  Calm at noon.\n\nA flood hurt 31 people.\n",
    "matter-crlf.txt": "---\r\noutlet: G\r\n---\r\nCalm at noon.\r\n\r\nA flood hurt 31 people.\r\n",
    "entities.txt": "Calm &amp; dry&nbsp;at noon.\n\nA&nbsp;flood &#8212; it hurt 31 people.\n",
    "mojibake.txt": "Itâ€™s calm at Caf\u00c3\u00a9 Orle.\n\nItâ€™s a flood that hurt 31 people.\n",
    "wrapped.md": "---\ntitle: A flood\n---\nCalm *at*\nnoon, a flood\nhurt **31** people.\n",
    "crlf.md": "---\r\ntitle: A flood\r\n---\r\n> Calm at noon.\r\n\r\n* a [flood](/9)\r\n  hurt 31 people.\r\n",
    "toml.md": "+++\ntitle = 'A flood'\n+++\n# Calm\n\nA flood&nbsp;hurt ~~30~~ 31 people.\n",
}


def claim_on(article: Article, words: str) -> Claim:
    start = article.text.index(words)
    line = article.text.rfind("\n", 0, start) + 1
    sentence = article.text[line:].splitlines()[0]
    return Claim(
        "c", article.id, "G", None, "text", start, start + len(words), words, sentence, line, ClaimKind.NUMERIC
    )


@pytest.mark.parametrize("name", FILES)
def test_reports_point_at_the_words_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(FILES[name].encode())
    (article,), skipped = read([name])
    assert not skipped
    whole = FILES[name].removeprefix("\ufeff")
    offset = whole.index("31")
    ends = re.findall(r"\n|\r(?!\n)", whole[:offset])
    column = offset - max(whole.rfind("\n", 0, offset), whole.rfind("\r", 0, offset))
    claim = claim_on(article, "31")
    view = View(replace(report(), articles=(article,), claims=(claim,)))
    assert view.location(claim) == Location(name, len(ends) + 1, column, True)
    span = view.span(claim, claim.start, claim.end)
    assert span is not None and whole[span[0].file : span[1].file + 1] == "31"


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.jsonl", '\n{"text": "A flood hurt 31 people."}\n', Location("a.jsonl", 2, 1, False)),
        ("a.json", '[{"text": "One died."}, {"text": "A flood hurt 31 people."}]', Location("a.json", 1, 1, False)),
        ("a.csv", "outlet,text\nG,One died.\nH,A flood hurt 31 people.\n", Location("a.csv", 3, 1, False)),
    ],
)
def test_rows_have_a_line_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str, place: Location
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(content)
    article = next(a for a in read([name])[0] if "31" in a.text)
    claim = claim_on(article, "31")
    assert View(replace(report(), articles=(article,), claims=(claim,))).location(claim) == place


# ------------------------------------------------------------------ SARIF and the others


def with_matter(made: Report) -> tuple[Report, str]:
    """The report's articles as files with front matter and Windows line ends, and the first of these files."""
    matter = "---\r\noutlet: X\r\n---\r\n"
    articles = []
    for article in made.articles:
        text = article.text
        anchors, line = [Anchor(0, len(matter), 4, 1)], 4
        for number, end in enumerate(m.end() for m in re.finditer("\n", text)):
            line += 1
            if end < len(text):
                anchors.append(Anchor(end, len(matter) + end + number + 1, line, 1))
        articles.append(replace(article, anchors=tuple(anchors) if article.anchors else ()))
    return replace(made, articles=tuple(articles)), matter + made.articles[0].text.replace("\n", "\r\n")


def test_sarif_says_one_place_in_two_ways() -> None:
    made, whole = with_matter(report())
    (run,) = json.loads(rendered("sarif", made))["runs"]
    found = 0
    for result in run["results"]:
        for located in [*result["locations"], *result.get("relatedLocations", [])]:
            where = located["physicalLocation"]
            if where["artifactLocation"]["uri"] != "news/harbour.txt":
                continue
            for region in (where["region"], where["contextRegion"]):
                assert whole[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"]
                assert _between(whole, region) == region["snippet"]["text"]
                found += 1
    assert found >= 4


def _between(whole: str, region: dict[str, Any]) -> str:
    """What stands between the line and column of a region's start and those of its end."""
    starts = [0, *(m.end() for m in re.finditer("\n", whole))]
    first = starts[region["startLine"] - 1] + region["startColumn"] - 1
    return whole[first : starts[region["endLine"] - 1] + region["endColumn"] - 1]


@pytest.mark.parametrize("name", ["concise", "github", "gitlab", "junit"])
def test_annotations_have_the_line_of_the_file(name: str) -> None:
    """The texts of the report begin at line 1; behind three lines of front matter all numbers are higher by three."""
    patterns = {"concise": r"harbour\.txt:(\d+)", "github": r"harbour\.txt,line=(\d+)", "junit": r"harbour\.txt:(\d+):",
                "gitlab": r'harbour\.txt",\s+"lines": \{\s+"begin": (\d+)'}  # fmt: skip
    before = [int(n) for n in re.findall(patterns[name], rendered(name, report()))]
    after = [int(n) for n in re.findall(patterns[name], rendered(name, with_matter(report())[0]))]
    assert before and after == [n + 3 for n in before]


def test_a_title_is_at_the_head_of_its_file() -> None:
    made, _ = with_matter(report())
    titled = replace(made.claims[0], field="title", article="harbour.txt", start=0, end=5)
    view = View(replace(made, claims=(titled,)))
    assert view.location(titled) == Location("news/harbour.txt", 1, 1, False)
    assert view.span(titled, 0, 5) is None
