"""Nothing is lost in reading: encodings, delimiters, JSON in all its layouts, and files without articles in folders."""

from __future__ import annotations

import gzip
import io
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from read_cases import articles, only, reasons, write

from checker.cli.main import cli
from checker.errors import ReadError
from checker.read import READERS, read
from checker.read.encodings import decode
from checker.read.json_values import json_lines
from checker.read.pairs import read_pairs

A = {"id": "a", "outlet": "Post", "text": "Nine boats sank off Oskarn on Monday."}
B = {"id": "b", "outlet": "Times", "text": "The café owner’s fund holds £14m – half of it in gold."}
C = {"id": "c", "outlet": "Echo", "text": "Zoë Märtens paid €300 for the “Lark”."}
ROWS = (A, B, C)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def dumped(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def jsonl(*rows: object) -> str:
    return "".join(dumped(row) + "\n" for row in rows)


def table(delimiter: str, rows: Sequence[dict[str, str]] = ROWS) -> str:
    names = list(rows[0])
    cells = [names, *(['"' + row[name].replace('"', '""') + '"' for name in names] for row in rows)]
    return "".join(delimiter.join(row) + "\r\n" for row in cells)


def texts(*inputs: str, **options: Any) -> list[str]:
    return sorted(article.text for article in articles(*inputs, **options))


ALL = sorted(row["text"] for row in ROWS)

# ------------------------------------------------------------------ encodings

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252",
             "mac-roman"]  # fmt: skip
