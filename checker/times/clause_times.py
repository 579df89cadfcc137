"""Which time expression holds for which clause: the nearest by dependency path, never a reporting verb's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.attribution import cues
from checker.records import TimeMention
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "xcomp", "pcomp", "csubj", "conj"})
_OTHER_TIME = words_in("time", "other_time")
_HAPPEN = words_in("time", "happening")
_LEGAL = words_in("crime", "proceedings")
_REPORTING = _LEGAL | cues.SPEECH | cues.PREPOSITION.keys()


def _tokens(doc: Doc, mention: TimeMention) -> Span | None:
    """The expression's tokens without the preposition that leads it."""
    tokens = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    while tokens is not None and len(tokens) > 1 and tokens[0].lower_ in {"on", "in", "since"}:
        tokens = tokens[1:]
    return tokens


def clause_of(token: Token) -> Token:
    """Head of the smallest clause that holds the token."""
    while token.dep_ not in CLAUSES or (token.dep_ == "conj" and token.pos_ not in {"VERB", "AUX"}):
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
    when = _relative(target)
    levels = _levels(target)
    best: tuple[float, int, TimeMention] | None = None
    for m in mentions:
        tokens = _tokens(doc, m)
        if tokens is None or not (sentence.start <= tokens.start < sentence.end):
            continue
        rank = _rank(tokens, target, levels)
        if when is not None and tokens.start <= when.i < tokens.end:
            rank, m = 0.1, replace(m, span=m.origin or m.span)  # after what the clause itself says
        if rank is not None and (best is None or (rank, abs(tokens.root.i - token_index)) < best[:2]):
            best = (rank, abs(tokens.root.i - token_index), m)
    return best[2] if best else None


def _relative(target: Token) -> Token | None:
    """The last word before the "when" of a token's clause: the "1987" of "in 1987, when a ferry sank and 16 died"."""
    chain = [clause_of(target)]
    while chain[-1].dep_ == "conj" and chain[-1].head.pos_ in {"VERB", "AUX"}:
        chain.append(chain[-1].head)
    when = next((c for verb in chain for c in verb.children if c.lower_ == "when"), None)
    if when is None or chain[-1].dep_ not in {"relcl", "advcl"} or when.i - 2 < when.sent.start:
        return None
    before = when.nbor(-1)
    return before.nbor(-1) if before.text == "," else before


def _levels(target: Token) -> dict[int, float]:
    """Clause heads whose time holds for the target, by token index, with their distance."""
    clause = clause_of(target)
    levels = {clause.i: 0.0}
    while clause.head.i != clause.i:
        parent = clause_of(clause.head)
        reported = clause.dep_ in {"ccomp", "parataxis"} or (
            clause.dep_ == "xcomp" and clause.head.lemma_ in cues.PASSIVE
        )
        if reported and clause.head.lemma_ in cues.CLAUSE and clause.dep_ != "xcomp":
            break
        if clause.dep_ == "relcl" and parent.lemma_ not in _HAPPEN:
            break
        if clause.dep_ == "acl" and clause.tag_ == "VBN":
            break
        if _other_time(clause):
            break
        levels.setdefault(parent.i, len(levels) * 1.0)
        if parent.i == clause.i:
            break
        clause = parent
    return levels


def _other_time(clause: Token) -> bool:
    """ "resumed Wednesday after four were shot": a clause whose link says that it happened at another time."""
    marks = {c.lower_ for c in clause.children if c.dep_ == "mark" or (c.dep_ == "prep" and c.i < clause.i)}
    if clause.dep_ == "pcomp" and clause.head.pos_ in {"ADP", "SCONJ"}:
        marks.add(clause.head.lower_)
    return clause.dep_ in {"advcl", "pcomp"} and bool(marks & _OTHER_TIME)


def _is_argument(target: Token, clause: Token) -> bool:
    """Whether the target is in the verb's subject or object rather than in a phrase about something else."""
    node = _noun_of(target)
    while node.i != clause.i and node.head.i != node.i:
        if node.dep_ in {"pobj", "pcomp"} and node.head.head.i == clause.i:
            return False
        node = node.head
    return True


def _on_path(governor: Token, target: Token, clause: Token) -> bool:
    """ "the June 13 murder of three people": a noun with a date of its own above the target."""
    return (
        governor.pos_ == "NOUN"
        and governor.i != clause.i
        and governor.is_ancestor(target)
        and clause.is_ancestor(governor)
    )


def _rank(tokens: Span, target: Token, levels: dict[int, float]) -> float | None:
    root = tokens.root
    governor = _governor(root)
    if governor.i == _noun_of(target).i:
        return 0.0
    clause = clause_of(target)
    if _on_path(governor, target, clause):
        return 0.25
    if clause.dep_ == "relcl" and governor.i == clause.head.i:
        return 0.5
    speech = _speech_before(tokens)
    own = speech if speech is not None else clause_of(root)
    if own.i not in levels:
        lifted = own.head if own.dep_ == "xcomp" else own
        return levels[lifted.i] + 0.5 if lifted.i in levels and lifted.i != own.i else None
    if own.lemma_ in _REPORTING and not _is_argument(target, own):
        return None
    person = governor.ent_type_ == "PERSON"  # has no date: "killed Jane Roe, 21, and John Roe, 22, last Thursday"
    if speech is None and governor.pos_ in {"NOUN", "PROPN"} and not (person or _event_of_clause(governor, own)):
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
