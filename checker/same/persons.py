"""Are two persons of two articles one? Pure: by name, by age and sex, by "the fourth victim", by being the only one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from checker.records import Claim, Person
from checker.words.lists import words_in

_HURT = words_in("people", "hurt") | {""}
_SUSPECTED = {"suspect", "fighter"}


@dataclass(frozen=True, eq=False)
class PersonClaims:
    """A person of one article with the claims that tell of them; equal to nothing but itself."""

    person: Person
    claims: tuple[Claim, ...]

    @cached_property
    def told(self) -> Mapping[str, frozenset[str]]:
        """The values of attributive claims by their property."""
        attributes = [c.attribute for c in self.claims if c.attribute is not None]
        return {x.property: frozenset(y.value for y in attributes if y.property == x.property) for x in attributes}


def same(a: Person, b: Person, prop: str = "") -> tuple[float, str] | None:
    """How sure it is that two persons of articles about one event are one, with words for the report; None if not.

    Two names decide alone; a name and a bare description need the same age; two descriptions the same age or number
    in a row, or that each is the only one of its kind. ``prop`` "custody" lets an unnamed suspect be whoever is held.
    """
    if prop == "condition" and (a.every or b.every):
        return _all(a, b)
    if a.many != b.many or (a.sex and b.sex and a.sex != b.sex):
        return None
    if a.name and b.name:
        return (1.0, f"both speak of {max(a, b, key=lambda p: len(p.name)).shown}") if names_fit(a, b) else None
    if a.age is not None and b.age is not None:
        if a.age != b.age or not (a.alone and b.alone):
            return None
        named = a if a.name else b
        return (0.85 if named.name else 0.8), f"both speak of {_described(named)}"
    if a.at & b.at and not (a.name or b.name) and kinds_fit(a, b):
        return 0.75, f"both speak of the one taken to {' '.join(sorted(w.title() for w in a.at & b.at))}"
    if a.order or b.order:
        return (0.8, f"both speak of the {a.shown}") if a.order == b.order and kinds_fit(a, b) else None
    if prop == "custody" and any(p.kind in _SUSPECTED and not p.name and p.age is None for p in (a, b)):
        return 0.6, "both speak of the suspect"
    if a.name or b.name or not (a.alone and b.alone) or a.kind != b.kind or a.kind in ("", "person", "victim"):
        return None
    return 0.65, f"both speak of one {a.kind}"


def _all(a: Person, b: Person) -> tuple[float, str] | None:
    """Everybody who was hurt, against one of them or against everybody."""
    kinds = [p.kind for p in (a, b) if not p.name]
    hurt = all(k in _HURT for k in kinds) or a.kind == b.kind
    return (
        (0.6, "one speaks of all who were hurt")
        if hurt and (a.every or not a.many) and (b.every or not b.many)
        else None
    )


def names_fit(a: Person, b: Person) -> bool:
    """ "Ruiz" and "Ana Ruiz" fit, "Ana Ruiz" and "Eva Ruiz" don't; nor do bearers of one name years apart.

    Nor do "Ruiz" and "Ana Ruiz" where the article with "Ruiz" alone names Ana and Eva Ruiz.
    """
    if a.name != b.name and not (a.alone and b.alone):
        return False
    if a.age is not None and b.age is not None and abs(a.age - b.age) > 1:
        return False
    return same_name(a.name, b.name)


def same_name(one: str, two: str) -> bool:
    """Whether two names may be one person's: all words of one in the other, or first and last in common."""
    a, b = one.split(), two.split()
    few, many = (Counter(a), Counter(b)) if len(a) <= len(b) else (Counter(b), Counter(a))
    return few <= many or (a[0] == b[0] and a[-1] == b[-1])


def kinds_fit(a: Person, b: Person) -> bool:
    """A victim may be told of as a man or a student; a suspect is no victim."""
    return not ({a.kind, b.kind} & _SUSPECTED) or a.kind == b.kind


def _described(p: Person) -> str:
    return p.shown if p.name else f"one {p.shown}"