FILES = {
    "a.jsonl": jsonl(*ROWS),
    "a.json": dumped(ROWS, 1),
    "a.csv": table(","),
    "b.csv": table(";"),
    "a.tsv": table("\t"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", FILES)
def test_a_batch_in_any_encoding_is_read_in_a_folder_and_by_its_name(
    folder: Path, name: str, encoding: str, caplog: pytest.LogCaptureFixture
) -> None:
    write(folder / "in" / name, FILES[name].encode(encoding))
    write(folder / f"{name}.gz", gzip.compress(FILES[name].encode(encoding)))
    assert texts("in") == texts(f"{name}.gz") == ALL
    guessed = encoding in ("cp1252", "mac-roman") or encoding.endswith(("le", "be"))
    assert len(caplog.messages) == 2 * guessed
    assert all("isn't UTF-8, read as " in message for message in caplog.messages)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("row", [B, C], ids=["b", "c"])
def test_an_article_in_any_encoding(folder: Path, name: str, encoding: str, row: dict[str, str]) -> None:
    write(folder / "in" / name, f"---\noutlet: Söderby Post\n---\n{row['text']}\n".encode(encoding))
    article = only("in")
    assert (article.text.strip(), article.outlet) == (row["text"], "Söderby Post")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("It was 20°C, 3½ degrees more.", "cp1252"),
        ("Owners of the café were hurt.", "latin-1"),
        ("The fare is £3.50, said Ólafur’s aide.", "cp1252"),
        ("He said: “Go.” — and they went …", "cp1252"),
        ("Rents rose to €900 a month.", "cp1252"),
        ("Rents rose to €900 a month.", "iso8859-15"),
        ("He said: “Go”, the mayor’s aide says.", "mac-roman"),
        ("CAFÉ OWNER HURT IN MALMÖ’S PORT", "cp1252"),
        ("Three people died – no more.", "cp1252"),
    ],
)
def test_one_sign_beyond_ascii_is_enough_for_the_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Two died – so far. Caf".encode() + b"\xe9s too.", r"isn't UTF-8 (byte 0xe9 at offset 24)"),
        ("One café,\ntwo cafés,\n".encode() + b"\xffthree.", "isn't UTF-8 (byte 0xff at offset 23, line 3)"),
        ("Two died. é".encode()[:-1], "isn't UTF-8 (byte 0xc3 at offset 10)"),
        ("Город взят, сказали наши войска в среду.".encode("cp1251"), "isn't UTF-8 (byte 0xc3 at offset 0)"),
        (bytes(range(128, 256)) * 4, "isn't UTF-8 (byte 0x80 at offset 0)"),
        (b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9", "is binary (NUL byte at offset 7)"),
        (b"Two di\0ed in a fire.", "is binary (NUL byte at offset 6)"),
        (b"PK\x03\x04" + bytes(60), "is binary (NUL byte at offset 4)"),
        ("Two died.".encode("utf-16") + b"\0", "isn't UTF-16, which it begins like: truncated data"),
        (b"\xff\xfe", "is empty"),
        (" \n".encode("utf-16"), "is empty"),
    ],
)
def test_what_is_no_text_is_refused_and_damaged_text_is_not_guessed_at(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as raised:
        decode(data)
    assert str(raised.value).startswith(reason)


def test_the_log_names_the_file_and_the_encoding(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(folder / "in/a.txt", "Seven cafés burnt.".encode("cp1252"))
    write(folder / "in/b.jsonl", jsonl(B).encode("utf-16-le"))
    read(["in"])
    assert [m.replace("\\", "/") for m in caplog.messages] == [
        "in/a.txt: isn't UTF-8, read as Windows-1252",
        "in/b.jsonl: isn't UTF-8, read as UTF-16-LE",
    ]


def test_a_damaged_line_of_a_batch_in_utf_8_is_told_and_the_rest_is_read(folder: Path) -> None:
    data = jsonl(B).encode() + b'{"text": "caf\xe9"}\n' + jsonl(C).encode() + b'{"text": "a\0"}\n'
    write(folder / "in/a.jsonl", data)
    found, skipped = read(["in"])
    assert [article.id for article in found] == ["b", "c"]
    assert [(item.input.replace("\\", "/"), item.reason.split(",")[0]) for item in skipped] == [
        ("in/a.jsonl:2", "isn't UTF-8 (byte 0xe9 at offset 13)"),
        ("in/a.jsonl:4", "is binary (NUL byte at offset 11)"),
    ]


# ------------------------------------------------------------------ tables


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("layout", ["plain", "sep", "blank lines first", "text alone"])
def test_the_delimiter_is_the_headers(folder: Path, delimiter: str, layout: str) -> None:
    rows = [
        {"outlet": "Post, Harbour", "text": "Nine died; two, at least,\nwere\tchildren | so far."},
        {"outlet": "Times", "text": 'They "fled", he said.'},
    ]
    if layout == "text alone":
        rows = [{"text": row["text"]} for row in rows]
    before = {"sep": f"sep={delimiter}\r\n", "blank lines first": "\r\n\r\n"}.get(layout, "")
    write(folder / "in/a.csv", before + table(delimiter, rows))
    found = articles("in")
    assert [article.text for article in found] == [row["text"] for row in rows]
    first = 2 + before.count("\n")
    assert [int(article.source.rsplit(":", 1)[1]) for article in found] == [first, first + 2]


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("id;body;outlet", "id, body, outlet"),
        ("id\tcontent", "id, content"),
        ("headline", "headline"),
        ("a,b;c", "a, b;c"),
        ("x" * 500, "x" * 199 + "…"),
    ],
)
def test_a_table_without_texts_is_told_in_a_folder_too(folder: Path, header: str, names: str) -> None:
    write(folder / "in/a.csv", f"{header}\n1;2;3\n")
    write(folder / "in/good.txt", A["text"])
    assert [told.split(": ", 1)[1] for told in reasons("in")] == [f'no column "text" among {names}']


QUOTINGS = {
    "backslashes": 'id,outlet,text\na,Post,"He said \\"nine boats, ten\\" sank."\nb,Times,Two died.\n',
    "blanks": 'id, outlet, text\na, Post, "He said ""nine boats, ten"" sank."\nb, Times, Two died.\n',
    "other marks": "id,outlet,text\na,Post,'He said \"nine boats, ten\" sank.'\nb,Times,'Two died.'\n",
    "no marks": 'id\toutlet\ttext\nb\tTimes\tTwo died.\na\tPost\tHe said "nine boats, ten" sank.\n',
}


