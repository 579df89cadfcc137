"""What a text says of a person besides the name: sex, part in the events, what kind of person. Imports no spaCy.

Alignment tells by these whether "a 25-year-old woman" in one article is a person whom another one names. Traits of a
named person are gathered from every sentence of the article that names them.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from checker.claims.predicates import OBJECT, SUBJECT, governor, negated, predicate
from checker.parse.memo import entities_of, text_of, words_of
from checker.records import Person
from checker.words import lexicon
from checker.words.lists import words_in
from checker.words.persons import SEX_BUT_OF_REFLEXIVES

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_NAMING = {"identify", "name", "know"}
_STAYING = words_in("general", "staying")


def joined(one: Person, two: Person) -> Person:
    """What is told of one person in two places: no sex where they differ, the roles and kinds of both."""
    sex = one.sex if one.sex == two.sex or not two.sex else two.sex if not one.sex else ""
    return dataclasses.replace(one, sex=sex, roles=one.roles | two.roles, kinds=one.kinds | two.kinds)


def of_token(token: Token) -> Person:
    """Sex, roles and kinds that the sentence gives to the person whose noun or name ``token`` heads."""
    nouns = [t for t in _alias(token) if t.pos_ == "NOUN" and t.lower_ not in ("age", "year", "block")]
    kinds = frozenset(t.lemma_.lower() for t in nouns)
    sexes = {s for k in kinds if (s := lexicon.sex(k))} | {s for t in token.lefts if (s := lexicon.sex(t.lower_))}
    roles = {r for t in _alias(token) for r in _roles(t)}
    return Person(sex=next(iter(sexes)) if len(sexes) == 1 else "", roles=frozenset(roles), kinds=kinds)


def of_subject(token: Token) -> Person:
    """As :func:`of_token`; for a main subject with what pronouns add: "was taken to hospital, where he died"."""
    own = of_token(token)
    pronouns = {t.lower_ for t in token.sent if t.lower_ in SEX_BUT_OF_REFLEXIVES}
    if (
        token.dep_ not in SUBJECT
        or token.head.dep_ not in ("ROOT", "ccomp")
        or len({SEX_BUT_OF_REFLEXIVES[w] for w in pronouns}) != 1
    ):
        return own
    return joined(own, Person(roles=_pronoun_roles(token.sent)))


def _alias(token: Token) -> list[Token]:
    """The token with what stands in apposition to it or says what it is: "Roe, a nurse,", "Roe was a nurse"."""
    found = [token, *(t for t in token.children if t.dep_ in ("appos", "compound") and t.pos_ in ("NOUN", "PROPN"))]
    if token.dep_ == "appos" and token.head.pos_ in ("NOUN", "PROPN"):
        found.append(token.head)
    first = token
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN") and first.head.i != first.i:
        first = first.head
    naming = first.head.head if first.dep_ == "pobj" and first.head.lower_ == "as" else token
    if naming.lemma_ in _NAMING:  # "identified the driver's girlfriend as Jane Roe", "two of the victims as"
        objects = [t for t in naming.children if t.dep_ in ("dobj", "nsubjpass")]
        members = [m for t in objects for of in t.children if of.lower_ == "of" for m in of.children]
        found += [t for t in (*objects, *members) if t.pos_ == "NOUN"]
    elif naming is not token and naming.pos_ == "NOUN" and naming.head.lemma_ in _NAMING:
        found.append(naming)  # as parsers have it, too
    verb = token.head
    if verb.lemma_ == "be" and token.dep_ in ("nsubj", "attr"):
        found += [t for t in verb.children if t.dep_ in ("nsubj", "attr") and t.i != token.i and t.pos_ == "NOUN"]
    return found


def _roles(token: Token) -> set[str]:
    """Canonical predicates of the clause around a person, and of verbs joined to it by "and"."""
    roles = {lexicon.role(token.lemma_.lower()) or ""} if token.pos_ == "NOUN" else set()
    if lexicon.person_class(token.lemma_.lower()) in ("suspect", "fighter"):
        roles.add("suspect")
    verb, dep = governor(token)
    if negated(token):
        return {r for r in roles if r == "suspect"}
    befell = _of_event(token) - {""}
    roles |= befell or {predicate(token, "person")} | _of_state(verb)
    if dep in SUBJECT:
        roles |= {"shoot>"} if _opens_fire(verb) else set()
        for other in (t for t in verb.conjuncts if t.i > verb.i and t.pos_ == "VERB"):
            if not any(c.dep_ in SUBJECT for c in other.children):
                active = other.tag_ != "VBN" and any(c.dep_ in ("dobj", "obj") for c in other.children)
                role = _of_conjunct(other)
                roles.add(role + ">" if role and active else role)
    return {r for r in roles if r.rstrip(">") in lexicon.PERSONAL or r == "suspect"}


def _opens_fire(verb: Token) -> bool:
    return verb.lemma_ == "open" and any(c.dep_ == "dobj" and c.lemma_ == "fire" for c in verb.children)


def _of_event(token: Token) -> set[str]:
    """ "the fatal shooting of a boy": who is the object of an event noun suffered it."""
    owner = token.head.head if token.dep_ == "pobj" and token.head.lower_ in ("of", "against") else token.head
    noun = owner.pos_ == "NOUN" and owner.lower_.endswith("ing") and (token.dep_ in ("pobj", "poss"))
    if not noun:
        return set()
    deadly = any(c.lower_ in ("fatal", "deadly") for c in owner.children)
    return {lexicon.role(owner.lower_[:-3]) or lexicon.role(owner.lower_) or "", "kill" if deadly else ""}


def _of_state(verb: Token) -> set[str]:
    """ "was in stable condition", "remains in hospital": who is so was hurt."""
    where = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("in", "at", "to")]
    hurt = any(g.lemma_.lower() in ("condition", "hospital") for c in where for g in c.children)
    return {"injure"} if hurt and verb.lemma_ in _STAYING else set()


def _of_conjunct(verb: Token) -> str:
    """ "was shot and pronounced dead": the verb's own role or that of what it pronounces."""
    own = lexicon.role(verb.lemma_.lower())
    if own in lexicon.PERSONAL:
        return own or ""
    said = (lexicon.role(c.lemma_.lower()) for c in verb.children if c.dep_ in ("oprd", "acomp", "xcomp"))
    return next((r for r in said if r), "")


