"""Values of attributive claims: same, one within the other, or different. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.claims.properties import address_values, cause_values, identity_values, person_values, quotation_values
from checker.claims.properties.relations import CHANGED, DIFFERENT, NARROWER, SAME, UNRELATED
from checker.records import Attribute
from checker.words import lexicon

__all__ = ["CHANGED", "DIFFERENT", "NARROWER", "SAME", "UNRELATED", "kind", "label", "relation", "shown", "statement"]

_LABELS = {
    "claimed_by": "group that claimed it",
    "wound": "place of the wound",
    "custody": "standing with the law",
    "taken_to": "place they were taken to",
    "arrived_at": "place they turned up at",
    "died_at": "place of death",
    "taken_by": "one who took them there",
    "said_by": "speaker",
}
_STATEMENTS = {
    "weapon": "The attack was carried out with {}.",
    "perpetrator": "The attack was carried out by {}.",
    "claimed_by": "Responsibility for the attack was claimed by {}.",
    "day": "The attack took place on {}.",
    "nationality": "{who} is {}.",
    "role": "{who} is the {}.",
    "relation": "{who} is the {}.",
    "charge": "{who} is accused of {}.",
    "wound": "{who} was hit in the {}.",
    "condition": "{who} is in {}.",
    "rank": "{who} is a {}.",
    "taken_to": "{who} was taken to {}.",
    "arrived_at": "{who} went to {}.",
    "died_at": "{who} died at {}.",
    "address": "It happened at {}.",
    "cause": "It was caused by {}.",
    "said_by": "{} said it.",
    "taken_by": "{who} was taken there by {}.",
}
_COMPARED = {
    "address": address_values.address,
    "said_by": quotation_values.speakers,
    "happened": lambda a, b: DIFFERENT if a != b else UNRELATED,
    "wound": person_values.wound,
    "condition": person_values.condition,
    "custody": person_values.custody,
    "plea": person_values.custody,
    "charge": person_values.charge,
    "cause": cause_values.cause,
    "nationality": identity_values.nationality,
    "perpetrator": identity_values.perpetrator,
    "role": identity_values.role,
    "relation": identity_values.kinship,
    "rank": person_values.rank,
    "taken_to": person_values.facility,
    "arrived_at": person_values.facility,
    "died_at": person_values.facility,
    "taken_by": person_values.carrier,
}
_NOT = re.compile(r"\b(?:no|not|never|nobody|none|nothing|neither|nor)\b|n[’']t\b", re.IGNORECASE)
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


def only_in_pairs(attribute: Attribute | None) -> bool:
    """Whether a report keeps a claim only where it meets another: any quotation has a speaker, any clause a yes."""
    return attribute is not None and attribute.property in ("said_by", "happened")


def label(prop: str) -> str:
    """A property in words for people."""
    return _LABELS.get(prop, prop)


def shown(attribute: Attribute) -> str:
    return f"“{attribute.value}”" if attribute.property != "day" else attribute.value


def refuted(attribute: Attribute) -> bool:
    """Whether a clause says nothing of "no" itself and only its source denies it: "denied that they fired"."""
    return attribute.property == "happened" and attribute.value == "no" and not _NOT.search(attribute.subject)


def statement(attribute: Attribute) -> str:
    """A whole sentence that says what the claim says, for NLI."""
    if attribute.property == "happened":
        return f"{attribute.subject[:1].upper()}{attribute.subject[1:]}."
    if attribute.property == "cause" and cause_values.intent(attribute.value):
        return f"The attack was {cause_values.intent(attribute.value)}."
    who = f"The {attribute.subject}" if attribute.subject[:1].islower() else attribute.subject
    return _STATEMENTS.get(attribute.property, "It was {}.").format(attribute.value, who=who)


@lru_cache(maxsize=65536)
def _words(value: str) -> frozenset[str]:
    """Normalised words: nations for demonyms, singular, without words that only classify."""
    raw = list(lexicon.words(value.replace("-", " ")))
    singular = ((w, lexicon.singular(w)) for w in raw)
    found = {lexicon.nation(w) or lexicon.class_of("reasons", s) or s for w, s in singular}
    return frozenset(found - _EMPTY) or frozenset(found)


def kind(attribute: Attribute) -> str:
    """The class in which two values of a property exclude each other."""
    if attribute.property == "weapon":
        return _weapon(attribute.value) or attribute.value.lower()
    return " ".join(sorted(_words(attribute.value)))


def _weapon(value: str) -> str | None:
    return lexicon.weapon_kind(" ".join(lexicon.singular(w) for w in lexicon.words(value)))


def relation(a: Attribute, b: Attribute) -> str:
    """``same``, ``narrower``, ``different`` (NLI should be asked), ``changed`` or ``unrelated``; see ``relations``."""
    if a.property != b.property:
        return UNRELATED
    if a.property == "day":
        return SAME if a.value == b.value else UNRELATED
    if a.property in _COMPARED:
        return _COMPARED[a.property](a.value, b.value)
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
