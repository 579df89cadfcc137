"""Nouns that a number leaves out: "14 killed", "900 in Syria", "More than 175 were recorded", "7- or 8-inch"."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from checker.quantities import persons_left_out
from checker.quantities.drafts import Draft
from checker.quantities.labels import labelled
from checker.quantities.nouns import ROLES, sentence_start, unit_of
from checker.quantities.numbers import Form
from checker.quantities.persons_left_out import SUBJECTS, stands_alone
from checker.records import QuantityKind
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NEIGHBOURS = 12  # how many quantities to either side may lend their noun


def elided(doc: Doc, d: Draft, drafts: list[Draft]) -> bool:
    """Finds the noun that a bare number leaves out and sets it on ``d``; False where there is none.

    "14 killed" counts persons; "900 in Syria" takes the noun of the nearest count of its sentence; "More than 175
    were recorded" that of the subject of the sentence before.
    """
    token, nxt = doc[d.last_token], doc[d.after_token] if d.after_token < len(doc) else None
    if (d.value is None and d.low is None) or d.form is Form.FRACTION:
        return False
    if persons_left_out.by_role(doc, d, nxt) or labelled(doc, d):
        return True
    if _of_number(d, token) or persons_left_out.aboard(doc, d, nxt) or persons_left_out.children(doc, d):
        return True
    if _definite(doc, d):
        return _same_again(d, drafts)
    if nxt is not None and d.text[d.right : d.right + 1] == "-" and (after := _suspended(d, drafts)):
        d.noun, d.name, d.kind, d.unit = after.noun, after.name, after.kind, after.unit
        return True
    start, here = sentence_start(token), _index(drafts, d)
    near = [o for o in drafts[max(0, here - _NEIGHBOURS) : here + _NEIGHBOURS] if o is not d and o.name]
    near = [o for o in near if sentence_start(doc[o.first_token]) == start]
    near = [o for o in near if not _unlike(o) or _same_scale(o, d)]
    near = [o for o in near if _parallel(doc, d, o)]
    if near and stands_alone(nxt):
        shared = [o for o in near if o.unit is not None and d.text[d.right : o.left] in {" and ", " or ", " & "}]
        other = min(shared or near, key=lambda o: (o.first_token > d.first_token, abs(o.first_token - d.first_token)))
        d.noun, d.name, d.kind, d.unit, d.elided = other.noun, other.name, other.kind, other.unit, True
        if other.noun is not None and doc[other.noun].lower_ in ROLES:
            d.noun = None  # "3 dead, 2 in hospital": persons too, and not dead
        return True
    return _by_previous_subject(doc, d, token) or persons_left_out.by_deed(d, token)


_NUMBER = words_in("numbers", "nouns_of_levels")


def _of_number(d: Draft, token: Token) -> bool:
    """ "The number of cases rose to 512", "brings the number of people held to 19": what it is the number of."""
    if token.dep_ != "pobj" or token.head.lower_ not in {"to", "at"} or d.unit is not None:
        return False
    above = [token.head.head, *token.head.head.ancestors][:6]
    for noun in (c for verb in above if verb.pos_ in {"VERB", "AUX"} for c in verb.children):
        if noun.lower_ not in _NUMBER or noun.dep_ not in {*SUBJECTS, "dobj"} or noun.i > token.i:
            continue
        counted = [o for p in noun.children if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"]
        counted = [o for o in counted if o.tag_ in {"NNS", "NNPS"} or o.lower_ in ROLES]
        if counted:
            of = counted[0]
            name = "person" if of.lower_ in ROLES else unit_of(of)
            d.noun, d.name, d.kind, d.elided = of.i, name, QuantityKind.COUNT, True
            return True
    return False


_DEFINITE = words_in("numbers", "same_again")


def _definite(doc: Doc, d: Draft) -> bool:
    return d.first_token > 0 and doc[d.first_token - 1].lower_ in _DEFINITE


def _same_again(d: Draft, drafts: list[Draft]) -> bool:
    """ "The two were taken to hospital": the nearest earlier count of the same value."""
    here = _index(drafts, d)
    for other in reversed(drafts[max(0, here - _NEIGHBOURS) : here]):
        if other.kind is QuantityKind.COUNT and other.name and other.value == d.value is not None:
            d.noun, d.name, d.kind, d.elided = other.noun, other.name, other.kind, True
            return True
    return False


_SINGLE_PERSONS = words_in("people", "counted_singly")


def others(doc: Doc, d: Draft, drafts: list[Draft]) -> None:
    """ "one man was killed and two others hurt", "three of them": the noun of the count before, else persons."""
    noun = doc[d.noun] if d.noun is not None else None
    if noun is None or d.elided or d.kind is not QuantityKind.COUNT or noun.lower_ not in {"others", "them", "us"}:
        return
    here = _index(drafts, d)
    before = [
        o for o in drafts[max(0, here - _NEIGHBOURS) : here] if o.kind is QuantityKind.COUNT and o.name and o.noun
    ]
    start = sentence_start(doc[d.first_token])
    before = [o for o in before if o.first_token >= start and doc[o.left_token - 1].lower_ not in _INCLUDING]
    if not before:
        d.name, d.elided = "person", True
        return
    other = before[-1]
    single = other.value == 1 and other.name in _SINGLE_PERSONS
    d.name, d.noun, d.elided = ("person", d.noun, True) if single else (other.name, other.noun, True)


_INCLUDING = words_in("numbers", "before_a_part")

_LINKS = words_in("numbers", "links_of_rows")


def _parallel(doc: Doc, d: Draft, other: Draft) -> bool:
    """Whether ``d`` may stand in a row with ``other``: "and 900", "compared with 63", or a figure of like size."""
    if other.first_token > d.first_token:
        i = other.first_token - 1
        while i > d.last_token and doc[i].pos_ in {"ADV", "ADJ"} and doc[i].lower_ not in {"and", "or"}:
            i -= 1
        return other.first_token - d.first_token <= 12 and doc[i].lower_ in {"and", "or", "plus", "&"}
    i = doc[d.first_token].i - 1
    text = d.text[other.right : d.left]
    if other.unit is not None and d.value and other.value and 0.2 < d.value / other.value < 5:
        return True
    return any(t.lower_ in _LINKS for t in doc[max(other.after_token, i - 2) : i + 1]) or len(text) < 4


def _index(drafts: list[Draft], d: Draft) -> int:
    return bisect_left(drafts, d.start, key=lambda o: o.start)


def _suspended(d: Draft, drafts: list[Draft]) -> Draft | None:
    """The number that completes "7- or 8-inch"."""
    here = _index(drafts, d)
    later = [o for o in drafts[here + 1 : here + 4] if o.start - d.end < 16 and o.name]
    return later[-1] if later else None


_HAND_NOTHING_ON = frozenset(
    {QuantityKind.ORDINAL, QuantityKind.AGE, QuantityKind.PERCENTAGE, QuantityKind.MONEY, QuantityKind.DURATION}
)


def _unlike(other: Draft) -> bool:
    return other.kind in _HAND_NOTHING_ON


def _same_scale(other: Draft, d: Draft) -> bool:
    """ "84.75 cents, while the lowest is 74.07": as many decimals and of like size."""
    if other.kind is not QuantityKind.MONEY or not d.value or not other.value or "." not in d.digits:
        return False
    return len(d.digits.partition(".")[2]) == len(other.digits.partition(".")[2]) and 0.2 < d.value / other.value < 5


def _by_previous_subject(doc: Doc, d: Draft, token: Token) -> bool:
    start = sentence_start(token)
    head = token if token.dep_ in SUBJECTS else token.head
    if head.dep_ not in SUBJECTS or head.i not in range(start, d.after_token) or start == 0:
        return False
    for t in doc[sentence_start(doc[start - 1]) : start]:
        if t.dep_ in SUBJECTS and t.pos_ == "NOUN" and t.tag_ == "NNS":
            d.noun, d.name, d.kind, d.elided = t.i, unit_of(t), QuantityKind.COUNT, True
            return True
    return False
