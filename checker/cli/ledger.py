"""``checker ledger``: describe, verify, compact and export. SQL is imported inside the commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from checker.cli import options
from checker.cli.config import load_settings
from checker.cli.console import put, say
from checker.errors import ConfigError

if TYPE_CHECKING:
    from checker.ledger.database import Database

_place = click.argument("place", metavar="[LEDGER]", required=False)
_json = click.option("--output-format", type=click.Choice(("text", "json")), default="text", show_default=True,
                     help="Words for people or one JSON object.")  # fmt: skip
STATUS_DAMAGED = 1


@click.group(short_help="Look after the ledger of --ledger.")
def ledger() -> None:
    """Look after a LEDGER, a SQLite file or a URL as --ledger takes it; without one the configured one."""


def _command(short_help: str, example: str) -> Callable[[Callable[..., Any]], click.Command]:
    return ledger.command(short_help=short_help, epilog=f"Example: checker ledger {example}")


@_command("Tell what a ledger holds.", "info news.sqlite")
@_place
@_json
@options.config
def info(place: str | None, output_format: str, config: str | None) -> int:
    """Tell what a ledger holds: articles, claims, verdicts, history, scores by model."""
    from checker.ledger import upkeep
    from checker.reports.json import json_line

    with _opened(place, config) as database:
        found = upkeep.info(database)
    put(json_line(found) + "\n" if output_format == "json" else _in_words(found))
    return 0


@_command("Check every row of a ledger.", "verify news.sqlite")
@_place
@options.config
def verify(place: str | None, config: str | None) -> int:
    """Check every row of a ledger against its checksum and the index against the claims; exit with 1 for damage."""
    from checker.ledger.verify import verify as check

    wrong = 0
    with _opened(place, config) as database:
        for message in check(database):
            put(message + "\n")
            wrong += 1
        name = database.name
    put(f"{name}: {'sound' if not wrong else f'{wrong:,} places are damaged'}\n")
    return STATUS_DAMAGED if wrong else 0


@_command("Drop what is not used and give space back.", "compact news.sqlite")
@_place
@options.config
def compact(place: str | None, config: str | None) -> int:
    """Drop the scores of models that no current verdict was judged with, and give the space back to the disk."""
    from checker.ledger import upkeep

    with _opened(place, config) as database:
        before = upkeep.size(database)
        dropped = upkeep.compact(database)
        after = upkeep.size(database)
        put(f"{database.name}: {dropped:,} scores dropped, {before:,} bytes before, {after:,} after\n")
    return 0


@_command("Write a ledger as JSON Lines.", "export news.sqlite > news.jsonl")
@_place
@options.config
def export(place: str | None, config: str | None) -> int:
    """Write articles, claims, verdicts and their history as JSON Lines to standard output."""
    from checker.ledger import upkeep
    from checker.reports.json import json_line

    with _opened(place, config) as database:
        all(put(json_line(row) + "\n") for row in upkeep.export(database))
    return 0


@contextmanager
def _opened(place: str | None, config: str | None) -> Iterator[Database]:
    """The ledger, which must be there. Raises ConfigError where none is named, LedgerError where it can't be used."""
    named = load_settings({"ledger": place}, config).ledger
    if named is None:
        raise ConfigError('no ledger is named: give its path or URL, or set "ledger" in the configuration')
    from checker.ledger import schema
    from checker.ledger.database import Database

    database = Database(named, must_exist=True)
    try:
        schema.prepare(database, make=False)
        yield database
    finally:
        database.close()


def _in_words(found: dict[str, Any]) -> str:
    first, last = found["published"]
    lines = [
        f"{found['ledger']} (version {found['version']}, {found['bytes'] or 0:,} bytes)",
        f"articles   {found['articles']:,}" + (f", published {first} to {last}" if first else ""),
        f"claims     {found['claims']:,}",
        f"verdicts   {found['verdicts']:,}" + _listed(found["relations"]),
        f"history    {found['former_articles']:,} earlier texts, {found['former_verdicts']:,} earlier verdicts, "
        f"{found['changes']:,} changed values",
        f"scores     {found['scores']:,}",
        *(f"  {m['scores']:,} by {m['name']} ({m['sha256'][:12]})" for m in found["models"]),
    ]
    if found["not_compared"]:
        say(
            f"{found['not_compared']:,} articles are stored but not yet compared: a run was interrupted, or only "
            "extracted them; check them again to finish"
        )
    return "\n".join(lines) + "\n"


def _listed(relations: dict[str, int]) -> str:
    return f" ({', '.join(f'{name} {n:,}' for name, n in relations.items())})" if relations else ""
