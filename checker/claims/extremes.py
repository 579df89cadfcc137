"""Youngest and oldest of the hurt: "as young as 13", "all of the victims are in their 20s". Imports no spaCy.

Each is a claim on an age of its own, its predicate "youngest" or "oldest"; no single person's age can lie beyond.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.parse.memo import lowered, text_of, words_of
from checker.quantities.decades import years
from checker.records import Comparator, Quantity, QuantityKind, QuantityMention
from checker.words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span

YOUNGEST, OLDEST = "youngest", "oldest"
UNIT = "year of age"
ROUNDED = 2  # years by which people "in their 20s" may miss them
_N = r"(?P<n>1?\d{1,2})(?![\d,.]*\d|[ -](?:minutes|hours|days|weeks|months)\b)"
_ONE = re.compile(
    rf"\b(?:(?:the )?(?P<which>youngest|oldest)\b(?:[^.;,\d]{{0,90}}? (?:is|was|are|were|being|at|aged?)"
    rf"(?: just| only)?"
    rf"|(?: victim| of them| of the \w+)?,) "
    rf"|\bas (?P<bound>young|old) as ){_N}",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\bages? (?:of the [a-z]+ )?(?:range[sd]?|ranging|vary|varied|varying) (?:from|between) (?P<low>\d{1,2})"
    r" (?:to|and) (?P<high>1?\d{1,2})\b(?! (?:weeks|months))|\brang(?:ed|ing|e) in age from (?P<low2>\d{1,2}) to "
    r"(?P<high2>1?\d{1,2})\b(?! (?:weeks|months))",
    re.IGNORECASE,
)
_DECADE = re.compile(
    r"\b(?:all|both|each)\b[^.;]{0,60}?\b(?P<what>in their (?:(?P<part>early|mid|late)[- ])?(?P<tens>teens|[2-9]0s)"
    r"(?:,? (?:or|and|to) (?:(?P<part2>early|mid|late)[- ])?(?P<tens2>[2-9]0s))?)(?!\w)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?<!\bof )\b(?:the|all)(?: (?!remaining|other|two)\w+){0,2} "
    r"(?:victims|dead|deceased|injured|wounded) (?:as|were|are)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ExtremeMention:
    """An age at ``start``/``end`` (characters of the Doc) below or above which nobody of the group is."""

    start: int
    end: int
    quantity: Quantity
    which: str
    listed: bool = False  # the youngest of those whom a list names, where nobody says so


def youngest_and_oldest(sentence: Span, mentions: Sequence[QuantityMention]) -> Iterator[ExtremeMention]:
    """The youngest and oldest of those hurt that a sentence tells; none where it speaks of suspects."""
    if any(lexicon.person_class(t.lemma_.lower()) in ("suspect", "fighter") for t in words_of(sentence)):
        return
    text = text_of(sentence.doc)
    at = sentence.start_char, sentence.end_char
    for m in _ONE.finditer(text, *at):
        which = lowered(m["which"] or "") or (YOUNGEST if lowered(m["bound"]) == "young" else OLDEST)
        yield ExtremeMention(m.start("n"), m.end("n"), _age(int(m["n"])), which)
    for m in _SPAN.finditer(text, *at):
        least, most = ("low", "high") if m["low"] else ("low2", "high2")
        yield ExtremeMention(m.start(least), m.end(least), _age(int(m[least])), YOUNGEST)
        yield ExtremeMention(m.start(most), m.end(most), _age(int(m[most])), OLDEST)
    for m in _DECADE.finditer(text, *at):
        low, high = years(m["tens"], m["part"] or "")
        if m["tens2"]:
            high = years(m["tens2"], m["part2"] or "")[1]
        yield ExtremeMention(*m.span("what"), _age(low - ROUNDED, Comparator.AT_LEAST), YOUNGEST)
        yield ExtremeMention(*m.span("what"), _age(high + ROUNDED, Comparator.AT_MOST), OLDEST)
    yield from _of_list(sentence, mentions)


def _of_list(sentence: Span, mentions: Sequence[QuantityMention]) -> Iterator[ExtremeMention]:
    """ "identified the victims as Ada Roe, 31, and Ben Roe, 29": the list is of all of them."""
    whole = _WHOLE.search(text_of(sentence.doc), sentence.start_char, sentence.end_char)
    ages = [m for m in mentions if m.quantity.kind is QuantityKind.AGE and m.quantity.unit == UNIT]
    ages = [m for m in ages if whole and m.start > whole.end() and m.quantity.value is not None]
    if len(ages) > 1:
        ordered = sorted(ages, key=lambda m: (m.quantity.value or 0.0, m.start))
        for mention, which in ((ordered[0], YOUNGEST), (ordered[-1], OLDEST)):
            yield ExtremeMention(mention.start, mention.end, mention.quantity, which, True)


def _age(age: int, comparator: Comparator = Comparator.EXACT) -> Quantity:
    return Quantity(float(age), comparator=comparator, unit=UNIT, kind=QuantityKind.AGE)
