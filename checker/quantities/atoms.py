"""Text -> the atoms of its numbers: numerals, number words, magnitudes, each with its value.

``atoms`` is one left-to-right pass; ``numbers`` groups its atoms to numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.parse.memo import lowered
from checker.quantities.number_words import (
    GLYPHS,
    MAGNITUDES,
    MULTIPLES,
    ONES,
    ORDINALS,
    PARTS,
    SUFFIXES,
    TENS,
)
from checker.words.vague import VAGUE

_WORDS = sorted({*ONES, *TENS, *MAGNITUDES, *ORDINALS, *PARTS, *VAGUE, *MULTIPLES}, key=lambda w: (-len(w), w))
# Groups of three may be parted by a comma, a no-break or thin space, or a plain space; plain spaces only where the
# groups are complete, so that "12 345678" stays two numbers. Possessive quantifiers keep a megabyte of digits linear.
_NUMERAL = (
    r"(?:\d{1,3}+(?:,\d{3})++(?!\d)|\d{1,2}+(?:,\d{2}(?=,))++,\d{3}(?!\d)|\d{1,3}+(?:[ \u00a0\u2009\u202f]\d{3})++"
    r"(?![\d.,]\d)"
    r"|\d++)(?:\.\d++)?+|\.\d++"
)
# "1.99 × 10^-30", "3×10⁸"; an exponent that nothing marks is a number of its own: "8 x 10 30"
_POWER = (
    r"(?P<power>[ \u00a0]?[x\u00d7][ \u00a0]?10(?:\^[-+\u2212]?\d{1,2}|[-+\u2212]\d{1,2}|[\u207a\u207b]?"
    r"[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{1,2})(?![\d.,]*\d))"
)
_SUPERSCRIPTS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u2212"
_EXPONENTS = str.maketrans(_SUPERSCRIPTS, "0123456789+--")
ATOM = re.compile(
    rf"(?P<num>(?:(?<![\w.,\u2044])|(?-i:(?<=[A-Z][A-Z]))|(?<=Rs)|(?<=Rs\.)|(?<=Rp)|(?<=[A-Z]\$)|(?<=\$[A-Z])|(?-i:(?<=\bY)(?=\d{{1,3}},\d)))"
    rf"(?:{_NUMERAL})(?:{_POWER})?(?P<slash>[/\u2044]\d++)?+(?P<glyph>[{''.join(GLYPHS)}])?"
    r"(?P<glued>[A-Za-z]++\d*+)?)"
    rf"|(?P<lone>(?<!\w)[{''.join(GLYPHS)}])"
    rf"|(?<![\w'’])(?P<word>{'|'.join(_WORDS)})(?:(?!\w)|(?=fold\b))",
    re.IGNORECASE,
)
_MAX_DIGITS = 100  # what magnitudes and units then make of a number stays within the range of a float


@dataclass(frozen=True, slots=True)
class Atom:
    """One numeral or number word at characters ``start``..``end`` (half-open)."""

    start: int
    end: int
    kind: str  # num, one, ten, hundred, magnitude, dozen, part, ordinal, vague
    value: float
    word: str
    suffix: str = ""
    digits: str = ""
    slash: bool = False


def _numeral(m: re.Match[str]) -> Atom | None:
    raw, glued = m["num"], m["glued"] or ""
    body = raw[: len(raw) - len(glued)]
    slash = m["slash"] or ""
    power = m["power"] or ""
    head = body.removesuffix(m["glyph"] or "").removesuffix(slash).removesuffix(power)
    plain = re.sub(r"[,\s\u00a0\u2009\u202f]", "", head)
    if len(plain) > _MAX_DIGITS or len(slash) > _MAX_DIGITS:
        return None
    value = float(plain) + (GLYPHS[m["glyph"]] if m["glyph"] else 0.0)
    if slash:
        if float(slash[1:]) == 0:
            return None
        value /= float(slash[1:])
    if power:
        value *= 10.0 ** int(power.lstrip(" \u00a0x\u00d7X")[2:].translate(_EXPONENTS).lstrip("^"))
    end = m.end() - len(glued)
    low = glued.lower()
    if low in {"st", "nd", "rd", "th"} or (glued == "d" and head[-1] in "23"):  # "22d Street"
        return Atom(m.start(), m.end(), "ordinal", value, "", digits=head)
    suffix = glued if low in SUFFIXES else ""
    if glued and not suffix:
        end = m.start() + len(body)
    return Atom(m.start(), end + len(suffix), "num", value, "", suffix, head, bool(slash))


def _word(m: re.Match[str]) -> Atom:
    w = lowered(m["word"])
    for kind, table in (("one", ONES), ("ten", TENS), ("magnitude", MAGNITUDES)):
        if w in table:
            return Atom(m.start(), m.end(), kind, table[w], w)
    if w in MULTIPLES:
        return Atom(m.start(), m.end(), w, MULTIPLES[w], w)
    if w in VAGUE:
        return Atom(m.start(), m.end(), "vague", 0.0, w)
    # "third" is both; a part only after a numerator, which the grouping sees
    return Atom(m.start(), m.end(), "part" if w in PARTS and w not in ORDINALS else "ordinal", PARTS.get(w, 0.0), w)


def atoms(text: str) -> Iterator[Atom]:
    """Every atom of ``text`` in order; numerals of more than ``_MAX_DIGITS`` digits are left out."""
    for m in ATOM.finditer(text):
        if m["num"]:
            atom = _numeral(m)
            if atom:
                yield atom
        elif m["lone"]:
            yield Atom(m.start(), m.end(), "num", GLYPHS[m["lone"]], "", digits=m["lone"], slash=True)
        else:
            yield _word(m)
