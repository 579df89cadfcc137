"""The targets of ``tests/fuzz`` on inputs that hypothesis makes: few here, a million by hand with ``fuzz/run.py``."""

from __future__ import annotations

import sys

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(ROOT / "tests/fuzz"))
from targets import PIECES, TARGETS

EXAMPLES = {
    "claims": 15,
    "check": 8,
    "sentences": 8,
    "html": 30,
    "parquet": 30,
    "word": 40,
    "pdf": 40,
    "warc": 60,
    "feed": 60,
}
# bytes that stand for words, which a tree of random bytes seldom makes, and bytes of any text
INPUTS = st.one_of(
    st.binary(max_size=120),
    st.lists(st.integers(0, len(PIECES) - 1), max_size=60).map(bytes),
    st.text(max_size=60).map(str.encode),
)


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_the_bytes(name: str) -> None:
    @settings(max_examples=EXAMPLES.get(name, 150), suppress_health_check=list(HealthCheck), derandomize=True)
    @given(INPUTS)
    def run(data: bytes) -> None:
        TARGETS[name](data)

    run()


def test_every_reader_and_stage_is_a_target() -> None:
    assert {"plain", "jsonl", "json_document", "html", "csv", "parquet", "ninjs", "feed", "xml", "warc", "mail",
            "word", "pdf", "numbers", "dates", "furniture",
            "arithmetic", "claims", "sentences", "check"} <= set(TARGETS)  # fmt: skip
