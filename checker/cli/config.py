"""``[tool.checker]`` and the command line -> one Settings record; the command line wins."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from checker.errors import ConfigError, installing
from checker.findings.policy import OutletSeverity, Policy
from checker.findings.rules import RULES, SKIPPED, named
from checker.records import Precision, Relation, RunSettings, Severity
from checker.reports import FORMATS, TABLES

NEVER = "never"  # the ``fail-on`` word for Severity.NONE
FAIL_ON = (Severity.ERROR.value, Severity.WARNING.value, Severity.NOTE.value, NEVER)
SEVERITIES = tuple(s.value for s in Severity)
ENGINES = ("local", "ray")
PRECISIONS = tuple(p.value for p in Precision)
COLORS = ("auto", "always", "never")
SHOWN = (Relation.SCOPE.value,)
LEDGERS = ("sqlite", "postgresql", "postgres")


@dataclass(frozen=True, slots=True)
class Settings(RunSettings):
    """Every option that ``check`` and its siblings share: those of :class:`RunSettings`, and

    output_format  of the report on standard output; None for ``summary`` on a terminal, else ``markdown``
    color         "auto" for colours on a terminal unless NO_COLOR is set, else "always" or "never"
    show          relations that reports for people show beside their facts
    outputs       (format name, path) of each report to write besides standard output
    against       files and folders with the articles that a batch is held against, besides each other
    metadata      path of the JSONL file that fills in what the articles lack
    fail_on       the least severity that fails the gate; NONE for never
    skip_errors   articles that could not be read don't change the exit status
    policy        severities per rule and per pair of outlets
    baseline      path of the findings that fail nothing, whether or not it is there yet
    suppressions  path of the findings that are excused by name
    trust_text_dates  the date that a text gives is taken where ``published`` is missing or doesn't fit it
    """

    output_format: str | None = None
    color: str = "auto"
    show: tuple[Relation, ...] = ()
    outputs: tuple[tuple[str, str], ...] = ()
    against: tuple[str, ...] = ()
    metadata: str | None = None
    fail_on: Severity = Severity.ERROR
    skip_errors: bool = False
    quiet: bool = False
    policy: Policy = field(default_factory=Policy)
    baseline: str | None = None
    suppressions: str | None = None
    trust_text_dates: bool = False


def load_settings(
    overrides: Mapping[str, Any] | None = None, config: str | None = None, folder: Path | None = None
) -> Settings:
    """Settings from the file, then the overrides (``Settings`` field -> value, None for not given).

    ``config`` is a TOML file, with a ``[tool.checker]`` table or bare keys; without it the nearest
    ``pyproject.toml`` from ``folder`` (the current one) upward counts. Raises ConfigError.
    """
    path = Path(config) if config is not None else find_pyproject(folder or Path.cwd())
    values = _file_settings(path, bare=config is not None) if path is not None else {}
    values["policy"] = Policy(values.pop("rules", {}), values.pop("between", ()))
    values |= {name: value for name, value in (overrides or {}).items() if value is not None}
    return _available(Settings(**values))


def find_pyproject(folder: Path) -> Path | None:
    """The nearest ``pyproject.toml`` in ``folder`` or above it."""
    candidates = (parent / "pyproject.toml" for parent in (folder, *folder.parents))
    return next((path for path in candidates if path.is_file()), None)


def parse_output(value: str) -> tuple[str, str]:
    """``NAME=PATH`` as (format name, path). Raises ConfigError, whose text goes on from the option's name."""
    name, equals, path = value.partition("=")
    if not equals or not path:
        raise ConfigError(f'is "{value}", expected NAME=PATH, such as sarif=report.sarif')
    return _choice(name.strip(), (*FORMATS, TABLES)), path


def parse_format(name: str) -> str:
    """A known output format. Raises ConfigError with the nearest name."""
    return _choice(name, FORMATS)


def parse_precision(value: str) -> Precision:
    """``float32``, ``bfloat16`` or ``int8``. Raises ConfigError."""
    return Precision(_choice(value, PRECISIONS))


def parse_shown(name: str) -> Relation:
    """A relation that reports show only when asked. Raises ConfigError."""
    return Relation(_choice(name, SHOWN))


def parse_fail_on(value: str) -> Severity:
    """``error``, ``warning``, ``note`` or ``never``. Raises ConfigError."""
    return Severity.NONE if _choice(value, FAIL_ON) == NEVER else Severity(value)


def _choice(value: str, known: Iterable[str]) -> str:
    known = tuple(known)
    if value not in known:
        raise ConfigError(f'is "{value}", expected one of {", ".join(known)}{_suggestion(value, known)}')
    return value


def _suggestion(value: str, known: Iterable[str]) -> str:
    close = get_close_matches(value, list(known), n=1)
    return f'; did you mean "{close[0]}"?' if close else ""


# ------------------------------------------------------------------ the file


def _file_settings(path: Path, bare: bool) -> dict[str, Any]:
    table = _table(path, bare)
    values = {}
    for key, value in table.items():
        if key not in _KEYS:
            raise ConfigError(f'{path}: unknown key "{key}"{_suggestion(key, _KEYS)}')
        try:
            values.update(_KEYS[key](value, path.parent))
        except ConfigError as error:
            raise ConfigError(f'{path}: "{key}" {error}') from error
    return values


