"""One-line messages for formats that show a finding beside a file."""

from __future__ import annotations

from checker.findings.rules import SKIPPED, rule_for
from checker.findings.text import one_line, speaker_words
from checker.findings.view import View
from checker.records import Claim, Skipped, Verdict


def message(view: View, verdict: Verdict) -> str:
    """What disagrees, who says what, and why; one line, plain text."""
    a, b = view.pair(verdict)
    return f"{title(view, verdict)}: {who(a)}; {who(b)}. {one_line(verdict.reason)}"


def title(view: View, verdict: Verdict) -> str:
    """Rule and topic."""
    return f"{rule_for(verdict).title} ({view.label(verdict.topic)})"


def who(claim: Claim) -> str:
    """Outlet, mention and speaker: ``Harbour Post: "six", according to the operator``."""
    words = f'{one_line(claim.outlet) or one_line(claim.article)}: "{one_line(claim.mention)}"'
    speaker = speaker_words(claim)
    return f"{words}, {speaker}" if speaker else words


def skipped_message(skipped: Skipped) -> str:
    """Why an input was not checked."""
    return f"{SKIPPED.title}: {one_line(skipped.reason)}"
