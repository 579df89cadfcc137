"""The documentation: shown offline, complete, and without a link that leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import ROOT

from checker.cli import docs
from checker.cli.main import cli

PAGES = sorted((ROOT / "checker" / "docs").glob("*.md"))
TEXTS = [*PAGES, ROOT / "README.md", ROOT / "SECURITY.md"]
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"`checker ([a-z]+)")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["docs", *arguments])


def names(paths: list[Path]) -> set[str]:
    return {p.stem for p in paths} - {docs.INDEX}


def test_the_pages_are_listed_with_their_titles() -> None:
    listed = run().stdout.splitlines()
    assert {line.split()[0] for line in listed} == names(PAGES)
    assert "ledger      The ledger" in listed


@pytest.mark.parametrize("page", sorted(names(PAGES)))
def test_a_page_is_shown_as_it_is(page: str) -> None:
    shown, text = run(page), (ROOT / "checker" / "docs" / f"{page}.md").read_text(encoding="utf-8")
    assert shown.exit_code == 0
    if "::: " not in text:
        assert shown.stdout == text
    assert run(f"{page.upper()}.md").stdout == shown.stdout


def test_the_api_is_made_of_signatures_and_docstrings() -> None:
    shown = run("api").stdout
    assert ":::" not in shown and "0x" not in shown
    assert "check(articles: Given, settings: RunSettings | None = None" in shown
    assert "on_skipped: Callable[[Skipped], None] = _warn" in shown
    assert "    published: dt.date | None" in shown
    assert "### checker.errors.LedgerError\n\nA ledger that can't be opened" in shown


def test_an_unknown_page_is_an_error_that_names_the_pages() -> None:
    found = run("ledgers")
    assert found.exit_code == 2 and not found.stdout
    assert found.stderr.startswith('checker: error: there is no page "ledgers"; the pages are ci, ')
    assert all(name in found.stderr for name in names(PAGES))


def test_pages_are_completed() -> None:
    (argument,) = (p for p in docs.docs.params if p.name == "page")
    assert [item.value for item in argument.shell_complete(None, "l")] == ["ledger"]  # type: ignore[arg-type]


@pytest.mark.parametrize("path", TEXTS, ids=[p.name for p in TEXTS])
def test_links_lead_to_files(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize("path", TEXTS, ids=[p.name for p in TEXTS])
def test_commands_that_are_named_are_there(path: Path) -> None:
    assert set(COMMAND.findall(path.read_text(encoding="utf-8"))) <= set(cli.commands)


def test_every_page_is_in_the_index_the_readme_and_the_site() -> None:
    index = (ROOT / "checker" / "docs" / "index.md").read_text(encoding="utf-8")
    assert {t.removesuffix(".md") for t in LINK.findall(index)} == names(PAGES)
    linked = LINK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {Path(t).stem for t in linked if t.startswith("checker/docs/")} == names(PAGES)
    site = yaml.safe_load((ROOT / ".ci/mkdocs.yml").read_text(encoding="utf-8"))
    assert {p.removesuffix(".md") for p in site["nav"]} == names(PAGES) | {docs.INDEX}


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").split()) < 900
