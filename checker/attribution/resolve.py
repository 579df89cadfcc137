"""Speakers in words: a source's own noun phrase, or the last fitting one for a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.attribution import cues, pronouns
from checker.attribution.drafts import Draft, noun_phrase, trim
from checker.attribution.syntax import Tree
from checker.words import persons

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
            phrase = pronouns.person(t, by_subject, d.source[0][0], word)
        elif word in persons.OF_A_GROUP:
            phrase = pronouns.group(t, by_subject, d.source[0][0])
        elif word in persons.FIRST_PERSON:
            phrase = ""  # known when all others are
        elif word in _RELATIVE and d.subject is not None:
            phrase = _antecedent(t, d.subject)
        elif word in cues.NOBODY and _is_bare(d):
            phrase = ""
        elif d.subject is not None and (issuer := _issuer(t, d.subject)) is not None:
            phrase = issuer
        if phrase and d.subject is not None and word not in persons.OF_ONE_PERSON | persons.OF_A_GROUP:
            by_subject.setdefault(d.subject, phrase)
        out.append(_unmarked(phrase))
        if _is_document(t, d):
            documents.append(n)
    for n, d in enumerate(drafts):
        if d.subject is not None and t.lower[d.subject] in persons.FIRST_PERSON:
            out[n] = _quoting(t, drafts, out, d)
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


def _is_bare(d: Draft) -> bool:
    """A pronoun on its own, where "one of the pilots" and "anyone in the hall" tell whose words they are."""
    return sum(end - start for start, end in d.source) == 1


def _issuer(t: Tree, text: int) -> str | None:
    """ "The union issued a statement warning that X": who issued the text that speaks, None if that is not told."""
    verb = t.head[text]
    if t.lemma[text] not in cues.ISSUED_TEXTS or t.dep[text] != "dobj" or t.child(text, "poss") is not None:
        return None
    subject = t.child(verb, "nsubj")
    named = subject is not None and subject < verb and t.pos[subject] in {"NOUN", "PROPN"}
    return t.slice(noun_phrase(t, subject)) if subject is not None and named else None


def _antecedent(t: Tree, pronoun: int) -> str:
    """The noun phrase that "who" stands for, without its relative clause."""
    noun = t.head[t.head[pronoun]]
    if t.dep[t.head[pronoun]] != "relcl" or noun >= pronoun:
        return ""
    return t.slice(trim(t, (t.left[noun], max(noun + 1, min(pronoun, t.left[t.head[pronoun]])))))


def _quoting(t: Tree, drafts: Sequence[Draft], names: Sequence[str], d: Draft) -> str:
    """ "I" and "we" inside a quotation are the one quoted, whose verb may stand before or behind it."""
    at = t.idx[d.head]
    around = ((e - s, name) for other, name in zip(drafts, names, strict=True) for s, e in other.speech if s <= at < e)
    return min((hit for hit in around if hit[1]), default=(0, ""))[1]
