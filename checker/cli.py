"""Arguments in, exit status out. Everything heavy is imported inside the commands that need it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from checker import __version__
from checker.config import ENGINES, FAIL_ON, Settings, load_settings, parse_fail_on, parse_format, parse_output
from checker.console import CheckerGroup, messages, progress, put, say, write_file
from checker.errors import ConfigError, ReadError, ReportError
from checker.records import Article, Skipped
from checker.reports import FORMATS

LINES = ("jsonl", "json")


def _parsed(parse: Callable[[str], Any]) -> Callable[..., Any]:
    """An option's value as ``config`` parses it, so that file and command line take the same words."""

    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
        try:
            if isinstance(value, tuple):
                return tuple(parse(item) for item in value)
            return None if value is None else parse(value)
        except ConfigError as error:
            raise click.BadParameter(str(error), ctx, param) from error

    return callback


def _options(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def apply(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return apply


_inputs = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
_models = _options(
    click.option("--model", metavar="DIR_OR_HUB_ID", help="Use these NLI weights instead of the ones shipped."),
    click.option("--spacy-model", metavar="NAME", help="Use this installed spaCy pipeline."),
)
_common = _options(
    click.option("--metadata", type=click.Path(dir_okay=False), metavar="FILE.jsonl",
                 help="Fill in what articles lack from rows {file, outlet, published, title, url, id}."),
    _models,
    click.option("--config", type=click.Path(dir_okay=False), metavar="FILE",
                 help="Read settings from this TOML file instead of the nearest pyproject.toml."),
    click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Parse with this many processes."),
    click.option("--engine", type=click.Choice(ENGINES), help="Where the stages run; only local in this version."),
    click.option("--ledger", metavar="PATH_OR_URL",
                 help="Keep claims and verdicts across batches; not in this version."),
    click.option("--skip-errors/--no-skip-errors", default=None,
                 help="List articles that can't be read without exiting with status 2."),
    click.option("--quiet/--no-quiet", "-q", default=None, help="Show neither warnings nor progress."),
)  # fmt: skip


@click.group(
    cls=CheckerGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 clean, 1 findings at or above --fail-on, 2 bad usage, configuration or input.",
)
@click.version_option(__version__, prog_name="checker", message="%(prog)s %(version)s")
def cli() -> None:
    """Find where news outlets agree with and contradict each other."""


@cli.command(
    short_help="Check articles against each other and report.",
    epilog="Example: checker check articles/ --output sarif=report.sarif --fail-on warning",
)
@_inputs
@click.option("--output-format", metavar="NAME", callback=_parsed(parse_format),
              help=f"Format of the report on standard output: {', '.join(FORMATS)} (default: markdown).")  # fmt: skip
@click.option("--output", "outputs", multiple=True, metavar="NAME=PATH", callback=_parsed(parse_output),
              help="Also write a report in this format to this file; may be repeated.")  # fmt: skip
@click.option("--fail-on", metavar="LEVEL", callback=_parsed(parse_fail_on),
              help=f"Exit with 1 at findings this severe or worse: {', '.join(FAIL_ON)} (default: error).")  # fmt: skip
@_common
def check(inputs: tuple[str, ...], **options: Any) -> int:
    """Check what the articles in INPUT (files, folders, or - for JSONL) claim against each other."""
    settings = _settings(options)
    with messages(settings.quiet):
        articles, skipped = _articles(inputs, settings)
        from checker.gate import gate
        from checker.pipeline import check as run
        from checker.reports import render

        report = run(articles, settings, skipped=skipped)
        result = gate(
            report.verdicts, settings.fail_on, report.skipped, settings.skip_errors, n_articles=len(report.articles)
        )
        for name, path in settings.outputs:
            write_file(path, render(name, report, result))
        put(render(settings.output_format, report, result))
        if not settings.quiet:
            say(result.reason)
        return result.status


@cli.command(
    short_help="List claims, one a line.",
    epilog="Example: checker extract articles/ --output-format jsonl > claims.jsonl",
)
@_inputs
@click.option("--output-format", type=click.Choice(LINES), default="jsonl", show_default=True,
              help="One claim a line, or one JSON list.")  # fmt: skip
@_common
def extract(inputs: tuple[str, ...], output_format: str, **options: Any) -> int:
    """List the numeric and attributive claims of the articles in INPUT."""
    settings = _settings(options)
    with messages(settings.quiet):
        articles, skipped = _articles(inputs, settings)
        from checker.pipeline import extract as run
        from checker.reports.json import claim_to_json

        _put_rows((claim_to_json(claim) for claim in run(articles, settings)), output_format, "claims", settings)
    return _status(skipped, settings)


@cli.command(short_help="List who says what.", epilog="Example: checker attribute articles/ > attributions.jsonl")
@_inputs
@click.option("--output-format", type=click.Choice(LINES[:1]), default="jsonl", show_default=True,
              help="One attribution a line.")  # fmt: skip
@_common
def attribute(inputs: tuple[str, ...], output_format: str, **options: Any) -> int:
    """List who says what in the articles in INPUT: source, cue and content as character spans."""
    settings = _settings(options)
    with messages(settings.quiet):
        articles, skipped = _articles(inputs, settings)
        from checker.pipeline import attribute as run

        _put_rows(run(articles, settings), output_format, "attributions", settings)
    return _status(skipped, settings)


@cli.command(
    short_help="Compare two sentences, or a file of pairs.",
    epilog='Example: checker compare "Two soldiers were hurt." "Seven soldiers were hurt."',
)
@click.argument("sentences", nargs=-1, metavar="[A B]")
@click.option("--pairs", metavar="FILE.jsonl[.gz]",
              help="Compare each {premise, hypothesis} of this file; - is standard input.")  # fmt: skip
@click.option("--nli-only", is_flag=True, help="Ask the NLI model alone, without arithmetic.")
@click.option("--output-format", type=click.Choice(("markdown", "jsonl")),
              help="Sentences for people or a JSON object a line (default: markdown, with --pairs jsonl).")  # fmt: skip
@_models
@click.option("--config", type=click.Path(dir_okay=False), metavar="FILE",
              help="Read settings from this TOML file instead of the nearest pyproject.toml.")  # fmt: skip
@click.option("--quiet/--no-quiet", "-q", default=None, help="Show neither warnings nor progress.")
def compare(
    sentences: tuple[str, ...], pairs: str | None, nli_only: bool, output_format: str | None, **options: Any
) -> int:
    """Say how sentence B relates to sentence A: entailment, neutral or contradiction."""
    if (pairs is None) != (len(sentences) == 2) or (pairs is not None and sentences):
        raise click.UsageError("expected two sentences or --pairs FILE")
    settings = _settings(options)
    with messages(settings.quiet):
        from checker.read.pairs import read_pairs

        todo = [sentences] if pairs is None else read_pairs(pairs)
        from checker.nli import load
        from checker.pairs import compare_pairs
        from checker.parse import load_pipeline

        nlp = None if nli_only else load_pipeline(settings.spacy_model)
        rows = compare_pairs(todo, load(settings.model), nlp, nli_only)
        if (output_format or ("markdown" if pairs is None else "jsonl")) == "jsonl":
            _put_rows(rows, "jsonl", "pairs", settings)
        else:
            all(put(_sentence(row)) for row in rows)
    return 0


@cli.command(short_help="Tell how one verdict came about.", epilog="Example: checker explain report.json dedbad20")
@click.argument("report", metavar="REPORT.json", type=click.Path(dir_okay=False))
@click.argument("pair_id", metavar="PAIR_ID")
def explain(report: str, pair_id: str) -> int:
    """Tell how the verdict on one pair of a JSON report came about."""
    from checker.reports.explain import explain as run

    try:
        loaded = json.loads(Path(report).read_bytes())
    except OSError as error:
        raise ReportError(f"{report}: can't be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise ReportError(f"{report}: isn't JSON: {error}") from error
    if not isinstance(loaded, dict):
        raise ReportError(f'{report}: is a JSON {type(loaded).__name__}, expected a report of "checker check"')
    text = run(loaded, pair_id)
    put(text if text.endswith("\n") else text + "\n")
    return 0


# ------------------------------------------------------------------ what the commands share


def _settings(options: dict[str, Any]) -> Settings:
    config = options.pop("config")
    options["outputs"] = options.get("outputs") or None
    return load_settings(options, config)


def _articles(inputs: tuple[str, ...], settings: Settings) -> tuple[list[Article], list[Skipped]]:
    """What could be read, and what couldn't, which is also said. Raises ReadError when nothing could."""
    from checker.parse import too_long
    from checker.read import read

    found, skipped = read(inputs, settings.metadata)
    skipped += [Skipped(article.source, reason) for article in found if (reason := too_long(article))]
    articles = [article for article in found if not too_long(article)]
    if not articles:
        reasons = "".join(f"\n  {item.input}: {item.reason}" for item in skipped)
        raise ReadError(f"nothing to check: no article could be read{reasons}")
    if not settings.quiet:
        for item in skipped:
            say(f"skipped: {item.input}: {item.reason}")
    return articles, skipped


def _status(skipped: list[Skipped], settings: Settings) -> int:
    return 2 if skipped and not settings.skip_errors else 0


def _put_rows(rows: Iterable[dict[str, Any]], output_format: str, unit: str, settings: Settings) -> None:
    from checker.reports.json import json_line

    lines = (json_line(row) for row in progress(rows, unit, settings.quiet))
    if output_format == "jsonl":
        all(put(line + "\n") for line in lines)
    else:
        put("[" + ",\n ".join(lines) + "]\n")


def _sentence(row: dict[str, Any]) -> str:
    return f"**{row['label']}** ({row['scores'][row['label']]:.2f}, by {row['decided_by']}): {row['reason']}\n"


def main() -> None:
    cli.main(prog_name="checker")


if __name__ == "__main__":
    main()