@pytest.mark.parametrize("case", QUOTINGS)
def test_a_table_quotes_as_its_program_does(folder: Path, case: str) -> None:
    write(folder / "a.csv", QUOTINGS[case])
    assert texts("a.csv") == sorted(['He said "nine boats, ten" sank.', "Two died."])


def test_a_mark_that_opens_a_cell_between_tabs_is_text(folder: Path) -> None:
    write(folder / "a.tsv", 'id\ttext\na\t"Nine boats" sank.\nb\tTwo "died".\n')
    assert texts("a.tsv") == ['"Nine boats" sank.', 'Two "died".']


@pytest.mark.parametrize("row", ['x,"Nine" boats sank.', 'x,"Nine" boats, "sank".', 'x,"Nine"\'s "'])
def test_a_row_that_is_no_csv_stops_no_other(folder: Path, row: str) -> None:
    write(folder / "a.csv", f'id,text\na,"One died, he said."\n{row}\nb,Two died.\n')
    found, skipped = read(["a.csv"])
    assert [article.id for article in found] == ["a", "b"]
    assert [(item.input, item.reason.split(":")[0]) for item in skipped] == [("a.csv:3", "isn't CSV")]


def test_a_mark_that_is_never_closed_says_what_it_swallows(folder: Path) -> None:
    write(folder / "a.csv", 'id,text\na,One died.\nb,"Two died.\nc,Three died.\n')
    found, skipped = read(["a.csv"])
    assert [article.id for article in found] == ["a"]
    ((place, reason),) = [(item.input, item.reason) for item in skipped]
    assert place == "a.csv:3" and "lines 3 to 4, in which a quotation mark is never closed" in reason


def test_blank_rows_are_no_articles(folder: Path) -> None:
    write(folder / "a.csv", "id,text\na,One died.\n,\n , \n\nb,Two died.\n,\n")
    assert texts("a.csv") == ["One died.", "Two died."]


@pytest.mark.parametrize("missing", ["NaN", "nan", "NULL", "None", "N/A", "NaT", "<NA>", "\\N"])
def test_what_stands_for_a_missing_value_is_none(folder: Path, missing: str) -> None:
    write(folder / "a.csv", f"id,outlet,published,text\na,{missing},{missing},None died.\n")
    (article,) = articles("a.csv")
    assert (article.outlet, article.published, article.text) == ("a", None, "None died.") or article.outlet == "a.csv:2"


@pytest.mark.parametrize("name", ["text", "outlet", "published"])
def test_a_column_named_twice_is_told(folder: Path, name: str) -> None:
    header = "text,outlet,published," + name
    write(folder / "in/a.csv", f"{header}\nOne died.,Post,2031-05-06,x\n")
    assert [told.split(": ", 1)[1] for told in reasons("in")] == [f'has two columns "{name}"']


