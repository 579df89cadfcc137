"""Who the persons of one article are, token by token: names, ages, "the victim", "he" and "who". Imports no spaCy.

Every noun or name of a person gets a :class:`~checker.records.Party`; a pronoun or a bare definite noun takes that of
the nearest person before it in the paragraph that it fits, else that of the article's only one. What stays open stays
unnamed: another article may know more. Nothing here depends on the order of paragraphs.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker import lexicon
from checker.attribution import cues
from checker.claims.discourse import Discourse, person_name
from checker.party import Party
from checker.records import QuantityKind, QuantityMention
from checker.texts import entities_of, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PRONOUNS = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "herself": "female",
}  # fmt: skip
_RELATIVE = {"who", "whom", "whose", "that", "which"}
_REACH = 4  # sentences, its own included, in which a pronoun finds the person it stands for
_SUBJECTS = {"nsubj", "nsubjpass"}
_ANY_KIND = {"man", "woman", "child", "person", ""}
_BY_TRADE = {"driver", "pilot", "player", "minister", "president", "mayor", "senator", "candidate", "owner", "survivor"}
_ORDINALS = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}


@dataclass(frozen=True, slots=True)
class FieldText:
    """One field of an article with the quantities found in it."""

    name: str
    doc: Doc
    sentences: Sequence[Span]
    mentions: Sequence[QuantityMention]


@dataclass(frozen=True, slots=True)
class People:
    """The persons of one field by the index of the token that names them."""

    tokens: Mapping[int, Party]

    def of(self, token: Token) -> Party | None:
        """The party a token stands for; None for things and for pronouns that could be anybody."""
        if token.lower_ in _RELATIVE and token.i not in self.tokens:
            verb = token.head
            return self.of(verb.head) if verb.dep_ == "relcl" and verb.head.i < token.i else None
        beside = (self.tokens[c.i] for c in token.children if c.dep_ == "appos" and c.i in self.tokens)
        named = next((p for p in beside if p.name), None)  # "the speaker, Ana Ruiz,"
        return named or self.tokens.get(token.i)


def read(fields: Iterable[FieldText], context: Discourse) -> dict[str, People]:
    """All fields of an article, so that a name given anywhere is known everywhere."""
    fields = list(fields)
    ages, own_ages = _ages(fields, context)
    drafts = {f.name: _drafts(f, context, ages, own_ages) for f in fields}
    known = _Known(list(drafts.values()), {n: t.sex for n, t in context.traits.items() if t.sex})
    return {f.name: People(_resolved(f, drafts[f.name], known)) for f in fields}


def _ages(
    fields: Sequence[FieldText], context: Discourse
) -> tuple[dict[str, int | None], dict[tuple[str, int], int | None]]:
    """Ages by full name, and by (field, token) for nouns; None where two are given."""
    named: dict[str, int | None] = {}
    nouns: dict[tuple[str, int], int | None] = {}
    for f in fields:
        for m in f.mentions:
            q = m.quantity
            if q.kind is not QuantityKind.AGE or m.noun is None or q.value is None or q.unit != "year of age":
                continue
            age, key = int(q.value), (f.name, m.noun)
            nouns[key] = age if nouns.get(key, age) == age else None
            if name := _name_at(f.doc[m.noun], context):
                named[name] = age if named.get(name, age) == age else None
    return named, nouns


def _name_at(token: Token, context: Discourse) -> str:
    """The full name of the person entity that ``token`` belongs to or that stands in apposition to it."""
    spots = [token, *(t for t in token.rights if t.dep_ == "appos" and t.i - token.i <= 4)]
    for spot in spots:
        if spot.ent_type_ == "PERSON":
            return _full(_entity_text(spot), context)
    return ""


def _entity_text(token: Token) -> str:
    return next((e.text for e in entities_of(token.sent) if e.start <= token.i < e.end), token.text)


def _full(text: str, context: Discourse) -> str:
    """The full name behind a name; a surname or given name alone is whose it is in the article, if one person's."""
    name = person_name(text)
    if " " in name:
        return name
    given = {full for full in context.persons.values() if full.split()[:1] == [name]}
    return context.persons.get(name) or (given.pop() if len(given) == 1 else name)


