"""Who the persons of one article are, token by token: names, ages, "the victim", "he" and "who". Imports no spaCy.

Every noun or name of a person gets a :class:`~checker.records.Person`; a pronoun or a bare definite noun takes that of
the nearest person before it in the paragraph that it fits, else that of the article's only one. What stays open stays
unnamed: another article may know more. Nothing here depends on the order of paragraphs.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from checker.claims.discourse import Discourse
from checker.claims.properties import referents
from checker.claims.properties.drafts import FieldText, Names, ages_given, drafts_of
from checker.records import Person

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIVE = {"who", "whom", "whose", "that", "which"}


class PersonsOfArticle:
    """The persons of one article: whom each token stands for, and what the article as a whole tells of them.

    sexes    "male" or "female" by name
    named    the persons with names
    spelt    by name, the longest of its spellings
    by_age   names by age
    many     kinds of whom the article tells in groups
    bearers  name and age of each by kind, groups left out
    tokens   the person that a token stands for
    members  of a group with listed ages: "two men, 25 and 30,"
    """

    def __init__(self, drafts: Iterable[Mapping[int, Person]], sexes: Mapping[str, str]) -> None:
        """From persons as one field each tells of them, and sexes by name; no token stands for anybody yet."""
        persons = [p for found in drafts for p in found.values()]
        self.sexes = {**sexes, **{p.name: p.sex for p in persons if p.name and p.sex}}
        self.named = sorted({p for p in persons if p.name}, key=_by_name)
        self.spelt: dict[str, str] = {}
        self.by_age: dict[float, set[str]] = {}
        self.many = {p.kind for p in persons if p.many}
        self.bearers: dict[str, set[tuple[str, float | None]]] = {}
        self.tokens: dict[Token, Person] = {}
        self.members: dict[Token, tuple[Person, ...]] = {}
        for p in persons:
            self.spelt[p.name] = max(self.spelt.get(p.name, ""), p.spelt, key=lambda n: (len(n), n))
            if p.name and p.age is not None:
                self.by_age.setdefault(p.age, set()).add(p.name)
            if not p.many and p.kind:
                self.bearers.setdefault(p.kind, set()).add((p.name, p.age))

    def only(self, wanted: Person) -> Person | None:
        """The one person of the article that a pronoun can stand for, None where there are several."""
        fitting = {p.name: p for p in self.named if self.sexes.get(p.name, wanted.sex) in (wanted.sex, "")}
        known = [p for name, p in fitting.items() if self.sexes.get(name) == wanted.sex]
        return dataclasses.replace(known[0], sex=wanted.sex, alone=True) if len(fitting) == len(known) == 1 else None

    def alone(self, p: Person) -> bool:
        """Whether the article tells of nobody else of this name, of this age, or of this kind where no age is given.

        A surname is borne by several where the article names a father and a son.
        """
        if p.name:
            bearers = (q.name.split() for q in self.named)
            return len({first for first, *others in bearers if p.name in others}) <= 1
        if p.age is not None:
            return len(self.by_age.get(p.age, ())) <= 1
        others = {b for b in self.bearers.get(p.kind, ()) if b != ("", None)}
        return p.kind not in self.many and len(others) <= 1

    def each(self, token: Token) -> tuple[Person, ...]:
        """The persons a token stands for: the members of a group where their ages tell them apart, else :meth:`of`."""
        person = self.of(token)
        return self.members.get(token) or ((person,) if person is not None else ())

    def group_before(self, token: Token) -> Person | None:
        """The last group of persons before a token, in its sentence or the two before; "victims" where none is."""
        start = token.sent.start
        for _ in range(2):
            start = token.doc[start - 1].sent.start if start else 0
        before = (self.tokens.get(token.doc[i]) for i in range(token.i, start - 1, -1))
        return next((p for p in before if p is not None and p.many), Person(kind="victim", many=True))

    def of(self, token: Token) -> Person | None:
        """The person a token stands for; None for things and for pronouns that could be anybody."""
        if token.lower_ in _RELATIVE and token not in self.tokens:
            verb = token.head
            return self.of(verb.head) if verb.dep_ == "relcl" and verb.head.i < token.i else None
        own = self.tokens.get(token)
        if own is not None and own.name:
            return own
        beside = (self.tokens[c] for c in token.children if c.dep_ == "appos" and c in self.tokens and not _owns(c))
        return next((p for p in beside if p.name), own)  # "the speaker, Ana Ruiz,"


def _owns(token: Token) -> bool:
    """ "Ruiz's" in "the speaker, Ruiz's deputy", for which a parser may take "Ruiz" to be the speaker."""
    return any(c.dep_ == "case" for c in token.children)


def _by_name(p: Person) -> tuple[str, bool, str, str, str]:
    """An order in which equal names never stand by chance, as a set has them; who has an age comes first."""
    return p.name, p.age is None, p.sex, p.kind, p.order


def persons_of_article(fields: Iterable[FieldText], context: Discourse) -> PersonsOfArticle:
    """All fields of an article are read together, so that a name given anywhere is known everywhere."""
    fields = list(fields)
    names = Names.of(fields, context)
    ages, own_ages = ages_given(fields, names)
    drafts = {f.name: drafts_of(f, names, ages, own_ages) for f in fields}
    people = PersonsOfArticle(drafts.values(), {n: p.sex for n, p in context.traits.items() if p.sex})
    for f in fields:
        for i, person in referents.resolved(f, drafts[f.name], people).items():
            people.tokens[f.doc[i]] = person
            listed = own_ages.get((f.name, i), ())
            if person.many and len(set(listed)) == len(listed) > 1:
                people.members[f.doc[i]] = _members(person, listed, people)
    return people


def _members(group: Person, ages: Sequence[int], people: PersonsOfArticle) -> tuple[Person, ...]:
    """The persons of a group whose ages a list gives."""
    return tuple(referents.of_age(dataclasses.replace(group, many=False), age, people) for age in ages)
