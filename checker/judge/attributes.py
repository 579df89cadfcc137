"""Verdict on two attributive claims that alignment put together; the attributive half of :mod:`judge.decide`. Pure.

Different values contradict each other where the property can have one only and NLI doesn't read one as the other;
states of persons and standings with the law move on, so that two of them are an update.
"""

from __future__ import annotations

import math

from checker.block.thresholds import DENIAL, ENTAILMENT_VETO, SCENES, WEAPON_VETO
from checker.claims.properties.address import misnumbered
from checker.claims.properties.condition import GRAVE, state
from checker.claims.properties.courts import verdicts
from checker.claims.properties.happened import denied_by_source
from checker.claims.properties.perpetrator import of_nations
from checker.compare import values
from checker.records import Between, CandidatePair, Claim, NLIScores, Relation
from checker.times import days
from checker.words import lexicon
from checker.words.lists import listed

# A later report of a living person contradicts an earlier one of the death only while the news is fresh.
FRESH_DAYS = 14

_LASTING = listed("time", "lasting")

Found = tuple[Relation, float, str]


def judge(pair: CandidatePair, a: Claim, b: Claim, nli: NLIScores | None, who: Between) -> Found | None:
    """Relation, confidence in [0, 1] and one sentence; None where the two values say nothing of each other."""
    assert a.attribute is not None and b.attribute is not None
    name, prop = a.attribute.property, _property(a)
    one, two = values.shown(a.attribute), values.shown(b.attribute)
    same = values.relation(a.attribute, b.attribute)
    if who is not Between.SELF and (detail := _other_day(a, b)):
        return Relation.CONTRADICTION, 0.8 * pair.score, detail
    if same == values.SAME:
        return Relation.AGREEMENT, pair.score, f"both give {one}: {prop}"
    if same == values.NARROWER:
        return Relation.AGREEMENT, 0.9 * pair.score, f"{one} and {two} can both be true"
    if name == "cause" and same == values.DIFFERENT and (a.hedged or b.hedged):
        same = values.CHANGED  # a theory is no finding
    if same == values.CHANGED and name == "cause" and a.published == b.published:
        return None  # two motives of one day may both hold
    if a.frame.person is not None and b.frame.person is not None and a.frame.person.every != b.frame.person.every:
        return _all_against_one(pair, a, b, who)
    if same == values.CHANGED:
        return _changed(pair, a, b, _one_after_the_other(a, b, prop), who)
    if same == values.RESPELT:
        return Relation.COMPATIBLE, pair.score, f"one name in two spellings: {one} and {two}"
    if same == values.UNRELATED or nli is None or who is Between.SELF:
        return None  # one voice that names two weapons speaks of two attacks, or of both in one
    if name == "happened":
        return _denied(pair, a, b, nli)
    names = name == "perpetrator" and not of_nations(a.attribute.value, b.attribute.value)
    if names and who is not Between.SPEAKERS:
        return None  # two names may be one group's, but two speakers who blame two of them disagree
    if nli.entailment >= _veto(a, b) or (name == "cause" and nli.contradiction < DENIAL):
        return None
    confidence = pair.score * (0.5 + nli.contradiction / 2)
    if name == "address":
        confidence *= SCENES
    return Relation.CONTRADICTION, confidence, f"{prop}: {one} against {two}"


def _veto(a: Claim, b: Claim) -> float:
    """The probability of entailment from which two values are taken for one."""
    assert a.attribute is not None and b.attribute is not None
    if a.attribute.property == "address" and misnumbered(a.attribute.value, b.attribute.value):
        return math.inf  # numbers are not for NLI to judge
    return WEAPON_VETO if a.attribute.property == "weapon" else ENTAILMENT_VETO


def _other_day(a: Claim, b: Claim) -> str:
    """Why one arrest can't have been on both days that are told; empty where it can."""
    assert a.attribute is not None and b.attribute is not None
    if a.attribute.property != "custody" or {a.attribute.value, b.attribute.value} != {"arrested"}:
        return ""
    one, two = a.frame.person, b.frame.person
    if one is None or two is None or not ((one.name and two.name) or (one.many and two.many)):
        return ""  # "he was arrested": of whom, only the rest of the article tells
    if days.clash(a.time, b.time):
        assert a.time is not None and b.time is not None
        return f"arrested on {a.time.start} against {b.time.start}"
    for told, dated in ((a, b), (b, a)):
        if days.told_before(told, dated):
            assert dated.time is not None
            return f"arrested on {dated.time.start}, but that was told on {told.published} already"
    return ""


