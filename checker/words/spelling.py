"""How words are written: folded, singular, plural. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from checker.words.lists import mapping, words_in

_SAME_IN_PLURAL = words_in("general", "same_in_plural")
_PLURALS = mapping("general", "plurals")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without diacritics, typographic quotes and doubled blanks."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", plain.replace("’", "'").replace("‘", "'")).strip().lower()


def flat(text: str) -> str:
    """One line, single blanks."""
    return re.sub(r"\s+", " ", text).strip()


def words(text: str) -> list[str]:
    """The words of a folded text, without possessive endings; "De'Shaun" is one word."""
    return re.findall(r"[^\W_]+", re.sub(r"'s\b", "", fold(text)).replace("'", ""))


@lru_cache(maxsize=65536)
def spelling(word: str) -> str:
    """A folded word with doubled letters written once, so that transliterations meet: "assad" -> "asad"."""
    return re.sub(r"(.)\1", r"\1", word)


def singular(word: str) -> str:
    """The singular of a folded English noun by its ending; enough for telling values apart."""
    if word in _SAME_IN_PLURAL or len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def plural(noun: str) -> str:
    """The plural of a unit or of one of the report's own nouns ("mile per hour" -> "miles per hour")."""
    head, sep, rest = noun.partition(" per ") if " per " in noun else noun.partition(" of ")
    last = re.split(r"[ -]", head)[-1]
    if last in _PLURALS:
        head = head[: len(head) - len(last)] + _PLURALS[last]
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        head = head[:-1] + "ies"
    elif head.endswith(("s", "x", "ch", "sh")):
        head += "es"
    else:
        head += "s"
    return head + sep + rest
