"""Paragraphs that are part of the site and not of the report: links, prompts, credits, notices.

Every pattern must match a whole paragraph, so a sentence that reports something is kept even where it opens
like one of them ("Share prices fell 3%").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.parse import bars, notices
from checker.words.lists import alternation

_URL = r"(?:https?://|www\.)\S+"
_CLOCK = r"\d{1,2}(?::\d\d(?: ?[ap]\.?m\.?)?| ?[ap]\.?m\.?)(?: [a-z]{2,4})?"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DATE = rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?{_MONTH} \d{{1,2}},? \d{{4}}"
_NETWORK = alternation("captions", "networks")
_UPDATES = r"(?:(?:for|with) )?(?:more |the latest |further )*(?:updates?|information|details|developments)"
_COPYRIGHT = r"\(?(?:all content )?(?:©|\(c\)|copyright)(?: ?(?:©|\(c\)|copyright|by))?"
_OTHERS = (
    r"also|(?:read|see) (?:more|also|next)|also read|related(?: \w+)?|trending(?: now| stories)?|top stories"
    r"|most (?:read|popular|viewed)|latest(?: news)?|previous (?:story|coverage)|next (?:story|article)"
    r"|more (?:news|stories|coverage|headlines|\w+ news|on this story|from [^.]{1,40}|content from [^.]{1,40})"
    r"|recommended(?: for you)?|you (?:may|might) also like|what others are clicking on|don't miss"
    r"|(?:up next|next up)|editors?'?s? picks?|from the archives?|explained|explainer|opinion|more on this"
)
_ADVISORY = alternation("captions", "advisories")
_PICTURES = r"(?:images?|photos?|pictures?|slides?|videos?)"

PATTERNS: dict[str, tuple[str, ...]] = {
    "link": (
        rf"{_URL}(?:\s+{_URL})*",
        rf"(?:read|see|watch|full|source|original|via|more|online|photos?|videos?)\b(?: [a-z]+){{0,6}}:? ?{_URL}",
        r"(?:e-?mail:? )?\S+@\S+\.[a-z]{2,}",
        r"(?:source|via):? site[- ]?\d+",
        r"(?:twitter:? )?@\w+",
        rf"(?:follow|friend) .{{1,60}} on {_NETWORK}\b.{{0,80}}",
        r"follow (?:\w+ ){0,4}@\w+.{0,40}",
        rf"(?:like|find|join|visit) (?:us|our|me|him|her|\w+ news)\b.{{0,40}} on {_NETWORK}\b.{{0,40}}",
    ),
    "prompt": (
        r"(?:leave|post|write|add) a (?:reply|comment)\.?",
        r"\(?(?:[\d,.]+k?\)? )?(?:comments?|replies|responses|shares?|views|likes|tweets)(?:: ?\d+| ?\(\d+\))?",
        r"(?:no|view|show|hide|see all|load more) comments?",
        r"join the (?:conversation|discussion)(?: ?\(?\d+\)?)?|[\d,.]+ (?:people|readers) are talking about this\.?",
        r"(?:click to )?share (?:this )?(?:on|via|to) [\w ]{1,20} \(opens in (?:a )?new window\)",
        rf"(?:view|see|browse|launch)(?: all| the| our| full)*(?: \d+)? (?:{_PICTURES}|gallery|slideshow)"
        rf"(?: \(\d+ {_PICTURES}\))?",
        r"(?:listen to this (?:article|story)\W*)?\d{1,2}[ -]min(?:ute)?s?(?: (?:read|listen|watch))?",
        r"(?:estimated )?reading time:? [^.]{1,40}",
        r"(?:(?:video|audio|duration|length|listen|play)\b:? ?)?\d{1,2}:\d\d ?/ ?\d{1,2}:\d\d"
        r"|(?:video|audio|duration|length|listen):? ?\d{1,2}:\d\d",
        r"(?:join|become one of) (?:the |our |more than |over )*[\d,.]+\w? (?:\w+ )?(?:readers|subscribers|others)\b"
        r".{0,160}",
        r"get\b[^.]{3,120}\b(?:in|to) your inbox\b.{0,80}|support our (?:work|journalism)\b.{0,80}",
        r"join our (?:\w+ )?(?:channel|group|newsletter|community)\b.{0,60}",
        r"(?:got|have) a (?:news )?tip\?.{0,160}|contact (?:the )?(?:reporter|author|writer)s? (?:at|on|via)\b.{0,80}",
        r"(?:read|see) (?:the )?(?:full|whole|original) (?:story|article|report)|continue reading\b.{0,40}|loading\.*",
        r"scroll (?:down )?(?:to|for) (?:continue|more)\b.{0,40}|skip (?:the )?ad(?:vertisement)?s?",
        rf"(?:share|follow|like|tweet|print|{_NETWORK})"
        rf"(?: (?:this|story|article|post|page|us|on|via|with|friends|and|or|print|tweet|&|{_NETWORK}),?)*[:!.]*",
        r"(?:close|save|copy link(?: copy)?|text size|more|menu|search|subscribe|sign in|log ?in|sign up|register"
        r"|skip to (?:main )?content|back to top|play video|watch live|(?:hide|show) transcript(?: show transcript)?"
        r")[.!]?",
        r"(?:please )?(?:enable|turn on) javascript.{0,80}|.{0,40}requires javascript\.?",
        r"like this: ?like loading\.*",
        r"(?:(?:stay|get|want|keep|be the first|don't miss)\b[^.\d]{1,80}[;,.!?] ?)?(?:please )?"
        r"sign up (?:for|to|here|now|today)\b.{0,140}",
        r"(?:subscribe|register|log ?in|sign in) (?:to|for|now|here|today|with|using)\b.{0,120}",
        r"(?:get|download|install) (?:the|our|your|digital|free)\b[^.]{0,60}\b(?:apps?|access|alerts)\b.{0,60}",
        r"(?:for [^.]{1,80}, )?(?:please )?(?:click|tap) (?:here|on|the|below|to|for)\b.{0,100}",
        r"(?:already|are you) (?:a subscriber|a print subscriber|have an account)\b.{0,80}",
        r"(?:thank you|thanks) for (?:reading|registering|subscribing|signing up)\b.{0,60}",
        r"text [\"']?\w+[\"']? to \d{4,}\b.{0,80}",
        rf"(?:please )?check back\b(?: here| later| soon| often| with us)* {_UPDATES}.{{0,40}}",
        rf"(?:stay (?:with|tuned)|stick with|count on)\b.{{0,50}}\b{_UPDATES}\b.{{0,30}}",
        r"this (?:is a|story is)(?: still)?(?: a)? (?:breaking|developing)(?: news)?(?: story)?"
        r"(?: and (?:it )?will be updated\b[^.]{0,60})?"
        r"(?:(?:[.,;]|and| -)+ ?(?:(?:please )?check back|(?:it )?will be updated|stay with)\b[^.]{0,60})?\.?",
        r"this (?:story|article|post) will be updated\b[^.]{0,80}\.?",
    ),
    "notice": (
        r"(?:advertis(?:ement|ing)|ad|(?:sponsored|promoted)(?: content)?)(?: - continue reading below)?[.:]?",
        r"(?:story|article) continues (?:below|after)(?: (?:the )?(?:ad|advertisement|video|gallery))?[.:]?",
        rf"{_COPYRIGHT} ?\d{{4}}\b(?:,? \S+){{0,9}}",
        rf"{_COPYRIGHT} ?(?:\d{{4}}\b)?.{{0,200}}\b(?:rights reserved|prohibited|permission)\b.{{0,120}}",
        r"\(?(?:©|copyright) (?:the )?(?:associated press|ap|reuters|afp)\b.{0,160}",
        r".{0,120}\ball rights reserved\b.{0,120}",
        r"this material may not be (?:published|broadcast|rewritten|redistributed)\b.{0,80}",
        r"[^.]{2,120} contributed to this (?:report|story|article)\.?",
        r"(?:your notification has been saved|there was a problem saving your notification)\.?",
        r"by submitting your .{0,160}",
        r"\(?(?:additional |original )?(?:reporting|writing|compiled|edit(?:ing|ed)) by:? [^.]{3,160}\.?\)?",
        r"\((?:with )?(?:inputs|files?|reporting|additional reporting) from [^.()]{2,80}\.?\)",
        rf"\(this (?:\S+ ){{0,7}}(?:story|article|report) {_ADVISORY}\b[^()]+\)|\({_ADVISORY} [^()]+\)",
        r"\(this (?:\S+ ){0,5}(?:story|article|report) (?:has been|was|is) (?:corrected|refiled|updated|fixed)\b"
        r"[^()]+\)",
        r"our standards: .{2,80}|(?:tags|filed under|posted in|categories|keywords): ?[^.]{2,200}",
    ),
    "credit": (
        r"[.\s]*[(\[](?:photos?|images?|pictures?|source|credit|courtesy|file|video|ap photo|©)\b[^()\[\]]{0,90}[)\]]",
        r"(?:photo|image|picture|video)s? (?:credit|courtesy)\b[^.]{0,80}\.?",
        r"(?:photo|image|picture)s? by(?: [^\s\d]+){1,6}",
        r"(?:ap|afp|reuters|getty images|ap photo|(?:the )?associated press)(?:/[\w ./]{1,40})?",
        r"(?:by|from) (?:the )?(?:ap|afp|reuters|associated press|(?:\w+ ){0,3}staff(?: writers?| reports?)?)",
        rf"(?:{_PICTURES} )?\d{{1,3}} ?(?:of|/) ?\d{{1,3}}",
        rf"\(?\d+ {_PICTURES}\)?",
    ),
    "stamp": (
        rf"(?:(?:last )?updated|published|posted|created|first published)?:? ?(?:on |at )?{_DATE}"
        rf"(?:,? (?:at |- |\| )?{_CLOCK})?",
        rf"(?:(?:last )?updated?|published|posted|first report)?:?(?: @| at)? ?{_CLOCK}(?: update)?:?",
        r"(?:(?:last )?updated|published|posted):? \d+ (?:minutes?|hours?|days?|weeks?) ago",
        rf"{_DATE} ?[/|·] ?{_CLOCK}(?: ?[/|·] ?[^.\d]{{2,30}})?",
        r"-?\d+\.\d{3,}[ ,]+-?\d+\.\d{3,}",
    ),
    "heading": (
        rf"(?:{_OTHERS}|breaking news|up next|just one more thing|(?:photo )?gallery|photos?|videos?|tags?|topics?"
        r"|(?:our )?newsletters?)[:.\u2026>» ]*",
        r"[-\u2013\u2014_*#=.\u2026•·|~ ]+",
    ),
    "related headline": (
        r"(?:related(?: \w+)?|read (?:more|also|next)|also read|see also|watch|photos?|videos?|gallery|slideshow):"
        r"(?: [^\s]+){1,16}(?<![.!\"'])",
        rf"(?:{_OTHERS}|more(?: coverage)?|full coverage|live(?: updates| blog| coverage)|must (?:read|watch)|read"
        r"|in (?:pictures|photos))"
        r"(?:: ?| ?[|>»] ?| [–—-] )(?:\S+ ){0,15}\S+(?<![.!\"'])",
        r"(?:>>+|[►▶→]) ?(?:\S+ ){2,15}\S+(?<![.!?\"'])",
        r"watch ?[|>»] ?(?:\S+ ){0,15}\S+(?<![.!\"'])",
        r"[(\[] ?(?:also on [\w ]{2,30}|related|photos?|videos?|watch|read(?: more)?|see(?: also)?|graphic|map|timeline"
        r"|poll|story|more): ?[^()]{3,140}[)\]]",
        rf"(?:[^\s.!?]+ ){{0,14}}[^\s.!?]+ ?\(\d+ {_PICTURES}\)",
        r"\W*follow (?:the |our |more )?live (?:updates|coverage|blog)\b.{0,80}",
    ),
}
_COMPILED = {reason: re.compile("|".join(f"(?:{p})" for p in patterns)) for reason, patterns in PATTERNS.items()}
_LIST_HEADING = re.compile(rf"(?:{_OTHERS})[:.\u2026>» ]*")
MAX_CHARACTERS = 260  # longer paragraphs are never furniture
MAX_HEADLINE_WORDS = 16
_QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e«»", '"') | dict.fromkeys("\u2018\u2019\u201a\u00b4`", "'"))
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]*$")


def normalise(paragraph: str) -> str:
    """Lower case, straight quotes, single spaces: what repeats and patterns are compared on."""
    return " ".join(paragraph.translate(_QUOTES).split()).casefold()


def furniture(paragraph: str) -> str | None:
    """The kind of furniture a paragraph is (a key of ``PATTERNS``), None when it is part of the report."""
    if notices.is_notice(paragraph):
        return "notice"
    if len(paragraph) > MAX_CHARACTERS:
        return None
    words = normalise(paragraph)
    found = next((reason for reason, pattern in _COMPILED.items() if pattern.fullmatch(words)), None)
    return found or bars.bar(words)


def related_headlines(paragraphs: Sequence[str]) -> set[int]:
    """Indices of other stories' headlines: short lines without a full stop that follow "Related:" and the like."""
    found: set[int] = set()
    in_list = False
    for index, paragraph in enumerate(paragraphs):
        words = normalise(paragraph)
        if _LIST_HEADING.fullmatch(words):
            in_list = True
        elif in_list:
            in_list = len(words.split()) <= MAX_HEADLINE_WORDS and not _SENTENCE_END.search(words)
            if in_list:
                found.add(index)
    return found
