"""Counts behind a label: "Dead: 17", "Homes destroyed: 31", "Confirmed cases: 300". Imports no spaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.quantities.drafts import Draft
from checker.quantities.nouns import ROLES, lemma, sentence_start, unit_of
from checker.records import QuantityKind
from checker.words import lexicon
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HARM_NOUNS = words_in("disasters", "nouns_of_harm")
_LONGEST = 4  # words of a label


def labelled(doc: Doc, d: Draft) -> bool:
    """Finds the noun of a bare number in the label before it and sets it on ``d``; False where there is none.

    Only people, things of the lists and harm are counted so: "Final score: 31" counts nothing.
    """
    label = _label(doc, d)
    if not label:
        return False
    noun = next((t for t in label if t.tag_ == "NNS" and _countable(lemma(t))), None)
    if noun is None and label[-1].lower_ not in ROLES:
        return False
    d.kind, d.elided = QuantityKind.COUNT, True
    d.noun, d.name = (noun.i, unit_of(noun)) if noun is not None else (None, "person")
    return True


def _countable(word: str) -> bool:
    known = lexicon.person_class(word) is not None or lexicon.class_of("things", word) is not None
    return known or word in _HARM_NOUNS


def _label(doc: Doc, d: Draft) -> list[Token]:
    """The words before a colon that stand alone at the start of a sentence or line; none where the number goes on."""
    colon = d.first_token - 1
    if colon < 1 or doc[colon].text != ":" or d.text[d.right : d.right + 1].strip(".,;)\n") != "":
        return []
    if d.after_token < len(doc) and not (doc[d.after_token].is_punct or doc[d.after_token].is_space):
        return []
    words = list(doc[max(colon - _LONGEST - 1, sentence_start(doc[colon])) : colon])
    breaks = [i for i, t in enumerate(words) if t.is_space or t.is_punct]
    words = words[breaks[-1] + 1 :] if breaks else words
    return words if 0 < len(words) <= _LONGEST and all(t.is_alpha for t in words) else []
