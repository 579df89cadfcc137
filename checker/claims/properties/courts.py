"""Who is found guilty, and standings that exclude each other. Imports no spaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.claims.properties.arguments import denied, patients, subjects, unreal

if TYPE_CHECKING:
    from spacy.tokens import Token


def convicted(token: Token) -> list[Token]:
    """Who is found guilty, for the word "guilty"; none for who only pleads it."""
    verb = token.head
    if token.lower_ != "guilty" or verb.pos_ not in ("VERB", "AUX") or denied(verb) or unreal(verb):
        return []
    if verb.lemma_ == "plead" or any(c.dep_ == "neg" for c in token.children):
        return []
    own = [c for c in token.children if c.dep_ == "nsubj"]  # "found Ana Roe guilty"
    return own or [t for t in patients(verb) or subjects(verb) if t.i != token.i]


def verdicts(a: str, b: str) -> bool:
    """Whether two standings are the two ends of one trial, or two pleas: on one day nobody has both."""
    return {a, b} in ({"convicted", "acquitted"}, {"guilty", "not guilty"})
