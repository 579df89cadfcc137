"""Which rules made what a ledger keeps: when they change, claims or the index are made anew, and not before."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
# The rooms that the claims of one article depend on; a test holds the list against what these rooms import. Editing a
# comparison, a verdict, a finding or a report extracts nothing again.
EXTRACTION = ("attribution", "claims", "errors.py", "parse", "quantities", "records.py", "times", "words")
# What blocking keys and counts depend on besides.
INDEX = ("block", "compare/quantities.py", "compare/sums.py", "compare/units.py", "ledger/index.py")
LIBRARIES = ("dateparser", "pint", "quantulum3", "spacy")


def extraction(spacy_model: str) -> str:
    """Changes with checker's own rules and word lists, the spaCy pipeline and the libraries that read numbers."""
    versions = [f"{name} {metadata.version(name)}" for name in LIBRARIES]
    return _digest([_code(EXTRACTION), *versions, pipeline(spacy_model)])


def index() -> str:
    return _digest([_code((*EXTRACTION, *INDEX))])


def pipeline(name: str) -> str:
    """An installed spaCy pipeline by its version, one in a folder by its files' names, sizes and small files."""
    folder = Path(name)
    if folder.is_dir():
        files = sorted(p for p in folder.rglob("*") if p.is_file())
        shown = [f"{p.relative_to(folder).as_posix()} {p.stat().st_size}" for p in files]
        small = [_file(p) for p in files if p.suffix in (".json", ".cfg")]
        return _digest([*shown, *small])
    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        return name  # loading it will say what is wrong


@cache
def _code(names: tuple[str, ...]) -> str:
    found = []
    for name in names:
        path = PACKAGE / name
        files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file() and p.suffix != ".pyc"]
        found += [f"{p.relative_to(PACKAGE).as_posix()} {_file(p)}" for p in sorted(files)]
    return _digest(found)


def _file(path: Path) -> str:
    return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()


def _digest(parts: list[str]) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()
