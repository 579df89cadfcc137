"""The names and nouns of persons in one article, each with what is told right there. Imports no spaCy.

These are drafts: who a noun or a pronoun stands for, :mod:`~checker.claims.properties.referents` tells.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.attribution import cues
from checker.claims import traits
from checker.claims.discourse import Discourse, person_name
from checker.parse.memo import entities_of, words_of
from checker.records import Person, QuantityKind, QuantityMention
from checker.words import lexicon
from checker.words.lists import listed, words_in
from checker.words.names import without_ending

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_BY_TRADE = words_in("people", "by_trade")
_ORDINALS = frozenset(listed("numbers", "ordinals")[:10])  # no article tells of an eleventh victim
ANY_KIND = {"man", "woman", "child", "person", ""}


@dataclass(frozen=True, slots=True)
class FieldText:
    """One field of an article with the quantities found in it."""

    name: str
    doc: Doc
    sentences: Sequence[Span]
    mentions: Sequence[QuantityMention]


@dataclass(frozen=True, slots=True)
class Names:
    """Full names of an article's persons: by surname, where only one bears it, and by given name."""

    by_surname: Mapping[str, str]
    by_given: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, fields: Iterable[FieldText], context: Discourse) -> Names:
        found: dict[str, set[str]] = {}
        entities = (e for f in fields for s in f.sentences for e in entities_of(s) if e.label_ == "PERSON")
        full = {n for n in (*(person_name(e.text) for e in entities), *context.persons.values()) if " " in n}
        for name in full:
            if not any(name.startswith(f"{other} ") for other in full):  # "Ana Roe Friends" is found beside "Ana Roe"
                found.setdefault(name.split()[0], set()).add(name)
        return cls(context.persons, {given: frozenset(names) for given, names in found.items()})

    def full(self, text: str) -> str:
        """The full name behind a name; a surname or given name alone is whose it is in the article, if one person's."""
        name = person_name(text)
        if " " in name:
            return name
        given = self.by_given.get(name, frozenset())
        return self.by_surname.get(name) or (next(iter(given)) if len(given) == 1 else name)


def ages_given(
    fields: Sequence[FieldText], names: Names
) -> tuple[dict[str, int | None], dict[tuple[str, int], list[int]]]:
    """Ages by full name, None where two are given, and all those of a noun by (field, token)."""
    named: dict[str, int | None] = {}
    nouns: dict[tuple[str, int], list[int]] = {}
    for f in fields:
        for m in f.mentions:
            q = m.quantity
            if q.kind is not QuantityKind.AGE or q.value is None or q.unit != "year of age" or q.superseded:
                continue
            age, noun = int(q.value), m.noun if m.noun is not None else _listed(f.doc[m.first_token])
            if noun is not None:
                nouns.setdefault((f.name, noun), []).append(age)
            owner = f.doc[m.first_token if noun is None else noun]
            called = traits.called(owner)
            if name := _name_at(owner, names) or (_name_at(called, names) if called is not None else ""):
                named[name] = age if named.get(name, age) == age else None
    return named, nouns


def _listed(number: Token) -> int | None:
    """The noun whose members a list of bare ages tells apart: "men" of "two men, 25 and 30,"."""
    while number.dep_ in ("conj", "nummod", "npadvmod") and number.head.i < number.i:
        number = number.head
    noun = number.head if number.dep_ == "appos" else number
    return noun.i if noun.tag_ == "NNS" and noun.i < number.i else None


def _name_at(token: Token, names: Names) -> str:
    """The full name of the person entity that ``token`` belongs to or that stands in apposition to it."""
    spots = [token, *(t for t in token.rights if t.dep_ == "appos" and t.i - token.i <= 4)]
    for spot in spots:
        if spot.ent_type_ == "PERSON":
            return names.full(_entity_text(spot))
    return ""


def _entity_text(token: Token) -> str:
    return next((e.text for e in entities_of(token.sent) if e.start <= token.i < e.end), token.text)


