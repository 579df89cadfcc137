"""The dates that an article's text gives for itself: stamps such as "Posted on May 3, 2019", bylines and datelines.

A date in a sentence, a caption or a headline is none: only the first and the last lines count, and there only what
stands as such a date stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from checker.words.lists import alternation, words_in

_table, _any = partial(words_in, "datelines"), partial(alternation, "datelines")
_HEAD_LINES, _TAIL_LINES = 8, 4
_PROSE = 200  # characters from which a line is a paragraph; behind the first one there is no dateline
_LONGEST = 400  # characters of a line that are looked at
_PLACE, _NAMES, _GAP = 70, 80, 50  # characters before the date of a dateline and a byline, and from label to date
_FEW = 5  # words of a name that stands without "by": "Jane Doe | May 3, 2019"
_SHOWN = 80  # characters of a stamp that are repeated to people


class Kind(StrEnum):
    """What a date says of the article."""

    PUBLISHED = "published"
    DATED = "dated"  # a dateline, a byline, a line of its own
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class Stamp:
    """``words`` stand in the text, here on one line; ``date`` is the date in them, ``whole`` whether it has a year."""

    kind: Kind
    words: str
    date: str
    whole: bool


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_NO_YEAR = r"(?!\s?[-–/:]\s?\d|\w|,? ?\d{4})"
_DATE = re.compile(
    r"(?<![\w/.-])(?:(?P<iso>(?:19|20)\d\d[/.-]\d\d?[/.-]\d\d?)(?!\d)"
    r"|(?P<numeric>\d\d?(?P<sep>[/.-])\d\d?(?P=sep)(?:(?:19|20)\d\d|\d\d))(?![\d/]|[.-]\d)"
    rf"|{_MONTH} ?{_DAY}(?!\d)(?: ?,? ?(?P<after>(?:19|20)\d\d)(?!\d|:\d)|{_NO_YEAR})"
    rf"|{_DAY}(?: of)?[ -]{_MONTH}(?:,?[ -]?(?P<behind>(?:19|20)\d\d)(?!\d|:\d)|{_NO_YEAR}))",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"T?\d\d? ?[:.] ?\d\d(?:[:.] ?\d\d)?Z?(?: ?[ap]\.? ?m\b\.?)?|\d\d? ?[ap]\.? ?m\b\.?|[+-]\d\d:?\d\d"
    r"|\d{4} ?(?:hrs|hours|gmt)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(rf"(?:[\s,@|·•–-]*(?:{_TIME.pattern}|\b{_any('around')}\b\.?))*", re.IGNORECASE)
_LABEL = re.compile(
    rf"(?<![\w@#])(?:{_any('openings')} (?:was |is |has been )?)?(?:{_any('before')} )?"
    rf"(?P<label>(?P<published>{_any('published')})|{_any('updated')})\b(?: (?:on|at|in))?\s?(?P<mark>[:–—-]|)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_BULLETS = " \t•*·●-–—([{"
_PARTED = re.compile(r"[|•·●–—/>(\[{»]\s*$|\s-\s+$")
_END = re.compile(r"\s*(?:$|[|•·●–—/<>()\[\]{}»;]|-\s|\.\s*$)")
_BYLINE = re.compile(r"(?:(?:story|written|reported) )?by\b:?\s*", re.IGNORECASE)
_AGENCY = r"(?:\([^()]{1,40}\)|\[[^\[\]]{1,40}\]|/[^/]{1,30}/)"
_DATELINE_END = re.compile(rf"\s?(?:[)\]])?,?\s?(?:(?P<agency>{_AGENCY})\s?(?:--?|[–—:])|\s?(?:--?\s|[–—]|:\s))")
_WEEKDAY_END = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|fri|sat|sun)\b[.,]*\s*$", re.IGNORECASE
)
_OPENS = re.compile(r"[,()\[\]/–—]\s*$|\s--?\s*$")
_SIGN = re.compile(r"\s*[/|•·]\s*([^/|•·]+)$")
_CAPTION = re.compile(r"\bphotos?\b|getty|file image", re.IGNORECASE)


def stamps(text: str) -> list[Stamp]:
    """The dates that a text gives for itself, in its order; of its last lines only labelled ones."""
    lines = [line[:_LONGEST] for line in map(str.strip, text.split("\n")) if line]
    head = _head(lines)
    found = [stamp for place, line in enumerate(head) for stamp in _in_line(line, place, lines)]
    if not any(stamp.kind is Kind.PUBLISHED for stamp in found):
        tail = lines[max(len(head), len(lines) - _TAIL_LINES) :]
        found += [s for line in tail if len(line) < _PROSE for s, start in _labelled(line) if _is_first(line, start)]
    return found


def _head(lines: list[str]) -> list[str]:
    """The first lines, up to the first paragraph."""
    first = next((i for i, line in enumerate(lines[:_HEAD_LINES]) if len(line) >= _PROSE), _HEAD_LINES - 1)
    return lines[: first + 1]


def _in_line(line: str, place: int, lines: list[str]) -> Iterator[Stamp]:
    labelled = [stamp for stamp, _ in _labelled(line)]
    if labelled:
        yield from labelled
    elif (found := _date_within(line, 0, _NAMES + _GAP)) is not None:
        before, after = line[: found.start()], line[found.end() :]
        if _is_alone(f"{before} {after}"):
            label = _LABEL.search(line)
            yield _stamp(Kind.UPDATED if label and not label["published"] else Kind.DATED, line, found, 0)
        elif _CAPTION.search(line) is None and (
            _is_byline(before, after)
            or _is_signed(found, before, after, place)
            or _is_dateline(before, after)
            or _is_opening(found, after, place, lines)
        ):
            yield _stamp(Kind.DATED, line, found, 0)


# ------------------------------------------------------------------ labels


def _labelled(line: str) -> Iterator[tuple[Stamp, int]]:
    """The labelled dates of a line, each with where its label stands."""
    end = 0  # of the last one: a second label may follow it without anything between
    for label in _LABEL.finditer(line):
        found = _date_within(line, label.end(), _GAP)
        if found is None or not _leads_to(line[label.end() : found.start()]):
            continue
        start = label.start()
        first = _is_first(line, start) or (end > 0 and _is_alone(line[end:start]))
        if _is_label(label, first) and (_is_sure(label) or _ends(line[found.end() :])):
            end = found.end()
            yield _stamp(Kind.PUBLISHED if label["published"] else Kind.UPDATED, line, found, start), start


def _is_label(label: re.Match[str], first: bool) -> bool:
    """Whether a label stands where one does: with a colon anywhere in a line, else at its start or parted from it."""
    if label["label"].lower() in _table("loose"):
        return first and label["mark"] == ":"
    return first or label["mark"] == ":" or _PARTED.search(label.string[: label.start()]) is not None


def _is_sure(label: re.Match[str]) -> bool:
    return label["mark"] == ":" and label["label"].lower() not in _table("loose")


def _ends(after: str) -> bool:
    """Whether behind a date and its time there is nothing, a separator or a further label: no sentence goes on."""
    rest = _past_clock(after)
    return _END.match(rest) is not None or _LABEL.match(rest.lstrip(" ,.").removeprefix("and ")) is not None


def _date_within(line: str, start: int, reach: int) -> re.Match[str] | None:
    found = _DATE.search(line, start)
    return found if found is not None and found.start() <= start + reach else None


def _is_first(line: str, start: int) -> bool:
    return not line[:start].strip(_BULLETS)


def _leads_to(gap: str) -> bool:
    """Whether only a time, a weekday or "by Jane Doe" stands between a label and a date."""
    by = _BYLINE.match(gap.strip())
    return _is_alone(gap) or (by is not None and len(gap.split()) <= 6 and _is_named(gap.strip()[by.end() :]))


# ------------------------------------------------------------------ bylines, datelines, lines of their own


def _is_alone(rest: str) -> bool:
    """Whether what stands with a date are only times, weekdays and labels."""
    words = {word.lower() for word in _WORD.findall(_LABEL.sub(" ", _TIME.sub(" ", rest)))}
    return words <= _table("around")


def _past_clock(after: str) -> str:
    found = _CLOCK.match(after)
    return after[found.end() :] if found else after


def _is_named(words: str) -> bool:
    """Whether words are a name or a few: each has a capital, but for "of" and the like, and not all are weekdays."""
    found = _WORD.findall(words)
    return any(w.lower() not in _table("around") for w in found) and all(
        not w[0].islower() or w in _table("particles") | _table("around") or w in ("s", "d", "l") for w in found
    )


def _is_byline(before: str, after: str) -> bool:
    by, bar = _BYLINE.match(before), before.rstrip().endswith(("|", "•", "·"))
    if not (by or bar) or len(before) > _NAMES or _END.match(_past_clock(after)) is None:
        return False
    return _is_named(before[by.end() :]) if by else len(before.split()) <= _FEW and _is_named(before)


def _is_signed(date: re.Match[str], before: str, after: str, place: int) -> bool:
    """Whether a line is a whole date and an outlet's name: "Gazette, 3 May 2019", "May 3, 2019 / 9 AM / Channel 9"."""
    if place > 1 or not _is_whole(date) or len(date.string) > _NAMES:
        return False
    sign = _SIGN.match(_past_clock(re.sub(r"^\s*/(?=\s*\d)", "", after))) if not before.strip() else None
    if sign is None and not (before.rstrip().endswith(",") and not _past_clock(after).strip(" .")):
        return False
    name = sign[1] if sign else before
    words = [word.lower() for word in _WORD.findall(name)]
    return len(words) <= _FEW and _table("leads").isdisjoint(words) and _is_named(name)


