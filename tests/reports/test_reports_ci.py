"""reports for CI: SARIF, JUnit, GitHub annotations, GitLab code quality, concise; and explain, fingerprints, words."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_cases import ARTICLES, HOSTILE, apart, claims, empty_report, hostile_report, many_report, report
from test_reports import rendered

from checker.errors import ReportError
from checker.findings.gate import gate
from checker.findings.listing import findings
from checker.findings.locations import split_source
from checker.findings.rules import RULES, rule_for
from checker.findings.text import highlighted, one_line, plural, quantity_words, shorten, speaker_words
from checker.findings.view import View
from checker.records import Attribution, Comparator, Quantity, QuantityKind, Relation, Report, Severity
from checker.reports import render
from checker.reports.explain import explain
from checker.reports.github import command
from checker.reports.sarif import artifact_uri
from checker.words.wording import number

# ------------------------------------------------------------------ sarif


def sarif(made: Report) -> dict:
    (run,) = json.loads(rendered("sarif", made))["runs"]
    return run


def test_sarif_locates_every_value_those_of_the_worst_pair_first() -> None:
    run = sarif(report())
    (result,) = (r for r in run["results"] if r["ruleId"] != "CHK900")
    (first,), (second, third, fourth) = result["locations"], result["relatedLocations"]
    assert first["physicalLocation"]["artifactLocation"]["uri"] == "news/harbour.txt"
    region = first["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (4, 1)
    text = ARTICLES[0].text
    assert text[region["charOffset"] : region["charOffset"] + region["charLength"]] == "Eleven"
    assert second["physicalLocation"]["artifactLocation"]["uri"] == "feed.jsonl"
    assert second["physicalLocation"]["region"] == {
        "snippet": {"text": "Nine people were injured, hospital director Ana Brandt said."}, "startLine": 7
    }  # fmt: skip
    told = [place["physicalLocation"]["region"]["snippet"]["text"] for place in (third, fourth)]
    assert told == ["six", "17"], "the other value in dispute, then what only follows"
    assert (result["ruleId"], result["properties"]["fact"], result["properties"]["pairs"]) == ("CHK001", "t-injured", 2)


@pytest.mark.parametrize("made", [report(), hostile_report(), empty_report()], ids=["ferry", "hostile", "empty"])
def test_sarif_rules_levels_and_uris(made: Report) -> None:
    run = sarif(made)
    rules = run["tool"]["driver"]["rules"]
    assert len({r["id"] for r in rules}) == len(rules) == len(RULES)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"].strip()
        assert re.fullmatch("[0-9a-f]{64}", result["partialFingerprints"]["checker/v1"])
        for place in result["locations"] + result.get("relatedLocations", []):
            uri = place["physicalLocation"]["artifactLocation"]["uri"]
            assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri) and not uri.startswith("/")
            assert urlsplit(uri).scheme == urlsplit(uri).netloc == ""
            assert place["physicalLocation"]["region"]["startLine"] >= 1
    names = [r["partialFingerprints"]["checker/v1"] for r in run["results"]]
    assert len(set(names)) == len(names)
    assert run["invocations"][0]["executionSuccessful"] is (not made.skipped and bool(made.articles))


def test_sarif_is_cut_at_the_limit_worst_first() -> None:
    run = sarif(many_report(5003))
    assert len(run["results"]) == 5000
    assert run["results"][0]["ruleId"] == "CHK900"
    ranks = [r["rank"] for r in run["results"][1:]]
    assert ranks == sorted(ranks, reverse=True)
    assert "4 more results" in run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]


@given(st.text(st.characters(blacklist_categories=("Cs",)), min_size=1))
def test_artifact_uri_keeps_the_path(path: str) -> None:
    uri = artifact_uri(path)
    assert unquote(uri).removeprefix("./") == path.removeprefix("./") or unquote(uri) == "./" + path
    assert urlsplit(uri).path == uri


# ------------------------------------------------------------------ fingerprints


def names(made: Report) -> dict[str, str]:
    """Id of a finding's worst pair -> fingerprint."""
    return {f.verdict.id: f.fingerprint for f in findings(View(made))}


@pytest.mark.parametrize("made", [report(), apart()], ids=["joined", "apart"])
def test_fingerprint_survives_rewording_renaming_and_reordering(made: Report) -> None:
    renamed = {a.id: f"archive/{i}.txt" for i, a in enumerate(made.articles)}
    other = replace(
        made,
        articles=tuple(replace(a, id=renamed[a.id], source="elsewhere.txt") for a in made.articles),
        claims=tuple(
            replace(c, article=renamed[c.article], sentence="Reworded: " + c.sentence, start=c.start + 5, end=c.end + 5)
            for c in reversed(made.claims)
        ),
        verdicts=tuple(reversed(made.verdicts)),
    )
    assert names(other) == names(made)


