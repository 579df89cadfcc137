"""When the event behind a claim happened, where the claim's own sentence doesn't say.

A claim without a time takes that of the sentence it points back to, else that of the article's other sentences about
the same place, else the article's newest event. Standing counts and tallies inherit nothing: they hold for a period.
The result does not depend on the order of paragraphs beyond the sentence before.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from checker.claims.discourse import NATION, Discourse, Place, places, with_country
from checker.parse.memo import once, text_of, words_of
from checker.records import Claim, TimeMention, TimeSpan
from checker.times.days import shifted
from checker.words import lexicon
from checker.words.lists import words_in
from checker.words.persons import POINTING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_POINTING = POINTING | words_in("general", "demonstratives")
_WEEKEND = re.compile(
    r"\bweekend (?:shootings|violence)|\b(?:over|during) the weekend\b|\bthis (?:past )?weekend\b", re.IGNORECASE
)
_REASONS = words_in("general", "before_reasons")
_EVENT_DAYS = 3  # an event's date is known to this many days or better


@dataclasses.dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence with the time and the specific places it states; ``day`` is its time where that is a day or two.

    ``behind`` is what an arrest or a charge looks back to: "charged Friday with a shooting that left two dead";
    ``deeds`` are the days of what was done, such as the shooting.
    """

    paragraph: int
    time: TimeSpan | None
    day: TimeSpan | None
    since: TimeSpan | None
    places: tuple[Place, ...]
    points_back: bool
    behind: tuple[tuple[int, int], ...] = ()  # stretches about what came before, in characters
    deeds: tuple[TimeSpan, ...] = ()

    @property
    def spots(self) -> frozenset[str]:
        """Keys of places narrower than a country."""
        return frozenset(p.key for p in self.places if not p.key.startswith(NATION))


def date_events(
    claims: Sequence[Claim],
    fields: Sequence[tuple[str, Doc, Sequence[Span], Sequence[TimeMention]]],
    context: Discourse,
) -> list[Claim]:
    """The claims with ``event_time`` filled in where the article tells it."""
    dated: dict[tuple[str, int], _Dated] = {}
    before: dict[tuple[str, int], _Dated | None] = {}
    for field, doc, sentences, found in fields:
        previous: _Dated | None = None
        for sentence in sentences:
            entry = _dated(doc, sentence, found, context)
            key = (field, sentence.start_char)
            near = previous is not None and previous.paragraph == entry.paragraph
            dated[key], before[key] = entry, previous if near else None
            previous = entry
    published = next((c.published for c in claims if c.published), None)
    main = _main_time([s for s in dated.values() if not (published and s.day and s.day.start > published)])
    placed = [_placed(c, dated, before, context) for c in claims]
    return [_filled(c, dated, before, main) for c in placed]


def _dated(doc: Doc, sentence: Span, found: Sequence[TimeMention], context: Discourse) -> _Dated:
    from checker.times import attached

    here = [t for t in found if sentence.start_char <= t.start < sentence.end_char]
    events = (attached(doc, here, t.i) for t in _events(sentence)) if here else ()
    time = next((t for t in events if t is not None), None)
    span = time.span if time and not time.span.since else None
    day = span if span and (span.end - span.start).days < _EVENT_DAYS else None
    since = next((t.span for t in here if t.span.since), None)
    first = next((t for t in words_of(sentence) if t.is_alpha), None)
    points = first is not None and (first.lower_ in _POINTING or first.pos_ == "PRON")
    where = tuple(once(sentence, places, context))
    paragraph = text_of(doc).count("\n", 0, sentence.start_char)
    return _Dated(
        paragraph, span, day, since, where, points, tuple(_behind(sentence)), tuple(_deeds(doc, sentence, here))
    )


def _behind(sentence: Span) -> Iterator[tuple[int, int]]:
    """What a verb of arrest, charge or trial names as its reason lies before it, nobody says how long."""
    for verb in words_of(sentence, "VERB"):
        if lexicon.class_of("custody", verb.lemma_.lower()) in (None, "freed", "sought"):
            continue
        for child in (c for t in (verb, *_objects(verb)) for c in t.children if c.i > verb.i):
            about = child.dep_ == "prep" and child.lower_ in _REASONS
            if (about or _after(child)) and any(_of_event(t) for t in child.subtree):
                first, last = child.left_edge, child.right_edge
                yield first.idx, last.idx + len(last.text)


