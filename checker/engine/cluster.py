"""The stages on a Ray cluster: extraction and NLI by pools of actors, blocking by group-bys over buckets.

Ray Data was chosen because it brings what a million articles need and is hard to get right: pools of actors that grow
with the cluster, backpressure, spilling to disk, and tasks run again where a node was lost. Chunks carry their
number, so that results are put in order whatever came first.

Without ``RAY_ADDRESS`` a cluster of this machine's cores is started and stopped again. Usage statistics and the
dashboard are off: nothing leaves the machines.
"""

from __future__ import annotations

import dataclasses
import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from checker.block.batch import Corpus
from checker.engine import blocking, local, scorer
from checker.engine.blocking import Plan, Row
from checker.engine.packing import articles_of, candidates_of, extracted_of, pack, pairs_of
from checker.errors import ConfigError, EngineError, installing
from checker.nli import PairScorer
from checker.records import Article, CandidatePair, Claim, Extracted, RunSettings

if TYPE_CHECKING:
    from ray.data import Dataset

CHUNK = 16  # articles an actor takes at once
CLAIMS_CHUNK = 64  # articles whose claims travel together
_TOLD = re.compile(r"^checker\.errors\.\w+: (.+)$", re.MULTILINE)
# Of a core, or of a GPU, that an actor reserves. There is one actor for each, so the other half is room for those of a
# node that is lost: what was under way on it waits until its actor runs again somewhere.
SHARE = 0.5
BUCKETS_PER_CORE = 1  # of the join: more of them share memory better, but keys and claims go to more of them


class Cluster:
    """The engine over a Ray that is connected."""

    def __init__(self, settings: RunSettings, ray: Any) -> None:
        self._settings = settings
        self._ray = ray
        self._cores = max(1, int(ray.cluster_resources().get("CPU", 1)))
        self._gpus = int(ray.cluster_resources().get("GPU", 0))

    def extract(self, articles: Sequence[Article]) -> Iterator[Extracted]:
        """As the local engine's; ``workers`` bounds the actors, each of which loads spaCy once."""
        chunks = [pack(articles[i : i + CHUNK]) for i in range(0, len(articles), CHUNK)]
        if chunks:
            for packed in self.mapped(Extractor, chunks, self._settings.spacy_model):
                yield from extracted_of(packed)

    def candidates(self, claims: Sequence[Claim], corpus: Corpus | None = None) -> list[CandidatePair]:
        """As :func:`checker.judge.alignment.candidates`, in the steps that :mod:`checker.engine.blocking` tells."""
        chunks = _by_article(claims)
        if not chunks:
            return []
        with self._failures():
            return self._candidates(self._dataset(chunks).materialize(), corpus)

    def model(self) -> PairScorer:
        """Scores pairs on actors that each load the model once, on GPUs where the cluster has any."""
        return scorer.Scorer(self._settings, partial(self.mapped, scorer.Actor, num_gpus=SHARE if self._gpus else 0))

    def mapped(self, actor: type, chunks: Sequence[bytes], *arguments: Any, num_gpus: float = 0) -> Iterator[bytes]:
        """What actors (classes, made with ``arguments``) answer to each chunk, in the order of the chunks.

        A chunk whose node is lost is given to another actor. Raises EngineError.
        """
        from ray.data import ActorPoolStrategy

        most = self._settings.workers if self._settings.workers > 1 else self._gpus if num_gpus else self._cores
        pool = ActorPoolStrategy(size=max(1, min(most, len(chunks))))
        ready: dict[int, bytes] = {}
        wanted = 0
        with self._failures():
            answers = self._dataset(chunks).map(
                actor,
                compute=pool,
                fn_constructor_args=arguments,
                num_cpus=SHARE,
                num_gpus=num_gpus or None,
            )
            for row in answers.iter_rows():
                ready[row["order"]] = row["packed"]
                while wanted in ready:
                    yield ready.pop(wanted)
                    wanted += 1

    def _dataset(self, chunks: Sequence[bytes]) -> Dataset:
        from ray.data import from_items

        rows = [{"order": n, "packed": chunk} for n, chunk in enumerate(chunks)]
        return from_items(rows, override_num_blocks=len(rows))

    def _candidates(self, data: Dataset, corpus: Corpus | None) -> list[CandidatePair]:
        told = data.map(lambda row: blocking.profiled(row["packed"])).materialize()
        whole = corpus
        if whole is None:
            whole = blocking.corpus_of(row["counts"] for row in told.select_columns("counts").iter_rows())
        buckets = BUCKETS_PER_CORE * self._cores
        begun = Plan(whole, None if corpus is None else corpus.fresh, buckets)
        plan = self._ray.put(dataclasses.replace(begun, linked=self._linked(begun, told)))
        keys = data.flat_map(partial(_of_chunk, blocking.keyed, plan))
        shelves = data.flat_map(partial(_of_chunk, blocking.shelved, plan)).materialize()
        pairs = self._grouped(keys, buckets, partial(_of_keys, plan))
        sent = self._grouped(pairs.union(shelves), buckets, partial(_of_rows, plan))
        judged = self._grouped(sent.union(shelves), buckets, partial(_last, plan))
        found = [pair for row in judged.iter_rows() for pair in candidates_of(row["packed"])]
        return sorted(found, key=lambda p: (p.a, p.b))

    def _linked(self, plan: Plan, told: Dataset) -> frozenset[tuple[str, str]]:
        """Which articles are linked; each task reads all their profiles, so that there is one task a core."""
        # References: each node fetches what they refer to once, however many tasks read it.
        profiles = self._ray.put(told.select_columns("profiles").to_arrow_refs())
        parts = self._dataset([b""] * self._cores)
        found = parts.map(partial(_of_articles, self._ray.put(plan), profiles, self._cores))
        return frozenset(pair for row in found.iter_rows() for pair in pairs_of(row["packed"]))

    def _grouped(self, data: Dataset, buckets: int, work: Callable[[Any], Any]) -> Dataset:
        return data.groupby("bucket", num_partitions=buckets).map_groups(work, batch_format="pyarrow")

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except self._ray.exceptions.RayError as error:
            # A worker's exception comes as text, with its traceback.
            told = _TOLD.findall(str(error)) or str(error).strip().splitlines()[-1:]
            raise EngineError(f"on the Ray cluster: {told[-1]}") from error


