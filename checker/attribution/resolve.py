"""Speakers in words: a source's own noun phrase, or the last fitting one for a pronoun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.attribution import cues
from checker.attribution.drafts import Draft, noun_phrase, trim
from checker.attribution.syntax import Tree

_PERSON = {"he", "she", "him", "her", "his"}
_GROUP = {"they", "them", "their", "it", "its"}
_SUBJECT = {"nsubj", "nsubjpass"}
_NOBODY = {"you", "one", "anyone", "everyone", "someone", "nobody", "everybody", "anybody", "this", "what", "there"}
_RELATIVE = {"who", "which", "that", "whose"}


def speakers(t: Tree, drafts: Sequence[Draft]) -> list[str]:
    """One string a draft, in order; "" when nobody is named or a pronoun has no antecedent."""
    out: list[str] = []
    by_subject: dict[int, str] = {}
    for n, d in enumerate(drafts):
        if not d.source:
            out.append("")
            continue
        word = t.lower[d.subject] if d.subject is not None else ""
        phrase = t.text[t.chars(d.source[0])[0] : t.chars(d.source[-1])[1]]
        if word in _PERSON:
            phrase = _last(t, by_subject, d.source[0][0], person=True)
        elif word in _GROUP:
            phrase = _last(t, by_subject, d.source[0][0], person=False)
        elif word in {"i", "we", "my", "our", "me", "us"}:
            phrase = _quoting(t, drafts[:n], out, d)
        elif word in _RELATIVE and d.subject is not None:
            phrase = _antecedent(t, d.subject)
        elif word in _NOBODY:
            phrase = ""
        if phrase and d.subject is not None and word not in _PERSON | _GROUP:
            by_subject.setdefault(d.subject, phrase)
        out.append(" ".join(phrase.split()))
    return out


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
        singular = t.tag[i] not in {"NNS", "NNPS"} and t.lemma[i] not in cues.COLLECTIVE | _PERSON
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
