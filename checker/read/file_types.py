"""Types of files, by their extension."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from checker.read.draft import InputFile
from checker.words.lists import keys, listed


def wrong_type(file: InputFile, suffixes: Collection[str]) -> str | None:
    """Why a file's extension is none that can be read; None where it is one of ``suffixes``."""
    if file.suffix in suffixes:
        return None
    return f'has the extension "{file.suffix}", expected one of {", ".join(suffixes)}'


def may_hold_articles(file: InputFile) -> bool:
    """Whether files of this type usually hold texts, though none that can be read: leaving it out would lose them."""
    return file.suffix in _unread() or (not file.suffix and file.name.lower().endswith(".gz"))


@cache
def _unread() -> frozenset[str]:
    return frozenset(suffix for group in keys("unread_types") for suffix in listed("unread_types", group))
