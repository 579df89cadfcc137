"""Do two claims speak of the same thing? Pure pairwise tests behind :mod:`checker.align`.

Each test answers "same", "unknown" or "different" with words for the report. Different noun or predicate: no pair at
all. Different place, time, group or part of a whole: an obstacle, which makes the pair one of scope.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from checker import compare, lexicon, values
from checker.align import ages, extremes, parties
from checker.align.outcome import Fit
from checker.records import Claim, QuantityKind, TimeSpan
from checker.values import quotes
from checker.values.places import one_number

SAME_EVENT_DAYS = 1  # stated days of one event may differ by a night
INHERITED_DAYS = 2  # a day taken over from the article is less sure
PUBLISHED_DAYS = 4  # news without any time is about the days before it was published
TOLL_DAYS = 14  # a toll goes on being counted this long after the event
SCENE_LINK = 2.0  # how much more than linked two articles must be for two streets to be of one event
MIN_ATTRIBUTE_FIT = 0.5  # below, too little says that two attributes are of one event
VAGUE_DAYS = 7  # "in January" hardly tells two events apart
SINCE_DAYS = 45  # "since mid-October" and "since the war began in October"


IN_ORDER = {"occur", "find"}  # moments of which the first comes before the other; calls are of many kinds
NEARLY = 0.8  # of what links two articles must be there where only the words of two sentences are alike
_DIFFERENCE = re.compile(
    r" (?:\w+ )?(?:behind|ahead of|fewer than|more than|less than|short of|shy of)\b", re.IGNORECASE
)
_LOOSE = {"other", "more", "additional", "least", "total", "many", "several", "people", "person"}
_OF_PEOPLE = {"kill", "injure"}  # whoever is killed or hurt is a person, also where no list knows the noun


def subject(claim: Claim) -> str | None:
    """What is counted or claimed, coarse enough that two wordings of one thing meet; None for what can't be aligned."""
    if claim.attribute is not None:
        return claim.attribute.property
    q, f = claim.quantity, claim.frame
    if q is None or claim.negated or _DIFFERENCE.match(claim.sentence, claim.end - claim.sentence_start):
        return None
    if q.kind is QuantityKind.COUNT:
        noun = "person" if lexicon.person_class(f.noun) or f.predicate in _OF_PEOPLE else f.noun
        return f"{noun}|{f.predicate}|{q.change or ''}" if noun and (f.predicate or noun != "person") else None
    if q.kind is QuantityKind.CLOCK:
        return f"clock|{f.predicate}"
    if q.kind is QuantityKind.AGE:
        return "age" if f.actor else None
    if q.kind is QuantityKind.ORDINAL or not _concept(claim):
        return None
    return f"{q.kind}|{q.change or ''}"


def _concept(claim: Claim) -> frozenset[str]:
    """What a measure, share or sum of money is about, as singular folded words."""
    words = claim.quantity.concept if claim.quantity else ()
    return frozenset(lexicon.singular(w) for word in words for w in lexicon.words(word))


def fit(a: Claim, b: Claim, link: float, linked: float) -> Fit | None:
    """How well two numeric claims fit; ``link`` weighs the names that their articles share (``linked`` is enough)."""
    if a.quantity is None or b.quantity is None or a.quantity.kind is not b.quantity.kind:
        return None
    if extremes.is_extreme(a) or extremes.is_extreme(b):
        return extremes.fit(a, b, link)
    if a.frame.noun == "age":
        return ages.fit_ages(a, b, link, linked)
    found = Fit()
    if not _nouns(a, b, found):
        return None
    standing = a.frame.predicate == "station" and b.frame.predicate == "station"
    _parts(a, b, found)
    _groups(a, b, found)
    shared = _places(a, b, found, exact=standing or (a.cumulative and b.cumulative))
    if not standing:
        _times(a, b, found)
        if a.cumulative != b.cumulative:
            found.obstacles.append("a running total against one event")
        if link < linked and not ((shared and a.cumulative) or _one_spot_and_day(a, b) or _alike(a, b, link, linked)):
            return None
    elif not shared:
        return None
    if shared is False and (found.obstacles or a.article != b.article):
        return None
    return found


