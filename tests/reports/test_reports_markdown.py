"""reports.markdown: what a Markdown parser makes of it, whatever the articles say."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from report_cases import HOSTILE, apart, claims, empty_report, hostile_report, many_report, report
from test_reports import gated, rendered
from test_reports_html import rows

from checker.findings.text import MAX_PASSAGE, excerpt, flatten, one_line, speaker_words
from checker.records import Attribution, Between, Comparator, Quantity, Relation, Report, Severity
from checker.reports import render
from checker.reports.markdown_text import bold, code, escape
from checker.reports.plot import plot

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")
OWN_HTML = {"<span>", "</span>", "<b>", "</b>", "</a>"}
ANCHOR = re.compile(r'<a id="fact-[0-9A-Za-z-]+">')
OWN_BLOCKS = re.compile(r"<!-- -->|</?details>|<details>\n<summary>[\w ,:]+</summary>")


def shown(token: Token) -> str:
    """What a reader sees of an inline token; HTML and markup that is not the report's own is kept, to be found."""
    words = []
    for child in token.children or []:
        if child.type in ("text", "text_special", "code_inline"):
            words.append(child.content)
        elif child.type == "softbreak":
            words.append("\n")
        elif not (child.type == "html_inline" and (child.content in OWN_HTML or ANCHOR.fullmatch(child.content))):
            words.append(f"[{child.type} {child.content}]")
    return "".join(words).replace("\u200b", "")


def inlines(markdown: str) -> list[Token]:
    return [t for t in PARSER.parse(markdown) if t.type == "inline"]


words = st.text(st.characters(blacklist_categories=("Cs",)), max_size=60)
tricky = st.lists(
    st.sampled_from(["|", "`", "``", "*", "**", "_", "[", "](", ")", "<b>", "&lt;", "\\", "#", "1.", "-", "+",
                     "> ", "~~", "$", "@a", "http://x", "!", "a", " ", "  ", "\n", "\t", "---", "===",
                     "{", "word", "12)", ":"]),
    max_size=12,
).map("".join)  # fmt: skip


@given(words | tricky)
@example(HOSTILE.replace("\ud800", ""))
@example("1.")
@example("- [ ] x")
@example("US$20m to $30m")
@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), ("> ", ""), ("### ", ""), ("| a | b |\n|---|---|\n| ", " | x |"), ("see ", " there")],
    ids=["paragraph", "quote", "heading", "cell", "middle"],
)
def test_escape_shows_the_text_as_it_is(before: str, after: str, text: str) -> None:
    plain = one_line(text)
    found = [shown(t) for t in inlines(before + escape(text) + after)]
    if before.startswith("|"):
        assert found == ["a", "b", plain, "x"]
    elif before == "see ":
        assert [flatten(f) for f in found] == [flatten(f"see {plain} there")]
    else:
        assert found in ([plain], [] if not plain else [plain])


@given(words | tricky)
def test_code_shows_the_text_but_for_backticks(text: str) -> None:
    plain = one_line(text).replace("`", "'")
    found = [shown(t) for t in inlines(f"| a | b |\n|---|---|\n| {code(text, cell=True)} | x |")]
    assert found[2:] == [plain, "x"]
    assert [shown(t) for t in inlines(f"x {code(text)}")] == [f"x {plain}".strip()]


@given(words | tricky, st.sampled_from(["14", "$20m", "12%", "two-thirds", "a*b", "(5)"]), words | tricky)
def test_mention_is_bold(before: str, mention: str, after: str) -> None:
    from checker.reports.markdown_text import escape_inline

    line = f"x{escape_inline(before)}{bold(mention)}{escape_inline(after)}x"
    (token,) = inlines(line)
    types = [(c.type, c.content) for c in token.children or []]
    # Escaped text may read "<b>" too; only a tag of our own is html_inline.
    opened = [i for i, found in enumerate(types) if found[0] == "strong_open" or found == ("html_inline", "<b>")]
    closed = [i for i, found in enumerate(types) if found[0] == "strong_close" or found == ("html_inline", "</b>")]
    assert len(opened) == len(closed) == 1
    inside = "".join(c for t, c in types[opened[0] : closed[0]] if t in ("text", "text_special"))
    assert inside == mention


