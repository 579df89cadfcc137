"""Bars of buttons, counters and times: paragraphs of which every word is one of a small set. Pure."""

from __future__ import annotations

import re

from checker.words.lists import words_in

LONGEST = 24  # words
_WORD = re.compile(r"[^\s|•·/,;()\[\]&~–—-]+")
_NUMBER = re.compile(r"[\d.,:]+(?:k|m|\+|th|st|nd|rd|am|pm|[ap]\.m\.?)?")


def bar(paragraph: str) -> str | None:
    """ "prompt" for a bar to share or to comment, "stamp" for one that says when; None for neither.

    ``paragraph`` in lower case.
    """
    found = [word.strip(":!.") or word for word in _WORD.findall(paragraph)]
    if not 1 < len(found) <= LONGEST:
        return None
    for kind, reason in (("share", "prompt"), ("stamp", "stamp")):
        own, glue = words_in("captions", kind), words_in("captions", f"{kind}_glue")
        numbers = sum(_NUMBER.fullmatch(w) is not None for w in found)
        named = sum(w in own for w in found)
        if named and numbers + named + sum(w in glue and w not in own for w in found) == len(found):
            return reason
    return None
