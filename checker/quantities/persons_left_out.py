"""Persons that a number leaves out: "14 killed", "hundreds fled", "224 aboard"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.quantities.drafts import Draft
from checker.quantities.nouns import ROLES, sentence_start
from checker.records import QuantityKind
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_LEAVE_VICTIMS = words_in("conflict", "leave_victims")


def by_role(doc: Doc, d: Draft, nxt: Token | None) -> bool:
    """ "14 killed", "left four dead", "killing three"."""
    role = nxt is not None and (nxt.lower_ in ROLES or (nxt.lower_ == "shot" and d.value != 1))
    if nxt is not None and nxt.lower_ == "found" and nxt.i + 1 < len(doc) and doc[nxt.i + 1].lower_ in ROLES:
        role, nxt = True, doc[nxt.i + 1]
    if nxt is not None and (condition := _in_condition(doc, nxt)) is not None:
        role, nxt = True, condition
    verb = doc[d.first_token - 1] if d.first_token else None
    for _ in range(4):  # over "at least", "more than", "another"
        if (
            verb is None
            or verb.i == 0
            or doc[verb.i + 1].is_sent_start
            or verb.is_punct
            or verb.pos_ in {"VERB", "AUX", "NOUN", "PROPN"}
        ):
            break
        verb = doc[verb.i - 1]
    object_of = (
        verb is not None
        and verb.lemma_.lower() in _LEAVE_VICTIMS
        and verb.pos_ == "VERB"
        and verb.lower_ not in {"left", "leaving", "leave"}
    )
    if not role and not (object_of and stands_alone(nxt)):
        return False
    d.name, d.kind, d.elided = "person", QuantityKind.COUNT, True
    d.noun = nxt.i if role and nxt is not None else None
    d.part_of = bool(_REST.match(d.text, d.right, d.right + 80)) and _among(doc, d)
    return True


_REST = re.compile(r"[^.;\n]*?,? (?:and )?the others? ")


def _among(doc: Doc, d: Draft) -> bool:
    """A plural noun of the sentence stands before: "two women - one dead, the other injured"."""
    start = sentence_start(doc[d.first_token])
    return any(t.tag_ == "NNS" for t in doc[max(start, d.first_token - 20) : d.first_token])


_CONDITIONS = words_in("people", "hospital_conditions")


def _in_condition(doc: Doc, nxt: Token) -> Token | None:
    """The adjective of "2 in critical condition", "two in critical"."""
    if nxt.lower_ != "in" or nxt.i + 1 >= len(doc) or doc[nxt.i + 1].lower_ not in _CONDITIONS:
        return None
    state = doc[nxt.i + 1]
    after = doc[state.i + 1] if state.i + 1 < len(doc) else None
    ends = after is None or after.pos_ in {"ADP", "PUNCT", "SPACE", "CCONJ"}
    return state if ends or (after is not None and after.lower_ in {"condition", "but", "care"}) else None


_PARENTS = words_in("people", "parents")


def children(doc: Doc, d: Draft) -> bool:
    """ "a father of three"."""
    i = d.left_token
    if i < 2 or doc[i - 1].lower_ != "of" or doc[i - 2].lemma_.lower() not in _PARENTS or d.unit is not None:
        return False
    d.name, d.kind, d.elided = "child", QuantityKind.COUNT, True
    return True


def aboard(doc: Doc, d: Draft, nxt: Token | None) -> bool:
    """ "with 224 aboard", "12 on board"."""
    if nxt is None or d.unit is not None:
        return False
    on_board = nxt.lower_ == "on" and nxt.i + 1 < len(doc) and doc[nxt.i + 1].lower_ == "board"
    if nxt.lower_ != "aboard" and not on_board:
        return False
    d.name, d.kind, d.elided = "person", QuantityKind.COUNT, True
    return True


_PLACES = words_in("people", "places_of_persons")


def _to_place(verb: Token) -> bool:
    """ "were taken to hospital", "are held in jail"."""
    return any(o.lemma_.lower() in _PLACES for p in verb.children if p.dep_ == "prep" for o in p.children)


_DEEDS = words_in("people", "deeds")


def by_deed(d: Draft, token: Token) -> bool:
    """ "Three more were killed", "hundreds fled": a number alone does, or has done to it, what only persons do."""
    subject = token if token.dep_ in SUBJECTS else token.head
    verb = subject.head
    if subject.dep_ not in SUBJECTS or subject.i not in range(d.first_token, d.after_token) or verb.pos_ != "VERB":
        return False
    done = subject.dep_ == "nsubjpass" and (verb.lower_ in ROLES or _to_place(verb))
    if not done and verb.lemma_.lower() not in _DEEDS:
        return False
    d.name, d.kind, d.elided = "person", QuantityKind.COUNT, True
    return True


def stands_alone(nxt: Token | None) -> bool:
    """Whether a number before the token ``nxt`` has no noun behind it."""
    return (
        nxt is None
        or nxt.tag_ in {"WP", "WDT"}
        or nxt.pos_ in {"ADP", "PUNCT", "CCONJ", "SCONJ", "AUX", "VERB", "ADV", "SPACE", "PART"}
    )
