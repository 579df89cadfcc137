"""Who stands against whom: two outlets, two speakers, or one article against itself. Pure."""

from __future__ import annotations

from checker.attribution.speakers import same_voice, speaker_key
from checker.claims.properties.happened import denied_by_source
from checker.records import Between, Claim
from checker.words.lists import words_in

_ANYBODY = words_in("speech", "anybody")


def between(a: Claim, b: Claim) -> Between:
    """Whether two outlets, two speakers, two articles of one outlet or one article stand against each other."""
    if any(c.attribute is not None and denied_by_source(c.attribute) for c in (a, b)):
        return Between.SPEAKERS  # who denies a thing speaks, and not the outlet that prints it
    one, two = (c.attribution.source if c.attribution else "" for c in (a, b))
    roles = (c.attribution.role if c.attribution else "" for c in (a, b))
    if one and two and not same_voice(one, two, *roles) and not (_anybody(one) and _anybody(two)):
        return Between.SPEAKERS
    if a.article == b.article:
        return Between.SELF
    return Between.OUTLET if a.outlet.casefold() == b.outlet.casefold() else Between.OUTLETS


def _anybody(speaker: str) -> bool:
    """Whether a source is only "police" or "officials": two of those are not two known voices."""
    return speaker_key(speaker) <= _ANYBODY
