"""Whether a clause speaks of the future or of the past: which Monday "Monday" is. Works on a parse's attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.times.clause_times import clause_of
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLANNED = words_in("time", "planned")
_PLANNED_IN_PASSIVE = words_in("time", "planned_in_passive")
_FUTURE = words_in("time", "future")
_TIMETABLED = words_in("time", "timetabled")
_SHARING = frozenset({"xcomp", "conj", "acl", "advcl"})
_POSSIBLE = words_in("time", "possible")


def speaks_of_future(token: Token) -> bool:
    """Whether the verb over a time expression has "will", "going to" or an infinitive of plan ("is due to")."""
    verb = clause_of(token)
    return _planned_for(token) or _is_on(token, verb) or any(_to_come(v) for v in _verbs(verb))


def undecided(token: Token) -> bool:
    """Whether the verb over a time expression leaves the direction open: "could win on Tuesday", "would not talk"."""
    return any(
        words & _POSSIBLE and "have" not in words
        for v in _verbs(clause_of(token))
        if (words := {c.lower_ for c in v.children if c.dep_ in {"aux", "auxpass"}})
    )


def is_past(token: Token) -> bool:
    """Whether the verb over a time expression is in the past tense."""
    return _is_past(clause_of(token))


def _verbs(verb: Token) -> list[Token]:
    """The verb and those above it whose time it shares; a clause in the past, or one that is told, has its own."""
    found = [verb]
    while verb.dep_ in _SHARING and not _is_past(verb) and verb.head.i != verb.i:
        verb = clause_of(verb.head)
        found.append(verb)
    return found


def _is_past(verb: Token) -> bool:
    """ "after he was shot", "he had left", "the man arrested"."""
    helpers = [c.tag_ for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return verb.tag_ == "VBD" or "VBD" in helpers or (verb.tag_ == "VBN" and not helpers)


def _to_come(v: Token) -> bool:
    words = {c.lower_ for c in v.children if c.dep_ in {"aux", "auxpass"}}
    if v.tag_ in {"VBZ", "VBP"} and not words and _is_timetabled(v):
        return True
    if words & _FUTURE and "have" not in words:
        return True
    if v.dep_ == "xcomp" and (v.head.lemma_ in _PLANNED or (v.head.lower_ == "going" and "to" in words)):
        return True
    if v.dep_ == "xcomp" and v.head.lemma_ == "be" and "to" in words:
        return True
    return v.lemma_ in _PLANNED_IN_PASSIVE and v.tag_ == "VBN"


def _is_timetabled(v: Token) -> bool:
    """Verbs whose present tense is of the future: "the trial begins on Monday", "it takes effect in May"."""
    objects = {c.lemma_ for c in v.children if c.dep_ == "dobj"}
    return (v.lemma_ in _TIMETABLED and not objects) or (v.lemma_ == "take" and "effect" in objects)


def _planned_for(token: Token) -> bool:
    """ "a rally planned for Friday", "the vote is set for May 3"."""
    preposition = token.head
    return (
        token.dep_ == "pobj"
        and preposition.lower_ == "for"
        and preposition.head.lemma_ in _PLANNED
        and preposition.head.tag_ in {"VBN", "JJ"}
    )


def _is_on(token: Token, verb: Token) -> bool:
    """ "the election is on Tuesday", "the deadline is March 5"."""
    place = token.head if token.dep_ == "pobj" else token
    return verb.lemma_ == "be" and verb.tag_ in {"VBZ", "VBP"} and place.head.i == verb.i and place.i > verb.i
