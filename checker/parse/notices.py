"""What an outlet says of its own text: corrections, clarifications, that a story was updated. Pure string work.

They are kept out of the claims: they repeat what was wrong, and often without saying that it was.
"""

from __future__ import annotations

import re

from checker.parse.captions import Cut, sentences
from checker.words.lists import alternation

LONGEST = 700  # characters
_TEXT = alternation("captions", "own_texts")
_CLOCK = r"(?:\d{1,2}(?::\d\d)? ?[ap]\.?m\.?(?: [a-z]{2,3})?[:.,]? ?)?"
_LABEL = (
    r"(?:corrections?(?: (?:and|&) clarifications?)?|clarifications?(?: (?:and|&) corrections?)?|updated?"
    r"|editor'?s?'? note|note(?: to readers)?|for the record|amendment)"
)
_SURE_LABEL = r"(?:corrections?(?: (?:and|&) clarifications?)?|clarifications?(?: (?:and|&) corrections?)?|erratum)"
_OF_A_DATE = r"(?:,? ?\(?(?:[a-z]+\.? )?\d[^:()]{0,30}\)?|,? [a-z]+\.? \d[^:]{0,24})?"
_VERSION = (
    rf"\b(?:earlier|previous|prior|original|first|initial|print) (?:version|edition|draft)s? of "
    rf"(?:this|the|our|that)(?: \w+)? ?{_TEXT}"
)
_CHANGED = (
    rf"\bthis {_TEXT}(?: \w+)? (?:has (?:since )?been|have been|was|is being|is) (?:\w+ )?"
    rf"{alternation('captions', 'changed')}\b"
)
_REGRET = r"\b(?:we|the \w+) regrets? the errors?\b"
_SAYS_SO = re.compile(rf"(?:{_VERSION}|{_CHANGED}|{_REGRET})")
_IS_WRONG = re.compile(rf"\b{_TEXT}\b.{{0,80}}\b{alternation('captions', 'mistakes')}\b")
_LABELLED = re.compile(rf"[\W_]*{_CLOCK}{_LABEL}\b{_OF_A_DATE} ?[:.–—-]")
_SURELY = re.compile(rf"[\W_]*{_CLOCK}{_SURE_LABEL}{_OF_A_DATE} ?(?::|\s[–—-])")
_STARTS = re.compile(
    rf"[\W_]*{_CLOCK}(?:we (?:have )?(?:since )?(?:corrected|updated|amended|clarified) )?"
    rf"(?:(?:an?|the|our|in an?) )?(?:{_VERSION.removeprefix(chr(92) + 'b')}|{_CHANGED}|{_REGRET})"
)


def is_notice(paragraph: str) -> bool:
    """Whether a whole paragraph speaks of the text itself."""
    if len(paragraph) > LONGEST:
        return False
    told = _plain(paragraph)
    if _SURELY.match(told) or _STARTS.match(told):
        return True
    return _LABELLED.match(told) is not None and bool(_SAYS_SO.search(told) or _IS_WRONG.search(told))


def notice_cuts(paragraph: str) -> list[Cut]:
    """The sentences of a longer paragraph that speak of the text itself."""
    if not _SAYS_SO.search(_plain(paragraph)):
        return []
    found = sentences(paragraph, 0, len(paragraph))
    return [(a, b, "notice") for a, b in found if _STARTS.match(_plain(paragraph[a:b]))]


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("‘", "'").split()).casefold()
