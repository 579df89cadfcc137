"""Groups of which only a part is told: the 40 of "12 of the 40", "none of the 40", "of the 40, 12", "not all 40".

What a clause says of the part it doesn't say of the group, whose number is only its size. Read from the parse; imports
no spaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.quantities.drafts import Draft
from checker.quantities.nouns import ROLES
from checker.quantities.number_words import PARTS
from checker.records import QuantityKind
from checker.words.lists import words_in
from checker.words.vague import VAGUE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WHOLE = words_in("numbers", "quantifiers_of_all")
_PART = words_in("numbers", "quantifiers_of_parts") | frozenset(PARTS) | frozenset(VAGUE)
_ALL = _WHOLE | words_in("numbers", "all_of_them")
_EXCEPT = words_in("numbers", "exceptions")
_OF = frozenset({"of", "among", "amongst"})
_LONGEST = 6  # tokens of "all 40 coal miners but"
_BEFORE = frozenset({"det", "predet", "quantmod", "nsubj", "advmod"})


def mark(doc: Doc, drafts: list[Draft]) -> None:
    """Sets ``group`` on the numbers of groups and takes ``part_of`` from those whose whole has such a number.

    "Two of the 50 pupils were hurt" counts all who were hurt; "three of the five dead" only some of the dead.
    """
    groups: set[int] = set()
    for d in drafts:
        if d.kind is QuantityKind.COUNT and not d.part_of:
            noun = doc[d.noun] if d.noun is not None and not d.elided else doc[d.last_token]
            d.group = _group(doc, d, noun)
            if d.group and not in_a_state(noun):
                groups.add(noun.i)
    for d in drafts:
        if d.part_of and d.kind is QuantityKind.COUNT and d.noun in groups:
            d.part_of = False


def excepted(doc: Doc, first_token: int) -> bool:
    """Whether the number at a token is of those left out: "all but three", "all 40 miners but two"."""
    before = [t.lower_ for t in doc[max(0, first_token - _LONGEST) : first_token]]
    if len(before) < 2 or before[-1] not in _EXCEPT:
        return False
    if before[-2] in _ALL:
        return True
    numbers = any(t.like_num for t in doc[first_token - len(before) : first_token])
    return numbers and not _WHOLE.isdisjoint(before[:-2])


def _group(doc: Doc, d: Draft, noun: Token) -> bool:
    return (
        _all_denied(doc, d, noun)
        or _all_but(doc, d, noun)
        or (noun.dep_ == "pobj" and noun.head.lower_ in _OF and _parted(noun.head, d))
    )


def _parted(of: Token, d: Draft) -> bool:
    """Whether "of the 40" follows a word for a part, or opens a clause that tells of one."""
    while of.dep_ == "prep" and of.head.lower_ == "out":
        of = of.head
    owner = of.head
    if owner.pos_ in {"VERB", "AUX"}:
        return of.i < owner.i and d.first_token < owner.i
    if owner.i > of.i:
        return owner.like_num
    if d.first_token <= owner.i <= d.last_token:
        return False  # "hundreds of thousands of people"
    if owner.lower_ in _WHOLE:
        return _denied(owner)
    return owner.like_num or owner.tag_ == "CD" or owner.lower_ in _PART


def _all_denied(doc: Doc, d: Draft, noun: Token) -> bool:
    """ "Not all 40 passengers"."""
    before = doc[d.first_token - 1] if d.first_token > 0 else None
    if before is None or before.lower_ not in _WHOLE or before.dep_ not in _BEFORE:
        return False
    return _denied(before) or any(t.dep_ == "neg" and t.i == before.i - 1 for t in noun.children)


def _all_but(doc: Doc, d: Draft, noun: Token) -> bool:
    """ "All 40 passengers but three"."""
    behind = doc[noun.i + 1 : noun.i + 3]
    all_of_them = d.first_token > 0 and doc[d.first_token - 1].lower_ in _WHOLE
    return all_of_them and len(behind) == 2 and behind[0].lower_ in _EXCEPT and behind[1].like_num


def _denied(word: Token) -> bool:
    return word.i > 0 and word.nbor(-1).lower_ == "not"


def in_a_state(noun: Token) -> bool:
    """Whether a noun tells what befell all of a group, so any part of it: "the five dead", "the five people killed"."""
    words = [noun, *(c for c in noun.children if c.dep_ in {"amod", "acl", "relcl"})]
    return any(w.lower_ in ROLES for w in words)
