"""The small model by torch alone gives what transformers makes of the same files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import tiny_nli

from checker import nli
from checker.errors import ModelError
from checker.nli import bert, network
from checker.records import Precision

ODD = [
    ("", ""),
    ("a " * 400, "It is [q1] 14 [same] and ünïcode — “q”, 北京"),
    ("Police arrested [q1] twelve men.", "nothing [far above] " * 300),
]


@pytest.mark.slow
@pytest.mark.parametrize("precision", [Precision.FLOAT32, Precision.BFLOAT16])
def test_the_model_that_ships(precision: Precision, monkeypatch: pytest.MonkeyPatch) -> None:
    own = nli.load("small", precision)
    assert isinstance(own.network.tokenizer, bert.Tokenizer)
    monkeypatch.setattr(network, "SHIPPED", Path("elsewhere"))
    theirs = nli.load("small", precision)
    assert not isinstance(theirs.network.tokenizer, bert.Tokenizer)
    pairs = [*ODD, *tiny_nli.PAIRS]
    assert own._encode(pairs) == theirs._encode(pairs)
    assert np.allclose(own.logits(pairs), theirs.logits(pairs), atol=1e-5 if precision is Precision.FLOAT32 else 0.05)
    assert own.reads_marks and theirs.reads_marks and own.network.max_length == theirs.network.max_length


@pytest.mark.slow
def test_other_sizes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tiny_nli.write(tmp_path / "tiny")
    theirs = nli.load(str(folder), self_test=False)
    monkeypatch.setattr(network, "SHIPPED", folder)
    own = nli.load(str(folder), self_test=False)
    assert isinstance(own.network.tokenizer, bert.Tokenizer)
    assert own.network.max_length == theirs.network.max_length == 64
    assert np.allclose(own.logits(tiny_nli.PAIRS), theirs.logits(tiny_nli.PAIRS), atol=1e-5)


@pytest.mark.slow
def test_broken_weights_are_told(tmp_path: Path) -> None:
    folder = tiny_nli.write(tmp_path / "tiny")
    (folder / "model.safetensors").write_bytes(b"\x10\0\0\0\0\0\0\0not weights at all")
    with pytest.raises(ModelError, match=r"tiny/model.safetensors: can't be read"):
        bert.Classifier(folder)


@pytest.mark.slow
def test_a_check_with_the_small_model_imports_no_transformers() -> None:
    program = (
        "import sys; from checker import nli; nli.load('small').score([('A dog.', 'A cat.')]);"
        "print(sorted({'transformers', 'sympy', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_other_networks_are_refused(tmp_path: Path) -> None:
    folder = tiny_nli.write(tmp_path / "tiny")
    config = folder / "config.json"
    settings = json.loads(config.read_text(encoding="utf-8"))
    config.write_text(json.dumps(settings | {"num_hidden_layers": 3}), encoding="utf-8")
    with pytest.raises(ModelError, match=r"tiny: weights lack .*encoder.layer.2.attention.self.key.bias"):
        bert.Classifier(folder)
    config.write_text(json.dumps(settings | {"hidden_act": "relu"}), encoding="utf-8")
    with pytest.raises(ModelError, match=r"tiny/config.json: no BERT network"):
        bert.Classifier(folder)
