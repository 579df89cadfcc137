"""Bad input: each case is refused with a reason that names what was found and what was expected, and the rest is read.

``test_read.py`` has the ordinary mistakes in each format; here are those that come from damage and from malice.
"""

from __future__ import annotations

import gzip
import io
import json
import logging
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from checker import read as reading
from checker.parse import MAX_CHARACTERS, too_long
from checker.read import draft, read, tables
from checker.read.language import foreign
from checker.read.mending import mended, outlet_name

GOOD = "Two people died in a fire in Lindon on Tuesday, police said."
FRENCH = "Trois soldats ont été tués dimanche dans une attaque au drone contre une base, selon l'armée de terre."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(GOOD)
    return tmp_path


def refused(*inputs: str) -> list[str]:
    """Reasons, after making sure that the good article beside was read."""
    articles, skipped = read(inputs)
    assert GOOD in [a.text for a in articles]
    return [f"{item.input}: {item.reason}" for item in skipped]


def matter(*lines: str) -> bytes:
    return ("---\n" + "\n".join(lines) + f"\n---\n{GOOD}").encode()


# ------------------------------------------------------------------ one bad file in a folder

ANCHORS = [
    "a: &a [x, x]",
    *(f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
]
CASES: dict[str, tuple[str, bytes, str]] = {
    "picture": ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "isn't UTF-8|is binary"),
    "random bytes": ("a.md", bytes(range(128, 256)), r"isn't UTF-8 \(byte 0x80 at offset 0\), expected UTF-8 text"),
    "utf-16 cut off": ("a.txt", GOOD.encode("utf-16")[:-1], "isn't UTF-16, which it begins like: truncated data"),
    "utf-16 of noise": ("a.txt", b"\xff\xfe\x00\xd8\x00\xd8", "isn't UTF-16, which it begins like: illegal"),
    "utf-32 out of range": ("a.txt", b"\xff\xfe\0\0\xff\xff\xff\xff", "isn't UTF-32, which it begins like: code"),
    "zeros": ("a.txt", b"\0" * 400, r"is binary \(NUL byte at offset 0\), expected UTF-8 text"),
    "latin-1 on line 3": ("a.txt", "One.\nTwo.\nCafé".encode("latin-1"), r"byte 0xe9 at offset 13, line 3\), expected"),
    "nul": ("a.txt", b"Two di\0ed.", r"NUL byte at offset 6"),
    "cut off in a character": ("a.txt", "Two died. é".encode()[:-1], r"isn't UTF-8 \(byte 0xc3 at offset 10\)"),
    "spaces alone": ("a.txt", "\u2003\n \u3000".encode(), "is empty|has front matter but no text|expected"),
    "no day": ("a.md", matter("published: 2031-02-31"), '"published" is "2031-02-31", expected ISO 8601'),
    "no hour": ("a.md", matter("published: 2031-02-01 25:00:00"), '"published" is "2031-02-01 25:00:00", expected'),
    "year 0": ("a.md", matter("published: 0000-01-01"), '"published" is "0000-01-01", expected ISO 8601'),
    "year 1": ("a.md", matter("published: 0001-01-01"), "expected a date from 1600-01-01 to 2199-12-31"),
    "year 9999": ("a.json", b'{"text": "Two.", "published": "9999-12-31"}', '"9999-12-31", expected a date from 1600'),
    "a day in words": ("a.json", b'{"text": "Two.", "published": "Jan 5th"}', '"published" is "Jan 5th", expected ISO'),
    "endless number": ("a.md", matter("id: " + "9" * 6_000), "front matter isn't YAML: Exceeds the limit"),
    "code in yaml": ("a.md", matter("!!python/object/apply:os.system [id]"), "could not determine a constructor"),
    "billion laughs": ("a.md", matter(*ANCHORS), r"line 3: aliases \(\*name\) are not read"),
    "deep yaml": ("a.md", matter("a: " + "[" * 9_000), "front matter isn't YAML"),
    "long front matter": ("a.md", matter(*(f"k{i}: v" for i in range(20_000))), "expected at most 100,000"),
    "deep json": ("a.json", b"[" * 100_000 + b"]" * 100_000, "isn't JSON"),
    "endless number in json": ("a.json", b'{"text": "Two.", "id": ' + b"9" * 6_000 + b"}", "isn't JSON: Exceeds"),
    "no json number": ("a.json", b'{"text": "Two.", "published": NaN}', '"published" is nan, expected ISO 8601'),
    "lone surrogate": (
        "a.json",
        b'{"text": "Two.", "title": "\\udfff"}',
        '"title" has a lone surrogate at character 0',
    ),
    "deep html": ("a.html", b"<div>" * 100_000 + b"Two", "no main text found in this HTML"),
    "html that is none": ("a.html", bytes(range(256)), "no main text found in this HTML"),
    "french": ("a.txt", FRENCH.encode(), r'is in another language \("fr"\), expected English'),
    "gzip cut off": ("a.jsonl.gz", gzip.compress(b'{"text": "Two."}' * 99)[:-20], "can't be read: "),
    "gzip that is none": ("a.csv.gz", b"text\nTwo", "can't be read: Not a gzipped file"),
    "csv quote left open": ("a.csv", b'text\n"Two died.\nOne', "isn't CSV"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_is_named_with_its_reason_and_the_others_are_read(folder: Path, case: str) -> None:
    name, content, reason = CASES[case]
    (folder / name).write_bytes(content)
    (told,) = refused(".")
    assert told.startswith((f"{name}: ", f"{name}:2: ")) and re.search(reason, told), told
    assert len(told) < 300


def test_a_bad_line_in_the_middle_is_told_by_its_number(folder: Path) -> None:
    rows = [{"id": str(n), "text": f"{n} people died – so far."} for n in range(1, 8)]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    lines[3] = lines[3][:-4]
    lines[5] = lines[5].replace("people", "pe\udc80ople")
    (folder / "in").mkdir()
    (folder / "in/a.jsonl").write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    articles, skipped = read(["in"])
    assert [a.id for a in articles] == ["1", "2", "3", "5", "7"]
    assert [item.input for item in skipped] == [os.path.join("in", f"a.jsonl:{n}") for n in (4, 6)]


def test_two_versions_of_one_article(folder: Path) -> None:
    """Of one id the first is read and the other named; two files that fall back to their paths are two articles."""
    first, second = ({"id": "fire", "outlet": "Post", "text": f"{n} people died."} for n in ("Two", "Three"))
    (folder / "a.jsonl").write_text(f"{json.dumps(first)}\n{json.dumps(second)}\n")
    assert refused(".") == ['a.jsonl:2: "id" is "fire", already used in a.jsonl:1 for another text']


# ------------------------------------------------------------------ too much


def test_a_text_of_200_megabytes_is_refused_unread(folder: Path) -> None:
    with open(folder / "a.txt", "wb") as file:
        file.truncate(200_000_000)
    assert refused(".") == ["a.txt: has 200,000,000 bytes, expected at most 20,000,000"]


def test_packed_files_are_unpacked_up_to_a_limit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft, "MAX_BATCH_BYTES", 10_000_000)
    (folder / "a.txt.gz").write_bytes(gzip.compress(b" " * 30_000_000, 1))
    (folder / "b.json.gz").write_bytes(gzip.compress(b"[" + b" " * 110_000_000, 1))
    assert refused(".") == [
        "a.txt.gz: has more than 20,000,000 bytes, expected at most that many",
        "b.json.gz: has more than 100,000,000 bytes, expected at most that many",
    ]


def test_standard_input_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return b"x" * 1_000_000

    monkeypatch.setattr(draft, "MAX_BATCH_BYTES", 5_000_000)
    (skipped,) = read(["-"], stdin=Endless())[1]
    assert skipped.reason == "has more than 5,000,000 bytes, expected at most that many"


def test_a_line_of_rows_ends(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.read.json_values.MAX_ARTICLE_BYTES", 1_000)
    (folder / "a.jsonl").write_text('{"text": "One died."}\n' + '{"text": "' + "x" * 2_000 + '"}\n')
    assert refused(".") == ["a.jsonl:2: has 2,012 bytes, expected at most 1,000 in a line"]


def test_parquet_that_unpacks_to_too_much(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    column = pa.array(["x" * 10_000] * 5_000)  # 50 megabytes in a dictionary of one word
    pq.write_table(pa.table({"text": column}), folder / "a.parquet")
    assert (folder / "a.parquet").stat().st_size < 100_000
    monkeypatch.setattr(tables, "MAX_BATCH_BYTES", 10_000_000)
    assert refused(".") == ["a.parquet: unpacks to more than 10,000,000 bytes, expected at most that many"]
    monkeypatch.setattr(tables, "MAX_ROWS", 4_999)
    assert refused(".") == ["a.parquet: has 5,000 rows, expected at most 4,999"]


def test_a_hundred_thousand_sentences_are_no_article(folder: Path) -> None:
    (folder / "a.txt").write_text("Two people died. " * 100_000)
    (long,) = (a for a in read(["."])[0] if a.id == "a.txt")
    assert too_long(long) == f'"title" has 1,699,999 characters, expected at most {MAX_CHARACTERS:,}'


# ------------------------------------------------------------------ folders, links, names


def test_links_that_lead_nowhere_or_in_circles(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "lost.md").symlink_to("nowhere.md")
    (folder / "up").symlink_to(folder)
    (folder / "also.txt").symlink_to("good.txt")
    os.mkfifo(folder / "pipe.txt")
    articles, skipped = read(["."])
    assert [a.text for a in articles] == [GOOD]  # a file is read once, however many links lead to it
    assert {item.input: item.reason for item in skipped} == {
        "loop.txt": "can't be read: Too many levels of symbolic links",
        "lost.md": "is a link to nothing",
        "pipe.txt": "is no regular file",
    }
    assert caplog.messages == [".: left out, links to folders are not followed: up"]
    assert refused("good.txt", "loop.txt", "lost.md", "pipe.txt", "x" * 300 + ".txt") == [
        "loop.txt: can't be read: Too many levels of symbolic links",
        "lost.md: is a link to nothing",
        "pipe.txt: is no regular file",
        f"{'x' * 300}.txt: can't be read: File name too long",
    ]


def test_a_name_that_is_no_text_can_be_printed_and_stored(folder: Path) -> None:
    name = b"caf\xe9 \x1b[2J.txt"
    try:
        Path(os.fsdecode(name)).write_text("One died.")
    except OSError:
        pytest.skip("this file system takes no such names")
    found = {a.id for a in read(["."])[0]}
    assert found == {"good.txt", "caf\\xe9 \x1b[2J.txt"}
    assert all(name.encode() for name in found)


def test_what_may_not_be_read(folder: Path) -> None:
    """In a process of its own that gives up root's rights, for root may read everything."""
    (folder / "in/closed").mkdir(parents=True)
    for name in ("in/1.txt", "in/secret.txt", "in/closed/2.txt"):
        (folder / name).write_text(GOOD)
    (folder / "in/secret.txt").chmod(0)
    (folder / "in/closed").chmod(0)
    for above in (folder, folder / "in"):
        above.chmod(0o755)
    program = textwrap.dedent(f"""
        import os, sys
        sys.path.insert(0, {str(ROOT)!r})
        import checker.read.html, py3langid.langid
        from checker.read import read
        read(["in/1.txt"])
        if os.geteuid() == 0:
            os.setgroups([]); os.setgid(65534); os.setuid(65534)
        articles, skipped = read(["in", "in/closed/2.txt"])
        print(len(articles), *(f"{{i.input}}: {{i.reason}}" for i in skipped), sep="\\n")
        """)
    try:
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=folder, check=False)
    finally:
        (folder / "in/closed").chmod(0o755)
    if "setgroups" in done.stderr:
        pytest.skip("rights can't be given up here")
    assert done.stdout.splitlines() == [
        "1",
        "in/closed: can't be searched: Permission denied",
        "in/closed/2.txt: can't be read: Permission denied",
        "in/secret.txt: can't be read: Permission denied",
    ], done.stderr


# ------------------------------------------------------------------ languages and scripts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (FRENCH, "fr"),
        ("Drei Soldaten wurden am Sonntag bei einem Angriff auf einen Stützpunkt getötet, teilte die Armee mit.", "de"),
        ("Трое солдат погибли в воскресенье при атаке беспилотника на военную базу, сообщили в армии.", "ru"),
        ("قتل ثلاثة جنود يوم الأحد في هجوم بطائرة مسيرة على قاعدة عسكرية قرب الحدود، بحسب الجيش", "ar"),
        (GOOD, None),
        (GOOD * 400, None),
        (GOOD.upper() * 3, None),
        ("Tres muertos.", None),  # too short to be certain of
        ("12:30 14-30 100% $5 " * 30, None),
        (f"{FRENCH * 20}\n\n{GOOD * 40}", None),  # English in part
        (f"{GOOD * 6}\n\n{FRENCH * 4}", None),
        (f'"{FRENCH}" said General Ana Ruiz, who leads the force in Lindon. {GOOD} Nobody else was hurt.', None),
        ("Sgt. Xoán Núñez, Ana Müller, Jiří Dvořák and Łukasz Wójcik were hurt when a tram hit a bus in Brno.", None),
    ],
)
def test_only_what_is_certainly_not_english_is_foreign(text: str, code: str | None) -> None:
    assert foreign(text) == code


