"""What an article as a whole tells a sentence: its country, its named places, what "the base" stands for.

Works on Docs by their attributes alone and imports no spaCy. Nothing here depends on the order of paragraphs, so
an article whose paragraphs are shuffled says the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

LOCATIVE = {"in", "at", "on", "near", "of", "from", "against", "towards", "toward", "to", "into", "outside", "around",
            "across", "inside", "throughout", "within", "over", "by", "housing"}  # fmt: skip
NATION = "@"  # marks the key of a country, so that "@jordan" is not the person Jordan
_INDEFINITE = {"a", "an", "some", "several", "another", "any", "no"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place expression: its head token's index and key, a country ("@iraq") or telling words ("ain asad")."""

    token: int
    key: str


@dataclass(frozen=True, slots=True)
class Discourse:
    """``facilities`` maps a type of place ("base") to its one name in the article; ``names`` are all telling names;
    ``persons`` maps a surname to the one full name that carries it ("" where several do), telling words in order."""

    country: str | None
    facilities: dict[str, str]
    names: frozenset[str]
    persons: dict[str, str]


def key_of(name: str) -> str:
    """The key under which two spellings of a name meet; "" for a name without telling words."""
    country = lexicon.nation(name)
    if country and not lexicon.is_capital(name):
        return NATION + country
    return " ".join(sorted(lexicon.name_tokens(name)))


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


def named_facility(token: Token) -> str:
    """The name of a place noun that has one ("Ain al-Asad air base"), "" for "a military base"."""
    if not lexicon.is_place_noun(token.lemma_.lower()) and not lexicon.is_place_noun(token.lower_):
        return ""
    words = [t for t in _name_run(token) if t.pos_ == "PROPN" and not lexicon.is_generic_place_word(t.lower_)]
    words = [t for t in words if t.ent_type_ != "NORP" and lexicon.nation(t.text) is None]
    return key_of(" ".join(t.text for t in words)) if words else ""


def _is_adjectival(ent_root: Token) -> bool:
    """Whether a country only modifies a noun ("US troops", "Gaza war"): then it is no place of the sentence."""
    head = ent_root.head
    modifies = ent_root.dep_ in ("compound", "amod", "nmod", "npadvmod", "nsubj", "nsubjpass")
    return modifies and not (ent_root.dep_ == "compound" and lexicon.is_place_noun(head.lemma_.lower()))


def _in_group_name(ent: Span) -> bool:
    """Whether a country closes the name of a group: "the Islamic Resistance in Iraq"."""
    start = ent.start
    if start < 2:
        return False
    doc = ent.doc
    return doc[start - 1].lower_ in ("in", "of", "for") and doc[start - 2].ent_type_ == "ORG"


def places(sentence: Span, discourse: Discourse | None = None) -> list[Place]:
    """All places that a sentence names or, given ``discourse``, points back to ("the base", "the country")."""
    found: dict[int, str] = {}
    for ent in sentence.ents:
        if ent.label_ in ("GPE", "LOC", "FAC") and not _is_adjectival(ent.root) and not _in_group_name(ent):
            key = key_of(ent.text)
            if key and ent.root.lower_ not in ("us",):
                found[ent.root.i] = key
    for token in sentence:
        if token.pos_ in ("NOUN", "PROPN"):
            key = named_facility(token) or (_anaphor(token, discourse) if discourse else "")
            if key:
                found[token.i] = key
    return [Place(i, key) for i, key in sorted(found.items())]


def _anaphor(token: Token, discourse: Discourse) -> str:
    """What a definite place noun stands for; indefinite ones introduce something new."""
    lemma = token.lemma_.lower()
    if not any(c.lower_ in ("the", "that", "this") for c in token.children):
        return ""
    if lemma in ("country", "nation"):
        return discourse.country or ""
    return discourse.facilities.get(_facility_type(lemma), "")


def _facility_type(lemma: str) -> str:
    return "base" if lemma in ("base", "airbase", "airfield") else lemma


def read(docs: Iterable[tuple[Doc, Sequence[Span]]]) -> Discourse:
    """One pass over an article's kept sentences."""
    countries: Counter[str] = Counter()
    facilities: dict[str, Counter[str]] = {}
    names: Counter[str] = Counter()
    persons: dict[str, str] = {}
    for _, sentences in docs:
        for sentence in sentences:
            for ent in sentence.ents:
                _count_entity(ent, countries, names)
                if ent.label_ == "PERSON":
                    _note_person(person_name(ent.text), persons)
            for token in sentence:
                if token.pos_ in ("NOUN", "PROPN") and (key := named_facility(token)):
                    kind = _facility_type(token.lemma_.lower())
                    facilities.setdefault(kind, Counter())[_joined(key, facilities.get(kind))] += 1
                    names[key] += 1
    single = {kind: _best(keys) for kind, keys in facilities.items() if len(keys) == 1 or kind == "base"}
    country = max(sorted(countries), key=lambda c: countries[c], default=None)
    return Discourse(country, {k: v for k, v in single.items() if v}, frozenset(names), persons)


def person_name(text: str) -> str:
    """A person's name as telling words in their order: "Sgt. John Smith Jr." -> "john smith"."""
    tokens = lexicon.name_tokens(text)
    words = [lexicon.spelling(w) for w in lexicon.words(text)]
    return " ".join(w for w in words if w in tokens)


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
    key = key_of(ent.text)
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
