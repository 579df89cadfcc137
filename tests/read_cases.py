"""What the tests of reading share: files written in code, and the articles and reasons that come of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from checker.read import read
from checker.records import Article


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def articles(*inputs: str, **options: Any) -> list[Article]:
    """The articles in the order of their files; nothing may be skipped."""
    found, skipped = read(inputs, **options)
    assert skipped == []
    return sorted(found, key=lambda article: [int(p) if p.isdigit() else p for p in article.source.split()])


def only(*inputs: str, **options: Any) -> Article:
    (article,) = articles(*inputs, **options)
    return article


def reasons(*inputs: str) -> list[str]:
    return [f"{item.input}: {item.reason}" for item in read(inputs)[1]]
