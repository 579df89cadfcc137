"""Street address of an event: "in the 900 block of Elm Street", "at 12 North Mill Road". Imports no spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import DIFFERENT, NARROWER, SAME, UNRELATED
from checker.parse.memo import text_of, words_of
from checker.words import lexicon
from checker.words.lists import listed, words_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_TYPES = listed("places", "street_types")
_DIRECTION = rf"(?:(?:{'|'.join(map(str.title, listed('places', 'compass')))}|[NSEW]|N[EW]|S[EW])\.? )?"
_NAME = r"(?:\d{1,3}(?:st|nd|rd|th)|[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+){0,2}"
_TYPE = rf"(?:{'|'.join(map(str.title, _TYPES))})\b\.?"
_STREET = rf"{_DIRECTION}{_NAME}"
_CROSSING = rf"(?: and {_STREET} {_TYPE})?"
_ADDRESS = re.compile(
    rf"(?:\b\d[\d,]*(?:th|st|nd|rd)?(?:-| )(?:hundred )?block of (?:the )?{_STREET}(?: {_TYPE})?"
    rf"|\b\d{{1,5}} {_STREET} {_TYPE}"
    rf"|\b(?:on|near|off|along|at|of) (?P<on>{_STREET} {_TYPE})){_CROSSING}"
)
# What stands between a person and where that person lives, or a house and its owner.
_RESIDENCE = re.compile(
    r"(?:,|\bman|\bwoman|\d|\b[A-Z]\w+) (?:of|from) (?:the )?$|\b(?:lives?|lived|resid\w+)\b[^.;]{0,40}$"
)
_ANOTHER = words_in("general", "of_another_event")
_LOOKING_BACK = {"remember", "recall"}
_HAPPENING = words_in("general", "telling_an_event")
# Words of an address that don't tell it from others.
_SMALL = {*_TYPES, "block", *words_in("places", "directions_of_streets")}
_ENDINGS = ("st", "nd", "rd")
_ORDINALS = {
    word: f"{n}{_ENDINGS[n - 1] if n <= len(_ENDINGS) else 'th'}"
    for n, word in enumerate(listed("numbers", "ordinals")[:12], 1)
}
_BLOCK = 100  # smaller numbers are hardly telling
_LONG_WORD = 5
_DIGITS = 3  # of a number that a slip may have made of a longer one
_NUMBER = re.compile(r"^(\d[\d,]*)(?![\w,])")


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """Addresses of a sentence that tells of an event and not of where somebody lives."""
    sentence = told.sentence
    text = text_of(sentence.doc)[sentence.start_char : sentence.end_char]
    addresses = list(_ADDRESS.finditer(text))
    event = next((t for t in words_of(sentence) if _tells_event(t)), None) if addresses else None
    if event is None or any(t.lemma_.lower() == "warrant" for t in words_of(sentence)):
        return
    for m in addresses:
        before = text[max(0, m.start() - 60) : m.start()]
        start, end = sentence.start_char + m.start(), sentence.start_char + m.end()
        at = sentence.doc.char_span(start, end, alignment_mode="expand")
        if _RESIDENCE.search(before) or at is None or _on_the_move(at.root) or _another_time(at.root):
            continue
        first, last = m.start("on") if m["on"] else m.start(), m.end()
        value = lexicon.flat(text[first:last]).rstrip(".")
        start, end = sentence.start_char + first, sentence.start_char + last
        yield AttributeMention(start, end, event.i, "address", value, partial=_another(at.root))


def _tells_event(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        return lexicon.is_event_verb(lemma) or lemma in _HAPPENING
    return token.pos_ in ("NOUN", "PROPN") and (lexicon.is_event_noun(lemma) or lemma in ("incident", "crash", "fire"))


def _on_the_move(token: Token) -> bool:
    """Whether somebody only came by, fled or drove there: "ran away along Mill Street"."""
    verbs = (t for t in (token, *token.ancestors) if t.pos_ == "VERB" and t.lemma_ != "locate")
    verb = next(verbs, None)
    return verb is not None and lexicon.class_of("moving", verb.lemma_.lower()) is not None


def _another(token: Token) -> bool:
    """Whether an address is of a second event: "another fire broke out"."""
    for t in (token, *token.ancestors):
        events = [t, *(c for c in t.children if c.dep_ in ("nsubj", "nsubjpass"))]
        if any(_tells_event(e) and any(c.lower_ in _ANOTHER for c in e.lefts) for e in events if e.pos_ == "NOUN"):
            return True
    return False


def _another_time(token: Token) -> bool:
    """Whether an address is of what somebody remembers, or of what is to come."""
    verbs = [t for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX")]
    coming = any(c.dep_ == "aux" and c.lower_ == "will" for v in verbs for c in v.children)
    return coming or any(v.lemma_ in _LOOKING_BACK for v in verbs)


def _relation(a: str, b: str) -> str:
    """One street, or two: two numbered places on different streets exclude each other.

    A street without a number may cross the other, so nothing follows from it unless the words of one alone name it.
    """
    (number_a, one), (number_b, two) = _parts(a), _parts(b)
    if any(_alike(x, y) for x in one for y in two):
        if number_a and number_b and number_a // 100 != number_b // 100:
            return DIFFERENT if misnumbered(a, b) else UNRELATED
        return SAME if one == two and number_a == number_b else NARROWER
    if any(not number and " and " in value for number, value in ((number_a, a), (number_b, b))):
        return UNRELATED  # the crossing nearest to a place on a third street
    return DIFFERENT if number_a or number_b else UNRELATED


def misnumbered(a: str, b: str) -> bool:
    """Whether two addresses on one street have numbers of which one may be the other mistyped."""
    (number_a, one), (number_b, two) = _parts(a), _parts(b)
    return one == two and _slip(str(number_a), str(number_b))


def _slip(x: str, y: str) -> bool:
    """Whether one number is the other with a digit left out, or with two neighbours swapped: 400 and 4000."""
    if x == y:
        return False
    few, many = sorted((x, y), key=len)
    if len(many) - len(few) == 1 and len(few) >= _DIGITS:
        return any(many[:i] + many[i + 1 :] == few for i in range(len(many)))
    return len(x) == len(y) and any(x[:i] + x[i + 1] + x[i] + x[i + 2 :] == y for i in range(len(x) - 1))


def _alike(x: str, y: str) -> bool:
    """One word, or two spellings of it: one letter more, less or other among five or more."""
    if x == y or min(len(x), len(y)) < _LONG_WORD or abs(len(x) - len(y)) > 1:
        return x == y
    i = next((n for n, (p, q) in enumerate(zip(x, y, strict=False)) if p != q), min(len(x), len(y)))
    return x[i + 1 :] == y[i + 1 :] or x[i:] == y[i + 1 :] or x[i + 1 :] == y[i:]


def one_number(a: str, b: str) -> bool:
    """Whether two addresses give one block or house number of more than two digits: most likely one spot."""
    number_a, number_b = _parts(a)[0], _parts(b)[0]
    return number_a == number_b and number_a >= 100


@lru_cache(maxsize=4096)
def street(value: str) -> frozenset[str]:
    """The telling words of the street."""
    return _parts(value)[1]


def block(value: str) -> frozenset[str]:
    """Number and telling words of a numbered place; empty for a street alone."""
    number, words = _parts(value)
    return words | {str(number)} if number >= _BLOCK else frozenset()


@lru_cache(maxsize=4096)
def _parts(value: str) -> tuple[int, frozenset[str]]:
    """Number, 0 if none, and telling words of the street."""
    m = _NUMBER.match(value)
    rest = value[m.end() :] if m else value
    number = int(m.group(1).replace(",", "")) if m else 0
    every = list(lexicon.words(rest))
    told = [w for w in every if w not in _SMALL] or every[:1]  # "Parkway Street", "The Terrace"
    words = frozenset(_ORDINALS.get(w) or lexicon.spelling(w) for w in told)
    return number, words


PROPERTY = Property("address", _mentions, _relation, "It happened at {}.")