def _drafts(
    f: FieldText,
    context: Discourse,
    ages: Mapping[str, int | None],
    own_ages: Mapping[tuple[str, int], int | None],
) -> dict[int, Party]:
    """Names and nouns of persons, before anything is resolved."""
    found: dict[int, Party] = {}
    for sentence in f.sentences:
        for ent in entities_of(sentence):
            if ent.label_ == "PERSON" and not _is_place(ent) and (name := _full(ent.text, context)):
                nouns = [t for t in ent.root.children if t.dep_ in ("appos", "compound") and t.pos_ == "NOUN"]
                nouns += [ent.root.head] if ent.root.dep_ == "appos" else []
                sexes = {s for t in nouns if (s := lexicon.sex(t.lemma_.lower()))}
                kinds = [k for t in nouns if (k := lexicon.person_class(t.lemma_.lower()))]
                kind = kinds[0] if kinds else ""
                sex = sexes.pop() if len(sexes) == 1 else ""
                found[ent.root.i] = Party(name, ages.get(name), sex, kind, spelt=lexicon.flat(ent.text))
        for token in sentence:
            if token.i not in found and (name := _surname(token, context)):
                found[token.i] = Party(name, ages.get(name), spelt=token.text)
            elif token.i not in found and (party := _noun(token, own_ages.get((f.name, token.i)))):
                found[token.i] = party
    return found


def _is_place(ent: Span) -> bool:
    """Whether the recogniser took a hospital or a street for a person."""
    last = ent[-1].lower_
    return lexicon.is_generic_place_word(last) or lexicon.class_of("facilities", last) is not None


