"""Why it happened: "was caused by a gas leak", "stemmed from an argument", "a gang-related attack", "the motive was
robbery", "at random". Imports no spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.claims.properties.arguments import denied, extent, imagined, phrase, subjects, unreal
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import CHANGED, DIFFERENT, NARROWER, SAME, UNRELATED
from checker.parse.memo import words_of
from checker.records import Attribute
from checker.words import lexicon
from checker.words.lists import keys, listed, words_in

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs and nouns of cause with the prepositions that lead to it; "be" stands for "was due to".
_LEADING: dict[str, set[str]] = {}
for _preposition in keys("general", "leading_to_a_cause"):
    for _word in listed("general", f"leading_to_a_cause.{_preposition}"):
        _LEADING.setdefault(_word, set()).add(_preposition)
# Of these, only what the lexicon knows as a reason is one: "related to a Mr Brown", "part of a chain".
_LOOSE = {"relate", "related", "part", "act", "case"}
_WORDS = ("VERB", "NOUN", "ADJ", "ADV", "ADP", "AUX", "SCONJ", "PROPN")
_CIRCUMSTANCE = {"during", "after", "over"}
_SAID_AS = {"attr", "appos", "oprd", "pobj"}  # "was the result of", "as a result of"
_NAMING = {"motive", "cause", "reason"}
_SPEAKING = {"PERSON", "ORG", "NORP", "GPE"}
_POSSIBLY = words_in("speech", "telling_of_a_cause")
_SUPPOSING = {"appear", "seem", "believe", "think", "suspect"}
_OPPOSITE = {"random": "targeted", "targeted": "random", "accidental": "deliberate", "deliberate": "accidental"}


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """One mention per cause that is a thing; persons and groups that are blamed are perpetrators."""
    for token in words_of(told.sentence, *_WORDS):
        for effect, cause, value in (*_led(token), *_named(token), *_told_of(token)):
            if cause.ent_type_ not in _SPEAKING and not _somebody(cause):
                joined = "-" in value and token.i - 2 >= told.sentence.start  # "gang-related", three tokens
                at = extent([token, cause, token.doc[token.i - 2] if joined else token])
                theory = _supposed(token)
                yield AttributeMention(*at, token.i, "cause", value, predicate=_kind(effect), supposed=theory)


def _led(token: Token) -> Iterator[tuple[Token | None, Token, str]]:
    """(effect, cause, value) where a preposition leads from a word of cause, or from an event, to the cause."""
    lemma = token.lemma_.lower()
    happening = token.pos_ == "VERB" and _event(token)
    if not (lemma in _LEADING or happening):
        return
    if token.pos_ == "NOUN" and token.dep_ not in _SAID_AS:
        return  # "accepted the result of the vote"
    wanted = _CIRCUMSTANCE if happening else _LEADING[lemma]
    preps = [c for c in token.children if c.lower_ in wanted]
    preps += [g for c in token.children if happening and c.lower_ == "because" for g in (c, *c.children)]
    if not preps or denied(token) or (unreal(token) and not _supposed(token)):
        return
    for prep in preps:
        for cause in (c for c in prep.children if c.dep_ == "pobj" and c.pos_ in ("NOUN", "PROPN")):
            value = phrase(cause)
            effect = token if happening else _effect(token)
            loose = lemma in _LOOSE
            if _reason(value) if happening else not loose or (_reason(value) and effect is not None and _event(effect)):
                yield effect, cause, value


def _named(token: Token) -> Iterator[tuple[Token | None, Token, str]]:
    """ "the motive was robbery", "robbery was the motive", "the cause appears to be a short circuit"."""
    if token.lemma_.lower() not in _NAMING or token.dep_ not in ("nsubj", "attr") or token.pos_ != "NOUN":
        return
    verb = token.head
    for _ in range(2):
        inner = next((c for c in verb.children if c.dep_ == "xcomp"), None)
        verb = inner if inner is not None and verb.lemma_ in _POSSIBLY else verb
    if verb.lemma_ != "be" or denied(verb):
        return
    other = "attr" if token.dep_ == "nsubj" else "nsubj"
    for cause in (c for c in verb.children if c.dep_ == other and c.pos_ == "NOUN" and c.i != token.i):
        of = next((g for c in token.children if c.lower_ in ("of", "for", "behind") for g in c.children), None)
        yield of, cause, phrase(cause)


def _told_of(token: Token) -> Iterator[tuple[Token | None, Token, str]]:
    """ "a gang-related attack", "the shooting was random", "a targeted attack", "was not accidental"."""
    whole = _hyphened(token)
    known = _reason(whole) if "related" in whole else lexicon.class_of("intents", token.lower_)
    if not known or token.pos_ not in ("ADJ", "VERB", "NOUN", "ADV") or token.dep_ in ("nsubj", "pobj", "dobj"):
        return
    head = token.head
    if token.dep_ in ("amod", "compound", "nmod") and head.pos_ == "NOUN":
        verb, effect = head.head, head if _event(head) else _effect(head)
    elif token.dep_ in ("acomp", "attr", "advmod", "ROOT") or token.tag_ == "VBN":
        verb = token if token.tag_ == "VBN" else head
        effect = next((s for s in subjects(verb) if _event(s)), None)
    else:
        return
    if effect is not None and not imagined(verb):
        above = verb.head if verb.dep_ == "ccomp" and verb.head.lemma_ in _POSSIBLY else verb
        opposite = denied(verb) != denied(above) if above != verb else denied(verb)
        opposite = opposite or any(c.dep_ == "neg" for c in token.children)
        if not (opposite and "related" in whole):
            yield effect, token, f"not {token.lower_}" if opposite else whole


def _hyphened(token: Token) -> str:
    """ "gang-related" for the "related" of three tokens."""
    doc = token.doc
    if token.lower_ == "related" and token.i >= 2 and doc[token.i - 1].text in ("-", "–"):
        return f"{doc[token.i - 2].lower_}-related"
    return token.lower_


def _reason(value: str) -> bool:
    words = (lexicon.singular(w) for w in lexicon.words(value.replace("-", " ")))
    return any(lexicon.class_of("reasons", w) for w in words)


def _supposed(token: Token) -> bool:
    """ "may have been the result of", "appears to be": a theory, told as one."""
    verbs = (token, token.head, token.head.head)
    if any(v.lemma_ in _SUPPOSING for v in verbs):
        return True
    return any(c.dep_ == "aux" and c.lower_ in ("may", "might", "could") for v in verbs for c in v.children)


def _effect(token: Token) -> Token | None:
    """The event of which a word of cause speaks: its subject, what it describes, what its clause is about."""
    for t in (token, token.head):
        found = subjects(t) if t.pos_ in ("VERB", "AUX") else [t.head] if t.dep_ in ("acl", "relcl", "amod") else []
        passive = [c for c in t.children if c.dep_ == "nsubjpass"]
        for event in (*passive, *found):
            if event.pos_ == "NOUN" and event.i != token.i:
                return event
    return None


def _event(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        return lexicon.is_event_verb(lemma) or lexicon.class_of("happenings", lemma) is not None
    return lexicon.is_event_noun(lemma) or lexicon.class_of("happenings", lemma) is not None


def _kind(effect: Token | None) -> str:
    """What kind of event it is, "" where it stays open; two causes exclude each other for one kind only."""
    lemma = effect.lemma_.lower() if effect is not None else ""
    attack = lexicon.is_event_verb(lemma) or lexicon.is_event_noun(lemma)
    return "attack" if attack else lexicon.class_of("happenings", lemma) or lemma


def _somebody(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return lexicon.person_class(lemma) is not None or lemma in ("group", "government", "army", "police")


def _relation(a: str, b: str) -> str:
    """Two motives may both hold, or one theory follow another; two sources of one fire or crash exclude each other."""
    if intent(a) and intent(b):
        return SAME if intent(a) == intent(b) else DIFFERENT if _OPPOSITE[intent(a)] == intent(b) else UNRELATED
    one, two = _words(a), _words(b)
    if one == two:
        return SAME
    if one <= two or two <= one:
        return NARROWER
    mine, theirs = _reasons(a), _reasons(b)
    if mine & theirs:
        return NARROWER
    if not mine or not theirs:
        return NARROWER if len(one & two) >= 2 else UNRELATED
    return DIFFERENT if _source(mine) and _source(theirs) else CHANGED


@lru_cache(maxsize=4096)
def intent(value: str) -> str:
    """ "targeted" for "not random"; "" for what says nothing of intent."""
    words = lexicon.words(value)
    found = lexicon.class_of("intents", words[-1]) if words else None
    return "" if found is None else _OPPOSITE[found] if words[0] == "not" else found


@lru_cache(maxsize=4096)
def _words(value: str) -> frozenset[str]:
    singular = (lexicon.singular(w) for w in lexicon.words(value.replace("-", " ")))
    return frozenset(lexicon.class_of("reasons", w) or w for w in singular) - {"related", "a", "the", "possible"}


def _reasons(value: str) -> frozenset[str]:
    return frozenset(w for w in _words(value) if lexicon.class_of("reasons", w) == w)


def _source(reasons: frozenset[str]) -> bool:
    return reasons <= lexicon.members("exclusive_reasons", "source")


def _statement(attribute: Attribute) -> str:
    meant = intent(attribute.value)
    return f"The attack was {meant}." if meant else f"It was caused by {attribute.value}."


PROPERTY = Property("cause", _mentions, _relation, _statement)
