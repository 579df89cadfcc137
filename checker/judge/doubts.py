"""Why two values that exclude each other may both be right although nothing speaks against one subject. Pure."""

from __future__ import annotations

import re

from checker.block.thresholds import UNDATED_NEUTRAL, UNDATED_SHARED
from checker.compare import quantities
from checker.judge.speakers import between
from checker.records import Between, Claim, NLIScores, QuantityKind
from checker.same import extremes, numbers
from checker.words import lexicon

# Two speakers in one article disagree about one thing when their sentences share so many content words.
SHARED_WORDS = 2
_ANOTHER = re.compile(r"\b(?:another|the other|a second|others)\b", re.IGNORECASE)


def two_things(a: Claim, b: Claim) -> str:
    """Why two different values may both be right although nothing speaks against one subject."""
    if a.frame.noun != b.frame.noun and not _everybody(a, b):
        return f"{a.frame.noun} and {b.frame.noun} may be a group and a part of it"
    if a.additional or b.additional:
        return "others are counted besides somebody else"
    if a.article == b.article and between(a, b) is Between.SPEAKERS:
        one, two = (c.quantity.unit if c.quantity else "" for c in (a, b))
        if a.frame.noun != "age" and (one != two or len(a.frame.event & b.frame.event) < SHARED_WORDS):
            return "two speakers in one article may speak of two groups"
    if a.article == b.article and between(a, b) is Between.SELF and not extremes.is_extreme(a):
        told = a.headline or b.headline or bool(a.parts or b.parts)
        if a.parts or b.parts:
            told = a.headline or b.headline or len(a.frame.event & b.frame.event) >= SHARED_WORDS
        single = 1 in (c.quantity.value for c in (a, b) if c.quantity)
        if not told or single:
            return "one article may speak of two groups"
    if a.article != b.article and (_one_of_them(a, b) or _one_of_them(b, a)):
        return "one may speak of a single one of them"
    return ""


def of_none(a: Claim, b: Claim) -> str:
    """Why a count of none may stand beside a count of some: it is of others, or of what befell them otherwise."""
    if 0 not in (c.quantity.value for c in (a, b) if c.quantity):
        return ""
    one, two = a.frame, b.frame
    if one.noun != two.noun and not _everybody(a, b):
        return f"none of the {one.noun}s says nothing of all {two.noun}s"
    if one.predicate != two.predicate and not numbers.any_harm(a, b):
        return "none of one fate says nothing of another"
    return ""


def _everybody(a: Claim, b: Claim) -> bool:
    """Whether nobody is told of on one side: then no officer or child can be told of on the other."""
    none = [c for c in (a, b) if c.quantity and c.quantity.value == 0]
    return bool(none) and none[0].frame.noun == "person" and all(lexicon.person_class(c.frame.noun) for c in (a, b))


def _one_of_them(single: Claim, more: Claim) -> bool:
    """ "One man was shot in the foot", "one officer was hit and another hurt": others may be told of elsewhere."""
    assert single.quantity is not None and more.quantity is not None
    if single.quantity.value != 1 or quantities.interval(more.quantity).low <= 1 or single.headline:
        return False
    rest = single.sentence[single.end - single.sentence_start :]
    return lexicon.sex(single.frame.noun) is not None or _ANOTHER.search(rest) is not None


def undated(a: Claim, b: Claim, nli: NLIScores | None) -> str:
    """Why two claims of different articles, one of them without any date, can't be taken to be of one event.

    Like words and NLI may stand in for the date.
    """
    dated = all(c.event_time or c.published for c in (a, b))
    if a.article == b.article or dated or a.cumulative or a.frame.predicate in ("station", "age"):
        return ""
    shared = len(a.frame.event & b.frame.event) / max(1, min(len(a.frame.event), len(b.frame.event)))
    if shared >= UNDATED_SHARED and nli is not None and nli.neutral <= UNDATED_NEUTRAL:
        return ""
    return "no date tells whether it is one event"


def loosely_framed(claim: Claim) -> bool:
    """A count whose noun and verb don't say which event it is of: "fired 18 times", "six members pleaded guilty"."""
    frame = claim.frame
    return claim.quantity is not None and (
        claim.quantity.kind is QuantityKind.COUNT
        and (
            frame.noun == frame.predicate
            or (
                frame.predicate != ""
                and not frame.predicate.startswith("of ")
                and lexicon.role(frame.predicate.rstrip(">")) is None
            )
        )
    )
