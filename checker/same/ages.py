"""Are two ages of one person at one time? Pure."""

from __future__ import annotations

import re

from checker.block.thresholds import FAR_LINK, FIRST_NAME_ONLY, LINKED, SURE
from checker.records import Claim
from checker.same.fit import Fit, fit_of
from checker.same.persons import same_name
from checker.words.lists import alternation

_WHEN_DOING = re.compile(r"(?:[- ]years?[- ]old)? when (?:he|she) (?!(?:was|is|had been|has)\b)", re.IGNORECASE)
_EARLIER = re.compile(r"\bat th(?:e|at) time\b|\byears? (?:ago|earlier)\b", re.IGNORECASE)
_AT_AGE = re.compile(r"\bat (?:the )?age(?: of)? $", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DIED = re.compile(rf"\b{alternation('disasters', 'told_of_death')}\b", re.IGNORECASE)
FAR = 5  # reports of one person's age hardly differ by more years
GENERATION = 15  # years between two bearers of nearly one name that make them two persons
NEWS_DAYS = 31  # what lies longer back is told of a life
BIRTHDAY_DAYS = 14  # after this many days one year more is as likely a birthday as a slip


def fit_ages(a: Claim, b: Claim, link: float) -> Fit | None:
    """Ages belong to persons: full names must fit, a surname alone needs articles that share an event."""
    one, two = (next(iter(sorted(c.frame.actor)), "").split() for c in (a, b))
    if not one or not two:
        return None
    if not same_name(" ".join(one), " ".join(two)):  # "Megan" and "Megan Short", "Lopez" and "Maria Lopez" may be one
        return None
    full = len(one) > 1 and len(two) > 1
    first_only = not full and min(one, two, key=len) != max(one, two, key=len)[-1:]
    if link < (LINKED if full else FIRST_NAME_ONLY if first_only else SURE):
        return None
    if full and _age_gap(a, b) > FAR and link < FAR_LINK:
        return None  # two people of one name
    found = fit_of(
        1.0 if full else 0.8, "person", f"both speak of {' '.join(w.title() for w in max(one, two, key=len))}"
    )
    _years(a, b, found)
    if _age_gap(a, b) > GENERATION and set(one) != set(two):
        found.differs("namesake", "parent and child may share a name")
    return found


def fit_described(a: Claim, b: Claim, why: str) -> Fit:
    """Two ages that :mod:`checker.same.people` takes to be of one person, whom one side doesn't name."""
    found = fit_of(0.8, "person", why)
    _years(a, b, found)
    return found


def _age_gap(a: Claim, b: Claim) -> float:
    return abs(_value(a) - _value(b))


def _value(claim: Claim) -> float:
    return (claim.quantity.value or 0.0) if claim.quantity else 0.0


def _years(a: Claim, b: Claim, found: Fit) -> None:
    """Ages at different times: of an earlier day, or with a birthday between the reports."""
    years = _age_gap(a, b)
    if _back_then(a) != _back_then(b) or _years_back(a, b) or _years_back(b, a):
        found.differs("age_then", "one age is of an earlier time")
    elif years and all(_at_age(c) for c in (a, b)):
        found.differs("age_then", "each tells of another time of a life")
    if (years == 1 and any(_turning(c) for c in (a, b))) or _grown_older(a, b):
        found.changed("birthday", "a birthday lies between the two reports")


def _grown_older(a: Claim, b: Claim) -> bool:
    """Whether the later report gives somebody alive as many years more as may have gone by."""
    years = _age_gap(a, b)
    if not (a.published and b.published and years):
        return False
    earlier, later = (a, b) if a.published <= b.published else (b, a)
    older = _value(later) > _value(earlier)
    days = abs((a.published - b.published).days)
    living = not any("kill" in c.frame.roles and not c.frame.roles & {"charge", "convict"} for c in (a, b))
    return older and living and years <= 1 + days / 365 and days > BIRTHDAY_DAYS


def _turning(claim: Claim) -> bool:
    """ "who turned 18 on Monday"."""
    words = claim.sentence[: claim.start - claim.sentence_start].split()
    return bool(words) and words[-1].lower() in ("turn", "turns", "turned", "turning")


def _back_then(claim: Claim) -> bool:
    """Whether an age is of an earlier time than the report: "at the time", "two years ago", "fell ill at age 11"."""
    return bool(_EARLIER.search(claim.sentence)) or _at_age(claim)


def _years_back(claim: Claim, other: Claim) -> bool:
    """Whether a sentence names a past year and its age is as much lower: "in 2003 a 40-year-old", 51 in 2014."""
    if claim.published is None:
        return False
    passed = [claim.published.year - int(year) for year in _YEAR.findall(claim.sentence)]
    older = _value(other) - _value(claim)
    return older > 1 and any(abs(older - years) <= 1 for years in passed)


def _at_age(claim: Claim) -> bool:
    """Of a deed of a life, which no later age contradicts: "elected at the age of 23", "was 11 when she left school".

    Not what befell somebody, nor the news itself: "died at the age of 23", "was 11 when she drowned on Monday".
    """
    before = claim.sentence[: claim.start - claim.sentence_start]
    behind = claim.sentence[claim.end - claim.sentence_start :]
    if _AT_AGE.search(before):
        return not _DIED.search(before)
    return bool(_WHEN_DOING.match(behind)) and not _DIED.search(behind) and not _of_news(claim)


def _of_news(claim: Claim) -> bool:
    """Whether a claim dates what it tells to the weeks before the report, or counts somebody among the hurt."""
    if claim.time is not None and claim.published is not None:
        return (claim.published - claim.time.end).days <= NEWS_DAYS
    return bool(claim.frame.roles)
