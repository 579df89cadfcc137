"""A text as spans that are part of the report and spans that are not, each with its reason. Pure string work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from checker.parse.captions import Cut, cuts
from checker.parse.furniture import furniture, normalise, related_headlines
from checker.parse.galleries import gallery_cuts, slides
from checker.parse.notices import notice_cuts
from checker.parse.paragraphs import paragraphs
from checker.parse.picture_credits import Span

MIN_REPEATED_WORDS = 6  # shorter paragraphs ("he said.", subheadings) may recur for good reasons
LEAST_LEFT = 3  # words beside a caption that are a button or a stray name and no report

Dropped = tuple[int, int, str]  # start, end (characters, half-open), reason


def select_paragraphs(text: str) -> tuple[tuple[Span, ...], tuple[Dropped, ...]]:
    """(kept spans, dropped spans with their reason), in order: repeats of an earlier paragraph and furniture go.

    A paragraph that is part report and part caption is several spans.
    """
    spans = paragraphs(text)
    pieces = [text[start:end] for start, end in spans]
    headlines, captions = related_headlines(pieces), slides(pieces)
    seen: set[str] = set()
    kept: list[Span] = []
    dropped: list[Dropped] = []
    for index, ((start, end), piece) in enumerate(zip(spans, pieces, strict=True)):
        reason = furniture(piece)
        if reason is None and index in headlines:
            reason = "related headline"
        if reason is None and index in captions:
            reason = "gallery"
        parts: list[tuple[int, int, str | None]] = [(0, end - start, reason)] if reason else list(parted(piece))
        for a, b, why in parts:
            why = why or _repeated(piece[a:b], seen)
            if why is None:
                kept.append((start + a, start + b))
            else:
                dropped.append((start + a, start + b, why))
    return tuple(kept), tuple(dropped)


def spans_of(text: str) -> Iterator[Span]:
    """The paragraphs, those divided that are part report and part caption: no sentence runs over their ends."""
    for start, end in paragraphs(text):
        yield from ((start + a, start + b) for a, b, _ in parted(text[start:end]))


def parted(paragraph: str) -> Iterator[tuple[int, int, str | None]]:
    """The parts of a paragraph in order, each with the reason to drop it or None, without whitespace between them."""
    slides_cut = _merged(gallery_cuts(paragraph))
    beside = pairwise([0, *(x for start, end, _ in slides_cut for x in (start, end)), len(paragraph)])
    found = [cut for start, end in islice(beside, 0, None, 2) for cut in _cuts_within(paragraph, start, end)]
    gone = _merged([*slides_cut, *found, *notice_cuts(paragraph)])
    done = 0
    for start, end, reason in gone:
        yield from _rest(paragraph, done, start, reason)
        yield start, end, reason
        done = end
    yield from _rest(paragraph, done, len(paragraph), gone[-1][2] if gone else None)


def _cuts_within(paragraph: str, start: int, end: int) -> Iterator[Cut]:
    start += len(paragraph[start:end]) - len(paragraph[start:end].lstrip())
    return ((start + a, start + b, reason) for a, b, reason in cuts(paragraph[start:end].rstrip()))


def _rest(paragraph: str, start: int, end: int, reason: str | None) -> Iterator[tuple[int, int, str | None]]:
    """What lies beside cuts: kept, but for a few words."""
    left = paragraph[start:end]
    if words := left.split():
        start += len(left) - len(left.lstrip())
        few = reason is not None and len(words) <= LEAST_LEFT and not left.rstrip().endswith((".", "!", "?", '"', "”"))
        yield start, start + len(left.strip()), reason if few else None


def _merged(found: Iterable[Cut]) -> list[Cut]:
    """In order, those that overlap as one with the reason of the first; empty ones left out."""
    merged: list[Cut] = []
    for start, end, reason in sorted(found):
        if start >= end:
            continue
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]), merged[-1][2])
        else:
            merged.append((start, end, reason))
    return merged


def _repeated(piece: str, seen: set[str]) -> str | None:
    """Why a span is dropped that ``seen`` holds already, to which it is added; None where it is new or short."""
    words = normalise(piece)
    if len(words.split()) < MIN_REPEATED_WORDS:
        return None
    known = words in seen
    seen.add(words)
    return "repeated paragraph" if known else None
