"""Who claimed an attack: "claimed by the group", "the group claimed responsibility for it". Imports no spaCy."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.claims.properties.events import can_act, doers_behind, mention, negated, plural_event, value_phrase
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import by_words
from checker.parse.memo import words_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """ "X claimed responsibility for most of them", "claimed by X"."""
    for token in words_of(told.sentence, "VERB"):
        if token.lemma_.lower() != "claim" or negated(token):
            continue
        children = list(token.children)
        responsibility = [c for c in children if c.lemma_ == "responsibility"]
        claimed = [c for c in children if c.dep_ == "nsubjpass"] + [t for r in responsibility for t in _objects_of(r)]
        claimed += [t for c in children if c.lower_ == "for" for t in c.children]
        many = any(plural_event(t) or t.lower_ in ("them", "these", "those", "most", "all") for t in claimed)
        for child in children:
            if child.dep_ == "agent":
                yield from (_wide(m, token, many) for m in doers_behind(token, child, "claimed_by"))
            elif child.dep_ == "nsubj" and responsibility and can_act(child):
                yield _wide(mention(token, child, "claimed_by", value_phrase(child)), responsibility[0], many)


def _objects_of(noun: Token) -> list[Token]:
    return [t for prep in noun.children if prep.dep_ == "prep" for t in prep.children if t.dep_ == "pobj"]


def _wide(m: AttributeMention, to: Token, tally: bool) -> AttributeMention:
    return dataclasses.replace(m, end=max(m.end, to.idx + len(to.text)), tally=tally)


PROPERTY = Property(
    "claimed_by",
    _mentions,
    by_words,
    "Responsibility for the attack was claimed by {}.",
    label="group that claimed responsibility",
)