def _nouns(a: Claim, b: Claim, found: Fit) -> bool:
    """Counted nouns and predicates; False when the claims count different things altogether."""
    one, two = a.frame, b.frame
    if a.quantity is not None and a.quantity.kind is QuantityKind.CLOCK:
        return _moments(a, b, found)
    if a.quantity is not None and a.quantity.kind is not QuantityKind.COUNT:
        return _measures(a, b, found)
    people = one.predicate in _OF_PEOPLE or all(lexicon.person_class(f.noun) for f in (one, two))
    if one.predicate != two.predicate or (one.noun != two.noun and not people):
        return False
    if (mine := _modifiers(a)) and (theirs := _modifiers(b)) and not mine & theirs:
        found.obstacles.append(f"{' '.join(sorted(mine))} against {' '.join(sorted(theirs))} {one.noun}s")
    if told := {w for f in (one, two) for w in f.noun_words if lexicon.sex(w)} - (one.noun_words & two.noun_words):
        found.obstacles.append(f"only {' and '.join(sorted(told))} {one.noun}s on one side")
    if one.noun == two.noun:
        found.factor(1.0, f"both count {one.noun}s")
    elif "person" in (one.noun, two.noun):
        found.factor(0.9, f"{one.noun} and {two.noun} may be the same people")
    else:
        found.obstacles.append(f"{one.noun}s are not {two.noun}s")
    return True


def _moments(a: Claim, b: Claim, found: Fit) -> bool:
    """Two moments of one kind, or an event and what can only follow on it."""
    one, two = a.frame.predicate, b.frame.predicate
    if one == two:
        found.factor(0.9, f"both tell when it was ({one})")
    elif "occur" in (one, two) and {one, two} <= IN_ORDER:
        found.factor(0.8, f"one tells when it was, the other what followed ({two if one == 'occur' else one})")
    else:
        return False
    return True


def _modifiers(claim: Claim) -> frozenset[str]:
    """What narrows a counted noun down: {"lethal"} of "lethal rounds"."""
    unit = claim.quantity.unit.split() if claim.quantity else []
    return claim.frame.noun_words - {claim.frame.noun, *unit[-1:], *_LOOSE}


def _measures(a: Claim, b: Claim, found: Fit) -> bool:
    """Whether two measures are of one thing: what they are about, and words of the sentence besides, must be shared."""
    one, two = _concept(a), _concept(b)
    # "unemployment rate" and "inflation rate in Norway" share words, but each has one that the other lacks.
    if not (one <= two or two <= one) or len(a.frame.event & b.frame.event) < 2:
        return False
    found.factor(1.0 if one == two else 0.9, f"both are about {' '.join(sorted(one & two))}")
    return True


def _parts(a: Claim, b: Claim, found: Fit) -> None:
    if a.part_of != b.part_of:
        found.obstacles.append("one counts a part of the other's whole")
    # A headline leaves out what its story's number is limited to.
    headline = a.article == b.article and (a.headline or b.headline) and _same_value(a, b)
    if a.frame.limits != b.frame.limits and not headline:
        found.obstacles.append(f"only {' and '.join(sorted(a.frame.limits ^ b.frame.limits))} on one side")
    if a.additional != b.additional:
        found.obstacles.append("one counts only those besides others")


def _same_value(a: Claim, b: Claim) -> bool:
    return a.quantity is not None and b.quantity is not None and a.quantity.value == b.quantity.value


def _groups(a: Claim, b: Claim, found: Fit) -> None:
    """Nationality of the counted, or target of the attacks."""
    for mine, theirs in ((a.frame.actor, b.frame.actor), (a.frame.target, b.frame.target)):
        if mine and theirs and not mine & theirs:
            found.obstacles.append(f"{_names(mine)} against {_names(theirs)}")


def _names(keys: Iterable[str]) -> str:
    return " and ".join(sorted(k.lstrip("@").title() for k in keys))


def _overlap(a: Iterable[str], b: Iterable[str]) -> set[str]:
    """Place keys that name the same place: one's telling words hold the other's."""
    return {
        x
        for x in a
        for y in b
        if x == y or ("@" not in x + y and (set(x.split()) <= set(y.split()) or set(y.split()) <= set(x.split())))
    }


def _places(a: Claim, b: Claim, found: Fit, exact: bool) -> bool | None:
    """True for a shared place, False for another one, None where one side is silent.

    ``exact`` claims must name the same set of countries, for "Iraq" is only a part of "Iraq and Syria".
    """
    if exact:
        one, two = ({p for p in c.frame.places if p.startswith("@")} or set(c.frame.places) for c in (a, b))
        if one and two and one != two:
            word = "a part of the other's area" if one < two or two < one else "another area"
            found.obstacles.append(f"{word}: {_names(one)} against {_names(two)}")
        return bool(one & two) if one and two else None
    one, two = ({p for p in c.frame.places if not p.startswith("@")} for c in (a, b))
    if one and two:
        common = _overlap(one, two)
        found.factor(1.0 if common else 0.6, f"both name {_names(common)}" if common else "")
        return bool(common)
    nations_a, nations_b = ({p for p in c.frame.places if p.startswith("@")} for c in (a, b))
    if nations_a and nations_b and not nations_a & nations_b:
        found.obstacles.append(f"another country: {_names(nations_a)} against {_names(nations_b)}")
        return False
    found.factor(0.9)
    return True if nations_a & nations_b else None