def _is_dateline(before: str, after: str) -> bool:
    place = _WEEKDAY_END.sub("", before)
    words = [word.lower() for word in _WORD.findall(place)]
    if not words or len(place) > _PLACE or not _is_named(place) or any(word.isdecimal() for word in words):
        return False
    if words[0] in _table("leads") or words[-1] in _table("leads") or _BYLINE.match(place):
        return False
    upper = re.sub(r"\([^)]*\)", "", place).isupper() or re.fullmatch(r"\([^()]+\)\s*[-–—]*\s*", place) is not None
    if not upper and _OPENS.search(place) is None:
        return False
    end = _DATELINE_END.match(after)
    if end is None:
        return upper and not after.strip(" .)")
    if _DATE.match(after[end.end() :].lstrip()):  # a life: "Ida Blom (May 3, 1931 - June 6, 2019) was ..."
        return False
    return not (end[0].endswith(": ") and re.search(r"\s[-–—]", place))  # a caption: "ASKE, NORD - MAY 3: Smoke ..."


def _is_opening(date: re.Match[str], after: str, place: int, lines: list[str]) -> bool:
    """Whether a line begins with a date as agencies do: "Oct. 26 (Wire) -", "(05/09/16) - ", "May 3, 2019 - "."""
    end = _DATELINE_END.match(after)
    before = date.string[: date.start()].strip()
    if end is None or before.strip("([") or place > 1:
        return False
    if _DATE.match(after[end.end() :].lstrip()):  # a life: "May 3, 1931 - June 6, 2019"
        return False
    if end["agency"] or before:
        return True
    return _is_whole(date) and sum(_DATE.match(line) is not None for line in lines) == 1  # else a chronology


def _is_whole(date: re.Match[str]) -> bool:
    return any(date[name] for name in ("iso", "numeric", "after", "behind"))


def _stamp(kind: Kind, line: str, date: re.Match[str], start: int) -> Stamp:
    closed = line[date.end() : date.end() + 1] in (")", "]")
    words = " ".join(line[start : date.end() + closed].split()).strip(" \t•*·●-–—")
    if words.count("(") != words.count(")"):  # the other one stands further off
        words = words.strip("()")
    if len(words) > _SHOWN:
        words = "…" + words[-_SHOWN:]
    return Stamp(kind, words, date[0], _is_whole(date))
