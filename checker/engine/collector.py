"""How often Python's collector runs: seldom, for records and models hardly form cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New objects until the youngest generation is collected, and collections until the next is. Python's own 700 and 10
# have the collector go through the models and all claims again and again, which takes a seventh of a small check.
_SELDOM = (100_000, 20, 20)


def collect_seldom() -> None:
    """In this process, from now on."""
    gc.set_threshold(*_SELDOM)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """In this process, until the end of the block."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
