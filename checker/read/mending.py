"""What is mended in the texts and names that articles come with, and only where there is no doubt.

ftfy (Apache-2.0; Speer 2019) recognises text that was decoded in the wrong encoding ("itâ€™s" for "it’s") by sequences
that no language has, and leaves everything else alone.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterable

log = logging.getLogger(__name__)
_SUSPECT = re.compile("[\u0080-\u00ff\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]")


def mended(text: str, place: str) -> str:
    """The text without mojibake, line by line; a warning tells in how many lines there was some."""
    if not _SUSPECT.search(text):
        return text
    import ftfy

    lines = text.split("\n")
    right = [ftfy.fix_encoding(line) if _SUSPECT.search(line) else line for line in lines]
    if count := sum(a != b for a, b in zip(lines, right, strict=True)):
        log.warning("%s: %d %s in the wrong encoding, mended", place, count, "line" if count == 1 else "lines")
    return "\n".join(right)


def outlet_name(name: str) -> str:
    """An outlet's name in one form (NFC), without invisible characters and runs of space: they make no other outlet."""
    seen = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) != "Cf")
    return " ".join(seen.split()) or name


def warn_of_lookalikes(outlets: Iterable[str]) -> None:
    """A warning for each pair of outlets whose names differ and look the same ("Gazette" with a Cyrillic "а").

    They are kept apart: whether two names are one outlet is for the editor to say. Lookalikes are those of Unicode
    (UTS 39), as the library confusable_homoglyphs (MIT) has them.
    """
    names = sorted(set(outlets))
    if all(name.isascii() for name in names):
        return
    first: dict[str, str] = {}
    for name in names:
        other = first.setdefault(_skeleton(name), name)
        if other != name:
            log.warning('outlets "%s" and "%s" look alike and are counted as two: %s', other, name, _difference(name))


def _skeleton(name: str) -> str:
    from confusable_homoglyphs import confusables

    shown = []
    for char in unicodedata.normalize("NFKC", name):
        found = [] if char.isascii() else confusables.is_confusable(char, preferred_aliases=[])
        alike = [h["c"] for item in found or () for h in item["homoglyphs"] if h["c"].isascii() and h["c"].isalnum()]
        shown.append(min(alike, default=char))
    return "".join(shown)


def _difference(name: str) -> str:
    return ", ".join(dict.fromkeys(unicodedata.name(c, f"U+{ord(c):04X}") for c in name if not c.isascii()))
