"""Records to rows and back: JSON by msgspec, timestamps, checksums. Pure.

msgspec reads and writes the dataclasses of ``records`` as they are, sets, enums and dates included, checks types while
it decodes, and is fast enough that reading claims back costs a thousandth of extracting them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from checker.records import Anchor, Article, Claim, Verdict

# Deterministic: sets in sorted order, so that equal claims give equal rows.
_encoder = msgspec.json.Encoder(order="deterministic")
_NUMBER = re.compile(r"(?::\d+)+$")  # of an article in a file of many
_MISSING = object()  # equal to nothing
_claim = msgspec.json.Decoder(Claim)
_verdict = msgspec.json.Decoder(Verdict)
_anchors = msgspec.json.Decoder(list[tuple[int, int, int, int]])

Row = dict[str, Any]


def dumps(record: object) -> str:
    """A record as JSON without what is as by default: a claim has many fields, and few of them say something."""
    return _encoder.encode(_lean(record)).decode()


def _lean(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_lean(item) for item in value]
    if not dataclasses.is_dataclass(value):
        return value
    told = ((name, getattr(value, name), default) for name, default in _fields(value.__class__))
    return {name: _lean(found) for name, found, default in told if found != default}


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Names and defaults of a record's fields."""
    made = []
    for field in dataclasses.fields(kind):
        default = _MISSING if field.default is dataclasses.MISSING else field.default
        if field.default_factory is not dataclasses.MISSING:
            default = field.default_factory()
        made.append((field.name, default))
    return tuple(made)


def now() -> str:
    """The moment in UTC, ISO 8601 to the second."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def digest(*parts: str) -> str:
    """128 bits over texts, each with its length, so that no two lists of texts run together."""
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        made.update(b"%d:" % len(data))
        made.update(data)
    return made.hexdigest()


def checksum(row: Mapping[str, Any], table: str) -> str:
    """64 bits over every column but ``checksum`` and ``number``, which the database gives out, and the table's name."""
    values = {name: row[name] for name in sorted(row) if name not in ("checksum", "number")}
    text = json.dumps([table, values], ensure_ascii=True, separators=(",", ":"))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def sealed(row: Row, table: str) -> Row:
    return {**row, "checksum": checksum(row, table)}


def content_hash(article: Article) -> str:
    """Over what an article's claims depend on; where its file lies and its address don't matter."""
    published = article.published.isoformat() if article.published else ""
    return digest(article.outlet, published, article.title, article.text, str(article.title_in_text))


def place_of(source: str) -> str:
    """Where an article lies, with "/" and its number in a file of many behind a colon: ``monday/feed.xml:3``."""
    return re.sub(r": item (\d+)", r":\1", source.replace("\\", "/")).removeprefix("./")


def file_of(source: str) -> str:
    """The last part of an article's place."""
    return place_of(source).rpartition("/")[2]


def own_id(name: str, source: str) -> str:
    """The id that an article came with, "" where the reader made it of its place: a file's name, a row's number."""
    place, short = (_NUMBER.sub("", text) for text in (place_of(source), name))
    return "" if place == short or place.endswith(f"/{short}") else name


def article_row(article: Article, extraction: str, compared: bool, own_id: str) -> Row:
    """``own_id`` is the id that the article came with, "" where it was made of its place."""
    row = {
        "id": article.id,
        "own_id": own_id,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "title": article.title,
        "url": article.url,
        "text": article.text,
        "source": article.source,
        "file": file_of(article.source),
        "anchors": anchors_json(article.anchors),
        "title_in_text": article.title_in_text,
        "content_hash": content_hash(article),
        "extraction": extraction,
        "recorded_at": now(),
        "compared": compared,
    }
    return sealed(row, "articles")


def article_of(row: Mapping[str, Any]) -> Article:
    """Raises msgspec.DecodeError for anchors that are none."""
    published = dt.date.fromisoformat(row["published"]) if row["published"] else None
    names = ("id", "outlet", "text", "title", "url", "title_in_text", "source")
    anchors = tuple(Anchor(*numbers) for numbers in _anchors.decode(row["anchors"]))
    return Article(published=published, anchors=anchors, **{name: row[name] for name in names})


def anchors_json(anchors: Sequence[Anchor]) -> str:
    """Text, file, line and column of each: ``[[0,61,5,1]]``."""
    return _encoder.encode([(a.text, a.file, a.line, a.column) for a in anchors]).decode()


def claim_row(claim: Claim, position: int) -> Row:
    quantity, attribute = claim.quantity, claim.attribute
    row = {
        "article": claim.article,
        "position": position,
        "id": claim.id,
        "kind": claim.kind.value,
        "mention": claim.mention,
        "sentence": claim.sentence,
        "value": quantity.value if quantity else None,
        "unit": quantity.unit if quantity else attribute.property if attribute else "",
        "record": dumps(claim),
    }
    return sealed(row, "claims")


def claim_of(record: str) -> Claim:
    """Raises msgspec.DecodeError for what is no claim."""
    return _claim.decode(record)


def verdict_row(verdict: Verdict, a: Claim, b: Claim, model: str) -> Row:
    row = {
        "id": verdict.id,
        "article_a": a.article,
        "article_b": b.article,
        "claim_a": a.id,
        "claim_b": b.id,
        "says_a": a.mention,
        "says_b": b.mention,
        "relation": verdict.relation.value,
        "severity": verdict.severity.value,
        "confidence": verdict.confidence,
        "between": verdict.between.value,
        "reason": verdict.reason,
        "record": dumps(verdict),
        "model": model,
        "judged_at": now(),
    }
    return sealed(row, "verdicts")


def verdict_of(record: str) -> Verdict:
    """Raises msgspec.DecodeError for what is no verdict."""
    return _verdict.decode(record)
