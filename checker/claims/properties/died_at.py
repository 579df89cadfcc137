"""Where somebody died: "died at the scene", "was pronounced dead at Mercy Hospital". Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator

from checker.claims.properties.arguments import denied, patients, subjects, unreal
from checker.claims.properties.facilities import at_places, facility
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.parse.memo import words_of
from checker.words.events import DYING
from checker.words.lists import words_in

_AT = words_in("places", "before_a_place")
_DYING = DYING - {"drown"}  # "drowned in the lake": water is no facility
_PRONOUNCING = {"pronounce", "declare"}


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """A mention per dead person and place that the verb is joined to."""
    for verb in words_of(told.sentence, "VERB"):
        lemma = verb.lemma_.lower()
        if lemma not in _DYING | _PRONOUNCING or denied(verb) or unreal(verb):
            continue
        if lemma in _DYING:
            yield from at_places(verb, subjects(verb), "died_at", _AT, told)
        elif any(c.lower_ in ("dead", "deceased") for c in verb.children):
            yield from at_places(verb, patients(verb) or subjects(verb), "died_at", _AT, told)


PROPERTY = Property("died_at", _mentions, facility, "{who} died at {}.", label="where {} died")