class Extractor:
    """An actor that extracts the claims of chunks of articles."""

    def __init__(self, spacy_model: str) -> None:
        self._spacy_model = spacy_model

    def __call__(self, row: Row) -> Row:
        found = local.stream(articles_of(row["packed"]), self._spacy_model)
        return {"order": row["order"], "packed": pack(list(found))}


@contextmanager
def opened(settings: RunSettings) -> Iterator[Cluster]:
    """A connected engine. Raises ConfigError where Ray is not installed, EngineError where none can be reached."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # its processes write to standard error what is told here
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise ConfigError(f'engine "ray" needs {installing("ray")} ({error})') from error
    ours = not ray.is_initialized()
    if ours:
        _connect(ray)
    # Standard output is the report's.
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        yield Cluster(settings, ray)
    finally:
        if ours:
            ray.shutdown()


def _connect(ray: Any) -> None:
    address = os.environ.get("RAY_ADDRESS") or "local"
    more = {"include_dashboard": False} if address == "local" else {}
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, **more)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise EngineError(f"no Ray cluster at {address}: {error}") from error


# ------------------------------------------------------------------ what tasks run; the plan is fetched where they run


def _by_article(claims: Iterable[Claim]) -> list[bytes]:
    """Packed claims of CLAIMS_CHUNK articles each; all claims of an article are in one chunk, in their order."""
    own: dict[str, list[Claim]] = {}
    for claim in claims:
        own.setdefault(claim.article, []).append(claim)
    names = list(own)
    parts = (names[i : i + CLAIMS_CHUNK] for i in range(0, len(names), CLAIMS_CHUNK))
    return [pack([claim for name in part for claim in own[name]]) for part in parts]


def _plan(reference: Any) -> Plan:
    import ray

    found: Plan = ray.get(reference)
    return found


def _of_chunk(work: Callable[[Plan, bytes], Iterator[Row]], plan: Any, row: Row) -> list[Row]:
    return list(work(_plan(plan), row["packed"]))


def _of_keys(plan: Any, table: Any) -> Any:
    return _table(blocking.met(_plan(plan), table["keys"].to_pylist()))


def _of_articles(plan: Any, profiles: Any, parts: int, row: Row) -> Row:
    return {"packed": blocking.linked(_plan(plan), _fetched(profiles), row["order"], parts)}


def _of_rows(plan: Any, table: Any) -> Any:
    return _table(blocking.sent(_plan(plan), table.to_pylist()))


def _fetched(profiles: Any) -> Iterator[bytes]:
    """The profiles of all chunks, one after the other."""
    import ray

    for block in ray.get(profiles):
        yield from ray.get(block)["profiles"].to_pylist()


def _last(plan: Any, table: Any) -> dict[str, list[bytes]]:
    return {"packed": [pack(blocking.judged(_plan(plan), table.to_pylist()))]}


def _table(rows: Iterable[Row]) -> Any:
    import pyarrow as pa

    schema = pa.schema([("bucket", pa.int64()), ("claims", pa.binary()), ("pairs", pa.binary())])
    return pa.Table.from_pylist(list(rows), schema=schema)
