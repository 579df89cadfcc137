"""Values of attributive claims: same, one within the other, or different. Pure."""

from __future__ import annotations

from functools import lru_cache

from checker import lexicon
from checker.records import Attribute

SAME, NARROWER, DIFFERENT, UNRELATED = "same", "narrower", "different", "unrelated"

_LABELS = {"weapon": "weapon", "perpetrator": "perpetrator", "claimed_by": "group that claimed it", "day": "day"}
_STATEMENTS = {
    "weapon": "The attack was carried out with {}.",
    "perpetrator": "The attack was carried out by {}.",
    "claimed_by": "Responsibility for the attack was claimed by {}.",
    "day": "The attack took place on {}.",
}
_EMPTY = {
    "the",
    "a",
    "an",
    "movement",
    "group",
    "organisation",
    "organization",
    "force",
    "aligned",
    "backed",
    "affiliated",
    "sponsored",
    "pro",
    "led",
    "linked",
    "supported",
}


def label(prop: str) -> str:
    """A property in words for people."""
    return _LABELS.get(prop, prop)


def shown(attribute: Attribute) -> str:
    return f"“{attribute.value}”" if attribute.property != "day" else attribute.value


def statement(attribute: Attribute) -> str:
    """A whole sentence that says what the claim says, for NLI."""
    return _STATEMENTS.get(attribute.property, "It was {}.").format(attribute.value)


@lru_cache(maxsize=65536)
def _words(value: str) -> frozenset[str]:
    """Normalised words: nations for demonyms, singular, without words that only classify."""
    raw = list(lexicon.words(value.replace("-", " ")))
    found = {lexicon.nation(w) or lexicon.singular(w) for w in raw}
    return frozenset(found - _EMPTY) or frozenset(found)


def kind(attribute: Attribute) -> str:
    """The class in which two values of a property exclude each other."""
    if attribute.property == "weapon":
        return _weapon(attribute.value) or attribute.value.lower()
    return " ".join(sorted(_words(attribute.value)))


def _weapon(value: str) -> str | None:
    return lexicon.weapon_kind(" ".join(lexicon.singular(w) for w in lexicon.words(value)))


def relation(a: Attribute, b: Attribute) -> str:
    """``same``, ``narrower`` (either way), ``different`` (NLI should be asked) or ``unrelated`` (nothing follows)."""
    if a.property != b.property:
        return UNRELATED
    if a.property == "day":
        return SAME if a.value == b.value else UNRELATED
    one, two = _words(a.value), _words(b.value)
    if one == two:
        return SAME
    if a.property == "weapon":
        mine, theirs = _weapon(a.value), _weapon(b.value)
        if mine is None or theirs is None:
            return UNRELATED
        if mine != theirs:
            return DIFFERENT
        return NARROWER if one <= two or two <= one else UNRELATED
    if one <= two or two <= one or len(one & two) >= 2:
        return NARROWER
    return UNRELATED
