"""What a larger model thinks of the pairs: ``python -m checker_models.nli.teacher --data FOLDER [--model large]``.

Its probabilities for all training pairs, as the run reads them, and for unlabelled neighbours from news. They teach
more than labels do, for they tell how sure one may be (Hinton, Vinyals and Dean 2015, "Distilling the Knowledge in a
Neural Network"). The file is resumed where it is present.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from checker_models.nli import data, marking, neighbours
from checker_models.nli.text import Texts, written

from checker import nli
from checker.parse import load_pipeline
from checker.records import Precision

HERE = Path(__file__).resolve().parent
CHUNK = 4096  # pairs between two writes
Opinions = dict[Texts, tuple[float, float, float]]


def read(path: Path) -> Opinions:
    """Probabilities in the order of ``data.LABELS`` by what was read; a line that a kill cut short is left out."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.endswith("\n")]
    return {(premise, hypothesis): tuple(row) for premise, hypothesis, row in rows}


def asked(settings: data.Settings, folder: Path, marks: Path) -> list[Texts]:
    """All that a run with these settings reads, and the unlabelled neighbours, each once."""
    nlp = load_pipeline()
    pairs = data.load(settings, folder, nlp)
    texts = written(pairs, marking.marked(pairs, nlp, marks), settings)
    corpus = data.checked(folder / settings.neighbours.file, settings.neighbours.sha256)
    return list(dict.fromkeys([*texts, *neighbours.pairs(corpus, settings.neighbours.pairs, settings.seed)]))


def ask(model: nli.PairScorer, texts: Iterable[Texts], out: Path) -> None:
    """Append the model's probabilities of those ``texts`` that ``out`` lacks, one JSON line a pair."""
    out.parent.mkdir(parents=True, exist_ok=True)
    marking.cut_to_whole_lines(out)
    known = read(out)
    missing: Sequence[Texts] = [pair for pair in texts if pair not in known]
    with out.open("a", encoding="utf-8") as file:
        for start in range(0, len(missing), CHUNK):
            chunk = missing[start : start + CHUNK]
            for (premise, hypothesis), row in zip(chunk, model.score(chunk).tolist(), strict=True):
                file.write(json.dumps([premise, hypothesis, row], ensure_ascii=False) + "\n")
            file.flush()
            print(f"{start + len(chunk)} of {len(missing)}", flush=True)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Ask a larger model about all pairs of a training run.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the train-*.jsonl.gz files")
    parser.add_argument("--settings", type=Path, default=HERE / "settings.toml")
    parser.add_argument("--marks", type=Path, default=HERE / "runs" / "marks.jsonl", help="cache of marked pairs")
    parser.add_argument("--model", default="large", help="the teacher")
    parser.add_argument("--precision", type=Precision, default=Precision.BFLOAT16)
    parser.add_argument("--out", type=Path, default=HERE / "runs" / "teacher.jsonl")
    options = parser.parse_args(argv)
    texts = asked(data.read_settings(options.settings), options.data, options.marks)
    ask(nli.load(options.model, options.precision), texts, options.out)


if __name__ == "__main__":
    main()
