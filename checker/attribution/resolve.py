"""Speakers in words: a source's own noun phrase, or the last fitting one for a pronoun."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from checker.attribution import cues
from checker.attribution.drafts import Draft, noun_phrase, trim
from checker.attribution.syntax import Tree
from checker.words import persons
from checker.words.lists import words_in

_SUBJECT = {"nsubj", "nsubjpass"}
_NOBODY = words_in("people", "pronouns_for_nobody")
_NICKNAME = re.compile(r"(?<=\w) [“\"‘'«](?:[^”\"’'»]{1,30})[”\"’'»] (?=[A-Z])")
_STOP_IN_MARKS = re.compile(r"[.,](?=[”\"’'»]$)")
_RELATIVE = {"who", "which", "that", "whose"}


def speakers(t: Tree, drafts: Sequence[Draft]) -> list[str]:
    """One string a draft, in order; "" when nobody is named or a pronoun has no antecedent."""
    out: list[str] = []
    documents: list[int] = []
    by_subject: dict[int, str] = {}
    for n, d in enumerate(drafts):
        if not d.source:
            out.append("")
            continue
        word = t.lower[d.subject] if d.subject is not None else ""
        phrase = _who(t, d)
        if word in persons.OF_ONE_PERSON:
            phrase = _last(t, by_subject, d.source[0][0], person=True)
        elif word in persons.OF_A_GROUP:
            phrase = _last(t, by_subject, d.source[0][0], person=False)
        elif word in persons.FIRST_PERSON:
            phrase = _quoting(t, drafts[:n], out, d)
        elif word in _RELATIVE and d.subject is not None:
            phrase = _antecedent(t, d.subject)
        elif word in _NOBODY:
            phrase = ""
        if phrase and d.subject is not None and word not in persons.OF_ONE_PERSON | persons.OF_A_GROUP:
            by_subject.setdefault(d.subject, phrase)
        out.append(_unmarked(phrase))
        if _is_document(t, d):
            documents.append(n)
    for n in documents:
        if any(out[m] and _reported_in(t, drafts[n], other) for m, other in enumerate(drafts) if m not in documents):
            out[n] = ""  # "the official said initial reports suggested": the official answers for it
    return out


def _unmarked(phrase: str) -> str:
    """Without the nickname inside a name ("Jon “Jo” Roe"), and without a full stop before a closing mark."""
    plain = _NICKNAME.sub(" ", " ".join(phrase.split()))
    return _STOP_IN_MARKS.sub("", plain)


def _is_document(t: Tree, d: Draft) -> bool:
    """A text or data that no name stands for: "initial reports", but not "a Pentagon report"."""
    if d.subject is None or t.lemma[d.subject] not in cues.DATA | cues.DOCUMENTS:
        return False
    return not any(t.ent[k] in {"PERSON", "ORG", "NORP", "GPE"} for r in d.source for k in range(*r))


def _reported_in(t: Tree, d: Draft, other: Draft) -> bool:
    at = t.idx[d.head]
    spans = [*(t.chars(r) for r in other.content), *other.speech]
    return other is not d and any(s <= at < e for s, e in spans)


def _who(t: Tree, d: Draft) -> str:
    """The name in a source's noun phrase, with its title; else the phrase up to its relative clause or participle."""
    start, end = d.source[0][0], d.source[-1][1]
    whole = t.text[t.idx[start] : t.end[end - 1]]
    if d.subject is None or not start <= d.subject < end or t.child(d.subject, "conj") is not None:
        return whole
    closing = (k for k in range(d.subject + 1, end) if t.dep[k] == "appos" and t.right[k] in {end - 1, k})
    for head in (d.subject, *closing):
        if _is_name(t, head, start) and (head == d.subject or _after_comma(t, head)):
            return t.slice(trim(t, (max(start, t.left[head]), head + 1)))
    cuts = [
        t.left[k]
        for k in t.kids[d.subject]
        if d.subject < k < end and (t.dep[k] == "relcl" or (t.dep[k] in {"acl", "advcl"} and _after_comma(t, k)))
    ]
    return t.slice(trim(t, (start, min([end, *(c for c in cuts if c > d.subject)]))))


def _is_name(t: Tree, head: int, start: int) -> bool:
    """A person's name by its entity, or capitalised words in a row that the recogniser gave no entity at all."""
    left = max(start, t.left[head])
    alone = left == head and head + 1 < len(t) and t.words[head + 1] != ","  # "Roe, a vet," is one, bare "Roe" is whole
    return t.ent[head] == "PERSON" or (
        not alone and all(t.pos[k] == "PROPN" and not t.ent[k] for k in range(left, head + 1))
    )


def _after_comma(t: Tree, k: int) -> bool:
    return t.words[max(t.left[k] - 1, 0)] == ","


def _antecedent(t: Tree, pronoun: int) -> str:
    """The noun phrase that "who" stands for, without its relative clause."""
    noun = t.head[t.head[pronoun]]
    if t.dep[t.head[pronoun]] != "relcl" or noun >= pronoun:
        return ""
    return t.slice(trim(t, (t.left[noun], max(noun + 1, min(pronoun, t.left[t.head[pronoun]])))))


def _last(t: Tree, names: Mapping[int, str], at: int, person: bool) -> str:
    """The last speaker or name before token ``at`` that can be "he" or "she" (person) or "they" (group)."""
    for i in range(at - 1, max(-1, at - 400), -1):
        if i in names and _fits(t, i, person):
            return names[i]
        if person and t.ent[i] == "PERSON" and t.dep[i] in _SUBJECT | {"appos", "ROOT", "pobj", "conj"}:
            return _entity(t, i)
        if (
            t.dep[i] in _SUBJECT
            and t.pos[i] in {"NOUN", "PROPN"}
            and _fits(t, i, person)
            and (not person or _human(t, i))
        ):
            return t.slice(noun_phrase(t, i))
    return ""


def _fits(t: Tree, i: int, person: bool) -> bool:
    if person:
        singular = t.tag[i] not in {"NNS", "NNPS"} and t.lemma[i] not in cues.COLLECTIVE | persons.OF_ONE_PERSON
        return singular and (t.ent[i] in {"PERSON", ""} or t.pos[i] == "NOUN") and t.pos[i] in {"NOUN", "PROPN"}
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


def _quoting(t: Tree, before: Sequence[Draft], names: Sequence[str], d: Draft) -> str:
    """ "I" and "we" inside a quotation are the one quoted."""
    at = t.idx[d.head]
    for other, name in zip(reversed(before), reversed(names), strict=True):
        if any(s <= at < e for s, e in other.speech):
            return name
    return ""
