"""Count the background of news: ``python -m checker_models.same.background --shared DIR``.

Writes ``checker/words/data/frequencies.txt``: how many articles of the two corpora there are, and each stem that at
least ``LEAST`` of them have, with their number. Nothing else of the articles is kept.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

import checker.words
from checker.words.frequencies import WORD, stem

CORPORA = ("many-outlets", "local-crime-news")
LEAST = 12


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with corpus/")
    given = parser.parse_args()
    counts, articles = Counter[str](), 0
    for name in CORPORA:
        with gzip.open(given.shared / "corpus" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                articles += 1
                counts.update({stem(w) for w in WORD.findall(f"{row.get('title') or ''} {row['text']}")})
    kept = sorted((w, n) for w, n in counts.items() if n >= LEAST and w.isascii() and len(w) > 1)
    target = Path(checker.words.__file__).parent / "data" / "frequencies.txt"
    target.write_text(f"{articles}\n" + "".join(f"{w} {n}\n" for w, n in kept), encoding="utf-8")
    print(f"{len(kept):,} stems of {articles:,} articles written: {target}")


if __name__ == "__main__":
    main()
