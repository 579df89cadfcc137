"""Which files to read: those named, and those found in the folders named."""

from __future__ import annotations

import logging
import os
import shlex
import stat
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from checker.read import remote
from checker.read.draft import InputFile
from checker.read.file_types import may_hold_articles, wrong_type
from checker.records import Skipped

log = logging.getLogger(__name__)


def find_files(
    inputs: Sequence[str], suffixes: Collection[str], leave_out: str | None = None, against: Sequence[str] = ()
) -> tuple[list[InputFile], list[Skipped]]:
    """Every file to read, each once, and the inputs that can't be; files only of ``against`` are marked as ``other``.

    Folders are searched recursively in sorted order; hidden entries, ``leave_out`` (the metadata file) and files of
    types that hold no articles (pictures, style sheets) are left out, the last with one logged warning a folder.
    A folder without any file to read can't be read either. A file of the inputs that also lies in a folder of
    ``against`` has the relative path and the outlet's folder that it has there: those of the whole.
    """
    barred = os.path.realpath(leave_out) if leave_out else None
    found, skipped = _found(inputs, suffixes, barred)
    others, refused = _found(against, suffixes, barred)
    for real, file in others.items():
        own = found.get(real)
        if own is None:
            found[real] = replace(file, other=True)
        elif not file.named:
            found[real] = replace(own, relative=file.relative, folder=file.folder)
    skipped += [item for item in refused if item not in skipped]
    return sorted(found.values(), key=lambda file: file.given), skipped


def _found(
    inputs: Sequence[str], suffixes: Collection[str], barred: str | None
) -> tuple[dict[str, InputFile], list[Skipped]]:
    """The files by their real paths, and the inputs that can't be read."""
    found: dict[str, InputFile] = {}
    skipped: list[Skipped] = []
    # A file that is both named and met in a folder counts as named; of two ways to write a path the shorter counts.
    for given in sorted(set(inputs), key=lambda name: (os.path.isdir(name), len(name), name)):
        path = Path(given)
        if remote.is_remote(given):
            found |= {file.given: file for file in remote.files(given, suffixes, skipped)}
            continue
        if os.path.isdir(path):
            files = _walk(given, suffixes, skipped)
        elif reason := _unreadable(given, path, suffixes):
            skipped.append(Skipped(printed(given), reason))
            continue
        else:
            files = [InputFile(path, printed(given), relative=printed(path.as_posix()), folder=_folder(path))]
        for file in files:
            if (real := os.path.realpath(file.path)) != barred:
                found.setdefault(real, file)
    return found, skipped


def printed(path: str) -> str:
    """A path as text: bytes in a name that aren't UTF-8 come as ``\\xff``, which can be printed and stored."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _unreadable(given: str, path: Path, suffixes: Collection[str]) -> str | None:
    if given.startswith(("http://", "https://")):
        return f"is a URL; nothing is fetched: save it as a file first, for example with: {_by_hand(given, suffixes)}"
    if reason := _no_file(path):
        return reason
    return wrong_type(InputFile(path, given, given), suffixes)


def _by_hand(url: str, suffixes: Collection[str]) -> str:
    """The command that saves a page, or another file by its type."""
    suffix = PurePath(url.partition("?")[0]).suffix.lower()
    return f"curl -L -o page{suffix if suffix in suffixes else '.html'} {shlex.quote(url)}"


def _no_file(path: Path) -> str | None:
    """Why a path is no file that can be read, as the operating system sees it; None when it is one."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "is a link to nothing" if path.is_symlink() else "no such file or folder"
    except (OSError, ValueError) as error:
        return f"can't be read: {getattr(error, 'strerror', None) or error}"
    return None if stat.S_ISREG(mode) else "is no regular file"


def _folder(path: Path) -> str:
    name = printed(path.parent.name)
    return "" if name == ".." else name


def _walk(given: str, suffixes: Collection[str], skipped: list[Skipped]) -> list[InputFile]:
    """The files below a folder; what can't be looked into is added to ``skipped``."""

    def refused(error: OSError) -> None:
        skipped.append(Skipped(printed(str(error.filename)), f"can't be searched: {error.strerror}"))

    files: list[InputFile] = []
    others, linked = [], []
    for folder, subfolders, names in os.walk(given, onerror=refused):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        below = PurePath(os.path.relpath(folder, given))
        linked += [printed((below / name).as_posix()) for name in subfolders if os.path.islink(Path(folder, name))]
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(folder, name)
            relative = printed((below / name).as_posix())
            file = InputFile(path, printed(str(path)), relative, folder=printed(below.name), named=False)
            wrong = wrong_type(file, suffixes)
            if wrong and not may_hold_articles(file):
                others.append(relative)
            elif reason := wrong or _no_file(path):
                skipped.append(Skipped(file.given, reason))
            else:
                files.append(file)
    _warn(given, others, "left out, not of a type that holds articles")
    _warn(given, linked, "left out, links to folders are not followed")
    if not files:
        reason = f"has no files of a type that holds articles, expected one of {', '.join(suffixes)}"
        skipped.append(Skipped(printed(given), reason))
    return files


def _warn(given: str, names: Sequence[str], why: str) -> None:
    if names:
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        log.warning("%s: %s: %s%s", printed(given), why, ", ".join(names[:3]), more)
