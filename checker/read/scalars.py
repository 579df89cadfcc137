"""One value of a field, checked: a date, a text; and how a bad one is shown."""

from __future__ import annotations

import datetime as dt
import reprlib

from checker.errors import ReadError

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


def check_text(value: str, name: str) -> str:
    """The value itself. Raises ReadError for NUL and for lone surrogates, which no report could write."""
    if (position := value.find("\0")) >= 0:
        raise ReadError(f'"{name}" has a NUL at character {position}, expected text')
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ReadError(f'"{name}" has a lone surrogate at character {error.start}, expected Unicode text') from error
    return value
