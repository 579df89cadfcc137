"""Parsed article -> Claims: quantities and attributes with who says them, when, where and of what.

``extract`` is the whole of it; ``totals`` adds the sums of coordinated counts ("five soldiers and two contractors" is
seven), which only a check across claims needs.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from checker import attribution, compare, quantities, times
from checker.claims import attributes, discourse, frames, whereabouts
from checker.records import (
    Article,
    Attribute,
    Attribution,
    AttributionSpan,
    Claim,
    ClaimKind,
    Frame,
    QuantityKind,
    QuantityMention,
    TimeMention,
    TimeSpan,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from checker.parse import ParsedArticle

# Kinds that the checker can compare across articles only with their noun or holder.
_TALLY_WORDS = (
    "so far",
    "to date",
    "this year",
    "year to date",
    "in total",
    "since",
    "in recent weeks",
    "in recent months",
    "at the time",
)


@dataclasses.dataclass(frozen=True, slots=True)
class _Field:
    """One field of an article with everything found in it."""

    name: str
    doc: Doc
    sentences: list[Span]
    spans: list[AttributionSpan]
    times: list[TimeMention]


def extract(parsed: ParsedArticle) -> list[Claim]:
    """All claims of one article in text order, title first."""
    article = parsed.article
    fields = [_read(f.field, f.doc, f.sentences, article) for f in parsed.fields]
    context = discourse.read((f.doc, f.sentences) for f in fields)
    found = [claim for f in fields for claim in _field_claims(article, f, context)]
    return whereabouts.date_events(found, [(f.doc, f.sentences, f.times) for f in fields], context)


def _read(name: str, doc: Doc, sentences: Sequence[Span], article: Article) -> _Field:
    return _Field(
        name, doc, list(sentences), attribution.find(doc, sentences), times.find(doc, article.published, sentences)
    )


def _field_claims(article: Article, field: _Field, context: discourse.Discourse) -> Iterable[Claim]:
    mentions = quantities.find(field.doc, field.sentences)
    for sentence in field.sentences:
        own = [m for m in mentions if sentence.start <= m.first_token < sentence.end]
        here = [t for t in field.times if sentence.start_char <= t.start < sentence.end_char]
        claims = [_numeric(article, field, sentence, m, own, here, context) for m in own]
        claims += [_attributive(article, field, sentence, m, here, context) for m in attributes.find(sentence, here)]
        yield from sorted(claims, key=lambda c: (c.start, c.end, c.id))


def claim_id(article: Article, field: str, start: int, end: int, what: str) -> str:
    """Stable: depends on the article and the claim's own place in it, on nothing else in the batch."""
    digest = hashlib.blake2b(digest_size=8)
    digest.update("\x1f".join((article.id, field, str(start), str(end), what)).encode())
    return digest.hexdigest()


def _numeric(
    article: Article,
    field: _Field,
    sentence: Span,
    mention: QuantityMention,
    others: Sequence[QuantityMention],
    here: Sequence[TimeMention],
    context: discourse.Discourse,
) -> Claim:
    doc, quantity = field.doc, mention.quantity
    where = frames.own_places(mention, others, sentence, context)
    frame = frames.numeric_frame(doc, mention, sentence, where, context)
    time = times.attached(doc, here, frames.head_token(doc, mention).i) if here else None
    claim = _claim(
        article, field, sentence, (mention.start, mention.end), f"numeric:{quantity.kind}", frame, where, time
    )
    return dataclasses.replace(
        claim,
        quantity=quantity,
        cumulative=_is_tally(frame, quantity.value, time, sentence),
        negated=frames.negated(frames.head_token(doc, mention)),
        part_of=mention.part_of,
        additional=mention.additional,
    )


