"""The house stays as drawn: what may import what, how long files get, what the wheel carries."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

import checker

PACKAGE = ROOT / "checker"
# The pipeline from top to bottom, then what stands beside it. A room imports only rooms above it.
ROOMS = (
    "read", "parse", "quantities", "attribution", "times", "claims", "block", "same", "compare", "judge", "findings",
    "reports", "nli", "pairs", "engine", "ledger", "cli",
)  # fmt: skip
EVERYWHERE = {"records", "errors", "progress", "words"}
# The main path calls the stages; beside it stand those who run it.
RUNS_THE_PATH = {"ledger", "cli"}
HEAVY = {"torch", "transformers", "spacy", "ray", "sqlalchemy", "sqlite3"}
OWNERS = {
    "torch": {"nli"}, "transformers": {"nli"}, "quantulum3": {"quantities"}, "ray": {"engine"},
    "sqlalchemy": {"ledger"}, "sqlite3": {"ledger"}, "click": {"cli"},
}  # fmt: skip
PURE = {"records", "errors", "progress", "words", "block", "same", "compare", "judge", "findings", "reports"}
LONG = {"records.py": 700}  # every record in one place


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def room(path: Path) -> str:
    """The first part of a module's name below the package; "" for its surface: what is imported, what is run."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first in ("__init__", "__main__") else first


def imported(path: Path) -> set[str]:
    """Full names of what a module imports anywhere, but for type checking; of ``from a import b`` also ``a.b``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def own_files(path: Path) -> set[Path]:
    """The files of ours that a module imports: of a package its ``__init__`` where a name of that is meant."""
    found = set()
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "checker":
            continue
        as_module, as_package = ROOT.joinpath(*parts).with_suffix(".py"), ROOT.joinpath(*parts, "__init__.py")
        found |= {p for p in (as_module, as_package) if p.is_file()}
    return found - {path, PACKAGE / "__init__.py"}


@pytest.mark.parametrize("path", modules(), ids=named)
def test_imports_go_one_way(path: Path) -> None:
    """A room imports rooms above it; records import nothing of ours; the path imports neither engine nor ledger."""
    here = room(path)
    for other in sorted(own_files(path)):
        there = room(other)
        told = f"{named(path)} imports {named(other)}"
        if here in ("records", "errors", "progress"):
            raise AssertionError(told)
        if here in ("", there) or there in EVERYWHERE:
            continue
        if there == "pipeline":
            assert here in RUNS_THE_PATH, told
        elif here == "pipeline":
            assert there not in ("engine", "ledger", "cli"), told
        elif here == "words":
            raise AssertionError(told)
        else:
            assert there in ROOMS[: ROOMS.index(here)], told


def test_no_two_files_import_each_other() -> None:
    """No circles, whatever their length: what imports only what is set aside is set aside, until nothing is left."""
    open_ = {path: own_files(path) for path in modules()}
    # A package's surface names what lies in it, and its files may name the package: that is one room, not a circle.
    for path, needs in open_.items():
        open_[path] = {n for n in needs if not (n.name == "__init__.py" and path.is_relative_to(n.parent))}
    while ready := [path for path, needs in open_.items() if not needs & open_.keys()]:
        for path in ready:
            del open_[path]
    assert sorted(map(named, open_)) == []


@pytest.mark.parametrize("path", modules(), ids=named)
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    libraries = {name.split(".")[0] for name in imported(path)}
    if room(path) in PURE:
        assert not libraries & HEAVY
    for library, owners in OWNERS.items():
        if library in libraries:
            assert room(path) in owners, f"{named(path)} imports {library}"


def test_every_room_is_on_the_list_and_nothing_else_is_at_the_top() -> None:
    there = {room(path) for path in modules()}
    assert there == {"", "pipeline", "records", "errors", "progress", "words", *ROOMS}
    assert {p.name for p in PACKAGE.glob("*.py")} == {
        "__init__.py",
        "__main__.py",
        "pipeline.py",
        "progress.py",
        "records.py",
        "errors.py",
    }


@pytest.mark.parametrize("path", modules(), ids=named)
def test_files_stay_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONG.get(named(path), 300)


def test_the_map_names_every_room() -> None:
    for name in (*ROOMS, "words", "records", "errors", "progress", "pipeline"):
        assert f"\n    {name} " in (checker.__doc__ or ""), name


def test_every_package_is_named_for_the_wheel() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = set(settings["tool"]["setuptools"]["packages"])
    there = {".".join(p.parent.relative_to(ROOT).parts) for p in PACKAGE.rglob("__init__.py")}
    assert named == there | {"checker_models", "checker_models.nli", "checker_models.same"}


@pytest.mark.slow
def test_the_wheel_works_outside_the_repository(tmp_path: Path) -> None:
    """Built from a copy of what git tracks and imported from the unpacked wheel alone, weights and data included."""
    source, target = tmp_path / "source", tmp_path / "site"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(source)], check=True)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(source)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(target)
    program = (
        "import checker.cli, checker.words.lexicon, checker.nli, pathlib;"
        "assert checker.words.lexicon.nation('Iraqi') == 'iraq';"
        "print(pathlib.Path(checker.cli.__file__).parents[2]);"
        "print(checker.nli.load(None).score([('Two died.', 'Nobody died.')]).shape)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, env={"PYTHONPATH": str(target)}
    )
    assert done.stdout.split("\n")[:2] == [str(target), "(1, 3)"], done.stderr