def test_hostile_text_makes_no_markup() -> None:
    tokens = PARSER.parse(rendered("markdown", hostile_report()))
    for token in tokens:
        assert token.type != "fence" or token.info == "text", token
        assert token.type not in ("code_block", "bullet_list_open", "hr"), token
        if token.type == "html_block":
            assert OWN_BLOCKS.fullmatch(token.content.strip()), token.content
        for child in token.children or []:
            assert child.type not in ("image", "s_open", "em_open"), child
            assert child.type != "link_open" or child.attrs["href"].startswith("#fact-"), child
            assert child.type != "html_inline" or child.content in OWN_HTML or ANCHOR.fullmatch(child.content), child


def test_hostile_text_breaks_no_table_and_no_heading() -> None:
    def shape(markdown: str) -> list[tuple[str, str]]:
        kinds = ("heading_open", "th_open", "td_open", "tr_open", "table_open", "blockquote_open")
        return [(t.type, t.tag) for t in PARSER.parse(markdown) if t.type in kinds]

    hostile = hostile_report()
    tame = replace(
        hostile,
        topics=tuple(replace(t, label="topic") for t in hostile.topics),
        verdicts=tuple(replace(v, reason="reason") for v in hostile.verdicts),
        skipped=tuple(replace(s, input="input", reason="reason") for s in hostile.skipped),
        articles=tuple(replace(a, title="title", outlet="outlet") for a in hostile.articles),
        claims=tuple(replace(c, outlet="outlet", sentence="a sentence", attribution=None) for c in hostile.claims),
    )
    assert shape(rendered("markdown", hostile)) == shape(rendered("markdown", tame))


def test_control_and_bidirectional_characters_are_gone() -> None:
    text = rendered("markdown", hostile_report())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e\u200f]", text)
    prose = re.sub("`[^`]*`", "", text.replace("\\`", ""))  # GitHub links nothing inside code
    assert "everyone" in prose
    assert not re.search(r"@\w|(?<!&)#\d", prose)


# ------------------------------------------------------------------ content


def test_contradictions_are_listed_on_top_and_told_below_with_the_number_in_bold() -> None:
    text = rendered("markdown", report())
    assert text.startswith("# 1 contradiction between outlets, 1 input skipped\n")
    (line,) = (line for line in text.splitlines() if line.startswith("1. "))
    assert line.startswith(
        "1. **error** [people injured on the ferry Marwen](#fact-t-injured): **11** Harbour Post, 2031-05-06; "
    )
    assert "> **Eleven** people were injured." in text and "> **Nine** people were injured" in text
    assert "according to hospital director Ana Brandt" in text
    assert text.index("## Contradictions") < text.index("## Ferry runs aground off Port Lenning")


def test_a_story_has_a_table_of_facts_and_outlets() -> None:
    lines = rendered("markdown", report()).splitlines()
    row = next(i for i, line in enumerate(lines) if line.startswith("| people injured"))
    head, cells = ([cell.strip() for cell in lines[i].strip("|").split("|")] for i in (row - 2, row))
    assert head == ["", "Gazette", "Harbour Post", "The Courier"]
    assert cells[1:] == [
        "17", "11; 6 (according to the operator)", "9 (according to hospital director Ana Brandt)",
    ]  # fmt: skip


def test_an_outlet_that_is_silent_has_a_dash() -> None:
    lines = rendered("markdown", apart()).splitlines()
    (row,) = (line for line in lines if line.startswith("| people injured on the ferry Marwen, p2"))
    assert [cell.strip() for cell in row.strip("|").split("|")][1:] == ["11; 6 (according to the operator)", "–"]


def repeated(relation: Relation, n: int = 1) -> Report:
    """The contradiction of the cases as ``relation``, and ``n`` times more with a claim that repeats one value."""
    made = report()
    worst = replace(made.verdicts[2], relation=relation)
    one = next(c for c in made.claims if c.id == worst.b)
    again = [replace(one, id=f"again{i}", sentence=f"Repeated {i}: {one.mention}.") for i in range(n)]
    pairs = [replace(worst, id=f"r{i}", b=c.id, confidence=0.1) for i, c in enumerate(again)]
    return replace(made, claims=(*made.claims, *again), verdicts=(worst, *pairs))


