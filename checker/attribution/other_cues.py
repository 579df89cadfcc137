"""Attribution without a verb: "according to", nouns ("allegations of"), adjectives, adverbs, headline colons."""

from __future__ import annotations

import re

from checker.attribution import cues
from checker.attribution.drafts import Draft, noun_phrase, trim, without
from checker.attribution.subjects import subject_of
from checker.attribution.syntax import TokenRange, Tree

_HEADLINE = re.compile(r"[^\s:][^:\n]{1,60}:(?=\s+\S)")


def according_to(t: Tree, i: int) -> Draft | None:
    """ "according to X, Y": the content is the clause that the phrase modifies, without the phrase."""
    to = i + 1
    if to >= len(t) or t.lower[to] != "to":
        return None
    pobj = t.child(to, "pobj")
    if pobj is None:
        return None
    phrase = (i, t.right[pobj] + 1)
    head = t.head[i]
    clause = _clause_head(t, head if head not in (i, to) else i)
    span = t.subtree(clause)
    pieces = [trim(t, p) for p in without(span, [phrase])]
    # a phrase between commas belongs to what it interrupts, one at either edge to all of the clause
    return Draft(i, [(i, to + 1)], _worded(t, pieces), [noun_phrase(t, pobj)], pobj)


def _clause_head(t: Tree, i: int) -> int:
    while t.pos[i] not in {"VERB", "AUX"} and t.head[i] != i:
        i = t.head[i]
    return i


def _worded(t: Tree, spans: list[TokenRange]) -> list[TokenRange]:
    return [s for s in spans if any(t.pos[k] not in {"PUNCT", "SPACE"} for k in range(*s))]


def noun(t: Tree, i: int) -> Draft | None:
    """ "his claim that X", "allegations of X (by Y)", "a statement by Y"."""
    source = t.child(i, "poss")
    content: list[TokenRange] = []
    cue_end = i + 1
    for k in t.kids[i]:
        if k < i:
            continue
        if t.dep[k] == "acl" and (
            t.child(k, "mark") is not None or (t.child(k, "aux") is not None and t.tag[k] == "VB")
        ):
            content = [trim(t, t.subtree(k))]
        elif t.dep[k] == "prep" and t.lower[k] in {"of", "for", "about", "against"} and not content and k == i + 1:
            content, cue_end = [trim(t, (k + 1, t.right[k] + 1))] if t.right[k] > k else [], k + 1
        elif t.dep[k] == "prep" and t.lower[k] in {"by", "from"} and source is None:
            source = t.child(k, "pobj")
        elif t.dep[k] == "acl" and source is None and (agent := t.child(k, "agent")) is not None:
            source = t.child(agent, "pobj")
    if not content or (source is None and t.lemma[i] not in cues.HEDGE):
        return None
    span = [noun_phrase(t, source)] if source is not None else []
    if span and t.words[span[0][1] - 1] in {"'s", "’s", "'", "’"} and span[0][1] - span[0][0] > 1:
        span = [(span[0][0], span[0][1] - 1)]
    pieces = [trim(t, p) for c in content for p in without(c, span)]
    return Draft(i, [(i, cue_end)], _worded(t, pieces), span, source, t.lemma[i] in cues.HEDGE)


def adjective(t: Tree, i: int) -> Draft | None:
    """ "is confident that X", "it is unclear whether X", "likely to"."""
    clause = t.child(i, "ccomp", "xcomp")
    verb = t.head[i]
    if clause is None or clause < i or t.lemma[verb] not in cues.COPULAS:
        clause = t.child(verb, "ccomp") if t.dep[i] == "acomp" and t.lemma[verb] == "be" else None
    if clause is None or clause < i:
        return None
    subject = subject_of(t, verb)
    impersonal = t.lemma[i] in cues.IMPERSONAL
    content = [trim(t, t.subtree(clause))]
    if impersonal and subject is not None and t.lower[subject] != "it":
        content.insert(0, trim(t, t.subtree(subject)))
    source = [] if impersonal or subject is None else [noun_phrase(t, subject)]
    start = verb if verb < i and i - verb <= 3 else i
    return Draft(i, [(start, i + 1)], content, source, None if impersonal else subject, impersonal)


def hedge_adverb(t: Tree, i: int) -> Draft | None:
    """ "allegedly shot", "apparently": nobody's words; the content is the clause."""
    clause = _clause_head(t, t.head[i])
    pieces = [trim(t, p) for p in without(t.subtree(clause), [(i, i + 1)])]
    return Draft(i, [(i, i + 1)], _worded(t, pieces), [], None, True)


def headline(t: Tree, first: int, last: int) -> Draft | None:
    """ "Police: Two dead": a short noun phrase before a colon at the start of a line of its own."""
    start, end = t.idx[first], t.end[last]
    m = _HEADLINE.match(t.text, start, end)
    if m is None:
        return None
    colon = next((k for k in range(first, last) if t.words[k] == ":" and t.idx[k] == m.end() - 1), None)
    if colon is None or colon == first or not _is_voice(t, first, colon):
        return None
    while last + 1 < len(t) and t.words[first].isupper() and t.paragraph[last + 1] == t.paragraph[first]:
        last += 1
    body = trim(t, (colon + 1, last + 1))
    return Draft(colon, [(colon, colon + 1)], [body], [trim(t, (first, colon))], colon - 1, False)


def _is_voice(t: Tree, first: int, colon: int) -> bool:
    """Person, organisation or a word for one; no verb, so "Breaking: ..." and "Read more: ..." stay out."""
    if any(t.pos[k] in {"VERB", "AUX", "NUM", "PUNCT"} for k in range(first, colon)) or colon - first > 6:
        return False
    if colon - first == 1 and t.words[first].isupper() and len(t.words[first]) > 2:
        return True  # a speaker's name in a transcript
    return any(t.ent[k] in {"PERSON", "ORG", "NORP"} or t.lemma[k] in cues.VOICES for k in range(first, colon))
