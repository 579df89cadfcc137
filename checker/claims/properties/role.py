"""In what office, or in what part of a crash, a person is: "the defence minister", "the driver". Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from checker.claims.properties.descriptions import described
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import DIFFERENT, NARROWER, SAME, UNRELATED
from checker.parse.memo import words_of
from checker.words import lexicon
from checker.words.lists import words_in

_TABLES = ("offices", "traffic")
_OTHER_TIME = words_in("people", "other_than_in_office")
_GENERAL = words_in("people", "any_office")


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """Roles of persons whom the article names or gives an age."""
    for noun in words_of(told.sentence, "NOUN", "PROPN"):
        lemma = noun.lemma_.lower()
        if not any(lexicon.class_of(table, lemma) for table in _TABLES):
            continue
        person = described(noun, told.people)
        words = [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod")]
        before = noun.doc[max(noun.sent.start, noun.i - 2) : noun.i]
        if person is None or not (person.name or person.age is not None):
            continue
        if any(t.lower_ in _OTHER_TIME for t in (*words, *before)):
            continue
        portfolio = [
            w.text for w in words if w.pos_ in ("NOUN", "ADJ", "PROPN") and w.ent_type_ not in ("GPE", "NORP", "PERSON")
        ]
        value = " ".join([*portfolio, noun.text])
        yield AttributeMention(noun.idx, noun.idx + len(noun.text), noun.i, "role", value, person=person)


def _relation(a: str, b: str) -> str:
    """One office or one part in a crash: of offices of one kind, the portfolios tell ("defence minister")."""
    one, two = _role(a), _role(b)
    if one[:2] != two[:2]:
        return DIFFERENT if one[0] == two[0] else UNRELATED
    if not one[2] or not two[2] or one[2] & two[2]:
        return SAME if one[2] == two[2] else NARROWER
    return DIFFERENT if one[1] == "minister" else NARROWER


@lru_cache(maxsize=4096)
def _role(value: str) -> tuple[str, str, frozenset[str]]:
    """(table, class, words that narrow it down)."""
    *words, head = [lexicon.singular(w) for w in lexicon.words(value)] or [""]
    for table in _TABLES:
        if found := lexicon.class_of(table, head):
            narrow = {w.replace("defense", "defence") for w in words} - (_GENERAL - {"prime"})
            return table, found, frozenset(narrow)
    return "", value, frozenset()


PROPERTY = Property("role", _mentions, _relation, "{who} is the {}.")
