"""What a news agency says of an item beside its words: withdrawn, or not to be published yet."""

from __future__ import annotations

import datetime as dt
import os

from checker.errors import ConfigError, ReadError
from checker.read.scalars import shown


def check_status(status: str) -> None:
    """Raises ReadError for an item that is not to be published: canceled, withheld, whatever isn't "usable"."""
    if status.strip().lower() not in ("", "usable"):
        raise ReadError(f'"pubStatus" is {shown(status)}, expected "usable"')


def check_embargo(until: str) -> None:
    """Raises ReadError for an item under embargo; a day alone is over when it ends, a time without a zone is in UTC."""
    value = until.strip()
    if not value:
        raise ReadError('"embargoed" has no end: it is not to be published yet')
    try:
        end = dt.datetime.fromisoformat(value)
    except ValueError as error:
        raise ReadError(f'"embargoed" is {shown(value)}, expected ISO 8601') from error
    if len(value) <= len("2031-05-06"):
        end += dt.timedelta(days=1)
    if (end if end.tzinfo else end.replace(tzinfo=dt.UTC)) > now():
        raise ReadError(f"is embargoed until {value}")


def now() -> dt.datetime:
    """The time by which embargoes and suppressions are judged; ``SOURCE_DATE_EPOCH`` sets it for reproducible runs."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return dt.datetime.now(dt.UTC)
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(f'SOURCE_DATE_EPOCH is "{epoch}", expected seconds since 1970-01-01') from error
