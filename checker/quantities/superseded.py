"""Figures that the text itself withdraws: "initially reported 14, lowered to nine", "nine, not five as first reported".

``mark`` sets ``superseded`` on the figure that no longer stands. The one in its place counts the same, and is given
its noun where it has none of its own: "a fire killed 14 people; the toll was revised to nine".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from checker.quantities.drafts import Draft
from checker.quantities.nouns import sentence_start
from checker.records import QuantityKind
from checker.words.lists import alternation, words_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def _words(name: str) -> frozenset[str]:
    return words_in("numbers", f"figures.{name}")


def _any(*names: str) -> str:
    return "(?:" + "|".join(alternation("numbers", f"figures.{name}") for name in names) + ")"


_TELLING, _ESTIMATING = _words("telling"), _words("estimating")
_AT_FIRST, _EARLIER, _AFTERWARDS = _words("at_first"), _words("earlier"), _words("afterwards")
_OF_FIRST, _REPORTS, _TEXTS = _words("of_first_reports"), _words("reports"), _words("texts")
_FIGURES = _words("nouns")
_CORRECTING, _LOWERING, _CHANGING = _words("correcting"), _words("lowering"), _words("changing")
_SUBJECTS, _OBJECTS = frozenset({"nsubj", "nsubjpass"}), frozenset({"dobj", "nsubjpass"})
_HOW = frozenset({"advmod", "prep", "npadvmod", "amod"})
_VERBS = frozenset({"VERB", "AUX"})
_STEPS = 6  # from a number up to the verb that tells it

_AMOUNT = r"(?:at least |about |some |nearly |around |as many as )?"
_WHEN, _TOLD = rf"(?:at first|{_any('at_first', 'earlier')})", _any("told")
_NOUN = r"(?: (?!as\b)[\w-]+){0,2}?,?"
_BEFORE_TOLD = re.compile(rf"\b(?:the|than|from|those) {_AMOUNT}$", re.IGNORECASE)
_TOLD_BEFORE = re.compile(
    rf"{_NOUN} (?:that (?:was|were|had been) )?(?:{_WHEN} {_TOLD}|{_TOLD} {_WHEN})\b", re.IGNORECASE
)
_INSTEAD = re.compile(rf"\b{_any('instead_of')} (?:the |at |by |in |a |an )?{_AMOUNT}$", re.IGNORECASE)
_FIRST_FIGURE = re.compile(  # "an earlier count of", "an initially estimated"
    rf"\b(?:{_any('of_first_reports')} (?:\w+ )?{_any('nouns', 'amounts')}s? of"
    rf"|(?:an?|the) {_WHEN} {_TOLD}) {_AMOUNT}$",
    re.IGNORECASE,
)
_EARLIER_ON = re.compile(r"(?: [a-z]+)? (?:earlier|previously|initially|reported before)(?=[.,;)]|$)", re.IGNORECASE)
_PERIOD = re.compile(r" (?:\w+ )?(?:year|month|week|day|quarter|hour|season|period|decade)s?\b", re.IGNORECASE)
_WINDOW = 60


def mark(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Sets ``superseded``, and hands the noun of a figure that no longer stands to the one in its place."""
    stated = [d for d in drafts if d.kind is not QuantityKind.ORDINAL and d.value is not None]
    for i, d in enumerate(stated):
        before = stated[i - 1] if i and _near(doc, stated[i - 1], d) else None
        behind = stated[i + 1] if i + 1 < len(stated) and _near(doc, d, stated[i + 1]) else None
        if before is not None and _contrasted(before, d):
            d.superseded = True
            _lend(before, d)
        elif behind is not None and not _contrasted(d, behind) and _corrected(doc, d, behind):
            d.superseded = True
            _lend(d, behind)
        elif behind is None or not _contrasted(d, behind):
            d.superseded = _withdrawn(doc, d)


def _near(doc: Doc, a: Draft, b: Draft) -> bool:
    """Whether ``b`` may count what ``a`` does, in the same sentence or the next."""
    first, second = sentence_start(doc[a.first_token]), sentence_start(doc[b.first_token])
    units = a.kind is b.kind or not a.name or not b.name
    return units and (first == second or sentence_start(doc[second - 1]) == first)


def _alike(a: Draft, b: Draft) -> bool:
    return a.name == b.name or not a.name or not b.name or a.elided or b.elided


def _lend(a: Draft, b: Draft) -> None:
    if a.name and (not b.name or (b.elided and a.noun is not None)):
        b.noun, b.name, b.kind, b.unit, b.elided = a.noun, a.name, a.kind, a.unit, True


