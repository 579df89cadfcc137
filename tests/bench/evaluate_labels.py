"""Labelled pairs, and which pairs of a report stand for them. Pure.

A pair stands for a labelled one when its claims lie in the same two articles, on the quotes or with their values. Best
is on the quote and with the value. Contradictions count once for each two values of two articles. These are the rules
of ``score_relations.py`` beside the data; a test holds both against each other.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.records import Report
from checker.reports.json import claim_to_json

Row = dict[str, Any]
Counts = dict[str, int]
CONTRADICTION = "contradiction"
UNCERTAIN = "uncertain"
KINDS = ("numeric", "attributive")
VERDICTS = ("unlabelled", "wrong", UNCERTAIN, "true")  # on an alarm; of two on the same values the later one counts
# What a report may say of a pair with this label.
GOOD = {"agreement": {"agreement", "compatible"}, "update": {"update", "compatible"}}


@dataclass(frozen=True, slots=True)
class End:
    """One side of a labelled pair: where its quote stands (field, start, end), and the numbers it gives."""

    article: str
    where: tuple[tuple[str, int, int], ...]
    values: frozenset[float]
    quote: str
    sentence: str

    def overlaps(self, claim: Row) -> bool:
        field = claim.get("field", "text")
        return any(f == field and claim["start"] < end and start < claim["end"] for f, start, end in self.where)

    def fits(self, claim: Row) -> bool:
        """Whether the claim gives the same number; also where one of both gives none."""
        own = numbers_of(claim)
        return not self.values or not own or not self.values.isdisjoint(own)

    def touched(self, claim: Row) -> int:
        """2 for a claim on the quote with its value, 1 for one of both, else 0."""
        if claim["article"] != self.article:
            return 0
        if self.overlaps(claim):
            return 2 if self.fits(claim) else 1
        return int(not self.values.isdisjoint(numbers_of(claim)))


@dataclass(frozen=True, slots=True)
class Labelled:
    """Two claims with their label. ``fact`` numbers the facts; only ``counted`` pairs are asked for."""

    fact: int
    attribute: str
    kind: str
    label: str
    counted: bool
    ends: tuple[End, End]

    def match(self, a: Row, b: Row) -> int:
        one, two = self.ends
        return max(min(one.touched(a), two.touched(b)), min(one.touched(b), two.touched(a)))


@dataclass(frozen=True, slots=True)
class Alarm:
    """One reported contradiction, and whether the labels say so too."""

    verdict: str
    a: Row
    b: Row
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """The labelled pairs, the relations reported of each, and all alarms."""

    gold: Sequence[Labelled]
    found: Sequence[set[str]]
    alarms: Sequence[Alarm]

    def right(self, i: int) -> bool:
        good = GOOD.get(self.gold[i].label, {CONTRADICTION})
        return bool(self.found[i] & good) and (CONTRADICTION in good or CONTRADICTION not in self.found[i])

    def counted(self, label: str, kind: str | None = None) -> list[int]:
        """The pairs with this label that are asked for."""
        return [
            i for i, g in enumerate(self.gold) if g.counted and g.label == label and (kind is None or g.kind == kind)
        ]

    def counts(self) -> Counts:
        """Everything that is counted; the counts of several sets add up."""
        verdicts = [alarm.verdict for alarm in self.alarms]
        made = {f"alarms_{v}": verdicts.count(v) for v in VERDICTS}
        for kind in KINDS:
            asked = self.counted(CONTRADICTION, kind)
            made[f"{kind}_facts_gold"] = len({self.gold[i].fact for i in asked})
            made[f"{kind}_facts_found"] = len({self.gold[i].fact for i in asked if self.right(i)})
        for label in GOOD:
            asked = self.counted(label)
            made[f"{label}_gold"] = len(asked)
            made[f"{label}_found"] = sum(map(self.right, asked))
            made[f"{label}_called_contradiction"] = sum(CONTRADICTION in self.found[i] for i in asked)
        asked = self.counted("scope")
        made["scope_gold"] = len(asked)
        made["scope_not_alarmed"] = sum(self.found[i].isdisjoint({CONTRADICTION, "agreement"}) for i in asked)
        return made


def rows(path: Path) -> list[Row]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def labelled(facts: Iterable[Row], articles: Iterable[Row]) -> list[Labelled]:
    """All pairs of the facts whose articles are there, labelled or implied."""
    texts = {a["id"]: {"title": a.get("title") or "", "text": a["text"]} for a in articles}
    made = []
    for n, fact in enumerate(facts):
        for a, b, label, counted in _pairs(fact):
            sides = [fact["claims"][k] for k in (a, b)]
            if all(side["article"] in texts for side in sides):
                one, two = (_end(side, texts[side["article"]]) for side in sides)
                made.append(Labelled(n, fact["attribute"], fact["kind"], label, counted, (one, two)))
    return made


def score(gold: Sequence[Labelled], claims: Iterable[Row], pairs: Iterable[Row]) -> Score:
    """Claims and pairs as a report's JSON has them, held against the labels."""
    by_id = {c["id"]: c for c in claims}
    near: dict[frozenset[str], list[int]] = defaultdict(list)
    for i, g in enumerate(gold):
        near[frozenset(e.article for e in g.ends)].append(i)
    found: list[set[str]] = [set() for _ in gold]
    alarms: dict[tuple[tuple[str, str], ...], Alarm] = {}
    for pair in pairs:
        a, b = by_id[pair["a"]], by_id[pair["b"]]
        hits = {i: gold[i].match(a, b) for i in near.get(frozenset((a["article"], b["article"])), ())}
        best = max(hits.values(), default=0)
        standing = [i for i, hit in hits.items() if hit == best > 0]
        for i in standing:
            found[i].add(pair["relation"])
        if pair["relation"] == CONTRADICTION:
            verdict = _verdict({gold[i].label for i in standing})
            one, two = sorted(map(_said, (a, b)))
            known = alarms.get((one, two))
            if known is None or VERDICTS.index(verdict) > VERDICTS.index(known.verdict):
                alarms[one, two] = Alarm(verdict, a, b, pair.get("reason", ""))
    return Score(gold, found, list(alarms.values()))


