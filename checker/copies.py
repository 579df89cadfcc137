"""Articles -> which of them carry one text: wire stories, reprints, updates of an outlet's own story.

Near-duplicates by MinHash signatures of word shingles (Broder 1997) found by locality-sensitive hashing; datasketch
does both, is widely used, and keeps the search near-linear in the number of articles. Copies are one witness, however
many outlets print them, and so are all articles of one outlet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from checker import lexicon
from checker.records import Article

SHINGLE = 5  # words in a row; shorter ones are shared by chance
ALIKE = 0.4  # Jaccard similarity of shingles from which two texts are one: half of the text in common gives 0.33
PERMUTATIONS = 128  # the estimate is off by 0.04 on average (1/sqrt(4 * 128))
LEAST = 20  # shingles; shorter texts say too little


def groups(articles: Sequence[Article]) -> dict[str, str]:
    """For each article's id the smallest id of the articles that carry its text, its own where no other does."""
    from datasketch import MinHashLSH  # type: ignore[import-untyped]

    index = MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS)
    signatures: dict[str, Any] = {}
    first: dict[str, str] = {}
    for article in sorted(articles, key=lambda a: a.id):
        first[article.id] = article.id
        signature = _signature(article.text)
        if signature is None:
            continue
        alike = [k for k in index.query(signature) if signature.jaccard(signatures[k]) >= ALIKE]
        for root in {first[k] for k in alike}:
            joined = min(root, first[article.id])
            other = max(root, first[article.id])
            first = {k: joined if v == other else v for k, v in first.items()} if other != joined else first
        signatures[article.id] = signature
        index.insert(article.id, signature)
    return first


def _signature(text: str) -> Any:
    from datasketch import MinHash

    words = lexicon.words(text)
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    if len(shingles) < LEAST:
        return None
    signature = MinHash(num_perm=PERMUTATIONS)
    signature.update_batch([s.encode() for s in sorted(shingles)])
    return signature


def witnesses(articles: Iterable[str], outlets: Mapping[str, str], copies: Mapping[str, str]) -> int:
    """How many independent voices a set of articles (ids) is: articles of one outlet or with one text are one."""
    parent: dict[tuple[str, str], tuple[str, str]] = {}

    def root(x: tuple[str, str]) -> tuple[str, str]:
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    for article in sorted(set(articles)):
        one, two = ("outlet", outlets.get(article, article)), ("text", copies.get(article, article))
        parent[root(one)] = root(two)
    return len({root(x) for x in list(parent)})
