"""What was found in a sentence -> the records of claims, with their places, times, speakers and frames."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker import attribution, times
from checker.claims import (
    attackers,
    clock,
    discourse,
    extremes,
    frames,
    predicates,
    tallies,
)
from checker.claims.properties import denials
from checker.claims.properties.property import AttributeMention
from checker.parse.memo import once, text_of
from checker.quantities import groups
from checker.records import (
    Article,
    Attribute,
    Attribution,
    AttributionSpan,
    Claim,
    ClaimKind,
    Frame,
    Quantity,
    QuantityKind,
    QuantityMention,
    TimeMention,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """One field of an article with everything found in it."""

    name: str
    doc: Doc
    sentences: list[Span]
    spans: list[AttributionSpan]
    times: list[TimeMention]
    mentions: list[QuantityMention]


def claim_id(article: Article, field: str, start: int, end: int, what: str) -> str:
    """Stable: depends on the article and the claim's own place in it, on nothing else in the batch."""
    digest = hashlib.blake2b(digest_size=8)
    digest.update("\x1f".join((article.id, field, str(start), str(end), what)).encode())
    return digest.hexdigest()


def refuted(field: Field, mention: AttributeMention | QuantityMention) -> bool:
    """Whether who speaks denies it: nobody claims then what is printed."""
    return denials.refuted(field.spans, mention.start, mention.end)


def _denied(field: Field, mention: QuantityMention) -> bool:
    """Whether the clause or who speaks denies a number; a group has its size whatever its part didn't do.

    The "no" of a count of 0 is its number.
    """
    doc = field.doc
    denied = predicates.unsaid if mention.none else predicates.negated
    own = not mention.group and denied(predicates.head_token(doc, mention))
    return own or groups.excepted(doc, mention.first_token) or refuted(field, mention)


def numeric(
    article: Article,
    field: Field,
    sentence: Span,
    mention: QuantityMention,
    others: Sequence[QuantityMention],
    here: Sequence[TimeMention],
    context: discourse.Discourse,
) -> Claim:
    """A number of what a noun counts, or of a measure."""
    doc, quantity = field.doc, mention.quantity
    where = frames.own_places(mention, others, sentence, context)
    frame = frames.numeric_frame(doc, mention, sentence, where, context)
    time = times.attached(doc, here, predicates.head_token(doc, mention).i) if here else None
    claim = _claim(
        article, field, sentence, (mention.start, mention.end), f"numeric:{quantity.kind}", frame, where, time
    )
    return dataclasses.replace(
        claim,
        quantity=quantity,
        cumulative=tallies.is_tally(frame, quantity.value, time, sentence),
        negated=_denied(field, mention),
        part_of=mention.part_of,
        additional=mention.additional,
    )


def _scene(sentence: Span, context: discourse.Discourse) -> tuple[Sequence[discourse.Place], Frame]:
    """The places of a sentence, and a frame of them and of its names and words."""
    where = discourse.with_country(once(sentence, discourse.places, context), context)
    frame = Frame(
        places=tuple(p.key for p in where),
        names=once(sentence, frames.sentence_names),
        event=once(sentence, frames.event_words),
    )
    return where, frame


def of_scene(
    article: Article,
    field: Field,
    sentence: Span,
    mention: clock.ClockMention | attackers.AttackerMention,
    what: tuple[str, str, Quantity],
    here: Sequence[TimeMention],
    context: discourse.Discourse,
) -> Claim:
    """A number of what the whole sentence tells, not of a noun it counts; ``what`` is noun, predicate and quantity."""
    noun, predicate, quantity = what
    where, frame = once(sentence, _scene, context)
    frame = dataclasses.replace(frame, noun=noun, predicate=predicate)
    time = times.attached(field.doc, here, mention.token) if here else None
    claim = _claim(article, field, sentence, (mention.start, mention.end), f"numeric:{noun}", frame, where, time)
    return dataclasses.replace(claim, quantity=quantity)


def extreme(
    article: Article, field: Field, sentence: Span, mention: extremes.ExtremeMention, context: discourse.Discourse
) -> Claim:
    """The youngest or oldest of the hurt."""
    where, frame = once(sentence, _scene, context)
    frame = dataclasses.replace(frame, noun="age", predicate=mention.which)
    what = f"numeric:{mention.which}"
    claim = _claim(article, field, sentence, (mention.start, mention.end), what, frame, where, None)
    own = claim_id(article, field.name, mention.start, mention.end, f"numeric:{QuantityKind.AGE}")
    return dataclasses.replace(claim, quantity=mention.quantity, parts=(own,) if mention.listed else ())


def attributive(
    article: Article,
    field: Field,
    sentence: Span,
    mention: AttributeMention,
    here: Sequence[TimeMention],
    context: discourse.Discourse,
) -> Claim:
    """A property and its value."""
    if mention.by_outlet:
        return _by_outlet(article, field, sentence, mention)
    where, frame = once(sentence, _scene, context) if mention.of_event else ((), Frame())
    frame = dataclasses.replace(
        frame, predicate=mention.predicate, noun_words=mention.words, target=mention.subjects, person=mention.person
    )
    time = times.attached(field.doc, here, mention.trigger) if here else None
    what = f"{mention.property}:{mention.value}"
    subject = mention.about or (mention.person.shown if mention.person else "")
    claim = _claim(article, field, sentence, (mention.start, mention.end), what, frame, where, time)
    return dataclasses.replace(
        claim,
        kind=ClaimKind.ATTRIBUTIVE,
        attribute=Attribute(mention.property, mention.value, subject),
        cumulative=mention.tally,
        hedged=claim.hedged or mention.supposed,
        part_of=mention.partial,
    )


def _by_outlet(article: Article, field: Field, sentence: Span, mention: AttributeMention) -> Claim:
    """The outlet's own claim, whoever speaks in it: who said quoted words."""
    frame = Frame(names=once(sentence, frames.sentence_names), event=once(sentence, frames.event_words))
    at = (mention.start, mention.end)
    claim = _claim(article, field, sentence, at, f"{mention.property}:{mention.value}", frame, (), None)
    attribute = Attribute(mention.property, mention.value, mention.about)
    return dataclasses.replace(claim, kind=ClaimKind.ATTRIBUTIVE, attribute=attribute, attribution=None, hedged=False)


def _claim(
    article: Article,
    field: Field,
    sentence: Span,
    at: tuple[int, int],
    what: str,
    frame: Frame,
    where: Sequence[discourse.Place],
    time: TimeMention | None,
) -> Claim:
    """What numeric and attributive claims have in common."""
    start, end = at
    saying = attribution.enclosing(field.spans, start, end)
    source = next((s for s in saying if s.speaker), None)
    return Claim(
        id=claim_id(article, field.name, start, end, what),
        article=article.id,
        outlet=article.outlet,
        published=article.published,
        field=field.name,
        start=start,
        end=end,
        mention=text_of(field.doc)[start:end],
        sentence=once(sentence, _stripped),
        sentence_start=sentence.start_char,
        kind=ClaimKind.NUMERIC,
        attribution=Attribution(source.speaker, source.cue_text) if source else None,
        time=time.span if time else None,
        event_time=time.span if time else None,
        place=tuple(p.name for p in where),
        hedged=any(s.hedged for s in saying),
        frame=frame,
        headline=field.name == "title" or (article.title_in_text and end <= len(article.title) + 2),
    )


def _stripped(sentence: Span) -> str:
    return text_of(sentence.doc)[sentence.start_char : sentence.end_char].rstrip()