def drafts_of(
    f: FieldText,
    names: Names,
    ages: Mapping[str, int | None],
    own_ages: Mapping[tuple[str, int], Sequence[int]],
) -> dict[int, Person]:
    """Names and nouns of persons, before anything is resolved."""
    found: dict[int, Person] = {}
    for sentence in f.sentences:
        for ent in entities_of(sentence):
            if ent.label_ == "PERSON" and not _is_place(ent) and (name := names.full(ent.text)):
                nouns = [t for t in ent.root.children if t.dep_ in ("appos", "compound") and t.pos_ == "NOUN"]
                nouns += [ent.root.head] if ent.root.dep_ == "appos" else []
                sexes = {s for t in nouns if (s := lexicon.sex(t.lemma_.lower()))}
                kinds = [k for t in nouns if (k := lexicon.person_class(t.lemma_.lower()))]
                kind = kinds[0] if kinds else ""
                sex = sexes.pop() if len(sexes) == 1 else ""
                spelt = without_ending(lexicon.flat(ent.text))
                found[ent.root.i] = Person(name, ages.get(name), sex, kind, spelt=spelt)
        for token in words_of(sentence):
            if token.i in found:
                continue
            if name := _surname(token, names):
                found[token.i] = Person(name, ages.get(name), spelt=token.text)
            elif person := _noun(token, own_ages.get((f.name, token.i), ())):
                found[token.i] = person
    for i, person in sorted(found.items()):
        described = [t for t in f.doc[i].children if t.dep_ == "appos" and t.i in found]
        for other in described:
            if _one_person(person, found[other.i]) and not any(c.dep_ in ("conj", "cc") for c in other.children):
                person = found[i] = found[other.i] = _joined(person, found[other.i])
    return found


def _one_person(one: Person, two: Person) -> bool:
    """Whether two nouns side by side can describe one person; in "a woman, 38, a man and a girl" they don't."""
    apart = any(x and y and x != y for x, y in ((one.age, two.age), (one.sex, two.sex), (one.order, two.order)))
    return not (one.name or two.name or apart or one.many != two.many)


def _joined(one: Person, two: Person) -> Person:
    """ "a fifth victim, an 18-year-old woman,": one person told of twice."""
    kind = one.kind if one.kind not in ANY_KIND else two.kind
    age = one.age if one.age is not None else two.age
    return dataclasses.replace(one, age=age, sex=one.sex or two.sex, kind=kind, order=one.order or two.order)


def _is_place(ent: Span) -> bool:
    """Whether the recogniser took a hospital or a street for a person."""
    last = ent[-1].lower_
    return lexicon.is_generic_place_word(last) or lexicon.class_of("facilities", last) is not None


def _surname(token: Token, names: Names) -> str:
    """The full name behind half a name that the recogniser took for something else; "" for other words."""
    if token.pos_ != "PROPN" or token.ent_type_ == "PERSON":
        return ""
    beside = [token.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
    if any(t.pos_ == "PROPN" for t in beside):
        return ""
    if token.dep_ == "compound" or lexicon.nation(token.text):
        return ""
    full = names.full(token.text)
    return full if " " in full else ""


def _noun(token: Token, ages: Sequence[int]) -> Person | None:
    noun = _one_of(token) or token
    if noun.pos_ != "NOUN":
        return None
    lemma = noun.lemma_.lower()
    kind = lexicon.person_class(lemma) or ("person" if lexicon.class_of("kin", lemma) else None)
    if kind is None and (lemma in cues.PEOPLE or lemma in _BY_TRADE):
        kind = lemma
    if token.dep_ == "compound" or kind is None or lemma in ("body", "force", "other", "one"):
        return None
    order = next((c.lower_ for c in token.lefts if c.lower_ in _ORDINALS), "")
    many = noun is token and (token.tag_ == "NNS" or lemma == "people")
    age = ages[0] if len(set(ages)) == 1 and not many else None
    kind = "victim" if lemma in ("victim", "casualty") else kind
    return Person("", age, lexicon.sex(lemma) or "", kind, order, many=many)


def _one_of(token: Token) -> Token | None:
    """ "one of his friends": the noun of the group whose one member a number stands for."""
    if token.lower_ not in ("one", "another"):
        return None
    groups = (g for c in token.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj")
    return next((g for g in groups if g.tag_ == "NNS"), None)
