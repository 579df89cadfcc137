"""Speakers in words: a source's own noun phrase, or the last fitting one for a pronoun."""

from __future__ import annotations

from collections.abc import Sequence

from checker.drafts import Draft
from checker.syntax import Tree

_PERSON = {"he", "she", "him", "her", "his"}
_GROUP = {"they", "them", "their", "it", "its"}
_RELATIVE = {"who", "which", "that", "whose"}


def speakers(t: Tree, drafts: Sequence[Draft]) -> list[str]:
    """One string a draft, in order; "" when nobody is named or a pronoun has no antecedent."""
    out: list[str] = []
    for n, d in enumerate(drafts):
        if not d.source:
            out.append("")
            continue
        word = t.lower[d.subject] if d.subject is not None else ""
        phrase = t.text[t.chars(d.source[0])[0] : t.chars(d.source[-1])[1]]
        if word in _PERSON:
            phrase = _last(t, drafts[:n], out, d.source[0][0], person=True)
        elif word in _GROUP:
            phrase = _last(t, drafts[:n], out, d.source[0][0], person=False)
        elif word in {"i", "we", "my", "our", "me", "us"}:
            phrase = _quoting(t, drafts[:n], out, d)
        elif word in _RELATIVE | {"you", "one"}:
            phrase = ""
        out.append(phrase)
    return out


def _last(t: Tree, before: Sequence[Draft], names: Sequence[str], at: int, person: bool) -> str:
    """The last speaker or name before token ``at`` that can be "he" or "she" (person) or "they" (group)."""
    for i in range(at - 1, max(-1, at - 400), -1):
        for d, name in zip(reversed(before), reversed(names), strict=True):
            if name and d.subject == i and t.lower[i] not in _GROUP and _fits(t, i, person):
                return name
        if person and t.ent[i] == "PERSON" and t.dep[i] in {"nsubj", "nsubjpass", "appos", "ROOT", "pobj", "conj"}:
            return _entity(t, i)
    return ""


def _fits(t: Tree, i: int, person: bool) -> bool:
    if person:
        return t.ent[i] in {"PERSON", ""} and t.tag[i] not in {"NNS", "NNPS"} and t.lower[i] != "police"
    return t.ent[i] != "PERSON"


def _entity(t: Tree, i: int) -> str:
    a, b = i, i + 1
    while a > 0 and t.ent[a - 1] == "PERSON" and t.pos[a - 1] == "PROPN":
        a -= 1
    while b < len(t) and t.ent[b] == "PERSON" and t.pos[b] == "PROPN":
        b += 1
    return t.slice((a, b))


def _quoting(t: Tree, before: Sequence[Draft], names: Sequence[str], d: Draft) -> str:
    """"I" and "we" inside a quotation are the one quoted."""
    at = t.idx[d.head]
    for other, name in zip(reversed(before), reversed(names), strict=True):
        if any(s <= at < e for s, e in other.speech):
            return name
    return ""
