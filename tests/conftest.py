"""What all tests share: one spaCy pipeline, one NLI stand-in, and the way to the development data."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import settings

from checker.records import ModelInfo

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).parents[1]
settings.register_profile("untimed", deadline=None)  # no test asserts a time
settings.load_profile("untimed")


class StandInModel:
    """An NLI model that always answers the same: for tests of what happens around it."""

    info = ModelInfo("stand-in", "0" * 64)
    reads_marks = False

    def __init__(self, entailment: float = 0.1, neutral: float = 0.3, contradiction: float = 0.6) -> None:
        self.answer = (entailment, neutral, contradiction)
        self.asked: list[tuple[str, str]] = []

    def score(self, pairs: Sequence[tuple[str, str]], batch_tokens: int | None = None) -> np.ndarray:
        self.asked += pairs
        return np.array([self.answer] * len(pairs), dtype=float)


@pytest.fixture(scope="session")
def nlp() -> Language:
    from checker import parse

    return parse.load_pipeline()


@pytest.fixture
def stand_in() -> StandInModel:
    return StandInModel()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, on 2031-06-01 for what has an expiry date."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime(2031, 6, 1, tzinfo=dt.UTC).timestamp())))
    return tmp_path


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data beside the checkout; tests that need it skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "seeds").is_dir():
        pytest.skip(f"no development data at {folder}")
    return folder


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A ledger that isn't there yet: a file, and an empty schema where ``CHECKER_TEST_POSTGRESQL`` names a database."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    url = os.environ.get("CHECKER_TEST_POSTGRESQL")
    if not url:
        pytest.skip("no PostgreSQL: CHECKER_TEST_POSTGRESQL is not set")
    import psycopg

    with psycopg.connect(url) as connection:
        connection.execute("DROP SCHEMA IF EXISTS checker CASCADE")
    return url
