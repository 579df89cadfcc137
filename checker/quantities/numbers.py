"""Text -> numbers: numerals and English number words with their values, no syntax, no units.

``scan`` finds every number in a string in one left-to-right pass over its number-like atoms (numerals, number
words, magnitudes); time and memory are linear in the length of the text. Whether a number is a quantity at all
(and not a date, a street or a model name) is for ``quantities`` to say.

Vague words are intervals by a documented policy, see ``VAGUE``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from checker.parse.memo import lowered
from checker.quantities.number_words import GLYPHS, MAGNITUDES, ONES, ORDINALS, PARTS, SUFFIXES, TENS
from checker.words.vague import VAGUE


class Form(StrEnum):
    """How a number is written."""

    DIGITS = "digits"  # 2,500; 1.5 million
    WORDS = "words"  # sixty-six; two and a half million
    FRACTION = "fraction"  # two thirds, 1/4, half
    RATIO = "ratio"  # one in five
    ORDINAL = "ordinal"  # third, 3rd
    VAGUE = "vague"  # several, dozens


@dataclass(frozen=True, slots=True)
class Number:
    """A number at characters ``start``..``end`` (half-open).

    ``value`` is None for vague words, which have ``low`` and ``high`` (inclusive) instead. ``suffix`` is a magnitude
    letter glued to a numeral whose sense depends on the context ("20m": metres or millions), already part of
    ``start``..``end`` but not of ``value``. ``digits`` is the numeral as written, "" for words.
    """

    start: int
    end: int
    value: float | None
    form: Form
    low: float | None = None
    high: float | None = None
    suffix: str = ""
    digits: str = ""
    scaled: bool = False  # a magnitude word follows: "2.4 million"


_WORDS = sorted(
    {*ONES, *TENS, *MAGNITUDES, *ORDINALS, *PARTS, *VAGUE, "hundred", "dozen", "score"}, key=lambda w: (-len(w), w)
)
# Groups of three may be parted by a comma, a no-break or thin space, or a plain space; plain spaces only where the
# groups are complete, so that "12 345678" stays two numbers. Possessive quantifiers keep a megabyte of digits linear.
_NUMERAL = (
    r"(?:\d{1,3}+(?:,\d{3})++(?!\d)|\d{1,2}+(?:,\d{2}(?=,))++,\d{3}(?!\d)|\d{1,3}+(?:[ \u00a0\u2009\u202f]\d{3})++"
    r"(?![\d.,]\d)"
    r"|\d++)(?:\.\d++)?+|\.\d++"
)
_ATOM = re.compile(
    rf"(?P<num>(?:(?<![\w.,\u2044])|(?-i:(?<=[A-Z][A-Z]))|(?<=Rs)|(?<=Rs\.)|(?<=Rp)|(?<=[A-Z]\$)|(?<=\$[A-Z]))"
    rf"(?:{_NUMERAL})(?P<slash>[/\u2044]\d++)?+(?P<glyph>[{''.join(GLYPHS)}])?"
    r"(?P<glued>[A-Za-z]++\d*+)?)"
    rf"|(?P<lone>(?<!\w)[{''.join(GLYPHS)}])"
    rf"|(?<![\w'’])(?P<word>{'|'.join(_WORDS)})(?:(?!\w)|(?=fold\b))",
    re.IGNORECASE,
)
_MAX_DIGITS = 100  # what magnitudes and units then make of a number stays within the range of a float
_LARGEST = 1e30  # of a vague number, beyond which more magnitudes are no number


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    kind: str  # num, one, ten, hundred, magnitude, dozen, part, ordinal, vague
    value: float
    word: str
    suffix: str = ""
    digits: str = ""
    slash: bool = False


def _numeral(m: re.Match[str]) -> _Atom | None:
    raw, glued = m["num"], m["glued"] or ""
    body = raw[: len(raw) - len(glued)]
    slash = m["slash"] or ""
    head = body.removesuffix(m["glyph"] or "").removesuffix(slash)
    plain = re.sub(r"[,\s\u00a0\u2009\u202f]", "", head)
    if len(plain) > _MAX_DIGITS or len(slash) > _MAX_DIGITS:
        return None
    value = float(plain) + (GLYPHS[m["glyph"]] if m["glyph"] else 0.0)
    if slash:
        if float(slash[1:]) == 0:
            return None
        value /= float(slash[1:])
    end = m.end() - len(glued)
    low = glued.lower()
    if low in {"st", "nd", "rd", "th"}:
        return _Atom(m.start(), m.end(), "ordinal", value, "", digits=head)
    suffix = glued if low in SUFFIXES else ""
    if glued and not suffix:
        end = m.start() + len(body)
    return _Atom(m.start(), end + len(suffix), "num", value, "", suffix, head, bool(slash))


def _word(m: re.Match[str]) -> _Atom:
    w = lowered(m["word"])
    for kind, table in (("one", ONES), ("ten", TENS), ("magnitude", MAGNITUDES)):
        if w in table:
            return _Atom(m.start(), m.end(), kind, table[w], w)
    if w in {"hundred", "dozen", "score"}:
        return _Atom(m.start(), m.end(), w, {"hundred": 100.0, "dozen": 12.0, "score": 20.0}[w], w)
    if w in VAGUE:
        return _Atom(m.start(), m.end(), "vague", 0.0, w)
    # "third" is both; a part only after a numerator, which the grouping sees
    return _Atom(m.start(), m.end(), "part" if w in PARTS and w not in ORDINALS else "ordinal", PARTS.get(w, 0.0), w)


def _atoms(text: str) -> Iterator[_Atom]:
    for m in _ATOM.finditer(text):
        if m["num"]:
            atom = _numeral(m)
            if atom:
                yield atom
        elif m["lone"]:
            yield _Atom(m.start(), m.end(), "num", GLYPHS[m["lone"]], "", digits=m["lone"], slash=True)
        else:
            yield _word(m)


_JOIN = re.compile(r"[ \u00a0]|-|[ \u00a0]?\n?")
_OF_COUPLE = re.compile(r" (?:of\b|more\b|hundred|thousand|dozen|million|[a-z]+s\b)")
_ARTICLE = re.compile(r"(?:(?<=\W)|^)(an?)[ -]$", re.IGNORECASE)
_AND_PART = re.compile(r"[ -]and[ -](?:an?[ -]|one[ -]|(three)[ -])$")


def scan(text: str) -> list[Number]:
    """All numbers of ``text`` in order; spans are disjoint. Linear in ``len(text)``; never raises."""
    atoms = list(_atoms(text))
    found: list[Number] = []
    i = 0
    while i < len(atoms):
        number, i = _group(text, atoms, i)
        if number is not None:
            found.append(number)
    return found


def _gap(text: str, atoms: list[_Atom], i: int) -> str | None:
    """The text between atoms ``i - 1`` and ``i``, None where there is no such pair or it is long."""
    if not 0 < i < len(atoms) or atoms[i].start - atoms[i - 1].end > 12:
        return None
    return text[atoms[i - 1].end : atoms[i].start]


def _article_start(text: str, start: int) -> int | None:
    """Start of an "a" or "an" right before ``start``."""
    m = _ARTICLE.search(text, max(0, start - 4), start)
    return m.start(1) if m else None


def _group(text: str, atoms: list[_Atom], i: int) -> tuple[Number | None, int]:
    kind = atoms[i].kind
    if kind == "vague":
        return _vague(text, atoms, i)
    if kind in {"part", "ordinal"}:
        return _part(text, atoms, i)
    if kind in {"hundred", "magnitude", "score"} and _article_start(text, atoms[i].start) is None:
        return None, i + 1  # a bare "hundred" or "million" has no value of its own; "the dozen" still counts twelve
    return _cardinal(text, atoms, i)


def _vague(text: str, atoms: list[_Atom], i: int) -> tuple[Number | None, int]:
    """ "several", "a few hundred", "tens of thousands", "dozens"."""
    first = atoms[i]
    low, high = VAGUE[first.word]
    start, end = first.start, first.end
    article = _article_start(text, start)
    if first.word in {"few", "couple", "handful"}:
        past = re.search(r"\b(?:past|last|next|first) $", text[max(0, start - 6) : start])
        if (article is None and not past) or (first.word != "few" and not _OF_COUPLE.match(text, end)):
            return None, i + 1  # "few people", "the couple", "a couple from Leeds"
        start = start if article is None else article
    elif first.word in {"scores", "tens"} and not text.startswith((" of ", " more "), end):
        return None, i + 1  # "the scores were"
    i += 1
    while high < _LARGEST and (gap := _gap(text, atoms, i)) is not None:
        nxt = atoms[i]
        if gap in {" ", "-", " of ", " of a "} and nxt.kind in {"hundred", "magnitude", "dozen"}:
            low, high, end = low * nxt.value, high * nxt.value, nxt.end
        elif gap == " of " and nxt.kind == "vague" and VAGUE[nxt.word][0] >= 100:
            low, high, end = low * VAGUE[nxt.word][0], high * VAGUE[nxt.word][0], nxt.end
        else:
            break
        i += 1
    return Number(start, end, None, Form.VAGUE, low, high), i


def _part(text: str, atoms: list[_Atom], i: int) -> tuple[Number | None, int]:
    """ "a third of", "half of the", "half a million", "third"."""
    atom = atoms[i]
    article = _article_start(text, atom.start)
    if atom.word == "half":
        m = re.compile(r"[ -](?:of an? |an? )?").match(text, atom.end)
        nxt = atoms[i + 1] if i + 1 < len(atoms) else None
        if m and nxt and nxt.start == m.end() and nxt.kind in {"magnitude", "dozen", "hundred"}:
            return Number(article or atom.start, nxt.end, 0.5 * nxt.value, Form.WORDS, scaled=True), i + 2
        return Number(atom.start if article is None else article, atom.end, 0.5, Form.FRACTION), i + 1
    if atom.kind == "part" or article is not None:
        after = re.compile(r" of |-?[ -]?(?=million|billion|trillion|mile|hour|inch)").match(text, atom.end)
        if article is not None and after and atom.value:
            value, end = 1 / atom.value, atom.end
            gap = _gap(text, atoms, i + 1)
            if gap in {" ", "-", " of a "} and atoms[i + 1].kind == "magnitude":
                return Number(article, atoms[i + 1].end, value * atoms[i + 1].value, Form.WORDS), i + 2
            return Number(article, end, value, Form.FRACTION), i + 1
    if atom.kind == "ordinal":
        value = ORDINALS.get(atom.word, atom.value)
        return Number(atom.start, atom.end, value, Form.ORDINAL, digits=atom.digits), i + 1
    return None, i + 1


def _cardinal(text: str, atoms: list[_Atom], i: int) -> tuple[Number | None, int]:
    """A numeral or a run of number words with its magnitudes and fractional part."""
    first = atoms[i]
    start, end = first.start, first.end
    if first.kind in {"hundred", "magnitude", "dozen", "score"}:
        article = _article_start(text, start)
        start = start if article is None else article
    total, current, last = 0.0, 0.0, ""
    scaled, suffix, form = False, "", Form.DIGITS if first.kind == "num" else Form.WORDS
    while i < len(atoms):
        atom = atoms[i]
        gap = _gap(text, atoms, i) if last else ""
        if last and (gap is None or not _joins(last, current, atom, gap) or suffix):
            break
        if atom.kind in {"one", "ten", "num"}:
            current += atom.value
        elif atom.kind == "magnitude":
            total, current, scaled = total + (current or 1) * atom.value, 0.0, True
        else:
            current = (current or 1) * atom.value
        end, last, suffix = atom.end, atom.kind, atom.suffix
        i += 1
    value = total + current
    if first.slash and last == "num" and "/" in text[start:end]:
        form = Form.FRACTION
    value, end, i, tail = _fraction_tail(text, atoms, i, value, end, last)
    return Number(start, end, value, tail or form, suffix=suffix, digits=first.digits, scaled=scaled), i


def _joins(last: str, current: float, atom: _Atom, gap: str) -> bool:
    """Whether ``atom`` goes on a number whose last atom has kind ``last`` ("twenty" + "-" + "five")."""
    kind = atom.kind
    if kind == "magnitude":
        return gap in {" ", "-", "\u00a0"} and last != "dozen"
    if kind in {"dozen", "score"}:
        return gap in {" ", "-"} and last in {"one", "ten", "num"}
    if kind == "hundred":
        return gap in {" ", "-"} and last in {"one", "num", "ten"} and current < 100
    if kind == "one" and last == "ten":
        return gap in {" ", "-"} and atom.value < 10 and atom.value > 0
    if kind in {"one", "ten"}:
        return last in {"hundred", "magnitude"} and gap in {" ", "-", " and "} and atom.value > 0
    if kind == "num" and last == "num":  # 10 1/2
        return gap in {" ", "-"} and atom.slash and atom.value < 1 and current == int(current)
    return False


def _fraction_tail(
    text: str, atoms: list[_Atom], i: int, value: float, end: int, last: str
) -> tuple[float, int, int, Form | None]:
    """ "two and a half (million)", "two thirds", "three-quarters"."""
    gap = _gap(text, atoms, i)
    if gap is None or atoms[i].word not in PARTS:
        return value, end, i, None
    part = atoms[i]
    m = _AND_PART.match(gap)
    if m or (gap == " and " and part.word == "half"):
        value, end, i = value + (3 if m and m[1] else 1) / PARTS[part.word], part.end, i + 1
        if _gap(text, atoms, i) == " " and atoms[i].kind == "magnitude":
            value, end, i = value * atoms[i].value, atoms[i].end, i + 1
        return value, end, i, None
    plural = part.word.endswith(("s", "ves")) and value < PARTS[part.word]  # "760 quarters" are no fraction
    singular_ok = value == 1 and (part.word in {"half", "quarter"} or text.startswith(" of", part.end))
    if gap in {" ", "-"} and last in {"one", "num"} and ((plural and value > 1) or singular_ok):
        return value / PARTS[part.word], part.end, i + 1, Form.FRACTION
    return value, end, i, None
