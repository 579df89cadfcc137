"""The tables of a ledger, one definition for SQLite and PostgreSQL.

``record`` columns hold the whole record as JSON; the columns beside them repeat what people look for, so that
Datasette or any SQL client shows something readable. ``checksum`` is over all other columns of its row (see
``rows``). ``names`` of things: an article's *former* rows are what an edited article said before.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Double, Index, Integer, MetaData, Table, Text

VERSION = 3
APPLICATION_ID = 0x43484B31  # "CHK1", in the header of the SQLite file

metadata = MetaData()


def _text(name: str, primary_key: bool = False, unique: bool = False) -> Column[str]:
    return Column(name, Text, nullable=False, primary_key=primary_key, unique=unique)


# name -> value: "version" of these tables, "index" (fingerprint of the rules that made names, entries and counts).
about = Table("about", metadata, _text("name", primary_key=True), _text("value"))

# ``content_hash`` is over what claims depend on; ``extraction`` the fingerprint of the rules that extracted them.
# ``anchors`` lead from the text to the lines of its file, as JSON (see ``rows``). ``compared`` turns true when the
# article's verdicts are in, so that an interrupted run shows. ``own_id`` is the id that came with the article, "" where
# there was none, ``file`` the last part of ``source``: by them, the URL and the content an article is recognised (see
# ``identity``). PostgreSQL indexes these by hash, which has no greatest length.
articles = Table(
    "articles", metadata,
    _text("id", primary_key=True), _text("own_id"), _text("outlet"), Column("published", Text), _text("title"),
    Column("url", Text), _text("text"), _text("source"), _text("file"), _text("anchors"),
    Column("title_in_text", Boolean, nullable=False), _text("content_hash"), _text("extraction"),
    _text("recorded_at"), Column("compared", Boolean, nullable=False), _text("checksum"),
    Index("articles_by_own_id", "own_id", postgresql_using="hash"),
    Index("articles_by_file", "file", postgresql_using="hash"),
    Index("articles_by_url", "url", postgresql_using="hash"),
    Index("articles_by_content", "content_hash"),
)  # fmt: skip

claims = Table(
    "claims", metadata,
    _text("article", primary_key=True), Column("position", Integer, primary_key=True, autoincrement=False),
    _text("id"), _text("kind"), _text("mention"), _text("sentence"), Column("value", Double), _text("unit"),
    _text("record"), _text("checksum"),
    Index("claims_by_id", "id"),
)  # fmt: skip

# Blocking: the names under which an article is found, and what else tells whether it may meet another.
names = Table(
    "names", metadata,
    _text("name", primary_key=True), _text("article", primary_key=True),
    Index("names_by_article", "article"),
    sqlite_with_rowid=False,
)  # fmt: skip

entries = Table(
    "entries", metadata,
    _text("article", primary_key=True), _text("record"),
)  # fmt: skip

# In how many articles a name or stem (``kind``) occurs: what blocking weighs them by.
counts = Table(
    "counts", metadata,
    _text("kind", primary_key=True), _text("item", primary_key=True), Column("articles", Integer, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip

models = Table(
    "models", metadata,
    Column("number", Integer, primary_key=True), _text("key", unique=True), _text("name"), _text("sha256"),
    _text("checksum"),
)  # fmt: skip

# ``pair`` hashes premise and hypothesis, in this order: each direction has its own row.
scores = Table(
    "scores", metadata,
    Column("model", Integer, primary_key=True, autoincrement=False), _text("pair", primary_key=True),
    Column("entailment", Double, nullable=False), Column("neutral", Double, nullable=False),
    Column("contradiction", Double, nullable=False), _text("checksum"),
    sqlite_with_rowid=False,
)  # fmt: skip


def _verdict() -> list[Column[str] | Column[float]]:
    return [
        _text("article_a"), _text("article_b"), _text("claim_a"), _text("claim_b"), _text("says_a"), _text("says_b"),
        _text("relation"), _text("severity"), Column("confidence", Double, nullable=False), _text("between"),
        _text("reason"), _text("record"), _text("model"), _text("judged_at"),
    ]  # fmt: skip


verdicts = Table(
    "verdicts", metadata,
    _text("id", primary_key=True), *_verdict(), _text("checksum"),
    Index("verdicts_by_article_a", "article_a"), Index("verdicts_by_article_b", "article_b"),
)  # fmt: skip

# ``why``: "article edited", "judged anew" (other rules, model or ledger) or "not found again".
former_verdicts = Table(
    "former_verdicts", metadata,
    Column("number", Integer, primary_key=True), _text("id"), *_verdict(), _text("replaced_at"), _text("why"),
    _text("checksum"),
    Index("former_verdicts_by_id", "id"),
)  # fmt: skip

former_articles = Table(
    "former_articles", metadata,
    Column("number", Integer, primary_key=True), _text("id"), _text("outlet"), Column("published", Text),
    _text("title"), _text("text"), _text("content_hash"), _text("recorded_at"), _text("replaced_at"),
    _text("checksum"),
    Index("former_articles_by_id", "id"),
)  # fmt: skip

# A value that an edit changed: "7" in ``was``, "6" in ``now``; ``claim`` is the new claim's id.
changes = Table(
    "changes", metadata,
    Column("number", Integer, primary_key=True), _text("article"), _text("outlet"), _text("claim"), _text("was"),
    _text("now"), _text("sentence_was"), _text("sentence_now"), _text("noticed_at"), _text("checksum"),
    Index("changes_by_article", "article"),
)  # fmt: skip

# Rows that carry a checksum, each with the columns that name a row in a message.
SEALED: dict[Table, tuple[str, ...]] = {
    articles: ("id",), claims: ("article", "position"), models: ("number",), scores: ("model", "pair"),
    verdicts: ("id",), former_verdicts: ("number",), former_articles: ("number",), changes: ("number",),
}  # fmt: skip
