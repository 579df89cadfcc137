"""Number words and their values, for ``atoms`` and ``numbers``; those of vague ones are in ``words.vague``."""

from __future__ import annotations

from checker.words.lists import listed

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
# what a number counts, as a pattern
PLURAL = r"(?:[a-z]+s|people|men|women|children)\b"
