"""What the grammar finds: a time expression and its parts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression in a text: what kind, its named parts, and whether "since" stands before it.

    A composite one ("from Monday to Thursday", "the first Sunday of August") holds those that it is made of.
    """

    start: int
    end: int
    kind: str
    parts: tuple[tuple[str, str], ...] = ()
    since: bool = False
    inner: tuple[Expression, ...] = ()
