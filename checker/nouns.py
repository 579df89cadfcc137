"""What a number counts: the head of its noun phrase in the parse, nouns left out ("900 in Syria"), and what it is about.

Works on any spaCy Doc with tagger, parser, lemmatizer and entities; imports no spaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.numbers import Form
from checker.ranges import Draft
from checker.records import QuantityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOUNISH = frozenset({"NOUN", "PROPN"})
_TO_HEAD = frozenset({"nummod", "quantmod", "compound", "amod", "advmod", "npadvmod", "nmod", "det", "predet", "meta", "poss", "appos"})
# a role of people said by a word that stands for them: "14 killed", "two dead"
ROLES = frozenset(
    """dead killed injured wounded hurt missing arrested detained slain homeless displaced hospitalized hospitalised
    infected kidnapped trapped stranded unaccounted murdered executed abducted charged convicted jailed""".split()
)
ROLE_VERBS = {"kill": "killed", "injure": "injured", "wound": "wounded", "hurt": "hurt", "leave": "", "murder": "murdered"}
# compounds with a count that is a claim of its own: "a 15-member council", "a 12 page letter"
COUNTING = frozenset(
    "member person people man woman vehicle ship page seat room bedroom story storey strong judge car game".split()
)
_NOT_COUNTED = frozenset("last next this previous each per earlier".split())  # "2.1 last year"
_PARTITIVE = frozenset("the these those them us you our its his her their my".split())
_PLACES = frozenset({"GPE", "NORP", "LOC"})
_BE = frozenset({"be", "become", "remain"})


def counted(token: Token, after: int) -> tuple[Token | None, bool]:
    """(head of the noun phrase that ``token``, the last word of a number, counts; whether as a part of it).

    ``after`` is the index of the first token after the number. "five of the injured" gives (injured, True).
    """
    part = _of_object(token, after)
    if part is not None:
        return part
    nxt = token.doc[after] if after < len(token.doc) else None
    if nxt is not None and (nxt.pos_ == "CCONJ" or nxt.lower_ in _NOT_COUNTED):
        return None, False
    if nxt is not None and nxt.lower_ == "times":
        return nxt, False
    if nxt is not None and (word := nxt if nxt.text != "-" or after + 1 == len(token.doc) else token.doc[after + 1]).lower_ in COUNTING:
        return word, False
    head = token
    for _ in range(6):
        if head.head.i > token.i and head.dep_ in _TO_HEAD and head.head.sent == token.sent:
            head = head.head
            if head.pos_ in _NOUNISH and not _is_modifier(head):
                return (head, False) if _reachable(token, head) else (None, False)
        else:
            break
    return _next_noun(token, after), False


def _is_modifier(token: Token) -> bool:
    return token.dep_ in {"compound", "nmod"} and token.head.i > token.i and token.head.pos_ in _NOUNISH


def _reachable(token: Token, head: Token) -> bool:
    """No clause boundary or other number between the number and its noun."""
    for t in token.doc[token.i + 1 : head.i]:
        if t.text in {";", ":", "(", ")", "—", "–"} or t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"amod", "compound"}:
            return False
    return head.i - token.i <= 12


def _of_object(token: Token, after: int) -> tuple[Token, bool] | None:
    """The noun in "hundreds of people", "five of the injured"."""
    doc = token.doc
    if after + 1 >= len(doc) or doc[after].lower_ != "of":
        return None
    first = doc[after + 1]
    part = first.lower_ in _PARTITIVE
    limit = min(len(doc), after + 9)
    for t in doc[after + 1 : limit]:
        if t.pos_ in _NOUNISH and not _is_modifier(t) and t.dep_ != "poss":
            return _last_conjunct(t, limit), part
        if t.pos_ in {"VERB", "AUX", "PUNCT", "ADP"} and t.lower_ not in ROLES and t.dep_ not in {"amod", "compound"}:
            break
        if t.lower_ in ROLES and (t.i + 1 >= len(doc) or doc[t.i + 1].pos_ not in _NOUNISH):
            return t, part
        if t.lower_ in {"them", "us", "those"} and t.i == after + 1:
            return t, True
    return None


def _last_conjunct(noun: Token, limit: int) -> Token:
    """ "dozens of Kia and Hyundai vehicles": names joined in front of a common noun are its modifiers."""
    if noun.tag_ != "NNP":
        return noun
    for c in noun.doc[noun.i + 1 : limit]:
        if c.tag_ == "NNS":
            return c
        if c.pos_ not in {"PROPN", "CCONJ", "NOUN", "ADJ"} and c.text != ",":
            break
    return noun


def _next_noun(token: Token, after: int) -> Token | None:
    """The noun phrase right after the number where the parse went wrong: adjectives, compounds, then a noun."""
    doc = token.doc
    found = None
    for t in doc[after : after + 6]:
        if t.pos_ == "NOUN" or (t.pos_ == "PROPN" and (found is None or t.i == found.i + 1)):
            found = t
            if t.tag_ in {"NNS", "NNPS"}:
                break
        elif t.pos_ == "CCONJ" and found is None and doc[t.i - 1].pos_ == "ADJ":
            continue
        elif found is not None or t.pos_ not in {"ADJ", "PROPN"} and t.dep_ not in {"amod", "compound"} or t.lower_ in ROLES:
            break
    if found is not None and (found.tag_ in {"NNS", "NNPS"} or found.head.i in range(after, found.i + 1)):
        return found
    return found if found is not None and found.i == after and found.pos_ == "NOUN" else None


def unit_of(noun: Token, after: int = 0) -> str:
    """Lemma of the counted noun with its compound nouns: "rocket attack"; nationalities and adjectives are left out.

    ``after`` is the first token behind the number; nothing before it belongs to the noun.
    """
    if noun.lower_ in ROLES:
        return noun.lower_
    words = [t for t in noun.doc[max(after, noun.i - 6) : noun.i] if _modifies(t, noun)]
    parts = [t.lower_ for t in words if t.text[:1].isalnum()]
    return " ".join([*parts, lemma(noun)])


def _modifies(t: Token, noun: Token) -> bool:
    """A noun in front of ``noun`` that is part of its name and no place or nationality."""
    if t.pos_ not in _NOUNISH or t.ent_type_ in _PLACES or t.tag_ in {"NNS", "NNPS"} and t.dep_ != "compound":
        return False
    for _ in range(4):
        if t.dep_ not in {"compound", "nmod", "conj"} or t.head.i < t.i and t.dep_ != "conj":
            return False
        t = t.head
        if t.i == noun.i:
            return True
    return False


_IRREGULAR = {"people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child",
              "servicemen": "serviceman", "personnel": "personnel", "police": "police", "feet": "foot",
              "lives": "life", "wives": "wife", "knives": "knife", "policemen": "policeman",
              "headquarters": "headquarters", "series": "series", "species": "species"}  # fmt: skip


def lemma(noun: Token) -> str:
    """Lower-case singular; the tagger's lemma keeps the plural of nouns that it takes for names."""
    low = noun.lower_
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    base = noun.lemma_.lower()
    if noun.tag_ == "NNPS" and base == low and len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-3] + "y" if low.endswith("ies") else low[:-1]
    return base or low


