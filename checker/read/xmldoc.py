"""Files named ``.xml``: which reader takes them is said by their root element."""

from __future__ import annotations

from checker.errors import ReadError
from checker.read.draft import MAX_DOCUMENT_BYTES, Drafts, InputFile
from checker.read.feeds import feed_drafts
from checker.read.newsml import newsml_drafts
from checker.read.safexml import root_name

_READERS = {
    "rss": feed_drafts,
    "feed": feed_drafts,
    "RDF": feed_drafts,  # RSS 1.0
    "newsItem": newsml_drafts,
    "newsMessage": newsml_drafts,
}


def read_xml(file: InputFile) -> Drafts:
    """A feed (RSS, Atom) or NewsML-G2, whichever the root element says. Raises ReadError for XML of another kind."""
    data = file.read_bytes(MAX_DOCUMENT_BYTES)
    name = root_name(data)
    if name not in _READERS:
        raise ReadError(f"is XML of another kind (<{name[:60]}>), expected RSS, Atom or NewsML-G2")
    yield from _READERS[name](file, data)
