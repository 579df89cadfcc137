"""Evidence from what is counted or measured: noun, what narrows it, unit, and what is said of it. Pure."""

from __future__ import annotations

from checker.same.measures import Articles, cosine, differ, same
from checker.same.view import ClaimView

CODE = "noun"
NAMES = (
    "noun_same", "noun_differs", "noun_person", "modifiers_same", "modifiers_differ", "modifiers_silent",
    "modifiers_one", "unit_likeness", "unit_differs", "unit_same", "predicate_same", "predicate_differs", "person_one",
)  # fmt: skip


def measures(a: ClaimView, b: ClaimView, _: Articles) -> tuple[float, ...]:
    """Ones and zeros, and one cosine in [0, 1], in the order of ``NAMES``."""
    told = (
        a.noun != "" and a.noun == b.noun,
        a.noun != "" and b.noun != "" and a.noun != b.noun,
        "person" in (a.noun, b.noun),
        same(a.modifiers, b.modifiers),
        differ(a.modifiers, b.modifiers),
        not a.modifiers and not b.modifiers,
        bool(a.modifiers) != bool(b.modifiers),
        cosine(a.unit, b.unit),
        differ(a.unit, b.unit),
        a.unit == b.unit,
        a.predicate != "" and a.predicate == b.predicate,
        a.predicate != "" and b.predicate != "" and a.predicate != b.predicate,
        a.is_person != b.is_person,
    )
    return tuple(map(float, told))


def detail(a: ClaimView, b: ClaimView, agreeing: bool) -> str:
    if agreeing and a.noun and a.noun == b.noun:
        return f"both of {a.noun}" + (f", {a.predicate}" if a.predicate and a.predicate == b.predicate else "")
    if agreeing:
        return "what is measured is alike"
    if a.noun != b.noun and a.noun and b.noun:
        return f"one is of {a.noun}, the other of {b.noun}"
    if differ(a.modifiers, b.modifiers):
        return f"{' '.join(sorted(a.modifiers))} against {' '.join(sorted(b.modifiers))}"
    return "what is measured differs"
