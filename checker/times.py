# ruff: noqa: RUF001
"""Doc + publication date -> when things happened: time expressions, resolved and attached to clauses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from checker import anchoring, cues, dates
from checker.records import TimeMention, TimeSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "EVENT", "FAC", "PRODUCT", "LAW"})
_DATELINE = re.compile(r"(?:^|\n)[ \t]*[A-Z][A-Z.'’]+[^\n]{0,60}?(?:\([^)\n]{2,20}\)\s*)?(?:—|–|--| - )")
_PLANNED = cues.words("expect schedule set slate plan due intend aim hope prepare")
_LEAD = re.compile(r"\b(?:on|in|since)\s+$", re.IGNORECASE)
_CLAUSES = cues.words("ROOT ccomp advcl relcl acl parataxis xcomp pcomp csubj conj")
_HAPPEN = cues.words("happen occur take come strike hit explode detonate begin start erupt unfold")
_LEGAL = cues.words(
    "arrest charge accuse convict sentence sue investigate search question detain suspect indict mourn seek"
)


def find(doc: Doc, published: dt.date | None, sentences: Sequence[Span] | None = None) -> list[TimeMention]:
    """Time expressions of a parsed Doc with inclusive dates, in text order; offsets are characters of the Doc.

    Relative ones ("on Saturday") count from ``published`` and are left out without it. Durations and times
    of day are no dates. Never raises: what has no valid date is left out.
    """
    text = doc.text
    datelines = [m.span() for m in _DATELINE.finditer(text)]
    allowed = None if sentences is None else [(s.start_char, s.end_char) for s in sentences]
    found: list[TimeMention] = []
    known = dates.expressions(text)
    for x in [*known, *_unusual(doc, known)]:
        if any(a <= x.start and x.end <= b for a, b in datelines):
            continue
        if allowed is not None and not any(a <= x.start and x.end <= b for a, b in allowed):
            continue
        mention = _mention(doc, x, published)
        if mention is not None:
            found.append(mention)
    return sorted(found, key=lambda m: m.start)


def _mention(doc: Doc, x: dates.Expression, published: dt.date | None) -> TimeMention | None:
    tokens = doc.char_span(x.start, x.end, alignment_mode="expand")
    if tokens is None or (x.kind == "weekday" and any(t.ent_type_ in _NAMES for t in tokens)):
        return None
    since = x.since or _since_clause(tokens)
    if since and not x.since:
        x = dates.Expression(x.start, x.end, x.kind, x.parts, True)
    span = anchoring.resolve(x, published, _speaks_of_future(tokens.root))
    if span is None:
        return None
    since = (since and published is not None) or x.kind == "window"
    lead = _LEAD.search(doc.text, max(0, x.start - 20), x.start)
    genitive = doc.text.startswith(("'s", "’s"), x.end)  # "in Monday's attack": the preposition is the attack's
    start = lead.start() if lead and not genitive else x.start
    return TimeMention(start, x.end, TimeSpan(span[0], span[1], doc.text[start : x.end], since))


def _tokens(doc: Doc, mention: TimeMention) -> Span | None:
    """The expression's tokens without the preposition that leads it."""
    tokens = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    while tokens is not None and len(tokens) > 1 and tokens[0].lower_ in {"on", "in", "since"}:
        tokens = tokens[1:]
    return tokens


def _unusual(doc: Doc, known: Sequence[dates.Expression]) -> list[dates.Expression]:
    """DATE entities that the grammar lacks ("7.10.2023", "the 3rd day of May 2019"), read by dateparser."""
    out = []
    for e in doc.ents:
        if e.label_ != "DATE" or any(x.start < e.end_char and e.start_char < x.end for x in known):
            continue
        if len(re.findall(r"\d", e.text)) >= 5 and (day := _parsed(e.text)) is not None:
            parts = (("year", f"{day.year:04d}"), ("monthno", str(day.month)), ("day", str(day.day)))
            out.append(dates.Expression(e.start_char, e.end_char, "iso", parts))
    return out


@lru_cache(maxsize=4096)
def _parsed(text: str) -> dt.date | None:
    import dateparser  # type: ignore[import-untyped]

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
        if t.dep_ in _CLAUSES:
            return any(
                c.lower_ == "since" and c.dep_ in {"mark", "prep"} and c.i < tokens.start for c in t.children
            ) and (t.dep_ in {"advcl", "pcomp"})
    return False