@pytest.mark.parametrize("change", ["value", "outlet", "comparator", "published"])
def test_fingerprint_changes_with_what_is_said_and_by_whom(change: str) -> None:
    made = apart()

    def changed(c):  # type: ignore[no-untyped-def]
        if c.mention != "Nine":
            return c
        return {
            "value": lambda: replace(c, quantity=replace(c.quantity, value=8)),
            "comparator": lambda: replace(c, quantity=replace(c.quantity, comparator=Comparator.ABOUT)),
            "outlet": lambda: replace(c, outlet="Other"),
            "published": lambda: replace(c, published=None),
        }[change]()

    other = replace(made, claims=tuple(changed(c) for c in made.claims))
    assert names(other)["p3"] != names(made)["p3"]
    assert names(other)["p2"] == names(made)["p2"]


def test_a_fact_has_one_fingerprint_and_another_side_changes_it() -> None:
    made = report()
    assert list(names(made)) == ["p3"]
    fewer = replace(made, verdicts=tuple(v for v in made.verdicts if v.id != "p2"))
    assert names(fewer)["p3"] != names(made)["p3"]


def test_an_outlet_that_says_the_same_again_changes_no_fingerprint() -> None:
    made = report()
    worst = made.verdicts[2]
    said = next(c for c in made.claims if c.id == worst.b)
    later = replace(said, id="later", sentence="Again: nine.", published=said.published.replace(day=7))
    again = replace(worst, id="p7", b=later.id)
    assert names(replace(made, claims=(*made.claims, later), verdicts=(*made.verdicts, again))) == names(made)


def test_fingerprints_of_equal_findings_differ() -> None:
    made = names(many_report(50))
    assert len(set(made.values())) == 50


# ------------------------------------------------------------------ junit


@pytest.mark.parametrize("made", [report(), hostile_report(), empty_report()], ids=["ferry", "hostile", "empty"])
def test_junit_counts_and_has_a_case_a_fact(made: Report) -> None:
    root = ET.fromstring(rendered("junit", made).encode())
    (suite,) = root
    cases = suite.findall("testcase")
    facts = [c for c in cases if c.get("classname") == "checker.facts"]
    assert len(facts) == len({v.topic for v in made.verdicts if v.relation is not Relation.SCOPE})
    assert suite.get("tests") == root.get("tests") == str(len(cases))
    assert suite.get("failures") == str(len(suite.findall(".//failure")))
    assert suite.get("errors") == str(len(suite.findall(".//error")))
    assert len(suite.findall(".//error")) == len(made.skipped) + (not made.articles)
    assert all({k.tag for k in c} <= {"failure", "error", "skipped", "system-out"} for c in cases)


def test_junit_fails_only_what_fails_the_gate() -> None:
    def failures(fail_on: Severity) -> list[str | None]:
        return [f.get("type") for f in ET.fromstring(rendered("junit", report(), fail_on).encode()).iter("failure")]

    assert failures(Severity.ERROR) == ["outlets-contradict"]
    assert failures(Severity.NONE) == []


def test_forgiven_inputs_are_skipped_and_not_errors() -> None:
    made = report()
    result = gate(made.verdicts, Severity.ERROR, made.skipped, True, 3)
    root = ET.fromstring(render("junit", made, result).encode())
    assert len(list(root.iter("skipped"))) == 1 and not list(root.iter("error"))
    assert "::warning title=CHK900 1 input not checked::news/broken.html" in render("github", made, result)


# ------------------------------------------------------------------ github, gitlab, concise


def commands(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("::")]


def test_github_annotations() -> None:
    first, second, third = commands(rendered("github", apart()))
    assert first.startswith("::error title=CHK900 1 input not checked::news/broken.html: ")
    assert second.startswith("::error file=news/harbour.txt,line=4,col=1,title=CHK001 Outlets contradict each other::")
    assert third.startswith("::notice file=news/harbour.txt,line=4,col=1,title=CHK002 ")
    assert len(commands(rendered("github", report()))) == 2, "one fact, one annotation, at its worst level"


