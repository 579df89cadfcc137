"""What each threshold buys: precision and recall of contradictions with it lower and higher, as a Markdown table.

usage: python tests/bench/sweep_thresholds.py GOLD ARTICLES SCORER [--factors 0.8,1.25] [NAME ...]

GOLD      labelled pairs that SCORER reads
ARTICLES  their articles, anything that ``checker check`` reads
SCORER    program called as ``python SCORER GOLD ARTICLES REPORT.json``; its last line is a JSON object
NAME      thresholds of ``checker.block.thresholds`` to move (default: all)

The claims are extracted once; each value is a comparison in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tabulate import tabulate
from tqdm import tqdm

from checker import claims, parse
from checker.block import thresholds
from checker.cli import batch
from checker.cli.config import Settings

# The stages take their thresholds over when they are imported, so that these are set first.
CHILD = """
import pickle, sys
from checker.block import thresholds
given, out, name, value = sys.argv[1:]
if name:
    setattr(thresholds, name, type(getattr(thresholds, name))(float(value)))
from checker import nli, pipeline
from checker.judge import alignment
from checker.cli.config import Settings
articles, found = pickle.load(open(given, "rb"))
model = nli.load(Settings().model, Settings().precision)
open(out, "w").write(pipeline.compared(articles, found, model, alignment.candidates).to_json())
"""


def scores(scorer: list[str], given: Path, name: str = "", value: float = 0.0) -> dict[str, dict[str, Any]]:
    """What the scorer counts, for one threshold at one value; for all as they are without a name."""
    report = given.with_name("report.json")
    subprocess.run([sys.executable, "-c", CHILD, str(given), str(report), name, str(value)], check=True)
    told = subprocess.run([sys.executable, *scorer, str(report)], check=True, capture_output=True, text=True).stdout
    return json.loads(told.strip().splitlines()[-1])


def row(found: dict[str, dict[str, Any]]) -> list[Any]:
    numeric, attributive = found["contradictions_numeric"], found["contradictions_attributive"]
    alarms = found["contradictions_predicted"]
    clean = found["agreement_found"]["called_contradiction"] + found["update_found"]["called_contradiction"]
    scope = found["scope_not_alarmed"]["gold"] - found["scope_not_alarmed"]["clean"]
    return [alarms["precision"], alarms["true"], alarms["wrong"] + alarms["unlabelled"], numeric["recall"],
            attributive["recall"], clean + scope]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description="What each threshold buys in precision and recall.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--factors", default="0.8,1.25", help="what each threshold is multiplied with")
    options = parser.parse_args()
    factors = [float(f) for f in options.factors.split(",")]
    names = options.names or [n for n in vars(thresholds) if n.isupper()]
    scorer = [str(options.scorer), str(options.gold), str(options.articles)]
    articles, _, _ = batch.read_articles([str(options.articles)], Settings())
    articles = sorted(articles, key=lambda a: a.id)
    found = [c for p in parse.parse(articles, parse.load_pipeline()) for c in claims.extract(p)]
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "claims.pickle"
        given.write_bytes(pickle.dumps((articles, found)))
        rows = [["as they are", "", *row(scores(scorer, given))]]
        for name, factor in tqdm([(n, f) for n in names for f in factors], unit="value"):
            value = round(getattr(thresholds, name) * factor, 3)
            rows.append([name, value, *row(scores(scorer, given, name, value))])
    heads = (
        "threshold",
        "value",
        "precision",
        "true",
        "false",
        "recall, numbers",
        "recall, attributes",
        "others alarmed",
    )
    print(tabulate(rows, heads, tablefmt="github"))


if __name__ == "__main__":
    main()
