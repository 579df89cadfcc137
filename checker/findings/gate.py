"""Gate: verdicts and policy -> exit status. The one place that decides whether a batch passes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checker.records import GateResult, Report, Severity, Skipped, Verdict

_RANK = {Severity.NONE: 0, Severity.NOTE: 1, Severity.WARNING: 2, Severity.ERROR: 3}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a baseline and a suppressions file say of a batch, by verdict id.

    findings    verdict id -> id of the finding it belongs to; a verdict that isn't named is a finding of its own
    known       what the baseline holds; None when there is no baseline
    suppressed  verdict id -> reason
    remarks     sentences about the policy itself, shown and never counted
    """

    findings: Mapping[str, str] = field(default_factory=dict)
    known: frozenset[str] | None = None
    suppressed: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


NOTHING_EXCUSED = Standing()


def at_or_above(severity: Severity, threshold: Severity) -> bool:
    """Whether ``severity`` reaches ``threshold``. ``Severity.NONE`` as a threshold is never reached."""
    return threshold is not Severity.NONE and _RANK[severity] >= _RANK[threshold]


def gate(
    verdicts: Sequence[Verdict],
    fail_on: Severity,
    skipped: Sequence[Skipped],
    skip_errors: bool,
    n_articles: int,
    standing: Standing = NOTHING_EXCUSED,
) -> GateResult:
    """Exit status of a batch: 0 clean, 1 findings at or above ``fail_on``, 2 input that was not checked.

    ``fail_on=Severity.NONE`` never fails on findings. ``skip_errors`` forgives skipped inputs, but an empty
    batch (``n_articles == 0``) is always 2: nothing checked is not the same as nothing found.
    What ``standing`` knows or suppresses fails nothing; it excuses findings only, never input.
    Monotone: another verdict, another skipped input or a lower ``fail_on`` never lowers the status; another entry in
    the baseline or in the suppressions never raises it.
    ``failing`` holds the ids of the verdicts that reach ``fail_on`` and aren't excused, in the order given, whatever
    the status.
    """
    present = {v.id for v in verdicts if v.severity is not Severity.NONE}
    suppressed = {i: why for i, why in standing.suppressed.items() if i in present}
    known = None if standing.known is None else (standing.known & present) - set(suppressed)
    excused = set(suppressed) | (known or set())
    failing = tuple(v.id for v in verdicts if at_or_above(v.severity, fail_on) and v.id not in excused)
    reasons = []
    if n_articles == 0:
        reasons.append("no article was checked")
    if skipped and not skip_errors:
        reasons.append(f"{_count(len(skipped), 'input')} could not be checked")
    status = 2 if reasons else 1 if failing else 0
    reasons.append(_of_findings(failing, fail_on, standing))
    for ids, words in ((known or (), "known from the baseline"), (suppressed, "suppressed")):
        if ids:
            reasons.append(f"{_count(_distinct(ids, standing), 'finding')} {words}")
    order = [v.id for v in verdicts]
    return GateResult(
        status,
        failing,
        "; ".join(reasons),
        None if known is None else tuple(i for i in order if i in known),
        tuple((i, suppressed[i]) for i in order if i in suppressed),
        standing.remarks,
    )


def outcome(result: GateResult) -> str:
    """In a word: ``passed``, ``failed``, or ``incomplete`` where input was not checked."""
    return {0: "passed", 1: "failed"}.get(result.status, "incomplete")


def gate_report(report: Report, fail_on: Severity = Severity.ERROR) -> GateResult:
    """The gate's say on a report alone: no baseline, no suppressions, skipped inputs not forgiven."""
    from checker.findings.listing import findings
    from checker.findings.view import View

    names = {v.id: f.verdict.id for f in findings(View(report)) for v in f.fact.findings}
    return gate(report.verdicts, fail_on, report.skipped, False, len(report.articles), Standing(names))


def _of_findings(failing: Sequence[str], fail_on: Severity, standing: Standing) -> str:
    new = "new " if standing.known is not None else ""
    if failing:
        return f'{_count(_distinct(failing, standing), f"{new}finding")} at or above "{fail_on}"'
    if fail_on is Severity.NONE:
        return "findings never fail this run"
    return f'no {new}finding at or above "{fail_on}"'


def _distinct(ids: Sequence[str] | Mapping[str, str] | frozenset[str], standing: Standing) -> int:
    return len({standing.findings.get(i, i) for i in ids})


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