def score_report(gold: Sequence[Labelled], report: Report) -> Score:
    pairs = [{"a": v.a, "b": v.b, "relation": v.relation.value, "reason": v.reason} for v in report.verdicts]
    return score(gold, map(claim_to_json, report.claims), pairs)


def numbers_of(claim: Row) -> set[float]:
    quantity = claim.get("quantity") or {}
    return {float(quantity[k]) for k in ("value", "low", "high") if isinstance(quantity.get(k), (int, float))}


def _said(claim: Row) -> tuple[str, str]:
    return str(claim["article"]), str(sorted(numbers_of(claim)) or claim.get("mention", "").lower())


def _verdict(labels: set[str]) -> str:
    if CONTRADICTION in labels:
        return "true"
    return UNCERTAIN if UNCERTAIN in labels else "wrong" if labels else "unlabelled"


def _pairs(fact: Row) -> Iterator[tuple[int, int, str, bool]]:
    """The labelled pairs, then what follows from them: a contradicts b, b agrees with c, so a contradicts c.

    Uncertain and implied pairs explain an alarm but are not asked for.
    """
    known = {frozenset((p["a"], p["b"])) for p in fact["pairs"]}
    same = {i: {i} for i in range(len(fact["claims"]))}
    for p in fact["pairs"]:
        unsure = bool(p.get(UNCERTAIN))
        yield p["a"], p["b"], UNCERTAIN if unsure else p["label"], not unsure
        if p["label"] == "agreement" and not unsure:
            joined = same[p["a"]] | same[p["b"]]
            same.update(dict.fromkeys(joined, joined))
    for p in fact["pairs"]:
        if p["label"] == "agreement":
            continue
        for a, b in ((a, b) for a in same[p["a"]] for b in same[p["b"]]):
            if a != b and frozenset((a, b)) not in known:
                known.add(frozenset((a, b)))
                yield a, b, UNCERTAIN if p.get(UNCERTAIN) else p["label"], False


def _end(side: Row, text: Mapping[str, str]) -> End:
    quote, where = side["quote"], []
    for field in ("title", "text"):
        at = -1
        while (at := text[field].find(quote, at + 1)) >= 0:
            where.append((field, at, at + len(quote)))
    sentence = _sentence(text[where[0][0]], *where[0][1:]) if where else quote
    return End(side["article"], tuple(where), frozenset(_numbers(side["value"])), quote, sentence)


def _sentence(text: str, start: int, end: int) -> str:
    """Roughly the sentence around a quote, for reading."""
    begin = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start) + 1, 0)
    stops = [at for mark in (". ", "\n") if (at := text.find(mark, max(start, end - 1))) >= 0]
    return " ".join(text[begin : min(stops, default=len(text)) + 1].split())


def _numbers(value: Any) -> set[float]:
    if isinstance(value, bool) or value is None:
        return set()
    if isinstance(value, int | float):
        return {float(value)}
    if isinstance(value, list):
        whole = {float(sum(value))} if all(isinstance(v, int | float) for v in value) else set()
        return whole.union(*map(_numbers, value))
    try:
        return {float(str(value).replace(",", ""))}
    except ValueError:
        return set()
