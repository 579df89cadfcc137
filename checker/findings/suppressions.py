"""Suppressions: findings that people excuse by name, each with a reason and the last day on which it holds."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from checker.errors import ConfigError
from checker.findings.listing import Finding
from checker.findings.rules import RULES, SKIPPED, named
from checker.findings.text import listing, one_line

DEFAULT_FILE = "checker-suppressions.toml"
MAX_NAMED = 3  # fingerprints in a remark
MIN_FINGERPRINT = 8  # digits: fewer could fit findings that nobody has seen yet

_KEYS = ("fingerprint", "rule", "outlets", "topic", "reason", "expires")
_HEADER = re.compile(r"^\s*\[\[\s*suppress\s*\]\]")


@dataclass(frozen=True, slots=True)
class Suppression:
    """Fits a finding when every given condition does.

    place        ``file:line`` of the entry
    fingerprint  the finding's fingerprint or its beginning, "" for any
    rule         a rule code, "" for any
    outlets      casefolded names that the finding must involve
    topic        casefolded words that the topic's label must hold
    expires      the last day on which it holds
    """

    place: str
    reason: str
    expires: dt.date
    fingerprint: str = ""
    rule: str = ""
    outlets: frozenset[str] = frozenset()
    topic: str = ""

    def fits(self, finding: Finding) -> bool:
        return (
            finding.fingerprint.startswith(self.fingerprint)
            and self.rule in ("", finding.rule.code)
            and self.outlets <= {name.casefold() for name in finding.outlets}
            and self.topic in finding.label.casefold()
        )


def excused(
    findings: Sequence[Finding], entries: Sequence[Suppression], today: dt.date, whole: bool = True
) -> tuple[dict[str, str], list[str]]:
    """Verdict id -> reason, and a remark for each entry that has expired, or fits no finding of this batch or several.

    Who excuses several may mean one: an entry by a fingerprint can't. Where the findings aren't those of the ``whole``,
    that an entry fits none says nothing.
    """
    reasons: dict[str, str] = {}
    remarks = []
    for item in entries:
        fitting = [f for f in findings if item.fits(f)]
        if item.expires < today:
            if fitting:
                remarks.append(
                    f"{item.place}: suppression expired on {item.expires}, its finding counts: {item.reason}"
                )
            else:
                remarks.append(f"{item.place}: suppression expired on {item.expires} and fits nothing: remove it")
        elif not fitting and not whole:
            continue
        elif not fitting:
            remarks.append(f"{item.place}: unused suppression, it fits no finding of this batch: {item.reason}")
        else:
            for finding in fitting:
                for verdict in finding.fact.findings:
                    reasons.setdefault(verdict.id, item.reason)
            if len(fitting) > 1:
                names = listing((f.short for f in fitting), MAX_NAMED)
                remarks.append(f"{item.place}: suppression fits {len(fitting):,} findings ({names}): {item.reason}")
    return reasons, remarks


def read(path: str, name: str) -> list[Suppression]:
    """The entries of the file, which messages call ``name``. Raises ConfigError."""
    try:
        return loads(Path(path).read_text(encoding="utf-8"), name)
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: isn't UTF-8 (byte at offset {error.start})") from error


def loads(text: str, name: str) -> list[Suppression]:
    """The ``[[suppress]]`` tables of a TOML text. Raises ConfigError naming file, line, value and expectation."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name}: isn't TOML: {error}") from error
    for key in document:
        if key != "suppress":
            raise ConfigError(f'{name}: unknown key "{key}", expected [[suppress]] tables')
    tables = document.get("suppress", [])
    if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise ConfigError(f'{name}: "suppress" is {tables!r}, expected [[suppress]] tables')
    lines = [i for i, line in enumerate(text.splitlines(), 1) if _HEADER.match(line)]
    numbers: Iterable[int] = lines if len(lines) == len(tables) else range(1, len(tables) + 1)
    return [_suppression(table, f"{name}:{line}") for table, line in zip(tables, numbers, strict=True)]


def _suppression(table: dict[str, Any], place: str) -> Suppression:
    for key in table:
        if key not in _KEYS:
            close = get_close_matches(key, _KEYS, n=1)
            hint = f'; did you mean "{close[0]}"?' if close else f", expected one of {', '.join(_KEYS)}"
            raise ConfigError(f'{place}: unknown key "{key}"{hint}')
    reason, expires = _words(table, "reason", place), table.get("expires")
    if not reason:
        raise ConfigError(f'{place}: no "reason": expected why this finding is excused')
    if not isinstance(expires, dt.date) or isinstance(expires, dt.datetime):
        raise ConfigError(f'{place}: "expires" is {expires!r}, expected a date such as 2031-12-31 without quotes')
    made = Suppression(
        place, reason, expires, _fingerprint(table, place), _rule(table, place), _outlets(table, place),
        _words(table, "topic", place).casefold(),
    )  # fmt: skip
    if not (made.fingerprint or made.outlets or made.topic):
        wish = "; to silence a whole rule, set its severity in the configuration" if made.rule else ""
        raise ConfigError(f'{place}: fits everything, expected "fingerprint", "outlets" or "topic"{wish}')
    return made


def _words(table: dict[str, Any], key: str, place: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or (key in table and not value.strip()):
        raise ConfigError(f'{place}: "{key}" is {value!r}, expected words')
    return one_line(value)


def _fingerprint(table: dict[str, Any], place: str) -> str:
    value = _words(table, "fingerprint", place).lower()
    if value and not re.fullmatch(f"[0-9a-f]{{{MIN_FINGERPRINT},64}}", value):
        raise ConfigError(f'{place}: "fingerprint" is "{value}", expected {MIN_FINGERPRINT} to 64 hexadecimal digits')
    return value


def _rule(table: dict[str, Any], place: str) -> str:
    value = _words(table, "rule", place)
    if not value:
        return ""
    if (rule := named(value)) is None:
        raise ConfigError(f'{place}: "rule" is "{value}", expected one of {", ".join(r.code for r in RULES)}')
    if rule is SKIPPED:
        raise ConfigError(f'{place}: "rule" is "{value}": what was not checked can\'t be suppressed; see "skip-errors"')
    return rule.code


def _outlets(table: dict[str, Any], place: str) -> frozenset[str]:
    value = table.get("outlets", [])
    if not isinstance(value, list) or len(value) > 2 or not all(isinstance(v, str) and v.strip() for v in value):
        raise ConfigError(f'{place}: "outlets" is {value!r}, expected one or two names')
    return frozenset(one_line(v).casefold() for v in value)
