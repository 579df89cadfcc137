"""JSON values of a file, each with its line: JSON Lines, values over several lines one after another, and arrays."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from checker.errors import ReadError
from checker.read.draft import MAX_ARTICLE_BYTES, MAX_DOCUMENT_BYTES
from checker.read.encodings import from_utf_8, utf_8

Row = tuple[int, str, Any]  # number in the file, place for messages, parsed JSON or the ReadError it raised

_WINDOW = 1 << 16  # bytes; a value that goes on beyond them is read again in more
_SPACE = re.compile(r"[ \t\r\n]*")
_AFTER = re.compile(r"[ \t\r]*,?[ \t\r]*")  # what may follow a value on its line
_MARK = b"\xef\xbb\xbf"  # where files were put together, it stands in the middle
_SEPARATOR = b"\x1e"  # before each value in a JSON text sequence (RFC 7464)
_decoder = json.JSONDecoder()


def json_lines(name: str, data: bytes) -> Iterator[Row]:
    """Each value: (line on which it begins, ``name:line``, the value or the ReadError that explains it).

    Of an array each item is a value. A line that is no JSON is told and the next is read. Raises ReadError where
    the data is in no encoding that can be read.
    """
    data = utf_8(data, name)
    at, number, in_array = 0, 1, False
    while at < len(data):
        end = data.find(b"\n", at) + 1 or len(data)
        line = data[at:end].removesuffix(b"\n").lstrip(_SEPARATOR)
        if line.strip() and not (in_array and line.strip() == b"]"):
            found = [(number, value) for value in _of_line(line)]
            if _may_go_on(line, found[0][1]) and (spread := _spread(data, at, number)) is not None:
                found, end = spread
                in_array = in_array or line.lstrip().startswith(b"[")
            yield from _placed(name, found)
        number += data.count(b"\n", at, end)
        at = end


def _placed(name: str, found: list[tuple[int, Any]]) -> Iterator[Row]:
    """Values with their places; several on one line are told apart."""
    several = len({number for number, _ in found}) < len(found)
    for count, (number, value) in enumerate(found, 1):
        yield number, f"{name}:{number}: item {count}" if several else f"{name}:{number}", value


def _of_line(line: bytes) -> list[Any]:
    """The value of a line, the items of an array, or the ReadError. Never empty."""
    limit = MAX_DOCUMENT_BYTES if line.lstrip().startswith(b"[") else MAX_ARTICLE_BYTES
    try:
        if len(line) > limit:
            raise ReadError(f"has {len(line):,} bytes, expected at most {limit:,} in a line")
        value = json.loads(from_utf_8(line))
    except ReadError as error:
        return [error]
    except json.JSONDecodeError as error:
        return [_Unfinished(f"isn't JSON: column {error.colno}: {error.msg}")]
    except (ValueError, RecursionError) as error:
        return [ReadError(f"isn't JSON: {error}")]
    return value if isinstance(value, list) and value else [value]


class _Unfinished(ReadError):
    """A line that is no JSON by itself and may be with the next."""


def _may_go_on(line: bytes, value: object) -> bool:
    return isinstance(value, _Unfinished) and line.lstrip().removeprefix(_MARK).startswith((b"{", b"["))


@dataclass(slots=True)
class _Values:
    """What was decoded of a text: (offset, value), where it ended, and the failure, if any, with its value's start."""

    found: list[tuple[int, Any]] = field(default_factory=list)
    end: int = 0
    start: int = 0
    failure: json.JSONDecodeError | None = None


def _spread(data: bytes, at: int, number: int) -> tuple[list[tuple[int, Any]], int] | None:
    """The values that begin on the line at an offset and go on in later lines, and the offset after them.

    None where the line is broken by itself.
    """
    at += len(_MARK) if data.startswith(_MARK, at) else 0
    try:
        text, values = _window(data, at)
    except ReadError as error:
        return ([(number, error)], len(data)) if isinstance(error, _TooLong) else None
    numbered = _numbered(text, values.found, number)
    failure = values.failure
    if failure is None:
        return numbered, at + _size(text[: values.end])
    broken = number + text.count("\n", 0, failure.pos)
    if (
        broken == number and numbered and text.lstrip().startswith("[")
    ):  # the items of an array on one line before the broken one
        told = ReadError(f"isn't JSON: column {failure.colno}: {failure.msg}")
        return [*numbered, (number, told)], at + _size(text.split("\n", 1)[0]) + 1
    if broken == number or not (numbered or _opens(text)):
        return None
    begun = number + text.count("\n", 0, values.start)
    line = f"line {broken}, " if broken > begun else ""
    reason = f"isn't JSON: {line}column {failure.colno}: {failure.msg}"
    following = _resumed(data, at + _size(text[: failure.pos]), _indent(text, values.start), broken == begun)
    if (last := number + data.count(b"\n", at, following - 1)) > broken:
        reason += f"; nothing is read from there to line {last}"
    return [*numbered, (begun, ReadError(reason))], following


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogateescape"))


