"""Pairs of sentences that tell of one thing in two outlets' words, unlabelled: a teacher may be asked about them.

From each story of a file of articles, a sentence and those most like it in other articles, by the cosine of their
words' weights (Manning, Raghavan and Schuetze 2008, "Introduction to Information Retrieval", chapter 6).
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from checker_models.nli.news import BREAK
from sklearn.feature_extraction.text import TfidfVectorizer

WORDS = (6, 45)  # length of a sentence that is used
LIKE = (0.15, 0.95)  # cosine of two neighbours: less is about something else, more is a copy
EACH = 2  # neighbours of a sentence
Sentence = tuple[int, str]  # the article's number in its story, and the text


def stories(path: Path) -> list[list[Sentence]]:
    """The sentences of each story (``cluster``) of a ``.jsonl.gz`` file, without near-copies of other articles."""
    found: dict[str, list[Sentence]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            if row.get("copy_of"):
                continue
            texts = dict.fromkeys(" ".join(part.split()) for part in BREAK.split(row["text"]))
            found[row["cluster"]] += [(number, t) for t in texts if WORDS[0] <= t.count(" ") + 1 <= WORDS[1]]
    return list(found.values())


def pairs(path: Path, count: int, seed: int) -> list[tuple[str, str]]:
    """At most ``count`` neighbours, drawn with ``seed`` from all stories of the file."""
    told = stories(path)
    words = TfidfVectorizer(sublinear_tf=True, stop_words="english", dtype=np.float32)
    words.fit([text for story in told for _, text in story])
    found = list(dict.fromkeys(pair for story in told for pair in _neighbours(story, words)))
    rng = random.Random(seed)
    return rng.sample(found, min(count, len(found)))


def _neighbours(story: Sequence[Sentence], words: TfidfVectorizer) -> Iterator[tuple[str, str]]:
    if len({article for article, _ in story}) < 2:
        return
    vectors = words.transform([text for _, text in story])
    alike = (vectors @ vectors.T).toarray()
    articles = np.array([article for article, _ in story])
    alike[articles[:, None] == articles[None, :]] = 0.0
    alike[alike > LIKE[1]] = 0.0
    for row, likeness in enumerate(alike):
        for column in np.argsort(-likeness, kind="stable")[:EACH]:
            if likeness[column] >= LIKE[0]:
                yield story[row][1], story[int(column)][1]
