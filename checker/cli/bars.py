"""How far a stage has come, on standard error: a bar where a person watches, else a line every half minute."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from checker.progress import Step

SECONDS = 30.0  # between two lines in a log
DELAY = 1.0  # seconds before a bar appears: what takes a moment needs none

_shown: list[Any] = []  # the bar that is on the terminal, if any


class Progress(logging.Handler):
    """Shows the steps that ``checker.progress`` tells; ``say`` writes a line."""

    def __init__(self, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._say, self._clock = say, clock
        self._watched = sys.stderr is not None and sys.stderr.isatty()
        self._stage, self._began, self._told = "", 0.0, 0.0

    def emit(self, record: logging.LogRecord) -> None:
        step = getattr(record, "step", None)
        if not isinstance(step, Step):
            return
        if step.stage != self._stage:
            self._stage, self._began = step.stage, self._clock()
            self._told = self._began
            _wipe()
        if self._watched:
            _draw(step)
        elif not step.over and (now := self._clock()) - self._told >= SECONDS:
            self._told = now
            of = "" if step.total is None else f" of {step.total:,}"
            rate = step.done / max(now - self._began, 1e-9)
            self._say(f"{step.stage}: {step.done:,}{of} {step.unit}, {rate:,.1f} a second")
        if step.over:
            self._stage = ""

    def close(self) -> None:
        _wipe()
        super().close()


def _draw(step: Step) -> None:
    if step.over:
        _wipe()
        return
    if not _shown:
        from tqdm import tqdm

        made = tqdm(desc=step.stage, unit=f" {step.unit}", total=step.total, leave=False, file=sys.stderr, delay=DELAY)
        _shown.append(made)
    _shown[0].update(step.done - _shown[0].n)


def _wipe() -> None:
    while _shown:
        _shown.pop().close()


def aside() -> AbstractContextManager[None]:
    """While it lasts the bar is off the terminal, so that a line can be written."""
    return _aside() if _shown else nullcontext()


@contextmanager
def _aside() -> Iterator[None]:
    from tqdm import tqdm

    with tqdm.external_write_mode(file=sys.stderr):
        yield


def refreshed() -> bool:
    """Draws the bar again, so that its seconds go by; false where there is none."""
    for bar in list(_shown):
        bar.refresh()
    return bool(_shown)
