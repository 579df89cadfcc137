"""nli: any label order, refused files, order independence, nothing on the network."""

from __future__ import annotations

import hashlib
import json
import socket
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tiny_nli
from tiny_nli import PAIRS

from checker import nli
from checker.errors import ModelError
from checker.nli import scoring
from checker.records import NLILabel

Folder = Callable[..., Path]


def load(folder: str) -> nli.NLIModel:
    """A model as users load it, but for the self-test, which no random network would pass."""
    return nli.load(folder, self_test=False)


@pytest.fixture
def tiny(tmp_path: Path) -> Folder:
    """Makes a folder with a tiny random model."""
    return lambda labels=tuple(NLILabel), name="tiny": tiny_nli.write(tmp_path / name, labels)


def sha256(folder: Path) -> str:
    return hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()


def write_card(folder: Path, **changes: object) -> None:
    labels = [label.value for label in NLILabel]
    card = {"name": "tiny-nli", "sha256": sha256(folder), "labels": labels, "temperature": 1.0}
    (folder / "card.json").write_text(json.dumps(card | changes), encoding="utf-8")


def test_shape_and_sums(tiny: Folder) -> None:
    table = load(str(tiny())).score(PAIRS)
    assert table.shape == (len(PAIRS), 3) and table.dtype == np.float64
    assert np.allclose(table.sum(axis=1), 1, atol=1e-12)
    assert np.array_equal(table, np.round(table, 4))
    assert len({tuple(row) for row in table}) == len(PAIRS)


def test_no_pairs_no_rows(tiny: Folder) -> None:
    assert load(str(tiny())).score([]).shape == (0, 3)


@pytest.mark.parametrize(("order", "case"), [((2, 1, 0), str.upper), ((1, 2, 0), str.title), ((2, 0, 1), str.lower)])
def test_columns_follow_label_names_and_not_positions(
    tiny: Folder, order: tuple[int, ...], case: Callable[[str], str]
) -> None:
    """The same weights under permuted label names give the same columns, permuted."""
    plain = load(str(tiny())).score(PAIRS)
    names = tuple(NLILabel)
    permuted = load(str(tiny(tuple(case(names[i]) for i in order), name="permuted"))).score(PAIRS)
    expected = np.empty_like(plain)
    for output, label in enumerate(order):
        expected[:, label] = plain[:, output]
    assert np.allclose(permuted, expected, atol=1e-4)


@pytest.mark.parametrize(
    "labels",
    [("LABEL_0", "LABEL_1", "LABEL_2"), ("entailment", "not_entailment"), ("positive", "negative", "neutral"),
     ("entailment", "neutral", "entailment")],
)  # fmt: skip
def test_other_labels_are_refused_and_named(tiny: Folder, labels: tuple[str, ...]) -> None:
    with pytest.raises(ModelError, match=labels[1].lower()):
        load(str(tiny(labels)))


def test_both_directions_differ(tiny: Folder) -> None:
    model = load(str(tiny()))
    there, back = model.score([PAIRS[0], PAIRS[0][::-1]])
    assert not np.allclose(there, back, atol=1e-3)


def test_rows_keep_input_order_whatever_the_batch(tiny: Folder) -> None:
    model = load(str(tiny()))
    alone = np.vstack([model.score([pair]) for pair in PAIRS])
    many = PAIRS[::-1] * 7 + PAIRS
    together = model.score(many)
    assert np.allclose(together, np.vstack([alone[::-1]] * 7 + [alone]), atol=1e-4)
    assert np.allclose(model.score(many, batch_tokens=1), together, atol=1e-4)
    assert np.array_equal(model.score(many), together)


def test_duplicates_are_scored_once(tiny: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "CHUNK", 3)  # five chunks and a half: equal pairs meet across chunks too
    model = load(str(tiny()))
    rows: list[tuple[int, ...]] = []
    real = nli.NLIModel._encode

    def counted(self: nli.NLIModel, pairs: list[tuple[str, str]]) -> scoring.Encoding:
        rows.extend(pairs)
        return real(self, pairs)

    monkeypatch.setattr(nli.NLIModel, "_encode", counted)
    model.score(PAIRS * 4)
    assert sorted(rows) == sorted(PAIRS)


