"""Average the weights of two runs: ``python -m checker_models.nli.average FIRST SECOND --run FOLDER [--share 0.6]``.

The second run must go on from the first (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"): what lies
between them on a straight line generalises better than either end.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer


def average(first: Path, second: Path, share: float, out: Path) -> None:
    """Write the model with ``share`` (0 to 1) of the second run's weights and the rest of the first's to ``out``."""
    kept = {"dtype": torch.float32, "local_files_only": True}  # what ships is in half precision
    one, two = (AutoModelForSequenceClassification.from_pretrained(p, **kept) for p in (first, second))
    mine, theirs = one.state_dict(), two.state_dict()
    mixed = {k: mine[k].lerp(v, share) if v.is_floating_point() else v for k, v in theirs.items()}
    two.load_state_dict(mixed)
    two.save_pretrained(out)
    AutoTokenizer.from_pretrained(second, local_files_only=True).save_pretrained(out)
    told = json.loads((second / "training.json").read_text(encoding="utf-8"))
    told |= {"averaged_with_what_it_continues": round(1 - share, 2)}
    (out / "training.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Average the weights of a run and of the one that it went on from.")
    parser.add_argument("first", type=Path, help="the earlier run")
    parser.add_argument("second", type=Path, help="the run that goes on from it")
    parser.add_argument("--run", type=Path, required=True, help="folder of the averaged model")
    parser.add_argument("--share", type=float, default=0.6, help="share of the second run's weights")
    options = parser.parse_args(argv)
    average(options.first, options.second, options.share, options.run)


if __name__ == "__main__":
    main()