@pytest.mark.parametrize(
    ("damaged", "right"),
    [
        ("itâ€™s", "it’s"),
        ("â€œ14 rocketsâ€\x9d", "“14 rockets”"),
        ("It\x92s 3 \x96 5", "It’s 3 – 5"),
        ("MÃ¼ller, CafÃ©", "Müller, Café"),
        ("one\nitâ€™s\nCafé", "one\nit’s\nCafé"),
        ("Café, Müller, “14”, 5 €, São Paulo, Ã", None),
        ("naïve coöperation – it’s £5…", None),
        ("Größe: 5 µm, ±3°", None),
    ],
)
def test_mojibake_is_mended_where_it_is_certain(
    damaged: str, right: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    assert mended(damaged, "a.txt") == (right or damaged)
    assert bool(caplog.messages) is (right is not None)


def test_outlets_differ_by_what_can_be_seen(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert outlet_name(" The\u00a0 Po\u200bst\u202e") == "The Post" == outlet_name("The Post\ufeff")
    assert outlet_name("Cafe\u0301") == "Café"
    names = ["Gazette", "G\u0430zette", "Gazette\u200b", "Süddeutsche", "Suddeutsche"]
    rows = [{"id": str(n), "outlet": name, "text": f"{n} died."} for n, name in enumerate(names)]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    articles, _ = read(["a.jsonl"])
    assert [a.outlet for a in articles] == ["Gazette", "Gаzette", "Gazette", "Süddeutsche", "Suddeutsche"]
    assert caplog.messages == [
        'outlets "Gazette" and "Gаzette" look alike and are counted as two: CYRILLIC SMALL LETTER A'
    ]


def test_the_language_is_asked_for_no_short_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.read.language._identifier", lambda: pytest.fail("asked"))
    (folder / "a.txt").write_text("Tres muertos.")
    assert len(reading.read(["a.txt"])[0]) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [("٣٠ people died.", 30), ("３０ people died.", 30), ("²⁰ people died.", None), ("Ⅻ people died.", None)],
)
def test_numbers_in_other_scripts_are_their_value_or_nothing(nlp: Any, text: str, value: float | None) -> None:
    from checker import quantities

    found = [m.quantity.value for m in quantities.mentions(nlp(text))]
    assert found in ([value], []) and (value is not None or found == [])


def test_invisible_characters_hide_no_number_and_make_none(nlp: Any) -> None:
    from checker import quantities

    for text in ("1\u200b4 people died.", "\u202e41\u202c people died.", "14\u2060 people\u200d died."):
        for mention in quantities.mentions(nlp(text)):
            assert text[mention.start : mention.end].strip()
