"""Numbers that count no things of their own: "half of the town", "one in five", "third strike this week"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.quantities import nouns, units
from checker.quantities.drafts import Draft
from checker.quantities.numbers import Form
from checker.records import Comparator, QuantityKind
from checker.words import persons

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def share(doc: Doc, d: Draft) -> bool:
    """Fractions and ratios of something: a percentage with the noun of its base."""
    if d.form not in {Form.FRACTION, Form.RATIO} or d.value is None or d.unit is not None:
        return False
    if m := _OF_A.match(d.text, d.end):  # 1/16 of a pint
        found = units.after(d.text, m.end() - 1)
        if found is not None:
            d.unit, d.name, d.kind, d.right = found.unit, found.unit.name, found.unit.kind, found.end
            return True
    base, _ = nouns.counted(doc[d.last_token], d.after_token)
    if d.form is Form.FRACTION and (base is None or not _of_follows(doc, d)):
        if not _subject(doc[d.last_token]):
            return False
        base = None  # "around half were women"
    d.value, d.kind, d.name = d.value * 100, QuantityKind.PERCENTAGE, "percentage"
    d.noun = base.i if base is not None else None
    d.part_of = True
    return True


# "half of the", "a third its": what a share is taken of.
_OF_A_WHOLE = persons.POSSESSIVES - {"my"} | {"of", "the", "all", "that"}
_OF_A = re.compile(r" of an? (?:US )?")


def _of_follows(doc: Doc, d: Draft) -> bool:
    nxt = doc[d.after_token].lower_ if d.after_token < len(doc) else ""
    return nxt in _OF_A_WHOLE


_OR_TWO = re.compile(r"\b(?:an?|past|last|next|another|every) (?:[a-z]+ )?[a-z]+ or $")
_FEW = 4


def one_or(doc: Doc, d: Draft) -> bool:
    """ "a year or two", "another pick or two": from one to two of what stands before."""
    i = d.first_token
    if d.value is None or d.unit is not None or i < 3 or not _OR_TWO.search(d.text, max(0, d.left - 32), d.left):
        return False
    noun = doc[i - 2]
    found = units.after(d.text, noun.idx)
    nxt = doc[d.after_token] if d.after_token < len(doc) else None
    if noun.tag_ != "NN" or not 1 < d.value < _FEW or (nxt is not None and nxt.tag_ == "NNS"):
        return False
    d.low, d.high, d.value, d.comparator, d.noun = 1.0, d.value, None, Comparator.RANGE, noun.i
    unit = found.unit if found is not None and found.end == noun.idx + len(noun) else None
    d.unit, d.name = unit, unit.name if unit else nouns.unit_of(noun)
    d.kind = unit.kind if unit else QuantityKind.COUNT
    return True


def _subject(part: Token) -> bool:
    """Whether a clause tells of a share of what was told before; "the first half" is none."""
    named = any(c.dep_ in {"det", "amod", "poss"} for c in part.children)
    return part.dep_ in {"nsubj", "nsubjpass"} and part.head.pos_ in {"VERB", "AUX"} and not named


_COUNTS_ON = frozenset({"straight", "consecutive", "successive"})
_PERIOD = re.compile(r"[^.;,\n]{0,24}\b(?:this (?:week|month|year|season|summer|winter)|in as many|since)\b")


def ordinal(doc: Doc, d: Draft) -> bool:
    """Ordinals that count: "third strike this week", "the second straight year"."""
    if d.form is not Form.ORDINAL or not d.value or d.value < 2 or d.value > 200:
        return False
    nxt = doc[d.after_token] if d.after_token < len(doc) else None
    head, _ = nouns.counted(doc[d.last_token], d.after_token)
    if nxt is None or head is None or head.pos_ != "NOUN" or head.tag_ == "NNS":
        return False
    if nxt.lower_ not in _COUNTS_ON and not _PERIOD.match(d.text, head.idx + len(head)):
        return False
    d.kind, d.noun, d.name = QuantityKind.ORDINAL, head.i, nouns.unit_of(head, d.after_token)
    return True
