"""The engines give the same bytes: worker processes, the steps of the distributed join, and Ray on one machine."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gc
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny_nli
from ledger_cases import article, examples, many

import checker
from checker import engine
from checker.block import candidates, linking, meeting
from checker.block.batch import Corpus
from checker.cli.config import Settings
from checker.compare import sums
from checker.engine import blocking, local
from checker.engine.blocking import Plan, Row
from checker.engine.packing import claims_of, pack, pairs_of
from checker.errors import EngineError, ParseError
from checker.judge import alignment
from checker.records import Article, CandidatePair, Claim, TimeSpan

# ------------------------------------------------------------------ the join without Ray


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    """Of towns with several events each, of the examples, which have sums, and of somebody whom one outlet names."""
    shot = "was shot and killed outside the Halberd Arms in Marrow Bay on Tuesday, Sheriff Olga Brandt said."
    told = [article("named", f"Jonas Perrin, 34, {shot}"), article("unnamed", f"A 34-year-old man {shot}", "Herald")]
    extracted = local.extract([*many(48), *examples(), *told], Settings().spacy_model)
    found = [claim for article in extracted for claim in article.claims]
    return [*found, *sums.totals(found)]


WEEKS = dt.timedelta(weeks=5)


def later_ones(claims: list[Claim]) -> list[Claim]:
    """The same claims, of other articles five weeks on that speak of the same days."""
    return [
        dataclasses.replace(c, id=f"later {c.id}", article=f"later {c.article}", published=c.published + WEEKS)
        for c in claims
        if c.published
    ]


def moved(claims: list[Claim]) -> list[Claim]:
    """The claims with all their days five weeks on."""

    def move(span: TimeSpan | None) -> TimeSpan | None:
        return span and dataclasses.replace(span, start=span.start + WEEKS, end=span.end + WEEKS)

    return [dataclasses.replace(c, time=move(c.time), event_time=move(c.event_time)) for c in claims]


def of_another_event(claim: Claim) -> Claim:
    """The claim in other words, with nine other names for each of its own."""
    names = claim.frame.names | {n + other for n in claim.frame.names for other in "bcdfghjkm"}
    frame = dataclasses.replace(claim.frame, names=names, event=frozenset(w + "q" for w in claim.frame.event))
    return dataclasses.replace(claim, sentence=re.sub(r"\b(?=\W|$)", "q", claim.sentence), frame=frame)


def shuffled(rows: Iterator[Row]) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["bucket"]].append(row)
    return groups


def joined(
    claims: list[Claim], size: int, buckets: int, corpus: Corpus | None = None, copies: list[str] | None = None
) -> tuple[list[CandidatePair], list[int]]:
    """The candidate pairs by way of chunks of ``size`` articles and buckets; and how many each bucket gave.

    Articles whose claims were sent to another bucket go into ``copies``, once for each.
    """
    names = sorted({c.article for c in claims})
    parts = (set(names[i : i + size]) for i in range(0, len(names), size))
    chunks = [pack([c for c in claims if c.article in part]) for part in parts]
    told = [blocking.profiled(chunk) for chunk in chunks]
    whole = corpus or blocking.corpus_of(row["counts"] for row in told)
    plan = Plan(whole, corpus.fresh if corpus else None, buckets)
    profiles = [row["profiles"] for row in told]
    linked = (pair for n in range(3) for pair in pairs_of(blocking.linked(plan, profiles, n, 3)))
    plan = dataclasses.replace(plan, linked=frozenset(linked))
    keys = shuffled(row for chunk in chunks for row in blocking.keyed(plan, chunk))
    shelves = [row for chunk in chunks for row in blocking.shelved(plan, chunk)]
    met = (row for rows in keys.values() for row in blocking.met(plan, [r["keys"] for r in rows]))
    groups = shuffled(iter([*met, *shelves])).values()
    sent = [row for rows in groups for row in blocking.sent(plan, rows)]
    if copies is not None:
        copies += [article for row in sent for article in blocking._shelf(row["claims"])]
    judged = [blocking.judged(plan, rows) for rows in shuffled(iter([*sent, *shelves])).values()]
    return sorted((p for found in judged for p in found), key=lambda p: (p.a, p.b)), [len(found) for found in judged]


@pytest.mark.slow
@pytest.mark.parametrize(("size", "buckets"), [(1, 1), (7, 5), (3, 64), (100, 3)])
def test_the_join_finds_what_one_process_finds(claims: list[Claim], size: int, buckets: int) -> None:
    wanted = alignment.candidates(claims)
    found, spread = joined(claims, size, buckets)
    assert found == wanted and len(wanted) > 300
    articles = {c.id: c.article for c in claims}
    assert ("named", "unnamed") in {tuple(sorted((articles[p.a], articles[p.b]))) for p in wanted}
    assert sum(n > 0 for n in spread) >= min(buckets, 8)  # the work is shared


@pytest.mark.slow
def test_the_join_against_a_ledger_finds_pairs_of_fresh_articles_only(claims: list[Claim]) -> None:
    fresh = frozenset(sorted({c.article for c in claims})[::3])
    found = blocking.corpus_of([blocking.profiled(pack(claims))["counts"]])
    corpus = Corpus(found.articles, found.names, found.stems, fresh)
    wanted = alignment.candidates(claims, corpus)
    assert joined(claims, 5, 8, corpus)[0] == wanted
    assert 0 < len(wanted) < len(alignment.candidates(claims))


@pytest.mark.slow
def test_claims_travel_only_for_articles_that_may_pair(claims: list[Claim]) -> None:
    """Articles of five weeks on share all keys with those before, and next to nothing else."""
    later = [of_another_event(c) for c in moved([c for c in later_ones(claims) if not c.parts])]
    apart, together = list[str](), list[str]()
    for some in (claims, later):
        joined(some, 16, 64, copies=apart)
    joined([*claims, *later], 16, 64, copies=together)
    assert len(apart) < len(together) < 1.15 * len(apart)


@pytest.mark.slow
def test_a_claim_comes_back_as_it_went(claims: list[Claim]) -> None:
    assert claims_of(pack(claims)) == claims


# ------------------------------------------------------------------ worker processes


@pytest.mark.slow
def test_worker_processes_keep_the_order_and_their_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "BATCH", 2)
    monkeypatch.setattr(local, "AHEAD", 1)  # the window slides
    articles = many(9)
    found = list(local.extract(articles, Settings().spacy_model, workers=2))
    assert found == list(local.stream(articles, Settings().spacy_model))
    with pytest.raises(ParseError, match='"no_such_pipeline" is not installed'):
        list(local.extract(articles, "no_such_pipeline", workers=2))


def test_few_batches_are_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many articles there are, no more than AHEAD batches a worker wait: memory stays bounded."""
    state = {"now": 0, "most": 0}

    class Future:
        def result(self) -> list[Any]:
            state["now"] -= 1
            return []

    class Pool:
        def __init__(self, *_: Any, **__: Any) -> None: ...
        def __enter__(self) -> Pool:
            return self

        def __exit__(self, *_: Any) -> None: ...
        def submit(self, *_: Any) -> Future:
            state["now"] += 1
            state["most"] = max(state["most"], state["now"])
            return Future()

    monkeypatch.setattr(local, "ProcessPoolExecutor", Pool)
    assert list(local.extract(many(2000), "any", workers=3)) == []
    assert state == {"now": 0, "most": local.AHEAD * 3}


