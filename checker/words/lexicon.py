"""What words mean, all look-ups under one name: names, nations, kinds of person and thing, roles, spelling. Pure.

``spelling``, ``names``, ``nations``, ``places`` and ``kinds`` hold them; the lists lie in ``data/``.
"""

from __future__ import annotations

from checker.words.kinds import (
    PERSONAL,
    class_of,
    is_event_noun,
    is_event_verb,
    is_generic_place_word,
    is_place_noun,
    is_thing,
    members,
    moment,
    noun_class,
    person_class,
    role,
    sex,
    weapon_kind,
    weapon_kinds,
)
from checker.words.names import ARTICLES, TITLES, name_key, name_tokens, sex_of_name
from checker.words.nations import adjective, country_name, is_capital, nation, people_of
from checker.words.places import place_key
from checker.words.spelling import flat, fold, plural, singular, spelling, words

__all__ = [
    "ARTICLES", "PERSONAL", "TITLES", "adjective", "class_of", "country_name", "flat", "fold", "is_capital",
    "is_event_noun", "is_event_verb", "is_generic_place_word", "is_place_noun", "is_thing", "members", "moment",
    "name_key", "name_tokens", "nation", "noun_class", "people_of", "person_class", "place_key", "plural", "role",
    "sex", "sex_of_name",
    "singular", "spelling", "weapon_kind", "weapon_kinds", "words",
]  # fmt: skip
