"""How rare a word is in news: stems with the number of articles that have them, of a fixed background.

The background is 11,501 articles of two corpora of web news on ten domains, 2005-2025; only the counts are kept. It is
frozen: what is rare in a batch is not rare in the world, and a verdict must not change with what else is checked.
Stems are those of the Snowball stemmer (Porter 2001).
"""

from __future__ import annotations

import math
import re
import threading
from functools import cache, lru_cache
from importlib.resources import files

import Stemmer

from checker.words.lists import words_in

WORD = re.compile(r"[^\W\d_][\w’'-]*")
_UNSEEN = 1  # articles that a word counts for which the background hardly has
_of_thread = threading.local()  # a stemmer is for one thread


@cache
def _background() -> tuple[int, dict[str, int]]:
    lines = files("checker.words").joinpath("data/frequencies.txt").read_text(encoding="utf-8").splitlines()
    return int(lines[0]), {word: int(n) for word, n in (line.split(" ") for line in lines[1:])}


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a word in lower case, without "'s"."""
    lower = word.lower().replace("’", "'")
    if not hasattr(_of_thread, "stemmer"):
        _of_thread.stemmer = Stemmer.Stemmer("english", 0)  # without a cache of its own
    found: str = _of_thread.stemmer.stemWord(lower.removesuffix("'s"))
    return found


@lru_cache(maxsize=1 << 16)
def rarity(word: str) -> float:
    """Inverse document frequency of a stem: 0 for a word in every article, about 9 for one in hardly any."""
    articles, counts = _background()
    return math.log((articles + 1) / (counts.get(word, _UNSEEN) + 0.5))


@lru_cache(maxsize=1 << 16)
def of_name(name: str) -> float:
    """How rare a word of a name is; a country, marked with "@", is as rare as the most frequent word of it."""
    words = (stem(w) for w in WORD.findall(name)) if name.startswith("@") else (stem(name),)
    return min((rarity(w) for w in words), default=rarity(""))


def stems(text: str) -> list[str]:
    """The stems of a text's words in order, without numbers in digits or words and without function words."""
    left_out = _left_out()
    return [stem(w) for w in WORD.findall(text) if w.lower() not in left_out]


@cache
def _left_out() -> frozenset[str]:
    return words_in("general", "function_words") | words_in("numbers", "number_words")
