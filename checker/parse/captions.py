"""Captions inside a paragraph: with a credit, with words that only captions begin with, in the slides of a gallery.

What is cut is told by form alone, for a sentence may say the same in a caption and in a report. Where both share a
paragraph, the caption begins at the first sentence that speaks of what is to be seen.
"""

from __future__ import annotations

import re
from itertools import pairwise

from checker.parse.picture_credits import END, ENDED, UP_TO_FOUR, Span, credit_spans
from checker.words.lists import alternation, words_in

Cut = tuple[int, int, str]  # start, end (characters of the paragraph, half-open), reason

LONGEST_CAPTION = 450  # characters; longer ones are captions where their first sentence says so
LONGEST_WITH_CREDIT = 900  # those of agencies tell the story as well
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATED = re.compile(rf"(?<![Oo]n ){_DAY},? {_MONTH} \d{{1,2}},? \d{{4}}(?!\s*,\s*\w+ing\b)")
_SEEN = re.compile(
    r"\b(?:is|are) (?:seen|pictured|shown|led|taken|carried|escorted|wheeled|parked|comforted|greeted|surrounded)\b"
    r"|, (?:far |second from )?(?:left|right|cent(?:er|re)),|\((?:left|right|cent(?:er|re)|[lrLRC])\)"
    r"|\bfrom (?:left|right)(?=[,:;]| to\b)|\bclockwise from\b|, pictured\b"
)
_VERB = re.compile(rf"(?<![-'’])\b{alternation('captions', 'caption_verbs')}\b(?![-'’])")
_SPEECH = re.compile(r"\b(?:sa(?:id|ys?)|told|according to|announced|reported|added)\b|[\"“]")
_VERB_WITHIN = 90  # characters from the start in which a caption's verb stands
# Words that begin a caption and nothing else, whatever follows.
_OPENING = re.compile(
    r"(?:FILE PHOTO|File photo|FILE IMAGE|File image)\b\s?(?:[:.–—-]|of\b)"
    r"|(?:FILE|File)\s?(?:-{1,2}|–|—|:)\s"
    r"|(?:Photos?|Image|Picture|Pictured|Caption|PHOTOS?|PICTURED|CAPTION)(?: (?:above|below|caption|left|right))?\s?: "
    r"|(?:Image|Media|[Tt]oggle|Hide|Show) caption\b|Image copyright\b.{1,60}?\bImage caption\b|Enlarge this image\b"
    r"|(?:Facebook Twitter Pinterest|Buy Photo|Buy this photo)\b|Caption \+?\s?(?=[A-Z0-9])"
    r"|(?:[Ii]n t|T)his (?:[\w.]+,? ){0,6}(?:file|undated|handout) (?:photo|image|picture|photograph|frame grab)\b"
    r"|(?:[Ii]n t|T)his (?:[\w.]+,? ){0,6}(?:photo|image|frame grab) "
    r"(?:provided|released|made available|taken|distributed)\b"
    rf"|(?:Getty(?: Images)?|GETTY)(?:\s?[-:]\s?Contributor)? (?=[A-Z])"
    rf"|(?:{UP_TO_FOUR}/)+(?:Getty Images|Reuters|REUTERS|AFP|AP|EPA) (?=[A-Z])"
)
_BUTTON = re.compile(
    r"\b(?:View Full Caption|toggle caption|View as list View as gallery)\b"
    rf"|\|\s?(?:{UP_TO_FOUR}\s?[/|]\s?)?(?:AP Photos?|AP|AFP|Getty(?: Images)?|Reuters|REUTERS)\b"
)
_CLIPS = re.compile(r"\bCaption (?=[A-Z0-9])")  # a paragraph of several holds nothing else
_PLAYER = re.compile(
    r"JUST WATCHED .{1,160}? Replay More Videos \.* ?MUST WATCH .{1,160}?\d{1,2}:\d\d"
    r"|(?:Skip Ad )?(?:Ad Loading\.* )?(?:x )?Embed x Share(?: CLOSE)?"
    r"|(?:\[ ?\] ?(?:Hide|Show) Caption ?)+"
    r"|\d{1,3} of \d{1,3} Full Screen Autoplay Close(?: Skip Ad)?(?: x)?"
)
_BREAK = re.compile(rf"{END}\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.[\"'”’)\]]*$")


def cuts(paragraph: str) -> list[Cut]:
    """What of a paragraph is captions, in order, without overlaps."""
    found: list[Cut] = [(*m.span(), "player") for m in _PLAYER.finditer(paragraph)]
    opening = _OPENING.match(paragraph) or _BUTTON.search(paragraph)
    spans = credit_spans(paragraph)
    clips = paragraph.startswith("Caption ") and len(_CLIPS.findall(paragraph)) > 1
    if clips or (opening and len(paragraph) <= LONGEST_WITH_CREDIT):
        return [(0, len(paragraph), "caption")]
    if opening and spans and spans[0][1] <= LONGEST_WITH_CREDIT:
        found.append((0, spans[0][1], "caption"))
    begin = 0
    for start, end in spans:
        found.append((caption_start(paragraph, begin, start), end, "caption"))
        begin = end
    return found


def caption_start(paragraph: str, begin: int, end: int) -> int:
    """Where the caption starts that a credit or a gallery's counter at ``end`` closes; ``begin`` is the earliest place.

    At ``end`` itself where the text before is no caption.
    """
    told = sentences(paragraph, begin, end)
    if not told:
        return begin if not paragraph[begin:end].strip() else end
    looks = [like_caption(paragraph[a:b]) for a, b in told]
    if end - begin <= (LONGEST_WITH_CREDIT if looks[0] else LONGEST_CAPTION):
        if any(looks):
            return told[looks.index(True)][0]
        return told[0][0] if ENDED.search(paragraph[slice(*told[-1])]) else told[-1][0]  # a name under a picture
    last = len(told) - 1
    near = next((i for i in range(last, max(last - 3, -1), -1) if looks[i]), None)
    if near is None and not ENDED.search(paragraph[slice(*told[last])]):
        near = last
    return end if near is None or end - told[near][0] > LONGEST_WITH_CREDIT else told[near][0]


def like_caption(sentence: str) -> bool:
    """Whether a sentence speaks of what is to be seen in a picture: in the present, or with a date as agencies give."""
    if _OPENING.match(sentence) or _DATED.search(sentence):
        return True
    if _SPEECH.search(sentence):
        return False
    return _SEEN.search(sentence) is not None or _VERB.search(sentence, 0, _VERB_WITHIN) is not None


def certain_caption(sentence: str) -> bool:
    """As ``like_caption``, without those that tell what happens in the present and no more."""
    if _OPENING.match(sentence):
        return True
    return not _SPEECH.search(sentence) and bool(_DATED.search(sentence) or _SEEN.search(sentence))


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Spans of the sentences between two offsets, by punctuation alone, without outer whitespace."""
    starts, abbreviations = [start], words_in("captions", "abbreviations")
    for match in _BREAK.finditer(text, start, end):
        word = _LAST_WORD.search(text[max(starts[-1], match.start() - 20) : match.start() + 1])
        if word is None or not (len(word.group(1)) == 1 or word.group(1).casefold() in abbreviations):
            starts.append(match.end())
    trimmed = ((a, a + len(text[a:b].rstrip())) for a, b in pairwise([*starts, end]))
    return [(a + len(text[a:b]) - len(text[a:b].lstrip()), b) for a, b in trimmed if text[a:b].strip()]
