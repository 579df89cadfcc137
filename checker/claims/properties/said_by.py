"""Who said a quoted sentence. Imports no spaCy.

Two outlets that put one quotation into two mouths contradict each other about the speaker. Only speakers who are named
where they speak count: a pronoun may have been resolved wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checker.attribution.speakers import same_speaker, speaker_key
from checker.claims.properties.property import AttributeMention, InSentence, Property
from checker.claims.properties.relations import DIFFERENT, UNRELATED
from checker.parse.memo import text_of
from checker.records import AttributionSpan
from checker.words import lexicon

_NESTED = re.compile(r"(?:^|[\s,:(\"“”])['‘](?=\w)|[,.!?]['’]")
_FEWEST = 4  # words of a clause that two people hardly say alike about one event
_ENOUGH = 7  # words of a clause that is one quotation also where one side quotes more around it
_CUT = re.compile(r"[.?!,;:…\"“”]|--|—|–|'(?=\s|$)|’(?=\s|$)")


def _mentions(told: InSentence) -> Iterator[AttributeMention]:
    """A mention per quotation by a speaker whom the sentence names."""
    text, sentence = text_of(told.sentence.doc), told.sentence
    low, high = sentence.start_char, sentence.end_char
    for span in told.spans:
        if not (span.quoted and span.source and low <= span.source[0][0] < high and _named(span, text)):
            continue
        words = lexicon.flat(" ".join(text[s:e] for s, e in span.content))
        if not pieces(words) or _NESTED.search(words):
            continue  # a quotation within a quotation is somebody else's
        inside = [(max(s, low), min(e, high)) for s, e in (*span.source, *span.content) if s < high and e > low]
        start, end = min(s for s, _ in inside), max(e for _, e in inside)
        yield AttributeMention(start, end, sentence.start, "said_by", span.speaker, about=words, by_outlet=True)


def _named(span: AttributionSpan, text: str) -> bool:
    """Whether a source has a name and stands there with it."""
    if not any(w.startswith("=") for w in speaker_key(span.speaker)):
        return False
    return span.speaker.split()[-1] in " ".join(text[s:e] for s, e in span.source)


@lru_cache(maxsize=65536)
def pieces(words: str) -> frozenset[str]:
    """The clauses of a quotation that are long enough to be told apart, folded."""
    found = (" ".join(lexicon.words(p)) for p in _CUT.split(words))
    return frozenset(p for p in found if len(p.split()) >= _FEWEST)


def shared(a: str, b: str) -> str:
    """The longest clause that two quotations share, "" if none."""
    one, two = pieces(a), pieces(b)
    common = set(one & two)
    for x, y in ((x, y) for x in one for y in two):
        short, long = sorted((x, y), key=len)
        if len(short.split()) >= _ENOUGH and f" {short} " in f" {long} ":
            common.add(short)
    return max(sorted(common), key=len, default="")


def _relation(a: str, b: str) -> str:
    """Two names differ; a role ("the spokesman") may be anybody's, and one voice is what was to be expected."""
    one, two = ({w for w in speaker_key(s) if w.startswith("=")} for s in (a, b))
    apart = bool(one) and bool(two) and one.isdisjoint(two)  # "Trump's Commerce Secretary Roe" and "Ana Roe" are one
    return DIFFERENT if apart and not same_speaker(a, b) else UNRELATED


PROPERTY = Property("said_by", _mentions, _relation, "{} said it.", label="speaker", only_in_pairs=True)
