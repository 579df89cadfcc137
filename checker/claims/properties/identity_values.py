"""Values of who somebody is: nationalities, offices and parts in a crash, kinship. Pure."""

from __future__ import annotations

from functools import lru_cache

from checker.claims.properties.relations import DIFFERENT, NARROWER, SAME, UNRELATED
from checker.words import lexicon

_LOOSE = {"friend", "neighbor", "colleague", "stranger"}  # what somebody may be besides
_SIDING = {"backed", "aligned", "affiliated", "sponsored", "led", "linked", "supported", "allied", "pro", "funded"}
_EMPTY = {
    "the",
    "a",
    "an",
    "group",
    "force",
    "forces",
    "troop",
    "movement",
    "organisation",
    "organization",
    "army",
    "military",
}
_GENERAL = {"prime", "first", "chief", "state", "new", "current", "federal", "senior", "junior", "city"}


def nationality(a: str, b: str) -> str:
    """Nations: who has one of two may be told of with either."""
    one, two = ({n for w in v.split(" and ") if (n := lexicon.nation(w))} for v in (a, b))
    if one == two:
        return SAME if one else UNRELATED
    return NARROWER if one & two else DIFFERENT


def perpetrator(a: str, b: str) -> str:
    """Who did it: words in common fit; two nations differ, and so do two names, which may still be one group's."""
    one, two = (frozenset(lexicon.nation(w) or lexicon.singular(w) for w in lexicon.words(v)) - _EMPTY for v in (a, b))
    if one == two:
        return SAME if one else UNRELATED
    if one and two and (one <= two or two <= one or len(one & two) >= 2):
        return NARROWER
    if _sided(a) or _sided(b) or one & two:
        return UNRELATED  # "Russian-backed fighters" may be anybody's
    return DIFFERENT if (_nations(a) and _nations(b)) or (_named(a) and _named(b)) else UNRELATED


def of_nations(a: str, b: str) -> bool:
    """Whether both values name a nation: these are never two names of one group."""
    return bool(_nations(a) and _nations(b))


def _nations(value: str) -> frozenset[str]:
    return frozenset(n for w in lexicon.words(value) if (n := lexicon.nation(w)))


def _named(value: str) -> bool:
    return any(w[:1].isupper() for w in value.split()) and not _nations(value)


def _sided(value: str) -> bool:
    return bool(set(lexicon.words(value.replace("-", " "))) & _SIDING)


def role(a: str, b: str) -> str:
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
    for table in ("offices", "traffic"):
        if found := lexicon.class_of(table, head):
            narrow = {w.replace("defense", "defence") for w in words} - (_GENERAL - {"prime"})
            return table, found, frozenset(narrow)
    return "", value, frozenset()


def kinship(a: str, b: str) -> str:
    """ "brother of Ana Roe": of the same other person; a relative may be a brother, and a friend anything."""
    (kin_a, _, whom_a), (kin_b, _, whom_b) = (v.partition(" of ") for v in (a, b))
    if not _one_person(whom_a, whom_b):
        return UNRELATED
    one, two = (lexicon.class_of("kin", lexicon.singular(k.split()[-1])) if k else None for k in (kin_a, kin_b))
    if one == two:
        return SAME if one else UNRELATED
    if {one, two} & _LOOSE or None in (one, two):
        return UNRELATED
    return NARROWER if "relative" in (one, two) else DIFFERENT


def _one_person(one: str, two: str) -> bool:
    a, b = (set(lexicon.words(n)) for n in (one, two))
    return bool(a) and (a <= b or b <= a)
