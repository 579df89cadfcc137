"""Evidence from places, names and participants of the two sentences. Pure."""

from __future__ import annotations

from functools import lru_cache

from checker.same.measures import Articles, differ, same
from checker.same.view import ClaimView
from checker.words.frequencies import stem

CODE = "place"
NAMES = (
    "spot_same", "spot_differs", "spot_silent", "place_same", "place_differs", "place_silent", "names_same",
    "names_differ", "names_silent", "names_likeness", "actor_same", "actor_differs",
)  # fmt: skip


def measures(a: ClaimView, b: ClaimView, both: Articles) -> tuple[float, ...]:
    """Ones and zeros, and one cosine in [0, 1], in the order of ``NAMES``."""
    told = (
        *(f for one, two in ((a.spots, b.spots), (a.places, b.places), (a.names, b.names)) for f in _three(one, two)),
        both.cosine(_stems(a.names), _stems(b.names)),
        same(a.actor, b.actor),
        differ(a.actor, b.actor),
    )
    return tuple(map(float, told))


@lru_cache(maxsize=1 << 12)
def _stems(names: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(name.lstrip("@")) for name in names)


def _three(one: frozenset[str], two: frozenset[str]) -> tuple[bool, bool, bool]:
    return same(one, two), differ(one, two), not one and not two


def detail(a: ClaimView, b: ClaimView, agreeing: bool) -> str:
    for one, two in ((a.spots, b.spots), (a.places, b.places), (a.names, b.names)):
        if agreeing and one & two:
            return f"both name {_shown(one & two)}"
        if not agreeing and differ(one, two):
            return f"{_shown(one)} against {_shown(two)}"
    return "nothing speaks of two places" if agreeing else "they share no place or name"


def _shown(keys: frozenset[str]) -> str:
    return ", ".join(sorted(k.lstrip("@").title() for k in keys)[:3])
