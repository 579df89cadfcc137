"""Premise/hypothesis pairs from news sentences with one thing changed: number, bound, unit, noun, place, day, negation.

The sentences come from a folder of articles given at training time; none is kept in the project. As in
``numbers.py``, a changed number or bound is labelled by interval arithmetic; another counted noun, place or day
tells another event and is neutral; a denied sentence and another unit for the same number contradict.
"""

from __future__ import annotations

import dataclasses
import gzip
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker_models.nli import numbers

from checker import quantities
from checker.records import Comparator, QuantityKind, QuantityMention

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

WORDS = (8, 32)  # length of a sentence that is used
EACH = 3  # changes tried on one sentence
_NOUNS = ("people", "vehicles", "officers", "houses", "children", "students", "shots", "families", "dogs", "workers")
_UNITS = {"minutes": "hours", "hours": "days", "days": "weeks", "weeks": "months", "months": "years", "miles": "feet",
          "feet": "miles", "years": "months", "yards": "miles", "percent": "people"}  # fmt: skip
BREAK = re.compile(r"\n+|(?<=[.!?])\s+")
_NUMBER = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?)\b", re.I)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SENTENCE = re.compile(r"[A-Z0-9][^\"“”‘()\[\]|@#<>]+[a-z0-9]\.")
_NEGATED = re.compile(r"\b(?:not|no|never|nobody|none|neither|without)\b|n['’]t\b", re.IGNORECASE)
_AUXILIARY = {"was", "were", "is", "are", "has", "have", "had", "will", "would", "could"}
Pair = dict[str, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of its own, its plain counts, and the names of places in it; offsets are in ``text``."""

    text: str
    counts: tuple[QuantityMention, ...]
    places: tuple[tuple[int, int], ...]
    negation: int | None  # where "not" would go
    nouns: dict[int, str]  # the counted noun's word by the end of its number


def texts(path: Path) -> Iterator[str]:
    """The ``text`` of each row of a ``.jsonl.gz`` file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def candidates(articles: Iterable[str]) -> Iterator[str]:
    """Strings that look like plain sentences with a number in them: only they are parsed."""
    for text in articles:
        for line in BREAK.split(text):
            words = line.count(" ") + 1
            if WORDS[0] <= words <= WORDS[1] and _NUMBER.search(line) and _SENTENCE.fullmatch(line):
                yield line


def sentences(articles: Iterable[str], nlp: Language) -> Iterator[Sentence]:
    """Sentences of the articles with a plain count in them."""
    for doc in nlp.pipe(candidates(articles)):
        spans = list(doc.sents)
        if len(spans) == 1:
            yield from _sentence(spans[0], quantities.mentions(doc))


def _sentence(span: Span, found: Sequence[QuantityMention]) -> Iterator[Sentence]:
    at, counts, nouns = span.start_char, [], {}
    for m in found:
        q = m.quantity
        plain = q.comparator is Comparator.EXACT and q.value is not None and q.value == int(q.value) and q.value >= 2
        if plain and not m.elided and not m.part_of and not q.change and not q.vague and q.kind is QuantityKind.COUNT:
            moved = dataclasses.replace(m, start=m.start - at, end=m.end - at)
            counts.append(moved)
            if m.noun is not None and span.doc[m.noun].text.endswith("s"):
                nouns[moved.end] = span.doc[m.noun].text
    if not counts:
        return
    places = tuple((e.start_char - at, e.end_char - at) for e in span.ents if e.label_ == "GPE")
    root = span.root
    helpers = [t for t in root.children if t.dep_ in ("aux", "auxpass") and t.lower_ in _AUXILIARY]
    negation = helpers[0].idx + len(helpers[0].text) - at if helpers and helpers[0].i < root.i else None
    yield Sentence(span.text, tuple(counts), places, negation if not _NEGATED.search(span.text) else None, nouns)


def _put(text: str, start: int, end: int, words: str) -> str:
    out = text[:start] + words + text[end:]
    return out[0].upper() + out[1:]


def _number(s: Sentence, rng: random.Random, pool: Sequence[str]) -> Pair | None:
    """Another number or bound on either side; the label follows from the two intervals."""
    m = rng.choice(s.counts)
    value = int(m.quantity.value or 0)
    frame = numbers.Frame([], [], [], 2, 10 * value)
    ours = numbers.Bound("exact", value)
    other = value if rng.random() < 0.4 else numbers.other_value(value, frame, rng)
    theirs = numbers.pick_bound(other, rng)
    if ours == theirs or not (label := numbers.relation(ours, theirs)):
        return None
    changed = _put(s.text, m.start, m.end, numbers.say(theirs, "", rng).strip())
    if rng.random() < 0.3 and (back := numbers.relation(theirs, ours)):
        return {"premise": changed, "hypothesis": s.text, "label": back}
    return {"premise": s.text, "hypothesis": changed, "label": label}


def _noun(s: Sentence, rng: random.Random, pool: Sequence[str]) -> Pair | None:
    named = [m for m in s.counts if m.end in s.nouns]
    if not named:
        return None
    m = rng.choice(named)
    noun = s.nouns[m.end]
    start = s.text.find(noun, m.end)
    if start < 0:
        return None
    if noun in _UNITS:
        changed = _put(s.text, start, start + len(noun), _UNITS[noun])
        return {"premise": s.text, "hypothesis": changed, "label": "contradiction"}
    other = rng.choice([n for n in _NOUNS if n != noun])
    return {"premise": s.text, "hypothesis": _put(s.text, start, start + len(noun), other), "label": "neutral"}


def _place(s: Sentence, rng: random.Random, pool: Sequence[str]) -> Pair | None:
    others = [p for p in pool if p not in s.text]
    if not s.places or not others:
        return None
    return {
        "premise": s.text,
        "hypothesis": _put(s.text, *rng.choice(s.places), rng.choice(others)),
        "label": "neutral",
    }


def _day(s: Sentence, rng: random.Random, pool: Sequence[str]) -> Pair | None:
    day = next((d for d in _DAYS if d in s.text), None)
    if day is None:
        return None
    changed = s.text.replace(day, rng.choice([d for d in _DAYS if d != day]))
    return {"premise": s.text, "hypothesis": changed, "label": "neutral"}


def _denied(s: Sentence, rng: random.Random, pool: Sequence[str]) -> Pair | None:
    if s.negation is None:
        return None
    changed = f"{s.text[: s.negation]} not{s.text[s.negation :]}"
    pair = (s.text, changed) if rng.random() < 0.5 else (changed, s.text)
    return {"premise": pair[0], "hypothesis": pair[1], "label": "contradiction"}


CHANGES: tuple[tuple[Callable[[Sentence, random.Random, Sequence[str]], Pair | None], int], ...] = (
    (_number, 10), (_noun, 2), (_place, 1), (_day, 1), (_denied, 2),
)  # fmt: skip


def generate(path: Path, n: int, seed: int, nlp: Language) -> list[Pair]:
    """``n`` pairs ``{premise, hypothesis, label}`` from the articles in ``path``; fewer where it holds fewer."""
    rng = random.Random(seed)
    articles = list(texts(path))
    rng.shuffle(articles)
    places: dict[str, None] = {}
    pairs: list[Pair] = []
    for s in sentences(articles, nlp):
        places |= dict.fromkeys(s.text[a:b] for a, b in s.places)
        for _ in range(EACH):
            change = rng.choices([c for c, _ in CHANGES], [w for _, w in CHANGES])[0]
            pair = change(s, rng, list(places)[-50:])
            if pair is not None and pair["premise"] != pair["hypothesis"] and pair not in pairs[-EACH:]:
                pairs.append(pair)
        if len(pairs) >= n:
            break
    return pairs[:n]
