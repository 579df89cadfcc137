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
from report_cases import HOSTILE, claims, empty_report, hostile_report, many_report, report
from test_reports import rendered
from test_reports_html import rows

from checker.findings.text import MAX_PASSAGE, excerpt, flatten, one_line, speaker_words
from checker.records import Attribution, Between, Comparator, Quantity, Relation, Report, Severity
from checker.reports.markdown_text import bold, code, escape
from checker.reports.plot import plot

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")
OWN_HTML = {"<span>", "</span>", "<b>", "</b>"}
OWN_BLOCKS = re.compile(r"<!-- -->|</?details>|<details>\n<summary>[\w ,:]+</summary>")


def shown(token: Token) -> str:
    """What a reader sees of an inline token; HTML and markup that is not the report's own is kept, to be found."""
    words = []
    for child in token.children or []:
        if child.type in ("text", "text_special", "code_inline"):
            words.append(child.content)
        elif child.type == "softbreak":
            words.append("\n")
        elif not (child.type == "html_inline" and child.content in OWN_HTML):
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
        assert token.type not in ("code_block", "bullet_list_open", "ordered_list_open", "hr"), token
        if token.type == "html_block":
            assert OWN_BLOCKS.fullmatch(token.content.strip()), token.content
        for child in token.children or []:
            assert child.type not in ("link_open", "image", "s_open", "em_open"), child
            assert child.type != "html_inline" or child.content in OWN_HTML, child.content


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


def test_contradictions_come_worst_first_and_in_both_passages_the_number_is_bold() -> None:
    text = rendered("markdown", report())
    assert text.startswith("# 1 contradiction between outlets, 1 attributed disagreement, 1 input skipped\n")
    assert text.index("11 against 9") < text.index("11 against 6")
    assert "> **Eleven** people were injured." in text
    assert "> **Nine** people were injured" in text
    assert "according to hospital director Ana Brandt" in text
    assert "**note**, attributed disagreement" in text


def test_agreement_is_one_row_a_value_not_one_a_pair() -> None:
    made = report()
    c = claims()
    third = replace(c["taken"], id="third", article="third.txt", outlet="Third Paper")
    one, two = c["aboard"].id, c["taken"].id
    pairs = [
        replace(made.verdicts[0], id=f"a{i}", a=a, b=b)
        for i, (a, b) in enumerate(((one, two), (two, "third"), (one, "third")))
    ]
    text = rendered("markdown", replace(made, claims=(*made.claims, third), verdicts=tuple(pairs)))
    rows = [line for line in text.splitlines() if line.startswith("| passengers aboard")]
    assert len(rows) == 1
    assert [cell.strip() for cell in rows[0].strip("|").split("|")] == [
        "passengers aboard the ferry Marwen", "214", "3",
        "Harbour Post (2031-05-06), The Courier (2031-05-06), Third Paper (2031-05-06)",
    ]  # fmt: skip


def repeated(relation: Relation, n: int = 1) -> Report:
    """The contradiction of the cases as ``relation``, and ``n`` times more with a claim that repeats one value."""
    made = report()
    worst = replace(made.verdicts[2], relation=relation)
    one = next(c for c in made.claims if c.id == worst.b)
    again = [replace(one, id=f"again{i}", sentence=f"Repeated {i}: {one.mention}.") for i in range(n)]
    pairs = [replace(worst, id=f"r{i}", b=c.id, confidence=0.1) for i, c in enumerate(again)]
    return replace(made, claims=(*made.claims, *again), verdicts=(worst, *pairs))


def test_one_pair_of_values_is_shown_once_with_where_else_it_stands() -> None:
    text = rendered("markdown", repeated(Relation.CONTRADICTION, 2))
    assert text.count("\n### 1.") == 1 and "\n### 2." not in text
    also = text[text.index("Also:") :]
    assert "Repeated 0" in also and "Repeated 1" in also
    assert len(json.loads(rendered("json", repeated(Relation.CONTRADICTION, 2)))["pairs"]) == 3
    page = rendered("html", repeated(Relation.CONTRADICTION, 2))
    assert page.count('<article class="pair') == 1 and "also said 2 more times" in page


def test_values_of_another_topic_or_relation_are_not_folded() -> None:
    made = repeated(Relation.CONTRADICTION)
    other = replace(made, verdicts=(made.verdicts[0], replace(made.verdicts[1], topic="t-aboard")))
    assert "\n### 2." in rendered("markdown", other)


def test_scope_rows_are_few() -> None:
    made = many_report(50)
    text = rendered(
        "markdown", replace(made, verdicts=tuple(replace(v, relation=Relation.SCOPE) for v in made.verdicts))
    )
    assert "50 pairs of different scope" in text and "20 more pairs in the JSON report." in text


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


