"""What is fuzzed: functions from bytes to nothing that raise where a promise is broken.

Errors that a user is meant to see (CheckerError) are no break; everything else that escapes is. ``TARGETS`` are
driven by hypothesis in ``test_fuzz.py`` and, for the long run, by atheris in ``run.py``.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from checker.errors import CheckerError

Target = Callable[[bytes], None]
TARGETS: dict[str, Target] = {}

# Words by which random bytes come to look like news, and what tends to break programs that read it.
PIECES = (
    " ", ", ", ". ", "\n\n", "-", "–", "'", '"', "“", "”", "(", ")", "$", "€", "%", ":", "/", "1", "2", "7", "0", "14",
    "30", "2,500", "1.5", "3/4", "10:30", "a.m.", "ten", "twenty", "hundred", "million", "half", "dozen", "a", "the",
    "of", "and", "or", "to", "about", "more than", "at least", "up to", "between", "people", "soldiers", "were",
    "killed", "injured", "said", "police", "Ana Ruiz", "Lindon", "year", "old", "years", "miles", "per", "hour", "kg",
    "on Tuesday", "May", "2031", "31", "February", "last", "week", "ago", "since", "in", "by", "no", "not", "another",
    "٣", "²", "½", "Ⅳ", "１", "\u200b", "\u202e", "\u00a0", "\u2028", "\x85", "\u0301", "é", "\U0001f6a2", "ſ", "İ",
    "1e9", "99999999999999999999", "0.0000001", "-5", "+3", "1,000,000,000", "first", "second", "third", "two-thirds",
)  # fmt: skip


def target(function: Target) -> Target:
    TARGETS[function.__name__] = function
    return function


def words(data: bytes) -> str:
    """Text of ``PIECES``, one a byte; bytes beyond them are characters."""
    return "".join(PIECES[b] if b < len(PIECES) else chr(b) if b < 0xF0 else " " for b in data)


def text(data: bytes) -> str:
    return data.decode("utf-8", "ignore")


def tolerant(function: Callable[..., Any], *given: Any) -> Any:
    """The result, None where the function refuses what it is given."""
    try:
        return function(*given)
    except CheckerError as error:
        assert str(error).strip(), "an error that says nothing"
        return None


# ------------------------------------------------------------------ readers


def _read(suffix: str, data: bytes) -> None:
    from checker.read import READERS
    from checker.read.draft import InputFile
    from checker.records import Skipped

    class Given(InputFile):
        def read_bytes(self, limit: int = 0, unpack: bool = True) -> bytes:
            return data

    found = tolerant(lambda: list(READERS[suffix](Given(Path(f"a{suffix}"), f"a{suffix}", f"a{suffix}"))))
    for item in found or ():
        if isinstance(item, Skipped):
            assert item.reason
        else:
            assert item.text.strip() and "\0" not in item.text
            item.text.encode()


@target
def plain(data: bytes) -> None:
    _read(".md", data)


@target
def front_matter(data: bytes) -> None:
    _read(".md", b"---\n" + data + b"\n---\nTwo died.")


@target
def jsonl(data: bytes) -> None:
    _read(".jsonl", data)


@target
def json_document(data: bytes) -> None:
    _read(".json", data)


@target
def json_row(data: bytes) -> None:
    """Fields of every type."""
    half = len(data) // 2
    row = {"text": text(data[:half]), "published": text(data[half:]), "id": len(data), "title": words(data)}
    _read(".jsonl", json.dumps(row).encode())


@target
def ninjs(data: bytes) -> None:
    _read(".json", json.dumps({"uri": "u", "body_xhtml": text(data)}).encode())


@target
def html(data: bytes) -> None:
    _read(".html", b"<html><body><article><p>" + data + b"</p></article></body></html>")


@target
def csv(data: bytes) -> None:
    _read(".csv", b"text,outlet,published\n" + data)


@target
def parquet(data: bytes) -> None:
    _read(".parquet", b"PAR1" + data + b"PAR1")


@target
def feed(data: bytes) -> None:
    _read(".rss", b"<rss version='2.0'><channel><item><description>" + data + b"</description></item></channel></rss>")


@target
def xml(data: bytes) -> None:
    half = len(data) // 2
    _read(".xml", (b"<rss>", b"<newsItem>", b"<newsMessage><itemSet>", b"")[len(data) % 4] + data)
    item = (
        b"<newsItem><contentSet><inlineXML><div>%s</div></inlineXML><inlineData>%s</inlineData></contentSet></newsItem>"
    )
    _read(".xml", item % (data[:half], data[half:]))


@target
def warc(data: bytes) -> None:
    half = len(data) // 2
    page = b"HTTP/1.1 200 OK\r\n%s\r\n\r\n<html><body><p>%s</p></body></html>" % (data[:half], data[half:])
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    _read(".warc", head % (len(page), page))
    _read(".warc", b"WARC/1.0\r\n" + data)
    _read(".warc", b"\x1f\x8b\x08" + data)


@target
def mail(data: bytes) -> None:
    _read(".eml", b"From: a@b.example\n" + data)
    _read(".eml", b"From: " + data + b"\nSubject: " + data + b"\nDate: " + data + b"\n\nTwo died.")


@target
def word(data: bytes) -> None:
    import io
    import zipfile

    w = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", b"<w:document xmlns:w='%s'><w:body>%s</w:body></w:document>" % (w, data))
        package.writestr("docProps/core.xml", b"<core><title>%s</title></core>" % data)
    _read(".docx", stream.getvalue())
    _read(".docx", b"PK\x03\x04" + data)


@target
def pdf(data: bytes) -> None:
    _read(".pdf", b"%PDF-1.7\n1 0 obj\n<<" + data + b">>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF")


@target
def lines_of_pages(data: bytes) -> None:
    from checker.read.lines import joined, without_running_lines

    pages = [page.split("\n") for page in text(data).split("\f")]
    kept = joined(without_running_lines(pages)).split()
    assert len("".join(kept)) <= len("".join(text(data).split()))


@target
def unpacking(data: bytes) -> None:
    from checker.read.draft import decode

    if (found := tolerant(decode, data)) is not None:
        found.encode()


# ------------------------------------------------------------------ text without a parser


@target
def numbers(data: bytes) -> None:
    from checker.quantities.numbers import scan

    told = words(data)
    end = 0
    for number in scan(told):
        assert 0 <= number.start < number.end <= len(told) and number.start >= end
        end = number.end


@target
def numbers_of_any_text(data: bytes) -> None:
    from checker.quantities.drafts import draft
    from checker.quantities.numberlike import Blocked
    from checker.quantities.numbers import scan

    told = text(data)
    Blocked(told)
    for number in scan(told):
        draft(told, number)


@target
def dates(data: bytes) -> None:
    from checker.times import anchoring
    from checker.times import dates as grammar

    told = words(data)
    for x in grammar.expressions(told):
        assert 0 <= x.start < x.end <= len(told)
        for published in (None, dt.date(2031, 5, 6), dt.date(1600, 1, 1), dt.date(2199, 12, 31)):
            span = anchoring.resolve(x, published)
            assert span is None or span[0] <= span[1], (x, published)


@target
def furniture(data: bytes) -> None:
    from checker.parse import select_paragraphs

    told = words(data) if data[:1] < b"\x80" else text(data)
    kept, dropped = select_paragraphs(told)
    spans = sorted([*kept, *((start, end) for start, end, _ in dropped)])
    assert all(0 <= start <= end <= len(told) for start, end in spans)


@target
def names(data: bytes) -> None:
    from checker.words import lexicon

    told = text(data)
    lexicon.nation(told)
    lexicon.noun_class(lexicon.singular(told))
    lexicon.plural(told)
    assert lexicon.name_tokens(told) == lexicon.name_tokens(told)


@target
def values_of_any_words(data: bytes) -> None:
    """What claims say of people and things, compared; and who says it."""
    from checker.attribution import speakers
    from checker.claims.properties import PROPERTIES
    from checker.claims.properties.happened import denied_by_source
    from checker.compare import values
    from checker.records import Attribute

    half = len(data) // 2
    for made in (words, text):
        one, two = made(data[:half]), made(data[half:])
        for prop in PROPERTIES:
            a, b = Attribute(prop, one, one), Attribute(prop, two, two)
            for x, y in ((a, b), (b, a), (a, a)):
                assert values.relation(x, y)
                values.statement(x), values.kind(x), denied_by_source(x)
        assert speakers.same_speaker(one, two) == speakers.same_speaker(two, one)
        speakers.same_voice(one, two, two, one)


# ------------------------------------------------------------------ arithmetic


def _quantity(data: bytes) -> Any:
    from checker.records import Comparator, Quantity, QuantityKind

    pad = data.ljust(8, b"\0")
    units = (
        "",
        "person",
        "mile",
        "kilometre",
        "dollar",
        "percentage",
        "degree celsius",
        "year of age",
        "mile per hour",
    )
    value = int.from_bytes(pad[:3], "big") * 10.0 ** (pad[3] % 24 - 12)
    comparator = list(Comparator)[pad[4] % len(Comparator)]
    kind = list(QuantityKind)[pad[5] % len(QuantityKind)]
    if kind is QuantityKind.CLOCK:  # which are never ranges
        return Quantity(float(value % 1440 // 1), comparator=Comparator.ABOUT, unit="time of day", kind=kind)
    low = high = None
    if comparator is Comparator.RANGE:
        low, high = sorted((value, float(pad[7])))
    stated = None if comparator is Comparator.RANGE else value
    return Quantity(stated, low, high, comparator, (None, "up", "down")[pad[6] % 3], units[pad[6] % len(units)], kind)


@target
def arithmetic(data: bytes) -> None:
    from checker.compare.quantities import compare, interval
    from checker.words.wording import phrase

    a, b = _quantity(data[:8]), _quantity(data[8:])
    there, back = compare(a, b), compare(b, a)
    assert there.relation == back.relation, (a, b)
    assert 0 <= there.score <= 1 and there.detail
    assert compare(a, a).relation in {"equal", "overlap", "incomparable"}, a
    box = interval(a)
    assert box.low <= box.high, a
    assert phrase(a)


# ------------------------------------------------------------------ what comes back, and what goes out


@target
def former_report(data: bytes) -> None:
    from checker.findings import baseline, suppressions

    tolerant(baseline.loads, text(data), "b.json")
    tolerant(suppressions.loads, text(data), "s.toml")


@target
def settings(data: bytes) -> None:
    from checker.cli.config import parse_fail_on, parse_format, parse_output, parse_precision

    for parse in (parse_output, parse_format, parse_precision, parse_fail_on):
        tolerant(parse, text(data))


@target
def one_line(data: bytes) -> None:
    from checker.findings import text as words_of
    from checker.reports.github import command
    from checker.reports.markdown_text import bold, code, escape

    told = data.decode("utf-8", "replace")
    for shown in (words_of.one_line(told), words_of.printable(told), escape(told), bold(told), code(told)):
        assert not any(unicodedata.category(c) in {"Cc", "Zl", "Zp"} for c in shown), shown
    assert "\n" not in command("error", told, title=told)
    assert "<script" not in escape(told).lower()


# ------------------------------------------------------------------ the stages that need a parse


@lru_cache(maxsize=1)
def _pipeline() -> Any:
    from checker.parse import load_pipeline

    return load_pipeline()


def _articles(data: bytes) -> list[Any]:
    from checker.records import Article

    half = len(data) // 2
    parts = words(data[:half]) + " 3 people died.", "3 people died. " + words(data[half:])
    days = (dt.date(2031, 5, 6), None, dt.date(1600, 1, 1), dt.date(2199, 12, 31))
    day = days[data[0] % 4] if data else None
    return [Article(f"a{i}", f"Outlet {i}", part, published=day) for i, part in enumerate(parts)]


@target
def claims(data: bytes) -> None:
    """Parse, quantities, times, attribution and claims; every offset slices back to its words."""
    from checker import claims as stage
    from checker import parse

    for parsed in parse.parse(_articles(data), _pipeline()):
        for claim in stage.extract(parsed):
            told = getattr(parsed.article, claim.field)
            assert told[claim.start : claim.end] == claim.mention, claim
            assert claim.sentence in told


@target
def sentences(data: bytes) -> None:
    """News cut, joined and shuffled by the chance that the bytes seed; the long run is ``sentences.py``."""
    from sentences import one_run, shapes

    failures = list(one_run(random.Random(data), shapes(), _pipeline(), 5))
    assert not failures, failures


@target
def check(data: bytes) -> None:
    """The whole path but the model, and every renderer."""
    from checker.findings.gate import gate_report
    from checker.records import ModelInfo
    from checker.reports import FORMATS, render

    class Model:
        info = ModelInfo("stand-in", "0" * 64)
        reads_marks = False

        def score(self, pairs: Any) -> Any:
            import numpy as np

            return np.array([(0.1, 0.3, 0.6)] * len(pairs), dtype=float)

    import checker

    report = checker.check(_articles(data), model=Model())
    assert not report.skipped, report.skipped
    for name in FORMATS:
        render(name, report, gate_report(report)).encode()