def test_long_text_is_cut_on_the_longer_side(tiny: Folder) -> None:
    """The short side survives: changing its last word changes the scores, however long the other side is."""
    model = load(str(tiny()))
    long = "police arrested twelve men in the city " * 40
    other = "nobody was killed"
    first, second, third = model.logits([(long, other), (long, "nobody was arrested"), (long + "a", other)])
    assert np.abs(first - second).max() > 100 * np.abs(first - third).max()
    assert not np.allclose(first, second, atol=1e-3)


def test_card_that_fits_sets_name_and_temperature(tiny: Folder) -> None:
    folder = tiny()
    cold = load(str(folder)).score(PAIRS)
    write_card(folder, temperature=4.0)
    warm = load(str(folder)).score(PAIRS)
    assert (warm.max(axis=1) < cold.max(axis=1)).all()
    assert (warm.argmax(axis=1) == cold.argmax(axis=1)).all()


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"sha256": "0" * 64}, "sha256"), ({"labels": ["contradiction", "neutral", "entailment"]}, "labels"),
     ({"temperature": 0}, "temperature"), ({"temperature": None}, "temperature")],
)  # fmt: skip
def test_card_that_does_not_fit_is_refused(tiny: Folder, changes: dict[str, object], message: str) -> None:
    folder = tiny()
    write_card(folder, **changes)
    with pytest.raises(ModelError, match=message):
        load(str(folder))


def test_altered_weights_are_refused(tiny: Folder) -> None:
    folder = tiny()
    write_card(folder)
    weights = bytearray((folder / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (folder / "model.safetensors").write_bytes(weights)
    with pytest.raises(ModelError, match=sha256(folder)):
        load(str(folder))


def test_pickles_are_refused(tiny: Folder) -> None:
    import torch
    from safetensors.torch import load_file

    folder = tiny()
    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    with pytest.raises(ModelError, match=r"pytorch_model\.bin.*expected model\.safetensors"):
        load(str(folder))


def test_an_encoder_without_a_classifier_is_refused(tiny: Folder) -> None:
    from safetensors.torch import load_file, save_file

    folder = tiny()
    weights = {k: v for k, v in load_file(folder / "model.safetensors").items() if not k.startswith("classifier")}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match=r"classifier\.weight"):
        load(str(folder))


def test_code_of_a_model_is_never_run(tiny: Folder, tmp_path: Path) -> None:
    folder = tiny()
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    own = {"AutoConfig": "own.Own", "AutoModelForSequenceClassification": "own.Own"}
    config |= {"model_type": "own", "auto_map": own}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (folder / "own.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close()\n", encoding="utf-8")
    with pytest.raises(ModelError):
        load(str(folder))
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", ["/no/such/folder", "./absent", "absent", "two/slashes/here"])
def test_missing_folder(name: str) -> None:
    with pytest.raises(ModelError, match="no such folder"):
        load(name)


def test_local_folder_opens_no_socket(tiny: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tiny()

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert load(str(folder)).score(PAIRS[:1]).shape == (1, 3)


def test_name_is_no_path_and_digest_is_of_the_weights(tiny: Folder) -> None:
    folder = tiny()
    info = load(str(folder)).info
    assert info.name == "tiny" and info.sha256 == sha256(folder)


def test_rounded_rows_sum_to_one_and_stay_close() -> None:
    rng = np.random.default_rng(3)
    table = rng.dirichlet([0.3, 0.3, 0.3], size=500)
    rounded = nli.round_rows(table)
    assert np.allclose(rounded.sum(axis=1), 1, atol=1e-12)
    assert np.abs(rounded - table).max() < 1e-4


def test_a_deferred_model_is_checked_at_once_and_loaded_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, loaded = str(tiny_nli.write(tmp_path / "tiny")), []
    ready = nli.load(folder, self_test=False)
    monkeypatch.setattr(nli, "load", lambda *given: loaded.append(given) or ready)
    deferred = nli.Deferred(folder)
    assert deferred.info == ready.info and not loaded
    for _ in range(2):
        assert np.array_equal(deferred.score(tiny_nli.PAIRS), ready.score(tiny_nli.PAIRS))
    assert deferred.reads_marks == ready.reads_marks and len(loaded) == 1
    with pytest.raises(ModelError, match="expected small, large"):
        nli.Deferred(str(tmp_path / "none"))
