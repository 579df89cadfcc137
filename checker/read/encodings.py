"""Bytes to text: by the byte order mark, as UTF-8, else by the best guess of charset-normalizer, which is logged."""

from __future__ import annotations

import codecs
import io
import logging
import re
from collections.abc import Iterator

from checker.errors import ReadError

log = logging.getLogger(__name__)

# The mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
# Articles are in English. Without this bound the library takes "£14m" of Windows-1252 for Baltic or Japanese.
_SINGLE_BYTE = ("cp1252", "iso8859-15", "mac-roman")  # the likeliest first
_NAMES = {"cp1252": "Windows-1252", "iso8859-15": "ISO 8859-15", "mac-roman": "Mac OS Roman"}
_SAMPLE = 100_000  # bytes that are enough for a guess
_CHUNK = 1 << 20
_BEYOND = re.compile(rb"[^\x00-\x7f]")
# What English news has beyond ASCII: marks, signs and the letters of foreign names where they usually stand.
_USUAL = re.compile(
    r"[‘’“”–—…•£€¥§©®°²³½¼¾·à-öø-ÿœšž\xa0«»¿¡™×]|(?<!\w)[À-ÑÖØ-ÞŒŠŽÓÔ](?=\w)|(?<=[A-ZÀ-Þ])[À-Þ]",
)


def decode(data: bytes, place: str = "") -> str:
    """Text, newlines as they are; a guessed encoding is logged for ``place``.

    Raises ReadError for empty input, NUL bytes and what is no plausible text in any encoding.
    """
    if not data.strip():
        raise ReadError("is empty")
    encoding = encoding_of(data, place)
    if encoding in (None, "utf-8-sig"):
        return from_utf_8(data)
    try:
        text = data.decode(str(encoding))
    except UnicodeDecodeError as error:
        raise _misfit(str(encoding), error) from error
    if not text.strip():
        raise ReadError("is empty")
    return text


def from_utf_8(data: bytes) -> str:
    """UTF-8, with or without a mark, to text. Raises ReadError for NUL bytes and the first byte that is none."""
    if (position := data.find(b"\0")) >= 0:
        raise ReadError(f"is binary (NUL byte at offset {position}), expected UTF-8 text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        line = data.count(b"\n", 0, error.start) + 1
        place = f"byte 0x{byte:02x} at offset {error.start}" + (f", line {line}" if line > 1 else "")
        raise ReadError(f"isn't UTF-8 ({place}), expected UTF-8 text") from error


def utf_8(data: bytes, place: str) -> bytes:
    """The same text in UTF-8, for what is read line by line. Bytes that are no text in UTF-8 stay for their line.

    Raises ReadError where the encoding that a mark or a guess names doesn't fit the whole.
    """
    encoding = encoding_of(data, place)
    if encoding in (None, "utf-8-sig"):
        return data.removeprefix(codecs.BOM_UTF8)
    try:
        return b"".join(piece.encode() for piece in codecs.iterdecode(_pieces(data), str(encoding)))
    except UnicodeDecodeError as error:
        raise _misfit(str(encoding), error) from error


def encoding_of(data: bytes, place: str = "") -> str | None:
    """The encoding by a byte order mark or, where the data isn't UTF-8, by a logged guess.

    None stands for UTF-8, for UTF-8 that is damaged, and for what can't be guessed.
    """
    if (marked := next((name for mark, name in _MARKS if data.startswith(mark)), None)) is not None:
        return marked
    guess = _wide(data) if b"\0" in data[:_SAMPLE] else _single_byte(data)
    if guess is not None:
        log.warning("%s: isn't UTF-8, read as %s", place or "a text", _NAMES.get(guess, guess.upper()))
    return guess


def _misfit(encoding: str, error: UnicodeDecodeError) -> ReadError:
    return ReadError(f"isn't {encoding.upper()}, which it begins like: {error.reason}")


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark. NUL bytes make most binary data valid UTF-16 too, but not mostly ASCII."""
    for name in _WIDE:
        sample = data[:_SAMPLE].decode(name, "ignore")
        if (
            "\0" not in sample
            and sum(map(str.isascii, sample)) > len(sample) * 0.7
            and _plausible(data[:_SAMPLE], name)
        ):
            return name
    return None


def _single_byte(data: bytes) -> str | None:
    """The Western encoding in which most of what isn't ASCII is usual; None for UTF-8, damaged or not."""
    if _is_utf_8(data) or not _is_foreign(lines := list(_beyond_ascii(data))):
        return None
    sample = b"".join(lines)
    best, most = None, 0
    for name in _SINGLE_BYTE:
        try:
            text = sample.decode(name)
        except UnicodeDecodeError:
            continue
        usual = len(_USUAL.findall(text))
        others = sum(not char.isascii() for char in text)
        if usual > most and usual * 2 > others and _plausible(sample, name):
            best, most = name, usual
    return best


def _is_utf_8(data: bytes) -> bool:
    try:
        for _ in codecs.iterdecode(_pieces(data), "utf-8"):
            pass
    except UnicodeDecodeError:
        return False
    return True


def _beyond_ascii(data: bytes) -> Iterator[bytes]:
    """The lines that aren't ASCII, as many as fit a sample; of a longer line the part around its first such byte."""
    room = _SAMPLE
    for line in io.BytesIO(data):
        if not line.isascii():
            found = _BEYOND.search(line)
            start = max(0, (found.start() if found else 0) - 1_000)
            yield line[start : start + room]
            room -= len(line)
        if room <= 0:
            return


def _is_foreign(lines: list[bytes]) -> bool:
    """Whether lines are in another encoding than UTF-8: text in UTF-8 with damaged bytes is not to be guessed at.

    The last character may be cut off. Pairs of bytes in other encodings that happen to be valid UTF-8 are letters of
    other scripts there ("Ö’" is a Hebrew accent), three bytes never.
    """
    wrong = right = 0
    for number, line in enumerate(lines, 1):
        try:
            line.decode()
        except UnicodeDecodeError as error:
            if number == len(lines) and error.end == len(line) and error.reason == "unexpected end of data":
                continue
            wrong += line.decode("utf-8", "replace").count("\ufffd")
        text = line.decode("utf-8", "ignore")
        right += len(_USUAL.findall(text)) + sum(char > "\u2fff" for char in text)
    return wrong > right


def _pieces(data: bytes) -> Iterator[bytes]:
    return (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))


def _plausible(data: bytes, encoding: str) -> bool:
    from charset_normalizer import from_bytes

    return from_bytes(data, cp_isolation=[encoding.replace("-", "_")]).best() is not None