def test_parquet_without_texts_is_told_in_a_folder_too(folder: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    (folder / "in").mkdir()
    pq.write_table(pa.table({"body": ["One died."], "id": [1]}), folder / "in/a.parquet")
    assert [told.split(": ", 1)[1] for told in reasons("in")] == ['no column "text" among body, id']


# ------------------------------------------------------------------ JSON

LINES = [dumped(row) for row in ROWS]
PRETTY = [dumped(row, 1) for row in ROWS]
LAYOUTS: dict[str, tuple[str, list[str]]] = {
    "lines": ("\n".join(LINES), ["1", "2", "3"]),
    "lines with commas": (",\n".join(LINES), ["1", "2", "3"]),
    "one object after another": ("\n".join(PRETTY), ["1", "6", "11"]),
    "and empty lines between": ("\n\n" + "\n\n".join(PRETTY) + "\n", ["3", "9", "15"]),
    "and nothing between": ("".join(PRETTY), ["1", "5", "9"]),
    "an array": (dumped(ROWS, 2), ["2", "7", "12"]),
    "an array without indentation": (dumped(ROWS, 0), ["2", "7", "12"]),
    "an array, an item a line": ("[\n" + ",\n".join(LINES) + "\n]\n", ["2", "3", "4"]),
    "an array that begins with its first item": ("[" + ",\n".join(LINES) + "]", ["1", "2", "3"]),
    "an array with commas in front": ("[" + LINES[0] + "\n," + LINES[1] + "\n," + LINES[2] + "\n]", ["1", "2", "3"]),
    "an array on one line": (dumped(ROWS), ["1: item 1", "1: item 2", "1: item 3"]),
    "several on one line": ("".join(LINES), ["1: item 1", "1: item 2", "1: item 3"]),
    "a mix": (f"{LINES[0]}\n{PRETTY[1]}\n[{LINES[2]}]\n", ["1", "2", "7"]),
    "Windows' line ends": ("\n".join(PRETTY).replace("\n", "\r\n"), ["1", "6", "11"]),
}


@pytest.mark.parametrize("case", LAYOUTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_json_in_any_layout_with_the_lines_of_its_values(folder: Path, case: str, encoding: str) -> None:
    content, places = LAYOUTS[case]
    write(folder / "in/a.jsonl", content.encode(encoding))
    found, skipped = read(["in"])
    assert ([article.text for article in found], skipped) == ([row["text"] for row in ROWS], [])
    assert [article.source.replace("\\", "/") for article in found] == [f"in/a.jsonl:{place}" for place in places]
    told = read(["-"], stdin=io.BytesIO(content.encode(encoding)))
    assert ([article.source for article in told[0]], told[1]) == ([f"<stdin>:{place}" for place in places], [])


@pytest.mark.parametrize("case", LAYOUTS)
def test_what_is_called_json_may_be_json_lines(folder: Path, case: str) -> None:
    write(folder / "in/a.json", LAYOUTS[case][0])
    assert texts("in") == ALL


def test_a_sequence_of_json_texts_is_read(folder: Path) -> None:
    write(folder / "a.jsonl", "".join(f"\x1e{dumped(row)}\n" for row in ROWS))
    assert texts("a.jsonl") == ALL


def test_articles_without_ids_on_one_line_get_their_own(folder: Path) -> None:
    rows = [{"text": f"{count} people died."} for count in (2, 3, 4)]
    write(folder / "a.jsonl", dumped(rows[:2]) + "\n" + dumped(rows[2]))
    assert [article.id for article in articles("a.jsonl")] == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"]


BROKEN: dict[str, tuple[str, list[str], list[str]]] = {
    "a line": (
        f"{LINES[0]}\n{LINES[1][:-9]}\n{LINES[2]}\n",
        ["a", "c"],
        ["2: isn't JSON: column 40: Unterminated string starting at"],
    ),
    "several lines": (
        f"x\n{LINES[0]}\n]\n{{\n{LINES[2]}\n",
        ["a", "c"],
        [
            "1: isn't JSON: column 1: Expecting value",
            "3: isn't JSON: column 1: Expecting value",
            "4: isn't JSON: line 5, column 1: Expecting property name enclosed in double quotes",
        ],
    ),
    "a line cut off at a comma": (
        '{"id": "x",\n' + "\n".join(LINES[:2]),
        ["a", "b"],
        ["1: isn't JSON: line 2, column 1: Expecting property name enclosed in double quotes"],
    ),
    "an object over several lines": (
        "\n".join([PRETTY[0], PRETTY[1].replace('"b",', '"b"'), PRETTY[2]]),
        ["a", "c"],
        ["6: isn't JSON: line 8, column 2: Expecting ',' delimiter; nothing is read from there to line 10"],
    ),
    "the last object": (
        "\n".join([PRETTY[0], PRETTY[1][:-1]]),
        ["a"],
        ["6: isn't JSON: line 10, column 1: Expecting ',' delimiter"],
    ),
    "an item of an array": (
        dumped(ROWS, 2).replace('"b",', '"b"'),
        ["a", "c"],
        ["7: isn't JSON: line 9, column 5: Expecting ',' delimiter; nothing is read from there to line 11"],
    ),
    "an item on its own line": (
        f"[\n{LINES[0]},\n{{oops}},\n{LINES[2]}\n]\n",
        ["a", "c"],
        ["3: isn't JSON: column 2: Expecting property name enclosed in double quotes"],
    ),
    "an array that is cut off": (
        dumped(ROWS, 2)[:-20],
        ["a", "b"],
        ["12: isn't JSON: line 15, column 13: Unterminated string starting at"],
    ),
    "what follows an object": (
        f"{PRETTY[0]} x\n{LINES[1]}\n",
        ["a", "b"],
        ["1: item 2: isn't JSON: line 5, column 3: Extra data"],
    ),
    "what follows on a line": (
        f"{LINES[0]} x\n{LINES[1]}\n",
        ["b"],
        [f"1: isn't JSON: column {len(LINES[0]) + 2}: Extra data"],
    ),
    "a last comma in an array": (
        f"[{LINES[0]}, {LINES[1]},]\n{LINES[2]}\n",
        ["a", "b", "c"],
        [f"1: item 3: isn't JSON: column {len(LINES[0] + LINES[1]) + 5}: Expecting value"],
    ),
    "an array broken on its line": (
        f"[{LINES[0]}, {{oops}}, {LINES[1]}]\n{LINES[2]}\n",
        ["a", "c"],
        [f"1: item 2: isn't JSON: column {len(LINES[0]) + 5}: Expecting property name enclosed in double quotes"],
    ),
    "no object": (
        f"{LINES[0]}\n5\n[]\n[7]\n",
        ["a"],
        [
            "2: is 5, expected a JSON object",
            "3: is [], expected a JSON object",
            "4: is 7, expected a JSON object",
        ],
    ),
}


@pytest.mark.parametrize("case", BROKEN)
@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_what_is_broken_is_told_by_its_line_and_the_rest_is_read(folder: Path, name: str, case: str) -> None:
    content, ids, told = BROKEN[case]
    write(folder / name, content)
    found, skipped = read([name])
    assert [article.id for article in found] == ids
    assert [f"{item.input}: {item.reason}" for item in skipped] == [f"{name}:{reason}" for reason in told]


def test_a_value_longer_than_a_window_and_one_longer_than_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    long = {"text": "Two – died. " * 40_000, "id": 1}
    content = (dumped(long, 1) + "\n" + PRETTY[0]).encode()
    assert [(number, value) for number, _, value in json_lines("x", content)] == [(1, long), (5, A)]
    monkeypatch.setattr("checker.read.json_values.MAX_DOCUMENT_BYTES", 100_000)
    content = ("[\n" + "1,\n" * 100_000).encode()
    ((number, _, value),) = json_lines("x", content)
    assert (number, str(value)) == (1, "has more than 100,000 bytes in one value, expected at most that many")


@pytest.mark.parametrize("line", ["[\n", "{\n", '{"a":\n', '{"text": "a",\n', "[1,\n", '[{"a": "\n'])
def test_what_never_ends_is_refused_in_time(line: str) -> None:
    """Each line is read a few times at most: reading all that follows every time would take minutes."""
    began = time.process_time()
    rows = list(json_lines("x", (line * 10_000).encode()))
    assert any(isinstance(value, ReadError) for _, _, value in rows)
    assert time.process_time() - began < 20


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.dictionaries(WORDS, WORDS | st.integers() | st.lists(st.dictionaries(WORDS, WORDS, max_size=2), max_size=2))


@settings(deadline=None)
@given(
    rows=st.lists(VALUES, min_size=1, max_size=5),
    indents=st.lists(st.sampled_from([None, 0, 1, 4]), min_size=5, max_size=5),
    ends=st.lists(st.sampled_from(["\n", "\r\n", "\n\n \n", ",\n", "", " "]), min_size=5, max_size=5),
    array=st.booleans(),
)
def test_values_come_out_as_they_went_in_whatever_the_layout(
    rows: list[Any], indents: list[int | None], ends: list[str], array: bool
) -> None:
    parts = [dumped(row, indent) for row, indent in zip(rows, indents, strict=False)]
    content = "".join(part + end for part, end in zip(parts, ends, strict=False))
    if array:
        content = "[" + ",\n".join(parts) + "]"
    found = list(json_lines("x", content.encode()))
    assert [value for _, _, value in found] == rows
    assert [number for number, _, _ in found] == sorted(number for number, _, _ in found)


@settings(deadline=None)
@given(
    rows=st.lists(st.sampled_from([*LINES, *PRETTY, dumped(ROWS, 1)]), min_size=1, max_size=4),
    at=st.integers(0, 400),
    junk=st.binary(max_size=3),
)
def test_whatever_is_damaged_ends_in_values_and_reasons(rows: list[str], at: int, junk: bytes) -> None:
    """What stands before the damage is read; no line is told twice."""
    data = "\n".join(rows).encode()
    before = [value for _, _, value in json_lines("x", "\n".join(rows[:-1]).encode())]
    at = len(data) - at % len(rows[-1].encode())
    try:
        found = [value for _, _, value in json_lines("x", data[:at] + junk + data[at + 1 :])]
    except ReadError:
        return
    assert found[: len(before)] == before
    places = [place for _, place, _ in json_lines("x", data[:at] + junk + data[at + 1 :])]
    assert len(set(places)) == len(places)


# ------------------------------------------------------------------ folders


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("package.json", '{"name": "site", "version": "1.0.0"}', 'no "text"'),
        ("facts.jsonl", '{"fact": 1}\n{"fact": 2}\n', 'no row has a "text": row 1 has "fact"'),
        ("list.json", '[{"id": 1, "body": "x"}, {"id": 2}]', 'no row has a "text": row 1 has "id, body"'),
        ("junk.jsonl", "a\nb\n", 'no row has a "text": row 1 isn\'t JSON: column 1: Expecting value'),
        ("numbers.json", "[1, 2]", 'no row has a "text": row 1 is 1, expected a JSON object'),
        ("none.json", "[]", "is [], expected a JSON object"),
        ("empties.jsonl", "{}\n{}\n", 'no row has a "text": row 1 has nothing'),
        ("junk.json", "so what", "isn't JSON: line 1, column 1: Expecting value"),
        ("old.doc", "x", 'has the extension ".doc", expected one of .txt, '),
        ("sheet.xlsx", "x", 'has the extension ".xlsx", expected one of .txt, '),
        ("batch.jsonl.bz2", "x", 'has the extension ".bz2", expected one of .txt, '),
        ("batch.gz", "x", 'has the extension "", expected one of .txt, '),
    ],
)
def test_a_file_without_articles_is_told_in_a_folder(folder: Path, name: str, content: str, reason: str) -> None:
    write(folder / "in" / name, content)
    write(folder / "in/good.txt", A["text"])
    (told,) = reasons("in")
    assert told.replace("\\", "/").removeprefix(f"in/{name}").removeprefix(":1").startswith(f": {reason}")


