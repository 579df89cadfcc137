"""[tool.checker] and overrides to Settings; everything wrong is refused with its file and key."""

from __future__ import annotations

import sys

import pytest

from checker.cli.config import Settings, load_settings, parse_fail_on, parse_format, parse_output
from checker.errors import ConfigError
from checker.records import Precision, Severity
from checker.reports import FORMATS


def settings(folder, toml, name="pyproject.toml", **overrides):
    (folder / name).write_text(toml, encoding="utf-8")
    return load_settings(overrides, folder=folder)


def test_defaults_without_a_file(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert load_settings(folder=tmp_path) == Settings()
    assert Settings().fail_on is Severity.ERROR


def test_every_key(tmp_path):
    (tmp_path / "weights").mkdir()
    toml = """
    [tool.checker]
    model = "weights"
    precision = "bfloat16"
    spacy-model = "en_core_web_lg"
    output-format = "concise"
    output = ["sarif=out/report.sarif", "json=report.json"]
    against = ["articles", "gs://bucket/more"]
    metadata = "meta.jsonl"
    workers = 3
    engine = "local"
    fail-on = "never"
    skip-errors = true
    quiet = true
    """
    assert settings(tmp_path, toml) == Settings(
        model=str(tmp_path / "weights"),
        precision=Precision.BFLOAT16,
        spacy_model="en_core_web_lg",
        output_format="concise",
        outputs=(("sarif", str(tmp_path / "out/report.sarif")), ("json", str(tmp_path / "report.json"))),
        against=(str(tmp_path / "articles"), "gs://bucket/more"),
        metadata=str(tmp_path / "meta.jsonl"),
        workers=3,
        fail_on=Severity.NONE,
        skip_errors=True,
        quiet=True,
    )


def test_a_model_that_is_no_folder_is_a_hub_id(tmp_path):
    assert settings(tmp_path, '[tool.checker]\nmodel = "org/name"').model == "org/name"


def test_the_nearest_file_upward_counts(tmp_path):
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.checker]\nworkers = 2")
    assert load_settings(folder=below).workers == 2
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.checker]\nworkers = 3")
    assert load_settings(folder=below).workers == 3
    (below / "pyproject.toml").write_text("[tool.other]\nkey = 1")
    assert load_settings(folder=below).workers == 1


def test_overrides_win_and_none_is_no_override(tmp_path):
    toml = "[tool.checker]\nquiet = true\nworkers = 2\nfail-on = 'note'"
    found = settings(tmp_path, toml, quiet=False, workers=None, fail_on=Severity.WARNING)
    assert (found.quiet, found.workers, found.fail_on) == (False, 2, Severity.WARNING)


@pytest.mark.parametrize("toml", ["workers = 2", "[tool.checker]\nworkers = 2"])
def test_a_file_of_its_own_may_have_bare_keys(tmp_path, toml):
    (tmp_path / "pyproject.toml").write_text("[tool.checker]\nworkers = 9\nquiet = true")
    (tmp_path / "own.toml").write_text(toml)
    found = load_settings(config=str(tmp_path / "own.toml"), folder=tmp_path)
    assert (found.workers, found.quiet) == (2, False)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("fail_on = 'error'", 'unknown key "fail_on"; did you mean "fail-on"?'),
        ("precision = 'int9'", '"precision" is "int9", expected one of float32, bfloat16, int8; did you mean "int8"?'),
        ("colour = true", 'unknown key "colour"; did you mean "color"?'),
        ("shade = true", 'unknown key "shade"'),
        ("fail-on = 'eror'", '"fail-on" is "eror", expected one of error, warning, note, never; did you mean "error"?'),
        ("fail-on = 1", '"fail-on" is 1, expected a string'),
        ("workers = 0", '"workers" is 0, expected a whole number, 1 or more'),
        ("workers = true", '"workers" is True, expected a whole number, 1 or more'),
        ("workers = '2'", '"workers" is "2", expected a whole number, 1 or more'),
        ("quiet = 'yes'", '"quiet" is "yes", expected true or false'),
        ("output = 'json=a'", '"output" is "json=a", expected a list of "NAME=PATH"'),
        ("against = 'articles'", '"against" is "articles", expected a list'),
        ("against = ['']", '"against" is "", expected a string'),
        ("output = ['json']", '"output" is "json", expected NAME=PATH, such as sarif=report.sarif'),
        (
            "output-format = 'sarf'",
            f'"output-format" is "sarf", expected one of {", ".join(FORMATS)}; did you mean "sarif"?',
        ),
        ("engine = 'spark'", '"engine" is "spark", expected one of local, ray'),
    ],
)
def test_bad_keys_and_values(tmp_path, line, message):
    with pytest.raises(ConfigError) as error:
        settings(tmp_path, f"[tool.checker]\n{line}")
    assert str(error.value) == f"{tmp_path / 'pyproject.toml'}: {message}"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("news.sqlite", "{folder}/news.sqlite"), ("postgresql://host/news", "postgresql://host/news")],
)
def test_a_ledger_lies_beside_the_file_or_at_a_url(tmp_path, value, expected):
    assert settings(tmp_path, f"[tool.checker]\nledger = '{value}'").ledger == expected.format(folder=tmp_path)


def test_ledgers_of_other_kinds_are_refused(tmp_path):
    with pytest.raises(ConfigError, match='ledger is of kind "mysql", expected a path, sqlite:/// or postgresql://'):
        settings(tmp_path, "[tool.checker]\nledger = 'mysql://host/news'")


def test_an_engine_that_is_not_installed_is_refused(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ConfigError, match="needs Ray, which is not installed: pip install "):
        settings(tmp_path, "[tool.checker]\nengine = 'ray'")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"workers = ", "isn't TOML: "),
        (b"\xff", "isn't UTF-8 "),
        (b"[tool]\nchecker = 3", "tool.checker is 3, expected"),
    ],
)
def test_files_that_are_no_configuration(tmp_path, content, message):
    path = tmp_path / "own.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as error:
        load_settings(config=str(path))
    assert str(error.value).startswith(f"{path}: {message}")


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ConfigError, match=r"own.toml: can't be read: No such file"):
        load_settings(config=str(tmp_path / "own.toml"))


def test_words_of_the_command_line():
    assert parse_output("sarif=a=b.sarif") == ("sarif", "a=b.sarif")
    assert parse_fail_on("never") is Severity.NONE
    assert [parse_format(name) for name in FORMATS] == list(FORMATS)
    with pytest.raises(ConfigError, match='did you mean "junit"'):
        parse_output("jnuit=a.xml")
