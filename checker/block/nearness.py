"""Do two claims lie near each other: in words, in place, in days? Pure pairwise tests that blocking needs too."""

from __future__ import annotations

from collections.abc import Iterable

from checker.records import Claim, TimeSpan
from checker.words import lexicon

SAME_EVENT_DAYS = 1  # stated days of one event may differ by a night
TOLL_DAYS = 14  # a toll goes on being counted this long after the event
LIKE_WORDS = 3  # content words that two sentences share at least to be alike, and half of the shorter one's


def concept(claim: Claim) -> frozenset[str]:
    """What a measure, share or sum of money is about, as singular folded words."""
    words = claim.quantity.concept if claim.quantity else ()
    return frozenset(lexicon.singular(w) for word in words for w in lexicon.words(word))


def of_toll(*claims: Claim) -> bool:
    return any("toll" in concept(c) for c in claims)


def overlap(a: Iterable[str], b: Iterable[str]) -> set[str]:
    """Place keys that name the same place: one's telling words hold the other's."""
    return {
        x
        for x in a
        for y in b
        if x == y or ("@" not in x + y and (set(x.split()) <= set(y.split()) or set(y.split()) <= set(x.split())))
    }


def one_spot_and_day(a: Claim, b: Claim) -> bool:
    """Whether two claims name one spot and one day: enough for one event, however little else their articles share."""
    one, two = ({p for p in c.frame.places if not p.startswith("@")} for c in (a, b))
    if not overlap(one, two) or a.event_time is None or b.event_time is None:
        return False
    return days_apart(a.event_time, b.event_time) <= (TOLL_DAYS if of_toll(a, b) else SAME_EVENT_DAYS)


def like_words(one: frozenset[str], two: frozenset[str]) -> bool:
    shared = len(one & two)
    return shared >= LIKE_WORDS and 2 * shared >= min(len(one), len(two))


def days_apart(a: TimeSpan, b: TimeSpan) -> int:
    """Days between two spans, 0 when they overlap."""
    return max(0, (a.start - b.end).days, (b.start - a.end).days)
