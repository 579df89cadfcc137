"""Picture galleries that stand in a text: slides with counters, in one paragraph or in many; pure string work.

A counter ("Image 3 of 12", "Hide Caption 3 of 12", "3 of 12") stands before its slide's caption or after it. Bare ones
count only as a series, since reports have such numbers too ("completed 3 of 12 passes").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.parse.captions import LONGEST_WITH_CREDIT, Cut, caption_start, certain_caption, like_caption, sentences
from checker.parse.picture_credits import credit_spans

LONGEST_SLIDE = 1_500  # characters between two counters of one paragraph
APART = 3  # paragraphs from one counter to the next
SERIES = 3  # bare counters that go up by one
_PICTURE = r"(?:images?|photos?|pictures?|slides?|gallery|galleries)"
_CAPTION = r"(?:hide|show|view|close) captions?"
_COUNTER = re.compile(
    rf"(?<![\w.$/-])(?:(?P<after>{_CAPTION})|(?P<before>{_PICTURE}))?(?(after)\s+|(?(before)\s+|))"
    r"(?P<n>\d{1,3})\s?(?:of|/)\s?(?:/\s)?(?P<m>\d{1,3})(?![\d.,/%-]*\d)",
    re.IGNORECASE,
)
_CONTROLS = re.compile(
    r"\b(?:CLOSE|Skip in|Full ?[Ss]creen|Autoplay|Back to Gallery|Last (?:Slide|Video)|[Ss]lideshow)\b"
)
_HEADER = re.compile(r"\b(?:Photos?|PHOTOS?|Gallery|GALLERY|Slideshow|SLIDESHOW|Pictures|In pictures): ")
_END = re.compile(r"(?:\d+ / \d+ )?Back to Gallery|Last (?:Slide|Video) ?Next (?:Slide|Video)")
_HEADING = re.compile(
    r"(?:photo gallery|gallery|photos|slide ?show|in (?:pictures|photos)|pictures|images|more photos)\b"
    r"(?:\s?[:|–—-] ?[^.!?]{2,90})?(?: ?\(\d+ (?:images?|photos?|pictures?|slides?|videos?)\))?[:.]?",
    re.IGNORECASE,
)


def gallery_cuts(paragraph: str) -> list[Cut]:
    """What of one paragraph is a gallery: from its header or first caption to its last counter or closing words."""
    counters = _counters(paragraph)
    if not counters:
        return []
    first, last = counters[0], counters[-1]
    if first["before"]:
        closed = _END.search(paragraph, last.end())
        start = 0 if first.start() <= LONGEST_WITH_CREDIT / 4 else first.start()
        return [(start, closed.end() if closed else _end_of_slide(paragraph, last.end()), "gallery")]
    header = _HEADER.search(paragraph, 0, first.start())
    begin = header.start() if header else caption_start(paragraph, 0, first.start())
    found = [(begin, first.end(), "gallery")]
    for one, two in pairwise(counters):
        whole = two.start() - one.end() <= LONGEST_SLIDE
        found.append((one.end() if whole else caption_start(paragraph, one.end(), two.start()), two.end(), "gallery"))
    if closed := _END.match(paragraph, last.end() + 1):
        found.append((last.end(), closed.end(), "gallery"))
    return found


def _counters(paragraph: str) -> list[re.Match[str]]:
    """The counters of one gallery; none where bare numbers are no series."""
    found = [m for m in _COUNTER.finditer(paragraph) if 0 < int(m["n"]) <= int(m["m"]) > 1 or m["after"] or m["before"]]
    named = [m for m in found if m["after"] or m["before"]]
    if named:
        return named
    by_total: dict[str, list[re.Match[str]]] = defaultdict(list)
    for match in found:
        by_total[match["m"]].append(match)
    series = max(by_total.values(), key=len, default=[])
    steps = all(int(b["n"]) - int(a["n"]) == 1 for a, b in pairwise(series))
    enough = SERIES - 1 if _CONTROLS.search(paragraph) else SERIES
    return series if steps and len(series) >= enough else []


def _end_of_slide(paragraph: str, start: int) -> int:
    """Where a caption ends that nothing closes: after its credit, else its first sentence, else the paragraph."""
    if len(paragraph) - start <= LONGEST_WITH_CREDIT:
        return len(paragraph)
    ends = [end for begin, end in credit_spans(paragraph) if begin >= start]
    ends += [end for _, end in sentences(paragraph, start, len(paragraph))]
    return min(ends)


def slides(paragraphs: Sequence[str]) -> set[int]:
    """Indices of the paragraphs that are captions for the company they keep.

    Those with counters of one gallery, those between them, and beside them or under a gallery's heading those that
    read like captions.
    """
    found: set[int] = set()
    for run in _runs(paragraphs):
        found.update(i for i in range(run[0], run[-1] + 1) if len(paragraphs[i]) <= LONGEST_WITH_CREDIT)
        found.update(i for i in (run[0] - 1, run[-1] + 1) if 0 <= i < len(paragraphs) and _is_certain(paragraphs[i]))
    for index, paragraph in enumerate(paragraphs):
        if _HEADING.fullmatch(paragraph):
            under = list(_under(paragraphs, index + 1))
            if len(under) >= SERIES or (under and _is_certain(paragraphs[under[0]])):
                found.update(under)
    return found


def _runs(paragraphs: Sequence[str]) -> Iterator[list[int]]:
    """Paragraphs that open or close with counters of one gallery, at most ``APART`` from one to the next."""
    run: list[tuple[int, int, int]] = []  # index, number, total
    for index, paragraph in enumerate(paragraphs):
        counter = _outer_counter(paragraph)
        if counter is None:
            continue
        number, total = counter
        if run and (index - run[-1][0] > APART or total != run[-1][2] or number != run[-1][1] + 1):
            if len(run) > 1:
                yield [i for i, *_ in run]
            run = []
        run.append((index, number, total))
    if len(run) > 1:
        yield [i for i, *_ in run]


def _outer_counter(paragraph: str) -> tuple[int, int] | None:
    """Number and total of a counter that opens or closes a paragraph."""
    text = paragraph.strip(" ()[]|•-–—")
    for match in _COUNTER.finditer(text):
        if match.start() == 0 or match.end() == len(text):
            return int(match["n"]), int(match["m"])
    return None


def _under(paragraphs: Sequence[str], start: int) -> Iterator[int]:
    for index in range(start, len(paragraphs)):
        if not _is_caption(paragraphs[index]):
            return
        yield index


def _is_caption(paragraph: str) -> bool:
    if len(paragraph) > LONGEST_WITH_CREDIT:
        return False
    told = sentences(paragraph, 0, len(paragraph))
    return bool(told) and like_caption(paragraph[slice(*told[0])])


def _is_certain(paragraph: str) -> bool:
    """Whether a paragraph is a caption even beside others that are reports."""
    if len(paragraph) > LONGEST_WITH_CREDIT:
        return False
    told = sentences(paragraph, 0, len(paragraph))
    return bool(told) and (certain_caption(paragraph[slice(*told[0])]) or bool(credit_spans(paragraph)))