@pytest.mark.parametrize("suffix", [*READERS, ".jsonl.gz", ".csv.gz"])
@pytest.mark.parametrize("content", [b"", b" \r\n\t\n"])
def test_an_empty_file_is_told_in_a_folder(folder: Path, suffix: str, content: bytes) -> None:
    pytest.importorskip("pyarrow")
    write(folder / f"in/a{suffix}", gzip.compress(content) if suffix.endswith(".gz") else content)
    write(folder / "in/good.txt", A["text"])
    (told,) = reasons("in")
    if not (content and suffix in (".parquet", ".docx", ".pdf")):  # blanks are as good as any other bytes there
        assert told.replace("\\", "/") == f"in/a{suffix}: is empty"


def test_a_folder_with_nothing_to_read_is_told(folder: Path) -> None:
    (folder / "empty").mkdir()
    write(folder / "pictures/a.png", b"\x89PNG")
    write(folder / "good.txt", A["text"])
    found, skipped = read(["good.txt", "empty", "pictures"])
    assert len(found) == 1
    assert [(item.input, item.reason.split(",")[0]) for item in skipped] == [
        ("empty", "has no files of a type that holds articles"),
        ("pictures", "has no files of a type that holds articles"),
    ]


def run(*args: str, stdin: bytes | None = None) -> Any:
    return CliRunner().invoke(cli, args, input=stdin)


