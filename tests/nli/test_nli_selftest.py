"""nli.selftest: swapped labels are refused, on the shipped weights and end to end."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from checker import nli
from checker.errors import ModelError
from checker.nli import selftest
from checker.nli.folder import identify

SURE = np.array([[3.0, 0.0, -1.0], [-1.0, 2.0, 0.0], [0.0, -1.0, 4.0]])
ORDERS = list(permutations(range(3)))


@pytest.fixture(scope="module")
def shipped() -> NDArray[np.float64]:
    return nli.load().logits(selftest.PAIRS)


@pytest.mark.slow
@pytest.mark.parametrize("order", ORDERS)
def test_shipped_weights_pass_in_the_right_order_alone(shipped: NDArray[np.float64], order: tuple[int, ...]) -> None:
    """Columns in another order are what a model gives whose id2label names its outputs in that order."""
    if order == (0, 1, 2):
        selftest.check(shipped, "shipped")
    else:
        with pytest.raises(ModelError, match=r"^swapped: .*what it calls"):
            selftest.check(shipped[:, order], "swapped")


@pytest.mark.slow
def test_a_folder_that_swaps_two_names_is_refused(tmp_path: Path) -> None:
    source = identify().folder
    for name in ("model.safetensors", "tokenizer.json", "tokenizer_config.json"):
        (tmp_path / name).symlink_to(source / name)
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    names = {i: {"entailment": "contradiction", "contradiction": "entailment"}.get(label, label)
             for i, label in config["id2label"].items()}  # fmt: skip
    (tmp_path / "config.json").write_text(json.dumps(config | {"id2label": names}), encoding="utf-8")
    with pytest.raises(ModelError, match="what it calls contradiction is entailment"):
        nli.load(str(tmp_path))


@pytest.mark.parametrize(
    "bias", [(0, 0, 0), (9, 0, 0), (0, -9, 0), (-5, 0, 5)], ids=["none", "entailment", "neutral", "two"]
)
def test_what_is_added_to_all_pairs_alike_does_not_count(bias: tuple[float, ...]) -> None:
    selftest.check(SURE + np.array(bias), "shy")


@pytest.mark.parametrize("broken", [np.nan, np.inf])
def test_scores_that_are_no_numbers_are_refused(broken: float) -> None:
    table = SURE.copy()
    table[1, 2] = broken
    with pytest.raises(ModelError, match="not numbers"):
        selftest.check(table, "broken")


def test_a_model_that_tells_no_labels_apart_is_refused() -> None:
    with pytest.raises(ModelError, match="does not tell"):
        selftest.check(np.ones((3, 3)), "constant")


def test_pairs_are_short_and_without_numbers() -> None:
    words = [word for pair in selftest.PAIRS for text in pair for word in text.lower().split()]
    assert not any(c.isdigit() for word in words for c in word)
    assert not {"one", "two", "three", "several", "many"} & set(words)
