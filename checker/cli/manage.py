"""Commands beside the main job: the baseline, the first set-up, completion for shells."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from checker.cli import options
from checker.cli.batch import Against, against, checked, gated, nothing_read, shown
from checker.cli.completing import files
from checker.cli.config import Settings, load_settings
from checker.cli.console import messages, put, say, write_file
from checker.cli.options import settings_of
from checker.errors import ConfigError, ReadError

SHELLS = ("bash", "zsh", "fish")

_file = click.option(
    "--baseline", type=click.Path(dir_okay=False), metavar="FILE",
    help="The baseline's file (default: the configured one, else checker-baseline.json).",
)  # fmt: skip


@click.group(short_help="Keep old findings from failing new batches.")
def baseline() -> None:
    """Keep the findings that are there today in a file, so that only new ones fail a batch.

    A finding is known by its rule, outlets, days and values: it stays known when a sentence is reworded, a file
    renamed, or an outlet prints the same again.
    """


def _on_a_batch(short_help: str, example: str, flag: str, help_: str) -> Callable[[Callable[..., int]], click.Command]:
    """Makes a command of the baseline of a function that takes a batch and one flag."""
    taking = options.options(
        click.option(flag, is_flag=True, help=help_), options.inputs, _file,
        click.option("--suppressions", type=click.Path(dir_okay=False), metavar="FILE.toml",
                     help="Leave out what this file excuses."),
        options.common,
    )  # fmt: skip
    return lambda function: baseline.command(short_help=short_help, epilog=f"Example: {example}")(taking(function))


@_on_a_batch(
    "Write the findings of a batch to a new file.", "checker baseline create articles/",
    "--force", "Write over a baseline that is there.",
)  # fmt: skip
def create(inputs: tuple[str, ...], force: bool, **given: Any) -> int:
    """Check the articles in INPUT and write what is found to a new baseline."""
    settings = _with_file(settings_of(given))
    if not force and Path(_path(settings)).exists():
        raise ConfigError(f'{_path(settings)}: is there already; use "checker baseline update", or --force')
    entries = _findings(inputs, settings)
    _write(entries, settings)
    put(f"{_path(settings)}: {_count(len(entries))}\n")
    return 0


@_on_a_batch(
    "Add what is new, drop what is gone.", "checker baseline update articles/ --keep-gone",
    "--keep-gone", "Keep the findings that this batch doesn't have.",
)  # fmt: skip
def update(inputs: tuple[str, ...], keep_gone: bool, **given: Any) -> int:
    """Check the articles in INPUT and bring the baseline up to date with what is found."""
    settings = _with_file(settings_of(given))
    old = _held(settings, '; use "checker baseline create" first')
    found = _findings(inputs, settings)
    before, now = ({e["fingerprint"] for e in entries} for entries in (old, found))
    kept = [e for e in old if e["fingerprint"] not in now] if keep_gone else []
    _write([*found, *kept], settings)
    gone = f"{len(before - now)} {'not found but kept' if keep_gone else 'gone'}"
    put(f"{_path(settings)}: {_count(len(found) + len(kept))}, {len(now - before)} new, {gone}\n")
    return 0


@baseline.command(short_help="List what the baseline holds.", epilog="Example: checker baseline show")
@_file
@options.config
def show(config: str | None, **given: Any) -> int:
    """List what the baseline holds, one finding a line: fingerprint, rule, topic, who says what."""
    from checker.findings.text import one_line

    settings = _with_file(load_settings(given, config))
    entries = _held(settings)
    for e in entries:
        rule, topic, says = (one_line(words) for words in (e["rule"], e["topic"], "; ".join(e["says"])))
        put(f"{e['fingerprint'][:12]}  {rule}  {topic}  ({says})\n")
    put(f"{_path(settings)}: {_count(len(entries))}\n")
    return 0


@click.command(
    short_help="Write a configuration, a hook and a CI job to start from.",
    epilog="Example: checker init --articles articles --ci github",
)
@click.argument("folder", type=click.Path(file_okay=False), default=".", metavar="[FOLDER]")
@click.option("--articles", default="articles", metavar="PATH", show_default=True, shell_complete=files(),
              help="Where the articles lie, seen from FOLDER.")  # fmt: skip
@click.option("--ci", type=click.Choice(("github", "gitlab", "none")), default="github", show_default=True,
              help="The CI system to write a job for.")  # fmt: skip
def init(folder: str, articles: str, ci: str) -> int:
    """Write a configuration, a file for suppressions, a pre-commit hook and a CI job into FOLDER; overwrite nothing."""
    from checker.cli.scaffold import scaffold

    written, kept = scaffold(Path(folder), articles, ci)
    for path in written:
        put(f"wrote {path}\n")
    for path, why in kept:
        put(f"left {path} as it is: {why}\n")
    put(f"next: checker check {articles}\n")
    return 0


@click.command(
    short_help="Print the completion script of a shell.",
    epilog='Example: eval "$(checker completion bash)"',
)
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> int:
    """Print the script that teaches SHELL to complete checker's commands and options."""
    from click.shell_completion import get_completion_class

    commands = click.get_current_context().find_root().command
    made = get_completion_class(shell)
    if made is None:
        raise ConfigError(f'shell is "{shell}", expected one of {", ".join(SHELLS)}')
    put(made(commands, {}, "checker", "_CHECKER_COMPLETE").source() + "\n")
    return 0


# ------------------------------------------------------------------ what the commands share


def _with_file(settings: Settings) -> Settings:
    from checker.findings.baseline import DEFAULT_FILE

    return replace(settings, baseline=settings.baseline or DEFAULT_FILE)


def _path(settings: Settings) -> str:
    path = settings.baseline or ""
    return shown(path) if Path(path).resolve().is_relative_to(Path.cwd()) else os.fspath(path)


def _held(settings: Settings, what_to_do: str = "") -> list[dict[str, Any]]:
    """The baseline's entries. Raises ConfigError, which says what to do, where there is no file."""
    from checker.findings.baseline import read

    entries = read(_path(settings))
    if entries is None:
        raise ConfigError(f"{_path(settings)}: no such file{what_to_do}")
    return entries


def _findings(inputs: tuple[str, ...], settings: Settings) -> list[dict[str, Any]]:
    """An entry for each finding that isn't suppressed. Raises ReadError: half a batch makes no baseline."""
    from checker.findings.baseline import entry
    from checker.findings.listing import findings
    from checker.findings.view import State, View

    held: Against = against(replace(settings, baseline=None))
    with messages(settings.quiet):
        report, whole = checked(inputs, settings)
        report, result = gated(report, settings, held, whole)
        if not report.articles:
            raise ReadError(nothing_read(report.skipped))
        if report.skipped and not settings.skip_errors:
            raise ReadError(
                "not every input could be read, so no baseline was written; mend them or give --skip-errors"
            )
        for remark in result.remarks if not settings.quiet else ():
            say(remark)
    view = View(report, result)
    return [entry(view, f) for f in findings(view) if f.state is not State.SUPPRESSED]


def _write(entries: list[dict[str, Any]], settings: Settings) -> None:
    from checker.findings.baseline import dumps

    write_file(settings.baseline or "", dumps(entries))


def _count(n: int) -> str:
    return f"{n} finding" if n == 1 else f"{n} findings"
