"""Evidence from names beside each number: whose it is, in its own stretch of the sentence. Pure."""

from __future__ import annotations

from checker.same.measures import Articles, cosine, differ, same
from checker.same.view import ClaimView

CODE = "owner"
NAMES = (
    "caps_right_same", "caps_right_differ", "caps_left_same", "caps_left_differ", "caps_same", "caps_differ",
    "caps_silent", "caps_likeness", "caps_of_another",
)  # fmt: skip


def measures(a: ClaimView, b: ClaimView, _: Articles) -> tuple[float, ...]:
    """Ones and zeros, and one cosine in [0, 1], in the order of ``NAMES``."""
    one, two = a.caps_left | a.caps_right, b.caps_left | b.caps_right
    another = bool((a.caps_right & b.caps) - b.caps_right) or bool((b.caps_right & a.caps) - a.caps_right)
    told = (
        same(a.caps_right, b.caps_right),
        differ(a.caps_right, b.caps_right),
        same(a.caps_left, b.caps_left),
        differ(a.caps_left, b.caps_left),
        same(one, two),
        differ(one, two),
        not one and not two,
        cosine(one, two),
        another,
    )
    return tuple(map(float, told))


def detail(a: ClaimView, b: ClaimView, agreeing: bool) -> str:
    one, two = a.caps_left | a.caps_right, b.caps_left | b.caps_right
    if agreeing and one & two:
        return f"both stand beside {_words(one & two)}"
    if not agreeing and one and two and not one & two:
        return f"{_words(one)} beside one, {_words(two)} beside the other"
    return "no names beside either that speak against it" if agreeing else "names beside one of them only"


def _words(names: frozenset[str]) -> str:
    return " ".join(w.capitalize() for w in sorted(names)[:3])