def _denied(pair: CandidatePair, a: Claim, b: Claim, nli: NLIScores) -> Found | None:
    """Yes against no, only where NLI reads the one clause as the denial of the other, or as what a source denies."""
    assert a.attribute is not None and b.attribute is not None
    yes, no = (a.attribute, b.attribute) if a.attribute.value == "yes" else (b.attribute, a.attribute)
    sure, against = (nli.entailment, nli.contradiction) if denied_by_source(no) else (nli.contradiction, nli.entailment)
    if sure < DENIAL or against > sure / 2:
        return None
    detail = f"“{yes.subject}” is told by one and denied by the other: “{no.subject}”"
    return Relation.CONTRADICTION, pair.score * (0.5 + sure / 2), detail


def _property(claim: Claim) -> str:
    """The property in words: "weapon", "condition of Jane Roe"."""
    assert claim.attribute is not None
    named = claim.frame.person is not None and bool(claim.frame.person.name)
    return values.label(claim.attribute.property, claim.attribute.subject if named else "")


def _one_after_the_other(a: Claim, b: Claim, prop: str) -> str:
    """Two values in the order of their days, where the days tell one."""
    assert a.attribute is not None and b.attribute is not None
    if a.published is None or b.published is None or a.published == b.published:
        return f"{prop}: {values.shown(a.attribute)} against {values.shown(b.attribute)}"
    first, last = (a, b) if a.published < b.published else (b, a)
    assert first.attribute is not None and last.attribute is not None
    return f"{values.shown(first.attribute)}, then {values.shown(last.attribute)}: {prop}"


def _all_against_one(pair: CandidatePair, a: Claim, b: Claim, who: Between) -> Found | None:
    """All are well and one is not, on one day: on another, one of them may have got worse or better."""
    assert a.attribute is not None and b.attribute is not None
    if who is Between.SELF or a.published is None or a.published != b.published:
        return None
    grave = [state(c.attribute.value) in GRAVE for c in (a, b) if c.attribute is not None]
    every = [c.frame.person is not None and c.frame.person.every for c in (a, b)]
    if grave[0] == grave[1] or every[0] == grave[0]:
        return None
    detail = f"one says {values.shown(a.attribute)} of all, the other {values.shown(b.attribute)} of one of them"
    return Relation.CONTRADICTION, pair.score, detail


def _changed(pair: CandidatePair, a: Claim, b: Claim, detail: str, who: Between) -> Found | None:
    """An update; but nobody is alive after a death that was reported before."""
    if who is Between.SELF:
        return None
    if a.published is None or b.published is None or a.attribute is None or b.attribute is None:
        return Relation.UPDATE, 0.8 * pair.score, detail
    first, last = sorted((a, b), key=lambda c: (c.published, c.id))
    days = (b.published - a.published).days if first is a else (a.published - b.published).days
    one_offence = any(lexicon.class_of("offences", w) for w in a.frame.event & b.frame.event)
    if verdicts(a.attribute.value, b.attribute.value) and one_offence and days <= 1:
        return Relation.CONTRADICTION, 0.8 * pair.score, detail
    died = first.attribute is not None and state(first.attribute.value) == "dead"
    if {state(a.attribute.value), state(b.attribute.value)} == {"dead", "alive"} and (died or days == 0):
        return (Relation.CONTRADICTION, 0.7 * pair.score, detail) if days <= FRESH_DAYS else None
    lasting = any(f" {w} " in f" {last.mention.lower()} " for w in _LASTING)
    if died and lasting and a.attribute.property == "condition" and 1 <= days <= FRESH_DAYS:
        return Relation.CONTRADICTION, 0.7 * pair.score, f"{detail}: reported alive {days} days after the death"
    return Relation.UPDATE, pair.score, detail
