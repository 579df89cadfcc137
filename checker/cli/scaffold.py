"""Scaffold: the files that ``checker init`` writes, from the files in ``templates/``."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path, PurePosixPath, PureWindowsPath

from checker import __version__
from checker.cli.console import write_file
from checker.errors import DISTRIBUTION, ConfigError
from checker.findings.suppressions import DEFAULT_FILE as SUPPRESSIONS
from checker.read import READERS

_JOBS = {"github": ".github/workflows/checker.yml", "gitlab": ".gitlab-ci.yml", "none": ""}


def scaffold(folder: Path, articles: str, ci: str) -> tuple[list[str], list[tuple[str, str]]]:
    """What was written, and what was left alone and why; paths as seen from ``folder``.

    Raises:
        ConfigError: ``articles`` can't be used on another machine, or ``pyproject.toml`` is no TOML.
    """
    articles = _articles(articles)
    written: list[str] = []
    kept: list[tuple[str, str]] = []
    todo = [("pyproject.toml", "pyproject.toml"), (SUPPRESSIONS, "suppressions.toml")]
    todo.append((".pre-commit-config.yaml", "pre-commit.yml"))
    if _JOBS[ci]:
        todo.append((_JOBS[ci], f"{ci}.yml"))
    for name, template in todo:
        target = folder / name
        text = _filled(template, articles)
        if name == "pyproject.toml" and target.exists():
            if _is_configured(target):
                kept.append((name, "it has a [tool.checker] table"))
                continue
            text = target.read_text(encoding="utf-8").rstrip("\n") + "\n\n" + text
        elif target.exists():
            kept.append((name, "it is there already"))
            continue
        write_file(str(target), text)
        written.append(name)
    return written, kept


def requirement() -> str:
    """What pip installs to have this checker elsewhere: the repository and commit it came from, else "".

    Read from the record that pip leaves (PEP 610); a copy from a local folder has no place that others can reach.
    """
    try:
        record = json.loads(distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return ""
    source, url = record.get("vcs_info"), record.get("url", "")
    if not source or "://" not in url or url.startswith("file:"):
        return ""
    return f"{DISTRIBUTION} @ {source.get('vcs', 'git')}+{url}@{source.get('commit_id', '')}".rstrip("@")


def _filled(template: str, articles: str) -> str:
    text = files("checker.cli").joinpath("templates", template).read_text("utf-8").replace("\r\n", "\n")
    values = {"ARTICLES": articles, "PATTERN": _pattern(articles)}
    for name, value in {**values, "REQUIREMENT": requirement(), "VERSION": __version__}.items():
        text = text.replace(f"@{name}@", value)
    return text


def _pattern(articles: str) -> str:
    """A regular expression of the paths, seen from the folder, that pre-commit is to hand over as articles."""
    path = PurePosixPath(articles)
    if path.suffix.lower() in READERS:
        return f"^{re.escape(str(path))}$"
    # Of the whole folder all but the baseline, which a check of the folder leaves out, too.
    below = f"^{re.escape(str(path))}/.*" if path.parts else "^(?!checker-).*"
    return rf"{below}\.({'|'.join(suffix[1:] for suffix in READERS if suffix != '.parquet')})$"


def _articles(path: str) -> str:
    plain = path.replace("\\", "/").strip()
    absolute = PurePosixPath(plain).is_absolute() or PureWindowsPath(path).drive
    if (
        not plain
        or absolute
        or ".." in PurePosixPath(plain).parts
        or not all(c.isalnum() or c in " ._-/" for c in plain)
        or plain.startswith("-")
    ):
        raise ConfigError(f'--articles is "{path}", expected a relative path of letters, digits, spaces, "._-/"')
    return plain


def _is_configured(path: Path) -> bool:
    try:
        tool = tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: can't be added to: {error}") from error
    return isinstance(tool, dict) and "checker" in tool
