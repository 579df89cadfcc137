"""Sums of coordinated counts: "five soldiers and two contractors" are seven people. Pure."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from checker.claims import implied
from checker.compare import quantities
from checker.errors import cause
from checker.records import Claim, QuantityKind, Skipped
from checker.words import lexicon
from checker.words.events import HARM
from checker.words.lists import listed

_APPOSED = 30  # characters between a count and the list that spells it out
_LONGEST_GAP = 80  # characters between the two numbers of a coordination
_APPOSITION = re.compile(r" (?:[\w-]+ ){0,3}[\w-]+, ((?:an?|one) [\w-]+(?:, (?:an?|one) [\w-]+)*),? and ")
_SINGLE = re.compile(r"\b(?:an?|one)\b")
_NO_SUM = listed("numbers", "between_no_summands")


def summed(claims: Sequence[Claim]) -> tuple[list[Claim], list[Skipped]]:
    """The sums that the claims of all articles come to, and the articles of which none could be made."""
    try:
        return totals(claims), []
    except Exception:  # by article, to know which
        made: list[Claim] = []
        failed = []
        for article, own in groupby(claims, key=lambda c: c.article):
            try:
                made += totals(list(own))
            except Exception as error:
                failed.append(Skipped(article, f"its counts can't be summed: {cause(error)}", "compare"))
        return made, failed


def totals(claims: Sequence[Claim]) -> list[Claim]:
    """Sums of neighbouring counts that one sentence coordinates, and counts implied, each with the ids of ``parts``."""
    claims = [c for c in claims if c.quantity is None or not c.quantity.superseded]
    by_sentence: dict[tuple[str, str, int], list[Claim]] = {}
    for c in claims:
        if (
            c.quantity
            and c.quantity.kind is QuantityKind.COUNT
            and c.quantity.value != 0
            and not (c.part_of or c.negated)
        ):
            by_sentence.setdefault((c.article, c.field, c.sentence_start), []).append(c)
    made = (_total(row, group) for group in by_sentence.values() for row in _rows(group))
    return [*(total for total in made if total is not None), *implied.counts(claims)]


def _rows(group: Sequence[Claim]) -> Iterator[list[Claim]]:
    """The longest runs of counts of which each is coordinated with the next: a part of a list is no total."""
    row: list[Claim] = []
    for claim in group:
        if row and not _coordinated(row[-1], claim):
            if " and " not in _gap(row[-1], claim):  # else the list goes on in other words
                yield row
            row = []
        row.append(claim)
    yield row


def _gap(a: Claim, b: Claim) -> str:
    return a.sentence[a.end - a.sentence_start : b.start - a.sentence_start]


def _total(row: Sequence[Claim], group: Sequence[Claim]) -> Claim | None:
    """The total of coordinated counts of one predicate and different nouns or places, else None.

    A count of the same value right before them is of the same people: "the three others, a man and two women".
    """
    first = row[0]
    nouns = {c.frame.noun for c in row}
    harmed = first.frame.predicate in HARM and not any(lexicon.is_thing(n) for n in nouns)
    people = harmed or all(lexicon.person_class(n) for n in nouns)
    if len(row) < 2 or not (people or len(nouns) == 1):
        return None
    stated = [c.quantity for c in row if c.quantity is not None]
    units = {q.unit for q in stated}
    quantity = quantities.total(stated, units.pop() if len(units) == 1 else "person" if people else first.frame.noun)
    if quantity is None:
        return None
    frame = dataclasses.replace(
        first.frame,
        noun=first.frame.noun if len(nouns) == 1 else "person",
        noun_words=frozenset.intersection(*(c.frame.noun_words for c in row)),
        places=tuple(dict.fromkeys(p for c in row for p in c.frame.places)),
        actor=frozenset.intersection(*(c.frame.actor for c in row)),
    )
    told = [
        c for c in group if 0 <= first.start - c.end <= _APPOSED and c.quantity and c.quantity.value == quantity.value
    ]
    return dataclasses.replace(
        first,
        id=hashlib.blake2b("+".join(c.id for c in row).encode(), digest_size=8).hexdigest(),
        end=row[-1].end,
        mention=first.sentence[first.start - first.sentence_start : row[-1].end - first.sentence_start],
        quantity=quantity,
        place=tuple(dict.fromkeys(p for c in row for p in c.place)),
        parts=tuple(c.id for c in row),
        frame=frame,
        additional=any(c.additional for c in told),
    )


def _coordinated(a: Claim, b: Claim) -> bool:
    """Whether "and" joins two counts of one predicate and one speaker that count different groups or places."""
    gap = _gap(a, b)
    # "3 adults, 1 child": siblings; "four people, two of them women" is a whole and its part.
    listed = "," in gap and "person" not in (a.frame.noun, b.frame.noun) and a.frame.noun != b.frame.noun
    if _spelt_out(a, b, gap):
        return False
    joined = (" and " in gap or listed) and len(gap) <= _LONGEST_GAP and not any(sign in gap for sign in _NO_SUM)
    same = a.frame.predicate.rstrip(">") == b.frame.predicate.rstrip(">") != "" and a.attribution == b.attribution
    apart = a.frame.noun_words != b.frame.noun_words or a.frame.places != b.frame.places
    return joined and same and apart


def _spelt_out(whole: Claim, last: Claim, gap: str) -> bool:
    """Whether a list of single ones and a count tells who a group are: "three workers, a man and two women"."""
    listed_ones = _APPOSITION.fullmatch(gap)
    singles = len(_SINGLE.findall(listed_ones.group(1))) if listed_ones else 0
    values = whole.quantity and whole.quantity.value, last.quantity and last.quantity.value
    return bool(singles) and None not in values and values[0] == (values[1] or 0) + singles
