"""Attribution on a table of cases, its spans, its speakers, and its share of the parse's time."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from conftest import ROOT

from checker import attribution, parse
from checker.attribution import roles
from checker.attribution.speakers import same_speaker, same_voice, speaker_key
from checker.records import AttributionSpan

CASES = yaml.safe_load((ROOT / "tests/cases/attribution.yaml").read_text("utf-8"))
SPEAKERS = yaml.safe_load((ROOT / "tests/cases/speakers.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def nlp() -> Any:
    return parse.load_pipeline()


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " .. ".join(text[s:e] for s, e in spans)


def shown(text: str, found: list[AttributionSpan]) -> list[tuple[str, str, str]]:
    return [(words(text, a.source), words(text, a.cue), words(text, a.content)) for a in found]


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:60] for c in CASES])
def test_cases(nlp: Any, case: dict[str, Any]) -> None:
    text = case["text"]
    found = attribution.attributions(nlp(text))
    triples = shown(text, found)
    assert not (case.get("silent") and triples), triples
    for source, cue, content, *rest in case.get("expect", []):
        assert (source, cue, content) in triples
        span = found[triples.index((source, cue, content))]
        for name, value in (rest[0] if rest else {}).items():
            assert getattr(span, name) == value, name
    for words_ in case.get("never", []):
        assert not [t for t in triples if t[2].startswith(words_) or t[2].endswith(words_)]


def test_table_has_both_kinds() -> None:
    assert sum("expect" in c for c in CASES) >= 60
    assert sum("silent" in c or "never" in c for c in CASES) >= 15


@pytest.mark.parametrize("case", SPEAKERS, ids=[f"{c[0]} | {c[1]}" for c in SPEAKERS])
def test_speakers(case: tuple[str, str, bool]) -> None:
    a, b, same = case
    assert same_speaker(a, b) is same
    assert same_speaker(b, a) is same


def test_unknown_speaker_is_nobody() -> None:
    assert speaker_key("") == speaker_key("he") == frozenset()
    assert not same_speaker("", "")
    assert not same_speaker("he", "he")


def test_sentences_limit_the_search(nlp: Any) -> None:
    doc = nlp("Police said two men were shot. The mayor said the road was closed.")
    second = list(doc.sents)[1]
    assert [a.speaker for a in attribution.attributions(doc, [second])] == ["The mayor"]


def test_enclosing_gives_the_innermost_first(nlp: Any) -> None:
    text = "Two sources said Colonel Brown said 14 rockets landed. Nobody was hurt."
    found = attribution.attributions(nlp(text))
    start = text.index("14")
    assert [a.speaker for a in attribution.enclosing(found, start, start + 2)] == ["Colonel Brown", "Two sources"]
    outside = text.index("Nobody")
    assert attribution.enclosing(found, outside, outside + 6) == []


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", '"', "“", "''", "said", "said said said.", "“Open\n\n", ": :", "according to"]
)
def test_odd_texts_do_not_raise(nlp: Any, text: str) -> None:
    for a in attribution.attributions(nlp(text)):
        for spans in (a.source, a.cue, a.content):
            assert all(0 <= s < e <= len(text) for s, e in spans)


@pytest.mark.parametrize(
    ("text", "surname", "role"),
    [
        (
            "Colonel Peter Brown, the spokesman for the coalition, said it rained.",
            "=brown",
            {"spokesperson", "coalition"},
        ),
        ("Maria Lopez, a nurse at Mercy Hospital who was on duty, saw it.", "=lopez", {"nurse", "mercy", "hospital"}),
        ("The ministry's spokesman, Omar Haddad, denied it.", "=haddad", {"ministry", "spokesperson"}),
    ],
)
def test_roles_of_the_named(nlp: Any, text: str, surname: str, role: set[str]) -> None:
    found = roles.of_persons(nlp(text).sents)
    assert role <= roles.role_words(found[surname]), found


@pytest.mark.parametrize(
    ("a", "b", "role", "same"),
    [
        ("Colonel Peter Brown", "the spokesman for the coalition", "the spokesman for the coalition", True),
        ("Colonel Peter Brown", "a coalition spokesman", "the spokesman for the US-led coalition", True),
        ("Colonel Peter Brown", "a spokesman", "the spokesman for the coalition", False),
        ("Colonel Peter Brown", "a spokesman for the army", "the spokesman for the coalition", False),
        ("Colonel Peter Brown", "a second coalition spokesman", "the spokesman for the coalition", False),
        ("Colonel Peter Brown", "Omar Haddad", "the spokesman for the coalition", False),
        ("Colonel Peter Brown", "the coalition spokesman", "", False),
        ("Brown", "Peter Brown", "", True),
        ("Peter Brown", "the minister's office", "the minister's spokesman", True),
        ("Peter Brown", "the minister's office", "the bishop's spokesman", False),
    ],
)
def test_a_voice_cited_by_name_and_by_role(a: str, b: str, role: str, same: bool) -> None:
    assert same_voice(a, b, role) is same
    assert same_voice(b, a, "", role) is same
