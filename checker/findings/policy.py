"""Policy: severities per rule and per pair of outlets, put on the verdicts before the gate and the reports see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from checker.findings.facts import outlets_of
from checker.findings.rules import Rule, rule_for
from checker.findings.view import View
from checker.records import Report, Severity, Verdict

_ORDER = (Severity.NONE, Severity.NOTE, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class OutletSeverity:
    """The severity of findings that involve all of ``outlets`` (one or two names); ``rule`` is a code or None."""

    outlets: frozenset[str]
    severity: Severity
    rule: str | None = None

    def fits(self, rule: Rule, outlets: Iterable[str]) -> bool:
        return self.rule in (None, rule.code) and self.outlets <= {name.casefold() for name in outlets}


@dataclass(frozen=True, slots=True)
class Policy:
    """``rules`` maps rule codes to severities; of ``between`` the first entry that fits counts, and beats ``rules``.

    Outlet names are casefolded. An empty policy changes nothing.
    """

    rules: Mapping[str, Severity] = field(default_factory=dict)
    between: tuple[OutletSeverity, ...] = ()


def apply(report: Report, policy: Policy) -> Report:
    """The report with the severities that ``policy`` gives.

    A severity in the policy stands for the rule at its surest: a finding that was judged a step below its rule's
    default (unsure, hedged, long apart) stays as many steps below the new one, but never falls under a note.
    """
    if not policy.rules and not policy.between:
        return report
    view = View(report)
    return replace(report, verdicts=tuple(_weighed(view, v, policy) for v in report.verdicts))


def _weighed(view: View, verdict: Verdict, policy: Policy) -> Verdict:
    rule = rule_for(verdict)
    outlets = outlets_of(view.pair(verdict))
    fitting = (entry.severity for entry in policy.between if entry.fits(rule, outlets))
    wanted = next(fitting, policy.rules.get(rule.code))
    if wanted is None:
        return verdict
    lowered = max(0, _ORDER.index(rule.severity) - _ORDER.index(verdict.severity))
    at = max(min(1, _ORDER.index(wanted)), _ORDER.index(wanted) - lowered)
    return replace(verdict, severity=_ORDER[at])
