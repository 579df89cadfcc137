"""Titles in the properties of a document: some were written by a person, many by a program."""

from __future__ import annotations

_BY_PROGRAMS = ("microsoft word", "microsoft powerpoint", "powerpoint presentation", "untitled", "slide ", "layout ")
_FILES = frozenset(("doc", "docx", "htm", "html", "indd", "odt", "pages", "pdf", "pub", "qxp", "rtf", "txt"))


def own_title(value: object) -> str | None:
    """A title that somebody wrote; None for a single word and for what a program puts there, such as a file's name."""
    title = " ".join(value.split()) if isinstance(value, str) else ""
    plain = title.lower()
    if " " not in title or plain.startswith(_BY_PROGRAMS) or plain.rpartition(".")[2] in _FILES or "\0" in title:
        return None
    return title
