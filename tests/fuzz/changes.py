"""How a sentence becomes one that nobody wrote: cut, joined, shorn, shuffled. ``CHANGES`` are functions of it.

Each gets the chance to draw from, the sentence and others to join to it; it may return a string without words.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

NUMBER = re.compile(
    r"(?i)[$€£]?\d[\d.,:/]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|dozens?|hundreds?|half)\b"
)
GLUE = (" ", "", ". ", ", ", " - ", "\n", "\n\n", ": ", " and ", '" ')
ODD = (
    "٣", "²", "½", "Ⅳ", "１２", "1e9", "9" * 25, "0", "-5", "1.2.3", "3/0", "31/2", "02-30", "\u200b", "\u00a0", "'s",
    "(", ")", '"', "“", "”", "-", "–", ",", ";", ".", "$", "%", "and", "of", "said", "aged", "who", "the", "not",
)  # fmt: skip

ALIKE = {
    "s": "ſS",
    "i": "ıİI",
    "k": "\u212aK",
    "a": "åÅ\u212b",
    "e": "éE",
    "n": "ñN",
    "-": "‐‑–−",
    "'": "’ʼ`",
    " ": "\u00a0\u2009",
}
ALIKE |= {
    str(n): f"{chr(0x660 + n)}{chr(0x966 + n)}{chr(0xFF10 + n)}{chr(0x1D7CE + n)}{'⁰¹²³⁴⁵⁶⁷⁸⁹'[n]}" for n in range(10)
}

Change = Callable[[random.Random, str, Sequence[str]], str]
CHANGES: list[Change] = []


def change(function: Change) -> Change:
    CHANGES.append(function)
    return function


@change
def cut_at_its_start(chance: random.Random, told: str, others: Sequence[str]) -> str:
    return told[chance.randrange(len(told) + 1) :]


@change
def cut_at_its_end(chance: random.Random, told: str, others: Sequence[str]) -> str:
    return told[: chance.randrange(len(told) + 1)]


@change
def from_a_word(chance: random.Random, told: str, others: Sequence[str]) -> str:
    words = told.split()
    return " ".join(words[chance.randrange(len(words) + 1) :])


@change
def to_a_word(chance: random.Random, told: str, others: Sequence[str]) -> str:
    words = told.split()
    return " ".join(words[: chance.randrange(len(words) + 1)])


@change
def number_first(chance: random.Random, told: str, others: Sequence[str]) -> str:
    found = list(NUMBER.finditer(told))
    return told[chance.choice(found).start() :] if found else f"{chance.randrange(2000)} {told}"


@change
def number_last(chance: random.Random, told: str, others: Sequence[str]) -> str:
    found = list(NUMBER.finditer(told))
    return told[: chance.choice(found).end()] if found else f"{told.rstrip('.')} {chance.randrange(2000)}"


@change
def one_word(chance: random.Random, told: str, others: Sequence[str]) -> str:
    return chance.choice(told.split() or [""])


@change
def joined(chance: random.Random, told: str, others: Sequence[str]) -> str:
    return told + chance.choice(GLUE) + chance.choice(others)


@change
def without_marks(chance: random.Random, told: str, others: Sequence[str]) -> str:
    return re.sub(r"[^\w\s$%]", chance.choice(["", " "]), told)


@change
def upper(chance: random.Random, told: str, others: Sequence[str]) -> str:
    return told.upper()


@change
def lower(chance: random.Random, told: str, others: Sequence[str]) -> str:
    return told.lower()


@change
def title(chance: random.Random, told: str, others: Sequence[str]) -> str:
    return told.title()


@change
def words_gone(chance: random.Random, told: str, others: Sequence[str]) -> str:
    part = chance.choice([0.1, 0.3, 0.6])
    return " ".join(w for w in told.split() if chance.random() > part)


@change
def words_twice(chance: random.Random, told: str, others: Sequence[str]) -> str:
    return " ".join(w if chance.random() > 0.2 else f"{w} {w}" for w in told.split())


@change
def shuffled(chance: random.Random, told: str, others: Sequence[str]) -> str:
    words = told.split()
    start = chance.randrange(len(words) + 1)
    part = words[start : start + chance.choice([3, 6, 100])]
    chance.shuffle(part)
    return " ".join([*words[:start], *part, *words[start + len(part) :]])


@change
def odd_words(chance: random.Random, told: str, others: Sequence[str]) -> str:
    words = told.split()
    for _ in range(chance.randrange(1, 4)):
        words.insert(chance.randrange(len(words) + 1), chance.choice(ODD))
    return chance.choice([" ", " ", ""]).join(words)


@change
def odd_numbers(chance: random.Random, told: str, others: Sequence[str]) -> str:
    return NUMBER.sub(lambda m: chance.choice(ODD) if chance.random() < 0.5 else m[0], told)


@change
def odd_spaces(chance: random.Random, told: str, others: Sequence[str]) -> str:
    space = chance.choice(["  ", "\u00a0", "\t", "\n", " \n ", "\u2009", "\n\n"])
    return chance.choice(["", space]) + "".join(c if c != " " or chance.random() > 0.2 else space for c in told)


@change
def other_letters(chance: random.Random, told: str, others: Sequence[str]) -> str:
    """Letters and digits that are equal to others but for case or script: long s, dotless i, the Kelvin sign."""
    return "".join(chance.choice(ALIKE[c]) if c in ALIKE and chance.random() < 0.3 else c for c in told)


@change
def larger(chance: random.Random, told: str, others: Sequence[str]) -> str:
    """Magnitudes upon magnitudes, beyond what a float holds."""
    word = chance.choice(["million", "trillion", "thousand", "hundred", "dozen"])
    more = chance.choice([1, 2, 30]) * f" {word}"
    return NUMBER.sub(lambda m: m[0] + more if chance.random() < 0.5 else m[0], told)


def made(chance: random.Random, sentences: Sequence[str]) -> str:
    """One input: a sentence after none to three changes, with something to read in it."""
    told = chance.choice(sentences)
    for _ in range(chance.choice([0, 1, 1, 1, 2, 2, 3])):
        told = chance.choice(CHANGES)(chance, told, sentences)
    return told if told.strip() else chance.choice(sentences)
