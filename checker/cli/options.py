"""What the commands share: options that mean the same in the configuration, and settings made of both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from checker.cli.completing import files, names, outputs
from checker.cli.config import (
    COLORS,
    ENGINES,
    FAIL_ON,
    PRECISIONS,
    SHOWN,
    Settings,
    load_settings,
    parse_fail_on,
    parse_format,
    parse_output,
    parse_precision,
    parse_shown,
)
from checker.errors import ConfigError
from checker.reports import FORMATS, TABLES


def parsed(parse: Callable[[str], Any]) -> Callable[..., Any]:
    """An option's value as ``config`` parses it, so that file and command line take the same words."""

    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        try:
            if isinstance(value, tuple):
                return tuple(parse(item) for item in value)
            return None if value is None else parse(value)
        except ConfigError as error:
            raise click.BadParameter(str(error), ctx, param) from error

    return callback


def options(*given: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several options as one decorator, shown in this order."""

    def apply(command: Any) -> Any:
        for option in reversed(given):
            command = option(command)
        return command

    return apply


def settings_of(given: dict[str, Any]) -> Settings:
    """Settings of the configuration and the command line's ``given`` values. Raises ConfigError."""
    config = given.pop("config")
    for name in ("outputs", "show", "against"):
        given[name] = given.get(name) or None
    return load_settings(given, config)


inputs = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", shell_complete=files())
against = click.option("--against", multiple=True, metavar="PATH", shell_complete=files(),
                       help="Check INPUT also against the articles of this file or folder, and tell only what involves "
                            "INPUT; may be repeated.")  # fmt: skip
config = click.option("--config", type=click.Path(dir_okay=False), metavar="FILE",
                      help="Read settings from this TOML file instead of the nearest pyproject.toml.")  # fmt: skip
quiet = click.option("--quiet/--no-quiet", "-q", default=None, help="Show neither warnings nor progress.")
verbose = click.option("--verbose", "-v", is_flag=True,
                       help="Also say on standard error which claims were linked, and why.")  # fmt: skip
models = options(
    click.option(
        "--model",
        metavar="small|large|DIR_OR_HUB_ID",
        shell_complete=files(),
        help="The NLI model: large (default where the extra 'large' is installed), small, or other weights.",
    ),
    click.option(
        "--precision",
        metavar="NAME",
        callback=parsed(parse_precision),
        shell_complete=names(PRECISIONS),
        help=f"Arithmetic of the NLI model: {', '.join(PRECISIONS)} (default: float32).",
    ),
    click.option("--spacy-model", metavar="NAME", help="Use this installed spaCy pipeline."),
)
common = options(
    click.option("--metadata", type=click.Path(dir_okay=False), metavar="FILE.jsonl",
                 help="Fill in what articles lack from rows {file, outlet, published, title, url, id}."),
    models,
    config,
    click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Parse with this many processes."),
    click.option("--engine", type=click.Choice(ENGINES), help="Run the stages on this machine or on a Ray cluster."),
    click.option("--ledger", metavar="PATH_OR_URL", shell_complete=files(),
                 help="Keep claims and verdicts across batches here, and check against what is kept: a SQLite file, "
                      "sqlite:/// or postgresql://."),
    click.option("--skip-errors/--no-skip-errors", default=None,
                 help="List articles that can't be read without exiting with status 2."),
    click.option("--trust-text-dates/--no-trust-text-dates", default=None,
                 help="Where an article's date is missing or doesn't fit its dateline or stamp, take that one."),
    quiet,
)  # fmt: skip
report_options = options(
    click.option("--output-format", metavar="NAME", callback=parsed(parse_format), shell_complete=names(FORMATS),
                 help=f"Format of the report on standard output: {', '.join(FORMATS)} (default: summary on a terminal, "
                      "else markdown)."),
    click.option("--color", type=click.Choice(COLORS), help="Colours of the summary (default: auto)."),
    click.option("--show", multiple=True, metavar="RELATION", callback=parsed(parse_shown), shell_complete=names(SHOWN),
                 help="Also show pairs of this relation in Markdown and HTML: scope (alike, counting other things)."),
    click.option("--output", "outputs", multiple=True, metavar="NAME=PATH", callback=parsed(parse_output),
                 shell_complete=outputs((*FORMATS, TABLES)),
                 help="Also write a report in this format to this file; may be repeated. parquet=FOLDER_OR_URL writes "
                      "tables of articles, claims and pairs."),
)  # fmt: skip
gate_options = options(
    click.option("--fail-on", metavar="LEVEL", callback=parsed(parse_fail_on), shell_complete=names(FAIL_ON),
                 help=f"Exit with 1 at findings this severe or worse: {', '.join(FAIL_ON)} (default: error)."),
    click.option("--baseline", type=click.Path(dir_okay=False), metavar="FILE",
                 help='Findings in this file fail nothing; see "checker baseline".'),
    click.option("--suppressions", type=click.Path(dir_okay=False), metavar="FILE.toml",
                 help="Excuse the findings that this file names, each with a reason and an expiry date."),
    click.option("--diff-against", metavar="LEDGER|REPORT.json", shell_complete=files(),
                 help="Report only pairs that involve a claim which this ledger, or earlier JSON report, lacks."),
)  # fmt: skip
