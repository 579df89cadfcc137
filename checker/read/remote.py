"""Files on other storage, by URL: one file, a folder, or a pattern such as ``s3://bucket/day=*/*.parquet``.

fsspec finds and opens them; it comes with PyTorch, and each kind of storage is a package of its own (``s3fs``,
``gcsfs``, ``adlfs``), which reads its credentials where that storage's users keep them.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from checker.errors import ReadError
from checker.read.draft import MAX_BATCH_BYTES, InputFile, up_to
from checker.read.file_types import may_hold_articles, wrong_type
from checker.records import Skipped

_PATTERN = frozenset("*?[")
_FAILURES = (OSError, ValueError, ImportError, EOFError, zlib.error)  # ImportError: the storage's package is missing


@dataclass(frozen=True, slots=True)
class RemoteFile(InputFile):
    """``given`` is its URL; ``path`` only gives it a name."""

    def read_bytes(self, limit: int = MAX_BATCH_BYTES, unpack: bool = True) -> bytes:
        """As :meth:`InputFile.read_bytes`."""
        import fsspec

        try:
            with fsspec.open(self.given, "rb") as file:
                if not (unpack and self.name.lower().endswith(".gz")):
                    return up_to(file, limit)
                with gzip.GzipFile(fileobj=file) as unpacked:
                    return up_to(unpacked, limit)
        except _FAILURES as error:
            raise ReadError(f"can't be read: {error}") from error


def is_remote(given: str) -> bool:
    """Whether an input is a URL; those of web pages are refused elsewhere."""
    return "://" in given and not given.startswith(("http://", "https://"))


def files(given: str, suffixes: Collection[str], skipped: list[Skipped]) -> list[InputFile]:
    """The files that a URL stands for, in order; a URL that stands for none is added to ``skipped``."""
    from fsspec.core import url_to_fs

    try:
        storage, root = url_to_fs(given)
        several = bool(_PATTERN & set(root)) or storage.isdir(root)
        paths = storage.glob(root) if _PATTERN & set(root) else storage.find(root) if several else [root]
        # Folders that a pattern fits are no files; what hides is left out as it is on a disk.
        paths = [path for path in sorted(paths) if storage.isfile(path) and not _hidden(path, root)]
    except _FAILURES as error:
        skipped.append(Skipped(given, f"can't be read: {error}"))
        return []
    told = [_file(storage.unstrip_protocol(path), path, root, named=not several) for path in paths]
    wrong = [(file, reason) for file in told if (reason := wrong_type(file, suffixes))]
    skipped += [Skipped(file.given, reason) for file, reason in wrong if may_hold_articles(file)]
    kept = [file for file in told if file.suffix in suffixes]
    if not kept:
        what = f", expected one of {', '.join(suffixes)}" if told else ""
        skipped.append(
            Skipped(given, f"{'has no files of a type that holds articles' if told else 'no such file'}{what}")
        )
    return kept


def _file(url: str, path: str, root: str, named: bool) -> InputFile:
    """The outlet's folder is the one that the file lies in, where it isn't the one that was given."""
    parent = PurePosixPath(path).parent
    folder = "" if str(parent) == root.rstrip("/") else parent.name
    relative = path.removeprefix(root).lstrip("/") or PurePosixPath(path).name
    return RemoteFile(Path(PurePosixPath(path).name), url, relative, folder, named)


def _hidden(path: str, root: str) -> bool:
    return any(part.startswith((".", "_")) for part in PurePosixPath(path.removeprefix(root)).parts)
