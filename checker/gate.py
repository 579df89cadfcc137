"""Gate: verdicts and policy -> exit status. The one place that decides whether a batch passes."""

from __future__ import annotations

from collections.abc import Sequence

from checker.records import GateResult, Severity, Skipped, Verdict

_RANK = {Severity.NONE: 0, Severity.NOTE: 1, Severity.WARNING: 2, Severity.ERROR: 3}


def at_or_above(severity: Severity, threshold: Severity) -> bool:
    """Whether ``severity`` reaches ``threshold``. ``Severity.NONE`` as a threshold is never reached."""
    return threshold is not Severity.NONE and _RANK[severity] >= _RANK[threshold]


def gate(
    verdicts: Sequence[Verdict], fail_on: Severity, skipped: Sequence[Skipped], skip_errors: bool, n_articles: int
) -> GateResult:
    """Exit status of a batch: 0 clean, 1 findings at or above ``fail_on``, 2 input that was not checked.

    ``fail_on=Severity.NONE`` never fails on findings. ``skip_errors`` forgives skipped inputs, but an empty
    batch (``n_articles == 0``) is always 2: nothing checked is not the same as nothing found.
    Monotone: another verdict, another skipped input or a lower ``fail_on`` never lowers the status.
    ``failing`` holds the ids of the verdicts that reach ``fail_on``, in the order given, whatever the status.
    """
    failing = tuple(v.id for v in verdicts if at_or_above(v.severity, fail_on))
    reasons = []
    if n_articles == 0:
        reasons.append("no article was checked")
    if skipped and not skip_errors:
        reasons.append(f"{_count(len(skipped), 'input')} could not be checked")
    status = 2 if reasons else 1 if failing else 0
    if failing:
        reasons.append(f'{_count(len(failing), "finding")} at or above "{fail_on}"')
    elif fail_on is Severity.NONE:
        reasons.append("findings never fail this run")
    else:
        reasons.append(f'no finding at or above "{fail_on}"')
    return GateResult(status, failing, "; ".join(reasons))


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