def _table(path: Path, bare: bool) -> dict[str, Any]:
    """``[tool.checker]``; in a file named by ``--config`` the top level where there is no such table."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: isn't UTF-8 (byte at offset {error.start})") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: isn't TOML: {error}") from error
    tool = document.get("tool", {})
    table = tool.get("checker") if isinstance(tool, dict) else None
    if table is None:
        table = document if bare and "tool" not in document else {}
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.checker is {table!r}, expected a table")
    return table


def _string(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ConfigError(f"is {_shown(value)}, expected a string")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ConfigError(f"is {_shown(value)}, expected a list")
    return value


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(f"is {_shown(value)}, expected true or false")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ConfigError(f"is {_shown(value)}, expected a whole number, 1 or more")
    return value


def _outputs(value: object, folder: Path) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list):
        raise ConfigError(f'is {_shown(value)}, expected a list of "NAME=PATH"')
    pairs = (parse_output(_string(item)) for item in value)
    return tuple((name, path if "://" in path else str(folder / path)) for name, path in pairs)


def _severity(value: object) -> Severity:
    return Severity(_choice(_string(value), SEVERITIES))


def _rule(name: str) -> str:
    if (rule := named(name)) is None:
        known = [word for r in RULES for word in (r.code, r.name)]
        raise ConfigError(f'names the rule "{name}", expected one of {", ".join(known[::2])}{_suggestion(name, known)}')
    if rule is SKIPPED:
        raise ConfigError(f'names the rule "{name}", which no severity changes; see "skip-errors"')
    return rule.code


def _severities(value: object) -> dict[str, Severity]:
    if not isinstance(value, dict):
        raise ConfigError(f'is {_shown(value)}, expected a table such as {{ CHK001 = "warning" }}')
    made: dict[str, Severity] = {}
    for name, severity in value.items():
        code = _rule(name)
        if code in made:
            raise ConfigError(f"names the rule {code} twice, expected once")
        try:
            made[code] = _severity(severity)
        except ConfigError as error:
            raise ConfigError(f'for "{name}" {error}') from error
    return made


def _between(value: object) -> tuple[OutletSeverity, ...]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ConfigError(f"is {_shown(value)}, expected [[between]] tables with outlets and severity")
    made = []
    for i, item in enumerate(value, 1):
        if unknown := set(item) - {"outlets", "severity", "rule"}:
            key = min(unknown)
            hint = _suggestion(key, ("outlets", "severity", "rule"))
            raise ConfigError(f'entry {i}: unknown key "{key}"{hint}')
        names = item.get("outlets")
        if not isinstance(names, list) or not 1 <= len(names) <= 2 or not all(isinstance(n, str) and n for n in names):
            raise ConfigError(f'entry {i}: "outlets" is {_shown(names)}, expected one or two names')
        try:
            rule = _rule(_string(item["rule"])) if "rule" in item else None
        except ConfigError as error:
            raise ConfigError(f"entry {i} {error}") from error
        try:
            severity = _severity(item.get("severity"))
        except ConfigError as error:
            raise ConfigError(f'entry {i}: "severity" {error}') from error
        made.append(OutletSeverity(frozenset(n.casefold() for n in names), severity, rule))
    return tuple(made)


def _model(value: object, folder: Path) -> str:
    name = _string(value)
    return str(folder / name) if (folder / name).is_dir() else name


def _place(value: object, folder: Path) -> str:
    name = _string(value)
    return name if "://" in name else str(folder / name)


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


# Paths in a file are relative to that file's folder, as users of ruff and pytest expect.
_KEYS: dict[str, Callable[[Any, Path], dict[str, Any]]] = {
    "model": lambda value, folder: {"model": _model(value, folder)},
    "precision": lambda value, _: {"precision": parse_precision(_string(value))},
    "spacy-model": lambda value, folder: {"spacy_model": _model(value, folder)},
    "output-format": lambda value, _: {"output_format": parse_format(_string(value))},
    "color": lambda value, _: {"color": _choice(_string(value), COLORS)},
    "show": lambda value, _: {"show": tuple(parse_shown(_string(v)) for v in _list(value))},
    "output": lambda value, folder: {"outputs": _outputs(value, folder)},
    "against": lambda value, folder: {"against": tuple(_place(v, folder) for v in _list(value))},
    "metadata": lambda value, folder: {"metadata": str(folder / _string(value))},
    "workers": lambda value, _: {"workers": _count(value)},
    "engine": lambda value, _: {"engine": _choice(_string(value), ENGINES)},
    "ledger": lambda value, folder: {"ledger": _place(value, folder)},
    "fail-on": lambda value, _: {"fail_on": parse_fail_on(_string(value))},
    "skip-errors": lambda value, _: {"skip_errors": _boolean(value)},
    "trust-text-dates": lambda value, _: {"trust_text_dates": _boolean(value)},
    "quiet": lambda value, _: {"quiet": _boolean(value)},
    "severity": lambda value, _: {"rules": _severities(value)},
    "between": lambda value, _: {"between": _between(value)},
    "baseline": lambda value, folder: {"baseline": str(folder / _string(value))},
    "suppressions": lambda value, folder: {"suppressions": str(folder / _string(value))},
}


def _available(settings: Settings) -> Settings:
    if settings.engine == "ray" and find_spec("ray") is None:
        raise ConfigError(f'engine "ray" needs Ray, which is not installed: {installing("ray")}')
    kind, is_url, _ = (settings.ledger or "").partition("://")
    if is_url and kind.partition("+")[0] not in LEDGERS:
        raise ConfigError(f'ledger is of kind "{kind}", expected a path, sqlite:/// or postgresql://')
    return settings
