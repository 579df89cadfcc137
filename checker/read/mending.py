"""What is mended in the texts and names that articles come with, and only where there is no doubt.

ftfy (Apache-2.0; Speer 2019) recognises text that was decoded in the wrong encoding ("itâ€™s" for "it’s") by sequences
that no language has, and leaves everything else alone. HTML entities are decoded, also those that were encoded twice.
"""

from __future__ import annotations

import html
import html.entities
import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from checker.read.anchors import Edit, edited
from checker.read.raised import note_marks
from checker.records import Anchor

log = logging.getLogger(__name__)
_SUSPECT = re.compile("[\u0080-\u00ff\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]")
_OTHER = re.compile(r"[^\x00-\x7f]+")
_ENTITY = re.compile(r"&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_ESCAPED = re.compile(r"&(?:amp;)+(?=[#a-zA-Z])")
_UNSEEN = re.compile("(?<=[A-Za-z0-9])[\u00ad\u200b\u2060\ufeff]+(?=[A-Za-z0-9])")  # in "1\u200b7" and "cas\u00adu"
_CONTROLS = {"\n": "\n", "\t": " ", "\r": ""}
_WRITTEN = frozenset(("Cc", "Cs", "Cn", "Co"))  # kinds of characters that no text has


def mended(text: str, place: str) -> str:
    """A name or title without entities and mojibake; a warning tells of the latter."""
    return prepared(text, (), place)[0]


def prepared(text: str, anchors: Sequence[Anchor], place: str) -> tuple[str, tuple[Anchor, ...]]:
    """The text without HTML entities, mojibake, marks of notes and unseen characters in words, and its anchors.

    One that has nothing else stays as it is.
    """
    made, moved = edited(text, anchors, _entities(text))
    if _SUSPECT.search(made):
        edits, lines = _mojibake(made)
        made, moved = edited(made, moved, edits)
        if lines:
            log.warning("%s: %d %s in the wrong encoding, mended", place, lines, "line" if lines == 1 else "lines")
    made, moved = edited(made, moved, _unseen(made))
    made, moved = edited(made, moved, [(start, end, "") for start, end in note_marks(made)])
    return (made, moved) if made.strip() else (text, tuple(anchors))


def character(entity: str) -> str | None:
    """What an entity ("&pound;", "&amp;#8217;") stands for; None where it is none.

    Spaces that don't break come as plain ones, which the parser knows; what no one sees ("&shy;") as nothing.
    """
    inner = _ESCAPED.sub("&", entity)
    if inner[1] != "#" and inner[1:] not in html.entities.html5:
        return inner if inner != entity else None
    made = html.unescape(inner)
    if made in _CONTROLS:
        return _CONTROLS[made]
    kinds = [unicodedata.category(c) for c in made]
    if made in ("", "\ufffd") or not _WRITTEN.isdisjoint(kinds):
        return None
    return "".join(" " if kind == "Zs" else c for c, kind in zip(made, kinds, strict=True) if kind != "Cf")


def _entities(text: str) -> Iterator[Edit]:
    for found in _ENTITY.finditer(text) if "&" in text else ():
        if (made := character(found[0])) is not None:
            yield *found.span(), made


def _unseen(text: str) -> list[Edit]:
    return [] if text.isascii() else [(*found.span(), "") for found in _UNSEEN.finditer(text)]


def _mojibake(text: str) -> tuple[list[Edit], int]:
    """What ftfy mends, and in how many lines: runs of other characters between ASCII ones, else whole lines."""
    import ftfy

    edits: list[Edit] = []
    count = start = 0
    for line in text.split("\n"):
        right = ftfy.fix_encoding(line) if _SUSPECT.search(line) else line
        if right != line:
            count += 1
            edits += _differences(line, right, start)
        start += len(line) + 1
    return edits, count


def _differences(line: str, right: str, start: int) -> list[Edit]:
    if _OTHER.split(line) != _OTHER.split(right):
        return [(start, start + len(line), right)]
    both = zip(_OTHER.finditer(line), _OTHER.finditer(right), strict=True)
    return [(start + old.start(), start + old.end(), new[0]) for old, new in both if old[0] != new[0]]


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
