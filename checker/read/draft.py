"""What the readers hand on: the file an article came from, and the article before fallbacks."""

from __future__ import annotations

import datetime as dt
import gzip
import os
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, Any, Protocol

from checker.errors import ReadError
from checker.read.encodings import decode as decode
from checker.records import Anchor, Skipped

STDIN = "-"
# What is read of one file, unpacked: an article alone, one JSON document, and a batch of rows. JSON takes up to thirty
# times its size in memory, so a document has less than a batch, which is parsed row by row.
MAX_ARTICLE_BYTES = 20_000_000
MAX_DOCUMENT_BYTES = 100_000_000
MAX_BATCH_BYTES = 2_000_000_000
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read.

    given     the path in the user's words, for messages
    relative  POSIX path below the folder that was given; the path as given when the file itself was
    folder    the outlet's folder: a subfolder of the folder that was given, or the folder of a file given
              by its path; "" when there is none
    named     true when the user named the file itself and no folder: it is then never left out silently
    other     true when it is none of the batch, but what that is held against
    """

    path: Path
    given: str
    relative: str
    folder: str = ""
    named: bool = True
    other: bool = False

    @property
    def name(self) -> str:
        return PurePath(self.given).name

    @property
    def suffix(self) -> str:
        """The lower-case extension with its dot, without a trailing ``.gz``."""
        path = PurePath(self.name.lower())
        return PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix

    def read_bytes(self, limit: int = MAX_BATCH_BYTES, unpack: bool = True) -> bytes:
        """The file's content; of a ``.gz`` what is packed in it, unless ``unpack`` is false.

        Raises ReadError when it can't be read or has more than ``limit`` bytes.
        """
        try:
            with self.path.open("rb") as file:
                if not (unpack and self.name.lower().endswith(".gz")):
                    if (size := os.fstat(file.fileno()).st_size) > limit:
                        raise ReadError(f"has {size:,} bytes, expected at most {limit:,}")
                    return up_to(file, limit)
                with gzip.GzipFile(fileobj=file) as unpacked:
                    return up_to(unpacked, limit)
        except (OSError, EOFError, zlib.error) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise ReadError(f"can't be read: {reason}") from error

    def read_text(self, limit: int = MAX_BATCH_BYTES) -> str:
        """The content as text; a guessed encoding is logged. Raises ReadError as ``read_bytes`` and ``decode`` do."""
        return decode(self.read_bytes(limit), self.given)


class Readable(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int, /) -> Any: ...


def up_to(stream: Readable, limit: int) -> bytes:
    """All of a stream, read piece by piece. Raises ReadError where it holds more than ``limit`` bytes."""
    parts, size = [], 0
    while piece := stream.read(_CHUNK):
        parts.append(piece.encode() if isinstance(piece, str) else piece)
        size += len(parts[-1])
        if size > limit:
            raise ReadError(f"has more than {limit:,} bytes, expected at most that many")
    return b"".join(parts)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its own file describes it; None or "" where the file says nothing.

    ``key`` is the position inside the file (a line or item number), 0 for a file that is one article.
    ``heading`` is a title to display when there is no other; it stands in ``text`` already.
    ``anchors`` lead from ``text`` to the file, as those of an Article.
    ``unknown`` are names in the front matter that stand for nothing known.
    """

    source: str
    file: InputFile
    text: str
    key: int = 0
    id: str | None = None
    outlet: str | None = None
    published: dt.date | None = None
    title: str | None = None
    url: str | None = None
    heading: str = ""
    title_in_text: bool = False
    anchors: tuple[Anchor, ...] = ()
    unknown: tuple[str, ...] = ()


Drafts = Iterator[Draft | Skipped]


def read_stdin(stream: IO[Any] | None = None) -> bytes:
    """All of standard input, or of the stream given. Raises ReadError when it is closed."""
    stream = stream if stream is not None else getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise ReadError("standard input is closed")
    return up_to(stream, MAX_BATCH_BYTES)
