"""Which articles are in English: the parser, the lexicon and the model know no other language.

py3langid (BSD-3-Clause; Lui and Baldwin 2012, https://aclanthology.org/P12-3005/) is asked: of the identifiers that
work offline it is small, needs numpy alone and unpickles nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

MIN_LETTERS = 60  # below, names and numbers decide, which are of no language; of other scripts a third is enough
CERTAIN = 0.001  # an article is refused when English is less likely than this in all its parts
_SHORTEST, _LONGEST = 300, 2_000  # characters looked at in the beginning, the middle and the end
_LAST_LATIN = "\u024f"
_ENGLISH = ("en", "pcm")  # Nigerian Pidgin, with which short pieces of police news are confused


def foreign(text: str) -> str | None:
    """The code (ISO 639) of the language that a text is certainly in where that isn't English, else None.

    A text that is English in part is no foreign one. Where it is in several others, the code is that of the beginning.
    """
    parts = [part for part in _samples(text) if _letters(part) >= MIN_LETTERS]
    guesses = [dict(_identifier().rank(part)) for part in parts]
    if not guesses or any(sum(float(guess.get(code, 0)) for code in _ENGLISH) >= CERTAIN for guess in guesses):
        return None
    return str(max(guesses[0], key=lambda code: float(guesses[0][code])))


def _letters(part: str) -> int:
    return sum(1 if c <= _LAST_LATIN else 3 for c in part if c.isalpha())


def _samples(text: str) -> list[str]:
    size = min(_LONGEST, max(_SHORTEST, len(text) // 3))
    if len(text) <= 2 * size:
        return [text]
    middle = (len(text) - size) // 2
    return [text[:size], text[middle : middle + size], text[-size:]]


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
