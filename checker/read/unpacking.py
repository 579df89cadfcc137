"""Packed data as far as it can be unpacked: what is damaged costs the part it stands in, and no more."""

from __future__ import annotations

import zlib

from checker.errors import ReadError

_MAGIC = b"\x1f\x8b\x08"
_BETWEEN = b"\r\n\r\n"  # after a part that breaks off, so that the next one starts on a line of its own
_PIECE = 1 << 20
_MOST_TRIES = 10_000  # places that look like the start of a part in what is damaged


def unpacked(data: bytes, limit: int, deflate: bool = False) -> tuple[bytes, bool]:
    """What gzip, in one part or several, or ``deflate`` holds, and whether something of it can't be unpacked.

    Other data comes as it is. Raises ReadError where it unpacks to more than ``limit`` bytes.
    """
    if not deflate and not data.startswith(_MAGIC[:2]):
        return data, False
    parts: list[bytes] = []
    size, at, damaged, tries = 0, 0, False, 0
    while 0 <= at < len(data):
        part, end = _part(data, at, limit - size, deflate)
        parts.append(part)
        size += len(part)
        if end is not None:
            at = data.find(_MAGIC, end)
            damaged = damaged or bool(data[end : at if at >= 0 else len(data)].strip(b"\0"))  # zeros are padding
            continue
        damaged = True
        parts.append(_BETWEEN)
        tries += 1
        at = data.find(_MAGIC, at + 1) if tries < _MOST_TRIES and not deflate else -1
    return b"".join(parts), damaged


def _part(data: bytes, start: int, limit: int, deflate: bool) -> tuple[bytes, int | None]:
    """What one part holds and where it ends; None for a part that is damaged or cut off."""
    # Servers send "deflate" with the header that zlib gives it and without.
    bits = (15 if _zlib_header(data) else -15) if deflate else 31
    engine = zlib.decompressobj(bits)
    pieces: list[bytes] = []
    size, at = 0, start
    given = b""
    while not engine.eof:
        given = engine.unconsumed_tail or data[at : at + _PIECE]
        at += 0 if engine.unconsumed_tail else len(given)
        if not given:
            return b"".join(pieces), None
        try:
            pieces.append(engine.decompress(given, _PIECE))
        except zlib.error:
            return b"".join(pieces), None
        size += len(pieces[-1])
        if size > limit:
            raise ReadError(f"has more than {limit:,} bytes, expected at most that many")
    return b"".join(pieces), len(data) if deflate else at - len(engine.unused_data)


def _zlib_header(data: bytes) -> bool:
    """Whether data begins with the two bytes of RFC 1950."""
    return len(data) >= 2 and data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0
