"""Who a reporting verb's subject is, by the parse or, where the parser gave it none, by what stands beside it."""

from __future__ import annotations

from checker.attribution.drafts import is_surname, verb_group
from checker.attribution.syntax import Tree

BREAK = frozenset({",", "”", '"', "—", "–", "--", "’"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SUBJECT = ("nsubj", "nsubjpass", "csubj")


def subject_of(t: Tree, verb: int) -> int | None:
    """Head token of the one who speaks: own subject, that of the verb it is joined to, or the noun it modifies."""
    for _ in range(6):
        own = t.children(verb, *_SUBJECT)
        if own:
            return min(own, key=lambda k: (t.paragraph[k] != t.paragraph[verb], abs(k - verb)))
        dep, head = t.dep[verb], t.head[verb]
        if dep in {"acl", "relcl"} and t.pos[head] in _NOMINAL:
            return head if t.tag[verb] != "VBN" else None
        if dep in {"conj", "xcomp", "advcl", "ccomp", "dep", "pcomp"} and head != verb:
            if dep == "ccomp" and t.is_finite(verb):
                return None
            verb = head
        elif dep == "prep" or t.pos[head] == "ADP":
            verb = t.head[head] if t.head[head] != head else head
        else:
            return None
    return None


def nearby_subject(t: Tree, verb: int) -> int | None:
    """The noun beside a reporting verb that the parser gave no subject: "…, the mayor, said" or "… said the mayor"."""
    k = verb_group(t, verb)[0] - 1
    if k >= 0 and is_surname(t, k) and t.head[k] == verb:
        return k
    comma = k >= 0 and t.words[k] == ","
    k -= comma
    if k >= 0 and t.pos[k] in _NOMINAL and t.paragraph[k] == t.paragraph[verb]:
        if comma and (named := _named_by(t, k)) is not None:
            return named
        while t.pos[t.head[k]] in _NOMINAL and t.head[k] != k and t.head[k] < verb and t.dep[t.head[k]] != "pobj":
            k = t.head[k]
        return k
    k = verb + 1
    if verb == 0 or t.words[verb - 1] not in BREAK | {"''"} or k >= len(t) or t.pos[k] not in _NOMINAL | {"DET", "ADJ"}:
        return None
    while t.pos[t.head[k]] in _NOMINAL and t.head[k] > k and t.dep[k] in {"compound", "det", "amod", "poss", "nummod"}:
        k = t.head[k]
    return k if t.pos[k] in _NOMINAL else None


def _named_by(t: Tree, k: int) -> int | None:
    """ "…, Colonel Ray Hill, a spokesman for the fleet, said": the person whose apposition ends at ``k``."""
    for above in t.ancestors(k):
        if t.pos[above] not in _NOMINAL | {"ADP", "NUM"}:
            return None
        if t.ent[above] == "PERSON" and t.dep[above] == "appos" and t.words[max(t.left[above] - 1, 0)] == ",":
            return above
    return None
