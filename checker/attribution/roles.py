"""What an article says a named speaker is: "Wayne Marotto" -> "the coalition's spokesman". Imports no spaCy.

Another outlet may cite the same voice by this role alone; :func:`checker.attribution.speakers.same_voice` compares.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from checker.attribution.speakers import role_words, speaker_key
from checker.parse.memo import entities_of
from checker.words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def of_persons(sentences: Iterable[Span]) -> dict[str, str]:
    """The fullest role of each surname that stands in apposition to one; none where two persons carry the name."""
    found: dict[str, str] = {}
    for sentence in sentences:
        for ent in entities_of(sentence):
            if ent.label_ != "PERSON":
                continue
            surname = next(iter(speaker_key(ent.text)), "")
            for role in _roles(ent.root):
                if surname.startswith("=") and len(role_words(role)) > len(role_words(found.get(surname, ""))):
                    found[surname] = role
    return found


def _roles(name: Token) -> list[str]:
    """Noun phrases before or after a name: "spokesman Ali Reza", "Ali Reza, a spokesman for the ministry,"."""
    nouns = [c for c in name.children if c.dep_ == "appos" and c.pos_ in ("NOUN", "PROPN") and not c.ent_type_]
    if name.dep_ == "appos" and name.head.pos_ == "NOUN":
        nouns.append(name.head)
    phrases = [_phrase(noun, name) for noun in nouns]
    before = [c for c in name.lefts if c.pos_ in ("NOUN", "PROPN") and c.ent_type_ != "PERSON"]
    return [*phrases, " ".join(c.text for b in before for c in b.subtree)] if before else phrases


def _phrase(noun: Token, name: Token) -> str:
    """The noun phrase without the name, clauses and what comes after a comma."""
    words: list[Token] = []
    for token in noun.subtree:
        inside = any(t.i == name.i for t in (token, *token.ancestors) if t.i != noun.i) and name.i != noun.i
        clause = any(t.dep_ in ("relcl", "acl") for t in (token, *token.ancestors) if t.i > noun.i and t.i != name.i)
        if name.dep_ == "appos" and name.head.i == noun.i and inside:
            continue
        if not clause:
            words.append(token)
    return lexicon.flat(" ".join(t.text for t in words)).split(",")[0].strip()
