"""Why it happened: "was caused by a gas leak", "stemmed from an argument", "the result of a feud". Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker import lexicon
from checker.claims.attributes import AttributeMention
from checker.claims.properties.arguments import denied, phrase, unreal
from checker.claims.properties.people import People

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# Verbs and nouns of cause with the preposition that leads to it; "be" stands for "was due to".
_LEADING = {
    "cause": {"by"}, "spark": {"by"}, "trigger": {"by"}, "prompt": {"by"}, "fuel": {"by"}, "ignite": {"by"},
    "provoke": {"by"}, "stem": {"from"}, "result": {"from", "of"}, "arise": {"from"}, "blame": {"on"},
    "attribute": {"to"}, "due": {"to"}, "consequence": {"of"}, "outcome": {"of"},
}  # fmt: skip
_SPEAKING = {"PERSON", "ORG", "NORP", "GPE"}


def find(sentence: Span, _people: People) -> Iterator[AttributeMention]:
    """One mention per cause that is a thing; persons and groups that are blamed are perpetrators."""
    for token in sentence:
        prepositions = _LEADING.get(token.lemma_.lower())
        if prepositions is None or denied(token) or unreal(token):
            continue
        for prep in (c for c in token.children if c.lower_ in prepositions):
            for cause in (c for c in prep.children if c.dep_ == "pobj" and c.pos_ in ("NOUN", "PROPN")):
                if cause.ent_type_ not in _SPEAKING and not _somebody(cause):
                    first = min((token, cause), key=lambda t: t.i)
                    last = max((token, cause), key=lambda t: t.i)
                    value = phrase(cause)
                    yield AttributeMention(first.idx, last.idx + len(last.text), token.i, "cause", value)


def _somebody(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return lexicon.person_class(lemma) is not None or lemma in ("group", "government", "army", "police")
