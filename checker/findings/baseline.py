"""Baseline: findings that were there before, kept in a file, so that only new ones fail a batch."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checker.errors import ConfigError
from checker.findings.listing import Finding
from checker.findings.text import value_words
from checker.findings.view import View

BASELINE_SCHEMA = "checker-baseline/1"
DEFAULT_FILE = "checker-baseline.json"

_FINGERPRINT = re.compile("[0-9a-f]{64}")


def entry(view: View, finding: Finding) -> dict[str, Any]:
    """What the file keeps of a finding: the fingerprint counts, the rest tells a reader what it is."""
    sides = sorted((c.outlet or c.article, value_words(c)) for c in view.pair(finding.verdict))
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule.code,
        "topic": finding.label,
        "says": [f"{outlet}: {value}" for outlet, value in sides],
    }


def dumps(entries: Sequence[dict[str, Any]]) -> str:
    """The file's text: one entry a line, sorted, so that a diff of two baselines can be read."""
    ordered = sorted(entries, key=lambda e: (e["rule"], e["topic"], e["says"], e["fingerprint"]))
    lines = ",\n  ".join(json.dumps(e, ensure_ascii=False) for e in ordered)
    body = f"[\n  {lines}\n ]" if lines else "[]"
    return f'{{\n "schema": "{BASELINE_SCHEMA}",\n "findings": {body}\n}}\n'


def loads(text: str, name: str) -> list[dict[str, Any]]:
    """The entries of a baseline's text. Raises ConfigError naming the file, the entry and what was expected."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{name}: isn't JSON: {error}") from error
    if not isinstance(found, dict) or found.get("schema") != BASELINE_SCHEMA:
        schema = found.get("schema") if isinstance(found, dict) else found
        raise ConfigError(f'{name}: "schema" is {_shown(schema)}, expected "{BASELINE_SCHEMA}"')
    entries = found.get("findings")
    if not isinstance(entries, list):
        raise ConfigError(f'{name}: "findings" is {_shown(entries)}, expected a list')
    for i, item in enumerate(entries, 1):
        value = item.get("fingerprint") if isinstance(item, dict) else item
        if not isinstance(value, str) or not _FINGERPRINT.fullmatch(value):
            raise ConfigError(f'{name}: finding {i}: "fingerprint" is {_shown(value)}, expected 64 hexadecimal digits')
    return [_complete(item) for item in entries]


def read(path: str) -> list[dict[str, Any]] | None:
    """The entries of the file, None when there is no such file yet. Raises ConfigError."""
    try:
        return loads(Path(path).read_text(encoding="utf-8"), path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: isn't UTF-8 (byte at offset {error.start})") from error


def _complete(item: dict[str, Any]) -> dict[str, Any]:
    says = item.get("says")
    words = [str(s) for s in says] if isinstance(says, list) else []
    return {
        "fingerprint": item["fingerprint"],
        "rule": str(item.get("rule", "")),
        "topic": str(item.get("topic", "")),
        "says": words,
    }


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:59] + "…"
