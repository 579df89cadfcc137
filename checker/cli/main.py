"""Arguments in, exit status out. Everything heavy is imported inside the commands that need it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

import click

from checker import __version__
from checker.cli import options
from checker.cli.batch import against, checked, gated, need_articles, nothing_read, say_skipped
from checker.cli.completing import files
from checker.cli.config import Settings
from checker.cli.console import (
    STATUS_ERROR,
    CheckerGroup,
    colours,
    messages,
    on_terminal,
    put,
    say,
    write_file,
)
from checker.cli.docs import docs
from checker.cli.ledger import ledger
from checker.cli.manage import baseline, completion, init
from checker.cli.options import settings_of
from checker.engine.collector import collect_seldom
from checker.errors import ReportError, cause
from checker.findings.rules import RULES
from checker.progress import counted
from checker.records import GateResult, Report, Skipped

LINES = ("jsonl", "json")


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
@options.inputs
@options.against
@options.report_options
@options.gate_options
@options.common
@options.verbose
def check(inputs: tuple[str, ...], diff_against: str | None, verbose: bool, **given: Any) -> int:
    """Check what the articles in INPUT (files, folders, or - for JSONL) claim against each other.

    With --against, also against the articles there, and without what these contradict among themselves.
    """
    settings = settings_of(given)
    with messages(settings.quiet):
        held = against(settings, diff_against)
        report, whole = checked(inputs, settings)
        report, result = gated(report, settings, held, whole)
        if verbose:
            from checker.reports.linked import lines

            for line in lines(report):
                say(line)
        failed = _delivered(report, result, settings)
        for error in failed:
            say(f"error: {error}")
        if not report.articles:
            say(f"error: {nothing_read(report.skipped)}")
        elif not settings.quiet:
            _say_result(result, settings)
        return STATUS_ERROR if failed else result.status


@cli.command(
    short_help="List claims, one a line.",
    epilog="Example: checker extract articles/ --output-format jsonl > claims.jsonl",
)
@options.inputs
@click.option("--output-format", type=click.Choice(LINES), default="jsonl", show_default=True,
              help="One claim a line, or one JSON list.")  # fmt: skip
@options.common
def extract(inputs: tuple[str, ...], output_format: str, **given: Any) -> int:
    """List the numeric and attributive claims of the articles in INPUT."""
    settings = settings_of(given)
    with messages(settings.quiet):
        articles, skipped = need_articles(inputs, settings)
        from checker import extract as run
        from checker.reports.json import claim_to_json

        found = run(articles, settings, _collected(skipped))
        _put_rows((claim_to_json(claim) for claim in found), output_format, "claims")
    return _status(skipped, settings)


@cli.command(short_help="List who says what.", epilog="Example: checker attribute articles/ > attributions.jsonl")
@options.inputs
@click.option("--output-format", type=click.Choice(LINES[:1]), default="jsonl", show_default=True,
              help="One attribution a line.")  # fmt: skip
@options.common
def attribute(inputs: tuple[str, ...], output_format: str, **given: Any) -> int:
    """List who says what in the articles in INPUT: source, cue and content as character spans."""
    settings = settings_of(given)
    with messages(settings.quiet):
        articles, skipped = need_articles(inputs, settings)
        from checker import attribute as run

        found = run(articles, settings, _collected(skipped))
        _put_rows(found, output_format, "attributions")
    return _status(skipped, settings)


@cli.command(
    short_help="Compare two sentences, or a file of pairs.",
    epilog='Example: checker compare "Two soldiers were hurt." "Seven soldiers were hurt."',
)
@click.argument("sentences", nargs=-1, metavar="[A B]")
@click.option("--pairs", metavar="FILE.jsonl[.gz]", shell_complete=files(),
              help="Compare each {premise, hypothesis} of this file; - is standard input.")  # fmt: skip
@click.option("--nli-only", is_flag=True, help="Ask the NLI model alone, without arithmetic.")
@click.option("--output-format", type=click.Choice(("markdown", "jsonl")),
              help="Sentences for people or a JSON object a line (default: markdown, with --pairs jsonl).")  # fmt: skip
@options.models
@options.config
@options.quiet
def compare(
    sentences: tuple[str, ...], pairs: str | None, nli_only: bool, output_format: str | None, **given: Any
) -> int:
    """Say how sentence B relates to sentence A: entailment, neutral or contradiction."""
    if (pairs is None) != (len(sentences) == 2) or (pairs is not None and sentences):
        raise click.UsageError("expected two sentences or --pairs FILE")
    settings = settings_of(given)
    with messages(settings.quiet):
        from checker.read.pairs import read_pairs

        todo = [(sentences[0], sentences[1])] if pairs is None else read_pairs(pairs)
        from checker.nli import load
        from checker.pairs import compare_pairs
        from checker.parse import load_pipeline

        nlp = None if nli_only else load_pipeline(settings.spacy_model)
        rows = compare_pairs(todo, load(settings.model, settings.precision), nlp, nli_only)
        if (output_format or ("markdown" if pairs is None else "jsonl")) == "jsonl":
            _put_rows(rows, "jsonl", "pairs")
        else:
            all(put(_sentence(row)) for row in rows)
    return 0


@cli.command(
    short_help="Tell how one verdict came about, or what a rule means.",
    epilog="Example: checker explain report.json dedbad20, or checker explain CHK001",
)
@click.argument("what", metavar="[REPORT.json | RULE]", required=False,
                shell_complete=files(*(rule.code for rule in RULES)))  # fmt: skip
@click.argument("pair_id", metavar="[PAIR_ID]", required=False)
def explain(what: str | None, pair_id: str | None) -> int:
    """Tell how the verdict on one pair of a JSON report came about, or show a rule's page; alone, list the rules."""
    from checker.reports import explain as explained

    if what is None:
        put(explained.rules())
    elif pair_id is None:
        put(explained.rule(what))
    else:
        from checker.findings.previous import load

        put(explained.explain(load(what), pair_id))
    return 0