def test_cumulative_counts_have_a_table_in_order_of_time() -> None:
    text = rendered("markdown", report())
    table = text[text.index("## Counts over time") : text.index("## Updates")]
    rows = [[c.strip() for c in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("| 2031")]
    assert rows == [
        ["2031-05-06", "9", "The Courier"], ["2031-05-06", "11", "Harbour Post"], ["2031-05-08", "17", "Gazette"],
    ]  # fmt: skip


def test_nothing_found_is_said_plainly() -> None:
    made = replace(report(), verdicts=(), skipped=())
    text = rendered("markdown", made)
    assert text.startswith("# No contradictions found\n")
    assert "nothing could be compared" in text
    assert rendered("markdown", empty_report()).startswith("# No article could be checked\n")


def test_long_reports_are_cut_and_say_so() -> None:
    text = rendered("markdown", many_report(230))
    assert text.count("\n### ") == 200 + 1
    assert "30 more contradictions in the JSON report." in text


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


def test_only_counts_have_a_timeline() -> None:
    made = report()
    rocks = replace(claims()["rocks"], cumulative=True)
    other = replace(rocks, id="other", attribute=replace(rocks.attribute, value="ice"))  # type: ignore[type-var]
    topic = replace(made.topics[0], id="t-cause", label="cause", claims=(rocks.id, "other"))
    text = rendered("markdown", replace(made, claims=(*made.claims, other), topics=(*made.topics, topic)))
    assert "### people injured" in text and "### cause" not in text


def test_a_withdrawn_figure_is_history_in_its_timeline() -> None:
    made = report()
    nine = claims()["nine"]
    assert nine.quantity is not None
    old = replace(nine, id="old", quantity=replace(nine.quantity, value=31.0, superseded=True))
    text = rendered("markdown", replace(made, claims=(*made.claims, replace(old, cumulative=True))))
    assert "31 (withdrawn)" in text


def test_what_one_outlet_alone_repeats_is_no_agreement_between_outlets() -> None:
    made = report()
    claims_ = tuple(replace(c, outlet="Harbour Post") for c in made.claims)
    text = rendered("markdown", replace(made, claims=claims_, verdicts=made.verdicts[:1]))
    assert "## Agreements" not in text
    assert "<summary>1 value that one outlet alone repeats</summary>" in text


# ------------------------------------------------------------------ numbers, pictures, long passages


def test_the_summary_counts_what_is_shown_and_the_pairs_behind_it() -> None:
    made = repeated(Relation.CONTRADICTION, 2)
    text = rendered("markdown", made)
    row = next(line for line in text.splitlines() if line.startswith("| Contradictions"))
    assert [cell.strip() for cell in row.strip("|").split("|")] == ["Contradictions", "1", "3"]
    assert text.startswith("# 1 contradiction between outlets, 1 input skipped\n")
    assert '1 finding at or above "error"' in text
    summary = json.loads(rendered("json", made))["summary"]
    assert (summary["relations"]["contradiction"], summary["distinct"]["contradiction"]) == (3, 1)
    for name in ("github", "gitlab", "concise"):
        assert rendered(name, made).count("Outlets contradict each other (") == 1, name


def test_who_else_prints_a_value_stands_beside_it() -> None:
    made = report()
    c = claims()
    third = replace(c["eleven"], id="third", outlet="Third Paper")
    agree = replace(made.verdicts[0], id="a1", a=c["eleven"].id, b="third", topic="t-injured")
    text = rendered("markdown", replace(made, claims=(*made.claims, third), verdicts=(*made.verdicts, agree)))
    assert "**Harbour Post**, 2031-05-06, in “Ferry runs aground off Port Lenning”; the same in Third Paper\n" in text
    assert "the same in" not in rendered("markdown", made)


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
    (fence,) = [t for t in PARSER.parse(rendered("markdown", replace(made, claims=named))) if t.type == "fence"]
    assert fence.content.count("\n") == 4 and "``` # x ````" in fence.content


def test_a_long_passage_is_cut_around_its_number() -> None:
    long = "word " * 400
    passage = f"{long}Eleven people were injured. {long}"
    made = replace(claims()["eleven"], sentence=passage, sentence_start=0, start=len(long), end=len(long) + 6)
    before, mention, after = excerpt(made)
    assert mention == "Eleven" and before.startswith("… word") and after.endswith("…")
    assert max(len(before), len(after)) <= MAX_PASSAGE + 1
    assert excerpt(claims()["eleven"]) == ("", "Eleven", " people were injured.")


def test_details_stop_below_the_limit_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.reports.markdown.MAX_BYTES", 5000)
    text = rendered("markdown", many_report(40))
    shown = text.count("\n### ") - 1
    assert 5 < shown < 20
    assert f"{40 - shown} more contradictions in the JSON report." in text


def test_an_update_that_the_configuration_made_a_finding_says_so() -> None:
    made = report()
    noted = tuple(replace(v, severity=Severity.WARNING) if v.id == "p5" else v for v in made.verdicts)
    text = rendered("markdown", replace(made, verdicts=noted))
    assert "| **warning**, CHK101: The count grew from 9 to 17 in two days. |" in text


def test_outlets_that_carry_one_text_are_one_witness() -> None:
    made = report()
    same = replace(made, copies=(("harbour.txt", "courier-7"),))
    assert "independent" not in rendered("markdown", made)
    assert "| 2 (1 independent) " in rendered("markdown", same)
    assert "2 (1 independent)" in rendered("html", same)
    assert json.loads(rendered("json", same))["copies"] == [{"article": "harbour.txt", "first": "courier-7"}]
