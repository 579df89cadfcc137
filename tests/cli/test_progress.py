"""What the command line shows of its progress: bars on a terminal, lines in a log; and what -v says."""

from __future__ import annotations

import io
import logging
import sys
import time

import pytest
from report_cases import report

from checker.cli import bars
from checker.cli.console import messages, say
from checker.progress import LOG, counted, tell
from checker.reports import linked


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_log_gets_a_line_every_half_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now, told = 0.0, []
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    shown = bars.Progress(told.append, lambda: now)
    LOG.addHandler(shown)
    LOG.setLevel(logging.INFO)
    try:
        for _ in counted(range(100), "reading files", "files", 100):
            now += 1
        for _ in counted(range(25), "judging pairs", "pairs"):
            now += 1
    finally:
        LOG.removeHandler(shown)
        LOG.setLevel(logging.NOTSET)
    assert told == [
        "reading files: 30 of 100 files, 1.0 a second",
        "reading files: 60 of 100 files, 1.0 a second",
        "reading files: 90 of 100 files, 1.0 a second",
    ], "and nothing of a stage that is over in less"


def test_a_terminal_gets_a_bar_a_stage_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(bars, "DELAY", 0.0)
    with messages(quiet=False):
        for n in counted(range(4), "reading files", "files", 4):
            time.sleep(0.12)
            if n == 2:
                say("a word between")
        assert "reading files" in terminal.getvalue() and "/4" in terminal.getvalue()
        tell("judging pairs", "pairs", 5, 10)
        assert bars.refreshed()
    assert not bars.refreshed() and "judging pairs" in terminal.getvalue()
    assert "checker: a word between\n" in terminal.getvalue()


@pytest.mark.parametrize("watched", [True, False])
def test_the_quiet_see_nothing(monkeypatch: pytest.MonkeyPatch, watched: bool) -> None:
    shown = Terminal() if watched else io.StringIO()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setattr(bars, "SECONDS", 0.0)
    with messages(quiet=True):
        assert list(counted(range(3), "reading files", "files", 3)) == [0, 1, 2]
    assert shown.getvalue() == ""


def test_what_was_linked_is_told_fact_by_fact() -> None:
    lines = list(linked.lines(report()))
    assert lines[0] == "people injured on the ferry Marwen (mixed)"
    assert lines[1] == (
        '  p3 Harbour Post "Eleven" (news/harbour.txt:4) and The Courier "Nine" (feed.jsonl:7): contradiction; '
        "linked by: the frames of the two fit"
    )
    assert lines[-1] == "alike, but about different things: 1 pair, see --show scope"
