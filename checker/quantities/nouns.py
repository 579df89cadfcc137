"""What a number counts: the head of its noun phrase in the parse, and the name of what is counted.

Works on any spaCy Doc with tagger, parser, lemmatizer and entities; imports no spaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.parse.memo import answered
from checker.words.lists import mapping, words_in

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNISH = frozenset({"NOUN", "PROPN"})
_TO_HEAD = frozenset(
    {"nummod", "quantmod", "compound", "amod", "advmod", "npadvmod", "nmod", "det", "predet", "meta", "poss", "appos"}
)
# a role of people said by a word that stands for them: "14 killed", "two dead"
ROLES = words_in("people", "states")
# compounds with a count that is a claim of its own: "a 15-member council", "a 12 page letter"
COUNTING = words_in("numbers", "in_compounds")
_NOT_COUNTED = words_in("numbers", "not_counted")  # "2.1 last year"
_OR_SO = frozenset({"so", "more", "fewer", "less"})
_PARTITIVE = words_in("numbers", "partitive")
_PLACES = frozenset({"GPE", "NORP", "LOC"})
_NAMING = frozenset({"ORG", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})


_LONGEST_SENTENCE = 400  # tokens; keeps the walk linear on text without sentence ends


def sentence_start(token: Token) -> int:
    """Index of the first token of the sentence (``Span.start`` of ``token.sent``, which rescans the Doc)."""
    return int(answered(token, _sentence_start))


def _sentence_start(token: Token) -> int:
    doc, i = token.doc, token.i
    floor = max(0, i - _LONGEST_SENTENCE)
    while i > floor and not doc[i].is_sent_start:
        i -= 1
    return i


def counted(token: Token, after: int) -> tuple[Token | None, bool]:
    """(head of the noun phrase that ``token``, the last word of a number, counts; whether as a part of it).

    ``after`` is the index of the first token after the number. "five of the injured" gives (injured, True).
    """
    part = _of_object(token, after)
    if part is not None:
        return part
    nxt = token.doc[after] if after < len(token.doc) else None
    if nxt is not None and nxt.lower_ == "or" and after + 2 < len(token.doc) and token.doc[after + 1].lower_ in _OR_SO:
        return _next_noun(token, after + 2), False
    if nxt is not None and (nxt.pos_ == "CCONJ" or nxt.lower_ in _NOT_COUNTED):
        return None, False
    if nxt is not None and nxt.lower_ in ROLES and not _heads_noun(nxt):
        return None, False  # "left two dead, bombings"
    if nxt is not None and nxt.lower_ == "shot" and token.lower_ not in {"one", "1", "a"}:
        return None, False  # the headline "Four shot in Leeds"; two shots are plural
    if nxt is not None and nxt.lower_ == "times":
        return nxt, False
    word = token.doc[after + 1] if nxt is not None and nxt.text == "-" and after + 1 < len(token.doc) else nxt
    counting = word is not None and word.lower_ in COUNTING and not _hyphen_follows(word)
    if word is not None and counting and (word.pos_ != "ADJ" or word.head.tag_ != "NNS"):
        return word, False  # "a 600-strong crowd", but "12 strong quakes"
    head = token
    for _ in range(6):
        if head.head.i > token.i and head.dep_ in _TO_HEAD and sentence_start(head.head) == sentence_start(token):
            head = head.head
            if head.pos_ in _NOUNISH and not _is_modifier(head):
                return (head, False) if _reachable(token, head) else (None, False)
        else:
            break
    return _next_noun(token, after), False


def _hyphen_follows(word: Token) -> bool:
    """ "ship-to-ship transfers"."""
    return word.i + 1 < len(word.doc) and not word.whitespace_ and word.nbor(1).text == "-"


def _heads_noun(role: Token) -> bool:
    """ "two injured soldiers": the role word stands before the counted noun."""
    return role.i + 1 < len(role.doc) and role.nbor(1).pos_ in {"NOUN", "PROPN", "ADJ"}


def _is_modifier(token: Token) -> bool:
    return token.dep_ in {"compound", "nmod"} and token.head.i > token.i and token.head.pos_ in _NOUNISH


def _reachable(token: Token, head: Token) -> bool:
    """No clause boundary or other number between the number and its noun."""
    for t in token.doc[token.i + 1 : head.i]:
        if t.text in {";", ":", "(", ")", "—", "–", ".", "[", "]", "!", "?"} or "\n" in t.text:
            return False
        if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"amod", "compound"}:
            return False
    return head.i - token.i <= 12


def _of_object(token: Token, after: int) -> tuple[Token | None, bool] | None:
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
        if t.lower_ in {"whom", "which"} and t.i == after + 1:
            return _antecedent(token), True
    return None


def _antecedent(token: Token) -> Token | None:
    """The plural noun of "a group of people, two of whom": what the relative clause hangs on, or what it is of."""
    clause = next((t for t in (token, *token.ancestors) if t.dep_ == "relcl"), None)
    if clause is None:
        return None
    nouns = [t for t in token.doc[clause.head.i : token.i] if t.tag_ in {"NNS", "NNPS"} and not _is_modifier(t)]
    return clause.head if clause.head in nouns or not nouns else nouns[0]


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
        elif (
            found is not None
            or (t.pos_ not in {"ADJ", "PROPN"} and t.dep_ not in {"amod", "compound"})
            or t.lower_ in ROLES
        ):
            break
    if found is not None and (found.tag_ in {"NNS", "NNPS"} or found.head.i in range(after, found.i + 1)):
        return found
    return found if found is not None and found.i == after and found.pos_ == "NOUN" else None


def unit_of(noun: Token, after: int = 0) -> str:
    """Lemma of the counted noun with its compound nouns and adjectives: "rocket attack", "long-range missile".

    Nationalities of people and states such as "injured" or "other" are left out. ``after`` is the first token behind
    the number; nothing before it belongs to the noun, and without it adjectives are left out.
    """
    if noun.lower_ in ROLES:
        return noun.lower_
    if noun.lower_ in {"old", "olds"}:  # "two 17-year-olds"
        return "person"
    before = noun.doc[max(after, noun.i - 6) : noun.i]
    words = [t for t in before if _modifies(t, noun) or (after and _describes(t, noun))]
    parts = sorted({i for t in words if t.text[:1].isalnum() for i in _with_hyphens(t, after)})
    return " ".join([*(noun.doc[i].lower_ for i in parts), lemma(noun)])


def _with_hyphens(t: Token, floor: int) -> list[int]:
    """Indices of ``t`` and of the words that hyphens join in front of it, from ``floor`` on: "majority-Muslim"."""
    doc, i = t.doc, t.i
    joined = [i]
    while i - 2 >= floor and doc[i - 1].text == "-" and not doc[i - 2].whitespace_ and not doc[i - 1].whitespace_:
        i -= 2
        if doc[i].pos_ == "PROPN" or doc[i].ent_type_ in _PLACES:
            return []  # "Iowa-area officers"
        if doc[i].pos_ not in {"NOUN", "ADJ", "ADV"}:
            break
        joined.append(i)
    return joined


_NO_DESCRIPTION = ROLES | words_in("numbers", "no_description")
_PEOPLE = words_in("people", "without_nationality")


def _describes(t: Token, noun: Token) -> bool:
    """An adjective of the counted noun; no state ("injured"), no nationality of people."""
    if t.pos_ != "ADJ" or t.dep_ != "amod" or t.lower_ in _NO_DESCRIPTION or not t.i < t.head.i <= noun.i:
        return False
    return t.ent_type_ not in _PLACES or lemma(noun) not in _PEOPLE


def _modifies(t: Token, noun: Token) -> bool:
    """A noun in front of ``noun`` that is part of its name and no place or nationality."""
    glued = t.i > 0 and not t.nbor(-1).whitespace_ and t.nbor(-1).text[-1:].isdigit()  # the "mm" of "155mm"
    if t.pos_ == "PROPN" and t.ent_type_ not in _NAMING:
        return False  # "Hampton teenagers"
    if glued or t.pos_ not in _NOUNISH or t.ent_type_ in _PLACES:
        return False
    if t.tag_ in {"NNS", "NNPS"} and t.dep_ != "compound":
        return False
    for _ in range(4):
        if t.dep_ not in {"compound", "nmod", "conj"} or (t.head.i < t.i and t.dep_ != "conj"):
            return False
        t = t.head
        if t.i == noun.i:
            return True
    return False


_IRREGULAR = mapping("general", "irregular_plurals")
# the lemmatizer makes "cooky" of "cookies"
_IN_IE = words_in("general", "singular_in_ie")


def lemma(noun: Token) -> str:
    """Lower-case singular; the tagger's lemma keeps the plural of nouns that it takes for names."""
    low = noun.lower_
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("ies") and low[:-1] in _IN_IE:
        return low[:-1]
    base = noun.lemma_.lower()
    if (
        noun.tag_ in {"NNS", "NNPS"}
        and base == low
        and len(low) > 3
        and low.endswith("s")
        and not low.endswith(("ss", "us", "is"))
    ):
        return low[:-3] + "y" if low.endswith("ies") else low[:-1]
    return base or low
