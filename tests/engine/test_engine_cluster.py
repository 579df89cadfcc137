"""Ray on a cluster of two nodes, of which one is killed while it works: the report is the same, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ledger_cases import many

import checker
from checker.cli.config import Settings
from checker.engine import blocking
from checker.records import Report

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not os.environ.get("CHECKER_TEST_CLUSTER"),
        reason="two Ray nodes want cores of their own: CHECKER_TEST_CLUSTER=1, or make test-cluster",
    ),
]
ray = pytest.importorskip("ray")


@pytest.fixture(scope="module")
def plain() -> Report:
    return checker.check(many(24), Settings())


@pytest.fixture
def kill(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Connects to a cluster of two nodes with a core each; kills the one without the cluster's head, once."""
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, connect=False, head_node_args={"num_cpus": 1, "include_dashboard": False})
    other = made.add_node(num_cpus=1)
    try:
        ray.init(address=made.address, log_to_driver=False)
        assert len(alive()) == 2
        alone: list[Any] = [other]
        yield lambda: [made.remove_node(alone.pop(), allow_graceful=False) for _ in alone[:1]]
    finally:
        ray.shutdown()
        made.shutdown()


def alive() -> list[str]:
    return [node["NodeID"] for node in ray.nodes() if node["Alive"]]


def test_a_node_is_lost_while_claims_are_extracted(
    plain: Report, kill: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from checker.engine import cluster

    monkeypatch.setattr(cluster, "CHUNK", 3)
    seen: list[bytes] = []

    def first_then_kill(chunk: bytes) -> Any:
        if not seen:
            kill()
        seen.append(chunk)
        return real(chunk)

    real = cluster.extracted_of
    monkeypatch.setattr(cluster, "extracted_of", first_then_kill)
    report = checker.check(many(24), Settings(engine="ray"))
    assert len(seen) == 8 and len(alive()) == 1
    assert report.to_json() == plain.to_json()


def test_a_node_is_lost_while_claims_are_joined(
    plain: Report, kill: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what it holds of the results of earlier steps, which are then made again."""
    from checker.engine import cluster

    monkeypatch.setattr(cluster, "CLAIMS_CHUNK", 3)
    real = blocking.corpus_of

    def counted_then_kill(parts: Any) -> Any:
        found = real(parts)
        kill()
        return found

    monkeypatch.setattr(blocking, "corpus_of", counted_then_kill)
    report = checker.check(many(24), Settings(engine="ray"))
    assert len(alive()) == 1
    assert report.to_json() == plain.to_json()