# ------------------------------------------------------------------ nouns left out


def elided(doc: Doc, d: Draft, drafts: list[Draft]) -> bool:
    """Finds the noun that a bare number leaves out and sets it on ``d``; False where there is none.

    "14 killed" counts persons; "900 in Syria" takes the noun of the nearest count of its sentence; "More than 175
    were recorded" that of the subject of the sentence before.
    """
    token, nxt = doc[d.last_token], doc[d.after_token] if d.after_token < len(doc) else None
    if d.value is None and d.low is None or d.form is Form.FRACTION:
        return False
    if _by_role(doc, d, token, nxt):
        return True
    sentence = token.sent
    if nxt is not None and doc.text[d.right : d.right + 1] == "-" and (after := _suspended(d, drafts)):
        d.noun, d.name, d.kind, d.unit = after.noun, after.name, after.kind, after.unit
        return True
    near = [o for o in drafts if o is not d and o.name and doc[o.first_token].sent == sentence]
    near = [o for o in near if not _unlike(o) or _same_scale(o, d)]
    near = [o for o in near if _parallel(doc, d, o)]
    if near and _stands_alone(nxt, token):
        other = min(near, key=lambda o: (o.first_token > d.first_token, abs(o.first_token - d.first_token)))
        d.noun, d.name, d.kind, d.unit, d.elided = other.noun, other.name, other.kind, other.unit, True
        return True
    return _by_previous_subject(doc, d, token)


_LINKS = frozenset("and or but , ; plus versus vs against with to from than while another other nor compared as".split())


def _parallel(doc: Doc, d: Draft, other: Draft) -> bool:
    """Whether ``d`` may stand in a row with ``other``: "and 900", "compared with 63", or a figure of like size."""
    if other.first_token > d.first_token:
        i = other.first_token - 1
        while i > d.last_token and doc[i].pos_ in {"ADV", "ADJ"} and doc[i].lower_ not in {"and", "or"}:
            i -= 1
        return other.first_token - d.first_token <= 12 and doc[i].lower_ in {"and", "or", "plus"}
    i = doc[d.first_token].i - 1
    text = doc.text[other.right : d.left]
    if other.unit is not None and d.value and other.value and 0.2 < d.value / other.value < 5:
        return True
    return any(t.lower_ in _LINKS for t in doc[max(other.after_token, i - 2) : i + 1]) or len(text) < 4