class _TooLong(ReadError):
    """A value that goes on beyond what one document may have."""


def _window(data: bytes, at: int) -> tuple[str, _Values]:
    """As much text from an offset on as the values there need, and the values. Raises ReadError."""
    size = _WINDOW
    while True:
        stop = data.find(b"\n", at + size) + 1 or len(data)
        text = data[at:stop].decode("utf-8", "surrogateescape")  # damage is told of the value that has it
        values = _decoded(text)
        if stop == len(data) or not _cut_off(text, values.failure):
            return text, values
        if size >= MAX_DOCUMENT_BYTES:
            raise _TooLong(f"has more than {MAX_DOCUMENT_BYTES:,} bytes in one value, expected at most that many")
        size = min(size * 4, MAX_DOCUMENT_BYTES)


def _decoded(text: str) -> _Values:
    """The values that begin on the first line, and those that begin where one of them ends."""
    values = _Values()
    at = _past(_SPACE, text, 0)
    try:
        while True:
            values.start = at
            at = _items(text, at, values) if text[at] == "[" else _value(text, at, values)
            at = values.end = _past(_AFTER, text, at)
            if at == len(text) or text[at] == "\n":
                return values
            if text[at] not in "{[":
                raise json.JSONDecodeError("Extra data", text, at)
    except json.JSONDecodeError as error:
        values.failure = error
    except (ValueError, RecursionError) as error:
        values.failure = json.JSONDecodeError(str(error), text, values.start)
    return values


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _value(text: str, at: int, values: _Values) -> int:
    value, end = _decoder.raw_decode(text, at)
    values.found.append((at, value))
    return end


def _items(text: str, at: int, values: _Values) -> int:
    """Each item of the array at an offset; the offset after it."""
    at = _past(_SPACE, text, at + 1)
    if text[at : at + 1] == "]":
        values.found.append((at, []))
        return at + 1
    while True:
        values.start = at
        at = _past(_SPACE, text, _value(text, at, values))
        if text[at : at + 1] == "]":
            return at + 1
        if text[at : at + 1] != ",":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
        at = _past(_SPACE, text, at + 1)


def _cut_off(text: str, failure: json.JSONDecodeError | None) -> bool:
    """Whether what failed may be whole in a longer text."""
    if failure is None:
        return False
    return failure.pos >= len(text.rstrip()) or failure.msg.startswith("Unterminated string")


def _numbered(text: str, found: list[tuple[int, Any]], number: int) -> list[tuple[int, Any]]:
    """Offsets to numbers of lines; ``number`` is that of the first line."""
    numbered, last = [], 0
    for at, value in found:
        number += text.count("\n", last, at)
        last = at
        numbered.append((number, value))
    return numbered


def _opens(text: str) -> bool:
    """Whether the first line is one after which a value goes on: a cut-off one ends anywhere."""
    return text.lstrip().split("\n", 1)[0].rstrip().endswith(("{", "[", ",", ":"))


def _indent(text: str, start: int) -> str | None:
    """The spaces before a value on its line; None where something else stands there."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return None if before.strip() else before


def _resumed(data: bytes, at: int, indent: str | None, after: bool) -> int:
    """Where reading goes on after a value that failed: the next line on which one begins with the same indentation.

    ``after`` leaves out the line of the failure itself.
    """
    if indent is None:
        return len(data)
    line = (data.find(b"\n", at) if after else data.rfind(b"\n", 0, at)) + 1
    found = re.compile(rb"^%b[{\[]" % re.escape(indent).encode(), re.MULTILINE).search(data, line) if line else None
    return found.start() if found else len(data)
