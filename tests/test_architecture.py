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
HEAVY = {"torch", "transformers", "spacy", "ray", "sqlalchemy", "sqlite3"}
OWNERS = {"torch": ["nli"], "transformers": ["nli"], "quantulum3": ["quantities"]}
PURE = [
    "compare.py", "judge.py", "settle.py", "align", "gate.py", "policy.py", "standing.py", "baseline.py",
    "suppressions.py", "topics.py", "values.py", "records.py", "results.py", "reports", "wording.py",
]  # fmt: skip


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Top-level names that a module imports anywhere, but for type checking."""
    found: set[str] = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def is_pure(path: Path) -> bool:
    parts = path.relative_to(PACKAGE).parts
    return any(name in parts for name in PURE)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_pure_stages_import_nothing_heavy(path: Path) -> None:
    if is_pure(path):
        assert not imported(path) & HEAVY
    for library, owners in OWNERS.items():
        if library in imported(path):
            assert any(owner in path.relative_to(PACKAGE).parts for owner in owners), f"{path.name} imports {library}"


def test_pure_stages_are_there() -> None:
    assert sum(is_pure(p) for p in modules()) >= len(PURE)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 420


def test_the_map_names_every_stage() -> None:
    for stage in (
        "read",
        "parse",
        "quantities",
        "attribution",
        "times",
        "claims",
        "align",
        "compare",
        "nli",
        "judge",
        "reports",
        "gate",
    ):
        assert f"\n    {stage} " in (checker.__doc__ or "")
        assert (PACKAGE / f"{stage}.py").exists() or (PACKAGE / stage / "__init__.py").exists()


def test_every_package_is_named_for_the_wheel() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = set(settings["tool"]["setuptools"]["packages"])
    there = {".".join(p.parent.relative_to(ROOT).parts) for p in PACKAGE.rglob("__init__.py")}
    assert named == there | {"checker_models", "checker_models.nli"}


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
        "import checker.cli, checker.lexicon, checker.nli, pathlib;"
        "assert checker.lexicon.nation('Iraqi') == 'iraq';"
        "print(pathlib.Path(checker.cli.__file__).parent.parent);"
        "print(checker.nli.load(None).score([('Two died.', 'Nobody died.')]).shape)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, env={"PYTHONPATH": str(target)}
    )
    assert done.stdout.split("\n")[:2] == [str(target), "(1, 3)"], done.stderr