def _contrasted(a: Draft, b: Draft) -> bool:
    """ "Nine people, not five as first reported", "12, not 15"."""
    between = a.text[a.right : b.left]
    return (
        len(between) <= _WINDOW
        and not re.search(r"[.;\n]", between)
        and bool(_INSTEAD.search(between))
        and _alike(a, b)
    )


def _withdrawn(doc: Doc, d: Draft) -> bool:
    """Whether the words about one figure say by themselves that it no longer stands."""
    text = d.text
    before = text[max(0, d.left - _WINDOW) : d.left]
    if _FIRST_FIGURE.search(before) or (_BEFORE_TOLD.search(before) and _TOLD_BEFORE.match(text, d.right)):
        return True
    if d.former:
        verb = next((t for t in _above(doc, d) if t.pos_ == "VERB"), None)
        earlier = _EARLIER_ON.match(text, d.right) is not None and not _PERIOD.match(text, d.right)
        return earlier or (verb is not None and _corrects(verb))
    verb = _told_by(doc, d)
    return verb is not None and _told_at_first(verb)


def _corrected(doc: Doc, old: Draft, new: Draft) -> bool:
    """Whether ``new`` takes the place of ``old``: "the toll was revised to nine", "first said 14, later nine"."""
    if not _alike(old, new) or old.former or old.superseded or new.former or old.kind is QuantityKind.AGE:
        return False
    verb = next((t for t in _above(doc, new) if t.pos_ == "VERB"), None)
    if verb is None or verb in _above(doc, old):
        return False
    reached = doc[new.left_token - 1].lower_ in {"to", "at"} if new.left_token else False
    if reached and _corrects(verb):
        return True
    telling = _told_by(doc, old)
    if telling is None or not (_told_at_first(telling) or _told_earlier(telling)):
        return False
    changed = reached and verb.lemma_.lower() in _CORRECTING | _LOWERING | _CHANGING
    return changed or (_afterwards(verb) and (verb.lemma_ in _TELLING or old.name == new.name))


def _above(doc: Doc, d: Draft) -> list[Token]:
    """The heads over a number, the nearest first."""
    token, found = doc[d.last_token], []
    for _ in range(_STEPS):
        if token.head.i == token.i:
            break
        token = token.head
        found.append(token)
    return found


def _corrects(verb: Token) -> bool:
    """Whether a verb corrects a figure: "revised", "lowered the toll"; "lowered the fare" changes a thing."""
    lemma = verb.lemma_.lower()
    if lemma in _CORRECTING:
        return True
    figures = [c.lemma_.lower() for c in verb.children if c.dep_ in _OBJECTS]
    return lemma in _LOWERING and bool(_FIGURES.intersection(figures))


def _told_by(doc: Doc, d: Draft) -> Token | None:
    """The nearest verb of telling above a number: "said 14 had died", "put the toll at 14"."""
    if d.kind is QuantityKind.AGE and d.right > d.end and "-" in d.text[d.end : d.right]:
        return None  # "said a 14-year-old boy": that he is fourteen is told by the way
    below = doc[d.last_token]
    for token in _above(doc, d):
        if token.lemma_.lower() in _TELLING and token.pos_ in _VERBS:
            # "initially reported 14, but the figure was lowered to nine": a verb beside it, not one that it tells
            return None if below.pos_ in _VERBS and below.dep_ in {"conj", "advcl"} else token
        below = token
    return None


def _told_at_first(verb: Token) -> bool:
    """ "Initially reported", "at first said", "was previously put at", "an earlier version said"."""
    when = set(_adverbs(verb))
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    estimated = passive and verb.lemma_.lower() in _ESTIMATING and bool(when & _EARLIER)
    return bool(when & _AT_FIRST) or "at first" in when or estimated or _source(verb, _TEXTS)


def _told_earlier(verb: Token) -> bool:
    """ "First said", "initial reports said": no longer so where another figure takes its place."""
    return bool(_EARLIER.intersection(_adverbs(verb))) or _source(verb, _REPORTS)


def _afterwards(verb: Token) -> bool:
    return any(_AFTERWARDS.intersection(_adverbs(v)) for v in (verb, *verb.ancestors))


def _adverbs(verb: Token) -> Iterator[str]:
    yield from (c.lower_ for c in verb.children if c.dep_ in _HOW)
    if re.search(r"\bat first (?:\w+ )?$", verb.doc[max(verb.sent.start, verb.i - 3) : verb.i].text_with_ws, re.I):
        yield "at first"


def _source(verb: Token, nouns: frozenset[str]) -> bool:
    """Whether an early one of ``nouns`` tells: "an earlier version", "initial reports"."""
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS and c.lemma_.lower() in nouns]
    return any(g.lower_ in _OF_FIRST for s in subjects for g in s.children)