def _one_spot_and_day(a: Claim, b: Claim) -> bool:
    """Whether two claims name one spot and one day: enough for one event, however little else their articles share."""
    one, two = ({p for p in c.frame.places if not p.startswith("@")} for c in (a, b))
    if not _overlap(one, two) or a.event_time is None or b.event_time is None:
        return False
    return days_apart(a.event_time, b.event_time) <= (TOLL_DAYS if of_toll(a, b) else SAME_EVENT_DAYS)


def elsewhere(a: Claim, b: Claim) -> bool:
    """Whether two numbers that differ name no common spot: in a round-up they may then be of any of its events."""
    if a.article == b.article or a.cumulative or a.quantity is None or b.quantity is None or a.frame.noun == "age":
        return False
    one, two = ({p for p in c.frame.places if not p.startswith("@")} for c in (a, b))
    return not _overlap(one, two) and compare.compare(a.quantity, b.quantity).relation == compare.DISJOINT


def _alike(a: Claim, b: Claim, link: float, linked: float) -> bool:
    """Whether two sentences of one day share most of their content words: news of one thing with few telling names."""
    named = bool(a.frame.context) and bool(b.frame.context)
    if named and link < NEARLY * linked:
        return False
    one, two = _window(a), _window(b)
    if one is None or two is None or days_apart(one, two) > SAME_EVENT_DAYS:
        return False
    shared = len(a.frame.event & b.frame.event)
    return shared >= 3 and 2 * shared >= min(len(a.frame.event), len(b.frame.event))


def of_toll(*claims: Claim) -> bool:
    return any("toll" in _concept(c) for c in claims)


def days_apart(a: TimeSpan, b: TimeSpan) -> int:
    """Days between two spans, 0 when they overlap."""
    return max(0, (a.start - b.end).days, (b.start - a.end).days)


def _window(claim: Claim) -> TimeSpan | None:
    """The claim's event time, else the days before publication."""
    if claim.event_time is not None:
        return claim.event_time
    if claim.published is None:
        return None
    return TimeSpan(claim.published - dt.timedelta(days=2), claim.published)


def _times(a: Claim, b: Claim, found: Fit, inherited: int = INHERITED_DAYS) -> None:
    if a.cumulative and b.cumulative:
        _periods(a, b, found)
        return
    one, two = _window(a), _window(b)
    if one is None or two is None:
        found.factor(0.8)
        return
    stated = all(c.event_time is not None and c.event_time.surface for c in (a, b))
    dated = all(c.event_time is not None for c in (a, b))
    allowed = SAME_EVENT_DAYS if stated else inherited if dated else PUBLISHED_DAYS
    if of_toll(a, b):
        allowed = TOLL_DAYS  # "the toll rose to 912 on Friday" dates the count, not the event
    gap = days_apart(one, two)
    if max((w.end - w.start).days for w in (one, two)) > VAGUE_DAYS:
        found.factor(0.6)
    if gap > allowed:
        found.obstacles.append(f"another time: {one.start} against {two.start}")
    else:
        found.factor(1.0 if stated else 0.9, f"both on {max(one.start, two.start)}" if stated else "")


def _periods(a: Claim, b: Claim, found: Fit) -> None:
    """Tallies: periods that both state must begin together; an unstated one may be the other's."""
    one, two = a.event_time, b.event_time
    if one is None or two is None:
        found.factor(0.8)
        return
    if not (one.since or two.since) and max((w.end - w.start).days for w in (one, two)) <= VAGUE_DAYS:
        if days_apart(one, two):
            found.obstacles.append(f"another period: {one.start} against {two.start}")
        return
    if one.since != two.since or abs((one.start - two.start).days) > SINCE_DAYS:
        found.obstacles.append(f"another period: from {one.start} against from {two.start}")
    else:
        found.factor(1.0, f"both count from about {min(one.start, two.start)}")


