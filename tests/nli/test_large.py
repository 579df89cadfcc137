"""The larger model: a base in packages, what training changed in it, both put together once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
import tiny_mpnet
from checker_models.nli import layers

from checker import nli
from checker.errors import ModelError
from checker.nli import large

PAIRS = [("the police said 14 people died", "nobody died"), ("a man was hurt", "a man was not hurt")]
WORDS = ["the", "police", "said", "14", "people", "died", "nobody", "a", "man", "was", "hurt", "not"]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on ``sys.path`` with the five packages of a tiny encoder; caches and what ships lie in ``tmp_path``."""
    from huggingface_hub import constants

    encoder = tiny_mpnet.write(tmp_path / "encoder", WORDS)
    folder = tmp_path / "site"
    monkeypatch.setattr(large, "BASE_SHA256", tiny_mpnet.packages(encoder, folder))
    monkeypatch.setattr(large, "SHIPPED", tmp_path / "shipped")
    monkeypatch.setattr(constants, "HF_HOME", str(tmp_path / "home"))
    monkeypatch.syspath_prepend(folder)
    return folder


@pytest.fixture
def trained(site: Path, tmp_path: Path) -> Path:
    """A classifier whose upper layer, head and rows for two new tokens differ from the encoder's; published."""
    import torch
    from checker_models.nli import publish
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "encoder")
    tokenizer.add_special_tokens({"additional_special_tokens": ["[same]", "[none]"]})
    names = dict(enumerate(("entailment", "neutral", "contradiction")))
    model = AutoModelForSequenceClassification.from_pretrained(
        tmp_path / "encoder", id2label=names, label2id={label: i for i, label in names.items()}
    )
    model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "layer.1." in name or name.startswith("classifier"):
                parameter += 0.1 * torch.randn(parameter.shape)
    run, shipped, whole = tmp_path / "run", tmp_path / "shipped", tmp_path / "whole"
    model.save_pretrained(run)
    tokenizer.save_pretrained(run)
    publish.export_changes(run, shipped, 1, whole)
    digest = nli.identify(str(whole)).info.sha256
    card = {"name": "tiny", "sha256": digest, "labels": list(names.values()), "temperature": 1.5}
    (shipped / "card.json").write_text(json.dumps(card), encoding="utf-8")
    return run


def test_put_together_it_is_the_model_that_was_trained(trained: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        whole, run = nli.load("large", self_test=False), nli.load(str(trained), self_test=False)
    assert "putting the larger NLI model together" in caplog.text
    assert whole.info.name == "shipped: tiny" and whole.temperature == 1.5
    assert np.allclose(whole.logits(PAIRS), run.logits(PAIRS), atol=0.02)
    assert np.ptp(run.logits(PAIRS)) > 0.2
    assert whole.network.tokenizer.convert_tokens_to_ids("[none]") == len(tiny_mpnet.SPECIAL) + len(WORDS) + 1


def test_it_is_put_together_once_and_used_where_it_is_installed(trained: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = nli.identify("large")
    monkeypatch.setattr(large, "base_weights", lambda: pytest.fail("put together twice"))
    assert nli.identify(None) == nli.identify("large") == first
    assert nli.identify("small").info.name.startswith("shipped: minilm")


def test_what_ships_is_small_and_holds_only_what_changed(trained: Path) -> None:
    from safetensors.numpy import load_file

    kept = load_file(large.SHIPPED / large.TRAINED)
    assert not any("layer.0." in name for name in kept)
    assert kept["mpnet.embeddings.word_embeddings.weight" + large.ROWS].shape == (2, 16)
    matrices = [name for name in kept if "layer.1." in name and name.endswith("weight") and "Norm" not in name]
    assert len(matrices) == 6 and all(kept[name].dtype == np.int8 for name in matrices)


def test_two_processes_may_put_it_together_at_once(trained: Path, tmp_path: Path) -> None:
    base, whole = large.base_weights(), tmp_path / "both"
    large.put_together(large.SHIPPED, base, whole)
    before = (whole / large.WHOLE).stat().st_ino
    large.put_together(large.SHIPPED, base, whole)
    assert (whole / large.WHOLE).stat().st_ino == before and len(list(tmp_path.glob("both*"))) == 1


def test_without_the_packages_the_small_one_is_the_default(trained: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "PACKAGES", ("no-such-package-001",))
    assert not large.installed() and nli.identify(None).info.name.startswith("shipped: minilm")
    with pytest.raises(ModelError, match=re.escape(large.INSTALL)):
        nli.identify("large")


def test_without_trained_layers_the_packages_alone_are_no_model(site: Path) -> None:
    assert not large.installed() and nli.identify(None).info.name.startswith("shipped: minilm")
    with pytest.raises(ModelError, match="no larger NLI model ships with this version"):
        nli.identify("large")


def test_a_run_with_frozen_layers_is_published_as_what_it_changed(
    trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a card of its own, whose sha256 is that of the whole, wherever it is put together."""
    from checker_models.nli import data, publish

    (trained / "training.json").write_text('{"frozen": 1}', encoding="utf-8")
    rows = [{"premise": p, "hypothesis": h, "label": label} for p, h in PAIRS for label in data.LABELS]
    (tmp_path / "dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr(data, "DEV", ("dev.jsonl",))
    publish.main(["--run", str(trained), "--data", str(tmp_path), "--out", str(large.SHIPPED), "--name", "own"])
    card = json.loads((large.SHIPPED / "card.json").read_text(encoding="utf-8"))
    found = nli.identify("large")
    assert (found.info.name, found.info.sha256, found.temperature) == (
        "shipped: own",
        card["sha256"],
        card["temperature"],
    )
    assert card["scores"]["dev.jsonl"]["pairs"] == 6 and card["training"] == {"frozen": 1}


def test_another_base_is_refused(trained: Path, site: Path) -> None:
    part = next(site.glob("*_005/input/*"))
    part.write_bytes(part.read_bytes()[:-30])
    with pytest.raises(ModelError, match="no zip file with"):
        large.base_weights()
    part.unlink()
    with pytest.raises(ModelError, match=f"has no {part.name}"):
        large.base_weights()


def test_other_weights_are_refused(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    right = large.BASE_SHA256
    monkeypatch.setattr(large, "BASE_SHA256", "0" * 64)
    with pytest.raises(ModelError, match=f"has sha256 {right}, expected 0000"):
        large.base_weights()


def test_a_home_that_is_a_file_is_told(trained: Path, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("", encoding="utf-8")
    with pytest.raises(ModelError, match="HF_HOME"):
        nli.identify("large")


def test_differences_in_eight_bits_lose_next_to_nothing() -> None:
    rng = np.random.default_rng(1)
    before = rng.normal(size=(8, 32)).astype(np.float32)
    after = before + 0.01 * rng.normal(size=(8, 32)).astype(np.float32)
    name = large.PREFIX + "encoder.layer.3.output.dense.weight"
    kept = layers.changed({name: after}, {name.removeprefix(large.PREFIX): before}, frozen=2)
    whole = large.merge({name.removeprefix(large.PREFIX): before}, kept)[name]
    assert np.abs(whole.astype(np.float32) - after).max() < 0.002
    with pytest.raises(ModelError, match="shape"):
        large.merge({name.removeprefix(large.PREFIX): before[:4]}, kept)
