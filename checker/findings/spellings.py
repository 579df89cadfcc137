"""Names that outlets spell in two ways, as remarks: whoever is meant is clear, so that nothing contradicts. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from checker.findings.text import listing
from checker.records import Between, Claim, Verdict


def remarks(verdicts: Iterable[Verdict], claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """A sentence for each two spellings of one name, with the outlets that print them, in order."""
    printed: dict[tuple[str, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for verdict in verdicts:
        pair = sorted((claims[verdict.a], claims[verdict.b]), key=_name)
        if verdict.between is Between.OUTLETS and all(_name(c) for c in pair):
            for outlets, claim in zip(printed[_name(pair[0]), _name(pair[1])], pair, strict=True):
                outlets.add(claim.outlet)
    return tuple(
        f"one name in two spellings: “{one}” ({listing(sorted(here))}) and “{two}” ({listing(sorted(there))})"
        for (one, two), (here, there) in sorted(printed.items())
    )


def _name(claim: Claim) -> str:
    """The name that a claim gives, "" for one of anything else."""
    return claim.attribute.value if claim.attribute and claim.attribute.property == "name" else ""