def fit_attributes(a: Claim, b: Claim, link: float, linked: float, person: float) -> Fit | None:
    """How well two attributive claims fit: the same property of what may be the same event.

    ``person`` is the evidence of :class:`cast.Cast` that they are about one person.
    """
    if a.attribute is None or b.attribute is None or a.attribute.property != b.attribute.property:
        return None
    if a.attribute.property == "said_by":
        return _fit_quotations(a, b, link, linked)
    if a.attribute.property == "happened":
        return _fit_happenings(a, b, link, linked)
    if a.frame.party is not None or b.frame.party is not None:
        return _fit_parties(a, b, link, linked, person)
    if (link < linked and not _one_spot_and_day(a, b)) or not _one_kind(a, b):
        return None
    found = Fit()
    if a.attribute.property == "address":
        return _fit_scenes(a, b, link, linked)
    shared = _places(a, b, found, exact=False)
    if a.cumulative != b.cumulative:
        found.obstacles.append("many events against one")
    elif not a.cumulative:
        _times(a, b, found, inherited=SAME_EVENT_DAYS)
    if found.obstacles or shared is False or found.score < MIN_ATTRIBUTE_FIT:
        return None
    if not (a.event_time and b.event_time) and not a.cumulative and a.article != b.article:
        found.factor(0.7)
    return found


def _one_kind(a: Claim, b: Claim) -> bool:
    """Whether two causes are of one kind of event; where one leaves it open, they can only agree."""
    if a.attribute is None or b.attribute is None or a.attribute.property != "cause":
        return True
    one, two = a.frame.predicate, b.frame.predicate
    open_end = not (one and two)
    return one == two or (open_end and values.relation(a.attribute, b.attribute) in (values.SAME, values.NARROWER))


def _fit_parties(a: Claim, b: Claim, link: float, linked: float, person: float) -> Fit | None:
    """Properties of persons: articles of one event and one person; one article tells of its persons once."""
    one, two = a.frame.party, b.frame.party
    if one is None or two is None or a.attribute is None or (a.article == b.article and not _two_voices(a, b)):
        return None
    found = (
        parties.same(one, two, a.attribute.property)
        if person >= 0 or (one.name and two.name) or one.many != two.many
        else None
    )
    if found is None and person > 0:
        found = 0.65, f"both tell much the same of the {min(one.shown, two.shown)}"
    if (
        one.age is not None
        and not (one.name or two.name)
        and person <= 0
        and a.attribute is not None
        and b.attribute is not None
        and values.relation(a.attribute, b.attribute) == values.DIFFERENT
    ):
        return None  # an age alone may be two people's, of whom two things are told
    sure = (one.name and two.name) or (one.age is not None and one.age == two.age and one.sex == two.sex != "")
    if found is None or link < (linked if sure else 1.5 * linked):
        return None
    return Fit(found[0], [found[1]])


def _two_voices(a: Claim, b: Claim) -> bool:
    return a.attribution is not None and b.attribution is not None and a.attribution.source != b.attribution.source


def _fit_scenes(a: Claim, b: Claim, link: float, linked: float) -> Fit | None:
    """Addresses of one event: of one day; two that differ need articles that share more than a town."""
    if a.article == b.article or a.attribute is None or b.attribute is None:
        return None
    found = Fit()
    near = link >= SCENE_LINK * linked
    _times(a, b, found, inherited=PUBLISHED_DAYS if near else SAME_EVENT_DAYS)
    alike = values.relation(a.attribute, b.attribute) != values.DIFFERENT
    several = (a.part_of or b.part_of) and not one_number(a.attribute.value, b.attribute.value)
    if found.obstacles or (not alike and (several or not near)):
        return None
    return found


def _fit_quotations(a: Claim, b: Claim, link: float, linked: float) -> Fit | None:
    """One quotation in two articles about one event."""
    if a.attribute is None or b.attribute is None or a.article == b.article or link < linked:
        return None
    words = quotes.shared(a.attribute.subject, b.attribute.subject)
    return Fit(0.9, [f"both quote “{words}”"]) if words else None


def _fit_happenings(a: Claim, b: Claim, link: float, linked: float) -> Fit | None:
    """One side denies what the other tells: the same verb, an argument shared, no other subject, one time."""
    one, two = a.frame, b.frame
    opposed = a.attribute and b.attribute and a.attribute.value != b.attribute.value
    if not opposed or one.predicate != two.predicate or link < linked:
        return None
    common = one.noun_words & two.noun_words
    named = [{s for s in f.target if s.startswith("=")} for f in (one, two)]
    if not common or (all(named) and not named[0] & named[1]):
        return None
    if len(common) == 1 and not named[0] & named[1] and link < SCENE_LINK * linked:
        return None  # "no shots were fired" is said of many events
    found = Fit(0.9, [f"both speak of {one.predicate} and {' and '.join(sorted(common))}"])
    _times(a, b, found, inherited=PUBLISHED_DAYS)
    return None if found.obstacles else found
