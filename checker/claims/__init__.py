"""Parsed article -> Claims: quantities and attributes with who says them, when, where and of what.

``extract`` is the whole of it; :mod:`checker.compare.sums` adds sums, which only a check across claims needs.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from checker import attribution, quantities, times
from checker.attribution import roles
from checker.attribution.speakers import speaker_key
from checker.claims import (
    attackers,
    clock,
    discourse,
    extremes,
    implied,
    making,
    properties,
    several,
    whereabouts,
    zeros,
)
from checker.claims.properties import people
from checker.claims.properties.drafts import FieldText
from checker.claims.properties.property import InSentence
from checker.parse.memo import forget
from checker.records import (
    Article,
    Claim,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from checker.parse import ParsedArticle


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
    known = people.persons_of_article((FieldText(f.name, f.doc, f.sentences, f.mentions) for f in fields), context)
    found = [claim for f in fields for claim in _field_claims(article, f, context, known)]
    found = attackers.settled(implied.contrasted(found))
    found = several.one_of_several(_with_roles(found, roles.of_persons(s for f in fields for s in f.sentences)))
    found = [_in_context(claim, context) for claim in found]
    return whereabouts.date_events(found, [(f.name, f.doc, f.sentences, f.times) for f in fields], context)


def _in_context(claim: Claim, context: discourse.Discourse) -> Claim:
    return dataclasses.replace(claim, frame=dataclasses.replace(claim.frame, context=context.names))


def _read(name: str, doc: Doc, sentences: Sequence[Span], article: Article) -> making.Field:
    spans, dated = attribution.attributions(doc, sentences), times.mentions(doc, article.published, sentences)
    return making.Field(name, doc, list(sentences), spans, dated, quantities.mentions(doc, sentences))


def _field_claims(
    article: Article, field: making.Field, context: discourse.Discourse, known: people.PersonsOfArticle
) -> Iterable[Claim]:
    for sentence in field.sentences:
        own = [m for m in field.mentions if sentence.start <= m.first_token < sentence.end]
        here = [t for t in field.times if sentence.start_char <= t.start < sentence.end_char]
        made = [making.numeric(article, field, sentence, m, own, here, context) for m in own]
        made += [making.numeric(article, field, sentence, m, own, here, context) for m in zeros.mentions(sentence)]
        told = properties.mentions(InSentence(sentence, here, known, field.spans))
        made = _listed(made)
        made += [making.attributive(article, field, sentence, m, here, context) for m in told]
        made += [
            making.extreme(article, field, sentence, m, context) for m in extremes.youngest_and_oldest(sentence, own)
        ]
        moments = ((m, ("clock", m.moment, m.quantity)) for m in clock.times_of_day(field.doc, sentence))
        counted = {m.noun for m in own}
        lone = ((m, attackers.ONE) for m in attackers.single(sentence) if m.token not in counted)
        made += [making.of_scene(article, field, sentence, m, what, here, context) for m, what in moments]
        made += [making.of_scene(article, field, sentence, m, what, here, context) for m, what in lone]
        yield from sorted(_told_apart(made, article), key=lambda c: (c.start, c.end, c.id))


def _told_apart(claims: Iterable[Claim], article: Article) -> Iterable[Claim]:
    """One phrase says the same of two persons ("two men, 25 and 30, died"): their claims get ids of their own."""
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen and claim.attribute is not None:
            what = f"{claim.attribute.property}:{claim.attribute.value}:{claim.attribute.subject}"
            claim = dataclasses.replace(claim, id=making.claim_id(article, claim.field, claim.start, claim.end, what))
        seen.add(claim.id)
        yield claim


def _listed(counts: Sequence[Claim]) -> list[Claim]:
    """ "One man was shot in the chest, one man in the leg": counts that a sentence repeats are parts of a whole."""
    ones = Counter((c.frame.noun, c.frame.predicate) for c in counts if c.quantity and c.quantity.value == 1)
    return [
        dataclasses.replace(c, part_of=True)
        if c.quantity and c.quantity.value == 1 and ones[c.frame.noun, c.frame.predicate] > 1
        else c
        for c in counts
    ]


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
