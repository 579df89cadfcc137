"""The words that a quantity is about ("referred concepts" of CQE, Almasian et al., EMNLP 2023).

Two sources, both read from the parse: the noun phrases that the quantity modifies or measures ("a 7% fee", "a price of
$5", "13 percent of the economy"), and the subject of its clause. A count's own noun is its unit and not repeated.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from checker.quantities.drafts import Draft
from checker.quantities.nouns import ROLES, sentence_start
from checker.records import QuantityKind
from checker.words import persons
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOUNISH = frozenset({"NOUN", "PROPN"})
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "ADV", "VERB", "SYM"})
_LEFT_OUT = frozenset(
    {"relcl", "advcl", "ccomp", "cc", "appos", "punct", "parataxis", "csubj", "xcomp", "case", "preconj"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_COUNTS = frozenset({QuantityKind.COUNT, QuantityKind.ORDINAL})
_MEASURED_BY = words_in("numbers", "links_to_measured")
_MEASURING = words_in("numbers", "links_of_measures")
_CHANGED_BY = frozenset({"by", "to", "from", "at"})
_ATTACHED = frozenset({"pobj", "appos", "npadvmod", "nmod", "nummod", "amod", "parataxis", "dep", "prep"})
_CLAUSE_HEADS = frozenset({"relcl", "advcl", "ROOT", "ccomp", "conj", "xcomp", "pcomp"})
_SUMS = frozenset({"total", "number", "amount", "times"})


def concept(doc: Doc, d: Draft, skip: set[int]) -> tuple[str, ...]:
    """Surface words without stop words, in text order; ``skip`` holds the tokens of all quantities."""
    found = list(_hosts(doc, d, skip))
    noun = doc[d.noun] if d.noun is not None and not d.elided else None
    anchor = noun if noun is not None and d.kind in _COUNTS else _top(doc, d)
    role = anchor.head.dep_ if anchor.dep_ == "conj" else anchor.dep_
    share = (
        d.kind is QuantityKind.PERCENTAGE
        and bool(found)
        and role != "dobj"
        and doc[min(d.after_token, len(doc) - 1)].lower_ == "of"
    )
    row = _in_row(doc, d)
    subject = None if share else row or subject_of(anchor)
    own = {t.i for t in found} | {d.noun} | set(range(d.first_token, d.after_token))
    if subject is not None and subject.i not in own:
        path = {anchor.i, *(t.i for t in islice(anchor.ancestors, 14))} - {subject.i}
        found += phrase(subject, skip | path, conjuncts=row is None)
    if d.elided and d.name == "person":
        found += [t for t in doc[max(0, d.first_token - 1) : d.after_token + 1] if t.lower_ in ROLES]
        found += [doc[d.noun]] if d.noun is not None and doc[d.noun].pos_ == "ADJ" else []
    if d.name == "time" and noun is not None:
        found += [t for t in noun.ancestors if t.pos_ == "VERB"][:1]
    found = found or _before_bracket(doc, d, skip)
    found = [t for t in found if t.i not in range(d.left_token, d.after_token)]
    unique = sorted({t.i: t for t in found}.values(), key=lambda t: t.i)
    return tuple(dict.fromkeys(_word(t) for t in unique))


def _in_row(doc: Doc, d: Draft) -> Token | None:
    """The Greens of "Labour won 40 seats and the Greens 34"."""
    name = doc[d.first_token - 1] if d.elided and d.first_token > 0 else None
    if name is None or name.pos_ != "PROPN" or name.ent_type_ in {"DATE", "TIME"} or doc[d.first_token].head != name:
        return None
    return name


def _before_bracket(doc: Doc, d: Draft, skip: set[int]) -> list[Token]:
    """ "Jane Roe (15.3 ppg, 7.4 rpg)": the name that the bracket explains."""
    start = sentence_start(doc[d.first_token])
    for i in range(d.left_token - 1, max(start, d.left_token - 30), -1):
        if doc[i].text in {")", ";"}:
            break
        if doc[i].text in {"(", "["}:
            head = doc[i - 1]
            while head.dep_ == "compound" and head.head.i < i and head.head.i > head.i:
                head = head.head
            return phrase(head, skip) if head.pos_ in _NOUNISH else []
    return []


def _outside(subject: Token, anchor: Token) -> bool:
    """The quantity is neither in the subject itself nor in front of it ("With eight more picks the team")."""
    return not (subject.is_ancestor(anchor) or (anchor.i < subject.i and anchor.dep_ not in {"attr", "dobj"}))


def _top(doc: Doc, d: Draft) -> Token:
    """The token of number and unit whose head lies outside."""
    span = range(d.first_token, max(d.after_token, d.last_token + 1))
    for i in span:
        if doc[i].head.i not in span or doc[i].head.i == i:
            return doc[i]
    return doc[d.last_token]


# ------------------------------------------------------------------ noun phrases measured


def _hosts(doc: Doc, d: Draft, skip: set[int]) -> list[Token]:
    top = _top(doc, d)
    count = d.kind in _COUNTS and d.name != "time"
    found: list[Token] = []
    if d.noun is not None and not count and not d.elided and d.name != "time":
        found += phrase(doc[d.noun], skip)
    head = doc[d.noun] if count and d.noun is not None and not d.elided else top
    found += _complements(head, skip, d, count)
    found += _governor(head, skip, d, count)
    return found


def _complements(head: Token, skip: set[int], d: Draft, count: bool) -> list[Token]:
    """ "13 percent of the economy", "$1 billion in gains", "16 per cent above its closing level"."""
    wanted = {"of", "for"} if count else _MEASURING
    out: list[Token] = []
    for p in head.children:
        if p.dep_ == "prep" and p.i >= d.last_token and p.lower_ in wanted:
            for obj in p.children:
                named = obj.dep_ != "pobj" or obj.ent_type_ in {"DATE", "TIME", "GPE"} or (count and obj.i == d.noun)
                if not named and obj.i not in skip:
                    out += phrase(obj, skip, conjuncts=True)
    if d.kind is QuantityKind.MONEY and head.dep_ == "dobj":
        out += _bought(head, skip)
    return out


def _bought(head: Token, skip: set[int]) -> list[Token]:
    """ "paid $35,538 for a system": the thing that the price is of."""
    for p in head.head.children:
        if p.dep_ == "prep" and p.lower_ == "for":
            return [t for obj in p.children if obj.dep_ == "pobj" for t in phrase(obj, skip)]
    return []


def _governor(head: Token, skip: set[int], d: Draft, count: bool) -> list[Token]:
    """ "a price of $5", "winds of at least 74 mph", "a grant worth up to $8 million", "base price: $59,995"."""
    up, link = _noun_above(head), head.head
    if up is not None and up.i not in skip and head.dep_ in _ATTACHED:
        if count and not (link.lower_ == "of" and up.i < head.i):
            return []
        lasting = d.kind is QuantityKind.DURATION and link.lower_ == "for"
        direct = head.dep_ == "pobj" and link.pos_ == "ADP" and link.head.i == up.i
        if direct and link.lower_ not in _MEASURED_BY and not lasting:
            return []
        return phrase(up, skip | {t.i for t in head.subtree}, conjuncts=False)
    changed = link.lower_ in _CHANGED_BY and not count
    bought = d.kind is QuantityKind.MONEY and link.lower_ == "for"
    if head.dep_ == "pobj" and link.head.pos_ == "VERB" and (changed or bought):
        # "raise prices by 5%", "bought a notebook for 1,200€"
        return [t for c in link.head.children if c.dep_ == "dobj" and c.i < d.first_token for t in phrase(c, skip)]
    return []


def _noun_above(head: Token) -> Token | None:
    """The noun over ``head`` across prepositions, "worth", "ranging", "lower than"; no sum such as "a total of"."""
    up = head.head
    for _ in range(4):
        if up.pos_ in _NOUNISH or up.i == up.head.i or up.dep_ in _CLAUSE_HEADS or up.pos_ == "AUX":
            break
        up = up.head
    return up if up.pos_ in _NOUNISH and up.i != head.i and up.lower_ not in _SUMS else None


# ------------------------------------------------------------------ words of a phrase, subject of a clause


def phrase(head: Token, skip: set[int], *, conjuncts: bool = False) -> list[Token]:
    """Content words of the noun phrase of ``head`` with its prepositional phrases, without clauses."""
    out: list[Token] = []
    stack = [head]
    while stack and len(out) < 40:
        t = stack.pop()
        if t.i in skip:
            continue
        out.append(t)
        for c in t.children:
            if c.dep_ in _LEFT_OUT or (c.dep_ == "conj" and t is head and not conjuncts):
                continue
            if c.dep_ == "acl" and _is_clause(c):
                continue
            stack.append(c)
    return [t for t in sorted(out, key=lambda t: t.i) if _is_content(t)]


def _is_clause(c: Token) -> bool:
    """Whether what modifies a noun is a clause of its own; a parser may hang it on a noun that comes later."""
    return c.right_edge.i - c.left_edge.i > 4 or c.tag_ == "VB" or (c.i > 0 and c.nbor(-1).is_punct)


def _is_content(t: Token) -> bool:
    if not any(c.isalnum() for c in t.text) or t.pos_ not in _CONTENT or (t.pos_ == "NUM" and t.ent_type_ == "DATE"):
        return False
    return not t.is_stop or t.text == "US"


def _word(t: Token) -> str:
    """The token with what hyphens join to it: "e-commerce", "self-styled"."""
    doc, i, j = t.doc, t.i, t.i
    while i > 1 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_ and not doc[i - 2].whitespace_:
        i -= 2
    while j + 2 < len(doc) and doc[j + 1].text == "-" and not doc[j].whitespace_ and not doc[j + 1].whitespace_:
        j += 2
    return doc[i : j + 1].text


_RELATIVE = frozenset({"that", "which", "who", "whom"})


def subject_of(token: Token) -> Token | None:
    """The subject of the clause of ``token``; relative and personal pronouns are resolved inside the sentence."""
    verb = token
    for _ in range(14):
        if verb.pos_ in {"VERB", "AUX"} and verb.dep_ not in {"amod", "compound"}:
            for c in verb.lefts:
                if c.dep_ in _SUBJECTS:
                    return _resolve(c, verb) if _outside(c, token) else None
            if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ in {"VBG", "VBN"}):
                return verb.head
        if verb.head == verb:
            return None
        verb = verb.head
    return None


def _resolve(subject: Token, verb: Token) -> Token | None:
    low = subject.lower_
    if low in _RELATIVE:
        while verb.dep_ == "conj" and verb.head.i != verb.i:
            verb = verb.head
        return verb.head if verb.dep_ in {"relcl", "acl"} else None
    if low not in persons.THIRD_SINGULAR:
        return subject
    for t in token_range(subject):
        if t.dep_ in _SUBJECTS and t.tag_ in {"NN", "NNP"}:
            return t
    return None


def token_range(subject: Token) -> list[Token]:
    """The sentence's tokens before ``subject``, the nearest first."""
    start = sentence_start(subject)
    return [subject.doc[i] for i in range(subject.i - 1, max(start, subject.i - 40) - 1, -1)]
