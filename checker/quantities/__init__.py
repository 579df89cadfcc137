"""Doc -> quantities: value, bound, change, unit, counted noun, and the words that they are about.

``mentions`` is the stage. Values come from ``numbers``, units from ``units`` (quantulum3's lexicon), bounds from
``comparators``, counted nouns from ``nouns``; ``numberlike`` says what is no quantity. Vague words such as "several"
are intervals by the policy ``VAGUE``.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from checker.parse.memo import text_of
from checker.quantities import ages, bounds, concepts, decades, groups, names, nouns, roles, shares, superseded, units
from checker.quantities.drafts import Draft, draft
from checker.quantities.elision import elided, others
from checker.quantities.number_words import SUFFIXES
from checker.quantities.numberlike import Blocked
from checker.quantities.numbers import Form, Number, scan
from checker.quantities.ranges import join, sides
from checker.records import Comparator, Quantity, QuantityKind, QuantityMention
from checker.words import lexicon
from checker.words.lists import words_in
from checker.words.vague import VAGUE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["VAGUE", "mentions"]


def mentions(doc: Doc, sentences: Sequence[Span] | None = None) -> list[QuantityMention]:
    """Every quantity of ``doc``, or of the given sentences only, in text order.

    Offsets are characters of ``doc.text``; linear in its length; never raises on a Doc with tagger, parser,
    lemmatizer and entities.
    """
    text = text_of(doc)
    numbers, told = scan(text), list(decades.drafts(text))
    if sentences is not None:
        numbers, told = _inside(numbers, sentences), _inside(told, sentences)
    if not numbers and not told:
        return []
    starts: list[int] = doc.to_array("IDX").tolist()
    blocked = Blocked(text)
    drafts = _outermost(draft(text, n) for n in numbers)
    taken = {i for d in told for i in range(d.start, d.end)}
    barred = [d.start in taken or (not _signed(d) and blocked.covers(d.start, d.end)) for d in drafts]
    for d, bar in zip(drafts, barred, strict=True):
        if not bar:
            _place(doc, starts, d)
    sides(text, drafts)
    drafts = [_in_millions(doc, starts, d) for d in drafts]
    barred = [bar or names.no_quantity(doc, d) for d, bar in zip(drafts, barred, strict=True)]
    roles.split(doc, drafts, barred)
    joined = sorted([*join(text, drafts, barred), *told], key=lambda d: d.start)
    for d in joined:
        _place(doc, starts, d)
    kept = _interpret(doc, joined)
    return [_mention(d) for d in kept]


def _outermost(drafts: Iterable[Draft]) -> list[Draft]:
    """Without the digits that belong to the unit of the number before ("1.3 A/cm2")."""
    out: list[Draft] = []
    for d in drafts:
        if not out or d.start >= out[-1].right:
            out.append(d)
    return out


def _signed(d: Draft) -> bool:
    """A currency sign stands before the number."""
    return d.left < d.start and d.unit is not None and d.unit.kind is QuantityKind.MONEY


_Placed = TypeVar("_Placed", Number, Draft)


def _inside(numbers: list[_Placed], sentences: Sequence[Span]) -> list[_Placed]:
    bounds = sorted((s.start_char, s.end_char) for s in sentences)
    lows = [b[0] for b in bounds]
    kept = []
    for n in numbers:
        i = bisect_right(lows, n.start) - 1
        if i >= 0 and n.end <= bounds[i][1]:
            kept.append(n)
    return kept


def _place(doc: Doc, starts: list[int], d: Draft) -> None:
    """Token indices of a draft."""
    d.first_token = max(0, bisect_right(starts, d.start) - 1)
    d.last_token = max(d.first_token, bisect_left(starts, d.end) - 1)
    d.after_token = bisect_left(starts, d.right)
    d.left_token = max(0, bisect_right(starts, d.left) - 1)


_MANY = words_in("numbers", "of_millions")
_OF_SUBJECTS = frozenset({"nsubj", "nsubjpass", "aux", "auxpass"})  # the last two: "m" taken for "am"


def _in_millions(doc: Doc, starts: list[int], d: Draft) -> Draft:
    """Reads "2.7m" again as a count where it does something, "2.7m have signed", or lives in "a city of 2.7m"."""
    n = d.number
    if n is None or n.suffix != "m" or n.value is None or d.unit is None or d.right - d.end != 1 or d.left < d.start:
        return d
    tokens = doc[d.first_token : d.after_token]
    top = next((t for t in tokens if t.head.i not in range(d.first_token, d.after_token)), tokens[-1])
    subject = any(t.dep_ in _OF_SUBJECTS and t.head.pos_ in {"VERB", "AUX"} for t in tokens)
    subject = subject and top.head.lemma_ != "be"  # "2.7m is a lot"
    subject = subject or (d.after_token < len(doc) and doc[d.after_token].tag_ == "WP")  # "2.7m who voted"
    many = top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lower_ in _MANY
    if not subject and not many:
        return d
    million = SUFFIXES[n.suffix]
    counted = draft(d.text, dataclasses.replace(n, value=n.value * million, scale=million, suffix=""))
    _place(doc, starts, counted)
    return counted


def _interpret(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Bounds, changes, nouns, then the nouns left out; drops what turns out to be no quantity."""
    kept: list[Draft] = []
    for d in drafts:
        if kept and d.start < kept[-1].rate_end:
            continue  # the 100,000 of "12 deaths per 100,000"
        d.kind = d.unit.kind if d.unit else None
        d.name = d.unit.name if d.unit else ""
        if names.compound(doc, d) or (d.form is Form.VAGUE and d.kind is QuantityKind.DURATION and (d.low or 0) < 10):
            continue  # "a few minutes" states no number
        if shares.one_or(doc, d) or ages.age(doc, d) or shares.share(doc, d) or shares.ordinal(doc, d) or _noun(doc, d):
            kept.append(d)
    ages.in_a_row(kept)
    roles.share(kept)
    kept = [d for d in kept if d.name or elided(doc, d, kept) or d.form is not Form.FRACTION]
    for d in kept:
        if d.rate and d.kind in {None, QuantityKind.COUNT}:
            d.name, d.kind = f"{d.name} per {d.rate}".strip(), QuantityKind.COUNT
    kept = [d for d in kept if not names.stray(d)]
    superseded.mark(doc, kept)
    previous: Draft | None = None
    for d in kept:
        others(doc, d, kept)
        bounds.mark(doc, d, previous)
        previous = d
    groups.mark(doc, kept)
    skip = {
        i for o in kept for i in range(o.left_token, o.last_token + 1 if o.kind is QuantityKind.AGE else o.after_token)
    }
    for i, d in enumerate(kept):
        converted = i > 0 and d.text[kept[i - 1].right : d.left] == " ("
        d.concept = kept[i - 1].concept if converted else concepts.concept(doc, d, skip)
    return kept


