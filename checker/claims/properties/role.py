"""In what part of a crash a person is: "the driver, Luc Petit", "a passenger, 30". Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator

from checker.claims.properties.descriptions import described
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import DIFFERENT, NARROWER, SAME, UNRELATED
from checker.parse.memo import words_of
from checker.words import lexicon
from checker.words.lists import mapping

_TIMES = mapping("people", "times_of_office")


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """Parts of persons whom the article names or gives an age."""
    for noun in words_of(told.sentence, "NOUN", "PROPN"):
        if lexicon.class_of("traffic", noun.lemma_.lower()) is None:
            continue
        person = described(noun, told.people)
        words = [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod")]
        before = noun.doc[max(noun.sent.start, noun.i - 2) : noun.i]
        if person is None or not (person.name or person.age is not None):
            continue
        if any(t.lower_ in _TIMES for t in (*words, *before)):
            continue
        kind = [
            w.text for w in words if w.pos_ in ("NOUN", "ADJ", "PROPN") and w.ent_type_ not in ("GPE", "NORP", "PERSON")
        ]
        value = " ".join([*kind, noun.text])
        yield AttributeMention(noun.idx, noun.idx + len(noun.text), noun.i, "role", value, person=person)


def _relation(a: str, b: str) -> str:
    """Nobody has two parts; what else is told of one may be said of either."""
    one, two = (lexicon.singular(w) for w in (_last(a), _last(b)))
    kinds = [lexicon.class_of("traffic", w) for w in (one, two)]
    if None in kinds:
        return UNRELATED
    if kinds[0] != kinds[1]:
        return DIFFERENT
    return SAME if a.lower() == b.lower() else NARROWER


def _last(value: str) -> str:
    return ([*lexicon.words(value)] or [""])[-1]


PROPERTY = Property("role", _mentions, _relation, "{who} is the {}.")
