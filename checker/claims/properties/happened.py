"""Yes or no of something that is said to have happened: "the men forced the door" against "nobody forced the door".

Every clause in the past tells one; a pair needs one side that denies what the other tells, by negation or by a source
who denies it, with the same verb and a shared argument. Imports no spaCy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from checker import attribution
from checker.attribution import cues
from checker.claims.properties.arguments import OBJECTS, denied, extent, subjects, unreal
from checker.claims.properties.denials import DENYING, refuted
from checker.claims.properties.people import PersonsOfArticle
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import DIFFERENT, UNRELATED
from checker.parse.memo import text_of, words_of
from checker.records import Attribute, Person
from checker.words import lexicon
from checker.words.lists import alternation, words_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_LIGHT = words_in("general", "light_verbs")
_WHERE = words_in("general", "directions")
_NOT = re.compile(rf"\b{alternation('general', 'denying_words')}\b|n[’']t\b", re.IGNORECASE)
_TIMES = {"DATE", "TIME"}
_PERCEIVING = words_in("general", "perceiving")
_LONGEST = 220  # characters of a clause


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """One mention per clause of the past with a verb that says something and an argument besides its subject."""
    for verb in words_of(told.sentence, "VERB"):
        if _weak(verb.lemma_.lower()) or not _past(verb) or unreal(verb):
            continue
        words = _arguments(verb)
        who = subjects(verb)
        if not words or not who or _qualified(verb):
            continue
        start, end = _clause(verb, who)
        if end - start > _LONGEST:
            continue
        no = denied(verb) != refuted(told.spans, start, end)
        yield AttributeMention(
            start,
            end,
            verb.i,
            "happened",
            "no" if no else "yes",
            predicate=verb.lemma_.lower(),
            words=words,
            subjects=frozenset(k for t in who if (k := _subject(t, told.people) or _of_pronoun(t, told, start, end))),
            about=" ".join(text_of(verb.doc)[start:end].split()),
        )


def _past(verb: Token) -> bool:
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if "be" in helpers and "to" not in helpers:
        return False  # "insisted that the panel be briefed": wanted, and not told to be so
    if verb.tag_ in ("VBD", "VBN"):
        return verb.dep_ not in ("amod", "acl") or bool(helpers)
    return bool(helpers & {"did", "had", "was", "were"})


def _qualified(verb: Token) -> bool:
    """Whether only a manner, a group or a likeness is left out: "nobody was seriously hurt", "no one inside".

    So with "no one has run the port like him" and "the firm had never built a bridge before".
    """
    who = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    some = any(g.dep_ in ("prep", "relcl", "acl") for c in who for g in c.children)
    some = some or any(lexicon.person_class(c.lemma_.lower()) not in (None, "person") for c in who)
    manner = any(c.dep_ == "advmod" and c.lower_.endswith("ly") for c in verb.children)
    own = any(c.dep_ == "neg" and c.lower_ != "never" for c in verb.children)
    manner = manner or (not own and any(c.dep_ == "prep" and c.lower_ == "like" for c in verb.children))
    alone = {c.lower_ for c in verb.children if c.dep_ in ("neg", "advmod") and not [*c.children]}
    manner = manner or {"never", "before"} <= alone
    return denied(verb) and (manner or (some and not any(c.dep_ == "neg" for c in verb.children)))


def _weak(lemma: str) -> bool:
    """Whether a verb says too little, or is of a standing that changes and has properties of its own."""
    return lemma in _LIGHT or lemma in DENYING or lemma in cues.CLAUSE or lexicon.class_of("custody", lemma) is not None


def _arguments(verb: Token) -> frozenset[str]:
    """Lemmas of objects, of nouns behind prepositions, of particles and directions; for a passive also its subject."""
    found = [c for c in verb.children if c.dep_ in OBJECTS | {"nsubjpass", "dative", "attr", "oprd"}]
    found += [g for c in verb.children if c.dep_ in ("prep", "agent") for g in c.children if g.dep_ == "pobj"]
    words = {_key(t) for t in found if t.ent_type_ not in _TIMES and t.pos_ in ("NOUN", "PROPN") and not _anybody(t)}
    nearby = [*verb.children, *(g for c in verb.children if c.dep_ in OBJECTS for g in c.children)]
    words |= {c.lower_ for c in nearby if c.dep_ in ("prt", "advmod", "prep") and c.lower_ in _WHERE}
    return frozenset(words)


def _anybody(token: Token) -> bool:
    """Whether a passive's subject is a person without a name: "the other man was not hurt" is about somebody else."""
    return (
        token.dep_ == "nsubjpass"
        and token.pos_ == "NOUN"
        and (lexicon.person_class(token.lemma_.lower()) or lexicon.class_of("kin", token.lemma_.lower())) is not None
    )


