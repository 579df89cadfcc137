"""Values of what is said of persons: wounds, states, standing with the law, ranks, who carried them, where to. Pure.

Each function takes two values in words and gives one of the relations in :mod:`checker.claims.properties.relations`.
"""

from __future__ import annotations

from functools import lru_cache

from checker.claims.properties.relations import CHANGED, DIFFERENT, NARROWER, SAME, UNRELATED
from checker.words import lexicon

# States that nobody has of whom "all were released" or "none of the injuries is life-threatening" is told; whoever died
# may have been left out of these.
GRAVE = ("critical", "serious", "life-threatening", "on life support")
_SIDES = ("left", "right")


def wound(a: str, b: str) -> str:
    """Parts of the body: the same, one spot in two words, or apart ("chest" against "leg", "left arm" against "right").

    One shared part is enough: a person hit twice may be told of with either.
    """
    one, two = _parts(a), _parts(b)
    if not one or not two:
        return UNRELATED
    if one == two:
        return SAME
    return NARROWER if any(_meet(x, y) for x in one for y in two) else DIFFERENT


@lru_cache(maxsize=4096)
def _parts(value: str) -> frozenset[tuple[str, str]]:
    """(side, part) of every part named: "left arm and neck" -> {("left", "arm"), ("", "neck")}."""
    found = []
    for piece in value.lower().split(" and "):
        words = [lexicon.singular(w) for w in lexicon.words(piece)]
        part = next((p for w in reversed(words) if (p := lexicon.class_of("body", w))), None)
        if part:
            found.append((next((s for s in _SIDES if s in words), ""), part))
    return frozenset(found)


def _meet(x: tuple[str, str], y: tuple[str, str]) -> bool:
    if x[0] and y[0] and x[0] != y[0]:
        return False
    one, two = x[1], y[1]
    near = two in lexicon.members("body_meets", one) or one in lexicon.members("body_meets", two)
    return one == two or near or "body" in (one, two)


def condition(a: str, b: str) -> str:
    """States of health: they change, so two different ones are no contradiction by themselves."""
    one, two = state(a), state(b)
    if one == two:
        return SAME if a == b else NARROWER
    if {one, two} <= {"critical", "serious", "life-threatening"}:
        return NARROWER if "life-threatening" in (one, two) else CHANGED
    return CHANGED


def state(value: str) -> str:
    """The canonical state: "extremely critical condition" -> "critical"."""
    words = value.lower().removesuffix(" condition").removesuffix(" injuries")
    return lexicon.class_of("conditions", words) or words


def verdicts(a: str, b: str) -> bool:
    """Whether two standings are the two ends of one trial, or two pleas: on one day nobody has both."""
    return {a, b} in ({"convicted", "acquitted"}, {"guilty", "not guilty"})


def custody(a: str, b: str) -> str:
    """Standing with the law only ever moves on."""
    sought = ("at large", "sought", "no arrest")
    return SAME if a == b or (a in sought and b in sought) else CHANGED


def charge(a: str, b: str) -> str:
    """Offences: charges are many and are changed, so that different ones never exclude each other."""
    one, two = _offences(a), _offences(b)
    if one == two:
        return SAME if one else UNRELATED
    return NARROWER if one & two else CHANGED


@lru_cache(maxsize=4096)
def _offences(value: str) -> frozenset[str]:
    """Canonical offences, attempts apart: "attempted murder and theft" -> {"attempted murder", "theft"}."""
    found = []
    for piece in value.lower().split(" and "):
        words = [lexicon.singular(w) for w in lexicon.words(piece)]
        offence = next((o for w in reversed(words) if (o := lexicon.class_of("offences", w))), None)
        if offence:
            found.append(f"attempted {offence}" if {"attempted", "attempt"} & set(words) else offence)
    return frozenset(found)


def rank(a: str, b: str) -> str:
    """Ranks exclude each other unless one title holds the other's words ("Lt. Gen." and "Gen.")."""
    one, two = ({lexicon.class_of("ranks", w.rstrip(".")) for w in v.lower().split()} for v in (a, b))
    if one == two:
        return SAME
    return NARROWER if one & two else DIFFERENT


def carrier(a: str, b: str) -> str:
    """Who brought somebody: a brother is no friend, but may be the relative of another report."""
    one, two = (_carrier(v) for v in (a, b))
    if one == two:
        return SAME
    tables = {table for table, _ in (one, two)}
    if tables == {"kin"} and "relative" in (one[1], two[1]):
        other = one[1] if two[1] == "relative" else two[1]
        return DIFFERENT if other in ("friend", "neighbor", "colleague", "stranger") else NARROWER
    return DIFFERENT if "kin" in tables else UNRELATED


def _carrier(value: str) -> tuple[str, str]:
    for word in reversed([lexicon.singular(w) for w in lexicon.words(value)]):
        for table in ("kin", "helpers"):
            if found := lexicon.class_of(table, word):
                return table, found
    return "", value.lower()


def facility(a: str, b: str) -> str:
    """Places that somebody was brought to or died at: by name where both have one, else by kind.

    Two hospitals are no contradiction: patients are moved on, and one hospital has several names.
    """
    (kind_a, names_a), (kind_b, names_b) = _facility(a), _facility(b)
    if names_a and names_b:
        if names_a == names_b:
            return SAME
        if names_a & names_b:
            return NARROWER
        return DIFFERENT if _apart(kind_a, kind_b) else UNRELATED
    if kind_a == kind_b:
        return NARROWER if kind_a else UNRELATED
    return DIFFERENT if _apart(kind_a, kind_b) else UNRELATED


def _apart(one: str, two: str) -> bool:
    """Whether two kinds of place are never one: the scene may be a home or a school, but no hospital."""
    if not one or not two or one == two:
        return False
    return "scene" not in (one, two) or bool({"hospital", "way"} & {one, two})


def facility_name(value: str) -> frozenset[str]:
    """The telling words of a named facility, none for "the hospital"."""
    return _facility(value)[1]


@lru_cache(maxsize=4096)
def _facility(value: str) -> tuple[str, frozenset[str]]:
    words = lexicon.words(value)
    kinds = [k for w in words if (k := lexicon.class_of("facilities", lexicon.singular(w)))]
    known = {w for w in words if lexicon.class_of("facilities", lexicon.singular(w))}
    nouns = known | {"medical", "regional", "general", "local", "nearby", "area", "city", "county", "health"}
    # A generic word tells two hospitals of one town apart only beside a name of its own.
    names = frozenset(lexicon.name_tokens(value)) - nouns
    kind = "hospital" if "hospital" in kinds or "medical" in words else kinds[-1] if kinds else ""
    return kind, names if any(w[:1].isupper() for w in value.split()) else frozenset()
