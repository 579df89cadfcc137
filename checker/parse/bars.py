"""Bars of buttons, counters and times: paragraphs of which every word is one of a small set. Pure."""

from __future__ import annotations

import re

from checker.words.lists import words_in

LONGEST = 24  # words
_WORD = re.compile(r"[^\s|•·/,;()\[\]&~–—-]+")
# What a stamp without a label has: a clock, a month beside a day, how long ago.
_DATED = re.compile(
    r"\b\d{1,2}[:.]\d\d\b|\bago\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th)? "
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
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
        says_so = named > 0 or (kind == "stamp" and numbers > 0 and _DATED.search(paragraph) is not None)
        if says_so and numbers + named + sum(w in glue and w not in own for w in found) == len(found):
            return reason
    return None
