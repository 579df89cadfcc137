"""Doc + publication date -> when things happened: time expressions, resolved and attached to clauses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.parse.memo import text_of
from checker.records import TimeMention, TimeSpan
from checker.times import composite, direction, holidays, intervals
from checker.times.clause_times import CLAUSES, attached
from checker.times.expression import Expression
from checker.words.lists import words_in
from checker.words.nations import country_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["attached", "mentions"]

_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "EVENT", "FAC", "PRODUCT", "LAW"})
_DATELINE = re.compile(r"(?:^|\n)[ \t]*[A-Z][A-Z.'’]+[^\n]{0,60}?(?:\([^)\n]{2,20}\)\s*)?(?:—|–|--| - )")
_OPEN_ENDS = words_in("time", "open_ends")
_WHEN = re.compile(r",? when\b")
_LEAD = re.compile(r"\b(?:on|in|since)\s+$", re.IGNORECASE)


def mentions(doc: Doc, published: dt.date | None, sentences: Sequence[Span] | None = None) -> list[TimeMention]:
    """Time expressions of a parsed Doc with inclusive dates, in text order; offsets are characters of the Doc.

    Relative ones ("on Saturday") count from ``published`` and are left out without it. Durations and times
    of day are no dates. Never raises: what has no valid date is left out.
    """
    text = text_of(doc)
    datelines = [m.span() for m in _DATELINE.finditer(text)]
    allowed = None if sentences is None else [(s.start_char, s.end_char) for s in sentences]
    found: list[TimeMention] = []
    # A holiday falls on the day of the country that the text is about.
    nations = frozenset(n for e in doc.ents if e.label_ in {"GPE", "NORP"} and (n := country_of(e.text)))
    known = [holidays.within(x, nations) for x in composite.expressions(text)]
    for x in [*known, *_unusual(doc, known)]:
        if any(a <= x.start and x.end <= b for a, b in datelines):
            continue
        if allowed is not None and not any(a <= x.start and x.end <= b for a, b in allowed):
            continue
        mention = _mention(doc, x, published)
        if mention is not None:
            found.append(mention)
    return sorted(found, key=lambda m: m.start)


def _mention(doc: Doc, x: Expression, published: dt.date | None) -> TimeMention | None:
    tokens = doc.char_span(x.start, x.end, alignment_mode="expand")
    if tokens is None or (x.kind in {"weekday", "month"} and any(t.ent_type_ in _NAMES for t in tokens)):
        return None
    if tokens.root.dep_ == "pobj" and tokens.root.head.lower_ in _OPEN_ENDS:
        return None
    if not re.search(r"(?:19|20)\d\d", tokens.text) and _of_an_anniversary(tokens.root):
        return None
    x = replace(x, since=x.since or _since_clause(tokens))
    this_weekend = ("which", "this") in x.parts and ("unit", "weekend") in x.parts
    future = direction.speaks_of_future(tokens.root) or (this_weekend and not direction.is_past(tokens.root))
    span = intervals.resolve(x, published, future)
    if span is None or (
        not future and direction.undecided(tokens.root) and span != intervals.resolve(x, published, True)
    ):
        return None
    since = (x.since and published is not None) or x.kind == "window"
    lead = _LEAD.search(text_of(doc), max(0, x.start - 20), x.start)
    genitive = text_of(doc).startswith(("'s", "’s"), x.end)  # "in Monday's attack": the preposition is the attack's
    start = lead.start() if lead and not genitive else x.start
    surface = text_of(doc)[start : x.end]
    told = since and x.kind != "window" and _WHEN.match(text_of(doc), x.end)
    own = intervals.resolve(replace(x, since=False), published, future) if told else None
    origin = TimeSpan(own[0], own[1], surface) if own else None
    return TimeMention(start, x.end, TimeSpan(span[0], span[1], surface, since), origin)


def _of_an_anniversary(token: Token) -> bool:
    """ "the tenth anniversary of the March 9 fire" is of no fire in the last twelve months."""
    while token.pos_ not in {"VERB", "AUX"} and token.head.i != token.i:
        if token.dep_ == "pobj" and token.head.head.lemma_ == "anniversary":
            return True
        token = token.head
    return False


def _unusual(doc: Doc, known: Sequence[Expression]) -> list[Expression]:
    """DATE entities that the grammar lacks ("7.10.2023", "the 3rd day of May 2019"), read by dateparser."""
    out = []
    for e in doc.ents:
        if e.label_ != "DATE" or any(x.start < e.end_char and e.start_char < x.end for x in known):
            continue
        if len(re.findall(r"\d", e.text)) >= 5 and (day := _parsed(e.text)) is not None:
            parts = (("year", f"{day.year:04d}"), ("monthno", str(day.month)), ("day", str(day.day)))
            out.append(Expression(e.start_char, e.end_char, "iso", parts))
    return out


@lru_cache(maxsize=4096)
def _parsed(text: str) -> dt.date | None:
    import dateparser

    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    try:
        found = dateparser.parse(text, languages=["en"], settings=settings)
    except (ValueError, OverflowError, TypeError):
        return None
    return found.date() if found is not None and 1900 <= found.year <= 2100 else None


def _since_clause(tokens: Span) -> bool:
    """ "since the war began in October": the date of a clause or phrase that "since" introduces."""
    for t in tokens.root.ancestors:
        if t.lower_ == "since" and t.dep_ in {"prep", "mark"}:
            return True
        if t.dep_ in CLAUSES:
            return any(
                c.lower_ == "since" and c.dep_ in {"mark", "prep"} and c.i < tokens.start for c in t.children
            ) and (t.dep_ in {"advcl", "pcomp"})
    return False