def _suspended(d: Draft, drafts: list[Draft]) -> Draft | None:
    """The number that completes "7- or 8-inch"."""
    later = [o for o in drafts if 0 < o.start - d.end < 16 and o.name]
    return later[-1] if later else None


_HAND_NOTHING_ON = frozenset(
    {QuantityKind.ORDINAL, QuantityKind.AGE, QuantityKind.PERCENTAGE, QuantityKind.MONEY, QuantityKind.DURATION}
)


def _unlike(other: Draft) -> bool:
    return other.kind in _HAND_NOTHING_ON


def _same_scale(other: Draft, d: Draft) -> bool:
    """ "84.75 cents, while the lowest is 74.07": as many decimals and of like size."""
    if other.kind is not QuantityKind.MONEY or not d.value or not other.value or "." not in d.digits:
        return False
    return len(d.digits.partition(".")[2]) == len(other.digits.partition(".")[2]) and 0.2 < d.value / other.value < 5


def _stands_alone(nxt: Token | None, token: Token) -> bool:
    return nxt is None or nxt.tag_ in {"WP", "WDT"} or nxt.pos_ in {"ADP", "PUNCT", "CCONJ", "SCONJ", "AUX", "VERB", "ADV", "SPACE", "PART"}


def _by_role(doc: Doc, d: Draft, token: Token, nxt: Token | None) -> bool:
    """ "14 killed", "left four dead", "killing three"."""
    role = nxt is not None and nxt.lower_ in ROLES
    before = doc[d.first_token - 1] if d.first_token else None
    verb = before
    for _ in range(4):  # over "at least", "more than", "another"
        if verb is None or verb.i == 0 or verb.pos_ in {"VERB", "AUX", "NOUN", "PROPN"}:
            break
        verb = doc[verb.i - 1]
    object_of = verb is not None and verb.lemma_.lower() in ROLE_VERBS and verb.pos_ == "VERB" and verb.lower_ not in {"left", "leaving", "leave"}
    if not role and not (object_of and _stands_alone(nxt, token)):
        return False
    d.name, d.kind, d.elided = "person", QuantityKind.COUNT, True
    d.noun = nxt.i if role and nxt is not None else None
    return True


def _by_previous_subject(doc: Doc, d: Draft, token: Token) -> bool:
    sentence = token.sent
    head = token if token.dep_ in _SUBJECTS else token.head
    if head.dep_ not in _SUBJECTS or head.i not in range(sentence.start, d.after_token) or sentence.start == 0:
        return False
    for t in doc[sentence.start - 1].sent:
        if t.dep_ in _SUBJECTS and t.pos_ == "NOUN" and t.tag_ == "NNS":
            d.noun, d.name, d.kind, d.elided = t.i, unit_of(t), QuantityKind.COUNT, True
            return True
    return False


# ------------------------------------------------------------------ what the quantity is about

_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "ADV", "VERB", "SYM"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "conj", "cc", "appos", "punct", "parataxis", "csubj", "xcomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def phrase(head: Token, skip: set[int], *, deep: bool = True) -> list[Token]:
    """Content words of the noun phrase of ``head`` without relative clauses; ``skip`` holds token indices to leave out."""
    out: list[Token] = []
    stack = [head]
    while stack and len(out) < 40:
        t = stack.pop()
        if t.i in skip:
            continue
        out.append(t)
        for c in t.children:
            if c.dep_ in _CLAUSES and not (c.dep_ == "conj" and c.pos_ in _NOUNISH | {"ADJ"}):
                continue
            if not deep and c.dep_ == "prep":
                continue
            stack.append(c)
    out.sort(key=lambda t: t.i)
    return [t for t in out if t.pos_ in _CONTENT and not t.is_stop and any(c.isalnum() for c in t.text)]


def subject(token: Token) -> Token | None:
    """The subject of the clause that ``token`` stands in, through conjoined verbs and open complements."""
    verb = token
    for _ in range(12):
        if verb.pos_ in {"VERB", "AUX"} and verb.dep_ not in {"amod", "compound"}:
            for c in verb.lefts:
                if c.dep_ in _SUBJECTS:
                    return c
            if verb.dep_ in {"relcl", "acl"}:
                return verb.head
        if verb.head is verb:
            return None
        verb = verb.head
    return None
