"""What a check finds of the labelled relations, set by set and genre by genre, and where the rest was lost.

usage: python tests/bench/evaluate.py [--shared DIR] [--cache DIR] [--workers N] [--json FILE] [--check FILE]
       python tests/bench/evaluate.py [--shared DIR] [--cache DIR] [--workers N] --others DIR
       python tests/bench/evaluate.py [--shared DIR] [--cache DIR] [--workers N] --show NAME

--shared  the folder that holds bench/relations (default: shared, beside the repository)
--cache   a folder in which claims and NLI scores are kept for the next run; nothing is kept without it
--json    write the counts of every set, every genre and all sets to FILE
--check   hold the counts against those of FILE, which --json wrote
--others  check each genre with weights of links and sameness that are trained on the other genres first; DIR keeps
          their claims
--show    check only the set NAME; print each alarm that is not true and each missed numeric fact, for reading

Each set is checked as one batch. Its genre is its name up to "-dev". Precision is true alarms among the true, wrong and
unlabelled ones. A fact is found when one of its labelled contradictions is reported.

Exit status: 0; 1 where --check finds that of one genre precision, or the share of facts found, fell by more than 0.03;
2 where the data is absent or a file can't be used. Where a genre has no alarms, its precision is not compared.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluate_labels import VERDICTS, Counts, Score, labelled, rows, score_report
from evaluate_stages import STAGES, Checks, Lost, Trace, by_stage, checks, lost_agreements, lost_facts
from tabulate import tabulate
from tqdm import tqdm

from checker.block.links import LinkModel
from checker.block.links import using as using_links
from checker.cli.batch import read_articles
from checker.cli.config import Settings
from checker.errors import CheckerError
from checker.same import model

SETS = (
    "local-news-dev", "local-news-dev2", "war-dev", "politics-dev", "politics-dev2", "mixed-dev", "mixed-dev2",
)  # fmt: skip
BESIDE = Path(__file__).parents[3] / "shared"
MAY_FALL = 0.03
ALARMS = ("true", "wrong", "unlabelled", "uncertain")
Groups = dict[str, Counts]
Stages = Counter[tuple[str, str]]
HEADS = (
    "set", *ALARMS, "precision", "numeric facts", "attributive facts", "agreements", "called contradiction",
    "updates", "called contradiction", "scope not alarmed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One set: its score, and what was lost where."""

    score: Score
    facts: Sequence[Lost]
    agreements: Sequence[Lost]


class DataError(Exception):
    """What a user can mend."""


def genre(name: str) -> str:
    return name.partition("-dev")[0]


def evaluated(name: str, folder: Path, runs: Checks) -> Found:
    """One set, checked as one batch."""
    path = folder / f"{name}-articles.jsonl"
    articles, _, skipped = read_articles([str(path)], Settings())
    for item in skipped:
        print(f"skipped: {item.input}: {item.reason}", file=sys.stderr)
    facts = [f for row in rows(folder / f"{name}.jsonl") for f in row["facts"]]
    trace: Trace = runs.trace(articles)
    score = score_report(labelled(facts, rows(path)), trace.report)
    return Found(score, lost_facts(score, trace), lost_agreements(score, trace))


def summed(counts: Iterable[Mapping[Any, int]]) -> dict[Any, int]:
    """Zeros stay."""
    total: dict[Any, int] = defaultdict(int)
    for own in counts:
        for key, n in own.items():
            total[key] += n
    return dict(total)


def groups(sets: Mapping[str, Mapping[Any, int]]) -> dict[str, dict[str, dict[Any, int]]]:
    """The counts of each set, of each genre and of all."""
    genres: dict[str, list[Mapping[Any, int]]] = defaultdict(list)
    for name, counts in sets.items():
        genres[genre(name)].append(counts)
    return {
        "sets": {name: dict(counts) for name, counts in sets.items()},
        "genres": {name: summed(own) for name, own in genres.items()},
        "all": {"all": summed(sets.values())},
    }


def precision(counts: Counts) -> float | None:
    told = sum(counts[f"alarms_{v}"] for v in ALARMS[:3])
    return counts["alarms_true"] / told if told else None


def facts_found(counts: Counts) -> float | None:
    gold, found = (sum(counts[f"{k}_facts_{what}"] for k in ("numeric", "attributive")) for what in ("gold", "found"))
    return found / gold if gold else None


MEASURES = {"precision of alarms": precision, "share of facts found": facts_found}


def row(name: str, counts: Counts) -> list[Any]:
    rate = precision(counts)
    of = {
        k: f"{counts[f'{k}_found']}/{counts[f'{k}_gold']}"
        for k in ("numeric_facts", "attributive_facts", "agreement", "update")
    }
    return [
        name, *(counts[f"alarms_{v}"] for v in ALARMS), "" if rate is None else f"{rate:.2f}",
        of["numeric_facts"], of["attributive_facts"], of["agreement"], counts["agreement_called_contradiction"],
        of["update"], counts["update_called_contradiction"], f"{counts['scope_not_alarmed']}/{counts['scope_gold']}",
    ]  # fmt: skip


