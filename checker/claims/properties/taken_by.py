"""Who took somebody there: "was driven to hospital by his brother". Imports no spaCy."""

from __future__ import annotations

from collections.abc import Iterator

from checker.claims.properties.arguments import agents, extent, patients, phrase
from checker.claims.properties.facilities import moves
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import DIFFERENT, NARROWER, SAME, UNRELATED
from checker.words import lexicon

_NO_RELATIVES = ("friend", "neighbor", "colleague", "stranger")


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """A mention per relative or helper who takes a person; of the first where they take several."""
    for verb in moves(told, "other"):
        who = patients(verb)
        persons = [p for t in who for p in told.people.each(t)]
        for agent in agents(verb) if persons else ():
            lemma = agent.lemma_.lower()
            if lexicon.class_of("kin", lemma) or lexicon.class_of("helpers", lemma):
                at = extent([verb, agent, *[t for t in who if t.sent.start == verb.sent.start]])
                yield AttributeMention(*at, verb.i, "taken_by", phrase(agent), person=persons[0])


def _relation(a: str, b: str) -> str:
    """Who brought somebody: a brother is no friend, but may be the relative of another report."""
    one, two = (_carrier(v) for v in (a, b))
    if one == two:
        return SAME
    tables = {table for table, _ in (one, two)}
    if tables == {"kin"} and "relative" in (one[1], two[1]):
        other = one[1] if two[1] == "relative" else two[1]
        return DIFFERENT if other in _NO_RELATIVES else NARROWER
    return DIFFERENT if "kin" in tables else UNRELATED


def _carrier(value: str) -> tuple[str, str]:
    for word in reversed([lexicon.singular(w) for w in lexicon.words(value)]):
        for table in ("kin", "helpers"):
            if found := lexicon.class_of(table, word):
                return table, found
    return "", value.lower()


PROPERTY = Property("taken_by", _mentions, _relation, "{who} was taken there by {}.", label="who took {} there")
