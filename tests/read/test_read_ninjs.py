"""ninjs: who the outlet is, and which items are no news."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.errors import ConfigError
from checker.read import read

ITEM = {"uri": "urn:example:1", "versioncreated": "2031-05-06T10:00:00Z", "body_text": "Two were hurt in Oskarn."}
NOON = "1935835200"  # 2031-05-06, 11:20 UTC


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)
    return tmp_path


def taken(**more: object) -> tuple[list[str], list[str]]:
    """(outlets read, reasons for what was skipped) of one item."""
    Path("a.json").write_text(json.dumps({**ITEM, **more}), encoding="utf-8")
    articles, skipped = read(["a.json"])
    return [article.outlet for article in articles], [item.reason for item in skipped]


def source(role: object, name: object) -> dict[str, object]:
    return {"role": role, "name": name}


OUTLETS = {
    "author first": ({"infosources": [source("author", "Ida Blom"), source("provider", "Wire Q")]}, "Wire Q"),
    "photographer first": ({"infosources": [source("photographer", "Ida"), source("source", "Wire Q")]}, "Wire Q"),
    "the better role": ({"infosources": [source("distributor", "Hub"), source("publisher", "Wire Q")]}, "Wire Q"),
    "codes": ({"infosource": [source("x:author", "Ida"), source("infosrcrole:provider", "Wire Q")]}, "Wire Q"),
    "address": ({"infosource": [source("http://cv.example/role/provider", "Wire Q")]}, "Wire Q"),
    "several roles": ({"infosources": [source(["author", "publisher"], "Wire Q")]}, "Wire Q"),
    "roles by another name": (
        {"infosources": [{"roles": ["author"], "name": "Ida"}, {"roles": ["provider"], "name": "Wire Q"}]},
        "Wire Q",
    ),
    "no role": ({"infosources": [source("editor", "Ida"), {"name": "Wire Q"}]}, "Wire Q"),
    "one source": ({"infosource": source("provider", "Wire Q")}, "Wire Q"),
    "blank name": ({"infosources": [source("provider", " "), source("publisher", "Wire Q")]}, "Wire Q"),
    "variants": ({"infosources": [source("provider", [{"role": "main", "value": "Wire Q"}])]}, "Wire Q"),
    "provider": ({"provider": "Wire Q", "infosources": [source("provider", "Other")]}, "Wire Q"),
    "provider in full": ({"provider": {"name": "Wire Q"}, "byline": "Ida Blom"}, "Wire Q"),
    "holder": ({"byline": "Ida Blom", "copyrightholder": "Wire Q"}, "Wire Q"),
    "nobody but authors": ({"byline": "Ida Blom", "by": "Ida", "infosources": [source("author", "Ida")]}, "a.json"),
    "broken": ({"infosources": [None, 5, "Wire Q", {"role": {}, "name": {}}], "provider": 7}, "Wire Q"),
}


@pytest.mark.parametrize("case", OUTLETS)
def test_the_outlet_is_the_source_by_its_role(case: str) -> None:
    more, outlet = OUTLETS[case]
    assert taken(**more) == ([outlet], [])


SEVERAL_BODIES = {
    "summary first": [{"role": "summary", "value": "88"}, {"role": "body", "value": "<p>Two were hurt.</p>"}],
    "summary by its code": [{"role": "bodyrole:abstract", "value": "88"}, {"value": "Two were hurt."}],
    "main last": [{"value": "88"}, {"role": "main", "contenttype": "text/html", "value": "<p>Two were hurt.</p>"}],
    "no text first": [
        {"contenttype": "application/pdf", "value": "JVBER"},
        {"contenttype": "text/plain", "value": "Two were hurt."},
    ],
}


@pytest.mark.parametrize("case", SEVERAL_BODIES)
def test_the_body_is_the_main_text(case: str) -> None:
    Path("a.json").write_text(json.dumps({"uri": "urn:example:1", "bodies": SEVERAL_BODIES[case]}), encoding="utf-8")
    ((article,), skipped) = read(["a.json"])
    assert (article.text, skipped) == ("Two were hurt.", [])


@pytest.mark.parametrize(
    "markup", ["<p>Two were<sup>1</sup> hurt.</p>", "<div><p>Two were hurt.</p></div>", "\n<p>Two<b> were</b> hurt."]
)
def test_a_plain_body_of_markup_is_markup(markup: str) -> None:
    Path("a.json").write_text(json.dumps({**ITEM, "body_text": markup}), encoding="utf-8")
    ((article,), _) = read(["a.json"])
    assert article.text == "Two were hurt."


@pytest.mark.parametrize(
    "more", [{"pubstatus": "canceled"}, {"pubStatus": "stat:withheld"}, {"embargoed": "2099-01-01"}]
)
def test_a_row_with_a_text_and_the_status_of_an_item_is_held_too(more: dict[str, str]) -> None:
    Path("a.jsonl").write_text(json.dumps({"text": "Two were hurt.", **more}), encoding="utf-8")
    articles, skipped = read(["a.jsonl"])
    assert (articles, len(skipped)) == ([], 1)


HELD = {
    "canceled": ({"pubstatus": "canceled"}, '"canceled", expected "usable"'),
    "British": ({"pubStatus": "CANCELLED"}, '"cancelled", expected "usable"'),
    "code": ({"pubstatus": "stat:withheld"}, '"withheld", expected "usable"'),
    "killed": ({"pubstatus": "killed"}, '"killed", expected "usable"'),
    "embargo": ({"embargoed": "2031-05-06T13:00:00Z"}, "is embargoed until 2031-05-06T13:00:00Z"),
    "embargo elsewhere": ({"embargoed": "2031-05-06T12:00:00-03:00"}, "is embargoed until"),
    "embargo by another name": ({"embargoedUntil": "2031-05-09"}, "is embargoed until 2031-05-09"),
    "embargo without an end": ({"embargoed": True}, '"embargoed" has no end'),
    "embargo in words": ({"embargoed": "after the speech"}, '"embargoed" is "after the speech", expected ISO 8601'),
}


@pytest.mark.parametrize("case", HELD)
def test_an_item_that_is_not_released_is_skipped_with_its_reason(case: str) -> None:
    more, reason = HELD[case]
    outlets, reasons = taken(**more)
    assert outlets == [] and len(reasons) == 1 and reason in reasons[0]


@pytest.mark.parametrize(
    "more",
    [{"pubstatus": "usable"}, {"pubStatus": "stat:usable"}, {"pubstatus": None}, {"embargoed": "2031-05-06T09:00:00Z"},
     {"embargoed": "2031-05-06T13:00:00+05:00"}, {"embargoed": None}, {"embargoed": ""}, {"embargoed": False}],
)  # fmt: skip
def test_a_released_item_is_read(more: dict[str, object]) -> None:
    assert taken(provider="Wire Q", **more) == (["Wire Q"], [])


def test_the_clock_is_the_machines_without_a_date_of_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert taken(embargoed="2001-01-01T00:00:00Z", provider="Wire Q") == (["Wire Q"], [])
    assert taken(embargoed="2190-01-01T00:00:00Z")[0] == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "noon")
    with pytest.raises(ConfigError, match='SOURCE_DATE_EPOCH is "noon"'):
        taken(embargoed="2001-01-01T00:00:00Z")


def test_one_killed_item_stops_no_other() -> None:
    rows = [{**ITEM, "uri": "u1", "pubstatus": "killed"}, {**ITEM, "uri": "u2", "provider": "Wire Q"}]
    Path("a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    articles, skipped = read(["a.jsonl"])
    assert [a.id for a in articles] == ["u2"] and [s.input for s in skipped] == ["a.jsonl:1"]


BODIES = {
    "xhtml": {"body_xhtml": "<p>Storm killed 17<sup>2</sup> people.</p><p>1<del>7</del><ins>2</ins> were hurt.</p>"},
    "html": {"body_html": "<p>Storm killed 17<a href='#n2'>2</a> people.</p>\n<p><s>17</s> 12 were hurt.</p>"},
    "bodies": {
        "bodies": [
            {
                "role": "main",
                "contenttype": "text/html",
                "value": "<div>Storm killed 17[2] people.</div><p>12 were hurt.</p><figure>"
                "<figcaption>9 men</figcaption></figure>",
            }
        ]
    },
    "bodies without a type": {"bodies": [{"value": "<p>Storm killed 17 people.</p><p>12 were hurt.</p>"}]},
}


@pytest.mark.parametrize("case", BODIES)
def test_marked_up_bodies_are_prepared_as_pages_are(case: str) -> None:
    item = {key: value for key, value in ITEM.items() if key != "body_text"} | BODIES[case]
    Path("a.json").write_text(json.dumps(item), encoding="utf-8")
    ((article,), _) = read(["a.json"])
    assert article.text == "Storm killed 17 people.\n\n12 were hurt."
    assert article.anchors == ()