# ------------------------------------------------------------------ Ray


@pytest.fixture(scope="module")
def ray_of_one_node() -> Iterator[None]:
    """Ray on this machine, for all tests that use it; skips where it isn't installed."""
    pytest.importorskip("ray")
    with engine.opened(Settings(engine="ray")):
        yield


@pytest.mark.slow
def test_ray_gives_the_same_bytes(ray_of_one_node: None) -> None:
    articles = [*many(24), *examples()]
    plain = checker.check(articles, Settings())
    assert any(v.nli for v in plain.verdicts)
    report = checker.check(articles[::-1], Settings(engine="ray"))
    assert report.to_json() == plain.to_json() and report.to_markdown() == plain.to_markdown()


@pytest.mark.slow
def test_ray_against_a_ledger(ray_of_one_node: None, tmp_path: Path) -> None:
    """A second batch meets what the first one left, on the cluster as on one machine."""
    reports = []
    for name in ("local", "ray"):
        settings = Settings(engine=name, ledger=str(tmp_path / f"{name}.sqlite"))
        checker.check(many(12), dataclasses.replace(settings, engine="local"))
        reports.append(checker.check([article("new", many(16)[0].text, "Other", 1)], settings).to_json())
    assert reports[0] == reports[1]


@pytest.mark.slow
def test_ray_against_other_articles(ray_of_one_node: None) -> None:
    new, old = [article("new", many(16)[0].text, "Other", 1)], many(12)
    reports = [checker.check(new, Settings(engine=name), against=old) for name in ("local", "ray")]
    assert reports[0].verdicts and reports[0].to_json() == reports[1].to_json()


