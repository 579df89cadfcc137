"""One-line messages for formats that show a finding beside a file."""

from __future__ import annotations

from checker.findings.facts import outlet_of
from checker.findings.listing import Finding, sides
from checker.findings.rules import SKIPPED
from checker.findings.text import count, one_line, sentence, speaker_words
from checker.findings.view import View
from checker.records import Claim, Skipped

MAX_SIDES = 4


def message(view: View, found: Finding) -> str:
    """What disagrees, who says what, and why; one line, plain text."""
    told = sides(view, found)
    said = [who(c) for c in told[:MAX_SIDES]]
    if (more := len(told) - MAX_SIDES) > 0:
        said.append(count(more, "more value"))
    return f"{title(found)}: {'; '.join(said)}. {sentence(found.verdict.reason)}"


def title(found: Finding) -> str:
    """Rule and what the fact is."""
    return f"{found.rule.title} ({found.label})"


def who(claim: Claim) -> str:
    """Outlet, mention and speaker: ``Harbour Post: "six", according to the operator``."""
    words = f'{outlet_of(claim)}: "{one_line(claim.mention)}"'
    speaker = speaker_words(claim)
    return f"{words}, {speaker}" if speaker else words


def skipped_message(skipped: Skipped) -> str:
    """Why an input was not checked."""
    return f"{SKIPPED.title}: {one_line(skipped.reason)}"
