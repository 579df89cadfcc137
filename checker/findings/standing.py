"""Standing: where the findings of a batch stand with baseline and suppressions, for the gate and the reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from checker.findings.gate import Standing
from checker.findings.listing import findings
from checker.findings.suppressions import Suppression, excused
from checker.findings.view import View
from checker.records import Report


def stand(
    report: Report,
    today: dt.date,
    baseline: Iterable[dict[str, Any]] | None = None,
    suppressions: Sequence[Suppression] = (),
    remarks: Sequence[str] = (),
    whole: bool = True,
) -> Standing:
    """Each verdict's finding, whether the baseline holds it, and why it is suppressed; then what is to be said.

    ``baseline`` is None where there is none, which is not the same as an empty one. ``remarks`` go before those of
    the suppressions. ``today`` decides which suppressions have expired, ``whole`` whether unused ones are told.
    """
    found = findings(View(report))
    held = None if baseline is None else {item["fingerprint"] for item in baseline}
    known = None if held is None else frozenset(v.id for f in found if f.fingerprint in held for v in f.fact.findings)
    reasons, unused = excused(found, suppressions, today, whole)
    names = {v.id: f.verdict.id for f in found for v in f.fact.findings}
    return Standing(names, known, reasons, (*remarks, *unused))