def _key(token: Token) -> str:
    lemma = token.lemma_.lower()
    return lexicon.noun_class(lemma) if token.pos_ == "NOUN" else lexicon.fold(token.text)


def _subject(token: Token, people: PersonsOfArticle) -> str:
    """Who did it: "=" and the last name, or the kind of person or thing; "" for a pronoun that stays open."""
    person = people.of(token)
    if person is not None and person.name:
        return "=" + person.name.split()[-1]
    if token.pos_ == "PRON":
        return ""
    return f"={lexicon.fold(token.text)}" if token.pos_ == "PROPN" else lexicon.noun_class(token.lemma_.lower())


def _of_pronoun(token: Token, told: InSentence, start: int, end: int) -> str:
    """The speaker, if the article names him: of "I", of "we heard", and of a "he" that nothing else explains.

    "he" and "she" without a speaker of that sex stay what they are, as they do in direct speech.
    """
    word = token.lower_
    sex = {"he": "male", "she": "female"}.get(word)
    open_end = word if sex else ""
    around = attribution.enclosing(told.spans, start, end)
    person = _named(around[0].speaker, told.people) if around else None
    if person is None:
        return open_end
    if sex:
        own = told.people.sexes.get(person.name, sex) == sex and not around[0].quoted
    else:
        own = word == "i" or (word == "we" and token.head.lemma_.lower() in _PERCEIVING)
    return "=" + person.name.split()[-1] if own else open_end


def _named(speaker: str, people: PersonsOfArticle) -> Person | None:
    """The person of the article whose name a speaker's words end with: "mayor Ana Roe", "Ana Roe, another guest"."""
    words = lexicon.words(speaker.partition(",")[0])
    return next((p for p in people.named if p.name.split()[-1] in words[-2:]), None)


def _clause(verb: Token, who: Sequence[Token]) -> tuple[int, int]:
    """Characters from the subject to the end of what the verb governs, without clauses joined to it."""
    outside = {"conj", "cc", "relcl", "advcl", "parataxis", "punct", "ccomp", "mark"}
    kept = [verb]
    sentence = verb.sent
    start, end = sentence.start, sentence.end
    for child in verb.children:
        if child.dep_ not in outside and child.tag_ != "WRB" and not _when(child):
            kept += [t for t in child.subtree if start <= t.i < end]
    kept += [t for t in who if start <= t.i < end]
    return extent(kept)


def _when(child: Token) -> bool:
    """ "on Monday": two clauses of one event need not both date it."""
    return (child.dep_ == "npadvmod" and child.ent_type_ in _TIMES) or (
        child.dep_ == "prep" and any(g.dep_ == "pobj" and g.ent_type_ in _TIMES for g in child.children)
    )


def denied_by_source(attribute: Attribute) -> bool:
    """Whether a clause says nothing of "no" itself and only its source denies it: "denied that they fired"."""
    return attribute.property == "happened" and attribute.value == "no" and not _NOT.search(attribute.subject)


def _relation(a: str, b: str) -> str:
    """Yes against no."""
    return DIFFERENT if a != b else UNRELATED


def _statement(attribute: Attribute) -> str:
    """The clause itself."""
    return f"{attribute.subject[:1].upper()}{attribute.subject[1:]}."


PROPERTY = Property("happened", _mentions, _relation, _statement, label="whether it happened", only_in_pairs=True)
