"""Level, change and former level: "rose by three to 17", "from 14 to 17", "17, up from 14" give no range.

``split`` tells them apart before numbers are joined to ranges; ``share`` hands a level's noun to its change.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from checker.quantities.comparators import change
from checker.quantities.drafts import Draft
from checker.quantities.nouns import sentence_start
from checker.quantities.numbers import Form
from checker.quantities.ranges import Link, same_unit, scaled
from checker.records import QuantityKind
from checker.words.lists import listed, words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

_FILLER = r"(?:[a-z]+ ){0,3}"  # "at least", "a record", "as many as"
_FROM = re.compile(rf"\bfrom {_FILLER}$")
_TO = re.compile(rf"\bto {_FILLER}$")
_GAP = re.compile(rf"(?P<words>[^.;:,()\n]{{0,40}}?) to {_FILLER}(?:US|HK|C|A)?")
_ON = re.compile(r" to \W?\d")  # "from 5 to 7 to 3 to 5 percent": from one range to another
_TIME_OR_PLACE = re.compile(r" (?:in|on|at|last|this|earlier|a|the|two|by|during) ")
_BEHIND = re.compile(rf"[^.;:\n]{{0,40}}?[ ,]from {_FILLER}")
_UP_FROM = re.compile(rf"\b(?P<word>[\w-]+)(?: \w+ly)? from {_FILLER}$")
_WINDOW = 64
# From which ratio on two numbers behind "rose by" are a change and a level and no range; "10 to 15 percent", of
# which one unit serves both, is how ranges are written.
_RATIO, _RATIO_ONE_UNIT = 2.5, 8
_HOURS = 12  # "from 9 to 5"

_DIRECTIONS = ("up", "down")
_NOUNS = frozenset(w for d in _DIRECTIONS for w in listed("numbers", f"noun_changes.{d}"))
_VERBS = frozenset(
    w for d in _DIRECTIONS for name in ("changes", "changes_of_measures") for w in listed("numbers", f"{name}.{d}")
)
_WORDS = _NOUNS | _VERBS | words_in("numbers", "changes_of_levels")
_OF_OBJECTS = words_in("numbers", "changes_of_objects")


def split(doc: Doc, drafts: Sequence[Draft], blocked: Sequence[bool]) -> None:
    """Sets ``level`` on a change or a former level whose level is the number behind it, and ``former``.

    What they share with their level is handed on: unit and magnitude ("by 43.6 to 419.2 billion"). Drafts that are
    ``blocked`` are no quantities.
    """
    free = [d for d, bar in zip(drafts, blocked, strict=True) if not bar and _plain(d)]
    for a, b in itertools.pairwise(free):
        if _ON.match(b.text, b.right):
            continue
        if sentence_start(doc[a.first_token]) != sentence_start(doc[b.first_token]) or not _comparable(a, b):
            continue
        before = a.text[max(0, a.left - _WINDOW) : a.left]
        gap = _GAP.fullmatch(a.text, a.right, b.left)
        if gap and _FROM.search(before):
            a.former = _moved(doc, a, b, gap["words"])
        if gap and not gap["words"] and (a.former or _by(doc, a, b)):
            _hand_on(a, b)
        if _TO.search(before) and _BEHIND.fullmatch(a.text, a.right, b.left) and _changed(doc, a):
            b.former = True
    for d in free:
        found = _UP_FROM.search(d.text, max(0, d.left - _WINDOW), d.left)
        word = found["word"].lower() if found else ""
        d.former = d.former or word in _DIRECTIONS or word in _NOUNS


def share(drafts: Sequence[Draft]) -> None:
    """A change or a former level without noun counts what its level counts: "from 14 to 17 people"."""
    for d in drafts:
        if d.level is not None and not d.name and d.level.name:
            d.noun, d.name, d.kind, d.elided = d.level.noun, d.level.name, d.level.kind, True


def _plain(d: Draft) -> bool:
    return d.value is not None and d.form not in {Form.ORDINAL, Form.FRACTION, Form.RATIO}


def _comparable(a: Draft, b: Draft) -> bool:
    return a.unit is None or b.unit is None or same_unit(a.unit, b.unit)


def _moved(doc: Doc, a: Draft, b: Draft, between: str) -> bool:
    """Whether "from A to B" tells of a move: its verb or noun is one of change, or it goes down, as no range does."""
    low, high = scaled(a, b, Link.FROM), b.value or 0.0
    if between:
        alike = (a.unit is not None and b.unit is not None) or bool(_TIME_OR_PLACE.match(f"{between} "))
        nxt = doc[b.after_token] if b.after_token < len(doc) else None
        return (alike or nxt is None or nxt.pos_ not in {"NOUN", "ADJ", "PROPN", "NUM"}) and _changed(doc, a)
    hours = a.unit is None and b.unit is None and low <= _HOURS
    return (low > high and not hours) or _changed(doc, a)


def _changed(doc: Doc, d: Draft) -> bool:
    """Whether the preposition before ``d`` follows right on a word of change, or hangs on one."""
    i = d.left_token - 1
    while i > 0 and doc[i].lower_ not in {"from", "to"}:
        i -= 1
    if i == 0 or doc[i - 1].lower_ in {"of", "by"}:
        return False  # "growth of from 6 to 8 percent"
    for near in reversed(doc[max(0, i - 3) : i]):
        if _of_change(near):
            return True
        if near.pos_ not in {"ADV", "PUNCT"}:
            return near.pos_ != "VERB" and _hangs_on_change(doc[i])  # "the gain ranged from 6 to 8"
    return False


def _hangs_on_change(token: Token) -> bool:
    for _ in range(4):
        if token.head == token or token.dep_ in {"nsubj", "nsubjpass"}:
            return False  # "children from 6 to 12 went up"
        token = token.head
        if _of_change(token):
            return True
        if token.pos_ == "VERB":
            return False
    return False


def _of_change(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in _OF_OBJECTS:
        return any(c.dep_ == "dobj" for c in token.children)
    return token.lower_ in _WORDS or (token.pos_ == "VERB" and lemma in _WORDS)


def _by(doc: Doc, a: Draft, b: Draft) -> bool:
    """Whether "rose A to B" gives a change and a level: their sizes are too far apart for a range."""
    measured = a.unit is not None or b.unit is not None
    start = doc[sentence_start(doc[a.first_token])].idx
    if not change(a.text, a.left, a.right, measured=measured, sentence_start=start):
        return False
    low, high = scaled(a, b, Link.TO), b.value or 0.0
    one_unit = a.unit is None and b.unit is not None and b.unit.kind is not QuantityKind.MONEY
    return low > high or high >= low * (_RATIO_ONE_UNIT if one_unit else _RATIO)


def _hand_on(a: Draft, b: Draft) -> None:
    low = scaled(a, b, Link.FROM if a.former else Link.TO)
    if a.former or low <= (b.value or 0.0):
        a.value = low
    a.level, a.unit = b, a.unit or b.unit
    if a.former and a.unit and b.unit:  # "from $75 a barrel to $46"
        a.unit = b.unit = max(a.unit, b.unit, key=lambda u: len(u.name))
