"""What each stage costs beside spaCy's own pass over the same text: ratios in one run, as a Markdown table.

usage: python tests/bench/bench_stages.py ARTICLES [LIMIT]

ARTICLES  anything that ``checker check`` reads; LIMIT articles of it (default 200).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from tabulate import tabulate

from checker import attribution, claims, parse, quantities, read, times
from checker.judge import alignment


def main(path: str, limit: int) -> None:
    articles = read.read([path])[0][:limit]
    nlp = parse.load_pipeline()
    list(parse.parse(articles[:3], nlp))
    texts = [a.text for a in articles]
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        result = work()
        spent[name] = time.perf_counter() - start
        return result

    timed("spaCy pass", lambda: list(nlp.pipe(texts)))
    parsed = timed("parse", lambda: list(parse.parse(articles, nlp)))
    fields = [(f.doc, f.sentences, p.article.published) for p in parsed for f in p.fields]
    quantities.mentions(nlp("It is 5 km away."))  # the unit lexicon loads with the first unit
    timed("quantities", lambda: [quantities.mentions(d, s) for d, s, _ in fields])
    timed("attribution", lambda: [attribution.attributions(d, s) for d, s, _ in fields])
    timed("times", lambda: [times.mentions(d, published, s) for d, s, published in fields])
    found = timed("claims (all of these and frames)", lambda: [c for p in parsed for c in claims.extract(p)])
    pairs = timed("align", lambda: alignment.candidates(found))
    rows = [(name, f"{seconds:.2f}", f"{seconds / spent['spaCy pass']:.2f}") for name, seconds in spent.items()]
    print(tabulate(rows, ["stage", "seconds", "of the spaCy pass"], tablefmt="github"))
    each = len(pairs) / len(found)
    print(f"\n{len(articles)} articles, {len(found)} claims, {len(pairs)} candidate pairs ({each:.1f} a claim)")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200)