@pytest.mark.slow
def test_ray_tells_what_failed(ray_of_one_node: None) -> None:
    with pytest.raises(EngineError, match=r'^on the Ray cluster: spaCy pipeline "no_such_pipeline" is not installed'):
        list(checker.extract(many(2), Settings(engine="ray", spacy_model="no_such_pipeline")))


@pytest.mark.slow
def test_ray_without_work(ray_of_one_node: None) -> None:
    with engine.opened(Settings(engine="ray")) as runs:
        assert list(runs.extract([])) == [] and runs.candidates([]) == []
        assert runs.model().score([]).shape == (0, 3)
    assert checker.check([Article("a", "Gazette", "Nothing was counted.")], Settings(engine="ray")).claims == ()


@pytest.mark.slow
def test_ray_scores_as_the_model_does(ray_of_one_node: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker import nli
    from checker.engine import scorer

    folder = str(tiny_nli.write(tmp_path / "tiny"))
    monkeypatch.setattr(nli.selftest, "check", lambda *_: None)
    wanted = nli.load(folder, self_test=False).score(tiny_nli.PAIRS)
    asked: list[int] = []

    def mapped(chunks: list[bytes], *_: Any) -> Iterator[bytes]:
        for chunk in chunks:
            pairs = scorer.pairs_of(chunk)
            asked.append(len(pairs))
            yield nli.load(folder, self_test=False).score(pairs).tobytes()

    monkeypatch.setattr(scorer.scoring, "CHUNK", 2)
    found = scorer.Scorer(Settings(model=folder), mapped)
    assert found.info == nli.identify(folder).info
    table = found.score([*tiny_nli.PAIRS, tiny_nli.PAIRS[1]])
    assert np.array_equal(table, wanted[[0, 1, 2, 3, 1]])
    assert asked == [2, 2]  # equal pairs once


def test_without_ray_the_error_says_what_to_install(tmp_path: Path) -> None:
    program = "import sys; sys.modules['ray'] = None; from checker.cli.main import main; main()"
    command = [sys.executable, "-c", program, "check", str(tmp_path), "--engine", "ray"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and done.stdout == ""
    assert (
        done.stderr == 'checker: error: engine "ray" needs Ray, which is not installed: '
        'pip install "claim-consistency-checker[ray]"\n'
    )


# ------------------------------------------------------------------ pairs that can't fit are never made


@pytest.mark.slow
def test_only_pairs_that_cannot_fit_are_left_out(claims: list[Claim], monkeypatch: pytest.MonkeyPatch) -> None:
    """What :mod:`checker.block.meeting` takes for impossible is impossible: other towns, weeks, people.

    Numbers that a model weighs are left out: those of articles that nothing links never meet, whatever it would say.
    """
    monkeypatch.setattr(linking, "FEW", len(claims))  # articles are like many of this batch
    later = [c for c in later_ones(claims) if not c.parts]
    everything = [*claims, *later]
    pruned = alignment.candidates(everything)

    monkeypatch.setattr(candidates, "may_meet", lambda *_: True)
    monkeypatch.setattr(meeting.Reach, "loose", True)
    ruled = [pair for pair in alignment.candidates(everything) if pair.p_same is None]
    assert ruled == [pair for pair in pruned if pair.p_same is None] != []


def test_the_collector_runs_seldom_while_an_engine_is_open() -> None:
    before, own = gc.get_threshold(), (701, 11, 9)
    gc.set_threshold(*own)
    try:
        with pytest.raises(ValueError, match="stop"), engine.opened(Settings()):
            assert gc.get_threshold()[0] > own[0]
            raise ValueError("stop")
        assert gc.get_threshold() == own
    finally:
        gc.set_threshold(*before)
