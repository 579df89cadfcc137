"""Number-like things that are no quantity of a claim: dates, clock times, addresses, names, scores, phone numbers.

``spans`` reads the text alone; what needs the parse (pronouns, names) is in ``quantities``.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from checker.quantities.number_words import PLURAL
from checker.words.lists import alternation, listed

_MONTH = (
    r"(?:(?:May|Mar(?:ch|\.)?|(?<=on )may|(?<=on )march|(?i:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Apr(?:il"
    r"|\.)?|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?))(?!\w))"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d,.]\d|\d|:\d)"
# "In May 12 people died" has a month and a count.
_IN_MONTH = r"(?:(?<=\b[Ii]n )|(?<=\b[Ss]ince ))"
_YEAR = r"(?:1[0-9]|20)\d\d"
_ONES = f"(?:{'|'.join(listed('numbers', 'ones')[1:13])})"
_STREET = rf"{alternation('numbers', 'streets')}\b"
# capitalised, these name things by number; in lower case only those of the second list
_NAMED, _LOWER = alternation("numbers", "named_by_number"), alternation("numbers", "named_by_number_in_lower_case")
_SCORE_BEFORE, _SCORE_AFTER = alternation("numbers", "before_scores"), alternation("numbers", "after_scores")
_WEAPON = alternation("numbers", "of_calibres")
_PATTERNS = (
    # dates
    rf"(?!{_IN_MONTH}{_MONTH} {_DAY} {PLURAL})"
    rf"{_MONTH} {_DAY}(?:(?: ?[-–—/] ?|, (?:and )?| and | or | to | through )(?:{_MONTH} )?{_DAY}(?=\W*$|[.,;:)\]]"
    rf"| (?:the|when|at|in|on|for|and|as|after|before|with|but)\b))*"
    rf"(?:,? {_YEAR}(?!,\d))?",
    rf"{_DAY}(?: ?(?:[-–]|and|to) ?{_DAY})?(?: of)? {_MONTH}(?:,? {_YEAR}(?!,\d|\d))?",
    rf"{_MONTH} {_YEAR}(?![,\d]\d)",
    r"\b\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?\b|\b\d{1,2}([/.])\d{1,2}\1(?:19|20)?\d\d\b",
    r"\b\d{4}[/–-]\d\d(?!\d|[-–,]\d)(?= |\W)(?! (?:people|troops|soldiers|years))",
    r"\b(?:1[5-9]|20)\d0s\b|['’]\d0s\b|\b\d0['’′]?s\b",
    r"\b(?:A\.?D\.?|B\.?C\.?(?:E\.?)?) \d+(?: and \d+)?|\b\d+(?: and \d+)? (?:A\.?D\.|B\.?C\.?E?|AD|CE)(?!\w)",
    # clock times
    r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d(?:\.\d+)?)? ?(?:[ap]\.?m\b\.?|GMT|gmt|UTC|ET|EST|EDT|PT|BST|hours"
    r"|hrs)|\b\d{1,2}:\d\d(?::\d\d)?\b",
    rf"\b(?:1[0-2]|0?\d|{_ONES})(?: ?[-–] ?\d{{1,2}}|(?: and| to) (?:1[0-2]|\d))?"
    r"(?: ?[ap]\.m\b\.?| ?[ap]m\b| o['’]clock)",
    r"\b[0-2]\d[0-5]\d ?(?:GMT|gmt|UTC|hrs|hours|h)\b|\b(?:half|quarter) (?:past|to) \w+",
    # telephone, figures of speech
    r"\+\d[\d ().-]{6,20}\d|\(?\b\d{3}\)?[-. ]\d{3}[-. ](?:\d{4}|[A-Z\d]{4})\b|\b1?-?800-[\w-]+|\b\d{3}-\d{4}\b(?!-)",
    r"(?<![\d.,])\(?0\d{2,4}\)?[ -]\d{3,4}(?:[ -]?\d{3,4})?\b|(?<![\d.,])0\d{9,10}\b|(?<![\d.,])0\d{2,4} \d{6}\b",
    rf"\b[Ee]xt(?:\.|ension)? \d{{1,5}}\b(?! {PLURAL})",
    r"\b24/7\b|\b9/11\b|\b7/7\b|\b50[/-]50\b|\b9-1-1\b|\b(?:call(?:ed|s|ing)?|dial(?:ed|s|ing)?|a|the|to) (?:911"
    r"|999|112)\b|\b911(?= (?:call|dispatch|operator|center))",
    # addresses
    rf"\b\d{{1,5}}[A-Za-z]?(?: block of)?(?: [NSEW]\.?| North| South| East| West)?(?: \d{{1,3}}(?:st|nd|rd|th))?(?:"
    rf" [A-Z][\w'’]+){{0,3}} {_STREET}",
    r"\b\d{1,5}(?:th|st|nd|rd)?[- ](?:hundred )?block\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b",
    rf"\b(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|\d+(?:st|nd|rd|th)) {_STREET}",
    # sections of laws, items of a list
    r"\b\d+(?:\((?:[a-z]{1,3}|\d{1,2})\))+(?!\w)|(?<![^\n])\d{1,2}\. (?=[A-Z\"“])",
    # things named by number, model names, codes
    rf"(?<![\w-])(?:{_NAMED})s?[ \u00a0-]?(?:\d[\w.]*|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive)(?:(?:[-–/]| and | to |,"
    rf" )\d[\w.]*\b)?(?! (?:percent|per cent|people))",
    rf"(?<![\w-])(?:{_LOWER}) (?:\d{{1,4}}[A-Z]?(?![,.]?\d)|{_ONES})(?: and \d+)?(?![\w%])"
    rf"(?:\(\w{{1,3}}\))*(?! (?:percent|per cent|people|million))",
    r"(?<![\w.&-])(?!(?:sub|minus|plus|under|over|about|some|nearly|to|and|or|a|the"
    r"|than|magnitude)-)[A-Za-z][\w.&]*-\d[\w.]*(?:-[\w]+)*",
    r"\b[A-Z]{1,4}\d+\b(?<!\dm)(?=\W|$)|\b[a-z]+\d+\w*\b",
    # scores, votes, "Selm (15-17)"
    r"[A-Z]\w* \(\d{1,3}[-–]\d{1,3}(?:[-–]\d{1,3})?\)",
    r"\b\d{1,3}[-–]\d{1,3}[-–]\d{1,3}\b",
    rf"\b{_SCORE_BEFORE}(?: \w+){{0,4}}? \d{{1,3}} ?[-–] ?\d{{1,3}}\b(?! (?:percent|per cent|people|points|years))",
    rf"\b\d{{1,3}}[-–]\d{{1,3}} {_SCORE_AFTER}\b",
    # calibres, enumerations, handles
    rf"(?:\.\d\d|\b\d+(?:\.\d+)?|\b[Nn]ine)[- ]?(?:mm|millimeter|millimetre|cal\.?|caliber|calibre|gauge)(?=[- ]"
    rf"(?:[A-Z]\w+ |semi-?automatic ){{0,2}}{_WEAPON})|\.\d\d[- ]?cal\w*",
    r"\[\d{1,3}\]|\b\d ?(?:['’′]|feet|ft\.?|foot) ?(?:1[01]|\d)(?: ?(?:[\"”″]|''|’’)|(?= tall))|\b\d['’′](?= ?tall)",
    r"[@#]\w+|https?://\S+|www\.\S+|(?<!\S)[\w.+-]{1,64}@[\w.-]{1,64}",
    r"(?<![\w(])\d{1,2} ?\)(?= )",
)
_ANY = "|".join(f"(?:{p.replace(chr(92) + '1', '(?P=sep)').replace('([/.])', '(?P<sep>[/.])')})" for p in _PATTERNS)
# no pattern begins inside a word: skipping those places makes the search several times faster
_ALL = re.compile(rf"(?:(?<![A-Za-z])|(?![A-Za-z]))(?:{_ANY})")


class Blocked:
    """The number-like spans of one text; ``covers`` is a bisection."""

    def __init__(self, text: str) -> None:
        self._spans = [m.span() for m in _ALL.finditer(text)]
        self._starts = [s for s, _ in self._spans]

    def covers(self, start: int, end: int) -> bool:
        """Whether a span overlaps ``start``..``end``."""
        i = bisect_right(self._starts, end - 1) - 1
        return i >= 0 and self._spans[i][1] > start
