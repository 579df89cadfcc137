"""Parsed article -> Claims: quantities and attributes with who says them, when, where and of what.

``extract`` is the whole of it; :mod:`checker.compare.sums` adds sums, which only a check across claims needs.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from checker import attribution, quantities, times
from checker.attribution import roles
from checker.attribution.speakers import speaker_key
from checker.claims import (
    attackers,
    attributes,
    clock,
    discourse,
    extremes,
    frames,
    implied,
    predicates,
    properties,
    tallies,
    whereabouts,
)
from checker.claims.properties import happenings, people, quotations
from checker.parse.memo import forget, once, text_of
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

    from checker.parse import ParsedArticle


@dataclasses.dataclass(frozen=True, slots=True)
class _Field:
    """One field of an article with everything found in it."""

    name: str
    doc: Doc
    sentences: list[Span]
    spans: list[AttributionSpan]
    times: list[TimeMention]
    mentions: list[QuantityMention]


def extract(parsed: ParsedArticle) -> list[Claim]:
    """All claims of one article in text order, title first."""
    try:
        return _extract(parsed)
    finally:
        forget(f.doc for f in parsed.fields)


def _extract(parsed: ParsedArticle) -> list[Claim]:
    article = parsed.article
    fields = [_read(f.field, f.doc, f.sentences, article) for f in parsed.fields]
    context = discourse.read((f.doc, f.sentences) for f in fields)
    known = people.read((people.FieldText(f.name, f.doc, f.sentences, f.mentions) for f in fields), context)
    found = [claim for f in fields for claim in _field_claims(article, f, context, known[f.name])]
    found = attackers.settled(implied.contrasted(found))
    found = properties.one_of_several(_with_roles(found, roles.of_persons(s for f in fields for s in f.sentences)))
    found = [_in_context(claim, context) for claim in found]
    return whereabouts.date_events(found, [(f.name, f.doc, f.sentences, f.times) for f in fields], context)


def _in_context(claim: Claim, context: discourse.Discourse) -> Claim:
    return dataclasses.replace(claim, frame=dataclasses.replace(claim.frame, context=context.names))


def _read(name: str, doc: Doc, sentences: Sequence[Span], article: Article) -> _Field:
    spans, dated = attribution.attributions(doc, sentences), times.mentions(doc, article.published, sentences)
    return _Field(name, doc, list(sentences), spans, dated, quantities.mentions(doc, sentences))


def _field_claims(
    article: Article, field: _Field, context: discourse.Discourse, known: people.People
) -> Iterable[Claim]:
    quoted = list(quotations.find(field.doc, field.sentences, field.spans))
    for sentence in field.sentences:
        own = [m for m in field.mentions if sentence.start <= m.first_token < sentence.end]
        here = [t for t in field.times if sentence.start_char <= t.start < sentence.end_char]
        made = [_numeric(article, field, sentence, m, own, here, context) for m in own]
        stated = (m for m in properties.find(sentence, here, known) if not _refuted(field, m))
        told = [*stated, *happenings.find(sentence, known, field.spans)]
        made = _listed(made)
        made += [_attributive(article, field, sentence, m, here, context) for m in told]
        made += [_extreme(article, field, sentence, m, context) for m in extremes.find(sentence, own)]
        moments = ((m, ("clock", m.moment, m.quantity)) for m in clock.find(field.doc, sentence))
        counted = {m.noun for m in own}
        lone = ((m, attackers.ONE) for m in attackers.single(sentence) if m.token not in counted)
        made += [_of_scene(article, field, sentence, m, what, here, context) for m, what in moments]
        made += [_of_scene(article, field, sentence, m, what, here, context) for m, what in lone]
        made += [
            _quoted(article, field, sentence, mention, words)
            for mention, words in quoted
            if sentence.start_char <= mention.start < sentence.end_char
        ]
        yield from sorted(_told_apart(made, article), key=lambda c: (c.start, c.end, c.id))


def _refuted(field: _Field, mention: attributes.AttributeMention | QuantityMention) -> bool:
    """Whether who speaks denies it: nobody claims then what is printed."""
    return happenings.refuted(field.spans, mention.start, mention.end)


def _told_apart(claims: Iterable[Claim], article: Article) -> Iterable[Claim]:
    """One phrase says the same of two persons ("two men, 25 and 30, died"): their claims get ids of their own."""
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen and claim.attribute is not None:
            what = f"{claim.attribute.property}:{claim.attribute.value}:{claim.attribute.subject}"
            claim = dataclasses.replace(claim, id=claim_id(article, claim.field, claim.start, claim.end, what))
        seen.add(claim.id)
        yield claim


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
    time = times.attached(doc, here, predicates.head_token(doc, mention).i) if here else None
    claim = _claim(
        article, field, sentence, (mention.start, mention.end), f"numeric:{quantity.kind}", frame, where, time
    )
    return dataclasses.replace(
        claim,
        quantity=quantity,
        cumulative=tallies.is_tally(frame, quantity.value, time, sentence),
        negated=predicates.negated(predicates.head_token(doc, mention)) or _refuted(field, mention),
        part_of=mention.part_of,
        additional=mention.additional,
    )


def _stripped(sentence: Span) -> str:
    return sentence.text.rstrip()


def _scene(sentence: Span, context: discourse.Discourse) -> tuple[Sequence[discourse.Place], Frame]:
    """The places of a sentence, and a frame of them and of its names and words."""
    where = discourse.with_country(once(sentence, discourse.places, context), context)
    frame = Frame(
        places=tuple(p.key for p in where),
        names=once(sentence, frames.sentence_names),
        event=once(sentence, frames.event_words),
    )
    return where, frame


def _of_scene(
    article: Article,
    field: _Field,
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


def _extreme(
    article: Article, field: _Field, sentence: Span, mention: extremes.ExtremeMention, context: discourse.Discourse
) -> Claim:
    where, frame = once(sentence, _scene, context)
    frame = dataclasses.replace(frame, noun="age", predicate=mention.which)
    what = f"numeric:{mention.which}"
    claim = _claim(article, field, sentence, (mention.start, mention.end), what, frame, where, None)
    own = claim_id(article, field.name, mention.start, mention.end, f"numeric:{QuantityKind.AGE}")
    return dataclasses.replace(claim, quantity=mention.quantity, parts=(own,) if mention.listed else ())


def _listed(counts: Sequence[Claim]) -> list[Claim]:
    """ "One man was shot in the chest, one man in the leg": counts that a sentence repeats are parts of a whole."""
    ones = Counter((c.frame.noun, c.frame.predicate) for c in counts if c.quantity and c.quantity.value == 1)
    return [
        dataclasses.replace(c, part_of=True)
        if c.quantity and c.quantity.value == 1 and ones[c.frame.noun, c.frame.predicate] > 1
        else c
        for c in counts
    ]


def _attributive(
    article: Article,
    field: _Field,
    sentence: Span,
    mention: attributes.AttributeMention,
    here: Sequence[TimeMention],
    context: discourse.Discourse,
) -> Claim:
    where, frame = once(sentence, _scene, context)
    frame = dataclasses.replace(
        frame, predicate=mention.predicate, noun_words=mention.words, target=mention.subjects, person=mention.person
    )
    time = times.attached(field.doc, here, mention.trigger) if here else None
    what = f"{mention.property}:{mention.value}"
    subject = mention.person.shown if mention.person else ""
    if mention.property == "happened":
        subject = " ".join(text_of(field.doc)[mention.start : mention.end].split())
    claim = _claim(article, field, sentence, (mention.start, mention.end), what, frame, where, time)
    return dataclasses.replace(
        claim,
        kind=ClaimKind.ATTRIBUTIVE,
        attribute=Attribute(mention.property, mention.value, subject),
        cumulative=mention.tally,
        hedged=claim.hedged or mention.supposed,
        part_of=mention.partial,
    )


def _quoted(article: Article, field: _Field, sentence: Span, mention: attributes.AttributeMention, words: str) -> Claim:
    """Who said quoted words: the outlet's own claim, whoever speaks in it."""
    frame = Frame(names=once(sentence, frames.sentence_names), event=once(sentence, frames.event_words))
    at = (mention.start, mention.end)
    claim = _claim(article, field, sentence, at, f"said_by:{mention.value}", frame, (), None)
    attribute = Attribute("said_by", mention.value, words)
    return dataclasses.replace(claim, kind=ClaimKind.ATTRIBUTIVE, attribute=attribute, attribution=None, hedged=False)


def _with_roles(claims: Iterable[Claim], known: Mapping[str, str]) -> list[Claim]:
    """The claims with what the article says their named sources are."""
    out = []
    for claim in claims:
        said = claim.attribution
        role = next((known[k] for k in sorted(speaker_key(said.source)) if k in known), "") if said else ""
        if said and role:
            claim = dataclasses.replace(claim, attribution=dataclasses.replace(said, role=role))
        out.append(claim)
    return out


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
