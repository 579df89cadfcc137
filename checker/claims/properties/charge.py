"""What somebody is accused of: "charged with murder", "two counts of fraud", "guilty of arson". Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.claims.properties.arguments import denied, extent, patients, phrase, subjects, unreal
from checker.claims.properties.courts import convicted
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import CHANGED, NARROWER, SAME, UNRELATED
from checker.parse.memo import words_of
from checker.words import lexicon
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEADING = {"with", "of", "on", "for", "to"}
_COUNTING = words_in("crime", "before_an_offence")
_ACTIVE = {"plead", "face", "admit", "deny"}


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """A mention per accused person with all offences that one verb or "guilty" names."""
    for token in words_of(told.sentence, "VERB", "ADJ"):
        whose = convicted(token) or _accused(token)
        if not whose:
            continue
        heads = [h for h in _nouns_of(token) if lexicon.class_of("offences", h.lemma_.lower())]
        if not heads:
            continue
        value = " and ".join(phrase(h) for h in heads)
        for said in whose:
            for person in told.people.each(said):
                at = extent([token, *heads, *([said] if said.sent.start == told.sentence.start else [])])
                yield AttributeMention(*at, token.i, "charge", value, person=person)


def _accused(token: Token) -> list[Token]:
    lemma = token.lemma_.lower()
    if token.pos_ != "VERB" or not (lemma in _ACTIVE or lexicon.class_of("accusing", lemma)):
        return []
    if denied(token) or unreal(token):
        return []
    return subjects(token) if lemma in _ACTIVE else patients(token)


def _nouns_of(token: Token) -> list[Token]:
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


def _relation(a: str, b: str) -> str:
    """Offences: charges are many and are changed, so that different ones never exclude each other."""
    one, two = _offences(a), _offences(b)
    if one == two:
        return SAME if one else UNRELATED
    return NARROWER if one & two else CHANGED


@lru_cache(maxsize=4096)
def _offences(value: str) -> frozenset[str]:
    """Canonical offences, attempts apart: "attempted murder and theft" -> {"attempted murder", "theft"}."""
    found = []
    for piece in value.lower().split(" and "):
        words = [lexicon.singular(w) for w in lexicon.words(piece)]
        offence = next((o for w in reversed(words) if (o := lexicon.class_of("offences", w))), None)
        if offence:
            found.append(f"attempted {offence}" if {"attempted", "attempt"} & set(words) else offence)
    return frozenset(found)


PROPERTY = Property(
    "charge",
    _mentions,
    _relation,
    "{who} is accused of {}.",
    label="charge against {}",
    someone="a suspect",
    moves_on=True,
)
