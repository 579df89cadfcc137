"""Which files to read: those named, and those found in the folders named."""

from __future__ import annotations

import logging
import os
from collections.abc import Collection, Sequence
from pathlib import Path, PurePath

from checker.read.draft import InputFile
from checker.records import Skipped

log = logging.getLogger(__name__)


def find_files(
    inputs: Sequence[str], suffixes: Collection[str], leave_out: str | None = None
) -> tuple[list[InputFile], list[Skipped]]:
    """Every file to read, each once, and the inputs that can't be.

    Folders are searched recursively in sorted order; hidden entries, ``leave_out`` (the metadata file) and
    files of other types in them are left out, the last with one logged warning a folder.
    """
    found: dict[Path, InputFile] = {}
    skipped = []
    barred = Path(leave_out).resolve() if leave_out else None
    # A file that is both named and met in a folder counts as named; of two ways to write a path the shorter counts.
    for given in sorted(set(inputs), key=lambda name: (Path(name).is_dir(), len(name), name)):
        path = Path(given)
        if path.is_dir():
            files = _walk(given, suffixes)
        else:
            reason = _unreadable(given, path, suffixes)
            if reason:
                skipped.append(Skipped(given, reason))
                continue
            files = [InputFile(path, given, relative=path.as_posix(), folder=_folder(path))]
        for file in files:
            if file.path.resolve() != barred:
                found.setdefault(file.path.resolve(), file)
    return sorted(found.values(), key=lambda file: file.given), skipped


def _unreadable(given: str, path: Path, suffixes: Collection[str]) -> str | None:
    if given.startswith(("http://", "https://")):
        return "is a URL; nothing is fetched: save the page as a file first"
    if not path.exists():
        return "no such file or folder"
    if not path.is_file():
        return "is no regular file"
    suffix = InputFile(path, given, given).suffix
    if suffix not in suffixes:
        return f'has the extension "{suffix}", expected one of {", ".join(suffixes)}'
    return None


def _folder(path: Path) -> str:
    name = path.parent.name
    return "" if name == ".." else name


def _walk(given: str, suffixes: Collection[str]) -> list[InputFile]:
    files, others = [], []
    for folder, subfolders, names in os.walk(given):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        below = PurePath(os.path.relpath(folder, given))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(folder, name)
            relative = (below / name).as_posix()
            file = InputFile(path, str(path), relative, folder=below.name, named=False)
            if file.suffix not in suffixes:
                others.append(relative)
            elif path.is_file():
                files.append(file)
    if others:
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        log.warning("%s: left out, not of a type that holds articles: %s%s", given, ", ".join(others[:3]), more)
    if not files:
        log.warning("%s: no articles found in this folder", given)
    return files
