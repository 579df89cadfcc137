"""The small model that ships, by torch and tokenizers alone: to import transformers takes longer than a small check.

A BERT classifier (Devlin et al. 2019, "BERT: Pre-training of Deep Bidirectional Transformers for Language
Understanding") whose outputs are those of ``BertForSequenceClassification`` of transformers, by whose names its weights
are read. Every other model, and this one in eight bits, is loaded by transformers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray


class Classifier:
    """``classifier(**inputs)`` gives logits; *Shape:* inputs ``(rows, length)``, logits ``(rows, labels)``."""

    def __init__(self, folder: Path) -> None:
        """Raises ModelError where the weights are not those of such a network."""
        from safetensors.torch import load_file

        settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        if (settings.get("model_type"), settings.get("hidden_act")) != ("bert", "gelu"):
            raise ModelError(f"{folder.name}/config.json: no BERT network with gelu, which is expected here")
        self.max_length: int = settings["max_position_embeddings"]
        self._layers, self._heads = settings["num_hidden_layers"], settings["num_attention_heads"]
        self._epsilon = settings["layer_norm_eps"]
        try:
            found = load_file(folder / "model.safetensors")
        except Exception as error:  # of several kinds for a broken file
            raise ModelError(f"{folder.name}/model.safetensors: can't be read: {error}") from error
        self._weights = {name.removeprefix("bert."): value.float() for name, value in found.items()}
        if lacking := sorted(set(_names(self._layers)) - self._weights.keys()):
            raise ModelError(f"{folder.name}: weights lack {', '.join(lacking)}")

    def to(self, device: str) -> Classifier:
        self._weights = {name: value.to(device) for name, value in self._weights.items()}
        return self

    def __call__(
        self, input_ids: torch.Tensor, token_type_ids: torch.Tensor, attention_mask: torch.Tensor
    ) -> torch.Tensor:
        import torch

        w = self._weights
        words, sides = w["embeddings.word_embeddings.weight"], w["embeddings.token_type_embeddings.weight"]
        places = w["embeddings.position_embeddings.weight"][: input_ids.shape[1]]
        x = self._norm("embeddings", words[input_ids] + sides[token_type_ids] + places)
        mask = attention_mask[:, None, None, :].bool()
        for layer in range(self._layers):
            x = self._layer(f"encoder.layer.{layer}", x, mask)
        return self._linear("classifier", torch.tanh(self._linear("pooler.dense", x[:, 0])))

    def _layer(self, name: str, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """*Shape:* x ``(rows, length, width)``, as what is returned; mask ``(rows, 1, 1, length)``."""
        from torch.nn.functional import gelu, scaled_dot_product_attention

        heads = (*x.shape[:2], self._heads, x.shape[2] // self._heads)
        query, key, value = (
            self._linear(f"{name}.attention.self.{part}", x).view(heads).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        seen = scaled_dot_product_attention(query, key, value, attn_mask=mask).transpose(1, 2).flatten(2)
        x = self._norm(f"{name}.attention.output", x + self._linear(f"{name}.attention.output.dense", seen))
        inner = gelu(self._linear(f"{name}.intermediate.dense", x))
        return self._norm(f"{name}.output", x + self._linear(f"{name}.output.dense", inner))

    def _linear(self, name: str, x: torch.Tensor) -> torch.Tensor:
        from torch.nn.functional import linear

        return linear(x, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _norm(self, name: str, x: torch.Tensor) -> torch.Tensor:
        from torch.nn.functional import layer_norm

        weight, bias = (self._weights[f"{name}.LayerNorm.{part}"] for part in ("weight", "bias"))
        return layer_norm(x, weight.shape, weight, bias, self._epsilon)


def _names(layers: int) -> Iterator[str]:
    """The names of all weights of a network of so many layers."""
    yield from (f"embeddings.{what}_embeddings.weight" for what in ("word", "position", "token_type"))
    parts = [f"attention.self.{part}" for part in ("query", "key", "value")]
    parts += [f"{part}.dense" for part in ("attention.output", "intermediate", "output")]
    parts += [f"{part}.LayerNorm" for part in ("attention.output", "output")]
    inside = [f"encoder.layer.{layer}.{part}" for layer in range(layers) for part in parts]
    for name in ("embeddings.LayerNorm", *inside, "pooler.dense", "classifier"):
        yield from (f"{name}.weight", f"{name}.bias")


class Tokenizer:
    """What :class:`checker.nli.NLIModel` asks of a tokenizer of transformers, by ``tokenizer.json``."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer as Pieces

        self._pieces = Pieces.from_file(str(folder / "tokenizer.json"))
        self._pieces.no_padding()

    def get_vocab(self) -> dict[str, int]:
        vocabulary: dict[str, int] = self._pieces.get_vocab()
        return vocabulary

    def __call__(
        self, premises: Sequence[str], hypotheses: Sequence[str], truncation: str, max_length: int
    ) -> dict[str, list[list[int]]]:
        self._pieces.enable_truncation(max_length, strategy=truncation)
        found = self._pieces.encode_batch(list(zip(premises, hypotheses, strict=True)))
        return {
            "input_ids": [row.ids for row in found],
            "token_type_ids": [row.type_ids for row in found],
            "attention_mask": [row.attention_mask for row in found],
        }

    def pad(
        self, rows: Mapping[str, Sequence[Sequence[int]]], max_length: int, **_: Any
    ) -> dict[str, NDArray[np.int64]]:
        """*Shape:* ``(rows, max_length)`` each; word piece 0 is the one of padding."""
        import numpy as np

        padded = {name: np.zeros((len(values), max_length), dtype=np.int64) for name, values in rows.items()}
        for name, values in rows.items():
            for row, value in enumerate(values):
                padded[name][row, : len(value)] = value
        return padded
