"""Do two attributive claims speak of the same thing? Pure pairwise tests behind :mod:`checker.block.candidates`."""

from __future__ import annotations

from checker.block.nearness import SAME_EVENT_DAYS, one_spot_and_day
from checker.block.thresholds import LINKED, MIN_ATTRIBUTE_FIT, SCENE_LINK, SURE
from checker.claims import properties
from checker.claims.properties.address import misnumbered, one_number
from checker.claims.properties.relations import DIFFERENT, NARROWER, RESPELT, SAME
from checker.claims.properties.said_by import shared
from checker.records import Claim
from checker.same import persons
from checker.same.circumstances import PUBLISHED_DAYS, places, times
from checker.same.fit import Fit, fit_of
from checker.times import days


def fit_attributes(a: Claim, b: Claim, link: float, person: float) -> Fit | None:
    """How well two attributive claims fit: the same property of what may be the same event.

    ``person`` is the evidence of :class:`cast.Cast` that they are about one person.
    """
    if a.attribute is None or b.attribute is None or a.attribute.property != b.attribute.property:
        return None
    if a.attribute.property == "said_by":
        return _fit_quotations(a, b, link)
    if a.attribute.property == "name":
        return _fit_spellings(a, b, link)
    if a.attribute.property == "happened":
        return _fit_happenings(a, b, link)
    if a.frame.person is not None or b.frame.person is not None:
        return _fit_persons(a, b, link, person)
    if (link < LINKED and not one_spot_and_day(a, b)) or not _one_kind(a, b):
        return None
    found = Fit()
    if a.attribute.property == "address":
        return _fit_scenes(a, b, link)
    shared = places(a, b, found, exact=False)
    if a.cumulative != b.cumulative:
        found.differs("tally", "many events against one")
    elif not a.cumulative:
        times(a, b, found, inherited=SAME_EVENT_DAYS)
    if found.differing or shared is False or found.score < MIN_ATTRIBUTE_FIT:
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
    return one == two or (open_end and properties.relation(a.attribute, b.attribute) in (SAME, NARROWER))


def _fit_persons(a: Claim, b: Claim, link: float, person: float) -> Fit | None:
    """Properties of persons: articles of one event and one person; one article tells of its persons once."""
    one, two = a.frame.person, b.frame.person
    if one is None or two is None or a.attribute is None or (a.article == b.article and not _two_voices(a, b)):
        return None
    found = (
        persons.same(one, two, a.attribute.property)
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
        and properties.relation(a.attribute, b.attribute) == DIFFERENT
    ):
        return None  # an age alone may be two people's, of whom two things are told
    if (
        not (one.name and two.name)
        and days.clash(a.time, b.time)
        and not properties.PROPERTIES[a.attribute.property].moves_on
    ):
        return None  # of one age, kind and town, but what befell them was on two days
    sure = (one.name and two.name) or (one.age is not None and one.age == two.age and one.sex == two.sex != "")
    if found is None or link < (LINKED if sure else SURE):
        return None
    return fit_of(found[0], "person", found[1])


def _two_voices(a: Claim, b: Claim) -> bool:
    return a.attribution is not None and b.attribution is not None and a.attribution.source != b.attribution.source


def _fit_scenes(a: Claim, b: Claim, link: float) -> Fit | None:
    """Addresses of one event: of one day; two that differ need articles that share more than a town."""
    if a.article == b.article or a.attribute is None or b.attribute is None:
        return None
    found = Fit()
    near = link >= SCENE_LINK
    one, two = a.attribute.value, b.attribute.value
    if not (near and misnumbered(one, two) and not (a.time and b.time)):  # one street names the event well enough
        times(a, b, found, inherited=PUBLISHED_DAYS if near else SAME_EVENT_DAYS)
    alike = properties.relation(a.attribute, b.attribute) != DIFFERENT
    several = (a.part_of or b.part_of) and not (one_number(one, two) or misnumbered(one, two))
    if found.differing or (not alike and (several or not near)):
        return None
    return found


def other_scene(a: Claim, b: Claim) -> bool:
    """Whether two claims give an address each, on two streets and not of one number."""
    one, two = a.attribute, b.attribute
    if one is None or two is None or one.property != "address":
        return False
    if one_number(one.value, two.value) or misnumbered(one.value, two.value):
        return False
    return properties.relation(one, two) == DIFFERENT


def _fit_quotations(a: Claim, b: Claim, link: float) -> Fit | None:
    """One quotation in two articles about one event."""
    if a.attribute is None or b.attribute is None or a.article == b.article or link < LINKED:
        return None
    words = shared(a.attribute.subject, b.attribute.subject)
    return fit_of(0.9, "quotation", f"both quote “{words}”") if words else None


def _fit_spellings(a: Claim, b: Claim, link: float) -> Fit | None:
    """One person whose name two articles about one event spell in two ways."""
    if a.attribute is None or b.attribute is None or a.article == b.article or link < LINKED:
        return None
    if properties.relation(a.attribute, b.attribute) != RESPELT:
        return None
    one, two = a.attribute.value, b.attribute.value
    return fit_of(0.9, "spelling", f"“{one}” and “{two}” are the same but for a letter or two")


def _fit_happenings(a: Claim, b: Claim, link: float) -> Fit | None:
    """One side denies what the other tells: the same verb, an argument shared, no other subject, one time."""
    one, two = a.frame, b.frame
    opposed = a.attribute and b.attribute and a.attribute.value != b.attribute.value
    if not opposed or one.predicate != two.predicate or link < LINKED:
        return None
    common = one.noun_words & two.noun_words
    named = [{s for s in f.target if s.startswith("=")} for f in (one, two)]
    if not common or (all(named) and not named[0] & named[1]) or {"he", "she"} <= one.target ^ two.target:
        return None
    if len(common) == 1 and not named[0] & named[1] and link < SCENE_LINK:
        return None  # "no shots were fired" is said of many events
    found = fit_of(0.9, "clause", f"both speak of {one.predicate} and {' and '.join(sorted(common))}")
    times(a, b, found, inherited=PUBLISHED_DAYS)
    return None if found.differing else found