OWN = {"json": "report.json", "jsonl": "report.jsonl", "sarif": "report.sarif.json"}


def test_what_checker_wrote_itself_is_left_out_of_a_folder(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A report lies where people put it, and holds no article; named, it is told."""
    write(folder / "in/a.jsonl", jsonl(A, {**A, "id": "z", "outlet": "Echo", "text": "Ten boats sank off Oskarn."}))
    options = [option for name, path in OWN.items() for option in ("--output", f"{name}=in/{path}")]
    run("check", "in", *options)
    run("baseline", "create", "in", "--baseline", "in/known.json")
    caplog.clear()
    found, skipped = read(["in"])
    assert (len(found), skipped) == (2, [])
    left_out = ["known.json", *OWN.values()]
    assert [message.replace("\\", "/") for message in caplog.messages] == [
        f"in/{name}: left out: checker wrote it" for name in sorted(left_out)
    ]
    for name in left_out:
        assert read([f"in/{name}"])[1]


def test_the_command_line_fails_and_lists_what_was_not_read(folder: Path) -> None:
    write(folder / "in/good.txt", A["text"])
    write(folder / "in/a.csv", "id;body\n1;One died.\n")
    write(folder / "in/b.jsonl", "")
    result = run("extract", "in")
    assert result.exit_code == 2 and "a.csv: no column" in result.stderr and "b.jsonl: is empty" in result.stderr
    result = run("check", "-q", "in", "--output-format", "json")
    assert result.exit_code == 2
    assert [Path(item["input"]).name for item in json.loads(result.stdout)["skipped"]] == ["a.csv", "b.jsonl"]
    assert run("check", "-q", "in", "--skip-errors").exit_code == 0


# ------------------------------------------------------------------ the other ways in


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("layout", ["lines", "array", "objects"])
def test_metadata_and_pairs_in_any_encoding_and_layout(folder: Path, encoding: str, layout: str) -> None:
    def content(*rows: object) -> bytes:
        whole = {"lines": jsonl(*rows), "array": dumped(rows, 1), "objects": "\n".join(dumped(r, 2) for r in rows)}
        return whole[layout].encode(encoding)

    write(folder / "in/1.txt", "One died.")
    write(folder / "in/2.txt", "Two died.")
    outlets = [{"file": "1.txt", "outlet": "Café Zürich"}, {"file": "2.txt", "outlet": "The Öresund’s Own"}]
    write(folder / "in/meta.jsonl", content(*outlets))
    assert [a.outlet for a in articles("in", metadata="in/meta.jsonl")] == ["Café Zürich", "The Öresund’s Own"]
    rows = [{"premise": B["text"], "hypothesis": C["text"]}, {"premise": A["text"], "hypothesis": B["text"]}]
    write(folder / "pairs.jsonl", content(*rows))
    assert read_pairs("pairs.jsonl") == [(row["premise"], row["hypothesis"]) for row in rows]


def test_metadata_and_pairs_that_are_no_text_name_the_file(folder: Path) -> None:
    write(folder / "a.txt", A["text"])
    write(folder / "bad.jsonl", jsonl(A).encode("utf-16")[:-1])
    for call in (lambda: read(["a.txt"], metadata="bad.jsonl"), lambda: read_pairs("bad.jsonl")):
        with pytest.raises(ReadError, match=r"^bad\.jsonl: isn't UTF-16, which it begins like: truncated data"):
            call()
