"""Articles -> which of them carry one text: wire stories, reprints, updates of an outlet's own story.

Near-duplicates by MinHash signatures of word shingles (Broder 1997) found by locality-sensitive hashing; datasketch
does both, is widely used, and keeps the search near-linear in the number of articles. Copies are one witness, however
many outlets print them, and so are all articles of one outlet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from checker.findings.components import Groups
from checker.records import Article
from checker.words import lexicon

SHINGLE = 5  # words in a row; shorter ones are shared by chance
ALIKE = 0.4  # Jaccard similarity of shingles from which two texts are one: half of the text in common gives 0.33
PERMUTATIONS = 128  # the estimate is off by 0.04 on average (1/sqrt(4 * 128))
LEAST = 20  # shingles; shorter texts say too little


def groups(articles: Sequence[Article]) -> dict[str, str]:
    """For each article's id the smallest id of the articles that carry its text, its own where no other does."""
    from datasketch import MinHashLSH  # type: ignore[import-untyped]

    index = MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS)
    signatures: dict[str, Any] = {}
    texts: Groups[str] = Groups()
    for article in sorted(articles, key=lambda a: a.id):
        signature = _signature(article.text)
        if signature is None:
            continue
        for other in index.query(signature):
            if signature.jaccard(signatures[other]) >= ALIKE:
                texts.join(other, article.id)
        signatures[article.id] = signature
        index.insert(article.id, signature)
    return {a.id: texts.root(a.id) for a in articles}


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
    voices: Groups[tuple[str, str]] = Groups()
    for article in set(articles):
        voices.join(("outlet", outlets.get(article, article)), ("text", copies.get(article, article)))
    return len(voices.roots())
