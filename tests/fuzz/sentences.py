"""No sentence ends extraction: sentences of news, cut, joined, shorn and shuffled, through all of it.

``python tests/fuzz/sentences.py --count 100000 --seed 1 --corpus ../shared/corpus --strict --done FILE``

Sentences come from the corpora (JSON lines with "text", packed or not), without them from ``shapes.txt``. Inputs are
made in runs of 100, each with a seed of its own; ``--done`` keeps which are done, and a run that was stopped goes on.
A part of them goes through the whole check, two articles at a time. Every failure is written to ``--failures`` and
counted by its place; the exit status is 1 where there is one. ``--strict`` refuses computed indices that wrap around.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import logging
import random
import re
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from changes import CHANGES, made

if TYPE_CHECKING:
    from checker.records import Article

HERE = Path(__file__).parent
RUN = 100  # inputs
CHECKED = 10  # of them are checked in pairs
TOO_LONG = 30  # seconds for one input of a sentence or two
DAYS = (dt.date(2031, 5, 6), None, dt.date(1600, 1, 1), dt.date(2199, 12, 31), dt.date(2028, 2, 29), dt.date(1, 1, 1))


def shapes() -> list[str]:
    return (HERE / "shapes.txt").read_text(encoding="utf-8").splitlines()


def of_corpus(folder: Path) -> list[str]:
    """The sentences of every ``*.jsonl`` and ``*.jsonl.gz`` in a folder, of at most 400 characters each."""
    found: list[str] = []
    for path in sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")]):
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                pieces = re.split(r'(?<=[.!?”"])\s+|\n+', row.get("text", ""))
                found += [p for p in [row.get("title") or "", *pieces] if p.strip() and len(p) <= 400]
    return found


# ------------------------------------------------------------------ what they go through


def article(chance: random.Random, name: str, told: str, more: str) -> Article:
    """The sentence as text, as text with more, as title, or as both."""
    from checker.records import Article

    day = chance.choice(DAYS)
    text, title = chance.choice([(told, ""), (told, ""), (f"{told}\n\n{more}", ""), (more, told), (told, told)])
    return Article(name, f"Outlet {name}", text, title=title, published=day)


class Model:
    """A stand-in for the NLI model."""

    reads_marks = False

    @property
    def info(self) -> Any:
        from checker.records import ModelInfo

        return ModelInfo("stand-in", "0" * 64)

    def score(self, pairs: Any) -> Any:
        import numpy as np

        return np.array([(0.1, 0.3, 0.6)] * len(pairs), dtype=float)


def extracted(articles: Sequence[Article], nlp: Any) -> Iterator[tuple[Article, str]]:
    """The articles that can't be parsed or read for claims, and how it fails; parsed together, alone where that fails.

    Every claim's offsets must slice back to its words.
    """
    from checker import claims
    from checker import parse as parsing

    try:
        parsed = list(parsing.parse(articles, nlp))
    except Exception:
        if len(articles) == 1:
            yield articles[0], traceback.format_exc()
        else:
            for one in articles:
                yield from extracted([one], nlp)
        return
    for found in parsed:
        try:
            for claim in claims.extract(found):
                assert getattr(found.article, claim.field)[claim.start : claim.end] == claim.mention, claim
        except Exception:
            yield found.article, traceback.format_exc()


def checked(articles: Sequence[Article]) -> str:
    """How the check of these articles fails; "" where all of them and all their pairs are judged."""

    import checker

    try:
        report = checker.check(articles, model=Model())
    except Exception:
        return traceback.format_exc()
    return "\n".join(f"{s.stage}: {s.reason}" for s in report.skipped)


def one_run(chance: random.Random, sentences: Sequence[str], nlp: Any, count: int = RUN) -> Iterator[tuple[str, str]]:
    """(input, failure) of so many inputs."""
    told = [made(chance, sentences) for _ in range(count)]
    articles = [article(chance, f"a{i}", t, chance.choice(sentences)) for i, t in enumerate(told)]
    for broken, how in extracted(articles, nlp):
        yield json.dumps([broken.title, broken.text, str(broken.published)]), how
    # the second of a pair tells the same anew, changed once more, so that there is something to compare
    for one in articles[: CHECKED * count // RUN]:
        text = chance.choice(CHANGES)(chance, one.text, sentences)
        other = article(chance, "b", text if text.strip() else one.text, one.text)
        if how := checked([one, other]):
            yield json.dumps([[a.title, a.text, str(a.published)] for a in (one, other)]), how


# ------------------------------------------------------------------ the long run


def _place(how: str) -> str:
    """The last line of a traceback that lies in checker, with the error; of a reason, the line that it names."""
    lines = re.findall(r'File ".*?/(checker/[^"]+)", line (\d+)|\((checker/[^,]+), line (\d+)\)', how)
    error = re.sub(r"\d+", "N", how.strip().splitlines()[-1])
    return f"{':'.join(p for p in lines[-1] if p) if lines else '?'} {error[:100]}"


def _hangs(*_: object) -> None:
    raise TimeoutError(f"no end after {TOO_LONG} seconds")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--corpus", type=Path, help="a folder of JSON lines; shapes.txt where it isn't given")
    options.add_argument("--strict", action="store_true")
    options.add_argument("--done", type=Path, help="which runs are done; a line each")
    options.add_argument("--failures", type=Path, default=Path("build/fuzz-sentences.jsonl"))
    given = options.parse_args()
    sys.path[:0] = [str(HERE.parents[1]), str(HERE)]
    if given.strict:
        import strict

        strict.install()
    from checker import parse

    logging.getLogger("checker").setLevel(logging.CRITICAL)
    sentences = of_corpus(given.corpus) if given.corpus else shapes()
    nlp = parse.load_pipeline()
    done = set(given.done.read_text().split()) if given.done and given.done.exists() else set()
    print(
        f"seed {given.seed}, {given.count:,} inputs of {len(sentences):,} sentences, {len(done)} runs done", flush=True
    )
    signal.signal(signal.SIGALRM, _hangs)
    places: Counter[str] = Counter()
    began = time.monotonic()
    for number in range(-(-given.count // RUN)):
        name = f"{given.seed}:{number}"
        if name in done:
            continue
        signal.alarm(TOO_LONG + RUN)
        for told, how in one_run(random.Random(name), sentences, nlp):
            place = _place(how)
            if places[place] == 0:
                print(f"{name} {place}\n    {told[:300]}", flush=True)
            places[place] += 1
            given.failures.parent.mkdir(parents=True, exist_ok=True)
            with given.failures.open("a", encoding="utf-8") as out:
                out.write(json.dumps({"run": name, "input": told, "place": place, "how": how}) + "\n")
        signal.alarm(0)
        if given.done:
            with given.done.open("a") as out:
                out.write(name + "\n")
        if number % 50 == 49:
            print(f"{(number + 1) * RUN:,} in {time.monotonic() - began:.0f} s, {places.total()} failures", flush=True)
    for place, times in places.most_common():
        print(f"{times:6,} {place}")
    print(f"{given.count:,} inputs, seed {given.seed}: {places.total()} failures")
    return 1 if places else 0


if __name__ == "__main__":
    sys.exit(main())
