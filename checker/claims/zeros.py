"""Counts of 0 in words: "no injuries", "nobody was hurt", "none of the 40 passengers", "without casualties".

Only what news gives counts of is one: people whom something befell, harm and arrests, and things that were done
something to. "No one knows" and "no doubt" count nothing. Imports no spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.claims.predicates import OBJECT, SUBJECT, governor, predicate
from checker.claims.properties.arguments import unreal
from checker.quantities import groups, nouns
from checker.records import Quantity, QuantityMention
from checker.words import lexicon
from checker.words.events import FATES, GROWING_TOLLS, TOLLS
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_PRONOUNS = words_in("numbers", "pronouns_of_none")
_BEFORE_NOUN = words_in("numbers", "determiners_of_none")
_BEFALLING = TOLLS | GROWING_TOLLS  # predicates
_HARM_NOUNS = words_in("disasters", "nouns_of_harm")
_OF_ONE = words_in("disasters", "harm_to_one")
_UNCOUNTED = frozenset({"", "station", "send", "attempt"})  # predicates of being somewhere, and of nothing done
_REPORTING = words_in("numbers", "reporting_counts")
_BESIDES = words_in("numbers", "adjectives_of_others")
_KEEPING = _BESIDES | words_in("numbers", "adjectives_of_none")
_SO_FAR = words_in("numbers", "so_far")
_BEARING = words_in("people", "bearing_a_wound") | words_in("numbers", "getting_off")
_PRESENT_PERFECT = words_in("numbers", "auxiliaries_of_until_now")
_PRESENT_PASSIVE = words_in("numbers", "auxiliaries_of_now")


def mentions(sentence: Span) -> Iterator[QuantityMention]:
    """The counts of 0 that a sentence gives in words, in text order; ``noun`` is what is counted."""
    for token in sentence:
        low = token.lower_
        if low in _PRONOUNS and (first := _first_of_pronoun(token)) is not None and token.dep_ != "det":
            yield from _of_pronoun(first, token)
        elif low in _BEFORE_NOUN and token.dep_ in {"det", "neg", "amod"} and token.head.i > token.i:
            yield from _of_nouns(token, token.head)
        elif low == "without":
            for noun in (c for c in token.children if c.dep_ == "pobj"):
                yield from _of_nouns(token, noun)


def _first_of_pronoun(token: Token) -> Token | None:
    """The "no" of "no one" and "no-one", else the token itself; None for another "one"."""
    if token.lower_ != "one":
        return token
    before = [t for t in token.doc[max(0, token.i - 2) : token.i] if t.text != "-"]
    return before[-1] if before and before[-1].lower_ == "no" else None


def _of_pronoun(first: Token, token: Token) -> Iterator[QuantityMention]:
    group = next((g for c in token.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), None)
    if group is not None and (groups.in_a_state(group) or group.lower_ in {*nouns.ROLES, "which"}):
        return  # "none of the injured died", "three injuries, none of which"
    if token.lower_ == "neither" and group is None:
        return  # "neither Roe nor Poe"
    known = group if group is not None and group.pos_ in {"NOUN", "PROPN"} else None
    unit = nouns.unit_of(known) if known is not None else "person"
    if _befell(known or token, token, unit):
        besides = any(c.lower_ == "else" for c in token.children)
        yield _mention(first, token, unit, known, besides, _narrowed(token))


def _narrowed(head: Token) -> bool:
    """ "No one inside", "no one who had stayed": others may have fared otherwise."""
    beside = (c for c in head.children if c.i > head.i and c.lower_ != "else")
    return any(c.dep_ in {"relcl", "advmod", "prep"} and c.lower_ != "of" for c in beside)


def _of_some(noun: Token) -> bool:
    """ "No injuries to police", "no deaths among the crew"."""
    return any(c.dep_ == "prep" and c.lower_ in {"to", "among", "amongst"} for c in noun.children)


def _befell(head: Token, placed: Token, unit: str) -> bool:
    """Whether something befell people, or things of which news gives counts, that a clause tells as past."""
    verb, dep = governor(placed)
    noun = lexicon.noun_class(unit.split()[-1])
    found = predicate(placed, noun)
    if not _told(verb, found) or _only_how(verb):
        return False
    if lexicon.class_of("things", unit.split()[-1]):
        return _done_to_things(head, verb, dep, found)
    if lexicon.person_class(noun):
        return found in _BEFALLING
    plain = head is not placed or (head.tag_ == "NNS" and dep in SUBJECT | OBJECT)
    return plain and found in FATES and lexicon.role(verb.lemma_.lower()) in FATES  # "none of the pilots was hurt"


def _only_how(verb: Token) -> bool:
    """Whether a manner or a kind of harm alone is left out: "hurt too badly", "had life-threatening injuries"."""
    harm = (c for c in verb.children if c.dep_ in OBJECT and nouns.lemma(c) in _HARM_NOUNS)
    kinds = any(g.dep_ in {"amod", "compound"} for c in harm for g in c.children)
    adverbs = {c.lower_ for c in verb.children if c.dep_ == "advmod"} - _SO_FAR
    return kinds or any(word.endswith("ly") for word in adverbs)


def _done_to_things(noun: Token, verb: Token, dep: str, found: str) -> bool:
    if noun.tag_ != "NNS" or found in _UNCOUNTED:
        return False
    if verb.lemma_.lower() in _REPORTING and dep not in SUBJECT:
        return True
    return dep == "nsubjpass" or lexicon.role(verb.lemma_.lower()) is not None


def _of_nouns(first: Token, noun: Token) -> Iterator[QuantityMention]:
    """What "no" or "without" counts: a noun and those that "or" joins to it."""
    joined = [c for c in noun.conjuncts if c.i > noun.i] if noun.i > first.i else []
    alternatives = any(c.dep_ == "cc" and c.lower_ in {"or", "nor"} for t in (noun, *joined) for c in t.children)
    for n in [noun, *(joined if alternatives else ())]:
        if _qualified(n) or (n is not noun and _qualified(noun)):
            continue  # "no serious injuries", "no major damage or injuries"
        if n.pos_ != "NOUN" or n.lower_ == "one" or not _counts(n, noun):
            continue
        start, behind = (first, first.i + 1) if n is noun else (n, n.left_edge.i)
        besides = any(c.lower_ in _BESIDES for c in n.children)
        some = _of_some(n) if nouns.lemma(n) in _HARM_NOUNS else _narrowed(n)
        yield _mention(start, start, nouns.unit_of(n, behind), n, besides, some)


def _qualified(noun: Token) -> bool:
    """Whether an adjective leaves out only some, or a number stands before the noun: "no two witnesses"."""
    words = (c for c in noun.children if c.dep_ in {"amod", "nummod"} and c.i < noun.i)
    return any(c.dep_ == "nummod" or (c.lower_ not in _KEEPING and c.ent_type_ != "NORP") for c in words)


def _counts(noun: Token, placed: Token) -> bool:
    lemma = nouns.lemma(noun)
    if lemma in _HARM_NOUNS:
        return noun.tag_ == "NNS" and _harm_told(placed, lemma)
    return placed.dep_ != "pobj" and _befell(noun, placed, lemma)


def _harm_told(noun: Token, lemma: str) -> bool:
    """Whether a clause tells of harm to people at large; who "suffered no injuries" is somebody."""
    verb, dep = governor(noun)
    if not _told(verb, "") or dep == "prep:of":
        return False  # "knew of no deaths"
    by = [c for c in verb.children if c.dep_ in SUBJECT] if lemma in _OF_ONE else []
    if by and (verb.lemma_.lower() in _BEARING or (dep == "prep:without" and any(map(_somebody, by)))):
        return False
    return verb.pos_ in {"VERB", "AUX"} or dep == "ROOT"


def _somebody(subject: Token) -> bool:
    lemma = subject.lemma_.lower()
    return subject.pos_ in {"PRON", "PROPN"} or subject.ent_type_ == "PERSON" or bool(lexicon.person_class(lemma))


def _told(verb: Token, found: str) -> bool:
    """Whether a clause tells of what is past and settled: no wish, no rule, nothing "so far"."""
    if unreal(verb) or any(c.dep_ == "neg" for c in verb.children):
        return False
    near = [c.lower_ for t in (verb, *verb.children) for c in (t, *t.children)]
    if not _SO_FAR.isdisjoint(near):
        return False
    aux = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    reporting = verb.lemma_.lower() in _REPORTING
    if aux & _PRESENT_PERFECT or (aux & _PRESENT_PASSIVE and not reporting):
        return False
    if found == "arrest" and "had" in aux:
        return False  # "said no arrests had been made": so far
    return verb.tag_ not in {"VBZ", "VBP", "VB"} or verb.lemma_ == "be" or (reporting and verb.tag_ != "VB")


def _mention(first: Token, last: Token, unit: str, noun: Token | None, besides: bool, some: bool) -> QuantityMention:
    return QuantityMention(
        first.idx,
        last.idx + len(last.text),
        first.i,
        last.i,
        Quantity(0.0, unit=unit),
        noun.i if noun is not None else None,
        part_of=some,
        additional=besides,
        none=True,
    )
