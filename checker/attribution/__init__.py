"""Doc -> AttributionSpan: source, cue and content, with quotations joined and pronouns resolved.

A dependency-based core over a cue lexicon: verbs (``verb_cues``), everything else (``other_cues``), then
quotations (``quoted``) and speakers (``resolve``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from checker.attribution import cues, fallback, other_cues, quoted, resolve, verb_cues
from checker.attribution.drafts import Draft
from checker.attribution.syntax import Tree, tree
from checker.records import AttributionSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_VERBS = frozenset().union(
    cues.CLAUSE, cues.INFINITIVE, cues.OBJECT_INFINITIVE, cues.OBJECT, cues.RAISING, cues.NAMING, cues.DATA_VERBS,
    cues.AMOUNT, cues.PREPOSITION,
)  # fmt: skip


def attributions(doc: Doc, sentences: Sequence[Span] | None = None) -> list[AttributionSpan]:
    """All attributions of a parsed Doc in text order; nested ones are entries of their own.

    ``sentences`` limits the search to those sentences (quotations may still run over them). Offsets are
    characters of the Doc. The Doc needs tagger, parser, lemmatizer and ner.
    """
    t = tree(doc)
    spans = [(s.start, s.end) for s in (sentences if sentences is not None else doc.sents)]
    drafts = [d for span in spans for d in _sentence(t, *span)]
    drafts = quoted.join(t, drafts, spans)
    heads = {d.head for d in drafts}
    drafts += [d for a, b in spans for i in range(a, b) if i not in heads and (d := fallback.linear(t, i, a, b))]
    drafts = sorted((d for d in drafts if d.content or d.speech), key=lambda d: (d.cue[0], d.head))
    speakers = resolve.speakers(t, drafts)
    return [_record(t, d, s) for d, s in zip(drafts, speakers, strict=True)]


def enclosing(spans: Sequence[AttributionSpan], start: int, end: int) -> list[AttributionSpan]:
    """Those whose content covers the characters ``[start, end)``, innermost (shortest content) first."""
    hits = []
    for a in spans:  # without a generator each: asked for every claim of every span
        for s, e in a.content:
            if s <= start and end <= e:
                hits.append(a)
                break
    return sorted(hits, key=lambda a: sum(e - s for s, e in a.content))


def _sentence(t: Tree, start: int, end: int) -> Iterable[Draft]:
    for i in range(start, end):
        pos, draft = t.pos[i], None
        if pos in {"VERB", "AUX"} and t.lemma[i] in _VERBS:
            draft = verb_cues.drafts(t, i)
        elif pos == "NOUN" and t.lemma[i] in cues.NOUN:
            draft = other_cues.noun(t, i)
        elif pos == "ADJ" and t.lemma[i] in cues.ADJECTIVE:
            draft = other_cues.adjective(t, i)
        elif t.lower[i] == "according":
            draft = other_cues.according_to(t, i)
        elif t.lower[i] in cues.HEDGE_ADVERB:
            draft = other_cues.hedge_adverb(t, i)
        if draft is not None and draft.content:
            yield draft
    if start == 0 or "\n" in t.text[t.end[start - 1] - 1 : t.idx[start]] or t.pos[start - 1] == "SPACE":
        draft = other_cues.headline(t, start, end - 1)
        if draft is not None:
            yield draft


def _record(t: Tree, d: Draft, speaker: str) -> AttributionSpan:
    source = tuple(t.chars(r) for r in d.source)
    cue = tuple(t.chars(r) for r in d.cue)
    content = _merge([*(t.chars(r) for r in d.content), *d.speech])
    return AttributionSpan(source, cue, content, speaker, " ".join(t.text[s:e] for s, e in cue), d.hedged, d.quoted)


def _merge(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    for s, e in sorted(spans):
        if out and s <= out[-1][1]:
            out[-1] = (out[-1][0], max(e, out[-1][1]))
        else:
            out.append((s, e))
    return tuple(out)
