"""Training pairs -> the same pairs with the marks of ``checker.pairs.marks``, kept on disk between starts."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker_models.nli.data import Pair
from tqdm import tqdm

from checker import quantities
from checker.pairs.marks import mark

if TYPE_CHECKING:
    from spacy.language import Language

CHUNK = 2048
_NUMBER = re.compile(
    r"\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?"
    r"|billions?|dozens?|half|several|couple|twice|once)\b",
    re.IGNORECASE,
)
Texts = tuple[str, str]


def _key(pair: Pair) -> str:
    return hashlib.sha1(f"{pair.premise}\0{pair.hypothesis}".encode(), usedforsecurity=False).hexdigest()


def _read(cache: Path) -> dict[str, Texts | None]:
    if not cache.is_file():
        return {}
    with cache.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.endswith("\n")]
    return {key: None if texts is None else (texts[0], texts[1]) for key, texts in rows}


def marked(pairs: Iterable[Pair], nlp: Language, cache: Path) -> dict[Pair, Texts]:
    """Premise and hypothesis with marks, for each pair whose hypothesis has a number.

    What ``cache`` (JSON lines) holds is taken from there, what it lacks is added; delete it when the marks change.
    """
    numeric = [p for p in dict.fromkeys(pairs) if _NUMBER.search(p.hypothesis)]
    known = _read(cache)
    missing = [p for p in numeric if _key(p) not in known]
    cache.parent.mkdir(parents=True, exist_ok=True)
    cut_to_whole_lines(cache)
    with cache.open("a", encoding="utf-8") as out:
        for start in tqdm(range(0, len(missing), CHUNK), desc="marks", unit="chunk", disable=not missing):
            chunk = missing[start : start + CHUNK]
            for pair, texts in zip(chunk, _mark(chunk, nlp), strict=True):
                known[_key(pair)] = texts
                out.write(json.dumps([_key(pair), texts], ensure_ascii=False) + "\n")
            out.flush()
    found = ((p, known[_key(p)]) for p in numeric)
    return {p: texts for p, texts in found if texts is not None}


def cut_to_whole_lines(cache: Path) -> None:
    """What a kill in the middle of a line has left goes: what is appended would else be a part of that line."""
    if not cache.is_file():
        return
    with cache.open("r+b") as file:
        data = file.read()
        file.truncate(data.rfind(b"\n") + 1)


def _mark(pairs: Sequence[Pair], nlp: Language) -> Iterator[Texts | None]:
    texts = list(dict.fromkeys(t for p in pairs for t in (p.premise, p.hypothesis)))
    docs = dict(zip(texts, nlp.pipe(texts), strict=True))
    found = {text: quantities.mentions(doc) for text, doc in docs.items()}
    for p in pairs:
        ours, theirs = found[p.premise], found[p.hypothesis]
        yield mark(docs[p.premise], docs[p.hypothesis], ours, theirs)
