"""What somebody is accused of: "charged with murder", "two counts of fraud", "guilty of arson". Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.claims.attributes import AttributeMention
from checker.claims.properties.arguments import denied, patients, phrase, subjects, unreal
from checker.claims.properties.people import PersonsOfArticle
from checker.parse.memo import words_of
from checker.words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_LEADING = {"with", "of", "on", "for", "to"}
_COUNTING = {"count", "charge", "suspicion", "accusation", "allegation", "crime", "case", "degree", "connection"}
_ACTIVE = {"plead", "face", "admit", "deny"}


def find(sentence: Span, people: PersonsOfArticle) -> Iterator[AttributeMention]:
    """A mention per accused person with all offences that one verb or "guilty" names."""
    for token in words_of(sentence, "VERB", "ADJ"):
        whose = convicted(token) or _accused(token)
        if not whose:
            continue
        heads = [h for h in _offences(token) if lexicon.class_of("offences", h.lemma_.lower())]
        if not heads:
            continue
        value = " and ".join(phrase(h) for h in heads)
        for said in whose:
            for person in people.each(said):
                tokens = [token, *heads, *([said] if said.sent.start == sentence.start else [])]
                first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
                yield AttributeMention(first.idx, last.idx + len(last.text), token.i, "charge", value, person=person)


def convicted(token: Token) -> list[Token]:
    """Who is found guilty, for the word "guilty"; none for who only pleads it."""
    verb = token.head
    if token.lower_ != "guilty" or verb.pos_ not in ("VERB", "AUX") or denied(verb) or unreal(verb):
        return []
    if verb.lemma_ == "plead" or any(c.dep_ == "neg" for c in token.children):
        return []
    own = [c for c in token.children if c.dep_ == "nsubj"]  # "found Ana Roe guilty"
    return own or [t for t in patients(verb) or subjects(verb) if t.i != token.i]


def _accused(token: Token) -> list[Token]:
    lemma = token.lemma_.lower()
    if token.pos_ != "VERB" or not (lemma in _ACTIVE or lexicon.class_of("accusing", lemma)):
        return []
    if denied(token) or unreal(token):
        return []
    return subjects(token) if lemma in _ACTIVE else patients(token)


def _offences(token: Token) -> list[Token]:
    """Nouns that a verb of accusing leads to, through "two counts of" and "on charges of"."""
    found = []
    level = [c for c in token.children if c.dep_ == "prep" and c.lower_ in _LEADING]
    level += [c for g in token.children if g.lower_ == "guilty" for c in g.children if c.dep_ == "prep"]
    nouns = [n for prep in level for n in prep.children if n.dep_ in ("pobj", "pcomp")]
    nouns += [c for c in token.children if c.dep_ == "dobj" and token.lemma_.lower() in ("face", "admit", "deny")]
    while nouns:
        noun = nouns.pop(0)
        nouns += [c for c in noun.children if c.dep_ == "conj"]
        if noun.lemma_.lower() in _COUNTING:
            nouns += [g for c in noun.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
            found += [c for c in noun.children if c.dep_ == "compound"]
        else:
            found.append(noun)
    return sorted(found, key=lambda t: t.i)
