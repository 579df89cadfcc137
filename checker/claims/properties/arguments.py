"""Arguments of verbs as open predicate-argument structure: who undergoes, who acts, where to. Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from checker.claims.unasserted import is_nobody, unasserted
from checker.parse.memo import answered
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Token

OBJECTS = {"dobj", "obj"}
_MODALS = words_in("general", "modals")
_TRYING = words_in("general", "trying")
_DONE = words_in("general", "of_what_was_done")
_FACTIVE = words_in("general", "factive")
_ASKING = {"if", "whether", "unless"}


def patients(verb: Token) -> list[Token]:
    """Who undergoes a verb: its passive subject, its object, the noun that a participle describes."""
    passive = [c for c in verb.children if c.dep_ == "nsubjpass"] or _misled(verb)
    if passive:
        return _spread(passive)
    objects = [c for c in verb.children if c.dep_ in OBJECTS]
    if objects:
        return _spread(objects)
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"):
        return [verb.head]
    if verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and not _own_subject(verb):
        passive_too = any(c.dep_ == "auxpass" for c in verb.children)  # "pleaded guilty and was released"
        return patients(verb.head) if verb.head.tag_ == "VBN" else subjects(verb) if passive_too else []
    return []


def subjects(verb: Token) -> list[Token]:
    """Who a clause is about: the verb's own subject, or that of the verb to which "and" joins it."""
    current = verb
    for _ in range(4):
        own = [c for c in current.children if c.dep_ in ("nsubj", "nsubjpass")] or _misled(current)
        if own:
            return _spread(own)
        if current.dep_ in ("acl", "relcl") and current.head.pos_ in ("NOUN", "PROPN"):
            return [current.head]
        if current.dep_ not in ("conj", "xcomp", "advcl", "dep") or current.head == current:
            return []
        current = current.head
    return []


def _misled(verb: Token) -> list[Token]:
    """The subject of "the woman found outside was taken" where a parser read the participle as the verb."""
    if verb.tag_ != "VBN" or not any(c.dep_ == "auxpass" for c in verb.children):
        return []
    before = (c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i and c.tag_ in ("VBD", "VBN"))
    clause = next((c for c in before if not any(g.dep_ in ("aux", "auxpass", *OBJECTS) for g in c.children)), None)
    return [c for c in clause.children if c.dep_ == "nsubj"] if clause is not None and not _own_subject(verb) else []


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _spread(tokens: list[Token]) -> list[Token]:
    """Coordinated nouns each stand for themselves."""
    return [t for head in tokens for t in (head, *(c for c in head.conjuncts if c.i > head.i))]


def places_of(verb: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """Nouns that one of ``prepositions`` joins to a verb."""
    for prep in verb.children:
        if prep.dep_ in ("prep", "dative", "agent") and prep.lower_ in prepositions:
            yield from (c for c in prep.children if c.dep_ == "pobj")
            # "on the way to the hospital", "back to the house": one preposition inside another
            yield from (c for p in prep.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj")


def agents(verb: Token) -> list[Token]:
    """Who does it: the "by" of a passive, or the subject of a verb with an object."""
    by = [c for a in verb.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj"]
    if by or not any(c.dep_ in OBJECTS for c in verb.children):
        return by
    return [c for c in verb.children if c.dep_ == "nsubj"]


def denied(verb: Token) -> bool:
    """Whether a clause says that something did not happen."""
    found: bool = answered(verb, _denied)
    return found


def _denied(verb: Token) -> bool:
    if any(c.dep_ == "neg" or c.lower_ in ("never", "no") for c in verb.children):
        return True
    return any(is_nobody(c) for c in verb.children if c.dep_ in ("nsubj", "nsubjpass"))


def unreal(verb: Token) -> bool:
    """Whether a clause is only tried, planned, wanted, possible, asked, conditional, unsaid or to come."""
    return unasserted(verb) or imagined(verb)


def imagined(verb: Token) -> bool:
    """As :func:`unreal`, whatever is said of the clause: "do not believe that it was an accident" tells something."""
    found: bool = answered(verb, _imagined)
    return found


def _imagined(verb: Token) -> bool:
    for t in (verb, verb.head if verb.dep_ in ("conj", "xcomp") else verb):
        if any(c.dep_ == "aux" and c.lower_ in _MODALS for c in t.children):
            return True
    above = verb  # "if he finds that somebody lied" says of nobody that he lied
    while True:
        if any(c.dep_ == "mark" and c.lower_ in _ASKING and not _even(c) for c in above.children):
            return True
        if above.dep_ not in ("conj", "xcomp", "ccomp") or above.head.lemma_.lower() in _FACTIVE:
            break
        above = above.head
    inside = verb.dep_ in ("xcomp", "advcl", "acl", "ccomp")
    infinitive = any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.children)
    leading = verb.head.lemma_.lower()
    return inside and (leading in _TRYING or (infinitive and leading not in _DONE))


def _even(mark: Token) -> bool:
    """ "even if", which asks nothing."""
    return mark.i > 0 and mark.nbor(-1).lower_ == "even"


def phrase(head: Token) -> str:
    """The words of a noun phrase without determiner, numbers, relative clauses and what a preposition adds."""
    skipped = {"det", "relcl", "acl", "appos", "prep", "cc", "conj", "punct", "advcl", "predet"}
    words = [t for c in head.lefts if c.dep_ not in skipped for t in c.subtree if not t.is_quote]
    text = "".join(t.text_with_ws for t in [*words, head]).strip()
    return " ".join(text.split())


def extent(tokens: Iterable[Token]) -> tuple[int, int]:
    """Characters from the first of some tokens to the end of the last."""
    ordered = sorted(tokens, key=lambda t: t.i)
    return ordered[0].idx, ordered[-1].idx + len(ordered[-1].text)