_PERIODS_OF_RATES = words_in("time", "periods_of_rates")
_QUAKES = words_in("numbers", "quakes")
_SUSPENDED = re.compile(r"-(?:,| (?:or|and|to) )")


def _noun(doc: Doc, d: Draft) -> bool:
    """The counted noun; for a measure the noun that it modifies. False where the number is none ("no one")."""
    if d.form is Form.ORDINAL:
        return False
    if _SUSPENDED.match(d.text, d.right):
        return True
    last = doc[min(d.after_token, len(doc)) - 1] if d.unit and d.after_token > d.last_token + 1 else doc[d.last_token]
    head, part = nouns.counted(last, d.after_token)
    if d.unit is not None:
        d.noun = head.i if head is not None and (part or head.i > d.last_token) else None
        d.part_of = part
        return True
    if d.form is Form.FRACTION:
        return False  # "half way"
    if head is not None and head.lemma_.lower() in _QUAKES and "." in d.digits:
        d.noun, d.kind, d.name = head.i, QuantityKind.MEASURE, "magnitude"
        return True
    if head is not None and _pattern(d, head):
        return False
    if head is not None:
        d.noun, d.part_of, d.kind = head.i, part, QuantityKind.COUNT
        d.name = "person" if head.lower_ == "strong" else nouns.unit_of(head, d.after_token)
    rate = units.denominator(d.text, head.idx + len(head) if head is not None else d.right)
    if rate is not None and (rate[2] or (head is not None and rate[0] in _PERIODS_OF_RATES)):
        d.rate, d.rate_end = rate[0], rate[1]
    return True


def _pattern(d: Draft, head: Token) -> bool:
    """Two numbers with a dash before a singular noun count nothing: "a 3-4 defense"."""
    dashed = d.comparator is Comparator.RANGE and any(dash in d.text[d.start : d.end] for dash in "-–")
    single = head.tag_ == "NN" and head.i == d.after_token and lexicon.plural(head.lower_) != head.lower_
    return (
        dashed
        and d.form is Form.DIGITS
        and single
        and head.lower_ not in nouns.COUNTING
        and head.lower_ not in nouns.ROLES
    )


_ADDITIONAL = re.compile(r"\b(?:another|an additional|additional|a further|an extra|other|remaining) $", re.IGNORECASE)
_MORE = re.compile(r" (?:more|others?|additional|further|remaining)\b(?! than)", re.IGNORECASE)


def _tidy(value: float | None) -> float | None:
    """Twelve significant digits: 16.4 million is 16400000.0."""
    return None if value is None else float(f"{value:.12g}")


def _mention(d: Draft) -> QuantityMention:
    text = d.text
    vague = d.form is Form.VAGUE
    quantity = Quantity(
        value=_tidy(d.value),
        low=_tidy(d.low),
        high=_tidy(d.high),
        comparator=Comparator.RANGE if vague else d.comparator,
        change=d.change,
        former=d.former and d.change is None,
        superseded=d.superseded,
        unit=d.name,
        kind=d.kind or QuantityKind.COUNT,
        vague=vague,
        concept=d.concept,
    )
    more = _MORE.match(text, d.right) or _ADDITIONAL.search(text, max(0, d.left - 16), d.left)
    return QuantityMention(
        d.start, d.end, d.first_token, d.last_token, quantity, d.noun, d.elided, d.part_of, bool(more), d.group
    )
