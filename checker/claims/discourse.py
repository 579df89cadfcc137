"""What an article as a whole tells a sentence: its country, its named places, what "the base" stands for.

Works on Docs by their attributes alone and imports no spaCy. Nothing here depends on the order of paragraphs, so
an article whose paragraphs are shuffled says the same.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.claims import traits
from checker.parse.memo import entities_of, words_of
from checker.records import Person
from checker.words import lexicon
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

LOCATIVE = words_in("general", "before_places")
_PART_OF_PLACE = words_in("general", "parts_of_places")
PLACES = frozenset({"GPE", "LOC", "FAC"})
NATION = "@"  # marks the key of a country, so that "@jordan" is not the person Jordan


@dataclass(frozen=True, slots=True)
class Place:
    """A place expression: its head token's index, its key, a country ("@iraq") or telling words ("ain asad"), and its
    name in the article's own spelling ("Ain al-Asad air base"), also where the sentence only says "the base"."""

    token: int
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Discourse:
    """``facilities`` maps a type of place ("base") to key and name of its one bearer in the article; ``names`` are all
    telling names; ``persons`` maps a surname to the one full name that carries it ("" where several do), telling words
    in order; ``traits`` says what the article says of each named person."""

    country: str | None
    facilities: dict[str, tuple[str, str]]
    names: frozenset[str]
    persons: dict[str, str]
    traits: dict[str, Person]

    def full_name(self, name: str) -> str:
        """A surname alone stands for the one full name of the article that carries it, for nobody where several do."""
        return name if " " in name else self.persons.get(name, name)


@lru_cache(maxsize=65536)
def key_of(name: str, label: str = "") -> str:
    """The key under which two spellings of a name meet; "" for a name without telling words.

    ``label`` is the type of entity; cities have several names ("Kiev", "Kyiv"), persons who are called so haven't.
    """
    country = lexicon.nation(name)
    if country and not lexicon.is_capital(name):
        return NATION + country
    return lexicon.place_key(name) if label in PLACES else lexicon.name_key(name)


def _name_run(token: Token) -> list[Token]:
    """The proper nouns in front of and with a place noun: "the (Ain) Al-Assad air base" -> Ain, Al, Assad."""
    run = [token]
    i = token.i - 1
    doc = token.doc
    while i >= token.sent.start and (
        doc[i].pos_ in ("PROPN",) or doc[i].text in ("-", "(", ")") or lexicon.is_generic_place_word(doc[i].lower_)
    ):
        run.insert(0, doc[i])
        i -= 1
    return run


def named_facility(token: Token) -> tuple[str, str]:
    """Key and name of a place noun that has one ("Ain al-Asad air base"), two "" for "a military base"."""
    if not lexicon.is_place_noun(token.lemma_.lower()) and not lexicon.is_place_noun(token.lower_):
        return "", ""
    run = _name_run(token)
    words = [t for t in run if t.pos_ == "PROPN" and not lexicon.is_generic_place_word(t.lower_)]
    words = [t for t in words if t.ent_type_ != "NORP" and lexicon.nation(t.text) is None]
    if not words:
        return "", ""
    first = min(t.i for t in words)
    name = token.doc[first : token.i + 1].text.lstrip("(").replace(") ", " ")
    return key_of(" ".join(t.text for t in words), "FAC"), lexicon.flat(name)


def _is_where(token: Token) -> bool:
    """Whether a country or town says where something is, rather than whose ("US troops", "support of Israel")."""
    head, dep = token.head, token.dep_
    if dep == "pobj":
        return head.lower_ in LOCATIVE or (head.lower_ == "of" and _is_place_word(head.head.lemma_.lower()))
    if dep in ("conj", "appos") and head is not token:
        return _is_where(head) or (dep == "appos" and _is_place_word(head.lemma_.lower()))
    if dep in ("compound", "poss", "nmod"):
        return lexicon.is_place_noun(head.lemma_.lower())
    if dep in ("dobj", "nsubjpass"):
        return lexicon.is_event_verb(head.lemma_.lower())
    return dep not in ("nsubj", "amod", "npadvmod", "attr", "dative", "agent")


def _is_place_word(lemma: str) -> bool:
    return lexicon.is_generic_place_word(lemma) or lemma in _PART_OF_PLACE


def _is_dateline(token: Token) -> bool:
    """Whether a town only opens the story: "(Baghdad) ...", "ERBIL, Kurdistan Region - ...", "Iraq | ..."."""
    start = token.sent.start
    following = token.doc[start : min(token.i + 8, token.sent.end)]
    closed = next((t for t in following if t.i > token.i and t.text in (")", "|", ":", "-", "–", "—")), None)
    if closed is None or token.i - start > 6:
        return False
    return all(
        t.pos_ in ("PROPN", "PUNCT", "ADP", "SPACE", "SYM", "NUM") or t.text in "(|"
        for t in token.doc[start : closed.i]
    )


def _in_group_name(ent: Span) -> bool:
    """Whether a country closes the name of a group: "the Islamic Resistance in Iraq"."""
    start = ent.start
    if start < 2:
        return False
    doc = ent.doc
    return doc[start - 1].lower_ in ("in", "of", "for") and doc[start - 2].ent_type_ == "ORG"


