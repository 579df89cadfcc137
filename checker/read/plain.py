"""Plain text, with or without front matter."""

from __future__ import annotations

from checker.errors import ReadError
from checker.read.anchors import Lines
from checker.read.draft import MAX_ARTICLE_BYTES, Draft, Drafts, InputFile
from checker.read.fields import fields_of, unknown_names
from checker.read.front_matter import front_matter
from checker.read.scalars import check_text


def read_plain(file: InputFile) -> Drafts:
    """One article. Without front matter ``text`` is the whole file; with it, what follows, outer whitespace removed.

    Either way it is a slice of the decoded file, line ends as they are.
    """
    whole = file.read_text(MAX_ARTICLE_BYTES)
    matter, start = front_matter(whole)
    text = whole[start:]
    if not text.strip():
        raise ReadError("has front matter but no text")
    if start:
        start += len(text) - len(text.lstrip())
        text = text.strip()
    fields = fields_of(matter, file.given)
    yield Draft(
        source=file.given,
        file=file,
        text=check_text(text, "text"),
        heading=next(line.strip() for line in text.splitlines() if line.strip()),
        title_in_text=fields["title"] is None,
        anchors=(Lines(whole).anchor(0, start),),
        unknown=tuple(unknown_names(matter)),
        **fields,
    )
