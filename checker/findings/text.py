"""Words for numbers, claims and articles, free of any markup. Renderers escape what comes from here."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable

from checker.compare import values
from checker.records import Between, Claim, Comparator, Quantity, QuantityKind
from checker.words.lexicon import plural
from checker.words.lists import words_in
from checker.words.wording import clock, measured, number

# Bidirectional controls can make a line read differently from what it holds (CVE-2021-42574).
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = re.compile(f"[{_BIDI}\u200b\u2060\ufeff]")
UNSEEN = re.compile(f"[\x7f-\x9f\u2028\u2029{_BIDI}\u200b\u2060\ufeff]")  # and no letter: controls and the like
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_COMPARATOR = {
    Comparator.EXACT: "",
    Comparator.ABOUT: "about ",
    Comparator.AT_LEAST: "at least ",
    Comparator.MORE_THAN: "more than ",
    Comparator.AT_MOST: "at most ",
    Comparator.LESS_THAN: "less than ",
    Comparator.RANGE: "",
}
BETWEEN = {
    Between.OUTLETS: "between outlets",
    Between.SPEAKERS: "attributed disagreement",
    Between.OUTLET: "the same outlet, two articles",
    Between.SELF: "inside one article",
}
MAX_SPEAKER = 90
MAX_PASSAGE = 600
# words that have a capital only because their sentence began with them
_FIRST_WORDS = words_in("general", "first_words")
_ROLES = words_in("speech", "speakers_without_name")


def flatten(text: str) -> str:
    """``text`` on one line: each control character or run of space becomes one space, invisible characters go."""
    text = _INVISIBLE.sub("", text)
    shown = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") else c for c in text)
    return re.sub(r"\s+", " ", shown)


def one_line(text: str) -> str:
    """``flatten`` without space at either end."""
    return flatten(text).strip()


def printable(path: str) -> str:
    """A path as it is, spaces included, but with U+FFFD for each control or invisible character."""
    shown = ("\ufffd" if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs") else c for c in path)
    return _INVISIBLE.sub("\ufffd", "".join(shown))


def xml_safe(text: str) -> str:
    """``text`` without the characters that XML 1.0 (section 2.2) forbids even as references."""
    return _NOT_XML.sub("\ufffd", text)


def count(n: int, noun: str) -> str:
    """``1 outlet``, ``2 outlets``, ``1,200 outlets``."""
    return f"{n:,} {noun if n == 1 else plural(noun)}"


def quantity_words(quantity: Quantity, mention: str = "") -> str:
    """A quantity with its bound in words: ``more than 150``, ``20 to 30 kilometres``, ``up 12%``.

    A count comes without its noun, an age without "years old", which the label names; a vague word as it stands.
    """
    change = f"{quantity.change} " if quantity.change else ""
    if quantity.vague and mention:
        return change + one_line(mention)
    if quantity.kind is QuantityKind.CLOCK and quantity.value is not None:
        return _COMPARATOR[quantity.comparator] + clock(quantity.value)
    low, high, value = quantity.low, quantity.high, quantity.value
    comparator = ""
    if value is not None:
        comparator, words = _COMPARATOR[quantity.comparator], number(value)
    elif low is not None and high is not None:
        words = f"{number(low)} to {number(high)}"
    elif low is not None or high is not None:
        words = f"at least {number(low)}" if low is not None else f"at most {number(high or 0.0)}"
    else:
        words = one_line(mention)
    if quantity.kind is QuantityKind.PERCENTAGE or quantity.unit == "percentage":
        return f"{change}{comparator}{words}%"
    if quantity.kind is QuantityKind.ORDINAL:
        return f"{change}no. {comparator}{words}"
    unit = "" if quantity.kind in (QuantityKind.COUNT, QuantityKind.AGE) else quantity.unit
    return f"{change}{comparator}{measured(words, unit, value == 1)}"


def value_words(claim: Claim) -> str:
    """What a claim says: its quantity in words, or the value of its attribute."""
    if claim.quantity is not None:
        said = quantity_words(claim.quantity, claim.mention)
    else:
        said = one_line(values.plain(claim.attribute) if claim.attribute else claim.mention)
    if claim.quantity is not None and claim.quantity.superseded:
        said += " (withdrawn)"
    return f"not {said}" if claim.negated else said


def speaker_words(claim: Claim) -> str:
    """``according to Jane Roe``, cut at ``MAX_SPEAKER`` characters, or "" when the article speaks for itself."""
    source = one_line(claim.attribution.source) if claim.attribution else ""
    first, space, rest = source.partition(" ")
    if first.lower() in _FIRST_WORDS or (first.lower() in _ROLES and not rest[:1].isupper()):
        source = first.lower() + space + rest
    return f"according to {shorten(source, MAX_SPEAKER)}" if source else ""


def shorten(text: str, width: int) -> str:
    """``text`` cut after a whole word so that it has at most ``width`` characters with its ellipsis."""
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ,;:") + "…"


def highlighted(claim: Claim) -> tuple[str, str, str]:
    """The claim's sentence as (before, mention, after), each on one line; the mention is "" when it lies outside.

    Joining the three with no separator gives the sentence in one line.
    """
    start = claim.start - claim.sentence_start
    end = start + (claim.end - claim.start)
    if not 0 <= start < end <= len(claim.sentence) or claim.sentence[start:end] != claim.mention:
        start = claim.sentence.find(claim.mention) if claim.mention else -1
        end = start + len(claim.mention)
    if start < 0:
        return one_line(claim.sentence), "", ""
    before, mention, after = claim.sentence[:start], claim.sentence[start:end], claim.sentence[end:]
    return flatten(before).lstrip(), flatten(mention), flatten(after).rstrip()


def excerpt(claim: Claim) -> tuple[str, str, str]:
    """As ``highlighted``, but with at most ``MAX_PASSAGE`` characters before the mention and after it."""
    before, mention, after = highlighted(claim)
    if len(before) > MAX_PASSAGE:
        cut = before[-MAX_PASSAGE:]
        before = "…" + cut[cut.find(" ") :] if " " in cut else "…" + cut
    return before, mention, shorten(after, MAX_PASSAGE)


def sentence(reason: str) -> str:
    """A reason with a capital and a full stop, on one line."""
    words = one_line(reason)
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "!", "?", "…")) or not words else ".")


def listing(words: Iterable[str], most: int | None = None) -> str:
    """Distinct words in order, with commas; of those beyond ``most`` only the number."""
    found = list(dict.fromkeys(words))
    shown = ", ".join(found[:most])
    return f"{shown} and {len(found) - most:,} more" if most is not None and len(found) > most else shown


def day(date: dt.date | None) -> str:
    """``2031-05-06``, or ``undated``."""
    return date.isoformat() if date else "undated"
