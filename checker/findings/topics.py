"""Verdicts -> Topics: what belongs together, under a label that a person would give. Pure."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from checker.compare import values
from checker.findings import copies
from checker.findings.components import Groups
from checker.records import Claim, QuantityKind, Relation, Topic, Verdict
from checker.same.extremes import is_extreme
from checker.words import lexicon
from checker.words.lists import mapping, words_in

_ROLE_WORDS = mapping("disasters", "topic_words")
_NO_NOUN = words_in("general", "no_noun_of_topics")
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_NO_PLURAL = ("personnel", "police", "aircraft")


def group(claims: Sequence[Claim], verdicts: Sequence[Verdict]) -> tuple[list[Topic], list[Verdict]]:
    """Topics in order of their first claim, and the verdicts with their topic's id.

    Claims that agree, contradict or update each other share a topic; a pair of scope joins nothing and is filed
    under its first claim's topic.
    """
    joined: Groups[str] = Groups()
    for v in verdicts:
        if v.relation is not Relation.SCOPE:
            joined.join(v.a, v.b)
    involved = {joined.root(x) for v in verdicts for x in (v.a, v.b)}
    members: dict[str, list[Claim]] = {r: [] for r in involved}
    for c in claims:
        if c.id in joined:
            members[joined.root(c.id)].append(c)
    usual = _usual_places(claims)
    topics = {r: _topic(found, usual) for r, found in members.items()}
    filed = [dataclasses.replace(v, topic=topics[joined.root(v.a)].id) for v in verdicts]
    used = {v.topic for v in filed}
    return sorted((t for t in topics.values() if t.id in used), key=lambda t: (t.label, t.id)), filed


def with_witnesses(topics: Sequence[Topic], claims: Sequence[Claim], copied: Mapping[str, str]) -> list[Topic]:
    """The topics with the number of independent voices; ``copied`` as :func:`copies.groups` gives it."""
    by_id = {c.id: c for c in claims}
    outlets = {c.article: c.outlet for c in claims}
    told = {t.id: {by_id[x].article for x in t.claims} for t in topics}
    return [dataclasses.replace(t, witnesses=copies.witnesses(told[t.id], outlets, copied)) for t in topics]


def _topic(claims: Sequence[Claim], usual: Mapping[str, str]) -> Topic:
    ids = tuple(c.id for c in claims)
    digest = hashlib.blake2b("|".join(sorted(ids)).encode(), digest_size=6).hexdigest()
    return Topic(digest, label(claims, usual), ids)


def _commonest(found: Sequence[str]) -> str:
    counts = Counter(x for x in found if x)
    return min(counts, key=lambda x: (-counts[x], x), default="")


def label(claims: Sequence[Claim], usual: Mapping[str, str] = MappingProxyType({})) -> str:
    """ "US troops stationed in Iraq", "Age of Maria Lopez", "Condition of Maria Lopez", "Weapon at Ain Asad".

    ``usual`` is the place that each article names most: it helps where the claims themselves name none.
    """
    first = claims[0]
    if first.attribute is not None:
        subject = _commonest([c.attribute.subject for c in claims if c.attribute])
        named = bool(subject) and subject[:1].isupper()
        where = f" of {subject}" if named else _where(claims, usual)
        return _sentence_case(f"{values.label(first.attribute.property)}{where}")
    limits = {c.frame.predicate for c in claims if is_extreme(c)}
    if limits:
        return f"Age of the {' and the '.join(sorted(limits, reverse=True))} who were hurt{_where(claims, usual)}"
    if first.frame.noun == "age":
        return f"Age of {_person(claims) or 'a person' + _where(claims, usual)}"
    return _sentence_case(f"{_what(claims)}{_where(claims, usual)}")


def _person(claims: Sequence[Claim]) -> str:
    """The person whose age it is, as written in one of the quotes; "" where nobody is named."""
    key = _commonest([n for c in claims for n in c.frame.actor])
    tokens, found = frozenset(key.split()), []
    for run in (m[0] for c in claims for m in _NAME.finditer(c.sentence) if tokens):
        words = [w for w in run.split() if lexicon.name_tokens(w) & tokens]
        if lexicon.name_tokens(" ".join(words)) == tokens:
            found.append(_POSSESSIVE.sub("", " ".join(words)))
    return _commonest(found) or key.title()


def _usual_places(claims: Sequence[Claim]) -> dict[str, str]:
    """Article -> the place that most of its claims name, as written there; countries only where nothing else is."""
    counts: dict[str, Counter[tuple[bool, str]]] = {}
    for c in claims:
        found = [(not key.startswith("@"), name) for key, name in zip(c.frame.places, c.place, strict=True)]
        counts.setdefault(c.article, Counter()).update(set(found))
    best = {a: min(found, key=lambda p: (not p[0], -found[p], p[1])) for a, found in counts.items() if found}
    return {article: name for article, (_, name) in best.items()}


def _about(claims: Sequence[Claim]) -> str:
    """What a measure is of, in the words that most of the claims share and the order of the one that has most."""
    counts = Counter(w.lower() for c in claims if c.quantity for w in dict.fromkeys(c.quantity.concept))
    longest = max((c.quantity.concept for c in claims if c.quantity), key=lambda words: (len(words), words), default=())
    words = [w.lower() for w in longest if 2 * counts[w.lower()] >= len(claims)]
    return " ".join(words) or _commonest([c.quantity.unit for c in claims if c.quantity]) or "figures"


def _what(claims: Sequence[Claim]) -> str:
    if any(c.quantity and c.quantity.kind is not QuantityKind.COUNT for c in claims):
        return _about(claims)
    noun = _commonest([_counted(c) for c in claims])
    if not noun.isalpha() or noun in _NO_NOUN:
        noun = "person" if any(c.frame.noun == "person" for c in claims) else "figure"
    nouns = {c.frame.noun for c in claims}
    if len(nouns) > 1:
        noun = "person"
    elif lexicon.role(noun):
        noun = _commonest([c.frame.noun for c in claims])
    role = _commonest([c.frame.predicate for c in claims])
    nations = (
        set.intersection(*(set(c.frame.actor) for c in claims if c.frame.actor))
        if any(c.frame.actor for c in claims)
        else set()
    )
    who = " ".join(lexicon.country_name(n.lstrip("@")) for n in sorted(nations)[:1])
    words = [who, noun if noun.endswith(("s", *_NO_PLURAL)) else lexicon.plural(noun), _ROLE_WORDS.get(role, "")]
    return " ".join(w for w in words if w)


def _counted(claim: Claim) -> str:
    """The last word of the unit; times are what happened that often."""
    unit = claim.quantity.unit.split()[-1] if claim.quantity and claim.quantity.unit else claim.frame.noun
    return claim.frame.noun if unit in ("time", "occasion") else unit


def _where(claims: Sequence[Claim], usual: Mapping[str, str]) -> str:
    """The places that at least half of the claims name: one spot, else up to two countries, else the articles' own."""
    counts = Counter(key for c in claims for key in dict.fromkeys(c.frame.places))
    spelt = {key: name for c in claims for key, name in zip(c.frame.places, c.place, strict=True)}
    often = sorted((p for p in counts if 2 * counts[p] >= len(claims)), key=lambda p: (-counts[p], p))
    spots = [p for p in often if not p.startswith("@")]
    names = [spelt[p] for p in spots[:1] or sorted(often[:2])]
    if names:
        return f" {'at' if spots else 'in'} {' and '.join(names)}"
    own = _commonest([usual.get(article, "") for article in sorted({c.article for c in claims})])
    return f" ({own})" if own else ""


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
