"""Do two numeric claims speak of the same thing? Pure pairwise tests behind :mod:`checker.block.candidates`.

Each test answers "same", "unknown" or "different" with words for the report. Different noun or predicate: no pair at
all. Different place, time, group or part of a whole: an obstacle, which makes the pair one of scope.
"""

from __future__ import annotations

import re

from checker.block.keys import IN_ORDER
from checker.block.nearness import concept, one_spot_and_day, overlap
from checker.block.thresholds import LINKED
from checker.records import Claim, QuantityKind
from checker.same import ages, extremes
from checker.same.circumstances import alike, names, places, times
from checker.same.fit import Arithmetic, Fit
from checker.words import lexicon
from checker.words.events import ANY_HARM, HARM
from checker.words.lists import alternation, words_in

_NAMES_OF = re.compile(rf"\b{alternation('people', 'told_of_some')} of (?:the )?$", re.IGNORECASE)
_THE_REST = re.compile(
    rf"\bthe (?:others|rest|remaining|other (?:{alternation('numbers', 'of_a_rest')}|\d+))\b"
    r"|\b(?:are|were) (?:all |both )?(?:from|residents)\b"
)
_PERSONAL = words_in("crime", "of_each_accused")
_LOOSE = words_in("numbers", "no_narrowing")
_WIDENING = words_in("numbers", "widening")


def fit(a: Claim, b: Claim, link: float, arithmetic: Arithmetic) -> Fit | None:
    """How well two numeric claims fit; ``link``: the probability that their articles report one event."""
    if a.quantity is None or b.quantity is None or a.quantity.kind is not b.quantity.kind:
        return None
    if extremes.is_extreme(a) or extremes.is_extreme(b):
        return extremes.fit(a, b, link)
    if a.frame.noun == "age":
        return ages.fit_ages(a, b, link)
    found = Fit()
    if not _nouns(a, b, found):
        return None
    standing = a.frame.predicate == b.frame.predicate == "station"
    if standing and link < LINKED and a.frame.noun != "soldier" and not a.frame.actor & b.frame.actor:
        return None  # troops of one nation in one country need no event; forty officers in a street do
    _parts(a, b, found, arithmetic)
    _groups(a, b, found)
    personal = _PERSONAL & (a.frame.noun_words | b.frame.noun_words | concept(a) | concept(b))
    if (personal or _of_kin(a) or _of_kin(b)) and not _one_person(a, b):
        found.differs("case", "nothing says that it is one person's case")
    shared = places(a, b, found, exact=standing or (a.cumulative and b.cumulative))
    if not standing:
        times(a, b, found)
        if a.cumulative != b.cumulative:
            found.differs("tally", "a running total against one event")
        if link < LINKED and not ((shared and a.cumulative) or one_spot_and_day(a, b) or alike(a, b, link)):
            return None
    elif not shared:
        return None
    if shared is False and (found.differing or a.article != b.article):
        return None
    return found


def _of_kin(claim: Claim) -> bool:
    """ "A father of two": whose children they are, the rest of the sentence tells."""
    return claim.frame.predicate.startswith("of ") and lexicon.class_of("kin", claim.frame.predicate[3:]) is not None


def _one_person(a: Claim, b: Claim) -> bool:
    """Whether two sentences name one person, place or group besides what their articles share anyway."""
    one, two = ({w for n in c.frame.names if not n.startswith("@") for w in n.split()} for c in (a, b))
    return bool(one & two)


def _nouns(a: Claim, b: Claim, found: Fit) -> bool:
    """Counted nouns and predicates; False when the claims count different things altogether."""
    one, two = a.frame, b.frame
    if a.quantity is not None and a.quantity.kind is QuantityKind.CLOCK:
        return _moments(a, b, found)
    if a.quantity is not None and a.quantity.kind is not QuantityKind.COUNT:
        return _measures(a, b, found)
    people = one.predicate in HARM or all(lexicon.person_class(f.noun) for f in (one, two))
    if (one.predicate != two.predicate and not any_harm(a, b)) or (one.noun != two.noun and not people):
        return False
    if (mine := _modifiers(a)) and (theirs := _modifiers(b)) and not mine & theirs:
        found.differs("modifiers", f"{' '.join(sorted(mine))} against {' '.join(sorted(theirs))} {one.noun}s")
    if told := {w for f in (one, two) for w in f.noun_words if lexicon.sex(w)} - (one.noun_words & two.noun_words):
        found.differs("sex", f"only {' and '.join(sorted(told))} {one.noun}s on one side")
    if one.noun == two.noun:
        found.factor(1.0, "noun", f"both count {one.noun}s")
    elif "person" in (one.noun, two.noun):
        found.factor(0.9, "noun", f"{one.noun} and {two.noun} may be the same people")
    elif _alike(one.noun, two.noun):
        found.factor(0.8, "noun", f"{one.noun}s and {two.noun}s may be the same people")
    else:
        found.differs("noun", f"{one.noun}s are not {two.noun}s")
    return True


