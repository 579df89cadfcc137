"""Lines as they stand on pages, joined to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

_TERMINAL = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_FOLIO = re.compile(r"(?i)[-–—|\s]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*")  # "– 3 –", "Page 2 of 5"
_HYPHEN = re.compile(r"(\w+)[-\u2010\u00ad]$")
_TENS = re.compile(r"(?i)(?:twen|thir|for|fif|six|seven|eigh|nine)ty")
_EDGE = 2  # lines at the top and the foot of a page that may recur on others
_SHORT, _HEADING = 0.85, 0.75  # of the usual width of a line: how far the last of a paragraph, and a heading, may reach


def without_running_lines(pages: Sequence[Sequence[str]]) -> list[str]:
    """All lines in order, without page numbers and without what stands at the edge of most pages.

    A page number in the middle of a sentence would be read as a count. Lines that differ in digits only are one.
    """
    kept = [list(page) for page in pages]
    edges = Counter(key for page in kept for key in {_alike(line) for line in _edge_lines(page)})
    # On two pages a sentence may open both by chance; no sentence does so on three.
    running = {key for key, n in edges.items() if n > 1 and 2 * n > len(pages) and (n > 2 or not _TERMINAL.search(key))}
    lines: list[str] = []
    for page in kept:
        while (at := _outermost(page, running)) is not None:
            del page[at]
        lines += page
    return lines


def _edge_lines(page: Sequence[str]) -> list[str]:
    full = [line for line in page if line]
    return full[:_EDGE] + full[-_EDGE:]


def _alike(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _outermost(page: Sequence[str], running: set[str]) -> int | None:
    """Where the first or last line of a page is a page number or a running line; blank lines there go as well."""
    for at in (0, len(page) - 1):
        if page and (not page[at] or _FOLIO.fullmatch(page[at]) or _alike(page[at]) in running):
            return at
    return None


def joined(lines: Sequence[str]) -> str:
    """Paragraphs with a blank line between them; words parted at the end of a line made whole.

    A paragraph ends at a blank line, after a sentence that ends well before the usual width, and around a heading.
    """
    full = [len(line) for line in lines if line]
    if not full:
        return ""
    width = median(sorted(full)[len(full) // 2 :])
    whole = {word.lower() for line in lines for word in re.findall(r"\w+(?:-\w+)+|\w+", line)}
    paragraphs: list[str] = []
    previous = ""
    for line in lines:
        if line and previous and not _ends(previous, line, width):
            paragraphs[-1] = _glued(paragraphs[-1], line, whole)
        elif line:
            paragraphs.append(line)
        previous = line
    return "\n\n".join(paragraphs)


def _ends(line: str, following: str, width: float) -> bool:
    if _HYPHEN.search(line) and following[0].isalnum():
        return False
    if _TERMINAL.search(line):
        return len(line) < _SHORT * width
    return len(line) < _HEADING * width and not following[0].islower() and not following[0].isdigit()


def _glued(before: str, after: str, whole: set[str]) -> str:
    """A line's end and the next line; the hyphen of a compound ("23-year-old", "twenty-five") stays."""
    found = _HYPHEN.search(before)
    rest = re.match(r"\w+(?:-\w+)*", after)
    if found is None or rest is None:
        return f"{before} {after}"
    left = found[1]
    if before.endswith("\u00ad"):
        return before[:-1] + after
    compound = f"{left}-{rest[0]}".lower() in whole and (left + rest[0]).lower() not in whole
    digits = left[-1].isdigit() or after[0].isdigit()
    if compound or digits or _TENS.fullmatch(left) or after[0].isupper() or before[: found.start()].endswith("-"):
        return before + after
    return before[:-1] + after