def places(sentence: Span, discourse: Discourse | None = None) -> list[Place]:
    """All places that a sentence names or, given ``discourse``, points back to ("the base", "the country").

    A town in the dateline is where the reporter is and left out; a country there stays, for want of better.
    """
    found: dict[int, Place] = {}
    for ent in entities_of(sentence):
        if ent.label_ in PLACES and _is_where(ent.root) and not _in_group_name(ent):
            key = key_of(ent.text, ent.label_)
            if key and (key.startswith(NATION) or not _is_dateline(ent.root)):
                found[ent.root.i] = Place(ent.root.i, key, _country_name(key) or _spelt(ent.text))
    for token in words_of(sentence, "NOUN", "PROPN"):
        key, name = named_facility(token)
        if not key and discourse:
            key, name = _anaphor(token, discourse)
        if key:
            found[token.i] = Place(token.i, key, name)
    return [found[i] for i in sorted(found)]


def _spelt(name: str) -> str:
    """A name on one line and without its article."""
    flat = lexicon.flat(name)
    return flat[4:] if flat.lower().startswith("the ") else flat


def _country_name(key: str) -> str:
    return lexicon.country_name(key[1:]) if key.startswith(NATION) else ""


def with_country(found: Sequence[Place], discourse: Discourse) -> list[Place]:
    """Each place once, and the article's country where only a spot is named."""
    unique = list({p.key: p for p in reversed(found)}.values())[::-1]
    if unique and discourse.country and not any(p.key.startswith(NATION) for p in unique):
        unique.append(Place(unique[0].token, discourse.country, _country_name(discourse.country)))
    return unique


def _anaphor(token: Token, discourse: Discourse) -> tuple[str, str]:
    """What a definite place noun stands for; indefinite ones introduce something new."""
    lemma = token.lemma_.lower()
    country = lemma in ("country", "nation")
    if not country and _facility_type(lemma) not in discourse.facilities:
        return "", ""
    before = list(token.lefts)
    definite = any(c.lower_ in ("the", "that", "this") for c in before)
    if not definite or any(c.pos_ in ("PROPN", "NOUN", "ADJ") and not _is_place_word(c.lower_) for c in before):
        return "", ""  # "a base" is new, "the US forces base" another one
    if country:
        return discourse.country or "", _country_name(discourse.country or "")
    return discourse.facilities[_facility_type(lemma)]


def _facility_type(lemma: str) -> str:
    return "base" if lemma in ("base", "airbase", "airfield") else lemma


def read(docs: Iterable[tuple[Doc, Sequence[Span]]]) -> Discourse:
    """Two passes over an article's kept sentences: names, then what is said of the named."""
    docs = list(docs)
    countries: Counter[str] = Counter()
    facilities: dict[str, Counter[str]] = {}
    spelt: dict[str, str] = {}
    names: Counter[str] = Counter()
    persons: dict[str, str] = {}
    for _, sentences in docs:
        for sentence in sentences:
            for ent in entities_of(sentence):
                _count_entity(ent, countries, names)
                if ent.label_ == "PERSON":
                    _note_person(person_name(ent.text), persons)
            for token in words_of(sentence, "NOUN", "PROPN"):
                if (found := named_facility(token))[0]:
                    kind = _facility_type(token.lemma_.lower())
                    key = _joined(found[0], facilities.get(kind))
                    facilities.setdefault(kind, Counter())[key] += 1
                    spelt[key] = max(spelt.get(key, ""), found[1], key=lambda n: (len(n), n))
                    names[key] += 1
    single = {kind: _best(keys) for kind, keys in facilities.items() if len(keys) == 1 or kind == "base"}
    country = max(sorted(countries), key=lambda c: countries[c], default=None)
    named = {kind: (key, spelt[key]) for kind, key in single.items() if key}
    known = Discourse(country, named, frozenset(names), persons, {})
    every = (sentence for _, sentences in docs for sentence in sentences)
    said = traits.of_named(every, lambda text: known.full_name(person_name(text)))
    return dataclasses.replace(known, traits=said)


@lru_cache(maxsize=65536)
def person_name(text: str) -> str:
    """A person's name as telling words in their order: "Sgt. John Smith Jr." -> "john smith"."""
    words = [w for w in lexicon.words(text) if len(w) > 1 and w not in lexicon.TITLES and w not in lexicon.ARTICLES]
    return " ".join(lexicon.spelling(w) for w in words)


def _note_person(name: str, persons: dict[str, str]) -> None:
    words = name.split()
    if len(words) < 2:
        return
    known = persons.get(words[-1])
    if known is None or set(known.split()) <= set(words):
        persons[words[-1]] = name
    elif not set(words) <= set(known.split()):
        persons[words[-1]] = ""


def _count_entity(ent: Span, countries: Counter[str], names: Counter[str]) -> None:
    key = key_of(ent.text, ent.label_)
    if not key or ent.label_ not in ("GPE", "LOC", "FAC", "PERSON", "ORG", "EVENT"):
        return
    if not key.startswith(NATION):
        names[key] += 1
    elif ent.root.dep_ == "pobj" and ent.root.head.lower_ in LOCATIVE and not _in_group_name(ent):
        countries[key] += 1


def _joined(key: str, seen: Counter[str] | None) -> str:
    """A shorter form of a name already seen is that name: "asad" after "ain asad"."""
    for other in sorted(seen or ()):
        if set(key.split()) <= set(other.split()) or set(other.split()) <= set(key.split()):
            return other
    return key


def _best(keys: Counter[str]) -> str:
    """The most frequent name; "" when two are as frequent, since then "the base" is unclear."""
    ranked = keys.most_common(2)
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else ""
