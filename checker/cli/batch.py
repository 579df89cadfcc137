"""One batch as the command line takes it: read, checked, weighed by the policy, held against baseline and previous."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.cli.config import Settings
from checker.cli.console import busy, say
from checker.errors import NOT_BOTH, ConfigError, ReadError
from checker.records import Article, GateResult, ModelInfo, Report, Skipped

if TYPE_CHECKING:
    from checker.findings.previous import Said
    from checker.findings.suppressions import Suppression


def today() -> dt.date:
    """The day in UTC on which suppressions are judged: that by which embargoes are."""
    from checker.read.status import now

    return now().date()


def read_articles(
    inputs: Sequence[str], settings: Settings, against: Sequence[str] = ()
) -> tuple[list[Article], list[Article], list[Skipped]]:
    """What could be read of the inputs, what only of ``against``, and what couldn't; all may be empty."""
    from checker.parse import too_long
    from checker.read import read_against

    here, there = ([from_here(name) for name in names] for names in (inputs, against))
    found, others, skipped = read_against(here, there, settings.metadata)
    skipped += [Skipped(article.source, reason) for article in (*found, *others) if (reason := too_long(article))]
    found, others = ([article for article in some if not too_long(article)] for some in (found, others))
    return found, others, skipped


def from_here(name: str) -> str:
    """An absolute path as it is seen from the current folder, so that what a report names leads to the file from there.

    A relative path, an address, and a path on another drive stay as they are.
    """
    if not os.path.isabs(name):
        return name
    try:
        return os.path.relpath(name)
    except ValueError:
        return name


def say_skipped(skipped: Sequence[Skipped]) -> None:
    for item in skipped:
        say(f"skipped: {item.input}: {item.reason}")


def dated(articles: Sequence[Article], settings: Settings) -> tuple[list[Article], tuple[str, ...]]:
    """The articles, with the dates that their texts give where these are trusted, and the remarks on dates."""
    from checker.read.datelines import settled

    return settled(articles, settings.trust_text_dates)


def need_articles(inputs: Sequence[str], settings: Settings) -> tuple[list[Article], list[Skipped]]:
    """As ``read_articles`` and ``dated``; what was taken is said. Raises ReadError when nothing could be read.

    What was skipped is said also to whom wants quiet: rows of claims have no other place for it.
    """
    articles, _, skipped = read_articles(inputs, settings)
    if not articles:
        raise ReadError(nothing_read(skipped))
    say_skipped(skipped)
    articles, remarks = dated(articles, settings)
    if settings.trust_text_dates and not settings.quiet:
        for remark in remarks:
            say(remark)
    return articles, skipped


def nothing_read(skipped: Sequence[Skipped]) -> str:
    reasons = "".join(f"\n  {item.input}: {item.reason}" for item in skipped)
    return f"nothing to check: no article could be read{reasons}"


def checked(inputs: Sequence[str], settings: Settings) -> tuple[Report, bool]:
    """The report on the articles in ``inputs``, its severities as the policy wants them; whether it is on the whole.

    It isn't where ``settings.against`` has other articles, whose pairs with each other it lacks. When nothing could be
    read it holds what was skipped and nothing else, so that every format can say so. Raises ConfigError.
    """
    if settings.against and settings.ledger is not None:
        raise ConfigError(NOT_BOTH)
    articles, others, skipped = read_articles(inputs, settings, settings.against)
    if not settings.quiet:
        say_skipped(skipped)
    if not articles:
        return Report(ModelInfo("", ""), (), (), (), (), tuple(skipped)), not others
    articles, remarks = dated(articles, settings)
    others, _ = dated(others, settings)
    with busy("loading", settings.quiet):
        from checker import check
        from checker.findings import policy
    what = f"checking {len(articles):,} {'article' if len(articles) == 1 else 'articles'}"
    with busy(f"{what} against {len(others):,}" if others else what, settings.quiet):
        report = check(articles, settings, skipped=skipped, against=others)
    if not settings.quiet:
        say_skipped(report.skipped[len(skipped) :])
    return policy.apply(replace(report, remarks=(*remarks, *report.remarks)), settings.policy), not others


@dataclass(frozen=True, slots=True)
class Against:
    """What a batch is held against, read before the batch is: baseline, suppressions, a previous report."""

    baseline: list[dict[str, Any]] | None = None
    suppressions: Sequence[Suppression] = ()
    previous: tuple[str, set[Said]] | None = None  # (name, its claims)
    remarks: tuple[str, ...] = ()


def against(settings: Settings, diff_against: str | None = None) -> Against:
    """Raises ConfigError or ReportError where one of the files can't be used; a baseline may be missing."""
    from checker.findings import baseline, suppressions

    previous = None if diff_against is None else (_name(diff_against), _said(diff_against))
    known, remarks = None, []
    if settings.baseline is not None:
        known = baseline.read(settings.baseline)
        if known is None:
            remarks.append(f"no baseline at {shown(settings.baseline)} yet: every finding counts")
    path = settings.suppressions
    return Against(known, suppressions.read(path, shown(path)) if path is not None else (), previous, tuple(remarks))


def _said(place: str) -> set[Said]:
    """The claims of an earlier JSON report, or of a ledger as it is before this batch. Raises CheckerError."""
    from checker.findings.previous import load, said_in
    from checker.ledger.said import is_ledger, said_before

    return said_before(place) if is_ledger(place) else said_in(load(place), shown(place))


def _name(place: str) -> str:
    if "://" not in place:
        return shown(place)
    from checker.ledger.database import shown as without_password
    from checker.ledger.database import url_of

    return without_password(url_of(place))


def gated(report: Report, settings: Settings, held: Against, whole: bool = True) -> tuple[Report, GateResult]:
    """The report cut down to what the previous one lacks, and how it fares at the gate. Raises ReportError.

    ``whole`` as :func:`checked` gives it.
    """
    from checker.findings.gate import gate
    from checker.findings.previous import added
    from checker.findings.standing import stand

    remarks = list(held.remarks)
    if held.previous is not None:
        name, previous = held.previous
        report, left_out = added(report, previous)
        pairs = "pair" if left_out == 1 else "pairs"
        remarks.append(f"{left_out:,} {pairs} of claims that {name} has already left out")
    standing = stand(report, today(), held.baseline, held.suppressions, remarks, whole)
    result = gate(
        report.verdicts, settings.fail_on, report.skipped, settings.skip_errors, len(report.articles), standing
    )
    return report, replace(result, shown=settings.show)


def shown(path: str) -> str:
    """A path as it is named in a report: relative to the current folder where it lies in it, else as its name."""
    try:
        return Path(path).resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return Path(path).name