def _alike(one: str, two: str) -> bool:
    """ "Gunmen" and "attackers"."""
    return (kind := lexicon.class_of("alike", one)) is not None and kind == lexicon.class_of("alike", two)


def any_harm(a: Claim, b: Claim) -> bool:
    """Whether one says that nobody was killed or hurt, and the other how many were one of the two."""
    return any(x.frame.predicate == ANY_HARM and y.frame.predicate in HARM for x, y in ((a, b), (b, a)))


def _moments(a: Claim, b: Claim, found: Fit) -> bool:
    """Two moments of one kind, or an event and what can only follow on it."""
    one, two = a.frame.predicate, b.frame.predicate
    if one == two:
        found.factor(0.9, "moment", f"both tell when it was ({one})")
    elif "occur" in (one, two) and {one, two} <= IN_ORDER:
        found.factor(
            0.8, "moment", f"one tells when it was, the other what followed ({two if one == 'occur' else one})"
        )
    else:
        return False
    return True


def _modifiers(claim: Claim) -> frozenset[str]:
    """What narrows a counted noun down: {"lethal"} of "lethal rounds"."""
    unit = claim.quantity.unit.split() if claim.quantity else []
    return claim.frame.noun_words - {claim.frame.noun, *unit[-1:], *_LOOSE}


def _measures(a: Claim, b: Claim, found: Fit) -> bool:
    """Whether two measures are of one thing: what they are about, and words of the sentence besides, must be shared."""
    one, two = concept(a), concept(b)
    # "unemployment rate" and "inflation rate in Norway" share words, but each has one that the other lacks.
    if not (one <= two or two <= one) or len(a.frame.event & b.frame.event) < 2:
        return False
    found.factor(1.0 if one == two else 0.9, "concept", f"both are about {' '.join(sorted(one & two))}")
    return True


def _parts(a: Claim, b: Claim, found: Fit, arithmetic: Arithmetic) -> None:
    if a.part_of != b.part_of:
        found.differs("part", "one counts a part of the other's whole")
    # A headline leaves out what its story's number is limited to.
    headline = a.article == b.article and (a.headline or b.headline) and _same_value(a, b)
    if a.frame.limits != b.frame.limits and not headline:
        if _part_exceeds(a, b, arithmetic) or _part_exceeds(b, a, arithmetic):
            found.same("part", "a part is more than the whole")
        else:
            found.differs("limits", f"only {' and '.join(sorted(a.frame.limits ^ b.frame.limits))} on one side")
    if a.quantity is not None and a.quantity.kind is QuantityKind.COUNT and not _same_value(a, b) and _some(a, b):
        found.differs("some", "one speaks of some of them")
    if a.additional != b.additional:
        found.differs("additional", "one counts only those besides others")


def _part_exceeds(part: Claim, whole: Claim, arithmetic: Arithmetic) -> bool:
    """Whether a count of some of those that ``whole`` counts ("at the scene", "critically") is the higher one."""
    more = part.frame.limits - whole.frame.limits
    if not more or more & _WIDENING or whole.frame.limits - part.frame.limits:
        return False
    if part.quantity is None or whole.quantity is None or whole.quantity.value == 1:
        return False  # a single one is told of beside others
    return arithmetic.exceeds(part.quantity, whole.quantity)


def _some(a: Claim, b: Claim) -> bool:
    """Whether the lower count is, by its sentence, of some of a group: of those now named, or beside "the others".

    "Two were killed and the others hurt" does count all the dead.
    """
    low = min(a, b, key=lambda c: c.quantity.value or 0.0 if c.quantity else 0.0)
    at, end = low.start - low.sentence_start, low.end - low.sentence_start
    rest = low.frame.predicate != "kill" and _THE_REST.search(low.sentence, end)
    return bool(rest or _NAMES_OF.search(low.sentence, 0, at))


def _same_value(a: Claim, b: Claim) -> bool:
    return a.quantity is not None and b.quantity is not None and a.quantity.value == b.quantity.value


def _groups(a: Claim, b: Claim, found: Fit) -> None:
    """Nationality of the counted, or target of the attacks."""
    for mine, theirs in ((a.frame.actor, b.frame.actor), (a.frame.target, b.frame.target)):
        if mine and theirs and not mine & theirs:
            found.differs("group", f"{names(mine)} against {names(theirs)}")


def elsewhere(a: Claim, b: Claim, arithmetic: Arithmetic) -> bool:
    """Whether two numbers that differ name no common spot: in a round-up they may then be of any of its events."""
    if a.article == b.article or a.cumulative or a.quantity is None or b.quantity is None or a.frame.noun == "age":
        return False
    one, two = ({p for p in c.frame.places if not p.startswith("@")} for c in (a, b))
    return not overlap(one, two) and arithmetic.exclude(a.quantity, b.quantity)