def _of_event(token: Token) -> bool:
    return lexicon.is_event_noun(token.lower_) or lexicon.is_event_noun(token.lemma_.lower())


def _deeds(doc: Doc, sentence: Span, here: Sequence[TimeMention]) -> Iterator[TimeSpan]:
    """The single days that a sentence gives for what was done, wherever in the sentence it is told."""
    from checker.times import attached

    for verb in words_of(sentence, "VERB") if here else ():
        if lexicon.is_event_verb(verb.lemma_.lower()):
            time = attached(doc, here, verb.i)
            if time is not None and not time.span.since and (time.span.end - time.span.start).days < _EVENT_DAYS:
                yield time.span


def _objects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]


def _after(clause: Token) -> bool:
    return clause.dep_ == "advcl" and any(c.lower_ == "after" for c in clause.children)


def _events(sentence: Span) -> list[Token]:
    """The verbs of a sentence's main line, what was said before who said it; asides are about other times."""
    line, waiting = [], [sentence.root]
    while waiting:
        verb = waiting.pop()
        line.append(verb)
        waiting += [c for c in verb.children if c.dep_ in ("ccomp", "conj", "xcomp", "parataxis")]
    saying = [t for t in line if any(c.dep_ == "ccomp" for c in t.children)]
    return sorted((t for t in line if t not in saying), key=lambda t: t.i) + saying


def _main_time(sentences: Sequence[_Dated]) -> TimeSpan | None:
    """The article's newest dated event: news is about what happened last, background came before."""
    spans = [s.day for s in sentences if s.day is not None]
    return max(spans, key=lambda s: (s.end, s.start), default=None)


def _filled(
    claim: Claim,
    dated: dict[tuple[str, int], _Dated],
    before: dict[tuple[str, int], _Dated | None],
    main: TimeSpan | None,
) -> Claim:
    if claim.time is not None or claim.frame.predicate == "station" or claim.frame.noun == "age":
        return claim
    key = (claim.field, claim.sentence_start)
    own, previous = dated.get(key), before.get(key)
    if own and any(start <= claim.start < end for start, end in own.behind):
        days = [d for s in dated.values() for d in s.deeds if not own.day or d.start < own.day.start]
        if days:
            return dataclasses.replace(claim, event_time=_silent(max(days, key=lambda d: (d.end, d.start))))
    if claim.cumulative:
        since = (own.since if own else None) or (previous.since if previous else None) or _weekend(claim)
        return dataclasses.replace(claim, event_time=_silent(since))
    if own and own.time:
        time: TimeSpan | None = own.time
    elif own and own.points_back and previous and previous.time:
        time = previous.time
    else:
        time = _of_place(own, list(dated.values())) or main
    return dataclasses.replace(claim, event_time=_silent(time))


def _weekend(claim: Claim) -> TimeSpan | None:
    """The days that a count "in weekend shootings" or "over the weekend" runs over, as far as they are told."""
    if claim.published is None or not _WEEKEND.search(claim.sentence):
        return None
    return TimeSpan(shifted(claim.published, -4), claim.published)


def _placed(
    claim: Claim,
    dated: dict[tuple[str, int], _Dated],
    before: dict[tuple[str, int], _Dated | None],
    context: Discourse,
) -> Claim:
    """A sentence that points back ("It was an attack ...") is where the sentence before it is."""
    key = (claim.field, claim.sentence_start)
    own, previous = dated.get(key), before.get(key)
    if claim.frame.places or not (own and own.points_back and previous and previous.places):
        return claim
    unique = {p.key: p.name for p in with_country(previous.places, context)}
    frame = dataclasses.replace(claim.frame, places=tuple(unique))
    return dataclasses.replace(claim, place=tuple(unique.values()), frame=frame)


def _of_place(own: _Dated | None, sentences: Sequence[_Dated]) -> TimeSpan | None:
    """The most frequent time of the sentences about one of ``own``'s places; None when they don't agree."""
    if own is None or not own.spots:
        return None
    spans = Counter((s.day.start, s.day.end) for s in sentences if s.day and s.spots & own.spots)
    ranked = spans.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return TimeSpan(*ranked[0][0])


def _silent(span: TimeSpan | None) -> TimeSpan | None:
    """An inherited time has no words of its own."""
    return None if span is None else dataclasses.replace(span, surface="")
