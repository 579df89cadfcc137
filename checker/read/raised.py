"""Raised and lowered marks in running text: a note's, a unit's power, an ordinal's ending, a formula's digits. Pure."""

from __future__ import annotations

import re

_ONE = r"(?:\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡§¶#]{1,3}|(?:n|nb|fn|ref|note)\.? ?\d{1,3})"
MARK = re.compile(rf"(?i)[\[(]?{_ONE}(?:\s*[,;–-]\s*{_ONE})*[\])]?|\[[^\]]{{1,40}}\]")
DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISE = str.maketrans("0123456789-−+", DIGITS + "⁻⁻⁺")
_LOWER = str.maketrans(DIGITS, "0123456789")
_UNIT = re.compile(
    r"(?:(?<![^\W\d_])(?<!['’])(?:[mckdμµn]?m|ft|yd|mi|feet|foot)|\d\s?(?:in|inch|inches)|(?<![\w'’.])[xyznrR])$"
)
_MONEY = re.compile(r"[$£€¥]\s?[\d.,]+\s?m$")
_FORMULA = re.compile(r"(?:^|[^A-Za-z])(?:(?:[A-Z][a-z]?\d*[)\]]?)+|PM|pH|log)$")
_ELEMENT = re.compile(r"[A-Z][a-z]?\b")
_GLUED = re.compile(r"(?<=[\w.,;:!?%\"”’)])\[(?:\d{1,3}|note \d{1,2}|citation needed)\](?!\w)")
_RAISED = re.compile(f"(?<![⁻{DIGITS}])[{DIGITS}]+")
_NOTE = re.compile(r"(?i)(?:see |cf\.? )?(?:foot|end)?(?:note|ref|reference|source)s?\b.*")
_CONTEXT = 40  # characters before a mark that tell what it is


def raised(before: str, mark: str, after: str) -> str:
    """What a raised mark becomes in running text: "" for a note's, else itself, "²" after a unit, "°" for a degree."""
    if re.fullmatch(r"(?i)st|nd|rd|th", mark) and before[-1:].isdigit():
        return mark
    if re.fullmatch(r"(?i)tm|sm|[®©℠™]", mark) or _NOTE.fullmatch(mark):
        return ""
    if mark in ("o", "º", "°") or (mark == "0" and re.match(r"\s?[CF]\b", after)):
        return "°" if before[-1:].isdigit() else mark
    if re.fullmatch(r"[-−]\d{1,2}", mark) and before[-1:].isalnum():
        return mark.translate(_RAISE)
    if mark in ("2", "3") and _UNIT.search(before) and not _MONEY.search(before):
        return mark.translate(_RAISE)
    if mark.isdecimal() and re.match(r"[/⁄]\s?\d", after):
        return f" {mark}" if before[-1:].isdigit() else mark
    if mark.isdecimal() and len(mark) > 1 and before.strip() and before[-1].isspace() and _ELEMENT.match(after):
        return mark
    return "" if MARK.fullmatch(mark) else mark


def lowered(before: str, mark: str) -> str:
    """What a lowered mark becomes: the digits of a formula and of a fraction stay, a note's mark goes."""
    if before[-1:] in ("/", "⁄") or _FORMULA.search(before) or not MARK.fullmatch(mark) or mark.isalpha():
        return mark
    return ""


def without_marks(text: str) -> str:
    """Text that carries notes as characters ("17[2]", "17²") without them."""
    if not ("[" in text or any(c in text for c in DIGITS)):
        return text
    return without_raised(_GLUED.sub("", text))


def note_marks(text: str) -> list[tuple[int, int]]:
    """Spans of the notes that a text carries as characters, in order."""
    if not ("[" in text or any(c in text for c in DIGITS)):
        return []
    raised_ones = [found.span() for found in _RAISED.finditer(text) if not _kept(found)]
    return sorted([*raised_ones, *(found.span() for found in _GLUED.finditer(text))])


def without_raised(text: str, filler: str = "") -> str:
    """Text without raised digits that are notes ("17²"); ``filler`` for each of them."""
    return _RAISED.sub(lambda found: _kept(found) or filler * len(found[0]), text)


def _kept(found: re.Match[str]) -> str:
    before, digits = found.string[max(0, found.start() - _CONTEXT) : found.start()], found.group()
    if not re.search(r"[\w.,;:!?%\"”’)]$", before) or re.search(r"(?<![\d.,])10$", before):
        return digits
    after = found.string[found.end() : found.end() + _CONTEXT]
    return digits if raised(before, digits.translate(_LOWER), after) else ""