def called(noun: Token) -> Token | None:
    """The name that a sentence gives to the person whom a noun or an age describes, if it gives one."""
    return _identified(noun) or _named_before(noun)


def _identified(token: Token) -> Token | None:
    """The name in "identified the 25-year-old as Jane Roe", "the man was identified as" or "a man, identified as"."""
    for clause in (c for c in token.children if c.dep_ in ("acl", "relcl") and c.lemma_ in _NAMING):
        for as_ in (c for c in clause.children if c.lower_ == "as"):
            return next((t for t in as_.children if t.pos_ == "PROPN"), None)
    while token.head.pos_ in ("NOUN", "ADJ", "NUM") and token.dep_ not in OBJECT | SUBJECT and token.head.i != token.i:
        token = token.head  # "the 25-year-old": the number's phrase
    verb = token.head
    if verb.lemma_ not in _NAMING or token.dep_ not in OBJECT | SUBJECT:
        return None
    for child in (*verb.children, *token.children):  # parsers hang "as" on either
        if child.lower_ == "as" and child.i > token.i:
            return next((t for t in child.children if t.pos_ == "PROPN"), None)
    return next((t for t in verb.children if t.dep_ == "oprd" and t.pos_ == "PROPN" and t.i > token.i), None)


def _named_before(noun: Token) -> Token | None:
    """The name that a noun describes right behind it: "Jane Roe, a 45-year-old nurse"; none where a list goes on."""
    name = noun.head
    if noun.dep_ != "appos" or noun.tag_ != "NN" or name.ent_type_ != "PERSON":
        return None
    beside = [c.dep_ for t in (name, noun) for c in t.children if c.dep_ in ("appos", "conj", "cc")]
    return name if beside == ["appos"] and 0 < noun.left_edge.i - name.i <= 2 else None


def of_named(sentences: Iterable[Span], name_of: Callable[[str], str]) -> dict[str, Person]:
    """Named persons of an article with sex, roles and kinds; ``name_of`` gives an entity's full name or ""."""
    found: dict[str, Person] = {}
    votes: dict[str, Counter[str]] = {}
    last, paragraph = "", -1
    for sentence in sentences:
        people = [(e, name) for e in entities_of(sentence) if e.label_ == "PERSON" and (name := name_of(e.text))]
        for entity, name in people:
            found[name] = joined(found.get(name, Person(name)), of_token(entity.root))
        names = {name for _, name in people}
        here = text_of(sentence.doc).count("\n", 0, sentence.start_char)
        before = last if here == paragraph else ""
        # A pronoun is the person whom the sentence, or the one before it in the paragraph, names alone.
        subjects = {name for entity, name in people if entity.root.dep_ in SUBJECT and entity.root.head.dep_ == "ROOT"}
        who = next(iter(subjects if len(names) > 1 else names), "") if len(subjects) <= 1 else ""
        who = who if names else before
        sexes = {s for t in words_of(sentence, "PRON") if (s := SEX_BUT_OF_REFLEXIVES.get(t.lower_))}
        if who and len(sexes) == 1:
            votes.setdefault(who, Counter()).update(sexes)
            found[who] = joined(found[who], Person(roles=_pronoun_roles(sentence)))
        last, paragraph = who, here
    return {name: person if person.sex else _voted(person, votes.get(name)) for name, person in found.items()}


def _voted(person: Person, votes: Counter[str] | None) -> Person:
    """The sex that most of the pronouns give."""
    if not votes or len({n for _, n in votes.most_common(2)}) < len(votes):
        return person
    return dataclasses.replace(person, sex=votes.most_common(1)[0][0])


def _pronoun_roles(sentence: Span) -> frozenset[str]:
    return frozenset(
        r for t in words_of(sentence, "PRON") if t.lower_ in ("he", "she") and t.dep_ in SUBJECT for r in _roles(t)
    )