def _speaks_of_future(token: Token) -> bool:
    """The verb over the expression has "will", "going to" or an infinitive of plan ("is due to")."""
    verb = _clause(token)
    for v in (verb, verb.head if verb.dep_ in {"xcomp", "conj"} else verb):
        words = {c.lower_ for c in v.children if c.dep_ in {"aux", "auxpass"}}
        if words & {"will", "shall", "'ll", "’ll", "wo", "may"} and "have" not in words:
            return True
        if v.dep_ == "xcomp" and (v.head.lemma_ in _PLANNED or (v.head.lower_ == "going" and "to" in words)):
            return True
        if v.lemma_ in {"schedule", "slate", "expect"} and any(c.dep_ == "auxpass" for c in v.children):
            return True
    return False


def _clause(token: Token) -> Token:
    """Head of the smallest clause that holds the token."""
    while token.dep_ not in _CLAUSES or (token.dep_ == "conj" and token.pos_ not in {"VERB", "AUX"}):
        if token.head.i == token.i:
            break
        token = token.head
    return token


def attached(doc: Doc, mentions: Sequence[TimeMention], token_index: int) -> TimeMention | None:
    """The expression that says when the clause of a token holds; None when none does.

    The clause's own expression wins, then that of the clauses above it; never one of another subordinate
    clause, nor of a clause that reports what was said ("an official said Tuesday" is when it was said).
    """
    target = doc[token_index]
    sentence = target.sent
    levels = _levels(target)
    best: tuple[float, int, TimeMention] | None = None
    for m in mentions:
        tokens = _tokens(doc, m)
        if tokens is None or not (sentence.start <= tokens.start < sentence.end):
            continue
        rank = _rank(tokens, target, levels)
        if rank is not None and (best is None or (rank, abs(tokens.root.i - token_index)) < best[:2]):
            best = (rank, abs(tokens.root.i - token_index), m)
    return best[2] if best else None


def _levels(target: Token) -> dict[int, float]:
    """Clause heads whose time holds for the target, by token index, with their distance."""
    clause = _clause(target)
    levels = {clause.i: 0.0}
    while clause.head.i != clause.i:
        parent = _clause(clause.head)
        reported = clause.dep_ in {"ccomp", "parataxis"} or (
            clause.dep_ == "xcomp" and clause.head.lemma_ in cues.PASSIVE
        )
        if reported and clause.head.lemma_ in cues.CLAUSE and clause.dep_ != "xcomp":
            break
        if clause.dep_ == "relcl" and parent.lemma_ not in _HAPPEN:
            break
        if clause.dep_ == "acl" and clause.tag_ == "VBN":
            break
        levels.setdefault(parent.i, len(levels) * 1.0)
        if parent.i == clause.i:
            break
        clause = parent
    return levels


def _rank(tokens: Span, target: Token, levels: dict[int, float]) -> float | None:
    root = tokens.root
    governor = _governor(root)
    if governor.i == _noun_of(target).i:
        return 0.0
    clause = _clause(target)
    if clause.dep_ == "relcl" and governor.i == clause.head.i:
        return 0.5
    speech = _speech_before(tokens)
    own = speech if speech is not None else _clause(root)
    if own.i not in levels:
        lifted = own.head if own.dep_ == "xcomp" else own
        return levels[lifted.i] + 0.5 if lifted.i in levels and lifted.i != own.i else None
    if speech is None and governor.pos_ in {"NOUN", "PROPN"} and not _event_of_clause(governor, own):
        return None
    return levels[own.i]


def _governor(root: Token) -> Token:
    head = root.head
    while head.pos_ == "ADP" and head.head.i != head.i:
        head = head.head
    return head


def _noun_of(target: Token) -> Token:
    return target.head if target.dep_ in {"nummod", "quantmod", "amod", "det", "compound"} else target


def _event_of_clause(noun: Token, clause: Token) -> bool:
    """ "Monday's attack killed three", "killed in Monday's attack", but not "arrested over Monday's attack"."""
    if noun.head.i == clause.i and noun.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "npadvmod"}:
        return True
    prep = noun.head
    return (
        prep.dep_ in {"prep", "agent"}
        and prep.lower_ in {"in", "during", "by"}
        and clause.lemma_ not in _LEGAL
        and prep.head.i == clause.i
    ) or noun.i == clause.i


def _speech_before(tokens: Span) -> Token | None:
    """The reporting verb right before the expression: parsers hang "said Tuesday" on the clause that follows."""
    doc, i = tokens.doc, tokens.start - 1
    if i >= 0 and doc[i].lower_ in {"on", "late", "early"}:
        i -= 1
    if i < 0 or doc[i].lemma_ not in cues.CLAUSE or doc[i].pos_ != "VERB" or doc[i].tag_ == "VBN":
        return None
    after = doc[tokens.end] if tokens.end < len(doc) else None
    return None if after is not None and after.tag_ == "POS" else doc[i]