def test_one_fact_is_shown_once_however_often_it_is_repeated() -> None:
    made = repeated(Relation.CONTRADICTION, 2)
    text = rendered("markdown", made)
    assert text.count("</a>1.") == 1 and "</a>2." not in text
    report_ = json.loads(rendered("json", made))
    assert len(report_["pairs"]) == 3 and len(report_["facts"]) == 1
    assert len({p["fingerprint"] for p in report_["pairs"]}) == 1
    assert (report_["summary"]["relations"]["contradiction"], report_["summary"]["distinct"]["contradiction"]) == (3, 1)
    assert '1 finding at or above "error"' in text
    for name in ("github", "gitlab", "concise"):
        assert rendered(name, made).count("Outlets contradict each other (") == 1, name


def test_pairs_of_another_topic_are_another_fact() -> None:
    made = many_report(2)
    assert "</a>2." in rendered("markdown", made)


def test_pairs_of_scope_are_shown_when_asked_for_and_few() -> None:
    made = many_report(50)
    made = replace(made, verdicts=tuple(replace(v, relation=Relation.SCOPE) for v in made.verdicts))
    asked = render("markdown", made, replace(gated(made), shown=(Relation.SCOPE,)))
    assert "counting different things" in asked and "20 more pairs in the JSON report." in asked
    assert "counting different things" not in rendered("markdown", made)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("The mayor", "the mayor"), ("Police", "police"), ("Two sources", "two sources"),
        ("Police Chief Mark Hall", "Police Chief Mark Hall"), ("Reuters", "Reuters"),
        ("Iraqi officials", "Iraqi officials"),
    ],
)  # fmt: skip
def test_speakers_keep_their_capitals_only_where_they_are_names(source: str, words: str) -> None:
    said = replace(report().claims[0], attribution=Attribution(source, "said"))
    assert speaker_words(said) == f"according to {words}"


def test_an_update_is_one_row_in_the_order_of_its_days() -> None:
    made = report()
    grown = replace(made, verdicts=tuple(v for v in made.verdicts if v.relation is Relation.UPDATE))
    text = rendered("markdown", grown)
    (row,) = (line for line in text.splitlines() if line.startswith("| people injured"))
    assert "**9** (2031-05-06: The Courier) → **17** (2031-05-08: Gazette)" in row
    assert "17  Gazette" in text, "a picture of the running total"


def test_nothing_found_is_said_plainly() -> None:
    made = replace(report(), verdicts=(), skipped=())
    text = rendered("markdown", made)
    assert text.startswith("# No contradictions found\n")
    assert "nothing could be compared" in text
    assert rendered("markdown", empty_report()).startswith("# No article could be checked\n")


def test_long_reports_are_cut_and_say_so() -> None:
    text = rendered("markdown", many_report(230))
    assert text.count("\n### ") == 15 and text.count("\n30. ") == 1
    assert "200 more contradictions in the JSON report." in text
    assert len(text.splitlines()) < 350


@pytest.mark.parametrize("between", list(Between))
def test_headline_names_who_disagrees(between: Between) -> None:
    made = report()
    verdict = replace(made.verdicts[2], between=between, relation=Relation.CONTRADICTION, severity=Severity.ERROR)
    headline = rendered("markdown", replace(made, verdicts=(verdict,), skipped=())).splitlines()[0]
    assert (
        headline
        == {
            Between.OUTLETS: "# 1 contradiction between outlets",
            Between.SPEAKERS: "# 1 attributed disagreement",
            Between.OUTLET: "# 1 contradiction between articles of the same outlet",
            Between.SELF: "# 1 contradiction inside an article",
        }[between]
    )


def test_agreements_lie_behind_their_number_and_of_several_outlets() -> None:
    made = report()
    agreed = replace(made, verdicts=made.verdicts[:1])
    text = rendered("markdown", agreed)
    assert "<summary>1 agreement</summary>" in text
    assert "| passengers aboard the ferry Marwen | 214     | 2         | Harbour Post, The Courier |" in text
    alone = replace(agreed, claims=tuple(replace(c, outlet="Harbour Post") for c in made.claims))
    assert "<summary>" not in rendered("markdown", alone)


# ------------------------------------------------------------------ numbers, pictures, long passages


