"""Where picture credits stand in a paragraph, by their form; pure string work.

A credit is told from a dateline ("LORN (Reuters) - ") and from the end of a wire story ("(AP)") by what it says beside
the agency: a name, "photo", "courtesy". A bare agency in brackets is never taken for one.
"""

from __future__ import annotations

import re

from checker.words.lists import alternation, words_in

Span = tuple[int, int]

LONGEST_BARE = 160  # characters of a credit without brackets

_AGENCY = alternation("captions", "agencies")
_OUTLET = rf"(?:[\w.&'-]+ ){{0,4}}{alternation('captions', 'outlets')}"
_STATION = r"[wk][a-z]{2,3}(?:[- ]?(?:tv|fm|am|\d{1,2}))*(?: news)?"
_NAME = r"[^\W\d][\w.'-]*(?: [^\W\d][\w.'-]*){1,5}"
_MEDIUM = alternation("captions", "media")
_KIND = alternation("captions", "kinds_of_picture")
# What a credit's brackets hold, lower case, wherever they stand.
_ANYWHERE = (
    rf"{_MEDIUM} ?(?::|by\b|via\b|courtesy\b|credit\b|provided\b|/).+",
    r"(?:(?:ap|afp|reuters|epa|\w+ file|file) (?:file )?photo)\b ?(?:[/,:-].*|(?:by|from|via|courtesy) .+)?",
    rf"(?:[\w'.]+ ){{1,3}}{_MEDIUM} ?[/:] ?.+",
    rf"{_KIND} {_MEDIUM}(?: (?:to|by|from|via) .+)?",
    r"photo credit\b.*|.{2,80}\bfile photo",
    rf".*[^\s/|,] ?[/|] ?(?:via )?{_AGENCY}(?:,? (?:file|pool))?",
    rf"{_NAME}(?:,[^,]+)?, (?:via )?{_AGENCY}(?:,? (?:file|pool))?",
    rf".+ via {_AGENCY}(?:,? (?:file|pool))?",
    r"(?:getty images|istock|shutterstock|wireimage|alamy)(?:\W.*)?",
)
# The same of those that end a paragraph; elsewhere they may well be part of a report.
_AT_THE_END = (
    r"(?:(?:photo|video|image|pictures?|file) )?(?:courtesy|credit)\b(?:(?: of| by| to| photo)?:? .+)?",
    rf"(?:\w+ )?source: ?.*\b{alternation('captions', 'picture_sources')}\b.*",
    rf"source: ?{_STATION}.*",
    rf"{_NAME} ?[/|] ?{_OUTLET}",
    rf"{_OUTLET} ?[/|] ?{_NAME}",
    rf"{_NAME}(?:,| -) {_OUTLET}",
    rf"{_NAME} ?[/,|] ?{_STATION}",
    r"(?!see |watch |click |view |in |with )(?:[\w'.]+ ){1,4}(?:file )?photos?",
    r"published \w+day, .+\d{4}",
)
# The same where a sentence has ended before: "... of Health (WHO)" is a name and "... on Monday. (WXYZ)" a credit.
_AFTER_THE_END = (rf"{_STATION}", r"(?:facebook|twitter|instagram|google maps|gofundme)")
_HELD_ANYWHERE = re.compile("|".join(_ANYWHERE))
_HELD_AT_THE_END = re.compile("|".join(_AT_THE_END))
_HELD_AFTER_THE_END = re.compile("|".join(_AFTER_THE_END))
_ONLY_AGENCIES = re.compile(rf"(?:with )?{_AGENCY}(?:(?:/|, ?| and ){_AGENCY})*(?: inputs)?")
_COUNT = re.compile(r"\d+ \w+")
_BRACKETS = re.compile(r"[(\[]((?:[^()\[\]]|\([^()]*\)){2,140})[)\]]")
CAPITAL = r"[^\W\d_a-z][\w.'’-]*"
UP_TO_FOUR = rf"{CAPITAL}(?: {CAPITAL}){{0,3}}"  # such words: a name
# Without brackets, at the end of a paragraph only: "Photograph: Jane Roe/Reuters", "Jane Roe | AFP | Getty Images".
_BARE = re.compile(
    r"(?:[|–—-]\s*)?(?:"
    r"\b(?:(?i:file|cover|stock|staff) )?(?:Photo|PHOTO|Photograph|Photographer|Image|Picture)s?"
    r"(?: (?i:credit|courtesy))?(?::|(?<=[Cc]redit) | (?:by|via|courtesy(?: of)?)(?= [A-Z@]))\s?[^.!?]{2,90}"
    r"|\bAP Photos?(?:/[^!?]{2,60})?|(?<=\|) [^|.!?]{2,60} (?:file )?photo"
    rf"|(?:{CAPITAL}(?: {CAPITAL}){{0,4}}\s?(?:/|\|)\s?)+(?:{CAPITAL} ){{0,3}}(?:via )?"
    r"(?:Getty(?: Images)?|Reuters|REUTERS|AFP|AP|EPA|Shutterstock|Alamy|Landov|Corbis)"
    rf"|{CAPITAL}(?: {CAPITAL}){{1,4}} via (?:AP|AFP|Reuters|Getty Images)"
    r")\s*$"
)
_BUTTONS = re.compile(r"(?:\s*(?:Buy Photo|Buy this photo|Hide Caption|Enlarge|x)(?!\w))+")
END = r"[.!?…][\"'”’)\]]*"  # of a sentence, with what closes behind it
ENDED = re.compile(rf"{END}\s*$")
_DATELINE = re.compile(r"\s*(?:-|–|—|:)")


def credit_spans(paragraph: str) -> list[Span]:
    """Spans of the credits in a paragraph, with the buttons that follow them, in order."""
    found: list[Span] = []
    for match in _BRACKETS.finditer(paragraph):
        buttons = _BUTTONS.match(paragraph, match.end())
        end = buttons.end() if buttons else match.end()
        last = not paragraph[end:].strip(" .")
        ended = last and ENDED.search(paragraph, 0, match.start()) is not None
        if _is_credit(match.group(1), last, ended) and not _DATELINE.match(paragraph, end):
            found.append((match.start(), end))
    begin = found[-1][1] if found else 0
    bare = _BARE.search(paragraph, max(begin, len(paragraph) - LONGEST_BARE))
    if bare and paragraph[begin : bare.start()].strip(" .|"):
        found.append((bare.start(), len(paragraph)))
    return found


def _is_credit(held: str, last: bool, ended: bool) -> bool:
    """Whether brackets hold a credit; ``last`` if nothing follows, ``ended`` if a sentence ended before as well."""
    told = " ".join(held.replace("’", "'").casefold().split())
    if _ONLY_AGENCIES.fullmatch(told) and told not in words_in("captions", "sure_agencies"):
        return False
    if _HELD_ANYWHERE.fullmatch(told):
        return True
    if ended and _HELD_AFTER_THE_END.fullmatch(told):
        return True
    return last and _HELD_AT_THE_END.fullmatch(told) is not None and not _COUNT.fullmatch(told)
