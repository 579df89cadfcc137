"""Vague number words and what they stand for. Pure."""

from __future__ import annotations

from functools import cache

# Vague number words -> inclusive interval.
#
# Policy: the low end is the value that conflict-event coders enter for the word, the high end the last value before a
# writer would take the next word. ACLED codes "several", "a few" and bare plurals with its lowest multi-death value
# (3), "tens" as 10, "dozens" as 12 and "hundreds" as 100; UCDP GED takes the lowest number that the word admits as
# its low estimate and keeps a separate high one. Plural magnitudes run up to ten times their unit (CQE does the same:
# Almasian et al., EMNLP 2023). Sources: ACLED, "Fatalities: how does ACLED code them" (codebook, section on
# fatalities); UCDP GED codebook, section on low, best and high estimates.
VAGUE: dict[str, tuple[float, float]] = {
    "couple": (2, 3),
    "few": (3, 9),
    "handful": (3, 9),
    "several": (3, 9),
    "tens": (10, 100),
    "dozens": (12, 120),
    "scores": (20, 200),
    "hundreds": (100, 1_000),
    "thousands": (1_000, 10_000),
    "lakhs": (100_000, 1_000_000),
    "millions": (1e6, 1e7),
    "crores": (1e7, 1e8),
    "billions": (1e9, 1e10),
    "trillions": (1e12, 1e13),
}
_OF_MANY = ("tens", "dozens", "scores", "hundreds", "thousands")
_MANY = ("thousands", "millions", "billions")
_SPELT = {"couple": "a couple", "few": "several", "handful": "several"}
_ELSEWHERE = ("lakhs", "crores")  # "hundreds of thousands" says the same everywhere


def word_for(low: float | None, high: float | None) -> str | None:
    """The word that stands for an interval: "several", "dozens", "hundreds of thousands"; None for any other."""
    return _words().get((low, high))


@cache
def _words() -> dict[tuple[float | None, float | None], str]:
    single = {bounds: _SPELT.get(word, word) for word, bounds in VAGUE.items() if word not in _ELSEWHERE}
    double = {
        (low * VAGUE[many][0], high * VAGUE[many][0]): f"{word} of {many}"
        for many in _MANY
        for word in _OF_MANY
        for low, high in [VAGUE[word]]
    }
    return {**double, **single}  # type: ignore[dict-item]
