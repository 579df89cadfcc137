"""What an edit changed: the values of an article's earlier text against those of its later one. Pure.

A claim is followed through an edit by its sentence with the value taken out: the same or nearly the same words about
the same thing, one to one. Claims that are only there before or after say nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from difflib import SequenceMatcher

from checker.block.keys import subject
from checker.claims import properties
from checker.compare import quantities, values
from checker.records import Article, Change, Claim
from checker.same.assign import Scored, assigned
from checker.words import lexicon

LIKE = 0.75  # part of the words that two versions of one sentence share


def changes_between(article: Article, before: Sequence[Claim], after: Sequence[Claim]) -> list[Change]:
    """The values that differ between two versions of an article, in the order of the later text."""
    # Of two equally good pairs the nearer in the order of the text, then the earlier.
    pairs = assigned(
        Scored(_likeness(a, b), i, j, enough=LIKE, later=abs(i - j))
        for i, a in enumerate(before)
        for j, b in enumerate(after)
        if _one_subject(a, b)
    )
    kept = ((before[pair.left], after[pair.right]) for pair in pairs)
    found = [(a, b) for a, b in kept if _differ(a, b)]
    return [
        Change(article.id, article.outlet, b.id, a.mention, b.mention, a.sentence, b.sentence)
        for a, b in sorted(found, key=lambda pair: (pair[1].field != "title", pair[1].start, pair[1].end, pair[1].id))
        if not any(_inside(b, other) for _, other in found)
    ]


def _inside(whole: Claim, part: Claim) -> bool:
    """Whether a shorter change lies in this one: "Seven" in "Seven people were killed" says all of it."""
    return (
        part.field == whole.field
        and whole.start <= part.start
        and part.end <= whole.end
        and part.end - part.start < whole.end - whole.start
    )


def _one_subject(a: Claim, b: Claim) -> bool:
    if a.kind is not b.kind or a.field != b.field:
        return False
    if a.attribute is not None and b.attribute is not None:
        # What holds in pairs only is a whole clause: no words are left to follow it by.
        return a.attribute.property == b.attribute.property and not properties.only_in_pairs(a.attribute)
    return a.quantity is not None and b.quantity is not None and _counted(a) == _counted(b)


def _counted(claim: Claim) -> tuple[str | None, str, str | None]:
    assert claim.quantity is not None
    return subject(claim), claim.quantity.kind.value, claim.quantity.change


def _likeness(a: Claim, b: Claim) -> float:
    """Part of the words that the two sentences share around their values."""
    one, two = _around(a), _around(b)
    return 1.0 if one == two else SequenceMatcher(None, one, two, autojunk=False).ratio()


def _around(claim: Claim) -> list[str]:
    start, end = claim.start - claim.sentence_start, claim.end - claim.sentence_start
    return [*lexicon.words(claim.sentence[:start]), "\0", *lexicon.words(claim.sentence[end:])]


def _differ(a: Claim, b: Claim) -> bool:
    if a.mention.casefold() == b.mention.casefold():
        return False
    if a.attribute is not None and b.attribute is not None:
        return values.relation(a.attribute, b.attribute) not in (values.SAME, values.NARROWER)
    assert a.quantity is not None and b.quantity is not None
    plain = [dataclasses.replace(c.quantity, concept=()) for c in (a, b) if c.quantity]
    return plain[0] != plain[1] and quantities.compare(a.quantity, b.quantity).relation != quantities.EQUAL
