"""Of what nation a person is: "a Polish national", "the French driver". Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.claims.properties.arguments import extent
from checker.claims.properties.descriptions import described
from checker.claims.properties.office import OF_A_STATE
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import DIFFERENT, NARROWER, SAME, UNRELATED
from checker.parse.memo import words_of
from checker.words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_BELONGING = {"national", "citizen", "native"}


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """A mention per noun for a person with a demonym, or a country that it belongs to.

    Of a state's office it tells whose that is: "the Bolivian president" and "the Russian president" are two persons.
    """
    for noun in words_of(told.sentence, "NOUN"):
        if lexicon.class_of("offices", noun.lemma_.lower()) in OF_A_STATE:
            continue
        found = [c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod") and _adjective(c)]
        if noun.lemma_.lower() in _BELONGING:
            of = [g for c in noun.children if c.lower_ == "of" for g in c.children]
            found += [g for g in of if lexicon.nation(g.text) and g.ent_type_]
        person = described(noun, told.people) if found else None
        if person is not None:
            value = " and ".join(t.text for t in found)
            yield AttributeMention(*extent([*found, noun]), noun.i, "nationality", value, person=person)


def _adjective(token: Token) -> bool:
    """A demonym: "Polish", not the "Poland" of "Poland coach"."""
    return token.ent_type_ == "NORP" and lexicon.nation(token.text) is not None


def _relation(a: str, b: str) -> str:
    """Nations: who has one of two may be told of with either."""
    one, two = ({n for w in v.split(" and ") if (n := lexicon.nation(w))} for v in (a, b))
    if one == two:
        return SAME if one else UNRELATED
    return NARROWER if one & two else DIFFERENT


PROPERTY = Property("nationality", _mentions, _relation, "{who} is {}.", label="nationality of {}")
