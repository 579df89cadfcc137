"""Rank of a named person: "Lt. Ana Ruiz". Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import DIFFERENT, NARROWER, SAME
from checker.parse.memo import entities_of
from checker.words import lexicon
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_BEFORE_GENERAL = words_in("people", "before_general")
_LONGEST = 4  # words of a title in front of a name


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """A mention per full name with a rank right before it."""
    for ent in entities_of(told.sentence):
        person = told.people.of(ent.root) if ent.label_ == "PERSON" else None
        if person is None or " " not in person.name:
            continue
        title = _title(ent)
        if title and title[0].i < ent.end - 1:
            value = " ".join(t.text.rstrip(".") for t in title)
            last = ent[-1]
            yield AttributeMention(title[0].idx, last.idx + len(last.text), ent.root.i, "rank", value, person=person)


def _title(ent: Span) -> list[Token]:
    """The words of rank before a name, whether or not the recogniser counts them as part of it.

    Tokenisers cut "Sgt." off as the end of a sentence, so the walk looks past full stops and sentences.
    """
    doc = ent.doc
    run: list[Token] = []
    inside = [t for t in ent if _is_rank(t)]
    i = (inside[0].i if inside else ent.start) - 1
    while i >= 0 and len(run) < _LONGEST and (doc[i].text == "." or _is_rank(doc[i])):
        run.insert(0, doc[i])
        i -= 1
    return [t for t in (*run, *inside) if t.text != "."]


def _is_rank(token: Token) -> bool:
    if lexicon.class_of("ranks", token.lower_.rstrip(".")) is None or not token.text[0].isupper():
        return False
    before = [t.lower_ for t in token.doc[max(0, token.i - 2) : token.i] if t.text != "-"]
    return not before or before[-1] not in _BEFORE_GENERAL


def _relation(a: str, b: str) -> str:
    """Ranks exclude each other unless one title holds the other's words ("Lt. Gen." and "Gen.")."""
    one, two = ({lexicon.class_of("ranks", w.rstrip(".")) for w in v.lower().split()} for v in (a, b))
    if one == two:
        return SAME
    return NARROWER if one & two else DIFFERENT


PROPERTY = Property("rank", _mentions, _relation, "{who} is a {}.", label="rank of {}")