def test_github_shows_ten_a_level_and_says_how_many_more() -> None:
    lines = commands(rendered("github", many_report(30)))
    assert len(lines) == 10
    assert lines[-1] == "::error title=checker%3A 22 more::22 more findings of this level; see the full report"
    assert len(commands(rendered("github", replace(many_report(9))))) == 10
    assert "more" not in commands(rendered("github", many_report(9)))[-1]


def test_hostile_text_starts_no_workflow_command() -> None:
    made = hostile_report()
    form = re.compile(r"::(error|warning|notice) ((file|line|col|title)=[^:,]*,?)+::")
    for line in rendered("github", made).splitlines():
        assert not line.startswith("::") or form.match(line)
    assert len(rendered("github", made).splitlines()) == 1 + 1 + 1
    for line in rendered("concise", made).splitlines():
        assert not line.startswith("::")
        assert "##[" not in line


@given(st.text(), st.text())
def test_github_command_is_one_line_whatever_it_holds(text: str, title: str) -> None:
    made = command("error", text, title=title)
    assert "\n" not in made and "\r" not in made
    head, _, rest = made.removeprefix("::error title=").partition("::")
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        head = head.replace(code, char)
        rest = rest.replace(code, char) if code not in ("%3A", "%2C") else rest
    assert (head, rest) == (title, text)


@pytest.mark.parametrize("made", [report(), hostile_report(), many_report(40)], ids=["ferry", "hostile", "many"])
def test_gitlab_issues(made: Report) -> None:
    issues = json.loads(rendered("gitlab", made))
    assert len(issues) == len(findings(View(made))) + len(made.skipped)
    assert len({i["fingerprint"] for i in issues}) == len(issues)
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["path"] and issue["location"]["lines"]["begin"] >= 1


def test_concise_lines() -> None:
    lines = rendered("concise", apart()).splitlines()
    assert len(lines) == 2 + 1 + 1
    assert len(rendered("concise", report()).splitlines()) == 1 + 1 + 1, "one fact, one line"
    assert lines[0].startswith("news/harbour.txt:4:1: CHK001 ")
    (first, second) = (f.fingerprint[:12] for f in findings(View(apart())))
    assert lines[0].endswith(f"[see feed.jsonl:7:1] [{first}]")
    assert lines[1].endswith(f"[see news/harbour.txt:4:52] [{second}]")
    assert lines[2] == "news/broken.html: CHK900 Input not checked: no main text found"


# ------------------------------------------------------------------ places


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("a/b.txt", ("a/b.txt", None)),
        ("feed.jsonl:17", ("feed.jsonl", 17)),
        ("feed.jsonl:17: item 2", ("feed.jsonl", 17)),
        ("feed.json: item 2", ("feed.json", None)),
        ("news\\b.txt", ("news/b.txt", None)),
        ("/home/me/b.txt", ("the-id", None)),
        ("C:\\news\\b.txt", ("the-id", None)),
        ("<stdin>:3", ("the-id", None)),
        ("https://example.org/a", ("the-id", None)),
        ("", ("the-id", None)),
    ],
)
def test_paths_are_relative_or_give_way_to_the_id(source: str, place: tuple[str, int | None]) -> None:
    assert split_source(replace(ARTICLES[0], id="the-id", source=source)) == place


def test_location_counts_lines_and_columns() -> None:
    view = View(report())
    for claim in report().claims:
        place = view.location(claim)
        if place.exact:
            line = view.articles[claim.article].text.split("\n")[place.line - 1]
            assert line[place.column - 1 :].startswith(claim.mention)


# ------------------------------------------------------------------ explain


def test_explain_shows_both_claims_and_every_stage() -> None:
    data = json.loads(rendered("json", report()))
    text = explain(data, "p3")
    for part in ("CHK001", "11 against 9", "Harbour Post", "hospital director Ana Brandt (said)", "contradiction 0.95",
                 '"Eleven", characters', "0.8123", "cumulative"):  # fmt: skip
        assert part in text
    assert data["pairs"][2]["fingerprint"] in text and "standing" not in text
    assert "decided without the model" in explain(data, "p1")
    data["pairs"][2]["state"] = "known"
    assert "known from the baseline" in explain(data, "p3")


@pytest.mark.parametrize("index", range(6))
def test_explain_takes_every_pair_of_a_hostile_report(index: int) -> None:
    data = json.loads(rendered("json", hostile_report()))
    text = explain(data, data["pairs"][index]["id"])
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)


