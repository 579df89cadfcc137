"""Who pronouns, definite nouns and ages stand for in one article. Imports no spaCy.

The nearest person before in the paragraph that fits, else the article's only one; what stays open stays unnamed.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from checker.attribution import cues
from checker.claims.properties.drafts import ANY_KIND
from checker.parse.memo import text_of, words_of
from checker.records import Person
from checker.words.persons import SEX_BUT_OF_INDEPENDENTS

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from checker.claims.properties.drafts import FieldText
    from checker.claims.properties.people import PersonsOfArticle

_REACH = 4  # sentences, its own included, in which a pronoun finds the person it stands for
_SUBJECTS = {"nsubj", "nsubjpass"}


def resolved(f: FieldText, drafts: Mapping[int, Person], people: PersonsOfArticle) -> dict[int, Person]:
    """Drafts with what the article knows of each, and pronouns and definite nouns put in the place of persons."""
    introduced: Counter[tuple[float | None, str]] = Counter(
        (p.age, p.sex) for i, p in drafts.items() if p.age is not None and not p.name and _indefinite(f.doc[i])
    )
    found: dict[int, Person] = {}
    for n, sentence in enumerate(f.sentences):
        for token in words_of(sentence):
            person = drafts.get(token.i)
            if person is not None and token.dep_ == "appos" and drafts.get(token.head.i) == person:
                found[token.i] = found.get(token.head.i, person)
            elif person is not None:
                found[token.i] = _whole(f, n, token, person, found, people, introduced)
            elif token.lower_ in SEX_BUT_OF_INDEPENDENTS:
                wanted = Person(sex=SEX_BUT_OF_INDEPENDENTS[token.lower_])
                back = _back(token, _near(f.sentences, n), found, wanted) or people.only(wanted)
                if back is not None:
                    found[token.i] = back
    return found


def _whole(
    f: FieldText,
    n: int,
    token: Token,
    person: Person,
    found: Mapping[int, Person],
    people: PersonsOfArticle,
    introduced: Mapping[tuple[float | None, str], int],
) -> Person:
    """A draft in sentence ``n`` with what the article knows of the person."""
    if person.name:
        sex = person.sex or people.sexes.get(person.name, "")
        return dataclasses.replace(person, sex=sex, alone=people.alone(person), spelt=people.spelt[person.name])
    if person.many:
        return person
    if person.order:
        return dataclasses.replace(person, alone=True)
    if _definite(token):
        back = _back(token, _near(f.sentences, n), found, person)
        if back is not None:
            return back
    if person.age is not None and _newcomer(token, person.age, found):
        person = dataclasses.replace(person, alone=False)
    elif person.age is not None:
        person = of_age(person, person.age, people, introduced[(person.age, person.sex)] <= 1)
    elif any(c.lower_ == "the" for c in token.lefts):
        person = dataclasses.replace(person, alone=people.alone(person))
    return person if person.name else dataclasses.replace(person, spot=f"{f.name}:{token.idx}")


def _near(sentences: Sequence[Span], n: int) -> list[Span]:
    """Sentence ``n`` and those before it in its paragraph."""
    near = [sentences[n]]
    for before in reversed(sentences[max(0, n + 1 - _REACH) : n]):
        if "\n" in text_of(before.doc)[before.end_char - 1 : near[0].start_char + 1]:
            break
        near.insert(0, before)
    return near


def of_age(person: Person, age: float, people: PersonsOfArticle, single: bool = True) -> Person:
    """ "A 22-year-old man": the one of this age whom the article names, unless (no ``single``) two unnamed share it."""
    names = people.by_age.get(age, set())
    fitting = [n for n in sorted(names) if not person.sex or people.sexes.get(n, person.sex) in (person.sex, "")]
    if single and len(fitting) == 1:
        sex = person.sex or people.sexes.get(fitting[0], "")
        return dataclasses.replace(
            person, name=fitting[0], age=age, sex=sex, alone=True, spelt=people.spelt[fitting[0]]
        )
    return dataclasses.replace(person, age=age, alone=single and len(names) <= 1)


def _newcomer(token: Token, age: float, found: Mapping[int, Person]) -> bool:
    """ "Another 23-year-old man", or "a 23-year-old man" once the article has named one: somebody else."""
    other = any(c.lower_ in ("another", "other", "second") for c in token.lefts)
    return other or (_indefinite(token) and any(p.name and p.age == age for p in found.values()))


def _indefinite(token: Token) -> bool:
    return any(c.lower_ in ("a", "an", "another") for c in token.lefts)


def _definite(token: Token) -> bool:
    narrowed = any(c.dep_ in ("relcl", "acl", "prep", "appos", "poss") for c in token.children)
    return any(c.lower_ in ("the", "that", "this") for c in token.lefts) and not narrowed


def _back(token: Token, sentences: Sequence[Span], found: Mapping[int, Person], wanted: Person) -> Person | None:
    """The nearest person before ``token`` that fits: in each sentence subjects first, speakers never."""
    acting = _acting(token, found)
    for sentence in reversed(sentences):
        spots = [i for i in range(sentence.start, min(sentence.end, token.i)) if i in found]
        fitting = [i for i in spots if _fits(found[i], wanted) and not _speaks(token.doc[i])]
        fitting = [i for i in fitting if found[i] != acting]
        subjects = [i for i in fitting if token.doc[i].dep_ in _SUBJECTS]
        for group in (subjects, fitting):
            if group:
                return found[group[-1]]
    return None


def _acting(pronoun: Token, found: Mapping[int, Person]) -> Person | None:
    """Who does to "him" what a clause tells: somebody else than him, in "Stone shot him"."""
    if pronoun.dep_ not in ("dobj", "obj", "iobj", "dative"):
        return None
    return next((found[c.i] for c in pronoun.head.children if c.dep_ == "nsubj" and c.i in found), None)


def _speaks(token: Token) -> bool:
    return token.dep_ in _SUBJECTS and token.head.lemma_ in cues.CLAUSE


def _fits(person: Person, wanted: Person) -> bool:
    if person.many or (wanted.sex and person.sex and person.sex != wanted.sex):
        return False
    if wanted.age is not None and person.age != wanted.age:
        return False
    if not wanted.kind:
        return bool(person.name or person.kind)
    if wanted.kind == person.kind:
        return True
    return wanted.kind in ANY_KIND and person.kind in ANY_KIND and bool(wanted.sex) and person.sex == wanted.sex
