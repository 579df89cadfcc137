"""Number words and their values: the tables that ``numbers`` reads with, and the policy for vague words, ``VAGUE``."""

from __future__ import annotations

from checker.words.lists import listed

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

ONES = {word: float(value) for value, word in enumerate(listed("numbers", "ones"))}
TENS = {word: 10.0 * value for value, word in enumerate(listed("numbers", "tens"), 2)}
TENS["fourty"] = 40.0
MAGNITUDES = {
    "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "trillion": 1e12,
    "mln": 1e6, "mio": 1e6, "bln": 1e9, "trn": 1e12,
}  # fmt: skip
MULTIPLES = {"hundred": 100.0, "dozen": 12.0, "score": 20.0}
SUFFIXES = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "mil": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "bln": 1e9, "t": 1e12,
    "tn": 1e12, "trn": 1e12,
}  # fmt: skip
ORDINALS = {word: float(value) for value, word in enumerate(listed("numbers", "ordinals"), 1)}
_PARTS = {w: n for w, n in ORDINALS.items() if n > 2} | {"half": 2.0, "quarter": 4.0, "hundredth": 100.0}
PARTS = _PARTS | {w + "s": n for w, n in _PARTS.items() if w != "half"} | {"halves": 2.0}
GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, 
          "⅞": 0.875, "⅕": 0.2, "⅖": 0.4, "⅗": 0.6, "⅘": 0.8, "⅙": 1 / 6}  # fmt: skip
