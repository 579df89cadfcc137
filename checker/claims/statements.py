"""Article -> its sentences, each of which can become a claim of what it states as a whole. Pure.

Sentences end where punctuation says so: no parser is asked, since hardly any of them is compared, and only words are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from checker.claims.making import claim_id
from checker.claims.properties.statement import PROPERTY
from checker.parse import select_paragraphs
from checker.parse.captions import sentences
from checker.parse.furniture import normalise
from checker.records import Article, Attribute, Claim, ClaimKind
from checker.words.frequencies import stems

LEAST_WORDS, MOST_WORDS = 5, 80  # of a sentence; a shorter one is a heading or a cry, a longer one a table
MOST = 200  # sentences of an article, four times a long one; what follows is a transcript or a page that runs on
_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*")


@dataclass(frozen=True)
class Statement:
    """A sentence at ``start``/``end`` (characters) of a field of an article; ``text`` is on one line."""

    field: str
    start: int
    end: int
    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words and numbers, in lower case."""
        return tuple(_WORD.findall(self.text.lower()))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Those of its words that say what it is about."""
        return frozenset(stems(self.text))


def statements(article: Article) -> list[Statement]:
    """The first ``MOST`` sentences of title and text in order, without those in the words of an earlier one."""
    spans = [] if article.title_in_text else [("title", 0, len(article.title))]
    kept, _ = select_paragraphs(article.text)
    spans += [("text", *s) for start, end in kept for s in sentences(article.text, start, end)]
    found: dict[str, Statement] = {}
    for field, start, end in spans:
        one = at(article, field, start, end)
        if LEAST_WORDS <= len(one.words) <= MOST_WORDS:
            found.setdefault(normalise(one.text), one)
    return list(found.values())[:MOST]


def at(article: Article, field: str, start: int, end: int) -> Statement:
    told: str = getattr(article, field)
    return Statement(field, start, end, " ".join(told[start:end].split()))


def claim_of(article: Article, told: Statement) -> Claim:
    """What a sentence states, as the outlet's claim."""
    sentence: str = getattr(article, told.field)[told.start : told.end]
    return Claim(
        id=claim_id(article, told.field, told.start, told.end, PROPERTY.name),
        article=article.id,
        outlet=article.outlet,
        published=article.published,
        field=told.field,
        start=told.start,
        end=told.end,
        mention=sentence,
        sentence=sentence,
        sentence_start=told.start,
        kind=ClaimKind.ATTRIBUTIVE,
        attribute=Attribute(PROPERTY.name, told.text),
        headline=told.field == "title" or (article.title_in_text and told.end <= len(article.title) + 2),
    )