def table(grouped: Mapping[str, Groups]) -> str:
    found = [row(name, counts) for own in grouped.values() for name, counts in own.items()]
    return tabulate(found, HEADS, tablefmt="pipe", disable_numparse=True)


def lost_table(what: str, sets: Mapping[str, Stages]) -> str:
    """A column for each genre and all; a row for each stage, its parts below it."""
    grouped = groups(sets)
    columns = {**grouped["genres"], **grouped["all"]}
    found: list[list[Any]] = []
    for place in dict.fromkeys(place for place, _ in STAGES):
        parts = [s for s in STAGES if s[0] == place and any(s in own for own in columns.values())]
        found.append([place, *(sum(own.get(s, 0) for s in parts) for own in columns.values())])
        found += [[f"– {part}", *(own.get((place, part), 0) for own in columns.values())] for _, part in parts]
    found.append(["lost", *(sum(own.values()) for own in columns.values())])
    return tabulate(found, [what, *columns], tablefmt="pipe")


def shown(found: Found) -> str:
    """What a person should read of one set."""
    lines = []
    for alarm in sorted(found.score.alarms, key=lambda a: -VERDICTS.index(a.verdict)):
        if alarm.verdict != "true":
            lines += ["", f"{alarm.verdict.upper()}: {alarm.reason}"]
            lines += [f"  {c['article']}: {' '.join(c['sentence'].split())}" for c in (alarm.a, alarm.b)]
    for one in found.facts:
        lines += ["", f"MISSED {one.pair.attribute}: {': '.join(one.stage)}{one.reason and f' ({one.reason})'}"]
        lines += [f'  {e.article}: "{e.quote}" in: {e.sentence}' for e in one.pair.ends]
    return "\n".join(lines)


def fallen(before: Groups, now: Groups) -> list[str]:
    """What fell too far, a line for each genre and measure."""
    told = []
    for name in sorted(before.keys() & now.keys()):
        for measure, rate in MEASURES.items():
            was, is_ = rate(before[name]), rate(now[name])
            if was is not None and is_ is not None and was - is_ > MAY_FALL + 1e-9:
                told.append(f"{name}: {measure} fell from {was:.3f} to {is_:.3f}")
    return told


def known(path: Path) -> Groups:
    """The genres of a file that --json wrote. Raises DataError."""
    try:
        found: Groups = json.loads(path.read_text(encoding="utf-8"))["genres"]
        for counts in found.values():
            for rate in MEASURES.values():
                rate(counts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path} is no table that --json wrote: {error!r}") from error
    return found


def relations(shared: Path) -> Path:
    """The folder of all sets. Raises DataError."""
    folder = shared / "bench" / "relations"
    for path in (folder / f"{name}{end}" for name in SETS for end in ("-articles.jsonl", ".jsonl")):
        if not path.is_file():
            raise DataError(f"no labelled data: {path} is absent; name its folder with --shared DIR")
    return folder


def weights_of(names: Sequence[str], given: argparse.Namespace) -> Iterator[tuple[str, AbstractContextManager[None]]]:
    """Each set with the weights of links and sameness that it is checked with."""
    if given.others is None:
        yield from ((name, nullcontext()) for name in names)
        return
    from checker_models.same import links, train  # wants scikit-learn

    tables, free = train.tables_of(given.shared, given.others)
    batches = links.batches(given.shared, given.others)
    for left in sorted(set(map(genre, names))):
        linking, sameness = links.without(left, batches), train.without(left, tables, free)
        yield from ((name, _both(linking, sameness)) for name in names if genre(name) == left)


@contextmanager
def _both(linking: LinkModel, sameness: model.SamenessModel) -> Iterator[None]:
    with using_links(linking), model.using(sameness):
        yield


def run(given: argparse.Namespace) -> int:
    folder = relations(given.shared)
    before = known(given.check) if given.check else {}
    names = [given.show] if given.show else list(SETS)
    found = {}
    with checks(Settings(workers=given.workers), given.cache) as runs:
        for name, weights in tqdm(weights_of(names, given), unit="set", total=len(names), disable=None):
            with weights:
                found[name] = evaluated(name, folder, runs)
    grouped = groups({name: one.score.counts() for name, one in found.items()})
    print(table(grouped))
    for what, lost in (("numeric facts lost", "facts"), ("agreements lost", "agreements")):
        print("\n" + lost_table(what, {name: by_stage(getattr(one, lost)) for name, one in found.items()}))
    if given.show:
        print(shown(found[given.show]))
    if given.json:
        made = {**grouped, "all": grouped["all"]["all"]}
        given.json.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    worse = fallen(before, grouped["genres"])
    print("\n".join(worse), end="\n" if worse else "", file=sys.stderr)
    return 1 if worse else 0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(usage=(__doc__ or "").partition("usage: ")[2])
    parser.add_argument("--shared", type=Path, default=BESIDE)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--others", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--check", type=Path)
    parser.add_argument("--show", choices=SETS, metavar="NAME")
    given = parser.parse_args(arguments)
    if given.show and (given.json or given.check):
        parser.error("--show checks one set; --json and --check need all of them")
    try:
        return run(given)
    except (DataError, CheckerError) as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
