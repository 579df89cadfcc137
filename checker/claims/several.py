"""What one article tells of several persons or scenes, so that one claim alone doesn't stand for them. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from checker.claims.properties.address import street
from checker.claims.properties.condition import GRAVE, state
from checker.claims.properties.facilities import TAKEN, facility_name
from checker.records import Claim, Person


def one_of_several(claims: Sequence[Claim]) -> list[Claim]:
    """What an article tells of several is marked so: addresses of several scenes, one hospital for several persons.

    Whom one sentence has taken somewhere is known by that in all the others.
    """
    claims = _but_for_some(_known_by_place(claims))
    streets = [street(c.attribute.value) for c in claims if c.attribute and c.attribute.property == "address"]
    several = any(not a & b for a in streets for b in streets)
    taken: dict[frozenset[str], set[Person]] = {}
    for c in claims:
        if c.attribute and c.attribute.property in TAKEN and c.frame.person:
            taken.setdefault(facility_name(c.attribute.value), set()).add(c.frame.person)
    return [_as_one(c, several, taken) for c in claims]


def _known_by_place(claims: Sequence[Claim]) -> list[Claim]:
    marks = {dataclasses.replace(p, at=frozenset()): p for c in claims if (p := c.frame.person) is not None and p.at}
    return [
        dataclasses.replace(c, frame=dataclasses.replace(c.frame, person=marks[p]))
        if (p := c.frame.person) is not None and p in marks
        else c
        for c in claims
    ]


def _but_for_some(claims: Sequence[Claim]) -> list[Claim]:
    """ "All" are only the others where the article tells of somebody who is in a bad way."""
    conditions = [c for c in claims if c.attribute and c.attribute.property == "condition" and c.frame.person]
    worse = any(state(c.attribute.value) in GRAVE for c in conditions if c.attribute and not _of_all(c))
    return [_of_some(c) if worse and _of_all(c) else c for c in claims]


def _of_all(claim: Claim) -> bool:
    return claim.frame.person is not None and claim.frame.person.every


def _of_some(claim: Claim) -> Claim:
    assert claim.frame.person is not None
    person = dataclasses.replace(claim.frame.person, every=False)
    return dataclasses.replace(claim, frame=dataclasses.replace(claim.frame, person=person))


def _as_one(claim: Claim, several: bool, taken: Mapping[frozenset[str], set[Person]]) -> Claim:
    person = claim.frame.person
    if several and claim.attribute and claim.attribute.property == "address":
        return dataclasses.replace(claim, part_of=True)
    if person is not None and person.at and len(taken.get(person.at, ())) > 1:
        frame = dataclasses.replace(claim.frame, person=dataclasses.replace(person, at=frozenset()))
        return dataclasses.replace(claim, frame=frame)
    return claim
