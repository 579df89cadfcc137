"""What an accused pleads: "pleaded not guilty", "pleaded no contest". Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator

from checker.claims.properties.arguments import denied, extent, subjects, unreal
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import CHANGED, SAME
from checker.parse.memo import words_of

_PLEAS = {"guilty", "contest", "insanity"}


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """One mention per person who pleads."""
    for verb in words_of(told.sentence, "VERB", "AUX"):
        if verb.lemma_.lower() != "plead" or denied(verb) or unreal(verb):
            continue
        said = [t.lower_ for t in verb.subtree if t.lower_ in _PLEAS]
        refused = any(t.lower_ in ("not", "innocent") for t in verb.subtree)
        for subject in subjects(verb) if said else ():
            inside = subject.sent.start == told.sentence.start
            start, end = extent([verb, subject] if inside else [verb])
            value = f"{'not ' if refused else ''}{said[0]}"
            for person in told.people.each(subject):
                yield AttributeMention(start, end, verb.i, "plea", value, person=person)


def _relation(a: str, b: str) -> str:
    """Pleas are changed."""
    return SAME if a == b else CHANGED


PROPERTY = Property("plea", _mentions, _relation, label="plea of {}", someone="a suspect", moves_on=True)
