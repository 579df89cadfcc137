"""How the name of a person is spelt: "Ilene Marsh" against "Ilene Marche". Imports no spaCy.

Two articles on one event that print nearly the same full name mean one person, and one of them has it wrong: a remark,
no contradiction, since who is meant is clear. Names brought over from another script have several right spellings
("Mohammad", "Mohammed").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import RESPELT, UNRELATED
from checker.parse.memo import entities_of, once
from checker.words import lexicon
from checker.words.lists import words_in
from checker.words.spelling import fold

if TYPE_CHECKING:
    from spacy.tokens import Span

_NO_PART = lexicon.TITLES | words_in("people", "name_suffixes")
_ROMANISED = words_in("people", "names_of_other_scripts") | words_in("people", "romanised_articles")
_VOWELS = re.compile(r"[aeiouyhw']|(.)(?=\1)")  # what transliterations differ in
_ONE_SOUND = str.maketrans("qgjzv", "kkksf")
_MOST_EDITS = 2  # of letters of a family name; a first name that differs by two is a short form ("Dave", "David")
_LONGEST = 4  # words of a name


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """A mention per full name where the article brings it up first; none for names that it spells in two ways."""
    introduced = once(told.sentence.doc[:], _introduced)
    for ent in entities_of(told.sentence):
        if (value := introduced.get(ent.start)) is not None:
            yield AttributeMention(
                ent.start_char, ent.end_char, ent.root.i, "name", value, about=value, of_event=False, by_outlet=True
            )


def _introduced(article: Span) -> dict[int, str]:
    """First token -> full name, for the first of each spelling in one field of an article."""
    found: dict[str, tuple[int, str]] = {}
    for ent in entities_of(article):
        if ent.label_ == "PERSON" and (name := _full_name(ent)):
            found.setdefault(fold(name), (ent.start, name))
    names = {name for _, name in found.values()}
    return {start: name for start, name in found.values() if not any(differently_spelt(name, n) for n in names)}


def _full_name(ent: Span) -> str:
    """The words of a person's name, "" where the recogniser took in anything else or only one word is a name."""
    parts = [t for t in ent if t.tag_ != "POS" and not t.is_punct]
    named = [t for t in parts if t.lower_.rstrip(".") not in _NO_PART]
    if not 2 <= len(named) <= _LONGEST or any(t.pos_ != "PROPN" or not t.text[0].isupper() for t in named):
        return ""
    text = " ".join(t.text for t in named)
    return text.title() if text.isupper() else text


@lru_cache(maxsize=65536)
def name_parts(name: str) -> tuple[str, ...]:
    """The folded words of a name; initials are words of one letter."""
    return tuple(lexicon.words(name))


@lru_cache(maxsize=65536)
def differently_spelt(a: str, b: str) -> bool:
    """Whether two names are one name with a slip of the pen: alike but for a letter or two of one word."""
    one, two = name_parts(a), name_parts(b)
    if one == two or len(one) != len(two):
        return False
    differing = [(n, x, y) for n, (x, y) in enumerate(zip(one, two, strict=True)) if x != y]
    if len(differing) != 1:
        return False
    n, x, y = differing[0]
    return _slip(x, y, first=n == 0) and (_ROMANISED.isdisjoint((*one, *two)) or _sound(x) != _sound(y))


def _slip(x: str, y: str, *, first: bool) -> bool:
    """Whether one word is a misspelling of the other, and neither its initial, its plural nor its short form."""
    short, long = sorted((x, y), key=len)
    if len(short) == 1:
        return len(long) == 1
    if long == f"{short}s" or (first and (long.startswith(short) or _two_people(x, y))):
        return False
    edits = 1 if sorted(x) == sorted(y) else _edits(x, y)
    return x[0] == y[0] and edits <= (1 if first or len(short) < 5 else _MOST_EDITS)


def _two_people(x: str, y: str) -> bool:
    """Whether two first names are known to be of a man and of a woman ("Paul", "Paula")."""
    return len({lexicon.sex_of_name(x), lexicon.sex_of_name(y)} - {""}) == 2


def _edits(x: str, y: str) -> int:
    """Letters to be changed, left out or put in."""
    steps = SequenceMatcher(None, x, y, autojunk=False).get_opcodes()
    return sum(max(x1 - x0, y1 - y0) for kind, x0, x1, y0, y1 in steps if kind != "equal")


def _sound(word: str) -> str:
    """The consonants of a word, those that one foreign letter is written with alike."""
    return _VOWELS.sub("", word.replace("kh", "k").replace("gh", "k").translate(_ONE_SOUND))


def _relation(a: str, b: str) -> str:
    """One spelling says nothing that was in doubt, and other names are of other people."""
    return RESPELT if differently_spelt(a, b) else UNRELATED


PROPERTY = Property("name", _mentions, _relation, "The name is {}.", label="spelling of {}", only_in_pairs=True)
