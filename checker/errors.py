"""CheckerError and one subclass a stage; the CLI prints the message and exits with 2.

Messages name the place, the bad value and what was expected:
``articles.jsonl:17: "published" is "Jan 5th", expected ISO 8601``.
"""

from __future__ import annotations

import traceback
from pathlib import Path

DISTRIBUTION = "claim-consistency-checker"  # what pip calls this project; another one owns "checker"
NOT_BOTH = '"against" and "ledger" can\'t be used together: a ledger holds what a batch is checked against; use one'
_PACKAGE = Path(__file__).parent
_MESSAGE = 200  # characters of an exception's own words


def installing(extra: str) -> str:
    """The command that adds an optional part of this project, for messages."""
    return f'pip install "{DISTRIBUTION}[{extra}]"'


def cause(error: BaseException) -> str:
    """An unexpected exception in one line, with the file and line of ours in which it arose."""
    words = " ".join(str(error).split())[:_MESSAGE]
    told = f"{type(error).__name__}: {words}" if words else type(error).__name__
    ours = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(_PACKAGE)]
    if isinstance(error, CheckerError) or not ours:
        return words or told
    return f"{told} (checker/{Path(ours[-1].filename).relative_to(_PACKAGE).as_posix()}, line {ours[-1].lineno})"


class CheckerError(Exception):
    """Any error that the user can mend; its text is shown as it is, without a traceback."""


class ReadError(CheckerError):
    """An input file, line or field that can't be read."""


class ConfigError(CheckerError):
    """A bad option, configuration key or value."""


class ParseError(CheckerError):
    """The spaCy pipeline is missing or lacks a component."""


class ModelError(CheckerError):
    """NLI weights that are missing, altered or of the wrong shape."""


class EngineError(CheckerError):
    """A cluster that can't be reached, or tasks that failed on it."""


class ReportError(CheckerError):
    """A report that can't be written or read back."""


class LedgerError(CheckerError):
    """A ledger that can't be opened, read or written, or is of a newer version."""
