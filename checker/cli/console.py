"""The edge of the program: exit statuses, standard output and error, files written whole or not at all."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import threading
import traceback
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import click

from checker import progress
from checker.cli import bars
from checker.errors import CheckerError, ReportError

STATUS_ERROR = 2
STATUS_INTERRUPTED = 130  # 128 + SIGINT, as shells report it
_COMMANDS = ("Cc", "Cf", "Cs", "Zl", "Zp")  # Unicode's controls, among them those of direction; lone surrogates


class CheckerGroup(click.Group):
    """A group whose commands return their exit status.

    Every failure is 2: an exception that escaped would make Python exit with 1, which here means findings.
    """

    def main(self, *args: Any, **extra: Any) -> Any:
        extra["standalone_mode"] = False
        try:
            status = super().main(*args, **extra)
        except click.ClickException as error:
            error.show()
            status = STATUS_ERROR
        except (click.Abort, KeyboardInterrupt):
            say("interrupted")
            status = STATUS_INTERRUPTED
        except CheckerError as error:
            say(f"error: {error}")
            status = STATUS_ERROR
        except Exception:
            say(f"internal error, please report it:\n{traceback.format_exc()}")
            status = STATUS_ERROR
        sys.exit(status if isinstance(status, int) else 0)


def say(message: str) -> None:
    """One message to standard error; what would command a terminal, in the name of a file for one, is written out."""
    shown = "".join(c if c in "\n\t" or unicodedata.category(c) not in _COMMANDS else _escaped(c) for c in message)
    with suppress(OSError, ValueError), bars.aside():
        click.echo(f"checker: {shown}", err=True)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode()


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def colours(wanted: str) -> bool:
    """Whether standard output gets colours: "always", "never", or "auto" as terminals and NO_COLOR have it."""
    if wanted == "auto":
        return on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted == "always"


def put(text: str) -> bool:
    """Report text to standard output as UTF-8, whatever the locale; false when its reader has gone away.

    Raises ReportError where it can't be written, on a full disk for one.
    """
    if sys.stdout is None:
        raise ReportError("standard output is closed: nowhere to write the report")
    try:
        click.echo(text.encode("utf-8"), nl=False)
        return True
    except BrokenPipeError:
        _silence()
        return False
    except OSError as error:
        _silence()
        raise ReportError(f"standard output: can't be written: {error.strerror}") from error


def _silence() -> None:
    """The interpreter flushes standard output once more as it exits; that must not fail either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_file(path: str, text: str) -> None:
    """The file whole or not at all: written beside its place, then renamed; parent folders are made.

    A pipe or device is written to, a link's target replaced. Raises ReportError naming the path.
    """
    target = Path(os.path.realpath(path))
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            with open(path, "wb") as stream:
                stream.write(text.encode("utf-8"))
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with open(handle, "wb") as stream:
                stream.write(text.encode("utf-8"))
            os.chmod(beside, 0o666 & ~_umask())
            os.replace(beside, target)
        except BaseException:
            os.unlink(beside)
            raise
    except OSError as error:
        raise ReportError(f"{path}: can't be written: {error.strerror}") from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


class _Handler(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        step = record.levelno < logging.WARNING
        say(record.getMessage() if step else f"{record.levelname.lower()}: {record.getMessage()}")


@contextmanager
def messages(quiet: bool) -> Iterator[None]:
    """While it lasts, what the stages log goes to standard error.

    Warnings do; errors alone when quiet; steps of progress too when a person watches. Unless quiet, how far the stages
    have come is shown, see :mod:`checker.cli.bars`.
    """
    level = logging.ERROR if quiet else logging.INFO if sys.stderr.isatty() else logging.WARNING
    with _listening(logging.getLogger("checker"), _Handler(), level):
        if quiet:
            yield
            return
        shown = bars.Progress(say)
        with _listening(progress.LOG, shown, logging.INFO), closing(shown):
            yield


@contextmanager
def _listening(logger: logging.Logger, handler: logging.Handler, level: int) -> Iterator[None]:
    before, propagate = logger.level, logger.propagate
    logger.setLevel(level)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)
        logger.propagate = propagate


@contextmanager
def busy(doing: str, quiet: bool) -> Iterator[None]:
    """While it lasts, and once a second is over, standard error says what is being done.

    A person who watches sees the seconds go by on one line, which is wiped at the end, or on the bar of a stage; a log
    gets one line.
    """
    if quiet:
        yield
        return
    over = threading.Event()
    teller = threading.Thread(target=_tell, args=(doing, over), daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()


def _tell(doing: str, over: threading.Event) -> None:
    watched = sys.stderr.isatty()
    width = 0
    seconds = 0
    while not over.wait(1):
        seconds += 1
        if not watched:
            say(doing)
            return
        if bars.refreshed():
            continue
        line = f"checker: {doing}, {seconds} s"
        width = max(width, len(line))
        with suppress(OSError, ValueError):
            click.echo(f"\r{line}", err=True, nl=False)
    if width:
        with suppress(OSError, ValueError):
            click.echo(f"\r{' ' * width}\r", err=True, nl=False)
