"""Dates that don't fit: what an article's text says of its day of publication against its ``published``. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from checker.errors import ReadError
from checker.read.dates import AmbiguousDate, date_in_words
from checker.read.stamps import Kind, Stamp, stamps
from checker.records import Article

DAYS = 2  # a dateline is of the day before print, and time zones part days
SHARE = 0.25  # of the articles of a batch without a sure date, from which the report begins with a warning
_ORDER = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Doubt:
    """An article whose text gives another day than ``published``, or one where that is missing.

    ``says`` are the words in the text; ``days`` what they may mean: one day, two where a numeric date reads both ways,
    none where no year tells. ``later`` marks an update after ``published``, which doesn't make that wrong.
    """

    article: str
    source: str
    published: dt.date | None
    says: str
    days: tuple[dt.date, ...]
    later: bool = False

    @property
    def day(self) -> dt.date | None:
        """The day that may be taken for ``published``, None where the text leaves that open."""
        return self.days[0] if len(self.days) == 1 and not self.later else None

    def __str__(self) -> str:
        name = self.source or self.article
        held = f'"published" is {self.published}, but' if self.published else "has no date;"
        read = f", which is {' or '.join(map(str, self.days))}" if len(self.days) > 1 else ""
        return f'{name}: {held} its text says "{self.says}"{read}'


def doubts(articles: Iterable[Article]) -> list[Doubt]:
    """A Doubt for each article whose text names a day more than two days from ``published``, in order of source."""
    found = [doubt for article in articles if (doubt := _doubt(article)) is not None]
    return sorted(found, key=lambda doubt: (doubt.source, doubt.article))


def settled(articles: Sequence[Article], trust: bool = False) -> tuple[list[Article], tuple[str, ...]]:
    """The articles, and remarks on their dates for ``Report.remarks``.

    With ``trust`` the day that a text gives is taken for ``published`` where the two don't fit or that is missing;
    that of an update after ``published`` is only told, as the weekdays of a text are mostly those of its first day.
    Where a quarter of the articles or more have no sure date the first remark says so.
    """
    found = doubts(articles)
    taken = {doubt.article: doubt.day for doubt in found if trust and doubt.day is not None}
    dated = [replace(a, published=taken[a.id]) if a.id in taken else a for a in articles]
    remarks = [f"{doubt}{_outcome(doubt, trust)}" for doubt in found]
    missing = sum(article.published is None for article in dated)
    doubtful = sum(not (d.published is None or d.later or d.article in taken) for d in found)
    hint = not trust and any(doubt.day is not None for doubt in found)
    return dated, (*_summary(len(dated), missing, doubtful, hint), *remarks)


def _outcome(doubt: Doubt, trust: bool) -> str:
    if not trust:
        return ""
    if doubt.later:
        return "; not taken, since an update may come later"
    return f"; {doubt.day} is taken" if doubt.day else "; not taken, since it may be of more than one day"


def _summary(count: int, missing: int, doubtful: int, hint: bool) -> list[str]:
    """One sentence, where it is due; a single article has no other to be told apart from."""
    if count < 2 or missing + doubtful < SHARE * count:
        return []
    said = []
    if missing:
        said.append(f"{missing:,} of {count:,} articles {_have(missing)} no date")
    if doubtful:
        what = "a doubtful one" if missing else f"of {count:,} articles {_have(doubtful)} a doubtful date"
        said.append(f"{doubtful:,} {what}")
    known = 'events can hardly be told apart, and days such as "Monday" stay open or are taken wrongly'
    way = "; --trust-text-dates takes the dates that the texts give" if hint else ""
    return [f"{', '.join(said)}: {known}{way}"]


def _have(n: int) -> str:
    return "has" if n == 1 else "have"


def _doubt(article: Article) -> Doubt | None:
    published = article.published
    found = [(stamp, days) for stamp in stamps(article.text) if (days := _days(stamp, published)) is not None]
    if any(stamp.kind is Kind.PUBLISHED for stamp, _ in found):
        # The day of an update says nothing against or for the day of publication where the text gives both.
        found = [(stamp, days) for stamp, days in found if stamp.kind is Kind.PUBLISHED]
    if not found or (published is not None and any(_near(day, published) for _, days in found for day in days)):
        return None
    stamp, days = min(found, key=lambda pair: (not pair[1], _ORDER.index(pair[0].kind)))
    later = published is not None and stamp.kind is Kind.UPDATED and min(days) > published
    return Doubt(article.id, article.source, published, stamp.words, days, later)


def _near(day: dt.date, published: dt.date) -> bool:
    return abs((day - published).days) <= DAYS


def _days(stamp: Stamp, published: dt.date | None) -> tuple[dt.date, ...] | None:
    """What a stamp may mean; empty without any year, None where no calendar has the day.

    A day without a year is of the year that brings it nearest to ``published``, so that only a true mismatch is told.
    """
    if stamp.whole:
        return _read(stamp.date)
    if published is None:
        return ()
    years = range(max(published.year - 1, 1), published.year + 2)
    days = [day for year in years for day in _read(f"{stamp.date} {year}") or ()]
    return (min(days, key=lambda day: abs((day - published).days)),) if days else None


def _read(words: str) -> tuple[dt.date, ...] | None:
    try:
        day = date_in_words(words)
    except AmbiguousDate as error:
        return error.readings
    except ReadError:
        return None
    return None if day is None else (day,)
