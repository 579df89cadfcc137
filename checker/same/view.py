"""What evidence of sameness reads of a claim: its words, roles, places and times, never its value. Pure.

Numbers are left out wherever they stand, in digits and in words, so that no evidence can read a value.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from checker.records import Claim, Quantity, QuantityKind, TimeSpan
from checker.words import lexicon
from checker.words.frequencies import stem, stems
from checker.words.lists import alternation, words_in

NEAR = 60  # characters on each side that are the surroundings of a number
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PART = re.compile(rf"\b{alternation('numbers', 'before_a_part')}\W*(?:at least )?$", re.IGNORECASE)
_MORE = re.compile(rf"\W*{alternation('numbers', 'after_an_addition')}\b", re.IGNORECASE)
_AGO = re.compile(r"\W*(?:\w+ )?(?:ago|earlier|later)\b", re.IGNORECASE)

Stems = frozenset[str]
_COUNT = Quantity(value=None)


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One numeric claim without its value. Words are stems; ``own_*`` are those up to the next number on each side.

    caps_*   capitalised words of the own stretch; ``caps`` of the whole sentence
    order    which number of its sentence it is, from 0, of ``numbers``
    """

    article: str
    kind: QuantityKind
    left: tuple[str, ...]
    right: tuple[str, ...]
    own_left: tuple[str, ...]
    own_right: tuple[str, ...]
    sentence: Stems
    context: Stems
    caps_left: Stems
    caps_right: Stems
    caps: Stems
    noun: str
    modifiers: Stems
    unit: Stems
    predicate: str
    is_person: bool
    spots: frozenset[str]
    places: frozenset[str]
    names: frozenset[str]
    actor: frozenset[str]
    limits: frozenset[str]
    part_of: bool
    additional: bool
    cumulative: bool
    including: bool
    more: bool
    ago: bool
    change: str
    time: TimeSpan | None
    event_time: TimeSpan | None
    published: int | None  # day number
    weekdays: frozenset[str]
    years: frozenset[str]
    speaker: frozenset[str]
    title: bool
    headline: bool
    start: int
    order: int
    numbers: int
    near3: Stems = field(default=frozenset())
    near6: Stems = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class ArticleView:
    """In how many of an article's sentences with claims each stem stands, and how many claims of each kind it has."""

    sentences: int
    holding: Mapping[str, int]
    kinds: Mapping[QuantityKind, int]


def articles_of(claims: Iterable[Claim]) -> dict[str, ArticleView]:
    """Article id -> what its claims show of it."""
    told: dict[str, dict[tuple[str, int], str]] = defaultdict(dict)
    kinds: dict[str, Counter[QuantityKind]] = defaultdict(Counter)
    for claim in claims:
        told[claim.article][claim.field, claim.sentence_start] = claim.sentence
        if claim.quantity is not None and not claim.parts:
            kinds[claim.article][claim.quantity.kind] += 1
    return {
        article: ArticleView(len(own), Counter(w for text in own.values() for w in set(stems(text))), kinds[article])
        for article, own in told.items()
    }


def views_of(claims: Sequence[Claim]) -> dict[str, ClaimView]:
    """Claim id -> view; of an attributive claim that of a count in its place."""
    rows: dict[tuple[str, str, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        rows[claim.article, claim.field, claim.sentence_start].append(claim)
    found: dict[str, ClaimView] = {}
    for row in rows.values():
        numbers = (c for c in row if c.quantity is not None and not c.parts)
        stated = sorted(numbers, key=lambda c: (c.start, c.end, c.id))
        for claim in row:
            found[claim.id] = _view(claim, stated)
    return found


def _view(claim: Claim, stated: Sequence[Claim]) -> ClaimView:
    """``stated`` are the numbers of its sentence, in order."""
    text, at, end = claim.sentence, claim.start - claim.sentence_start, claim.end - claim.sentence_start
    low = max((c.end - c.sentence_start for c in stated if c.end <= claim.start), default=0)
    high = min((c.start - c.sentence_start for c in stated if c.start >= claim.end), default=len(text))
    left, right = stems(text[:at]), stems(text[end:])
    frame, quantity = claim.frame, claim.quantity or _COUNT
    noun = stem(frame.noun) if frame.noun else ""
    names = {w for n in frame.names for w in ([n] if n.startswith("@") else n.split())}
    return ClaimView(
        article=claim.article,
        kind=quantity.kind,
        left=tuple(left),
        right=tuple(right),
        own_left=tuple(stems(text[low:at])),
        own_right=tuple(stems(text[end:high])),
        sentence=frozenset(left) | frozenset(right),
        context=frozenset(stems(text[max(0, at - NEAR) : at])) | frozenset(stems(text[end : end + NEAR])),
        caps_left=_capitals(text[max(low, 1) : at]),
        caps_right=_capitals(text[end:high]),
        caps=_capitals(text[1:]),
        noun=noun,
        modifiers=frozenset(stem(w) for w in frame.noun_words) - {noun},
        unit=frozenset(stem(w) for part in (quantity.unit, *quantity.concept) for w in part.split()),
        predicate=frame.predicate,
        is_person=bool(lexicon.person_class(frame.noun)),
        spots=frozenset(p for p in frame.places if not p.startswith("@")),
        places=frozenset(frame.places),
        names=frozenset(names),
        actor=frame.actor,
        limits=frame.limits,
        part_of=claim.part_of,
        additional=claim.additional,
        cumulative=claim.cumulative,
        including=bool(_PART.search(text[low:at])),
        more=bool(_MORE.match(text[end:])),
        ago=bool(_AGO.match(text[end:])),
        change=quantity.change or "",
        time=claim.time,
        event_time=claim.event_time,
        published=claim.published.toordinal() if claim.published else None,
        weekdays=frozenset(m.lower() for m in _WEEKDAY.findall(text)),
        years=frozenset(_YEAR.findall(text[:at] + " " + text[end:])),
        speaker=frozenset(stems(claim.attribution.source)) if claim.attribution else frozenset(),
        title=claim.field == "title",
        headline=claim.headline,
        start=claim.start,
        order=next((n for n, c in enumerate(stated) if c.id == claim.id), 0),
        numbers=len(stated),
        near3=frozenset(left[-2:]) | frozenset(right[:3]),
        near6=frozenset(left[-5:]) | frozenset(right[:6]),
    )


def _capitals(text: str) -> Stems:
    function_words = words_in("general", "function_words")
    return frozenset(stem(w) for w in _CAPITAL.findall(text) if w.lower() not in function_words)
