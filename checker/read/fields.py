"""One mapping (a JSON object, a CSV row, front matter) to the fields of an article, checked."""

from __future__ import annotations

import datetime as dt
import reprlib
from collections.abc import Mapping
from typing import Any

from checker.errors import ReadError

FIELDS = ("id", "outlet", "published", "title", "url")
_SHOWN = 60  # characters of a bad value that a message repeats
FIRST_DAY, LAST_DAY = dt.date(1600, 1, 1), dt.date(2199, 12, 31)  # newspapers are younger; weeks around them are dates
_BRIEF = reprlib.Repr()  # a value whose whole repr could fill the memory is cut while it is made
_BRIEF.maxlong = _BRIEF.maxother = _SHOWN


def shown(value: object) -> str:
    """A bad value for a message, cut to a readable length."""
    text = f'"{value[:_SHOWN]}"' if isinstance(value, str) else _BRIEF.repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def date_of(value: object, name: str = "published") -> dt.date | None:
    """An ISO 8601 date, or the date of an ISO 8601 date and time in its own offset; None for a missing value.

    Raises ReadError for anything else, and for a day on which no news was printed.
    """
    found = _date_of(value, name)
    if found is not None and not FIRST_DAY <= found <= LAST_DAY:
        raise ReadError(f'"{name}" is {shown(value)}, expected a date from {FIRST_DAY} to {LAST_DAY}')
    return found


def _date_of(value: object, name: str) -> dt.date | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        for parse in (dt.date.fromisoformat, dt.datetime.fromisoformat):
            try:
                parsed = parse(value.strip())
            except ValueError:
                continue
            return parsed.date() if isinstance(parsed, dt.datetime) else parsed
    raise ReadError(f'"{name}" is {shown(value)}, expected ISO 8601')


def string_of(row: Mapping[str, Any], name: str) -> str | None:
    """A string field with outer whitespace removed; None when missing, null or blank. Raises ReadError otherwise."""
    value = row.get(name)
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ReadError(f'"{name}" is {shown(value)}, expected a string')
    return check_text(value, name).strip() or None


def text_of(row: Mapping[str, Any]) -> str:
    """The required ``text``, untouched. Raises ReadError when it is missing, blank or no string."""
    value = row.get("text")
    if value is None:
        raise ReadError('no "text"')
    if not isinstance(value, str):
        raise ReadError(f'"text" is {shown(value)}, expected a string')
    if not value.strip():
        raise ReadError('"text" is empty')
    return check_text(value, "text")


def check_text(value: str, name: str) -> str:
    """The value itself. Raises ReadError for NUL and for lone surrogates, which no report could write."""
    if (position := value.find("\0")) >= 0:
        raise ReadError(f'"{name}" has a NUL at character {position}, expected text')
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ReadError(f'"{name}" has a lone surrogate at character {error.start}, expected Unicode text') from error
    return value


def fields_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """``id``, ``outlet``, ``title``, ``url`` (str or None) and ``published`` (date or None) of a row.

    Raises ReadError naming the field and its value.
    """
    fields: dict[str, Any] = {name: string_of(row, name) for name in FIELDS if name != "published"}
    fields["published"] = date_of(row.get("published"))
    return fields
