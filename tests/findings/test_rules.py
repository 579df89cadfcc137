"""Rules: each has a page, and the example on it comes out as the page says."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from checker.findings.rules import RULES, SKIPPED, Rule, named, page, rule_for
from checker.records import Article

PASSAGE = re.compile(r"> (.+)\n>\n> — ([^,\n]+), (\d{4}-\d\d-\d\d)(?:, (headline|text))?\n")


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.code)
def test_every_rule_has_a_page(rule: Rule) -> None:
    text = page(rule)
    assert text.startswith(f"# {rule.code}: {rule.name}\n\n{rule.description}\n\nDefault severity: `{rule.severity}`")
    for heading in ("## Example", "## What to do", "## Settings"):
        assert f"\n{heading}\n" in text
    for code in re.findall(r"\]\((\w+)\.md\)", text):
        assert named(code), f"{rule.code} links to {code}"
    assert named(rule.name) == named(rule.code.lower()) == rule


@pytest.mark.slow
@pytest.mark.parametrize("rule", [r for r in RULES if r is not SKIPPED], ids=lambda r: r.code)
def test_the_example_fires(rule: Rule) -> None:
    from checker import check

    (one, first, day, part), (two, second, other, _) = PASSAGE.findall(page(rule))
    published = dt.date.fromisoformat(day)
    if part:
        articles = [Article("a", first, two, one, published)]
    else:
        articles = [
            Article("a", first, one, "", published), Article("b", second, two, "", dt.date.fromisoformat(other)),
        ]  # fmt: skip
    assert rule in [rule_for(v) for v in check(articles).verdicts]
