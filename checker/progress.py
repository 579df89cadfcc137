"""How far a long stage has come, told to the log of this name, for whoever watches.

The command line draws a bar of it, or writes a line now and then; from Python nothing is shown unless one asks for it:
``logging.getLogger("checker.progress").setLevel(logging.INFO)``.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """``done`` of ``total`` (None where nobody knows) items of ``unit`` in the stage ``stage``; it may be over."""

    stage: str
    unit: str
    done: int
    total: int | None
    over: bool = False


def counted(items: Iterable[T], stage: str, unit: str, total: int | None = None) -> Iterator[T]:
    """The items as they are; how many there were is told before the first, after each, and at the end."""
    done = 0
    tell(stage, unit, 0, total)
    for item in items:
        yield item
        done += 1
        tell(stage, unit, done, total)
    tell(stage, unit, done, total, over=True)


def tell(stage: str, unit: str, done: int, total: int | None = None, over: bool = False) -> None:
    """One step; costs next to nothing where nobody listens."""
    if LOG.isEnabledFor(logging.INFO):
        of = "" if total is None else f" of {total:,}"
        step = Step(stage, unit, done, total, over)
        LOG.info("%s: %s%s %s", stage, f"{done:,}", of, unit, extra={"step": step})
