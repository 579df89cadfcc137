"""The network that is trained: its head, the tokens of the marks, what stays as it is, and the rate of each layer."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from checker_models.nli import data
from checker_models.nli.dropout import pooled
from transformers import AutoModelForSequenceClassification


@dataclass(slots=True)
class Run:
    """State of one run; ``elapsed`` is in seconds of training, earlier starts counted in."""

    model: Any
    optimizer: torch.optim.Optimizer
    step: int = 0
    elapsed: float = 0.0
    seen: int = 0


def build(settings: data.Settings, base: Path, tokenizer: Any, device: torch.device) -> Run:
    """A fresh model with three labels and its optimizer; weight decay spares biases and LayerNorm."""
    torch.manual_seed(settings.seed)
    model = AutoModelForSequenceClassification.from_pretrained(
        base,
        dtype=torch.float32,  # what ships is in half precision, in which losses are no numbers
        id2label=dict(enumerate(data.LABELS)),
        label2id={label: i for i, label in enumerate(data.LABELS)},
        hidden_dropout_prob=settings.dropout,
        attention_probs_dropout_prob=settings.dropout,
        attn_implementation="eager",  # on CPUs the fused attention's backward pass in bf16 takes longer than this
        local_files_only=True,
    )
    widen(model, tokenizer)
    if device.type == "cpu":
        pooled(model)
    model.to(device).train()
    freeze(model, settings.frozen)
    return Run(model, torch.optim.AdamW(layered(model, settings), lr=settings.learning_rate, fused=True))


def widen(model: Any, tokenizer: Any) -> None:
    """Give each token that the tokenizer has and the model lacks the mean of the embeddings of its words."""
    table, known = model.get_input_embeddings().weight.detach().clone(), tokenizer.get_vocab()
    new = {token: row for token, row in known.items() if row >= len(table)}
    if not new:
        return
    model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    with torch.no_grad():
        for token, row in new.items():
            words = tokenizer(token.strip("[]"), add_special_tokens=False)["input_ids"]
            model.get_input_embeddings().weight[row] = table[words].mean(dim=0)


def freeze(model: torch.nn.Module, layers: int) -> None:
    """Let the embeddings and the lower ``layers`` layers stay as they are, without dropout; 0 freezes nothing."""
    if not layers:
        return
    lower = re.compile(rf"embeddings|relative_attention_bias|layer\.(?:{'|'.join(map(str, range(layers)))})(?:\.|$)")
    for name, module in model.named_modules():
        if lower.search(name):
            module.eval()
            module.requires_grad_(False)
            if isinstance(module, torch.nn.Linear):
                module.to(torch.bfloat16)  # autocast would else turn them at each step


def layered(model: torch.nn.Module, settings: data.Settings) -> list[dict[str, Any]]:
    """Groups of parameters by layer, ``scale`` being the share of the learning rate that a group gets.

    The head and the last layer learn at the full rate, each layer below at ``layer_decay`` times that of the one above
    and the embeddings at the least (Howard and Ruder 2018). Biases and LayerNorm don't decay.
    """
    depth = 1 + max(int(n) for name, _ in model.named_parameters() for n in re.findall(r"layer\.(\d+)\.", name))
    groups: dict[tuple[int, bool], list[torch.nn.Parameter]] = defaultdict(list)
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
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
