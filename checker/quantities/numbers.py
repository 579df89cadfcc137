"""Text -> numbers: numerals and English number words with their values, no syntax, no units.

``scan`` finds every number in a string in one left-to-right pass over its number-like atoms (numerals, number
words, magnitudes); time and memory are linear in the length of the text. Whether a number is a quantity at all
(and not a date, a street or a model name) is for ``quantities`` to say.

Vague words are intervals by a documented policy, see ``VAGUE``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from checker.quantities.atoms import Atom
from checker.quantities.atoms import atoms as atoms_of
from checker.quantities.number_words import ORDINALS, PARTS, PLURAL
from checker.words.lists import alternation
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
    scale: float = 1.0  # of the magnitude word that all of it is multiplied by: 1e6 in "2.4 million"


_LARGEST = 1e30  # of a vague number, beyond which more magnitudes are no number


_OF_COUPLE = re.compile(r" (?:of\b|more\b|hundred|thousand|dozen|million|[a-z]+s\b)")
_ARTICLE = re.compile(r"(?:(?<=\W)|^)(an?)[ -]$", re.IGNORECASE)
_AND = frozenset({" and ", "-and-"})
_AND_A = re.compile(r"[ -]and[ -](?:an?[ -])?$")
# "four and a third miles", but "shot two and a third man fled"
_AFTER_PART = re.compile(r"(?:[ -](?:(?:hundred|thousand|million|billion|trillion)\b|[a-z]+s\b)|%)")
# what a bare "hundred" must stand behind, and before, to be a number: "over hundred people", "Hundred homes burned"
_BARE_BEFORE = re.compile(
    rf"(?:(?<![^\n])|[.!?:][\"'”’]? |[\"“‘(]|(?<!\w){alternation('numbers', 'before_counts')} )$", re.IGNORECASE
)
_BARE_AFTER = re.compile(rf" (?:[a-z-]+ )?(?:{PLURAL}|police\b)")


def scan(text: str) -> list[Number]:
    """All numbers of ``text`` in order; spans are disjoint. Linear in ``len(text)``; never raises."""
    atoms = list(atoms_of(text))
    found: list[Number] = []
    i = 0
    while i < len(atoms):
        number, i = _group(text, atoms, i)
        if number is not None:
            found.append(number)
    return found


def _gap(text: str, atoms: list[Atom], i: int) -> str | None:
    """The text between atoms ``i - 1`` and ``i``, None where there is no such pair or it is long."""
    if not 0 < i < len(atoms) or atoms[i].start - atoms[i - 1].end > 12:
        return None
    return text[atoms[i - 1].end : atoms[i].start]


def _article_start(text: str, start: int) -> int | None:
    """Start of an "a" or "an" right before ``start``."""
    m = _ARTICLE.search(text, max(0, start - 4), start)
    return m.start(1) if m else None


def _group(text: str, atoms: list[Atom], i: int) -> tuple[Number | None, int]:
    kind = atoms[i].kind
    if kind == "vague":
        return _vague(text, atoms, i)
    if kind in {"part", "ordinal"}:
        return _part(text, atoms, i)
    if kind in {"hundred", "magnitude", "score"} and not _counts_alone(text, atoms, i):
        return None, i + 1  # "the hundred"; "the dozen" still counts twelve
    return _cardinal(text, atoms, i)


def _counts_alone(text: str, atoms: list[Atom], i: int) -> bool:
    """Whether a magnitude word alone is a number: "a hundred", "hundred and ten", "over hundred men"."""
    atom = atoms[i]
    if _article_start(text, atom.start) is not None:
        return True
    if atom.kind == "score" or not _BARE_BEFORE.search(text, max(0, atom.start - 16), atom.start):
        return False
    gap = _gap(text, atoms, i + 1)
    joined = gap is not None and atoms[i + 1].kind in {"one", "ten"} and _joins(atom.kind, 1, atoms[i + 1], gap)
    return joined or bool(_BARE_AFTER.match(text, atom.end))


def _vague(text: str, atoms: list[Atom], i: int) -> tuple[Number | None, int]:
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


def _part(text: str, atoms: list[Atom], i: int) -> tuple[Number | None, int]:
    """ "a third of", "half of the", "half a million", "third"."""
    atom = atoms[i]
    article = _article_start(text, atom.start)
    if atom.word == "half":
        m = re.compile(r"[ -](?:of an? |an? )?").match(text, atom.end)
        nxt = atoms[i + 1] if i + 1 < len(atoms) else None
        if m and nxt and nxt.start == m.end() and nxt.kind in {"magnitude", "dozen", "hundred"}:
            return Number(article or atom.start, nxt.end, 0.5 * nxt.value, Form.WORDS, scale=nxt.value), i + 2
        return Number(atom.start if article is None else article, atom.end, 0.5, Form.FRACTION), i + 1
    if atom.kind == "part" or article is not None:
        after = re.compile(r" of |-?[ -]?(?=million|billion|trillion|mile|hour|inch)").match(text, atom.end)
        if article is not None and after and atom.value:
            value, end = 1 / atom.value, atom.end
            gap = _gap(text, atoms, i + 1)
            if gap in {" ", "-", " of a "} and atoms[i + 1].kind == "magnitude":
                scale = atoms[i + 1].value
                return Number(article, atoms[i + 1].end, value * scale, Form.WORDS, scale=scale), i + 2
            return Number(article, end, value, Form.FRACTION), i + 1
    if atom.kind == "ordinal":
        value = ORDINALS.get(atom.word, atom.value)
        return Number(atom.start, atom.end, value, Form.ORDINAL, digits=atom.digits), i + 1
    return None, i + 1


def _cardinal(text: str, atoms: list[Atom], i: int) -> tuple[Number | None, int]:
    """A numeral or a run of number words with its magnitudes and fractional part."""
    first = atoms[i]
    start, end = first.start, first.end
    if first.kind in {"hundred", "magnitude", "dozen", "score"}:
        article = _article_start(text, start)
        start = start if article is None else article
    total, current, last, scale = 0.0, 0.0, "", 1.0
    suffix, form = "", Form.DIGITS if first.kind == "num" else Form.WORDS
    while i < len(atoms):
        atom = atoms[i]
        gap = _gap(text, atoms, i) if last else ""
        if last and (gap is None or not _joins(last, current, atom, gap) or suffix):
            break
        if atom.kind in {"one", "ten", "num"}:
            current, scale = current + atom.value, 1.0
        elif atom.kind == "magnitude":
            scale = scale * atom.value if last == "hundred" else atom.value
            total, current = total + (current or 1) * atom.value, 0.0
        else:
            current, scale = (current or 1) * atom.value, atom.value
        end, last, suffix = atom.end, atom.kind, atom.suffix
        i += 1
    value = total + current
    if first.slash and last == "num" and "/" in text[start:end]:
        form = Form.FRACTION
    value, end, i, scale, tail = _fraction_tail(text, atoms, i, value, end, last, scale)
    return Number(start, end, value, tail or form, suffix=suffix, digits=first.digits, scale=scale), i


def _joins(last: str, current: float, atom: Atom, gap: str) -> bool:
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
    text: str, atoms: list[Atom], i: int, value: float, end: int, last: str, scale: float
) -> tuple[float, int, int, float, Form | None]:
    """ "two and a half (million)", "a million and a half", "one and three-quarters", "two thirds"."""
    added = _added_part(text, atoms, i)
    if added is not None:
        part, i = added
        value, end = value + part * scale, atoms[i - 1].end
        if scale == 1 and _gap(text, atoms, i) == " " and atoms[i].kind in {"magnitude", "hundred", "dozen"}:
            value, end, i, scale = value * atoms[i].value, atoms[i].end, i + 1, atoms[i].value
        return value, end, i, scale, None
    gap = _gap(text, atoms, i)
    if gap is None or atoms[i].word not in PARTS:
        return value, end, i, scale, None
    whole = atoms[i]
    plural = whole.word.endswith(("s", "ves")) and value < PARTS[whole.word]  # "760 quarters" are no fraction
    singular_ok = value == 1 and (whole.word in {"half", "quarter"} or text.startswith(" of", whole.end))
    if gap in {" ", "-"} and last in {"one", "num"} and ((plural and value > 1) or singular_ok):
        return value / PARTS[whole.word], whole.end, i + 1, scale, Form.FRACTION
    return value, end, i, scale, None


def _added_part(text: str, atoms: list[Atom], i: int) -> tuple[float, int] | None:
    """(fraction, index of the atom behind it) of "and a half", "and one-half", "and three quarters" at atom ``i``."""
    gap = _gap(text, atoms, i)
    if gap is None:
        return None
    count, part = 1.0, i
    if gap in _AND and atoms[i].kind == "one" and _gap(text, atoms, i + 1) in {" ", "-"}:
        count, part = atoms[i].value, i + 1
    elif not _AND_A.match(gap):
        return None
    word = atoms[part].word
    if word not in PARTS or not 0 < count < PARTS[word] or (part == i and gap in _AND and word != "half"):
        return None
    if word in ORDINALS and not _AFTER_PART.match(text, atoms[part].end):
        return None
    return count / PARTS[word], part + 1
