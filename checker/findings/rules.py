"""Rule codes: what each kind of finding is called in SARIF, GitLab, annotations and the concise format.

Codes are stable: a code is never given to another rule. Severities here are defaults; the verdict's own counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from checker.records import Between, Relation, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Rule:
    """``code`` for machines, ``name`` in kebab case, ``title`` as a heading, ``description`` one sentence."""

    code: str
    name: str
    title: str
    description: str
    severity: Severity


_CONTRADICTIONS = {
    Between.OUTLETS: Rule(
        "CHK001", "outlets-contradict", "Outlets contradict each other",
        "Two outlets make claims about the same thing that cannot both be true.", Severity.ERROR,
    ),
    Between.SPEAKERS: Rule(
        "CHK002", "attributed-disagreement", "Attributed disagreement",
        "Two named sources disagree; the articles report both, and no outlet is wrong.", Severity.NOTE,
    ),
    Between.OUTLET: Rule(
        "CHK004", "outlet-contradicts-itself", "The same outlet, two articles",
        "Two articles of one outlet make claims about the same thing that cannot both be true.", Severity.WARNING,
    ),
    Between.SELF: Rule(
        "CHK003", "article-contradicts-itself", "Article contradicts itself",
        "One article makes two claims about the same thing that cannot both be true.", Severity.WARNING,
    ),
}  # fmt: skip
_RELATIONS = {
    Relation.UPDATE: Rule(
        "CHK101", "update", "Update",
        "The values differ because the event moved on between the two reports.", Severity.NONE,
    ),
    Relation.SCOPE: Rule(
        "CHK102", "scope", "Different scope",
        "The claims look alike but count different things.", Severity.NONE,
    ),
    Relation.COMPATIBLE: Rule(
        "CHK103", "compatible", "Compatible",
        "The claims differ in wording or bounds, and both can be true.", Severity.NONE,
    ),
    Relation.AGREEMENT: Rule(
        "CHK104", "agreement", "Agreement",
        "The claims give the same value for the same thing.", Severity.NONE,
    ),
}  # fmt: skip
SKIPPED = Rule(
    "CHK900", "input-skipped", "Input not checked",
    "An input could not be read, so nothing in it was compared.", Severity.ERROR,
)  # fmt: skip

RULES: tuple[Rule, ...] = (*_CONTRADICTIONS.values(), *_RELATIONS.values(), SKIPPED)


def rule_for(verdict: Verdict) -> Rule:
    """The rule that a verdict falls under."""
    if verdict.relation is Relation.CONTRADICTION:
        return _CONTRADICTIONS[verdict.between]
    return _RELATIONS[verdict.relation]


def named(name: str) -> Rule | None:
    """The rule with this code or kebab-case name, in any case; None when there is none."""
    wanted = name.strip().casefold()
    return next((r for r in RULES if wanted in (r.code.casefold(), r.name)), None)


def page(rule: Rule) -> str:
    """The rule's documentation, Markdown."""
    return files("checker.findings").joinpath("pages", f"{rule.code}.md").read_text("utf-8")
