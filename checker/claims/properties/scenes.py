"""Street address of an event: "in the 900 block of Elm Street", "at 12 North Mill Road". Imports no spaCy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.claims.attributes import AttributeMention
from checker.claims.properties.people import PersonsOfArticle
from checker.parse.memo import text_of, words_of
from checker.words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_DIRECTION = r"(?:(?:North|South|East|West|Northeast|Northwest|Southeast|Southwest|[NSEW]|N[EW]|S[EW])\.? )?"
_NAME = r"(?:\d{1,3}(?:st|nd|rd|th)|[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+){0,2}"
_TYPE = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Ln|Court|Ct|Place|Pl|Way|Highway|Hwy|Parkway"
    r"|Pkwy|Terrace|Circle|Trail|Pike|Alley)\b\.?"
)
_STREET = rf"{_DIRECTION}{_NAME}"
_CROSSING = rf"(?: and {_STREET} {_TYPE})?"
_ADDRESS = re.compile(
    rf"(?:\b\d[\d,]*(?:th|st|nd|rd)?(?:-| )(?:hundred )?block of (?:the )?{_STREET}(?: {_TYPE})?"
    rf"|\b\d{{1,5}} {_STREET} {_TYPE}"
    rf"|\b(?:on|near|off|along|at|of) (?P<on>{_STREET} {_TYPE})){_CROSSING}"
)
# What stands between a person and where that person lives, or a house and its owner.
_RESIDENCE = re.compile(
    r"(?:,|\bman|\bwoman|\d|\b[A-Z]\w+) (?:of|from) (?:the )?$|\b(?:lives?|lived|resid\w+)\b[^.;]{0,40}$"
)
_ANOTHER = {"another", "second", "third", "separate", "earlier", "previous", "unrelated", "other", "similar"}
_LOOKING_BACK = {"remember", "recall"}
_HAPPENING = {
    "happen",
    "occur",
    "unfold",
    "respond",
    "dispatch",
    "call",
    "find",
    "break",
    "erupt",
    "arrive",
    "die",
    "crash",
}


def find(sentence: Span, _people: PersonsOfArticle) -> Iterator[AttributeMention]:
    """Addresses of a sentence that tells of an event and not of where somebody lives."""
    text = text_of(sentence.doc)[sentence.start_char : sentence.end_char]
    addresses = list(_ADDRESS.finditer(text))
    event = next((t for t in words_of(sentence) if _tells_event(t)), None) if addresses else None
    if event is None or any(t.lemma_.lower() == "warrant" for t in words_of(sentence)):
        return
    for m in addresses:
        before = text[max(0, m.start() - 60) : m.start()]
        start, end = sentence.start_char + m.start(), sentence.start_char + m.end()
        at = sentence.doc.char_span(start, end, alignment_mode="expand")
        if _RESIDENCE.search(before) or at is None or _on_the_move(at.root) or _another_time(at.root):
            continue
        first, last = m.start("on") if m["on"] else m.start(), m.end()
        value = lexicon.flat(text[first:last]).rstrip(".")
        start, end = sentence.start_char + first, sentence.start_char + last
        yield AttributeMention(start, end, event.i, "address", value, partial=_another(at.root))


def _tells_event(token: Token) -> bool:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        return lexicon.is_event_verb(lemma) or lemma in _HAPPENING
    return token.pos_ in ("NOUN", "PROPN") and (lexicon.is_event_noun(lemma) or lemma in ("incident", "crash", "fire"))


def _on_the_move(token: Token) -> bool:
    """Whether somebody only came by, fled or drove there: "ran away along Mill Street"."""
    verbs = (t for t in (token, *token.ancestors) if t.pos_ == "VERB" and t.lemma_ != "locate")
    verb = next(verbs, None)
    return verb is not None and lexicon.class_of("moving", verb.lemma_.lower()) is not None


def _another(token: Token) -> bool:
    """Whether an address is of a second event: "another fire broke out"."""
    for t in (token, *token.ancestors):
        events = [t, *(c for c in t.children if c.dep_ in ("nsubj", "nsubjpass"))]
        if any(_tells_event(e) and any(c.lower_ in _ANOTHER for c in e.lefts) for e in events if e.pos_ == "NOUN"):
            return True
    return False


def _another_time(token: Token) -> bool:
    """Whether an address is of what somebody remembers, or of what is to come."""
    verbs = [t for t in (token, *token.ancestors) if t.pos_ in ("VERB", "AUX")]
    coming = any(c.dep_ == "aux" and c.lower_ == "will" for v in verbs for c in v.children)
    return coming or any(v.lemma_ in _LOOKING_BACK for v in verbs)