def _surname(token: Token, context: Discourse) -> str:
    """The full name behind a surname alone that the recogniser took for something else; "" for other words."""
    beside = [token.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
    if token.pos_ != "PROPN" or token.ent_type_ == "PERSON" or any(t.pos_ == "PROPN" for t in beside):
        return ""
    if token.dep_ == "compound" or lexicon.nation(token.text):
        return ""
    full = _full(token.text, context)
    return full if " " in full else ""


def _noun(token: Token, age: int | None) -> Party | None:
    lemma = token.lemma_.lower()
    kind = lexicon.person_class(lemma) or ("person" if lexicon.class_of("kin", lemma) else None)
    if kind is None and (lemma in cues.PEOPLE or lemma in _BY_TRADE):
        kind = lemma
    if token.pos_ != "NOUN" or token.dep_ == "compound" or kind is None or lemma in ("body", "force", "other", "one"):
        return None
    order = next((c.lower_ for c in token.lefts if c.lower_ in _ORDINALS), "")
    many = token.tag_ == "NNS" or lemma == "people"
    kind = "victim" if lemma in ("victim", "casualty") else kind
    return Party("", None if many else age, lexicon.sex(lemma) or "", kind, order, many=many)


class _Known:
    """What the article as a whole knows: who carries an age, which kinds have one bearer only."""

    def __init__(self, drafts: Sequence[Mapping[int, Party]], sexes: Mapping[str, str]) -> None:
        parties = [p for found in drafts for p in found.values()]
        self.sexes = {**sexes, **{p.name: p.sex for p in parties if p.name and p.sex}}
        self.named = sorted({p for p in parties if p.name}, key=lambda p: (p.name, p.age is None))
        self.spelt: dict[str, str] = {}
        for p in parties:
            self.spelt[p.name] = max(self.spelt.get(p.name, ""), p.spelt, key=lambda n: (len(n), n))
        self.by_age: dict[int, set[str]] = {}
        for p in parties:
            if p.name and p.age is not None:
                self.by_age.setdefault(p.age, set()).add(p.name)
        self.many = {p.kind for p in parties if p.many}
        self.bearers: dict[str, set[tuple[str, int | None]]] = {}
        for p in parties:
            if not p.many and p.kind:
                self.bearers.setdefault(p.kind, set()).add((p.name, p.age))

    def only(self, wanted: Party) -> Party | None:
        """The one person of the article that a pronoun can stand for, None where there are several."""
        fitting = {p.name: p for p in self.named if self.sexes.get(p.name, wanted.sex) in (wanted.sex, "")}
        known = [p for name, p in fitting.items() if self.sexes.get(name) == wanted.sex]
        return dataclasses.replace(known[0], sex=wanted.sex, alone=True) if len(fitting) == len(known) == 1 else None

    def alone(self, p: Party) -> bool:
        if p.age is not None:
            return len(self.by_age.get(p.age, ())) <= 1
        others = {b for b in self.bearers.get(p.kind, ()) if b != ("", None)}
        return p.kind not in self.many and len(others) <= 1


def _resolved(f: FieldText, drafts: Mapping[int, Party], known: _Known) -> dict[int, Party]:
    """Drafts with what the article knows of each, and pronouns and definite nouns put in the place of persons."""
    introduced: Counter[tuple[int | None, str]] = Counter(
        (p.age, p.sex) for i, p in drafts.items() if p.age is not None and not p.name and _indefinite(f.doc[i])
    )
    found: dict[int, Party] = {}
    for n, sentence in enumerate(f.sentences):
        for token in sentence:
            party = drafts.get(token.i)
            if party is None:
                if token.lower_ in _PRONOUNS:
                    wanted = Party(sex=_PRONOUNS[token.lower_])
                    back = _back(token, _near(f.sentences, n), found, wanted) or known.only(wanted)
                    if back is not None:
                        found[token.i] = back
                continue
            if not party.name and not party.many and party.age is None and not party.order and _definite(token):
                back = _back(token, _near(f.sentences, n), found, party)
                party = back or dataclasses.replace(party, alone=known.alone(party))
            elif not party.name and party.age is not None:
                party = _aged(party, known, introduced)
            elif party.name:
                sex = party.sex or known.sexes.get(party.name, "")
                party = dataclasses.replace(party, sex=sex, alone=True, spelt=known.spelt[party.name])
            elif party.order:
                party = dataclasses.replace(party, alone=True)
            found[token.i] = party
    return found


def _near(sentences: Sequence[Span], n: int) -> list[Span]:
    """Sentence ``n`` and those before it in its paragraph."""
    near = [sentences[n]]
    for before in reversed(sentences[max(0, n + 1 - _REACH) : n]):
        if "\n" in text_of(before.doc)[before.end_char - 1 : near[0].start_char + 1]:
            break
        near.insert(0, before)
    return near


def _aged(party: Party, known: _Known, introduced: Counter[tuple[int | None, str]]) -> Party:
    """ "A 22-year-old man": the one of this age whom the article names, unless two unnamed ones share it."""
    names = known.by_age.get(party.age or -1, set())
    single = introduced[(party.age, party.sex)] <= 1
    fitting = [n for n in sorted(names) if not party.sex or known.sexes.get(n, party.sex) in (party.sex, "")]
    if single and len(fitting) == 1:
        return dataclasses.replace(party, name=fitting[0], alone=True, spelt=known.spelt[fitting[0]])
    return dataclasses.replace(party, alone=single and len(names) <= 1)


def _indefinite(token: Token) -> bool:
    return any(c.lower_ in ("a", "an", "another") for c in token.lefts)


def _definite(token: Token) -> bool:
    narrowed = any(c.dep_ in ("relcl", "acl", "prep", "appos", "poss") for c in token.children)
    return any(c.lower_ in ("the", "that", "this") for c in token.lefts) and not narrowed


def _back(token: Token, sentences: Sequence[Span], found: Mapping[int, Party], wanted: Party) -> Party | None:
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


def _acting(pronoun: Token, found: Mapping[int, Party]) -> Party | None:
    """Who does to "him" what a clause tells: somebody else than him, in "Stone shot him"."""
    if pronoun.dep_ not in ("dobj", "obj", "iobj", "dative"):
        return None
    return next((found[c.i] for c in pronoun.head.children if c.dep_ == "nsubj" and c.i in found), None)


def _speaks(token: Token) -> bool:
    return token.dep_ in _SUBJECTS and token.head.lemma_ in cues.CLAUSE


def _fits(party: Party, wanted: Party) -> bool:
    if party.many or (wanted.sex and party.sex and party.sex != wanted.sex):
        return False
    if not wanted.kind:
        return bool(party.name or party.kind)
    if wanted.kind == party.kind:
        return True
    return wanted.kind in _ANY_KIND and party.kind in _ANY_KIND and bool(wanted.sex) and party.sex == wanted.sex
