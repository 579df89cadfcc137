"""nli.scoring and nli.network: bounded memory, progress told to those who watch, three precisions."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import tiny_nli
from tiny_nli import PAIRS, WORDS

from checker import nli
from checker.errors import ModelError
from checker.nli import scoring
from checker.records import Precision

MANY = [(f"{a} {b} {c}", f"{b} {d}") for a in WORDS[:6] for b in WORDS[6:13] for c in WORDS[:9] for d in WORDS[:4]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tiny_nli.write(tmp_path_factory.mktemp("models") / "tiny"))


@pytest.fixture(scope="module")
def model(folder: str) -> nli.NLIModel:
    return nli.load(folder, self_test=False)


def test_a_generator_is_scored_as_a_list_is(model: nli.NLIModel) -> None:
    pairs = [*MANY, *PAIRS, *MANY[:100]]
    assert np.array_equal(model.score(pair for pair in pairs), model.score(pairs))
    assert model.score(iter([])).shape == (0, 3)


def test_pairs_are_drawn_and_tokenised_a_chunk_at_a_time(model: nli.NLIModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scoring, "CHUNK", 100)
    drawn, ahead, real = 0, [], nli.NLIModel._encode

    def pairs() -> Iterator[tuple[str, str]]:
        nonlocal drawn
        for pair in MANY:
            drawn += 1
            yield pair

    def encode(self: nli.NLIModel, chunk: list[tuple[str, str]]) -> scoring.Encoding:
        ahead.append((drawn, len(chunk)))
        return real(self, chunk)

    whole = model.score(MANY)
    monkeypatch.setattr(nli.NLIModel, "_encode", encode)
    chunked = model.score(pairs())
    assert all(n <= 100 * (i + 1) and size <= 100 for i, (n, size) in enumerate(ahead)) and len(ahead) > 10
    assert np.allclose(chunked, whole, atol=1e-4)


def test_pairs_that_share_their_letters_are_different_pairs(model: nli.NLIModel) -> None:
    """ "a the" + "city" and "a" + "the city": the digest keeps where one sentence ends."""
    first, second = model.score([("a the ", "city"), ("a ", "the city")])
    assert not np.array_equal(first, second)


@pytest.mark.parametrize("text", ["\x00", "", "\u200b", "𝟙" * 300])
def test_odd_characters_get_scores(model: nli.NLIModel, text: str) -> None:
    assert model.score([(text, "people")]).shape == (1, 3)


def test_progress_is_told_step_by_step_and_shown_by_nobody(
    model: nli.NLIModel, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="checker.progress")
    model.score([*MANY, *MANY[:50]])
    steps = [record.step for record in caplog.records]  # type: ignore[attr-defined]
    assert {(s.stage, s.unit, s.total) for s in steps} == {("comparing sentences", "pairs", len(MANY) + 50)}
    done = [s.done for s in steps]
    assert done == sorted(done) and done[0] == 0 and done[-1] == len(MANY) + 50 and len(done) > 3
    assert [s.over for s in steps] == [False] * (len(steps) - 1) + [True]
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("precision", [Precision.BFLOAT16, Precision.INT8])
def test_precisions_are_close_named_and_do_not_depend_on_neighbours(
    folder: str, model: nli.NLIModel, precision: Precision, capsys: pytest.CaptureFixture[str]
) -> None:
    """One scale for a whole batch in 8 bits would move these rows by several hundredths."""
    if precision is Precision.INT8:
        pytest.importorskip("nncf")
    other = nli.load(folder, precision, self_test=False)
    assert other.info.precision is precision and other.info.name == f"tiny ({precision})"
    assert other.info.sha256 == model.info.sha256
    few = MANY[:60]
    together = other.logits([*few, *PAIRS])
    exact = model.logits([*few, *PAIRS])
    assert not np.array_equal(together, exact) and np.abs(together - exact).mean() < 0.05 * np.ptp(exact)
    alone = np.vstack([other.logits([pair]) for pair in [*few[:10], *PAIRS]])
    assert np.allclose(alone, together[[*range(10), *range(60, 60 + len(PAIRS))]], atol=1e-5)
    assert np.array_equal(other.logits([*few, *PAIRS]), together)
    assert capsys.readouterr().out == ""


def test_int8_without_its_libraries_says_what_to_install(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nncf", None)
    with pytest.raises(ModelError, match=r"pip install \"claim-consistency-checker\[int8\]\""):
        nli.load(folder, Precision.INT8, self_test=False)


def test_int8_sends_no_telemetry(folder: str) -> None:
    """The libraries' own telemetry would start with their import, in a fresh process."""
    pytest.importorskip("nncf")
    code = (
        "import sys; from checker import nli; from checker.records import Precision;"
        f"nli.load({folder!r}, Precision.INT8, self_test=False);"
        "print([name for name in sys.modules if name.startswith('openvino_telemetry')], 'nncf' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[] True\n"


def test_float32_is_the_default_and_adds_nothing_to_the_name(model: nli.NLIModel) -> None:
    assert model.info.precision is Precision.FLOAT32 and model.info.name == Path("tiny").name