def test_who_else_prints_a_value_stands_beside_it() -> None:
    made = report()
    c = claims()
    more = [replace(c["eleven"], id=f"more{i}", article=f"more{i}", outlet=f"Paper {i}") for i in range(3)]
    agree = [
        replace(made.verdicts[0], id=f"a{i}", a=c["eleven"].id, b=m.id, topic="t-injured") for i, m in enumerate(more)
    ]
    text = rendered("markdown", replace(made, claims=(*made.claims, *more), verdicts=(*made.verdicts, *agree)))
    assert "; the same in Paper 1, Paper 2\n" in text
    assert "the same in" not in rendered("markdown", made)


def test_a_passage_leads_to_its_article_or_to_its_line() -> None:
    made = report()
    text = rendered("markdown", made)
    assert "“Ferry runs aground off Port Lenning” (`news/harbour.txt:4`)" in text
    linked = replace(made, articles=tuple(replace(a, url="https://news.example/a b)") for a in made.articles))
    assert "[“Ferry runs aground off Port Lenning”](https://news.example/a%20b%29)" in rendered("markdown", linked)
    assert "javascript:" not in rendered("markdown", hostile_report()).lower()


def plotted(*quantities: Quantity) -> list[str]:
    return plot(rows(*quantities)).splitlines()


def test_the_picture_draws_values_to_scale_and_bounds_as_open_ends() -> None:
    about, more = Quantity(50, comparator=Comparator.ABOUT), Quantity(80, comparator=Comparator.MORE_THAN)
    below, between = Quantity(90, comparator=Comparator.LESS_THAN), Quantity(None, 20, 60, Comparator.RANGE)
    scale, *bars = plotted(Quantity(100), about, more, below, between)
    assert scale.split() == ["0", "100"]
    drawn = [bar[12:].rstrip("GMzaetd ") for bar in bars]
    assert [bar.rstrip()[-1] if i not in (3, 4) else bar.strip() for i, bar in enumerate(drawn)] == [
        "●", "○", "▶", "◀┄●", "├" + "─" * 14 + "┤",
    ]  # fmt: skip
    assert [bar.index(mark) for bar, mark in zip(drawn, "●○●●├", strict=True)] == [39, 20, 31, 35, 8]


@pytest.mark.parametrize("value", [0.0, -5.0, 1e12, 7e300, 0.003])
def test_the_picture_keeps_its_width(value: float) -> None:
    assert max(map(len, plotted(Quantity(value), Quantity(value * 3)))) < 140
    assert plotted(Quantity(3)) == [] and plotted(Quantity(None), Quantity(float("nan"))) == []


def test_the_picture_is_a_block_that_text_cannot_leave() -> None:
    made = report()
    named = tuple(replace(c, outlet="```\n# x ````") if c.cumulative else c for c in made.claims)
    grown = replace(made, claims=named, verdicts=tuple(v for v in made.verdicts if v.relation is Relation.UPDATE))
    (fence,) = [t for t in PARSER.parse(rendered("markdown", grown)) if t.type == "fence"]
    assert fence.content.count("\n") == 3 and "``` # x ````" in fence.content


def test_a_long_passage_is_cut_around_its_number() -> None:
    long = "word " * 400
    passage = f"{long}Eleven people were injured. {long}"
    made = replace(claims()["eleven"], sentence=passage, sentence_start=0, start=len(long), end=len(long) + 6)
    before, mention, after = excerpt(made)
    assert mention == "Eleven" and before.startswith("… word") and after.endswith("…")
    assert max(len(before), len(after)) <= MAX_PASSAGE + 1
    assert excerpt(claims()["eleven"]) == ("", "Eleven", " people were injured.")


def test_an_update_that_the_configuration_made_a_finding_says_so() -> None:
    made = report()
    noted = tuple(replace(v, severity=Severity.WARNING) for v in made.verdicts if v.id == "p5")
    text = rendered("markdown", replace(made, verdicts=noted))
    assert "| **warning**, CHK101: The count grew from 9 to 17 in two days. |" in text


def test_outlets_that_carry_one_text_are_one_witness() -> None:
    made = report()
    same = replace(made, copies=(("harbour.txt", "courier-7"),))
    assert "independent" not in rendered("markdown", made)
    assert "| 2 (1 independent) " in rendered("markdown", same)
    assert "2 (1 independent)" in rendered("html", same)
    assert json.loads(rendered("json", same))["copies"] == [{"article": "harbour.txt", "first": "courier-7"}]
