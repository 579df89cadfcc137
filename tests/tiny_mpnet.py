"""A base encoder of a few kilobytes in five made-up packages, as ``checker.nli.large`` expects the real one."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from checker.nli import large

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>", "[MASK]"]


def write(folder: Path, words: Sequence[str]) -> Path:
    """The encoder's files, with weights that depend on nothing but the number of words."""
    import torch
    from transformers import BertTokenizerFast, MPNetConfig, MPNetModel

    names = {"cls_token": "<s>", "sep_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
    vocabulary = {word: i for i, word in enumerate(dict.fromkeys([*SPECIAL, *words]))}
    BertTokenizerFast(vocab=vocabulary, **names).save_pretrained(folder)
    torch.manual_seed(3)
    size = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
    MPNetModel(MPNetConfig(vocab_size=len(vocabulary), initializer_range=0.5, **size)).save_pretrained(folder)
    return folder


def packages(encoder: Path, site: Path) -> str:
    """Five packages in ``site`` with the parts of a zip file of the encoder's weights; the sha256 of these."""
    weights = (encoder / "model.safetensors").read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(large.BASE, weights)
    data = packed.getvalue()
    size = -(-len(data) // len(large.PACKAGES))
    for i, name in enumerate(large.PACKAGES):
        stem, number = name.rsplit("-", 1)
        part = site / large.PART.format(f"{stem}_{number}", number)
        part.parent.mkdir(parents=True)
        part.write_bytes(data[i * size : (i + 1) * size])
        told = site / f"{name.replace('-', '_')}-0.0.1.dist-info"
        told.mkdir()
        (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.0.1\n", encoding="utf-8")
    return hashlib.sha256(weights).hexdigest()
