"""Who said a quoted sentence. Imports no spaCy.

Two outlets that put one quotation into two mouths contradict each other about the speaker. Only speakers who are named
where they speak count: a pronoun may have been resolved wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from checker.attribution.speakers import speaker_key
from checker.claims.attributes import AttributeMention
from checker.claims.properties.quotation_values import pieces
from checker.parse.memo import text_of
from checker.records import AttributionSpan
from checker.words import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


_NESTED = re.compile(r"(?:^|[\s,:(\"“”])['‘](?=\w)|[,.!?]['’]")


def find(
    doc: Doc, sentences: Sequence[Span], spans: Sequence[AttributionSpan]
) -> Iterator[tuple[AttributeMention, str]]:
    """A mention per quotation by a named speaker, in the sentence that names them, and the words quoted."""
    for span in spans:
        if not span.quoted or not any(w.startswith("=") for w in speaker_key(span.speaker)):
            continue
        named = " ".join(text_of(doc)[s:e] for s, e in span.source)
        if span.speaker.split()[-1] not in named:
            continue
        words = lexicon.flat(" ".join(text_of(doc)[s:e] for s, e in span.content))
        if not pieces(words) or _NESTED.search(words):
            continue  # a quotation within a quotation is somebody else's
        sentence = next((s for s in sentences if s.start_char <= span.source[0][0] < s.end_char), None)
        if sentence is not None:
            low, high = sentence.start_char, sentence.end_char
            inside = [(max(s, low), min(e, high)) for s, e in (*span.source, *span.content) if s < high and e > low]
            start, end = min(s for s, _ in inside), max(e for _, e in inside)
            yield AttributeMention(start, end, sentence.start, "said_by", span.speaker), words