@pytest.mark.parametrize(
    ("data", "pair", "message"),
    [
        ({"schema": "checker/2"}, "p1", '"schema" is \'checker/2\', expected "checker/1"'),
        ({}, "p1", '"schema" is None'),
        ({"schema": "checker/1", "pairs": []}, "p1", "the report has no pairs"),
        ({"schema": "checker/1", "pairs": [{"id": "p1"}]}, "p1", "malformed"),
        ({"schema": "checker/1", "pairs": [{"id": "abc1"}, {"id": "abc2"}]}, "abc", "begins 2 ids: abc1, abc2"),
        ({"schema": "checker/1", "pairs": [{"id": "abcd"}]}, "abxd", "did you mean abcd?"),
    ],
)
def test_explain_errors_name_what_is_wrong(data: dict, pair: str, message: str) -> None:
    with pytest.raises(ReportError) as error:
        explain(data, pair)
    assert message in str(error.value)


def test_explain_takes_a_unique_beginning() -> None:
    data = json.loads(rendered("json", replace(report(), verdicts=(replace(report().verdicts[2], id="deadbeef"),))))
    assert explain(data, "dead") == explain(data, "deadbeef")


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("value", "words"),
    [(2500, "2,500"), (2500.0, "2,500"), (12.5, "12.5"), (2e7, "20 million"), (1.25e9, "1.25 billion"), (0, "0"),
     (1234567, "1,234,567"), (-3, "-3"), (0.333333, "0.3333"), (0.00002, "2e-05")],
)  # fmt: skip
def test_number(value: float, words: str) -> None:
    assert number(value) == words


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(150, comparator=Comparator.MORE_THAN, unit="attack"), "more than 150"),
        (Quantity(None, 20, 30, Comparator.RANGE, unit="kilometre", kind=QuantityKind.MEASURE), "20 to 30 kilometres"),
        (Quantity(12, change="up", unit="percentage", kind=QuantityKind.PERCENTAGE), "up 12%"),
        (Quantity(1, unit="dollar", kind=QuantityKind.MONEY), "$1"),
        (Quantity(3, unit="third", kind=QuantityKind.ORDINAL), "no. 3"),
        (Quantity(None, 3, 9, Comparator.RANGE, vague=True), "several"),
        (Quantity(23, unit="year of age", kind=QuantityKind.AGE), "23"),
        (Quantity(3.4e12, comparator=Comparator.ABOUT, unit="dollar", kind=QuantityKind.MONEY), "about $3.4 trillion"),
        (Quantity(None, 2e6, 3e6, Comparator.RANGE, unit="euro", kind=QuantityKind.MONEY), "€2 million to €3 million"),
        (Quantity(5, unit="krone", kind=QuantityKind.MONEY), "5 krones"),
    ],
)
def test_quantity_words(quantity: Quantity, words: str) -> None:
    assert quantity_words(quantity, "several") == words


@pytest.mark.parametrize(
    ("one", "many"), [("mile per hour", "miles per hour"), ("foot", "feet"), ("inch", "inches"), ("day", "days"),
                      ("century", "centuries")],
)  # fmt: skip
def test_plural(one: str, many: str) -> None:
    assert plural(one) == many


@pytest.mark.parametrize(
    ("source", "words"),
    [("The mayor", "according to the mayor"), ("Ana Brandt", "according to Ana Brandt"), ("", ""),
     ("A" * 200, "according to " + "A" * 89 + "…")],
)  # fmt: skip
def test_speaker_words(source: str, words: str) -> None:
    assert speaker_words(replace(claims()["six"], attribution=Attribution(source, "said"))) == words


@given(st.text(max_size=40), st.integers(2, 40))
def test_shorten(text: str, width: int) -> None:
    made = shorten(text, width)
    assert len(made) <= width
    assert made == text if len(text) <= width else made.endswith("…") and text.startswith(made[:-1])


def test_highlighted_joins_to_the_sentence() -> None:
    for claim in (*claims().values(), *hostile_report().claims):
        before, mention, after = highlighted(claim)
        assert mention == one_line(claim.mention)
        assert before + mention + after == one_line(claim.sentence)
    outside = replace(claims()["nine"], start=0, end=3, mention="elsewhere")
    assert highlighted(outside) == (outside.sentence, "", "")


def test_every_rule_is_named_once_and_every_verdict_has_one() -> None:
    assert len({r.code for r in RULES}) == len({r.name for r in RULES}) == len(RULES)
    assert {rule_for(v).code for v in report().verdicts} == {"CHK001", "CHK002", "CHK101", "CHK102", "CHK103", "CHK104"}
    assert HOSTILE.count("::error") == 1