for command in (baseline, ledger, init, docs, completion):
    cli.add_command(command)


# ------------------------------------------------------------------ what the commands share


def _say_result(result: GateResult, settings: Settings) -> None:
    """To standard error, unless a terminal has just shown it as the end of the summary."""
    if not (_standard(settings) == "summary" and on_terminal() and sys.stderr.isatty()):
        for remark in (*result.remarks, result.reason):
            say(remark)


def _standard(settings: Settings) -> str:
    """The format of the report on standard output."""
    return settings.output_format or ("summary" if on_terminal() else "markdown")


def _delivered(report: Report, result: GateResult, settings: Settings) -> list[ReportError]:
    """Writes every report that is wanted; what one of them fails on keeps no other from being written."""
    failed = []
    for name, path in (*settings.outputs, (_standard(settings), None)):
        try:
            _deliver(name, path, report, result, settings.color)
        except ReportError as error:
            failed.append(error)
        except Exception as error:
            failed.append(ReportError(f"the {name} report can't be made: {cause(error)}"))
    return failed


def _deliver(name: str, path: str | None, report: Report, result: GateResult, color: str) -> None:
    """To standard output without a ``path``. Raises ReportError where it can't be written."""
    from checker.reports import TABLES, coloured, page, render
    from checker.reports.parquet import write

    if path is None:
        put(coloured(report, result) if name == "summary" and colours(color) else render(name, report, result))
    elif name == TABLES:
        write(report, path)
    elif name == "html":
        write_file(path, page(report, result, _seen_from(path)))
    else:
        write_file(path, render(name, report, result))


def _seen_from(path: str) -> str:
    """The current folder as seen from that of a file, where the two are on one drive."""
    try:
        return os.path.relpath(".", os.path.dirname(os.path.abspath(path))).replace(os.sep, "/")
    except ValueError:
        return "."


def _collected(skipped: list[Skipped]) -> Callable[[Skipped], None]:
    """Adds to ``skipped`` what it is told, and says so: rows of claims have no other place for it."""

    def collect(item: Skipped) -> None:
        skipped.append(item)
        say_skipped([item])

    return collect


def _status(skipped: list[Skipped], settings: Settings) -> int:
    return 2 if skipped and not settings.skip_errors else 0


def _put_rows(rows: Iterable[dict[str, Any]], output_format: str, unit: str) -> None:
    from checker.reports.json import json_line

    lines = (json_line(row) for row in counted(rows, "writing", unit))
    if output_format == "jsonl":
        all(put(line + "\n") for line in lines)
    else:
        put("[" + ",\n ".join(lines) + "]\n")


def _sentence(row: dict[str, Any]) -> str:
    return f"**{row['label']}** ({row['scores'][row['label']]:.2f}, by {row['decided_by']}): {row['reason']}\n"


def main() -> None:
    collect_seldom()
    cli.main(prog_name="checker")
