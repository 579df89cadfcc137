"""Ages told by decades: "in her 60s", "in his mid- to late 50s", "a thirty-something teacher". Ranges of years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.parse.memo import lowered
from checker.quantities import units
from checker.quantities.drafts import Draft
from checker.quantities.number_words import TENS
from checker.quantities.numbers import Form
from checker.quantities.unit_lexicon import Unit
from checker.records import Comparator, QuantityKind
from checker.words.lists import alternation, listed

YEAR = Unit("year of age", QuantityKind.AGE)
# First and last year of a part, and where "mid" ends a row of parts: "mid- to late 50s" begins at 55.
_PARTS = {"early": (0, 4), "mid": (3, 7), "middle": (3, 7), "late": (6, 9), "": (0, 9)}
_CENTRE = {"mid": 5, "middle": 5}

_PART = r"(?:early|mid(?:dle)?|late)"
_TENS_IN_WORDS = listed("numbers", "tens")  # from twenty
_TENS = rf"(?:[2-9]0['’]?s|{'|'.join(w[:-1] + 'ies' for w in _TENS_IN_WORDS)})"
_WHOSE = alternation("people", "possessive_pronouns")
_SPAN = re.compile(
    rf"\b{alternation('numbers', 'before_decades_of_life')} {_WHOSE} (?:very )?"
    rf"(?P<what>(?:(?:(?P<first>{_PART})-?(?: ?/ ?|[ -]to[ -]| or | and ))?(?P<part>{_PART})[- ])?"
    rf"(?P<tens>{_TENS}|teens)"
    rf"(?:,? (?:or|and|to) (?:{_WHOSE} )?(?:(?P<part2>{_PART})[- ])?(?P<tens2>{_TENS}))?)(?![\w'’])",
    re.IGNORECASE,
)
_SOMETHING = re.compile(rf"\b(?P<tens>[2-9]0|{'|'.join(_TENS_IN_WORDS)})[- ]?somethings?\b", re.IGNORECASE)


def years(tens: str, part: str = "", last: str = "") -> tuple[int, int]:
    """First and last year of "early 60s", or of "mid- to late 60s" where ``last`` ends it; the teens begin at 13."""
    decade, part, last = _decade(lowered(tens)), lowered(part), lowered(last)
    low, high = _PARTS[part]
    if last:
        low, high = _CENTRE.get(part, low), _CENTRE.get(last, _PARTS[last][1])
    return decade + max(low, 3 if decade == 10 else 0), decade + high


def drafts(text: str) -> Iterator[Draft]:
    """The ages told by decades in text order, as ranges."""
    # "30-something percent" is no age
    found = [*_SPAN.finditer(text), *(m for m in _SOMETHING.finditer(text) if units.after(text, m.end()) is None)]
    for m in sorted(found, key=lambda m: m.start()):
        group = m.groupdict()
        first, part = group.get("first") or "", group.get("part") or ""
        low, high = years(m["tens"], first or part, part if first else "")
        if group.get("tens2"):
            high = years(group["tens2"] or "", group.get("part2") or "")[1]
        start, end = m.span("what") if "what" in group else m.span()
        d = Draft(start, end, None, float(low), float(high), Form.DIGITS, "", text, start, end, YEAR)
        d.comparator = Comparator.RANGE
        yield d


def _decade(tens: str) -> int:
    if tens == "teens":
        return 10
    if tens[0].isdigit():
        return int(tens[:2])
    return next(int(TENS[word]) for word in _TENS_IN_WORDS if tens.startswith(word[:-1]))
