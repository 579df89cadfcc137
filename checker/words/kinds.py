"""Kinds of person, thing, place, event and weapon, and the predicates that words name. Pure.

Every table of ``data/lexicon.toml`` gives classes of words; the key of a class is its canonical word.
"""

from __future__ import annotations

from functools import cache

from checker.words.lists import keys, mapping, words_in
from checker.words.spelling import fold

# Roles that say what part a person had in an event; the others are of things or of standing counts.
PERSONAL = words_in("lexicon", "parts_in_events.personal")
# Types of places and the words around them.
PLACE_WORDS = frozenset(mapping("lexicon", "place_nouns"))


def class_of(table: str, word: str) -> str | None:
    """The class of a word in one of the tables of ``data/lexicon.toml``, None where the table lacks it."""
    return mapping("lexicon", table).get(word)


def members(table: str, key: str) -> frozenset[str]:
    """The words of one class of a table; empty where the table lacks the class."""
    return words_in("lexicon", f"{table}.{key}") if key in keys("lexicon", table) else frozenset()


def person_class(lemma: str) -> str | None:
    """The kind of person a lemma names ("troop" -> "soldier"), None for things."""
    return mapping("lexicon", "persons").get(lemma)


def is_thing(lemma: str) -> bool:
    """Whether a lemma names no person: a thing of the lists or a type of place."""
    return lemma in mapping("lexicon", "things") or lemma in _kinds_of_things() or is_generic_place_word(lemma)


def noun_class(lemma: str) -> str:
    """The canonical word of a counted noun; the lemma itself when no list holds it."""
    return mapping("lexicon", "persons").get(lemma) or mapping("lexicon", "things").get(lemma) or lemma


def sex(lemma: str) -> str | None:
    """ "male" or "female" for a noun that tells ("girl", "husband"), None for others."""
    return mapping("lexicon", "sexes").get(lemma)


def moment(lemma: str) -> str | None:
    """The kind of moment that a verb or noun names ("happen" -> "occur"), None for words without one."""
    return mapping("lexicon", "moments").get(lemma)


def role(lemma: str, noun: str = "") -> str | None:
    """The canonical predicate that a verb, adjective or noun names; an attack is conducted, a rocket fired."""
    if noun == "attack" and lemma in members("roles", "conduct"):
        return "conduct"
    return _roles().get(lemma)


@cache
def weapon_kinds() -> dict[str, str]:
    return mapping("lexicon", "weapons")


def weapon_kind(words: str) -> str | None:
    """The kind of weapon a noun phrase names by its last words: "multiple rockets" -> "rocket"."""
    lemmas = fold(words).split()
    for n in (3, 2, 1):
        found = weapon_kinds().get(" ".join(lemmas[-n:]))
        if found:
            return found
    return None


def is_event_noun(lemma: str) -> bool:
    return lemma in mapping("lexicon", "event_nouns")


def is_event_verb(lemma: str) -> bool:
    return lemma in mapping("lexicon", "event_verbs")


def is_place_noun(lemma: str) -> bool:
    """Whether a lemma is a type of place ("base", "province")."""
    return class_of("place_nouns", lemma) == "types"


def is_generic_place_word(lemma: str) -> bool:
    """Whether a lemma is a type of place or one of the words around it ("air" in "air base")."""
    return class_of("place_nouns", lemma) in ("types", "generic")


@cache
def _kinds_of_things() -> frozenset[str]:
    return frozenset(keys("lexicon", "things"))


@cache
def _roles() -> dict[str, str]:
    named = (key for key in keys("lexicon", "roles") if key != "conduct")
    return {word: key for key in named for word in members("roles", key)}