def _attributive(
    article: Article,
    field: _Field,
    sentence: Span,
    mention: attributes.AttributeMention,
    here: Sequence[TimeMention],
    context: discourse.Discourse,
) -> Claim:
    where = discourse.with_country(discourse.places(sentence, context), context)
    frame = Frame(
        predicate="attack",
        places=tuple(p.key for p in where),
        names=frames.sentence_names(sentence),
        event=frames.event_words(sentence),
    )
    time = times.attached(field.doc, here, mention.trigger) if here else None
    what = f"{mention.property}:{mention.value}"
    claim = _claim(article, field, sentence, (mention.start, mention.end), what, frame, where, time)
    return dataclasses.replace(
        claim,
        kind=ClaimKind.ATTRIBUTIVE,
        attribute=Attribute(mention.property, mention.value),
        cumulative=mention.tally,
    )


def _claim(
    article: Article,
    field: _Field,
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
    text = sentence.text.rstrip()
    return Claim(
        id=claim_id(article, field.name, start, end, what),
        article=article.id,
        outlet=article.outlet,
        published=article.published,
        field=field.name,
        start=start,
        end=end,
        mention=field.doc.text[start:end],
        sentence=text,
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


def _is_tally(frame: Frame, value: float | None, time: TimeMention | None, sentence: Span) -> bool:
    """Whether a count runs over many events and grows: attacks since October, homicides this year."""
    if frame.predicate == "station" or frame.noun == "age":
        return False
    span: TimeSpan | None = time.span if time else None
    if span is not None and span.since:
        return True
    if span is not None and span.start == span.end:
        return False
    lowered = sentence.text.lower()
    if frame.noun == "attack" and value != 1:
        return span is None or (span.end - span.start).days >= 28
    return any(f" {w} " in f" {lowered} " for w in _TALLY_WORDS[:5]) and frame.noun != ""


def totals(claims: Sequence[Claim]) -> list[Claim]:
    """Sums of counts that one sentence coordinates, each with ``parts``; only counts of people and things."""
    sums: list[Claim] = []
    by_sentence: dict[tuple[str, str, int], list[Claim]] = {}
    for c in claims:
        if c.quantity and c.quantity.kind is QuantityKind.COUNT and not (c.part_of or c.negated):
            by_sentence.setdefault((c.article, c.field, c.sentence_start), []).append(c)
    for group in by_sentence.values():
        for first, second in itertools.pairwise(group):
            if (made := _sum(first, second)) is not None:
                sums.append(made)
    return sums


def _sum(a: Claim, b: Claim) -> Claim | None:
    """The total of two coordinated counts with one predicate and different nouns or places, else None."""
    gap = a.sentence[a.end - a.sentence_start : b.start - a.sentence_start]
    joined = " and " in gap and len(gap) <= 80 and not any(sign in gap for sign in (";", ":", " from ", " to "))
    same = a.frame.predicate.rstrip(">") == b.frame.predicate.rstrip(">") and a.attribution == b.attribution
    kinds = (a.frame.noun, b.frame.noun)
    people = a.frame.predicate in ("kill", "injure") or all(whereabouts.is_person(n) for n in kinds)
    if not joined or not same or not a.frame.predicate or not (people or kinds[0] == kinds[1]):
        return None
    if (
        a.quantity is None
        or b.quantity is None
        or (a.frame.noun_words == b.frame.noun_words and a.frame.places == b.frame.places)
    ):
        return None
    unit = (
        a.quantity.unit
        if kinds[0] == kinds[1] and a.quantity.unit == b.quantity.unit
        else "person"
        if people
        else a.frame.noun
    )
    quantity = compare.total([a.quantity, b.quantity], unit)
    if quantity is None:
        return None
    places = tuple(dict.fromkeys([*a.frame.places, *b.frame.places]))
    noun = a.frame.noun if kinds[0] == kinds[1] else "person"
    frame = dataclasses.replace(
        a.frame,
        noun=noun,
        noun_words=a.frame.noun_words & b.frame.noun_words,
        places=places,
        actor=a.frame.actor & b.frame.actor,
    )
    return dataclasses.replace(
        a,
        id=hashlib.blake2b(f"{a.id}+{b.id}".encode(), digest_size=8).hexdigest(),
        end=b.end,
        mention=a.sentence[a.start - a.sentence_start : b.end - a.sentence_start],
        quantity=quantity,
        place=tuple(dict.fromkeys([*a.place, *b.place])),
        parts=(a.id, b.id),
        frame=frame,
        additional=False,
    )
