"""Sentence starts that the dependency parser must respect, set on a Doc before it runs.

The parser of small pipelines breaks inside quotations and after abbreviations and runs over paragraph breaks;
what punctuation and layout decide is decided here, the rest is left to it.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from checker.parse.layout import spans_of
from checker.parse.memo import text_of
from checker.words.lists import words_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TERMINAL = frozenset((".", "!", "?", "…", "...", "?!", "!?", "!!", "....", ".."))
_ENDS = frozenset(".!?…")  # last characters of a sentence
_CONTINUING = frozenset((",", ";", ":", "%", "\u2019s", "'s"))
_OPENING = frozenset("\u201c\u2018\u201e«([")
_CLOSING = frozenset("\u201d\u2019»)]")
_STRAIGHT = frozenset(('"', "'", "''", "``"))
# A name, number or clause follows these; a sentence never ends with them.
TITLES = words_in("general", "abbreviations_inside")
# These end a sentence only where the next word could begin one.
BEFORE_NUMBERS = words_in("general", "abbreviations_before_numbers")

LONGEST_SENTENCE = 300  # tokens; a tenth of them is a long one in news


def set_sentence_starts(doc: Doc) -> Doc:
    """spaCy component: forces a start at every paragraph, forbids those that can't be, leaves the rest open.

    Where none could be for ``LONGEST_SENTENCE`` tokens, which are a table or damage, one is forced: later stages look
    at a whole sentence for each of its numbers.
    """
    starts = _paragraph_starts(doc)
    decided = np.zeros((len(doc),), dtype=np.int64)  # 1 starts a sentence, -1 doesn't, 0 is left to the parser
    unbroken = 0  # tokens since a sentence may have begun
    previous: list[Token] = []  # tokens before this one that aren't whitespace, from the last start on
    for token in doc:
        if token.is_space:
            decided[token.i] = -1 if token.i else 1
            continue
        if token.i in starts:
            decided[token.i] = 1
            previous = []
            unbroken = 0
        elif previous:
            decision = True if unbroken >= LONGEST_SENTENCE else _decide(doc, previous, token)
            if decision is not None:
                decided[token.i] = 1 if decision else -1
            unbroken = unbroken + 1 if decision is False else 0
        previous.append(token)
    # all at once: Token.is_sent_start looks through the whole Doc at each assignment
    values: Any = decided.reshape(-1, 1).astype(np.uint64)
    return doc.from_array(["SENT_START"], values)


def _paragraph_starts(doc: Doc) -> set[int]:
    """Index of the first token that isn't whitespace in each paragraph, and in what stands beside its captions."""
    starts = set()
    spans = spans_of(text_of(doc))
    span = next(spans, None)
    for token in doc:
        while span is not None and token.idx >= span[1]:
            span = next(spans, None)
        if span is None:
            break
        if not token.is_space and token.idx >= span[0]:
            starts.add(token.i)
            span = next(spans, None)
    return starts


def _decide(doc: Doc, previous: list[Token], token: Token) -> bool | None:
    """True or False where a start is certain or impossible, None where the parser may choose."""
    before = previous[-1]
    text, last = token.text, before.text
    # most words end here, by tests that cost little
    if text[0].islower() or (last[-1] not in _ENDS and last not in _CLOSING and last not in _STRAIGHT):
        return False
    if _is_closing(doc, token) or text in _TERMINAL or text in _CONTINUING or _is_opening(doc, before):
        return False
    ended = before
    if _is_closing(doc, before) and len(previous) > 1:
        ended = next((item for item in islice(reversed(previous), 1, None) if not _is_closing(doc, item)), before)
    if ended.text[-1] not in _ENDS:
        return False
    if _abbreviated(previous, ended, token):
        return False
    # A full stop of its own, then an opening quote and a capital: the quotation is a new sentence.
    if before.text in _TERMINAL and before.text != "…" and _is_opening(doc, token) and token.text not in ("(", "["):
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        return True if following is not None and following.text[0].isupper() else None
    return None


def _abbreviated(previous: list[Token], ended: Token, token: Token) -> bool:
    """Whether the full stop belongs to an abbreviation or initial that a name or number follows."""
    word = ended.lower_
    if word == "." and ended.i and len(previous) > 1 and previous[-1] is ended:
        stem = previous[-2]
        word = stem.lower_ + "." if stem.idx + len(stem) == ended.idx else word
    if word in TITLES:
        return True
    if word in BEFORE_NUMBERS:
        return bool(token.text[0].isdigit())
    initial = len(word) == 2 and word[0].isalpha() and word[1] == "."
    return initial and not token.is_stop and token.text[0].isupper()


def _is_opening(doc: Doc, token: Token) -> bool:
    if token.text in _OPENING:
        return True
    return token.text in _STRAIGHT and not token.whitespace_ and not _is_closing(doc, token)


def _is_closing(doc: Doc, token: Token) -> bool:
    if token.text in _CLOSING:
        return True
    if token.text not in _STRAIGHT or not token.i:
        return False
    before = doc[token.i - 1]
    glued = not before.whitespace_ and not before.is_space
    return glued and (bool(token.whitespace_) or token.i + 1 == len(doc) or not doc[token.i + 1].text[0].isalnum())
