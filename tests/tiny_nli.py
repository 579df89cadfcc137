"""A random BERT classifier of a few kilobytes, and pairs in its words."""

from __future__ import annotations

from pathlib import Path

from checker.records import NLILabel

WORDS = (
    "the", "a", "police", "said", "arrested", "killed", "twelve", "two", "14", "30", "people", "men", "in", "city",
    "on", "monday", "nobody", "was", "were", "not", "and",
)  # fmt: skip
PAIRS = [
    ("police arrested twelve men in the city on monday", "police arrested two men"),
    ("nobody was killed", "14 people were killed in the city"),
    ("the police said 30 people were arrested in the city on monday and 14 were killed", "two people"),
    ("a", "the"),
]


def write(folder: Path, labels: tuple[str, ...] = tuple(NLILabel), seed: int = 7) -> Path:
    """Writes the model's files; the weights depend on nothing but the seed."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder.mkdir()
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizerFast(vocab={word: i for i, word in enumerate(vocabulary)}).save_pretrained(folder)
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=64, initializer_range=0.5, id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder
