"""What the stages ask of a Doc again and again, made once. Pure: Docs are handled by duck typing.

spaCy joins ``Doc.text`` anew from all tokens on every call and builds all entities of a Doc for those of one
sentence; a stage that asks for each claim would pay with time quadratic in the length of the article.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

# What ``re.IGNORECASE`` takes for "s" and "i", and ``str.lower`` leaves or makes two characters of.
_CASELESS = str.maketrans({"ſ": "s", "ı": "i", "İ": "i"})

_TEXT, _ENTITIES, _WORDS, _OF_SENTENCE = "checker_text", "checker_entities", "checker_words", "checker_of_sentence"


def text_of(doc: Doc) -> str:
    """``doc.text``, kept with the Doc, whose words never change."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text


def remembered(doc: Doc, text: str) -> Doc:
    """The Doc, with its text where that is known: the words joined."""
    doc.user_data[_TEXT] = text
    return doc


def lowered(text: str) -> str:
    """Lower case for a word that a pattern without regard to case has read: "ſix", "sıx" and "Six" are "six"."""
    return text.translate(_CASELESS).lower()


def answered(token: Token, ask: Callable[[Token], Any]) -> Any:
    """``ask(token)``, asked once: what it answers depends on the parse alone and refers to no token."""
    kept: dict[Any, Any] = token.doc.user_data
    answers = kept.get(ask)
    if answers is None:
        answers = kept[ask] = {}
    i = token.i
    if i not in answers:
        answers[i] = ask(token)
    return answers[i]


def entities_of(sentence: Span) -> list[Span]:
    """``sentence.ents``: the entities that lie inside the sentence, in text order."""
    doc = sentence.doc
    kept: tuple[list[int], list[Span]] | None = doc.user_data.get(_ENTITIES)
    if kept is None:
        entities = sorted(doc.ents, key=lambda e: e.start)
        kept = doc.user_data[_ENTITIES] = ([e.start for e in entities], entities)
    starts, entities = kept
    first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
    return [e for e in entities[first:last] if e.end <= sentence.end]


def words_of(sentence: Span, *kinds: str) -> list[Token]:
    """The tokens of a sentence with one of these parts of speech, in text order; without ``kinds`` all of them.

    Most rules look at verbs or at nouns alone, and walking through a Span makes each of its tokens anew.
    """
    kept: dict[Any, list[Token]] = sentence.doc.user_data.setdefault(_WORDS, {})
    key = sentence.start, sentence.end, kinds
    found = kept.get(key)
    if found is None:
        tokens = words_of(sentence) if kinds else sentence
        found = kept[key] = [t for t in tokens if not kinds or t.pos_ in kinds]
    return found


def once(sentence: Span, ask: Callable[..., Any], *more: Any) -> Any:
    """``ask(sentence, *more)``, asked once while an article is read, where ``more`` is the same for all its claims."""
    kept: dict[Any, Any] = sentence.doc.user_data.setdefault(_OF_SENTENCE, {})
    key = sentence.start, sentence.end, ask
    if key not in kept:
        kept[key] = ask(sentence, *more)
    return kept[key]


def forget(docs: Iterable[Doc]) -> None:
    """Let go of what is kept: tokens refer to their Doc, and a Doc that refers to itself lives on for long."""
    for doc in docs:
        doc.user_data.pop(_ENTITIES, None)
        doc.user_data.pop(_WORDS, None)
        doc.user_data.pop(_OF_SENTENCE, None)
