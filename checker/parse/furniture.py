"""Paragraphs that are part of the site and not of the report: links, prompts, credits, notices.

Every pattern must match a whole paragraph, so a sentence that reports something is kept even where it opens
like one of them ("Share prices fell 3%").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_URL = r"(?:https?://|www\.)\S+"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_CLOCK = r"\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\.?)?(?: [a-z]{2,4})?"
_DATE = rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?{_MONTH} \d{{1,2}},? \d{{4}}"
_NETWORK = (
    r"(?:twitter|facebook|instagram|youtube|google\+?|pinterest|linkedin|reddit|whatsapp|tumblr|telegram|e-?mail)"
)

PATTERNS: dict[str, tuple[str, ...]] = {
    "link": (
        rf"{_URL}(?:\s+{_URL})*",
        rf"(?:read (?:or|and) share this story|read more|full story|source|original (?:story|article)|via|more):? ?{_URL}",
        r"\S+@\S+\.[a-z]{2,}",
        r"(?:source|via):? (?:\w+ )?site[- ]?\d+",
        r"(?:follow (?:\S+ ){0,5}on |twitter:? )@\w+.{0,40}",
        r"@\w+",
    ),
    "prompt": (
        r"(?:leave|post|write|add) a (?:reply|comment)\.?",
        r"(?:\d+ )?(?:comments?|replies|responses|shares?|views|likes|tweets|reactions)(?:: ?\d+)?",
        r"(?:no|view|show|hide|see all|load more) comments?",
        rf"(?:share(?: (?:this|on|via|with))?|follow(?: us)?(?: on)?|like(?: us)?(?: on)?|tweet|pin it|{_NETWORK})"
        rf"(?: (?:this|story|article|post|page|us|on|via|with|friends|and|or|,|&|{_NETWORK}))*:?!?\.?",
        r"(?:print|email|close|save|copy link|copy link copy|text size|more|menu|search|subscribe(?: now)?|sign in|log ?in"
        r"|sign up|register|skip to (?:main )?content|back to top|tap to unmute|play video|watch live|live)[.!]?",
        r"(?:please )?enable javascript to .{1,60}",
        r"this slideshow requires javascript\.?",
        r"like this: ?like loading\.*",
        r"(?:.{0,60}[;,.!] ?)?(?:please )?(?:sign|signed) up (?:for|to (?:get|receive)) (?:our|the|your|free|daily|breaking|more).{0,120}",
        r"(?:to )?(?:subscribe|subscribe now) (?:to|for|now).{0,100}",
        r"(?:get|download|install) (?:the |our |digital ).{0,60}(?:app|apps|access|newsletter|alerts)\b.{0,40}",
        r"(?:for .{1,60}, )?click here\b.{0,80}",
        r"(?:click|tap) (?:here|on the|the|for|to)\b.{0,100}",
        r"already (?:a subscriber|a print subscriber|have an account)\?.{0,60}",
        r"(?:thank you|thanks) for (?:reading|registering|subscribing|signing up).{0,60}",
        r"(?:hide|show) transcript(?: (?:hide|show) transcript)?",
        r"(?:this (?:is a developing|story is (?:still )?developing).{0,20}[.,] ?)?(?:please )?check back (?:here |later |soon )*"
        r"(?:for|with us for) (?:more |the latest )?(?:updates|information|details).{0,30}",
    ),
    "notice": (
        r"(?:advertisement|advertisment|ad|sponsored(?: content)?|promoted(?: content)?)(?: - continue reading below)?[.:]?",
        r"(?:story|article) continues (?:below|after)(?: (?:the )?(?:ad|advertisement|video|gallery))?[.:]?",
        r"\(?(?:all content )?(?:©|\(c\)|copyright)\s?(?:copyright |by )?(?:\d{4} )?.{0,160}",
        r".{0,80}all rights reserved\.?",
        r"this material may not be (?:published|broadcast|rewritten|redistributed).{0,80}",
        r"(?:your|there was a problem saving your) notification(?: has been saved)?\.?",
        r"by submitting your .{0,160}",
    ),
    "credit": (
        r"[.\s]*[(\[](?:photo|photos|image|images|picture|source|credit|file photo|video|file|©)\b[^()\[\]]{0,90}[)\]]",
        r"(?:photo|image|picture|video)s? ?(?:credit|courtesy|by|from|:)[^.]{0,80}\.?",
        r"(?:getty images|ap photo|reuters|associated press|the associated press|ap|afp)(?:/[\w ./]{1,40})?",
        r"(?:by|from) (?:the )?(?:associated press|reuters|afp|staff|(?:\w+ )?(?:news|web|breaking news) staff)(?: reports?)?",
        r"(?:image|photo) \d+ of \d+",
    ),
    "stamp": (
        rf"(?:updated|published|posted|last updated|created|first published)?:? ?(?:on |at )?{_DATE}(?:,? (?:at |- |\| )?{_CLOCK})?",
        rf"(?:updated|published|posted):? (?:at )?{_CLOCK}",
        rf"{_CLOCK}",
        r"\d+ (?:minutes?|hours?|days?|weeks?) ago",
    ),
    "heading": (
        r"(?:latest|latest news|most (?:read|popular|viewed)|trending(?: (?:now|stories))?|top stories|breaking news|up next"
        r"|related(?: (?:stor(?:y|ies)|articles?|content|links?|coverage|news|topics?|posts?))?|see also|also|also read"
        r"|read (?:more|also|next)|more (?:news|stories|coverage|crime news|on this story|from .{1,40})"
        r"|previous (?:story|coverage)|next (?:story|article)|recommended(?: for you)?|you may also like|don't miss"
        r"|just one more thing|what others are clicking on|photos?|photo gallery|videos?|gallery|tags?|topics?"
        r"|newsletters?)[:.…>» ]*",
        r"[-\u2013\u2014_*#=.•·|~ ]+",
        r"(?:# ?){2,}",
    ),
}
_COMPILED = {reason: re.compile("|".join(f"(?:{p})" for p in ps)) for reason, ps in PATTERNS.items()}
_RELATED = re.compile(
    r"(?:also|also read|see also|read (?:more|also|next)|related(?: \w+)?|trending(?: \w+)?|top stories|most (?:read|popular|viewed)"
    r"|latest(?: news)?|more (?:news|stories|coverage|from .{1,40}|crime news|on this story)|previous (?:story|coverage)"
    r"|recommended(?: for you)?|you may also like|what others are clicking on)[:.…>» ]*"
)
MAX_CHARACTERS = 260  # longer paragraphs are never furniture
MAX_HEADLINE_WORDS = 16
_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e«»", '"') | dict.fromkeys("\u2018\u2019\u201a\u00b4`", "'"))
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]*$")


def normalise(paragraph: str) -> str:
    """Lower case, straight quotes, single spaces: what repeats and patterns are compared on."""
    return " ".join(paragraph.translate(_QUOTES).split()).casefold()


def furniture(paragraph: str) -> str | None:
    """The kind of furniture a paragraph is (a key of ``PATTERNS``), None when it is part of the report."""
    if len(paragraph) > MAX_CHARACTERS:
        return None
    words = normalise(paragraph)
    return next((reason for reason, pattern in _COMPILED.items() if pattern.fullmatch(words)), None)


def related_headlines(paragraphs: Sequence[str]) -> set[int]:
    """Indices of the headlines of other stories: short lines without a full stop that follow "Related:" and the like."""
    found: set[int] = set()
    in_list = False
    for index, paragraph in enumerate(paragraphs):
        words = normalise(paragraph)
        if _RELATED.fullmatch(words):
            in_list = True
        elif in_list:
            in_list = len(words.split()) <= MAX_HEADLINE_WORDS and not _SENTENCE_END.search(words)
            if in_list:
                found.add(index)
    return found
