"""Whom "he", "she", "they" and "it" stand for as a source: the last fitting speaker or name before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.attribution import cues
from checker.attribution.drafts import noun_phrase
from checker.attribution.syntax import Tree
from checker.words import names as words_of_names
from checker.words import persons
from checker.words.spelling import spelling

_SUBJECT = {"nsubj", "nsubjpass"}
_REACH = 400  # tokens
# A surname may be a month's or a work's for the recogniser; as a subject that speaks it is a person's.
_NO_PERSONS = {"ORG", "NORP", "GPE", "LOC", "FAC", "EVENT", "CARDINAL"}
_COMPLEMENTS = {"ccomp", "conj", "parataxis"}  # clauses that tell on, where others only modify


def person(t: Tree, names: Mapping[int, str], at: int, pronoun: str) -> str:
    """The antecedent of "he" or "she" at token ``at``, "" if none is found; ``names`` are speakers by subject.

    Of the nearest sentence that has any, the subject of the least subordinate clause: "Roe came to the hearing that
    Lee had called. She said" tells of Roe.
    """
    sex = persons.PRONOUNS.get(pronoun, "")
    best: tuple[int, str] | None = None
    root = -1
    for i, found in _persons(t, names, at):
        if best is not None and _root(t, i) != root:
            break
        if sex and _sex(t, i) not in {sex, ""}:
            continue
        rank = _subordination(t, i)
        if best is None or rank < best[0]:
            best, root = (rank, found), _root(t, i)
    return best[1] if best is not None else _capitalised(t, names, at)


def group(t: Tree, names: Mapping[int, str], at: int) -> str:
    """The antecedent of "they" or "it" at token ``at``, "" if none is found."""
    for i in range(at - 1, max(-1, at - _REACH), -1):
        if i in names and _is_group(t, i):
            return names[i]
        if t.dep[i] in _SUBJECT and t.pos[i] in {"NOUN", "PROPN"} and _is_group(t, i):
            return t.slice(noun_phrase(t, i))
    return ""


def _persons(t: Tree, names: Mapping[int, str], at: int) -> Iterator[tuple[int, str]]:
    for i in range(at - 1, max(-1, at - _REACH), -1):
        if i in names and _is_one(t, i):
            yield i, names[i]
        elif t.ent[i] == "PERSON" and t.dep[i] in _SUBJECT | {"appos", "ROOT", "pobj", "conj"}:
            yield i, _entity(t, i)
        elif t.dep[i] in _SUBJECT and t.pos[i] in {"NOUN", "PROPN"} and _is_one(t, i) and _human(t, i):
            yield i, t.slice(noun_phrase(t, i))


def _capitalised(t: Tree, names: Mapping[int, str], at: int) -> str:
    """The nearest subject of one capitalised name, where the recogniser knew no person: surnames alone elude it."""
    for i in range(at - 1, max(-1, at - _REACH), -1):
        plural = t.tag[i] in {"NNS", "NNPS"} or t.lemma[i] in cues.COLLECTIVE
        alone = t.left[i] == i or t.pos[t.left[i]] == "PROPN"
        if t.dep[i] in _SUBJECT and t.pos[i] in {"NOUN", "PROPN"} and t.words[i].istitle() and not plural and alone:
            return names.get(i) or t.slice(noun_phrase(t, i))
    return ""


def _root(t: Tree, i: int) -> int:
    return next((k for k in t.ancestors(i) if t.head[k] == k), i)


def _subordination(t: Tree, i: int) -> int:
    """How many clauses and phrases ``i`` lies below the main clause; 0 for the subject of it or of one told on."""
    above = list(t.ancestors(i))
    modifying = sum(t.dep[k] not in _COMPLEMENTS for k in above if t.head[k] != k)
    return modifying + (t.dep[i] not in _SUBJECT)


def _sex(t: Tree, i: int) -> str:
    """The sex that the first name tells, of this mention or of a fuller one with the same surname before it."""
    for k in range(i, -1, -1):
        if t.words[k] != t.words[i]:
            continue
        first = k
        while first > 0 and t.ent[first - 1] == "PERSON" and t.pos[first - 1] == "PROPN":
            first -= 1
        if first < k:
            return words_of_names.sex_of_name(spelling(t.lower[first]))
    return ""


def _is_one(t: Tree, i: int) -> bool:
    singular = t.tag[i] not in {"NNS", "NNPS"} and t.lemma[i] not in cues.COLLECTIVE | persons.OF_ONE_PERSON
    return singular and (t.ent[i] not in _NO_PERSONS or t.pos[i] == "NOUN") and t.pos[i] in {"NOUN", "PROPN"}


def _is_group(t: Tree, i: int) -> bool:
    plural = t.tag[i] in {"NNS", "NNPS"} or t.child(i, "conj") is not None
    return t.ent[i] != "PERSON" and (plural or t.lemma[i] in cues.COLLECTIVE or t.ent[i] in {"ORG", "NORP", "GPE"})


def _human(t: Tree, i: int) -> bool:
    return t.lemma[i] in cues.PEOPLE | cues.VOICES or t.lemma[i].endswith(cues.PERSON_ENDINGS)


def _entity(t: Tree, i: int) -> str:
    a, b = i, i + 1
    while a > 0 and t.ent[a - 1] == "PERSON" and t.pos[a - 1] == "PROPN":
        a -= 1
    while b < len(t) and t.ent[b] == "PERSON" and t.pos[b] == "PROPN":
        b += 1
    return t.slice((a, b))
